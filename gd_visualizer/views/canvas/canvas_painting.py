"""Painting of the data canvas: misses, points, line, ghost lines and the cross of the keyboard."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from gd_visualizer.assets import translate as _
from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.session.numbers import shown
from gd_visualizer.views.painted_plot import PaintedPlot
from gd_visualizer.views.theme import CAPTION, Theme

POINT_RADIUS, SMALL_RADIUS = 6.5, 3.5
MANY, MISSES_UP_TO, STAMPS_UP_TO = 300, 2000, 3000
GRAB = 15.0


def line_ends(plot: PaintedPlot, parameters: FloatArray) -> QLineF | None:
    """Return the part of ŷ = m·x + b inside the plot in pixels, clipped by arithmetic; None where it is out of view."""
    x_min, x_max, y_min, y_max = plot.visible_range()
    m, b = (float(value) for value in parameters)
    left, right = x_min, x_max
    with np.errstate(all="ignore"):
        if m != 0.0:
            crossings = sorted(float(np.float64(edge - b) / np.float64(m)) for edge in (y_min, y_max))
            left, right = max(left, crossings[0]), min(right, crossings[1])
        elif not y_min <= b <= y_max:
            return None
        if not left <= right:
            return None
        x, y = plot.pixels(np.array([left, right]), np.array([m * left + b, m * right + b]))
    return QLineF(float(x[0]), float(y[0]), float(x[1]), float(y[1])) if np.isfinite([*x, *y]).all() else None


def draw_line(painter: QPainter, plot: PaintedPlot, parameters: FloatArray, pen: QPen) -> QLineF | None:
    """Draw the model's line and return where it is."""
    ends = line_ends(plot, parameters)
    if ends is not None:
        painter.setPen(pen)
        painter.drawLine(ends)
    return ends


def draw_misses(
    painter: QPainter, plot: PaintedPlot, data: tuple[FloatArray, FloatArray, FloatArray], theme: Theme
) -> None:
    """Draw a stem from each point to the prediction for its x."""
    x, y, predicted = data
    across, top = plot.pixels(x, y)
    _same, bottom = plot.pixels(x, predicted)
    fine = np.isfinite(bottom)
    stems = np.stack([across, top, across, bottom], axis=1)[fine].tolist()
    many = len(stems) > MANY
    # Wide soft lines are dear: a cloud of stems is drawn one dot wide and hard.
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, not many)
    painter.setPen(QPen(theme.colour("loss", 0.5 if many else 1.0), 1.0 if many else 2.0))
    painter.drawLines([QLineF(*stem) for stem in stems])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def point_stamp(theme: Theme, radius: float, ratio: float) -> QPixmap:
    """Return the picture of one point: a disc with an edge in the card's colour."""
    size = int(2 * radius + 6)
    stamp = QPixmap(int(size * ratio), int(size * ratio))
    stamp.setDevicePixelRatio(ratio)
    stamp.fill(Qt.GlobalColor.transparent)
    painter = QPainter(stamp)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("card"), 2.0 if radius > 4 else 1.0))
    painter.setBrush(theme.colour("ink"))
    painter.drawEllipse(QPointF(size / 2, size / 2), radius, radius)
    painter.end()
    return stamp


def draw_points(painter: QPainter, places: tuple[FloatArray, FloatArray], stamp: QPixmap, colour: QColor) -> None:
    """Stamp every point that is in view; very many become plain dots."""
    x, y = places
    size = stamp.width() / stamp.devicePixelRatio()
    clip = painter.clipBoundingRect().adjusted(-size, -size, size, size)
    seen = (x > clip.left()) & (x < clip.right()) & (y > clip.top()) & (y < clip.bottom())
    if seen.sum() <= STAMPS_UP_TO:
        half = size / 2.0
        for across, up in zip((x[seen] - half).tolist(), (y[seen] - half).tolist(), strict=True):
            painter.drawPixmap(QPointF(across, up), stamp)
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(QPen(colour, 5.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawPoints([QPointF(*place) for place in zip(x[seen].tolist(), y[seen].tolist(), strict=True)])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def draw_ring(painter: QPainter, theme: Theme, place: QPointF, radius: float, strong: bool) -> None:
    """Draw the halo of a hovered point, or the ring of a selected one."""
    painter.setPen(QPen(theme.colour("ink"), 2.0) if strong else Qt.PenStyle.NoPen)
    painter.setBrush(Qt.BrushStyle.NoBrush if strong else theme.colour("ink", 0.14))
    painter.drawEllipse(place, radius, radius)


def draw_cross(painter: QPainter, plot: PaintedPlot, theme: Theme, place: tuple[float, float], strong: bool) -> None:
    """Draw a cross over the plot with its x and y."""
    x, y = (float(value) for value in plot.pixels(*place))
    rect = plot.plot_rect()
    style = Qt.PenStyle.SolidLine if strong else Qt.PenStyle.DotLine
    painter.setPen(QPen(theme.colour("ink" if strong else "past"), 1.5 if strong else 1.0, style))
    painter.drawLine(QPointF(x, rect.top()), QPointF(x, rect.bottom()))
    painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))
    draw_words(
        painter, plot, theme, QPointF(x + 10, y - 8), _("x {x}, y {y}").format(x=shown(place[0]), y=shown(place[1]))
    )


def draw_words(
    painter: QPainter,
    plot: PaintedPlot,
    theme: Theme,
    place: QPointF,
    text: str,
    token: str = "ink2",
    avoid: tuple[FloatArray, FloatArray] | None = None,
) -> None:
    """Write small words at a place, held inside the plot, on a bed of the card's colour.

    Words that would hide one of the pixels to avoid are not written.
    """
    painter.setFont(theme.font(CAPTION))
    metrics, rect = painter.fontMetrics(), plot.plot_rect()
    width, height = metrics.horizontalAdvance(text) + 6.0, float(metrics.height())
    x = min(max(place.x(), rect.left() + 2.0), rect.right() - width - 2.0)
    y = min(max(place.y() - height, rect.top() + 2.0), rect.bottom() - height - 2.0)
    box = QRectF(x, y, width, height)
    if avoid is not None:
        across, up = avoid
        hidden = (across > x - 8) & (across < x + width + 8) & (up > y - 8) & (up < y + height + 8)
        if hidden.any():
            return
    painter.fillRect(box, theme.colour("card", 0.8))
    painter.setPen(theme.colour(token))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
