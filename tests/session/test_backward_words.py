"""The tour of backpropagation and its words."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from gd_visualizer.core.computation import computation_of
from gd_visualizer.core.losses.mean_squared_error import MeanSquaredError
from gd_visualizer.core.models.formula import Formula
from gd_visualizer.core.models.linear import Linear
from gd_visualizer.core.models.network import Network
from gd_visualizer.core.nudging import Nudge
from gd_visualizer.core.registry import create, registered
from gd_visualizer.session.backward_tour import Tour
from gd_visualizer.session.blame_product import product_of
from gd_visualizer.session.blame_sentence import blame_sentence
from gd_visualizer.session.blame_words import Numbers, hand_over, leaf_words, sign_of, story
from gd_visualizer.session.nudge_words import nudge_rows, size_text, verdict

X, Y = np.array([-2.1, -1.5, 2.6]), np.array([-2.6, -0.4, 4.9])


def numbers(model=None, loss=None, row: int | None = 1, parameters=None) -> Numbers:
    model = model or Linear()
    computation = computation_of(model, loss or MeanSquaredError())
    given = np.array([1.0665, -0.35]) if parameters is None else parameters
    return Numbers(computation, computation.run(given, X, Y), row)


def test_the_tour_goes_forward_and_back() -> None:
    here = numbers()
    tour = Tour(here.computation.parts[:-1])
    names = [part.name for part in tour.parts]
    stages = [tour.stage(stop) for stop in range(tour.last + 1)]
    assert [stage.direction for stage in stages] == ["ready"] + ["forward"] * 4 + ["backward"] * 5
    assert [None if s.part is None else names[s.part] for s in stages[1:]] == [
        "m·x", "ŷ", "r", "ℓ", None, "ℓ", "r", "ŷ", "m·x",
    ]  # fmt: skip
    assert (stages[-1].number, stages[-1].count) == (5, 5)
    known = [[names[k] for k in range(8) if tour.knows_blame(k, stop)] for stop in (4, 5, 6, 7, 8, 9)]
    assert known[:3] == [[], ["ℓ"], ["r", "ℓ"]]
    assert known[3] == ["ŷ", "y", "r", "ℓ"]
    assert set(known[5]) == set(names)
    assert tour.upstream(names.index("m·x")) == {0, 1, 2}
    assert tour.downstream(names.index("b")) == {3, 4, 6, 7}
    assert tour.knows_value(0, 0)
    assert not tour.knows_value(2, 0)


def test_the_words_of_the_picture() -> None:
    here = numbers()
    parts = here.computation.parts[:-1]
    tour = Tour(parts)
    assert hand_over(here, 2, 0) == ("× x, that is × (−1.5)", "on the way to m")
    assert hand_over(here, 4, 1) == ("hands it on", "")
    assert hand_over(here, 7, 0) == ("× 2 · (−1.55)", "twice the miss")
    said = story(here, tour.stage(tour.last), parts)
    assert said == "This part multiplies m by x. Its blame goes to m as blame × x: −3.10 × (−1.5) = 4.65."
    assert story(here, tour.stage(1), parts) == "This part multiplies m by x. 1.07 × (−1.5) = −1.60."
    assert product_of(here, 0) == "2·(−1.55) × (−1.5) = 4.65"
    assert product_of(here, 3) == "2·(−1.55) = −3.10"
    assert "data" in leaf_words(here, 1)
    assert "4.65" in leaf_words(here, 0)


@pytest.mark.parametrize("row", [0, 2, None])
@pytest.mark.parametrize("loss", list(registered("losses")))
@pytest.mark.parametrize("key", list(registered("models")))
def test_every_stop_of_every_model_has_words(key, loss, row) -> None:
    model = create("models", key)
    parameters = np.full(len(model.parameter_names), 0.7)
    here = numbers(model, create("losses", loss), row, parameters)
    parts = here.computation.parts if row is None else here.computation.parts[:-1]
    tour = Tour(parts)
    for stop in range(tour.last + 1):
        said = story(here, tour.stage(stop), parts)
        assert said[0].isupper()
        assert "nan" not in said.split()
        assert "inf" not in said.split()
    for place, part in enumerate(parts):
        assert part.is_leaf or sign_of(part)
        if part.is_leaf:
            assert leaf_words(here, place).endswith(".")
        if part.kind == "parameter":
            assert product_of(here, place)


def test_products_add_up_over_many_ways_and_stop_where_they_are_too_long() -> None:
    twice = numbers(Formula("a*x + a"), parameters=np.array([0.5]))
    assert " + " in product_of(twice, 0)
    chain = "sin(" * 9 + "a*x" + ")" * 9
    assert "factors" in product_of(numbers(Formula(chain), parameters=np.array([0.5])), 0)
    many = Formula("(((a+x)*(a+x))*((a+x)+a)*(a-x)*(a+2))*(a*a*a*a)")
    place = [part.name for part in computation_of(many, MeanSquaredError()).parts].index("a")
    assert "many ways" in product_of(numbers(many, parameters=np.array([0.5])), place)
    assert "mean" in product_of(numbers(row=None), 0)


def test_what_a_penalty_adds_is_said_apart() -> None:
    place = [part.kind for part in numbers().computation.parts].index("parameter")
    charged = replace(numbers(row=None), penalty=True)
    assert leaf_words(charged, place).endswith("The penalty adds its own slope to that.")
    assert "penalty" not in leaf_words(replace(numbers(), penalty=True), place)
    assert "penalty" not in leaf_words(numbers(row=None), place)
    symbols = replace(charged, symbols=True)
    assert "(1/N)·Σ ∂ℓ/∂m = " in blame_sentence(symbols, symbols, 0).plain
    assert "∂L/∂m = " in blame_sentence(*[replace(symbols, penalty=False)] * 2, 0).plain


def test_the_sentence_tells_one_point_from_all() -> None:
    one, mean = numbers(), numbers(row=None)
    assert blame_sentence(one, mean, 0).plain == (
        "Passing the blame back. Point 2 alone asks for a smaller m. All 3 together ask for a bigger one."
    )
    assert blame_sentence(one, mean, 1).plain.endswith("All 3 together ask for the same.")
    assert blame_sentence(mean, mean, 0).plain.endswith("All points together ask for a bigger m.")
    computation = one.computation
    none = Numbers(computation, computation.run(np.zeros(2), np.empty(0), np.empty(0)), None)
    assert "Add a point" in blame_sentence(none, none, 0).plain
    flat = Numbers(computation, computation.run(np.zeros(2), X, np.zeros(3)), 0)
    assert "leaves m as it is" in blame_sentence(flat, mean, 0).plain
    huge = Numbers(computation, computation.run(np.array([1e300, 0.0]), X * 1e300, Y), None)
    assert "smaller m" in blame_sentence(huge, huge, 0).plain
    lost = replace(
        huge, run=replace(huge.run, blames=tuple(None if b is None else b * np.nan for b in huge.run.blames))
    )
    assert "as it is" in blame_sentence(lost, lost, 0).plain


def test_the_check_adds_up_and_says_how_well_it_agrees() -> None:
    nudge = Nudge(0.001, 2.4043187, 2.3950243, 4.6472, 4.6472 + 1e-9)
    up, down, difference = nudge_rows(nudge)
    assert (up, down, difference) == ("2.404319", "2.395024", "0.009295")
    assert verdict([nudge]) == (True, "They agree to 9 digits.")
    assert verdict([]) == (True, "")
    assert verdict([Nudge(0.001, np.inf, 1.0, np.inf, 1.0)])[1] == "The numbers are too large to compare."
    assert not verdict([Nudge(0.001, 1.0, 2.0, 5.0, -3.0)])[0]
    assert verdict([Nudge(0.001, 1.0, 1.0, 0.0, 0.0)])[1] == "They agree in every digit."
    assert verdict([Nudge(0.001, 1e6, 1e6, 1e-9, -1e-9)])[1] == "They agree as far as numbers can tell."
    assert nudge_rows(Nudge(0.001, np.inf, 1.0, np.inf, 1.0))[0] == "too large to show"
    assert "·10" in nudge_rows(Nudge(0.001, 2e9, 1e9, 1.0, 1.0))[0]
    assert nudge_rows(Nudge(0.001, 1.0, 1.0, 0.0, 0.0))[2] == "0.000000"
    assert (size_text(0.001), size_text(1e-6)) == ("0.001", "1·10⁻⁶")


def test_units_and_blocks_speak_of_their_weights() -> None:
    for model in (Network((3, 2)), Network((30, 30))):
        here = numbers(model, parameters=model.first_parameters(None, 1))
        parts = here.computation.parts[:-1]
        tour = Tour(parts)
        assert "weights" in story(here, tour.stage(tour.last), parts)
