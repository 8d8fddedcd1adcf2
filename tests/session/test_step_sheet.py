"""The pending step in full: its last line is what Step makes true, and its formulas say how each line comes about."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest

from gd_visualizer.core.registry import registered
from gd_visualizer.session.choices import change_setting, choose, set_batch_size, set_climb
from gd_visualizer.session.edits import Edit
from gd_visualizer.session.step_lines.book import LINES
from gd_visualizer.session.step_lines.notes import MOST_ROWS
from gd_visualizer.session.step_sheet import StepSheet, step_sheet
from tests.runtime.stores import opened

OPTIMIZERS = list(registered("optimizers"))
GOALS = [("linear", "mean_squared_error"), ("polynomial", "huber"), ("exponential", "mean_squared_error"),
         ("sine", "log_cosh"), ("network", "mean_squared_error"), ("proportional", "mean_absolute_error")]  # fmt: skip
SETTINGS: list[tuple[Edit, ...]] = [
    (choose("optimizer", "momentum"), change_setting("optimizer", "dampening", 0.3)),
    (choose("optimizer", "momentum"), change_setting("optimizer", "momentum", 0.0)),
    (choose("optimizer", "momentum"), change_setting("optimizer", "weight_decay", 0.1)),
    (choose("optimizer", "nesterov"), change_setting("optimizer", "weight_decay", 0.1)),
    (choose("optimizer", "adagrad"), change_setting("optimizer", "learning_rate_decay", 0.1)),
    (choose("optimizer", "rmsprop"), change_setting("optimizer", "centered", True)),
    (choose("optimizer", "rmsprop"), change_setting("optimizer", "momentum", 0.5)),
    (choose("optimizer", "adam"), change_setting("optimizer", "amsgrad", True)),
    (choose("optimizer", "adam"), change_setting("optimizer", "beta1", 0.25)),
    (choose("optimizer", "nadam"), change_setting("optimizer", "decoupled_weight_decay", True)),
    (choose("optimizer", "radam"), change_setting("optimizer", "decoupled_weight_decay", True)),
    (choose("optimizer", "adam"), choose("schedule", "cosine")),
    (choose("optimizer", "adam"), set_batch_size(3)),
    (choose("optimizer", "newton"), set_batch_size(3)),
    (choose("optimizer", "adam"), set_climb(True)),
    (change_setting("penalty", "l2", 0.1),),
    (change_setting("penalty", "l1", 0.1),),
    (change_setting("penalty", "l2", 0.1), change_setting("penalty", "l1", 0.2), set_climb(True), set_batch_size(3)),
]


def test_every_optimizer_has_its_lines() -> None:
    assert set(LINES) == set(OPTIMIZERS)


@pytest.mark.parametrize("goal", GOALS)
@pytest.mark.parametrize("key", OPTIMIZERS)
def test_the_last_line_is_the_step(key: str, goal: tuple[str, str]) -> None:
    follow(choose("model", goal[0]), choose("loss", goal[1]), choose("optimizer", key))


@pytest.mark.parametrize("edits", SETTINGS)
def test_settings_have_their_lines(edits: tuple[Edit, ...]) -> None:
    follow(*edits)


def test_a_step_taken_again_by_another_rule() -> None:
    store = opened()
    store.step(6)
    store.apply(choose("optimizer", "momentum"))
    store.step(4)
    for place in (8, 7, 3, 0):
        store.seek(place)
        sheet = step_sheet(store.snapshot)
        store.step()
        assert sheet.new_values is not None
        assert sheet.new_values.tobytes() == store.snapshot.parameters.tobytes()


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_late_in_a_long_walk(key: str) -> None:
    store = opened()
    store.apply(choose("optimizer", key))
    store.step(700)
    store.seek(store.snapshot.last_step - 1)
    sheet = step_sheet(store.snapshot)
    if sheet.new_values is None:
        assert store.snapshot.status == "arrived"
        return
    check_formulas(sheet)
    store.step()
    assert sheet.new_values.tobytes() == store.snapshot.parameters.tobytes()


def follow(*edits: Edit) -> None:
    """Walk a few steps; each must be the one on the sheet, and the sheet must follow from its own formulas."""
    store = opened()
    for edit in edits:
        store.apply(edit)
    for _ in range(8):
        snapshot = store.snapshot
        if snapshot.preview is None or not len(snapshot.preview.parameters):
            assert snapshot.step, "no step was taken at all"
            break
        sheet = step_sheet(snapshot)
        check_points(sheet)
        check_formulas(sheet)
        store.step()
        assert sheet.new_values is not None
        assert sheet.new_values.tobytes() == store.snapshot.parameters.tobytes()
        assert sheet.next_loss == store.snapshot.loss


def check_points(sheet: StepSheet) -> None:
    assert sheet.left_out == 0
    np.testing.assert_array_equal(sheet.residuals, sheet.predictions - sheet.y)
    np.testing.assert_allclose(sheet.losses.mean(), sheet.mean_loss)
    size = np.abs(sheet.parts).max(axis=0, initial=0.0)
    assert (np.abs(sheet.parts.mean(axis=0) - sheet.mean_slopes) <= 1e-9 * size).all()


def check_formulas(sheet: StepSheet) -> None:
    """Every line with a formula must come out of the letters of the lines above it."""
    known: dict[str, Any] = {"ḡ": sheet.mean_slopes}
    rows: list[Any] = []
    for line in sheet.lines:
        if line.symbol[0] in "HM":
            rows.append(line.values)
        elif "=" in line.symbols or "H·" in line.symbols:
            check_solution(line.symbols, np.array(rows), line.values, known)
        elif line.symbols:
            # The product of momenta is kept in single precision.
            rough = 1e-5 if line.symbol in ("Π′", "A", "B", "θ′") else 1e-9
            found = worked_out(line.symbols, known)
            size = max(np.abs(values).max() for values in known.values())
            np.testing.assert_allclose(found, line.values, rtol=rough, atol=1e-13 * size, err_msg=line.symbols)
        known[line.symbol] = line.values


def check_solution(formula: str, matrix: Any, values: Any, known: dict[str, Any]) -> None:
    """A solution must solve the matrix lines above it, where there is room to show them."""
    if matrix.shape != (len(values),) * 2 or formula.startswith("|"):
        assert len(values) > MOST_ROWS or formula.startswith("|")
    elif formula == "−(H·g)":
        np.testing.assert_allclose(-(matrix @ known["g"]), values, rtol=1e-9, atol=1e-12)
    else:
        assert formula in ("H·d = R", "M·d = R", "M·δ = R")
        size = np.abs(matrix) @ np.abs(values)
        assert (np.abs(matrix @ values - known["R"]) <= 1e-6 * size + 1e-12).all()


def worked_out(formula: str, known: dict[str, Any]) -> Any:
    """Work out a formula as it is written, with the letters that are known."""
    text = re.sub(r"·10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)", lambda found: "e" + plain(found[1]), formula)
    text = re.sub(r"([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)", lambda found: "**" + plain(found[1]), text)
    text = re.sub(r"\|(.+?)\|", r"abs(\1)", text).replace("√", "sqrt").replace("Σ", "total")
    text = text.replace("·", "*").replace("−", "-").replace("^", "**")
    for letter in sorted(known, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(letter)}(?![\w′₁₂])", f" known['{letter}'] ", text)
    names = {"known": known, "sqrt": np.sqrt, "abs": np.abs, "max": np.maximum, "min": np.minimum, "sign": np.sign,
             "total": np.sum, "choose": choice}  # fmt: skip
    return eval(text, {"__builtins__": {}}, names)


def choice(sign: Any, up: Any, down: Any, flat: Any) -> Any:
    return np.where(sign > 0, up, np.where(sign < 0, down, flat))


def plain(raised: str) -> str:
    return raised.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))
