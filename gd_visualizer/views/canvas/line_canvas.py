"""The data canvas with a line that can be taken in the hand, by mouse or by keyboard."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter

from gd_visualizer.core.models.linear import Linear
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.views.canvas import canvas_painting as paint
from gd_visualizer.views.canvas.frame import Frame
from gd_visualizer.views.canvas.keyed_canvas import KeyedCanvas
from gd_visualizer.views.canvas.line_grip import LineGrip, Part, draw_handles, part_at
from gd_visualizer.views.canvas.rounding import nudge_step, rounded
from gd_visualizer.views.still_plot import stride
from gd_visualizer.views.theme import Theme

_UP = {Qt.Key.Key_Up: 1.0, Qt.Key.Key_Down: -1.0}
_TURN = {Qt.Key.Key_Left: 1.0, Qt.Key.Key_Right: -1.0}


class LineCanvas(KeyedCanvas):
    """Drag the middle of the line to shift it and its ends to turn it; L takes it by keyboard.

    Signals
    -------
    line_drag_began(), line_drag_ended()
        A drag of the line; its start is the start of the walk.
    line_dragged(float m, float b)
        At each move of that drag.
    line_drag_cancelled(bool changed)
        Escape, or the mouse or the focus was lost.
    line_nudged(float m, float b)
        By an arrow key.
    """

    line_drag_began = Signal()
    line_dragged = Signal(float, float)
    line_drag_ended = Signal()
    line_drag_cancelled = Signal(bool)
    line_nudged = Signal(float, float)

    _grip: LineGrip | None = None
    _line_dragged = False
    _line_part: Part | None = None
    _line_selected = False

    # Where the line is -----------------------------------------------------------------------------------

    def visible_line(self) -> QLineF | None:
        """Return the part of the line in view, in pixels; None where the model is none or it is out of view."""
        snapshot = self._snapshot
        if snapshot is None or not isinstance(snapshot.document.model, Linear):
            return None
        return self.frame.line(snapshot.parameters)

    def line_part_at(self, pixel: QPointF) -> Part | None:
        """Return which part of the line is within reach; points in front of it come first."""
        line = self.visible_line()
        if line is None or not self.is_inside(pixel) or self.point_at(pixel) is not None:
            return None
        return part_at(line, pixel, 1.0 if self.theme is None else paint.mark_scale(self.theme))

    # Dragging --------------------------------------------------------------------------------------------

    def _take_line(self, pixel: QPointF) -> None:
        """Remember where the line was taken: whether it is a drag, the next moves tell."""
        line, part, snapshot = self.visible_line(), self.line_part_at(pixel), self._snapshot
        self._grip = None
        if line is not None and part is not None and snapshot is not None:
            m, b = snapshot.parameters.tolist()
            self._grip = LineGrip(self.frame, (m, b), line, part, pixel)

    def _drag_line(self, pixel: QPointF) -> None:
        if self._grip is None:
            return
        if not self._line_dragged:
            self._line_dragged = True
            self._line_part = self._grip.part
            self.line_drag_began.emit()
        self.line_dragged.emit(*self._grip.dragged_to(pixel))

    def _drop_line(self, cancelled: bool) -> bool:
        """End a drag of the line; return True if there was one."""
        was_dragged, self._line_dragged, self._grip = self._line_dragged, False, None
        if was_dragged and cancelled:
            self.line_drag_cancelled.emit(True)
        elif was_dragged:
            self.line_drag_ended.emit()
        return was_dragged

    def _hover_line(self, pixel: QPointF | None) -> None:
        part = self._line_part if self._line_dragged else None
        if part is None and pixel is not None:
            part = self.line_part_at(pixel)
        if part != self._line_part:
            self._line_part = part
            self.viewport().update()

    # Keyboard --------------------------------------------------------------------------------------------

    def select_line(self, selected: bool) -> None:
        """Let the arrow keys move the line, or give them back."""
        selected = selected and self.visible_line() is not None
        if selected != self._line_selected:
            self._line_selected = selected
            if selected:
                self._choose(None)
            self.viewport().update()

    def _wants(self, event: QKeyEvent) -> bool:
        if self._line_selected and event.key() in (*_UP, *_TURN, Qt.Key.Key_Escape):
            return True
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() == Qt.Key.Key_L and plain and self._dragged is None:
            return self.visible_line() is not None
        return super()._wants(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the line with L, move it by the arrow keys, let go of it with Escape."""
        key = event.key()
        if key == Qt.Key.Key_L and self._wants(event):
            self.select_line(not self._line_selected)
        elif self._line_selected and key == Qt.Key.Key_Escape:
            self.select_line(False)
        elif self._line_selected and key in (*_UP, *_TURN):
            self._nudge_line(event)
        else:
            self.select_line(False)
            super().keyPressEvent(event)

    def _nudge_line(self, event: QKeyEvent) -> None:
        """Shift the line with Up and Down, turn it with Left and Right: less with Shift, more with Ctrl."""
        if self._snapshot is None or not isinstance(self._snapshot.document.model, Linear):
            return
        m, b = self._snapshot.parameters.tolist()
        x_min, x_max, y_min, y_max = self.visible_range()
        key, factor = Qt.Key(event.key()), stride(event.modifiers())
        if key in _UP:
            step = nudge_step(y_max - y_min) * factor
            self.line_nudged.emit(m, rounded(b + _UP[key] * step, step / 100.0))
        else:
            step = nudge_step((y_max - y_min) / (x_max - x_min) * 10.0) * factor
            self.line_nudged.emit(rounded(m + _TURN[key] * step, step / 100.0), b)

    # Painting --------------------------------------------------------------------------------------------

    def _paint_marks(self, painter: QPainter, frame: Frame, theme: Theme, snapshot: Snapshot) -> None:
        line = self.visible_line()
        if line is not None and (self._line_part is not None or (self._line_selected and self.hasFocus())):
            draw_handles(painter, theme, line, self._line_part)
        super()._paint_marks(painter, frame, theme, snapshot)
