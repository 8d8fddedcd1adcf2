"""The table of the pending step: what is read adds up, and it can be carried into other programs."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import ArrayLike

from gd_visualizer.core.registry import registered
from gd_visualizer.runtime.store import Store
from gd_visualizer.session import edits
from gd_visualizer.session.choices import change_setting, choose, set_batch_size
from gd_visualizer.session.next_step_words import fact_rows, foot_sentences, step_caption
from gd_visualizer.session.numbers import MINUS, read_number
from gd_visualizer.session.step_digits import common_digits, figure, own_digits, summand
from gd_visualizer.session.step_export import latex, markdown, page, tab_separated
from gd_visualizer.session.step_sheet import step_sheet
from gd_visualizer.session.step_table import OWN, StepTable
from tests.runtime.stores import opened
from tests.session.documents import document


def table_of(store: Store, symbols: bool = False) -> StepTable:
    return StepTable(step_sheet(store.snapshot), symbols)


def read(table: StepTable, name: str, column: int) -> float:
    row = next(row for row in range(table.row_count) if table.name(row) == name)
    number = read_number(table.text(row, column))
    assert number is not None
    return number


def test_what_is_read_adds_up() -> None:
    store = opened()
    for _ in range(30):
        table = table_of(store)
        assert table.row_count == 8 + 1 + 5
        for row in range(8):
            y, predicted, miss = (read(table, f"Point {row + 1}", column) for column in (2, 3, 4))
            assert predicted - y == pytest.approx(miss, abs=1e-9)
        for column in (8, 10):
            assert table.value(0, column) is not None
            parts = [read(table, f"Point {row + 1}", column) for row in range(8)]
            mean = read(table, "Mean of 8 points", column)
            digits = len(table.text(0, column).partition(".")[2])
            assert abs(sum(parts) / 8 - mean) <= 0.51 * 10.0**-digits
            now, step, new = (read(table, name, column) for name in ("Value now", "The step", "New value"))
            assert now - step == pytest.approx(new, abs=1e-9)
        store.step()


def test_rows_say_what_they_are() -> None:
    table = table_of(opened())
    assert [head.text for head in table.heads[:7]] == ["", "x", "y", "prediction", "miss", "loss", "blame"]
    assert [head.text for head in table.heads[7:]] == ["ŷ per m", "slope for m", "ŷ per b", "slope for b"]
    assert [table.kind(row) for row in range(7, table.row_count)] == ["point", "mean", *["line"] * 4, "new"]
    assert table.text(table.row_count - 1, 1) == "value now − the step"
    assert table.line(0) is None
    assert MINUS in table.text(0, 2)
    assert table.hint(table.row_count - 1, 8) == "θ′: new value\nvalue now − the step\nθ′ = θ − Δ"
    assert table.hint(0, 3) == "ŷ, what the model predicts at x"
    assert table.hint(0, 0) == ""
    in_symbols = table_of(opened(), symbols=True)
    assert in_symbols.text(in_symbols.row_count - 1, 0) == "New value θ′"
    assert in_symbols.text(in_symbols.row_count - 1, 1) == "θ′ = θ − Δ"
    assert [head.text for head in in_symbols.heads[4:9]] == ["r = ŷ − y", "ℓ(r)", "dℓ/dŷ", "∂ŷ/∂m", "∂ℓ/∂m"]


def test_many_points_end_in_words_and_the_mean_is_that_of_all() -> None:
    x = np.linspace(-3.0, 3.0, 1000)
    store = opened(document(x, 2.0 * x + np.sin(7.0 * x)))
    table = table_of(store)
    assert (table.name(199), table.name(200), table.name(201)) == (
        "Point 200", "and 800 more rows", "Mean of 1000 points",
    )  # fmt: skip
    assert table.kind(200) == "rest"
    assert [table.text(200, column) for column in range(1, len(table.heads))] == [""] * 10
    slope = table.value(201, OWN + 2)
    assert slope == store.snapshot.gradient[0]
    assert table.value(201, 5) == pytest.approx(store.snapshot.loss)


def test_a_batch_shows_the_points_that_the_step_will_use() -> None:
    store = opened()
    store.apply(set_batch_size(3))
    table, chosen = table_of(store), store.snapshot.document.plan.batch(0, 8)
    assert [table.name(row) for row in range(3)] == [f"Point {place + 1}" for place in chosen]
    assert table.name(3) == "Mean of 3 points"
    assert step_caption(store.snapshot).endswith("This step looks at 3 of 8 points only.")


def test_many_parameters_have_one_column_each() -> None:
    store = opened()
    store.apply(choose("model", "network"))
    count = len(store.snapshot.parameters)
    assert len(table_of(store).heads) == 7 + count
    short = StepTable(step_sheet(store.snapshot), most_points=5, most_parameters=8)
    assert len(short.heads) == 7 + 8
    assert short.name(5) == "and 3 more rows"
    assert short.rest() == f"And {count - 8} more parameters."
    assert len(dict(fact_rows(store.snapshot))["Now"].split(", ")) == 8


ODD: dict[str, tuple[ArrayLike, ArrayLike]] = {
    "none": ([], []), "one": ([1.0], [2.0]), "one x": ([1.0, 1.0], [2.0, 3.0]), "level": ([1.0, 2.0], [5.0, 5.0]),
    "tiny": ([1e-300, 2e-300], [1e-300, 3e-300]), "huge": ([1e300, 2e300], [1e300, 3e300]),
    "long": ([1e6, 2e6], [3e9, 1.0]),
}  # fmt: skip


@pytest.mark.parametrize("model", list(registered("models")))
@pytest.mark.parametrize("data", ODD)
def test_odd_points_and_every_model_stay_readable(data: str, model: str) -> None:
    store = opened(document(*ODD[data]))
    store.apply(choose("model", model))
    for symbols in (False, True):
        table = table_of(store, symbols)
        texts = [table.text(row, column) for row in range(table.row_count) for column in range(len(table.heads))]
        told = foot_sentences(store.snapshot, table)
        texts += [*told, markdown(table), latex(table), page(table, "", fact_rows(store.snapshot), list(told))]
        assert not [text for text in texts if "nan" in text.split() or "inf" in text.split()]


@pytest.mark.parametrize("loss", list(registered("losses")))
def test_every_loss_has_its_rows(loss: str) -> None:
    store = opened()
    store.apply(choose("loss", loss))
    table = table_of(store)
    assert table.sheet.new_values is not None
    assert table.row_count == 14


def test_the_foot_says_why_there_is_no_step() -> None:
    store = opened(document([], []))
    assert foot_sentences(store.snapshot, table_of(store)) == ("Without points there is nothing to work out.", "")
    store = opened()
    assert foot_sentences(store.snapshot, table_of(store))[1].startswith("Loss ")
    best = store.snapshot.objective.best_parameters
    assert best is not None
    store.apply(edits.place_start(*best.tolist()))
    assert foot_sentences(store.snapshot, table_of(store))[0].startswith("The ground is flat")
    store = opened(document([1e200, 2e200], [1e200, 3e200]))
    assert foot_sentences(store.snapshot, table_of(store))[0] == "Without a landscape there is no step to take."
    store = opened()
    snapshot = replace(store.snapshot, preview=None)
    told, _loss = foot_sentences(snapshot, StepTable(step_sheet(snapshot)))
    assert told == "The next step leads to numbers too large to show."
    store.apply(choose("model", "step"))
    assert "its slopes say nothing" in foot_sentences(store.snapshot, table_of(store))[0]


def test_a_spreadsheet_gets_every_digit() -> None:
    store = opened()
    rows = [line.split("\t") for line in tab_separated(table_of(store)).splitlines()]
    assert {len(row) for row in rows} == {12}
    assert [float(row[2]) for row in rows[1:9]] == store.snapshot.document.dataset.x.tolist()
    store.step()
    assert [float(rows[-1][9]), float(rows[-1][11])] == store.snapshot.parameters.tolist()


def test_markdown_reads_as_the_window() -> None:
    store = opened()
    store.apply(choose("optimizer", "adamax"))
    table = table_of(store, symbols=True)
    lines = markdown(table).splitlines()
    assert lines[0].startswith("|  |  | x | y | ŷ |")
    assert lines[1] == "| :-- | :-- |" + " --: |" * 10
    assert len(lines) == table.row_count + 2
    assert "\\|g\\|" in markdown(table)
    assert {line.replace("\\|", "").count("|") for line in lines} == {13}


@pytest.mark.parametrize("symbols", [False, True])
@pytest.mark.parametrize("key", list(registered("optimizers")))
def test_latex_is_plain_and_balanced(key: str, symbols: bool) -> None:
    store = opened()
    store.apply(choose("optimizer", key))
    store.apply(choose("model", "network" if key == "newton" else "linear"))
    store.step(3)
    text = latex(table_of(store, symbols))
    assert text.isascii(), {sign for sign in text if not sign.isascii()}
    assert text.count("{") == text.count("}")
    assert text.count("$") % 2 == 0
    columns = len(table_of(store).heads)
    for line in text.splitlines()[2:]:
        if line.endswith(r"\\") and "multicolumn" not in line:
            assert line.count("&") == columns - 1


def test_latex_has_roots_and_powers() -> None:
    store = opened()
    store.apply(choose("optimizer", "adam"))
    text = latex(table_of(store, symbols=True))
    assert r"d = \sqrt{s'} / \sqrt{1 - 0.999^{1}} + 1\cdot 10^{-8}" in text


def test_pages_are_safe_from_names_in_files() -> None:
    store = opened()
    store.apply(choose("model", "formula"))
    store.apply(change_setting("model", "text", "a*x + b"))
    snapshot = replace(store.snapshot, document=replace(store.snapshot.document, title="<b>&"))
    html = page(table_of(store), "t", fact_rows(snapshot), ["x < y"])
    assert "&lt;b&gt;&amp;: 8 points" in html
    assert "x &lt; y" in html


def test_digits() -> None:
    assert figure(0.0412, 2) == "0.04120"
    assert figure(0.0, None) == "0"
    assert figure(1e-9, 3) == "1.000·10⁻⁹"
    assert figure(float("nan"), 3) == "too large to show"
    assert summand(-0.0001, 2) == "0.00"
    assert summand(12345.0, 2) == "1.234·10⁴"
    assert own_digits(np.array([1.0, 2.25])) == 2
    assert own_digits(np.array([1e9])) is None
    assert common_digits([(2, 3), (), (3, 4)]) == [3, None, 3]
    assert common_digits([(2,), (3,)]) == [2, 3]
    assert common_digits([]) == []
