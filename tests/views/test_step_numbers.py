"""The window with the next step in numbers: it follows, it can take the step, and it can be carried away."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gd_visualizer.core.errors import InputError
from gd_visualizer.session import choices, edits
from gd_visualizer.session.step_export import latex, markdown, tab_separated
from gd_visualizer.views.cards import step_numbers as module
from gd_visualizer.views.cards.step_numbers import StepNumbers
from gd_visualizer.views.cards.step_paper import StepPaper
from gd_visualizer.views.theme import THEMES, load_theme
from tests.views.stage import Ear, PaintCounter, new_store, settle

ROLE = Qt.ItemDataRole


@pytest.fixture
def store():
    return new_store()


@pytest.fixture
def window(qtbot, store):
    made = StepNumbers()
    qtbot.addWidget(made)
    made.restyle(load_theme("light"))
    made.draw(store.snapshot)
    made.show_up()
    QApplication.processEvents()
    return made


def last_line(window) -> list[str]:
    row = window.model.rowCount() - 1
    return [window.model.index(row, column).data() for column in range(window.model.columnCount())]


def test_the_last_line_is_what_the_step_makes_true(window, store) -> None:
    for _ in range(3):
        told = window.table.value(window.table.row_count - 1, 8)
        store.step()
        window.draw(store.snapshot)
        assert store.snapshot.parameters[0] == told
    assert window.caption.text().startswith("Step 3 → 4, not taken yet: Plain gradient descent")


def test_it_follows_points_and_scrubbing(window, store) -> None:
    store.step(5)
    window.draw(store.snapshot)
    later = last_line(window)
    store.seek(2)
    window.draw(store.snapshot)
    assert last_line(window) != later
    store.apply(edits.add_point(1.0, 2.0))
    window.draw(store.snapshot)
    assert window.model.headerData(9, Qt.Orientation.Vertical) == "Mean of 9 points"
    store.apply(edits.clear_points())
    window.draw(store.snapshot)
    assert window.foot.text() == "Without points there is nothing to work out."
    assert not window.step.isEnabled()


def test_closed_it_works_nothing_out(qtbot, store, monkeypatch) -> None:
    asked = []
    monkeypatch.setattr(module, "step_sheet", asked.append)
    closed = StepNumbers()
    qtbot.addWidget(closed)
    closed.draw(store.snapshot)
    assert asked == []


def test_while_walking_the_numbers_stand_still(window, store) -> None:
    before = last_line(window)
    store.play()
    window.draw(store.snapshot)
    assert window.caption.text() == "Walking. The numbers stand still until you pause."
    assert not window.step.isEnabled()
    assert last_line(window) == before
    store.pause()


def test_buttons_say_what_was_asked_for(window) -> None:
    ear = Ear(window, "step_asked", "print_asked", "pdf_asked")
    for button in (window.step, window.print, window.pdf):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert ear.taken() == [("step_asked",), ("print_asked",), ("pdf_asked",)]
    QTest.mouseClick(window.close_button, Qt.MouseButton.LeftButton)
    assert not window.isVisible()


@pytest.mark.parametrize(
    ("key", "export"), [("table", tab_separated), ("markdown", markdown), ("latex", latex)], ids=["table", "md", "tex"]
)
def test_it_can_be_copied(window, key: str, export) -> None:
    window.copy.menu().findChild(QAction, f"step_copy_{key}").trigger()
    assert QGuiApplication.clipboard().text() == export(window.table)


def test_words_and_symbols(window) -> None:
    assert last_line(window)[0] == "value now − the step"
    window.use_symbols(True)
    assert last_line(window)[0] == "θ′ = θ − Δ"
    assert window.model.headerData(3, Qt.Orientation.Horizontal) == "r = ŷ − y"
    window.use_symbols(False)
    assert last_line(window)[0] == "value now − the step"


@pytest.mark.parametrize("key", THEMES)
def test_looks_come_from_the_theme(window, key: str) -> None:
    theme = load_theme(key)
    window.restyle(theme)
    model, last = window.model, window.model.rowCount() - 1
    assert model.index(0, 7).data(ROLE.ForegroundRole) == theme.colour("m")
    assert model.headerData(9, Qt.Orientation.Horizontal, ROLE.ForegroundRole) == theme.colour("b")
    assert model.index(last, 7).data(ROLE.BackgroundRole) == theme.colour("sel")
    assert model.index(last, 7).data(ROLE.FontRole).weight() == 600
    assert model.index(0, 0).data(ROLE.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
    assert model.headerData(0, Qt.Orientation.Vertical, ROLE.TextAlignmentRole) & Qt.AlignmentFlag.AlignLeft
    assert model.headerData(2, Qt.Orientation.Horizontal, ROLE.ToolTipRole) == "ŷ, what the model predicts at x"


def test_no_text_is_cut_in_columns_of_numbers(window, store) -> None:
    store.apply(choices.choose("optimizer", "nadam"))
    store.step(3)
    window.draw(store.snapshot)
    metrics, table = window.view.fontMetrics(), window.table
    for row in range(table.row_count):
        for column in range(1, len(table.heads)):
            if table.value(row, column) is not None:
                wide = metrics.horizontalAdvance(table.text(row, column))
                assert wide < window.view.columnWidth(column - 1)


def test_nothing_is_painted_while_nothing_changes(window, store) -> None:
    settle()
    counter = PaintCounter(window.view)
    window.draw(store.snapshot)
    settle()
    assert counter.count == 0


@pytest.mark.parametrize("model", ["linear", "network"])
@pytest.mark.parametrize("symbols", [False, True])
def test_paper_is_one_page(store, tmp_path, model: str, symbols: bool) -> None:
    store.apply(choices.choose("model", model))
    store.apply(choices.choose("optimizer", "levenberg_marquardt"))
    path = tmp_path / "step.pdf"
    StepPaper(store.snapshot, symbols).save(path)
    written = path.read_bytes()
    assert written.startswith(b"%PDF")
    assert written.rstrip().endswith(b"%%EOF")
    assert written.count(b"/Type /Page\n") == 1


def test_paper_that_cannot_be_written_says_so(store, tmp_path) -> None:
    with pytest.raises(InputError, match="could not be saved"):
        StepPaper(store.snapshot, False).save(tmp_path / "no folder" / "step.pdf")
