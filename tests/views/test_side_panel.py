"""The side panel: what it shows of a document, what it says, and that nothing in it jumps or gets lost."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import ClassVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from gd_visualizer.assets import resource
from gd_visualizer.core.penalty import Penalty
from gd_visualizer.session.axes import Axes
from gd_visualizer.session.document import Document, first_document
from gd_visualizer.views.panels import more_section, side_panel
from gd_visualizer.views.panels.side_panel import SidePanel
from gd_visualizer.views.style import style_sheet
from gd_visualizer.views.tab_order import reachable
from gd_visualizer.views.theme import load_theme
from tests.views.parts import Everything, Few, Plain
from tests.views.stage import Ear, PaintCounter, key, settle, tab_to

SIGNALS = (
    "dataset_chosen", "part_chosen", "setting_changed", "batch_size_typed", "seed_typed", "climb_ticked",
    "random_start_asked", "map_axes_chosen", "option_ticked",
)  # fmt: skip
OPTIONS = (("misses", "Misses", "By how much."), ("best_spot", "Best spot", "The lowest place."))
NAMES = ("w1", "w2", "w3")


@dataclass(frozen=True, slots=True)
class Line(Plain):
    """A model with two parameters."""

    parameter_names: ClassVar[tuple[str, ...]] = ("m", "b")


@dataclass(frozen=True, slots=True)
class Network(Everything):
    """A model with more parameters than a map has sides."""

    parameter_names: ClassVar[tuple[str, ...]] = NAMES


PARTS = {
    "models": {"plain": Line, "everything": Network},
    "losses": {"plain": Plain, "few": Few},
    "optimizers": {"plain": Plain, "everything": Everything},
    "schedules": {"plain": Plain, "few": Few},
}


@pytest.fixture
def document() -> Document:
    made_up = {"model": Line(), "loss": Plain(), "optimizer": Everything(), "schedule": Plain()}
    return replace(first_document(), **made_up)  # type: ignore[arg-type]


@pytest.fixture
def make_panel(qtbot, monkeypatch, document):
    for module in (side_panel, more_section):
        monkeypatch.setattr(module, "registered", PARTS.__getitem__)

    def make(theme: str = "light", scale: float = 1.0) -> SidePanel:
        panel = SidePanel(OPTIONS)
        qtbot.addWidget(panel)
        look = load_theme(theme, scale)
        panel.setStyleSheet(style_sheet(look, resource("icons").as_posix()))
        panel.restyle(look)
        panel.use_strip(False)
        panel.resize(look.px(side_panel.WIDTH), look.px(742))
        draw(panel, document)
        panel.show()
        settle()
        return panel

    return make


@pytest.fixture
def panel(make_panel):
    return make_panel()


def draw(panel: SidePanel, document: Document) -> None:
    panel.draw(
        SimpleNamespace(
            document=document,
            objective=first_document().objective(),
            axes=Axes(),
            kept_runs=(),
            symbols=False,
            has_opened=lambda _before: False,
        )
    )


def test_it_shows_the_document_and_says_nothing(panel, document) -> None:
    ear = Ear(panel, *SIGNALS)
    other = replace(
        document, model=Network(text="w1*x"), loss=Few(third=4), schedule=Few(), penalty=Penalty(0.5, 0.25),
        batch_size=4, seed=7, climb=True, title="mine", source="",
    )  # fmt: skip
    draw(panel, other)
    panel.axes.draw(NAMES, "parameters", "w1", "w3")
    settle()
    chosen = {part: chooser.box.currentData() for part, chooser in panel.choosers.items()}
    assert chosen == {"models": "everything", "losses": "few", "optimizers": "everything", "schedules": "few"}
    assert panel.data.currentIndex() == -1
    assert panel.data.placeholderText() == "mine"
    assert panel.choosers["models"].caption.text() == "ŷ = w1*x"
    assert panel.choosers["losses"].form.rows["third"].editor.text() == "4"
    more = panel.more
    assert [row.editor.text() for row in (more.batch_size, more.seed)] == ["4", "7"]
    assert [row.editor.text() for row in more.penalty.rows.values()] == ["0.5", "0.25"]
    assert more.climb.isChecked()
    assert more.batch_note.text() == "Every step looks at 4 of the 8 points, drawn at random."
    assert more.button.text() == "More (6 changed)"
    draw(panel, document)
    assert more.button.text() == "More"
    assert more.batch_note.text() == "Every step looks at all the points."
    assert more.batch_size.editor.text() == "all"
    assert panel.data.currentData() == document.source
    assert ear.taken() == []


def test_the_learning_rate_stands_in_one_place_only(panel) -> None:
    assert panel.rate.box.text() == "0.1"
    assert "learning_rate" not in panel.choosers["optimizers"].form.rows


@pytest.mark.parametrize("part", PARTS)
def test_choosing_a_part(panel, part: str) -> None:
    ear = Ear(panel, *SIGNALS)
    box = panel.choosers[part].box
    row = 1 - box.currentIndex()
    box.activated.emit(row)
    assert ear.taken() == [("part_chosen", part, box.itemData(row))]


@pytest.mark.parametrize(
    ("field", "part", "name"),
    [
        ("model", "models", "count"), ("loss", "losses", "third"), ("optimizer", "optimizers", "count"),
        ("schedule", "schedules", "third"),
    ],
)  # fmt: skip
def test_changing_a_setting(panel, document, field: str, part: str, name: str) -> None:
    draw(panel, replace(document, model=Network(), loss=Few(), schedule=Few()))
    ear = Ear(panel, *SIGNALS)
    panel.choosers[part].form.rows[name].editor.number_typed.emit(5.0)
    assert ear.taken() == [("setting_changed", field, name, 5)]


def test_everything_else_says_what_was_done(panel, document) -> None:
    draw(panel, replace(document, model=Network()))
    ear = Ear(panel, *SIGNALS)
    panel.data.activated.emit(1)
    panel.more.penalty.rows["l1"].editor.number_typed.emit(0.5)
    panel.more.batch_size.editor.number_typed.emit(3.0)
    panel.more.seed.editor.number_typed.emit(11.0)
    panel.more.climb.click()
    panel.random_start.click()
    panel.options["best_spot"].click()
    assert ear.taken() == [
        ("dataset_chosen", panel.data.itemData(1)), ("setting_changed", "penalty", "l1", 0.5),
        ("batch_size_typed", 3), ("seed_typed", 11), ("climb_ticked", True), ("random_start_asked",),
        ("option_ticked", "best_spot", False),
    ]  # fmt: skip


def test_what_was_not_taken_does_not_stay(panel, document) -> None:
    panel.choosers["losses"].box.setCurrentIndex(1)
    panel.choosers["losses"].box.activated.emit(1)
    panel.more.climb.click()
    draw(panel, document)
    assert panel.choosers["losses"].box.currentIndex() == 0
    assert not panel.more.climb.isChecked()
    panel.more.climb.click()
    draw(panel, document)
    assert not panel.more.climb.isChecked()


def test_drawing_while_something_is_typed(panel, document) -> None:
    form = panel.choosers["optimizers"].form
    editor = form.rows["momentum"].editor
    tab_to(editor)
    editor.selectAll()
    key(editor, Qt.Key.Key_unknown, "3")
    for rate in (0.2, 0.3):
        draw(panel, replace(document, optimizer=Everything(rate), seed=5))
    assert form.rows["momentum"].editor is editor
    assert (editor.text(), editor.hasFocus()) == ("3", True)


def test_the_fold_keeps_its_state(panel, document) -> None:
    assert not panel.more.seed.isVisible()
    panel.more.button.click()
    assert panel.more.seed.isVisible()
    draw(panel, replace(document, seed=3))
    assert panel.more.seed.isVisible()
    panel.more.button.click()
    assert not panel.more.seed.isVisible()


# The map --------------------------------------------------------------------------------------------------


def test_axes_and_random_start_only_for_many_parameters(panel, document) -> None:
    panel.axes.draw(("m", "b"), "parameters", "m", "b")
    assert not panel.axes.isVisible()
    assert not panel.random_start.isVisible()
    draw(panel, replace(document, model=Network()))
    panel.axes.draw(NAMES, "parameters", "w1", "w2")
    settle()
    assert panel.axes.isVisible()
    assert panel.random_start.isVisible()


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        ("parameters", ("w1", "w3")), ("path", ("Directions of the path",) * 2), ("random", ("Random directions",) * 2),
    ],
)  # fmt: skip
def test_axes_are_shown(panel, kind: str, texts: tuple[str, str]) -> None:
    ear = Ear(panel, *SIGNALS)
    panel.axes.draw(NAMES, kind, "w1", "w3")
    assert (panel.axes.across.currentText(), panel.axes.up.currentText()) == texts
    assert ear.taken() == []


@pytest.mark.parametrize(
    ("before", "side", "row", "said"),
    [
        (("parameters", "w1", "w2"), "across", 2, ("parameters", "w3", "w2")),
        (("parameters", "w1", "w2"), "up", 2, ("parameters", "w1", "w3")),
        (("parameters", "w1", "w2"), "across", 1, ("parameters", "w2", "w1")),
        (("parameters", "w1", "w2"), "up", 3, ("path", "", "")),
        (("parameters", "w1", "w2"), "across", 4, ("random", "", "")),
        (("path", "", ""), "up", 4, ("random", "", "")),
        (("path", "", ""), "up", 0, ("parameters", "w2", "w1")),
        (("random", "", ""), "across", 2, ("parameters", "w3", "w1")),
        (("path", "", ""), "up", 3, None),
        (("parameters", "w1", "w2"), "across", 0, None),
    ],
)  # fmt: skip
def test_choosing_axes(panel, before, side: str, row: int, said) -> None:
    panel.axes.draw(NAMES, *before)
    ear, box = Ear(panel, *SIGNALS), getattr(panel.axes, side)
    box.setCurrentIndex(row)
    box.activated.emit(row)
    assert ear.taken() == ([] if said is None else [("map_axes_chosen", *said)])
    if said is not None and said[0] == "parameters":
        assert (panel.axes.across.currentText(), panel.axes.up.currentText()) == said[1:]
    else:
        assert panel.axes.across.currentIndex() == (0 if said is None and row == 0 else row)


def test_axes_of_another_model(panel) -> None:
    panel.axes.draw(NAMES, "parameters", "w1", "w2")
    panel.axes.draw(("a", "b", "c", "d"), "parameters", "d", "a")
    assert panel.axes.across.count() == 6
    assert (panel.axes.across.currentText(), panel.axes.up.currentText()) == ("d", "a")


# Look -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_nothing_is_wider_than_the_panel(make_panel, document, theme: str, scale: float) -> None:
    panel = make_panel(theme, scale)
    draw(panel, replace(document, model=Network(), batch_size=4))
    panel.axes.draw(NAMES, "path", "", "")
    panel.more.button.click()
    panel.choosers["models"].form.more.button.click()
    settle()
    area = panel.findChild(QScrollArea)
    page = area.widget()
    assert page.width() == area.viewport().width()
    assert page.minimumSizeHint().width() <= page.width()
    for part in reachable(page):
        if part.isVisible():
            left = part.mapTo(page, part.rect().topLeft()).x()
            assert left >= 16
            assert left + part.width() <= page.width()


def test_nothing_moves_when_the_scroll_bar_comes(panel) -> None:
    bar = panel.findChild(QScrollArea).verticalScrollBar()
    panel.resize(panel.width(), 2000)
    settle()
    assert not bar.isVisible()
    places = panel.data.geometry()
    panel.resize(panel.width(), 300)
    settle()
    assert bar.isVisible()
    assert panel.data.geometry() == places


def test_tab_goes_down_the_panel_also_through_new_rows(panel, document) -> None:
    draw(panel, replace(document, model=Network(), loss=Few()))
    panel.axes.draw(NAMES, "parameters", "w1", "w2")
    panel.more.button.click()
    settle()
    expected = [part for part in reachable(panel.findChild(QScrollArea).widget()) if part.isVisible()]
    assert expected[0] is panel.data
    assert panel.choosers["models"].form.rows["momentum"].editor in expected
    tab_to(panel.data)
    walked: list[QWidget | None] = [panel.data]
    while len(walked) < len(expected):
        panel.focusNextChild()
        walked.append(QApplication.focusWidget())
    assert walked == expected


def test_the_strip(panel) -> None:
    panel.use_strip(True)
    assert panel.opener.isVisible()
    assert not panel.data.isVisible()
    panel.opener.setChecked(True)
    panel.use_strip(True)
    assert panel.data.isVisible()


def test_nothing_is_painted_while_nothing_changes(panel, document) -> None:
    panel.more.button.click()
    settle()
    counter = PaintCounter(panel)
    for seed in range(3):
        draw(panel, document)
        draw(panel, replace(document, start=(float(seed), 0.0)))
        settle()
    assert counter.count == 0
