"""Dots that show how far a learner has come: filled ones are done, the large one is open."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.views.safe_item import paint_widget
from gd_visualizer.views.theme import Theme

SMALL, LARGE = 3.0, 5.0


class Dots(QWidget):
    """One dot a chapter."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make no dots."""
        super().__init__(parent)
        self.setObjectName("lesson_dots")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._theme: Theme | None = None
        self._done: tuple[bool, ...] = ()
        self._place = 0

    def show_progress(self, done: tuple[bool, ...], place: int) -> None:
        """Show which chapters are done, and which is open."""
        if (done, place) != (self._done, self._place):
            self._done, self._place = done, place
            words = _("Chapter {k} of {n}, {done} done")
            self.setAccessibleName(words.format(k=place + 1, n=len(done), done=sum(done)))
            self.update()

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self._theme = theme
        self.setMinimumSize(theme.px(60), theme.px(16))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dots."""
        paint_widget(self, self._paint)

    def _paint(self, painter: QPainter) -> None:
        theme, count = self._theme, len(self._done)
        if theme is None or not count:
            return
        gap = min(theme.px(15), self.width() / count)
        left = 0.5 * (self.width() - gap * (count - 1))
        painter.setPen(QPen(theme.colour("ink2"), 1.2))
        for place, is_done in enumerate(self._done):
            painter.setBrush(theme.colour("ink") if is_done or place == self._place else Qt.BrushStyle.NoBrush)
            radius = (LARGE if place == self._place else SMALL) * min(theme.scale, gap / 12.0)
            painter.drawEllipse(QPointF(left + gap * place, 0.5 * self.height()), radius, radius)
