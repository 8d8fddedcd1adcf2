"""The valley, cut across its steepest way, with the last steps of a walk that flies away."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.quadratic import Bowl
from gd_visualizer.views.safe_item import paint_widget
from gd_visualizer.views.theme import TICK, Theme

STEPS = 7
# The parabola reaches a little further than the widest step.
REACH = 1.06
CURVE, WAY, DOT, HERE = 2.5, 1.5, 3.2, 5.5
WIDTH = 208


class ValleyPicture(QWidget):
    """A parabola with the last steps on it, joined by lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty picture."""
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("The valley, cut across its steepest way. The last steps jump further out each time."))
        self.theme: Theme | None = None
        self.places: FloatArray = np.empty(0)

    def show_places(self, places: FloatArray) -> None:
        """Show steps, given by their place across the valley from −1 to 1, the latest last."""
        if not np.array_equal(places, self.places):
            self.places = places
            self.update()

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self.theme = theme
        width = QFontMetricsF(theme.font(TICK)).horizontalAdvance(self._words()) + 4.0
        self.setFixedWidth(max(theme.px(WIDTH), round(width)))
        self.update()

    def _words(self) -> str:
        return _("the valley, cut across its steepest way")

    def sizeHint(self) -> QSize:
        """Return a size that fits the card."""
        return QSize(WIDTH, 110)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the parabola, the steps and the words below."""
        paint_widget(self, self._paint)

    def _paint(self, painter: QPainter) -> None:
        if self.theme is None:
            return
        theme = self.theme
        painter.setFont(theme.font(TICK))
        foot = QFontMetricsF(painter.font()).height()
        room = QRectF(8.0, 8.0, self.width() - 16.0, max(8.0, self.height() - foot - 20.0))
        across = np.linspace(-REACH, REACH, 61)
        painter.setPen(QPen(theme.colour("loss_fill"), CURVE))
        painter.drawPath(pg.arrayToQPath(*_pixels(across, room)))
        if len(self.places):
            self._paint_steps(painter, room, theme)
        painter.setPen(theme.colour("ink2"))
        words = QRectF(0.0, self.height() - foot, self.width(), foot)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self._words())

    def _paint_steps(self, painter: QPainter, room: QRectF, theme: Theme) -> None:
        x, y = _pixels(self.places, room)
        painter.setPen(QPen(theme.colour("line"), WAY))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if len(x) > 1:
            painter.drawPath(pg.arrayToQPath(x, y))
        painter.setPen(QPen(theme.colour("card"), WAY))
        painter.setBrush(theme.colour("line"))
        radii = [DOT] * (len(x) - 1) + [HERE]
        for across, down, radius in zip(x.tolist(), y.tolist(), radii, strict=True):
            painter.drawEllipse(QPointF(across, down), radius, radius)


def places_across(bowl: Bowl, path: FloatArray) -> FloatArray:
    """Return where the last steps of a path are across the valley, from −1 to 1.

    Parameters
    ----------
    bowl : Bowl
    path : (K + 1, 2) float64
        Up to the present step.
    """
    across = np.linalg.eigh(bowl.hessian)[1][:, -1]
    with np.errstate(all="ignore"):
        away = (path[-STEPS:] - np.array([bowl.best_slope, bowl.best_height])) @ across
        away = away[np.isfinite(away)]
        widest = float(np.abs(away).max(initial=0.0))
    return away / widest if widest > 0.0 else np.empty(0)


def _pixels(places: FloatArray, room: QRectF) -> tuple[FloatArray, FloatArray]:
    x = room.center().x() + places / REACH * room.width() / 2.0
    return x, room.bottom() - (places / REACH) ** 2 * room.height()
