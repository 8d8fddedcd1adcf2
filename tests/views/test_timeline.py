"""The timeline: what it shows and how steps are chosen on it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible

from gd_visualizer.views.charts.timeline import Timeline
from tests.views.stage import (
    Ear,
    PaintCounter,
    drag_on,
    key,
    mouse,
    new_store,
    press,
    release,
    settle,
    show,
    tab_to,
    wants_key,
    wheel,
    with_losses,
)  # fmt: skip


@pytest.fixture
def store():
    store = new_store()
    store.step(8)
    return store


@pytest.fixture
def timeline(qtbot, store):
    return show(qtbot, Timeline(), store.snapshot, (600, 56))


def test_it_shows_step_and_reach(timeline, store) -> None:
    assert (timeline.value(), timeline.maximum(), timeline.full_scale()) == (8, 8, 24)
    assert timeline.accessibleName() == "Timeline"
    assert timeline.accessibleDescription() == "Step 8 of 8 walked."
    store.step(50)
    timeline.draw(store.snapshot)
    assert (timeline.value(), timeline.full_scale()) == (58, 100)


def test_steps_are_grouped_as_everywhere(timeline, store) -> None:
    losses = [1.0] * 12_346
    timeline.draw(with_losses(store.snapshot, losses))
    assert timeline.accessibleDescription() == "Step 12\u202f345 of 12\u202f345 walked."


def test_it_is_a_slider_to_a_screen_reader(timeline) -> None:
    ear = Ear(timeline, "step_chosen")
    spoken = QAccessible.queryAccessibleInterface(timeline)
    assert spoken.role() == QAccessible.Role.Slider
    assert spoken.valueInterface().currentValue() == 8
    spoken.valueInterface().setCurrentValue(3)
    assert ear.taken() == [("step_chosen", 3)]


def test_drawing_says_nothing(timeline, store) -> None:
    ear = Ear(timeline, "step_chosen")
    store.step_back(3)
    timeline.draw(store.snapshot)
    assert timeline.value() == 5
    assert ear.taken() == []


def test_click_and_drag_choose_walked_steps(timeline) -> None:
    ear = Ear(timeline, "step_chosen")
    press(timeline, timeline.place(3), 28.0)
    drag_on(timeline, timeline.place(5), 10.0)
    drag_on(timeline, timeline.place(20), 10.0)
    drag_on(timeline, -30.0, 10.0)
    release(timeline, -30.0, 10.0)
    drag_on(timeline, timeline.place(4), 10.0)
    assert [values[1] for values in ear.taken()] == [3, 5, 8, 0]


def test_keys_work_with_the_ring_visible(timeline) -> None:
    ear = Ear(timeline, "step_chosen")
    tab_to(timeline)
    assert wants_key(timeline, Qt.Key.Key_Left)
    for which in (
        Qt.Key.Key_Left,
        Qt.Key.Key_Down,
        Qt.Key.Key_Right,
        Qt.Key.Key_Home,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_End,
    ):
        key(timeline, which)
    assert [values[1] for values in ear.taken()] == [7, 6, 7, 0, 2, 8]
    assert not key(timeline, Qt.Key.Key_A).isAccepted()


def test_after_a_click_the_arrows_stay_with_the_window(timeline) -> None:
    press(timeline, timeline.place(3), 28.0)
    release(timeline, timeline.place(3), 28.0)
    timeline.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not wants_key(timeline, Qt.Key.Key_Right)


def test_wheel_needs_the_focus(timeline) -> None:
    ear = Ear(timeline, "step_chosen")
    timeline.clearFocus()
    assert not wheel(timeline, False).isAccepted()
    timeline.activateWindow()
    timeline.setFocus()
    assert wheel(timeline, False).isAccepted()
    assert ear.taken() == [("step_chosen", 7)]


def test_hover_shows_a_step_and_says_nothing(timeline) -> None:
    ear = Ear(timeline, "step_chosen")
    mouse(timeline, QEvent.Type.MouseMove, timeline.place(2), 28.0)
    settle()
    assert timeline._pointed == 2
    timeline.leaveEvent(QEvent(QEvent.Type.Leave))
    assert timeline._pointed is None
    assert ear.taken() == []


def test_nothing_is_painted_while_nothing_changes(timeline, store) -> None:
    settle()
    counter = PaintCounter(timeline)
    for _round in range(3):
        store.set_speed(8.0)
        timeline.draw(store.snapshot)
        settle()
    assert counter.count == 0


def test_large_text_makes_it_higher(qtbot, store) -> None:
    large = show(qtbot, Timeline(), store.snapshot, (900, 112), 2.0)
    assert large.sizeHint().height() == 112
    assert large.minimumSizeHint().width() < large.sizeHint().width()
