"""What the parts of a step are, a clause for each, in the colour of its arrow on the map."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.views.safe_item import paint_widget
from gd_visualizer.views.theme import CAPTION, TICK, Theme

GAP = 6.0


class PartsSentence(QWidget):
    """Three short sentences side by side, or as many of them as there is room for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Write them; they are always the same."""
        super().__init__(parent)
        self.setObjectName("parts_sentence")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._theme: Theme | None = None
        self._clauses = (
            (_("Memory carries on."), "ink2"),
            (_("The new push comes from the slope here."), "ink"),
            (_("Together they make the step."), "line"),
        )
        self.setToolTip(self.text())
        self.hide()

    def text(self) -> str:
        """Return the words."""
        return " ".join(words for words, _token in self._clauses)

    def restyle(self, theme: Theme) -> None:
        """Take the colours and letters of a theme."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of a line."""
        if self._theme is None:
            return QSize(100, 16)
        return QSize(100, round(QFontMetricsF(self._theme.font(CAPTION)).height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words."""
        paint_widget(self, self._paint)

    def _paint(self, painter: QPainter) -> None:
        theme = self._theme
        if theme is None:
            return
        for size in (CAPTION, TICK):
            font = theme.font(size, 600)
            metrics = QFontMetricsF(font)
            widths = [metrics.horizontalAdvance(words) for words, _token in self._clauses]
            if sum(widths) + GAP * (len(widths) - 1) <= self.width():
                break
        painter.setFont(font)
        at = 0.0
        for (words, token), width in zip(self._clauses, widths, strict=True):
            if at + width > self.width():
                return
            painter.setPen(theme.colour(token))
            painter.drawText(QPointF(at, metrics.ascent()), words)
            at += width + GAP
