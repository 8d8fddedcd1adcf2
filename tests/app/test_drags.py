"""Drags during which something else is opened: nothing of that follows the hand."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from gd_visualizer.app import create_window

LEFT, NO_BUTTON = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
PRESS, MOVE, RELEASE = QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease


@pytest.fixture
def window(qtbot):
    window = create_window()
    window.resize(1440, 900)
    window.show()
    qtbot.waitExposed(window)
    window.call_out.put_away()
    window.glide.reduced = True
    yield window
    window.close_guard = None
    window.close()


def send(widget: QWidget, kind: QEvent.Type, place: QPointF) -> None:
    target = widget.viewport() if hasattr(widget, "viewport") else widget
    button, held = NO_BUTTON if kind == MOVE else LEFT, NO_BUTTON if kind == RELEASE else LEFT
    where = QPointF(target.mapToGlobal(place))
    QApplication.sendEvent(target, QMouseEvent(kind, place, where, button, held, Qt.KeyboardModifier.NoModifier))


def held(window, what: str) -> tuple[QWidget, QPointF]:
    """Return a widget and where the mouse takes hold of something in it."""
    if what == "point":
        data = window.snapshot.document.dataset
        return window.canvas, window.canvas.to_pixel(float(data.x[0]), float(data.y[0]))
    if what == "line":
        return window.canvas, window.canvas.visible_line().pointAt(0.5)
    if what == "start":
        return window.surface, QPointF(*window.surface.marks.markers.start) - window.surface.local(QPointF())
    if what == "slice":
        view = window.line.slices[0]
        return view, view.look.dot
    slider = window.panel.rate.slider
    return slider, QPointF(slider.place(slider.value()), slider.height() / 2)


@pytest.mark.parametrize("what", ["point", "line", "start", "slice", "rate"])
def test_what_is_opened_during_a_drag_stays_as_it_is(window, what) -> None:
    began = window.snapshot.document
    widget, place = held(window, what)
    widget.setFocus()
    send(widget, PRESS, place)
    for way in (12.0, 25.0):
        send(widget, MOVE, place + QPointF(way, -way))
    assert window.snapshot.document != began
    window.panel.dataset_chosen.emit("outlier")
    opened = window.snapshot.document
    for way in (31.0, 40.0):
        send(widget, MOVE, place + QPointF(way, -way))
    send(widget, RELEASE, place + QPointF(40.0, -40.0))
    assert window.snapshot.document is opened
    window.actions_by_name["action_undo"].trigger()
    window.actions_by_name["action_undo"].trigger()
    assert window.snapshot.document == began
