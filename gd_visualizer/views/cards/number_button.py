"""A number of the equation that can be clicked."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from gd_visualizer.views.cards.equation_columns import Column
from gd_visualizer.views.safe_item import paint_widget
from gd_visualizer.views.theme import Theme
from gd_visualizer.views.track_slider import BY_KEYBOARD, PASSING


class NumberButton(QAbstractButton):
    """A number of the equation as a button without a frame."""

    def __init__(self, letter: str, parent: QWidget) -> None:
        """Make the button of m or of b."""
        super().__init__(parent)
        self.letter = letter
        self.setObjectName(f"equation_{letter}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.theme: Theme | None = None
        self.column: Column | None = None
        self._base = 0
        self._ringed = False

    def show_column(self, column: Column, base: int, theme: Theme) -> None:
        """Show a number in its column, with its feet on a row of pixels."""
        self._base = base
        if column != self.column or theme is not self.theme:
            self.column, self.theme = column, theme
            self.update()
        pad = theme.px(5)
        place = QRect(round(column.left) - pad, 0, round(column.width) + 2 * pad, base + theme.px(7))
        if place != self.geometry():
            self.setGeometry(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the number; a bed under the mouse shows that it can be clicked."""
        paint_widget(self, self._paint)

    def _paint(self, painter: QPainter) -> None:
        if self.theme is None or self.column is None:
            return
        theme = self.theme
        box = QRectF(self.rect()).adjusted(1.0, 1.0, -1.0, -1.0)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("sel"))
            painter.drawRoundedRect(box, 5.0, 5.0)
        if self._ringed and self.hasFocus():
            painter.setPen(QPen(theme.colour("ink"), 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 5.0, 5.0)
        painter.setPen(theme.colour(self.column.token))
        painter.setFont(self.column.font)
        painter.drawText(QPointF(self.column.left - self.x(), self._base), self.column.text)

    def sizeHint(self) -> QSize:
        """Return the present size: the equation decides."""
        return self.size()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Return press the button, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Paint anew when the mouse comes or goes."""
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave):
            self.update()
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring when the keyboard comes here."""
        super().focusInEvent(event)
        if event.reason() not in PASSING:
            self._ringed = event.reason() in BY_KEYBOARD
        self.update()
