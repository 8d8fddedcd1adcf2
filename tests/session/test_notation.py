"""Words and symbols: every symbol has a phrase, and the sentence in symbols says the same numbers."""

from __future__ import annotations

import re

import numpy as np
import pytest

from gd_visualizer.core.registry import registered
from gd_visualizer.runtime.courier import InlineCourier
from gd_visualizer.runtime.store import Store
from gd_visualizer.session import edits
from gd_visualizer.session.choices import choose
from gd_visualizer.session.document import first_document
from gd_visualizer.session.notation import explained, in_letters, loss_is, meaning, phrases_of, slope_for, step_is
from gd_visualizer.session.numbers import shown

# What stands for no number of its own: a function that was typed, and the first letters of "E[…]", a mean.
NO_SYMBOLS = {"f", "E"}


@pytest.fixture
def store() -> Store:
    made = Store(first_document(), InlineCourier())
    made.use_symbols(True)
    return made


def test_a_symbol_is_explained_in_one_phrase() -> None:
    assert meaning("η").startswith("the learning rate")
    assert meaning("∂L/∂w1") == "the slope for w1: how fast the loss grows when w1 grows"
    assert meaning("Line") == ""
    assert explained("The line is off by about 1.4.") == ""
    lines = explained("k = 8. Lₖ = 2.01 < Lₖ₋₁ = 2.43, ∂L/∂m = −2.00").split("\n")
    assert [line.split(": ")[0] for line in lines] == ["k", "Lₖ", "Lₖ₋₁", "∂L/∂m"]
    assert explained("a·exp(k·x)", {"k": "a knob"}).split("\n")[0] == "k: a knob"


def test_words_and_symbols_of_small_things() -> None:
    assert (loss_is(2.0, False), loss_is(2.0, True)) == ("loss 2.00", "L = 2.00")
    assert (step_is(12_345, False), step_is(12_345, True)) == ("step 12\u202f345", "k = 12\u202f345")
    assert (slope_for("m", False), slope_for("m", True)) == ("slope for m", "∂L/∂m")
    assert slope_for("m", True, of_one_point=True) == "∂ℓ/∂m"


@pytest.mark.parametrize("kind", ["models", "losses", "optimizers"])
def test_every_letter_of_every_formula_is_explained(kind: str) -> None:
    for key, entry in registered(kind).items():
        part = entry()
        formula = in_letters(getattr(part, "written_formula", part.formula))
        assert "slope" not in formula
        assert "learning rate" not in formula
        rest = formula
        for line in explained("ŷ = " + formula, phrases_of(part)).split("\n"):
            rest = re.sub(rf"(?<!\w){re.escape(line.split(': ')[0])}(?![\w₀-₉⁻⁺∗])", " ", rest)
        left = {letter for letter in re.findall(r"(?<![^\W\d_])[^\W\d_](?![^\W\d_])", rest) if letter.isalpha()}
        assert left <= NO_SYMBOLS, (key, formula, rest)


def test_the_sentence_says_the_numbers_of_the_moment(store: Store) -> None:
    m, b = store.snapshot.gradient.tolist()
    expected = f"k = 0. L = {shown(store.snapshot.loss)}, ∂L/∂m = {shown(m)} (m ↑), ∂L/∂b = {shown(b)} (b ↑)."
    assert store.snapshot.sentence.plain == expected
    before = store.snapshot.loss
    store.step()
    assert f"Lₖ = {shown(store.snapshot.loss)} < Lₖ₋₁ = {shown(before)}" in store.snapshot.sentence.plain
    store.step(3)
    store.seek(2)
    assert store.snapshot.sentence.plain.startswith("k = 2 ≤ 4.")
    store.use_symbols(False)
    assert store.snapshot.sentence.plain.startswith("Looking at step 2 of 4.")


def test_the_ends_of_a_walk_in_symbols(store: Store) -> None:
    store.step(5000)
    assert store.snapshot.sentence.plain.endswith("∇L ≈ 0: this is θ∗.")
    store.restart()
    store.apply(edits.set_learning_rate(3.0))
    store.step(200)
    assert store.snapshot.sentence.plain.endswith("η is too large.")
    assert " > Lₖ₋₁" in store.snapshot.sentence.plain
    store.apply(edits.clear_points())
    assert store.snapshot.sentence.plain.startswith("Click the chart")


def test_many_parameters_have_the_length_of_the_gradient(store: Store) -> None:
    store.apply(choose("model", "polynomial"))
    assert len(store.snapshot.parameters) > 2
    length = float(np.linalg.norm(store.snapshot.gradient))
    assert f"‖∇L‖ = {shown(length)}" in store.snapshot.sentence.plain


def test_a_step_that_went_up_is_said_also_at_rest() -> None:
    store = Store(first_document(), InlineCourier())
    store.apply(edits.set_learning_rate(1.0))
    store.step(2)
    assert store.snapshot.losses[2] > store.snapshot.losses[1]
    assert store.snapshot.sentence.plain.startswith("Up a little at step 2.")
