"""The state sentence: what it says, in how many lines, and to whom."""

from __future__ import annotations

import ast
import inspect
from dataclasses import replace

import pytest
from PySide6.QtGui import QAccessible

from gd_visualizer.session import narrator
from gd_visualizer.session.snapshot import Sentence
from gd_visualizer.views.cards import state_sentence
from gd_visualizer.views.cards.state_sentence import StateSentence, marked_up
from gd_visualizer.views.theme import load_theme
from tests.views.stage import PaintCounter, diverged, new_store, settle, show, tab_to

LONG = "**Paused at step 8.** The line is off by about 1.4. The slopes say: make *m* bigger and *b* bigger."


@pytest.fixture
def store():
    store = new_store()
    store.step(8)
    return store


def say(snapshot, text: str, icon: str = "paused"):
    return replace(snapshot, sentence=Sentence(text, icon))


def test_text_is_the_plain_sentence(qtbot, store) -> None:
    view = show(qtbot, StateSentence(), store.snapshot, (1000, 56))
    assert view.text() == store.snapshot.sentence.plain
    assert view.text().startswith("Paused at step 8. The line is off by about 1.4.")
    spoken = QAccessible.queryAccessibleInterface(view)
    assert spoken.role() == QAccessible.Role.StaticText
    assert spoken.text(QAccessible.Text.Name) == view.text()


def test_marks_become_weights_and_colours_and_nothing_else_is_html() -> None:
    theme = load_theme("light")
    html = marked_up("**Now <b>.** make *m* & *b* 2*3*4", theme)
    assert '<span style="font-weight:600">Now &lt;b&gt;.</span>' in html
    assert f"color:{theme.css('m')}" in html
    assert f"color:{theme.css('b')}" in html
    assert "&amp;" in html
    assert html.endswith("2*3*4</div>")


@pytest.mark.parametrize(("width", "lines"), [(1100, 1), (780, 2), (560, 2), (440, 2), (300, 2)])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_at_most_two_lines_in_a_row_of_fixed_height(qtbot, store, width: int, lines: int, scale: float) -> None:
    view = show(qtbot, StateSentence(), say(store.snapshot, LONG), (round(width * scale), 56), scale)
    assert view.height() == 56 * scale
    assert 1 <= view.lines() <= lines
    assert view._document.size().height() <= view.height()


def test_what_cannot_fit_ends_in_dots_and_is_told_in_full_by_the_tip(qtbot, store) -> None:
    view = show(qtbot, StateSentence(), say(store.snapshot, "**" + "word " * 99 + "end.**"), (400, 56))
    assert view._document.toPlainText().endswith("…")
    assert "*" not in view._document.toPlainText()
    assert view.toolTip() == view.text()
    view.draw(say(store.snapshot, "**Short.** And sweet."))
    assert view.toolTip() == ""


def icons_that_are_told() -> set[str]:
    """Return the icons of all sentences that the narrator can say."""
    return {
        call.args[1].value
        for call in ast.walk(ast.parse(inspect.getsource(narrator)))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Sentence"
        if isinstance(call.args[1], ast.Constant)
    } | {"ready", "moved"}


def test_every_kind_of_state_has_a_picture(qtbot, store) -> None:
    view = show(qtbot, StateSentence(), store.snapshot, (900, 56))
    icons = icons_that_are_told()
    assert {"ready", "diverged"} < icons
    for icon in icons:
        view.draw(say(store.snapshot, f"**{icon}.**", icon))
        settle()
        assert not view._picture.isNull()
    view.draw(diverged().snapshot)
    assert view.text().startswith("The steps are too long.")


def test_it_is_read_out_when_it_matters(qtbot, store, monkeypatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: said.append(event.message()))
    view = show(qtbot, StateSentence(), store.snapshot, (900, 56))
    walking = replace(store.snapshot, status="running")
    for step in range(20):
        view.draw(say(walking, f"**Walking.** Step {step}."))
    view.draw(store.snapshot)
    view.draw(store.snapshot)
    assert said == [view.text(), "Walking. Step 0.", view.text()]
    monkeypatch.setattr(state_sentence, "QUIET_MS", -1)
    view.draw(say(walking, "**Walking.** Step 20."))
    view.draw(say(walking, "**Walking.** Step 21."))
    assert said[-1] == "Walking. Step 21."


def test_nothing_is_painted_while_nothing_changes(qtbot, store) -> None:
    view = show(qtbot, StateSentence(), store.snapshot, (900, 56))
    tab_to(view)
    settle()
    counter = PaintCounter(view)
    for _round in range(3):
        store.set_speed(8.0)
        view.draw(store.snapshot)
        settle()
    assert counter.count == 0
