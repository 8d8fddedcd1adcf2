"""Choosing another model, loss, optimizer or schedule, and changing their settings: what is kept, what follows."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from gd_visualizer.core.errors import InputError
from gd_visualizer.core.registry import create, registered
from gd_visualizer.session import choices, edits
from gd_visualizer.session.carry import carried_over
from gd_visualizer.session.choices import change_setting, choose
from gd_visualizer.session.consequences import consequences
from gd_visualizer.session.document import Document, first_document
from gd_visualizer.session.edits import Edit


def after(*made: Edit, document: Document | None = None) -> Document:
    document = document or first_document()
    for edit in made:
        document = edit.apply(document)
    return document


@pytest.mark.parametrize(
    ("part", "key"), [(part, key) for part in choices.FOLDERS for key in registered(choices.FOLDERS[part])]
)
def test_everything_there_is_can_be_chosen(part: choices.Part, key: str) -> None:
    found = after(choose(part, key))
    assert getattr(found, part).key == key
    assert len(found.start) == len(found.model.parameter_names)
    assert np.isfinite(found.start).all()
    assert after(choose(part, key), document=found) == found


def test_a_line_becomes_a_polynomial_and_comes_back() -> None:
    line = replace(first_document(), start=(2.5, -1.0))
    cubic = after(choose("model", "polynomial"), document=line)
    assert dict(zip(cubic.model.parameter_names, cubic.start, strict=True)) == {
        "c0": -1.0,
        "c1": 2.5,
        "c2": 0.0,
        "c3": 0.0,
    }
    assert after(choose("model", "linear"), document=cubic).start == (2.5, -1.0)
    assert after(choose("model", "proportional"), document=line).start == (2.5,)


def test_another_degree_keeps_the_powers_there_are() -> None:
    cubic = after(choose("model", "polynomial"), edits.place_start(1.0, 2.0, 3.0, 4.0))
    assert after(change_setting("model", "degree", 1), document=cubic).start == (1.0, 2.0)
    assert after(change_setting("model", "degree", "5"), document=cubic).start == (1.0, 2.0, 3.0, 4.0, 0.0, 0.0)


def test_letters_of_a_typed_formula_keep_their_numbers() -> None:
    formula = after(
        choose("model", "formula"), change_setting("model", "text", "a*x + b*x^2"), edits.place_start(7.0, 8.0)
    )
    other = after(change_setting("model", "text", "b*exp(-d*x)"), document=formula)
    assert dict(zip(other.model.parameter_names, other.start, strict=True)) == {"b": 8.0, "d": 1.0}


def test_a_formula_that_cannot_be_read_changes_nothing() -> None:
    formula = after(choose("model", "formula"))
    with pytest.raises(InputError, match="place"):
        after(change_setting("model", "text", "a*foo(x)"), document=formula)


def test_carrying_over_between_equal_names_keeps_every_number() -> None:
    model, data = create("models", "network", hidden="3"), first_document().dataset
    values = np.arange(10.0)
    assert (
        carried_over(model, values, create("models", "network", hidden="3", activation="relu"), data, 0).tolist()
        == values.tolist()
    )


def test_an_optimizer_keeps_the_learning_rate_and_what_was_changed() -> None:
    rolling = after(
        edits.set_learning_rate(0.02), choose("optimizer", "momentum"), change_setting("optimizer", "weight_decay", 0.5)
    )
    adam = after(choose("optimizer", "adam"), document=rolling)
    assert (adam.optimizer.learning_rate, adam.optimizer.weight_decay) == (0.02, 0.5)  # type: ignore[attr-defined]
    # AdamW's own usual decay is not pushed aside by one that nobody touched.
    assert after(choose("optimizer", "adam"), choose("optimizer", "adamw")).optimizer.weight_decay == 0.01  # type: ignore[attr-defined]


def test_a_rate_that_is_a_share_of_a_step_is_not_carried_over() -> None:
    newton = after(edits.set_learning_rate(0.02), choose("optimizer", "newton"))
    assert newton.optimizer.learning_rate == 1.0
    back = after(choose("optimizer", "rmsprop"), document=newton)
    assert back.optimizer.learning_rate == create("optimizers", "rmsprop").learning_rate


def test_a_setting_outside_the_range_of_the_new_entry_is_left() -> None:
    wild = after(choose("loss", "huber"), change_setting("loss", "delta", create_limit("huber", "delta")))
    found = after(choose("loss", "cauchy"), document=wild)
    assert found.loss.key == "cauchy"


def create_limit(key: str, name: str) -> float:
    from gd_visualizer.core.settings import settings_of

    return next(item.maximum for item in settings_of(registered("losses")[key]) if item.key == name)


def test_wrong_settings_are_one_sentence() -> None:
    for part, key, value in (("loss", "delta", 1.0), ("optimizer", "learning_rate", "fast"), ("penalty", "l2", -1.0)):
        with pytest.raises(InputError) as caught:
            after(change_setting(part, key, value))  # type: ignore[arg-type]
        assert "\n" not in str(caught.value)
    with pytest.raises(InputError, match="there is no model named 'cubic'"):
        choose("model", "cubic")
    for bad in (-1, 10**9):
        with pytest.raises(InputError, match="whole number"):
            choices.set_batch_size(bad)
    for bad in (-1, 2**31):
        with pytest.raises(InputError, match="whole number"):
            choices.set_seed(bad)


def test_batches_seed_direction_and_penalty_are_kept_in_the_document() -> None:
    found = after(
        choices.set_batch_size(3), choices.set_seed(9), choices.set_climb(True), change_setting("penalty", "l1", 0.25)
    )
    assert (found.batch_size, found.seed, found.climb, found.penalty.l1) == (3, 9, True, 0.25)
    assert (found.plan.batch_size, found.plan.seed) == (3, 9)
    assert found.objective().climb
    assert found.objective().penalty is found.penalty


def test_dice_are_thrown_again() -> None:
    network = after(choose("model", "network"))
    again = after(choices.throw_again(), document=network)
    assert again.start != network.start
    assert again.seed == network.seed + 1
    zeros = after(change_setting("model", "initialisation", "zeros"), document=network)
    assert not any(zeros.start)
    assert not any(after(choices.throw_again(), document=zeros).start)
    cubic = after(choose("model", "polynomial"))
    assert after(choices.throw_again(), document=cubic).start != cubic.start


@pytest.mark.parametrize(
    ("edit", "land", "knobs", "stride"),
    [
        (choose("model", "polynomial"), True, True, False),
        (choose("loss", "huber"), True, False, False),
        (choose("optimizer", "adam"), False, False, True),
        (choose("schedule", "cosine"), False, False, True),
        (choices.set_batch_size(2), False, False, True),
        (choices.set_climb(True), True, False, False),
        (change_setting("penalty", "l2", 1.0), True, False, False),
    ],
)
def test_what_follows_from_a_choice(edit: Edit, land: bool, knobs: bool, stride: bool) -> None:
    old = first_document()
    found = consequences(old, edit.apply(old))
    assert (found.new_land, found.new_knobs, found.new_stride) == (land, knobs, stride)
    assert edit.label[0].islower()


def test_other_data_keep_the_model_and_bring_a_start_that_suits_it() -> None:
    cubic = after(choose("model", "polynomial"), choose("optimizer", "adam"), choose("loss", "huber"))
    opened = after(edits.open_builtin("parabola"), document=cubic)
    assert (opened.model, opened.loss, opened.optimizer) == (cubic.model, cubic.loss, cubic.optimizer)
    assert opened.start == (0.0, 0.0, 0.0, 0.0)
    plain = after(choose("model", "polynomial"), edits.open_builtin("parabola"))
    stable = plain.objective().largest_stable_rate
    assert stable is not None
    assert plain.optimizer.learning_rate == pytest.approx(stable / 4.0, rel=0.1)
