"""The small label beside the mouse: what the place under it means."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QGraphicsItem

from gd_visualizer.views.safe_item import SafeItem
from gd_visualizer.views.theme import CAPTION, Theme

AWAY = 16.0
PADDING_ACROSS, PADDING_UP = 8.0, 5.0
CORNER = 4.0


class TipItem(SafeItem):
    """Light words on ink, beside a pixel and always within the map."""

    def __init__(self, parent: QGraphicsItem) -> None:
        """Begin hidden."""
        super().__init__(parent)
        self.words: tuple[str, ...] = ()
        self._theme: Theme | None = None
        self._size = QSizeF()
        self.setZValue(10.0)
        self.setVisible(False)

    def restyle(self, theme: Theme) -> None:
        """Take the colours and letters of a theme."""
        self._theme = theme
        self.update()

    def show_words(self, words: tuple[str, ...], pixel: QPointF, room: QRectF) -> None:
        """Show lines of words near a pixel."""
        if self._theme is None:
            return
        metrics = QFontMetricsF(self._theme.font(CAPTION))
        width = max(metrics.horizontalAdvance(line) for line in words) + 2.0 * PADDING_ACROSS
        size = QSizeF(width, metrics.height() * len(words) + 2.0 * PADDING_UP)
        if (words, size) != (self.words, self._size):
            self.prepareGeometryChange()
            self.words, self._size = words, size
            self.update()
        x = pixel.x() + AWAY if pixel.x() + AWAY + width <= room.right() else pixel.x() - AWAY - width
        y = pixel.y() + AWAY if pixel.y() + AWAY + size.height() <= room.bottom() else pixel.y() - AWAY - size.height()
        self.setPos(max(x, room.left()), max(y, room.top()))
        self.setVisible(True)

    def hide_words(self) -> None:
        """Show nothing."""
        self.words = ()
        self.setVisible(False)

    def boundingRect(self) -> QRectF:
        """Return the box."""
        return QRectF(QPointF(), self._size)

    def paint_item(self, painter: QPainter) -> None:
        """Draw the box and its lines."""
        if self._theme is None:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("ink"))
        painter.drawRoundedRect(self.boundingRect(), CORNER, CORNER)
        font = self._theme.font(CAPTION)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(self._theme.colour("on_ink"))
        for index, line in enumerate(self.words):
            painter.drawText(QPointF(PADDING_ACROSS, PADDING_UP + metrics.ascent() + index * metrics.height()), line)
