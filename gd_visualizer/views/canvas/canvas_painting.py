"""Painting of the data canvas: grid, misses, points, and the marks on what is hovered, held or selected."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.views.canvas.curve import Curve
from gd_visualizer.views.canvas.frame import Frame
from gd_visualizer.views.theme import CAPTION, Theme

POINT_RADIUS, MANY_RADIUS, DENSE_RADIUS = 6.5, 4.5, 3.0
# How far the edge of a point reaches beyond its radius.
POINT_EDGE = 1.0
MANY, DENSE, MISSES_UP_TO, STEMS = 100, 300, 2000, 500
GRAB = 15.0
TIP_AWAY, TIP_ACROSS, TIP_UP = 14.0, 8.0, 5.0
NEXT_DASHES = [4.0, 2.9]
CROSS_DASHES = [3.0, 4.0]


def mark_scale(theme: Theme) -> float:
    """Return how much larger marks are at the present text size: half as much as letters grow."""
    return 1.0 + 0.5 * (theme.scale - 1.0)


def point_radius(theme: Theme, count: int) -> float:
    """Return the radius of one of so many points."""
    radius = POINT_RADIUS if count <= MANY else MANY_RADIUS if count <= DENSE else DENSE_RADIUS
    return radius * mark_scale(theme)


def draw_grid(painter: QPainter, frame: Frame, ticks: tuple[list[float], list[float]], theme: Theme) -> None:
    """Paint a light line at every tick, and stronger ones at zero."""
    rect = frame.rect
    across, up = frame.pixels(np.array(ticks[0]), np.array(ticks[1]))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(QPen(theme.colour("grid"), 1.0))
    painter.drawLines([QLineF(x, rect.top(), x, rect.bottom()) for x in across.tolist()])
    painter.drawLines([QLineF(rect.left(), y, rect.right(), y) for y in up.tolist()])
    painter.setPen(QPen(theme.colour("past"), 1.0))
    zero = frame.pixel(0.0, 0.0)
    if frame.left <= 0.0 <= frame.right:
        painter.drawLine(QLineF(zero.x(), rect.top(), zero.x(), rect.bottom()))
    if frame.low <= 0.0 <= frame.high:
        painter.drawLine(QLineF(rect.left(), zero.y(), rect.right(), zero.y()))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def draw_curve(
    painter: QPainter, theme: Theme, curve: Curve, width: float, dashes: Sequence[float] | None = None
) -> None:
    """Draw the model's curve, or dashed one that the model could have."""
    pen = QPen(theme.colour("line"), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
    if dashes is not None:
        pen.setDashPattern(dashes)
    painter.setPen(pen)
    for piece in curve.pieces():
        painter.drawPolyline(piece)


def draw_misses(
    painter: QPainter, frame: Frame, data: tuple[FloatArray, FloatArray, FloatArray], count: int, theme: Theme
) -> None:
    """Draw a stem from each (x, y) to the prediction there.

    Parameters
    ----------
    data : three (N,) float64
        x, y, ŷ.
    count : int
        How many points there are in all; it decides how strong a stem is.
    """
    x, y, predicted = data
    rect = frame.rect
    across, top = frame.pixels(x, y)
    _same, bottom = frame.pixels(x, predicted)
    seen = (across > rect.left() - 2.0) & (across < rect.right() + 2.0) & np.isfinite(bottom)
    held = np.clip(np.stack([top, bottom]), rect.top() - 4.0, rect.bottom() + 4.0)
    stems = np.stack([across, held[0], across, held[1]], axis=1)[seen].tolist()
    few = count <= MANY
    # Wide soft lines are dear, and a cloud of them would hide everything: many stems are thin and pale.
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, few)
    strength = 1.0 if few else max(0.2, 0.6 - 0.4 * count / 1000.0)
    width = 2.0 if few else 1.0
    painter.setPen(QPen(theme.colour("loss", strength), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    painter.drawLines([QLineF(*stem) for stem in stems])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def draw_points(painter: QPainter, places: tuple[FloatArray, FloatArray], radius: float, theme: Theme) -> None:
    """Draw points, given in pixels, as discs with an edge in the card's colour."""
    painter.setPen(QPen(theme.colour("card"), 2.0 * POINT_EDGE if radius > 4.0 else POINT_EDGE))
    painter.setBrush(theme.colour("ink"))
    for x, y in zip(places[0].tolist(), places[1].tolist(), strict=True):
        painter.drawEllipse(QPointF(x, y), radius, radius)


def density(places: tuple[FloatArray, FloatArray], rect: QRectF, ratio: float, colour: QColor) -> QImage:
    """Return a picture of very many points: the more of them at a spot, the stronger its colour.

    Parameters
    ----------
    places : two (N,) float64
        In pixels of the viewport.
    rect : QRectF
        Which part of the viewport the picture is for.
    ratio : float
        Dots of the screen for each pixel.
    """
    width, height = int(rect.width() * ratio) + 1, int(rect.height() * ratio) + 1
    across = np.floor((places[0] - rect.left()) * ratio).astype(np.int64)
    down = np.floor((places[1] - rect.top()) * ratio).astype(np.int64)
    seen = (across > 0) & (across < width - 1) & (down > 0) & (down < height - 1)
    counts = np.bincount(down[seen] * width + across[seen], minlength=width * height).reshape(height, width)
    heap = np.log1p(_spread(counts.astype(np.float32), max(1, round(ratio))))
    top = float(heap.max())
    alpha = np.where(heap > 0.0, 0.3 + 0.7 * heap / (top or 1.0), 0.0)
    pixels = np.empty((height, width, 4), dtype=np.uint8)
    for channel, strength in enumerate((colour.blue(), colour.green(), colour.red(), 255)):
        pixels[..., channel] = np.round(alpha * strength)
    image = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied).copy()
    image.setDevicePixelRatio(ratio)
    return image


def _spread(counts: FloatArray, times: int) -> FloatArray:
    """Return counts in which each point covers the pixels beside it too."""
    for _ in range(times):
        wide = counts.copy()
        wide[:, 1:] += counts[:, :-1]
        wide[:, :-1] += counts[:, 1:]
        counts = wide.copy()
        counts[1:] += wide[:-1]
        counts[:-1] += wide[1:]
    return counts


def draw_ring(painter: QPainter, theme: Theme, place: QPointF, radius: float) -> None:
    """Draw the ring of a selected point."""
    painter.setPen(QPen(theme.colour("ink"), 2.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(place, radius, radius)


def draw_halo(painter: QPainter, theme: Theme, place: QPointF) -> None:
    """Draw the halo of a point under the mouse: as wide as it can be grabbed."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("ink", 0.14))
    painter.drawEllipse(place, GRAB * mark_scale(theme), GRAB * mark_scale(theme))


def draw_cross(painter: QPainter, frame: Frame, theme: Theme, place: QPointF, strong: bool) -> None:
    """Draw a cross over the plot: thin and dashed under the mouse, strong where the arrow keys move it."""
    rect = frame.rect
    pen = QPen(theme.colour("ink" if strong else "ink3"), 1.5 if strong else 1.0)
    if not strong:
        pen.setDashPattern(CROSS_DASHES)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(pen)
    painter.drawLine(QPointF(place.x(), rect.top()), QPointF(place.x(), rect.bottom()))
    painter.drawLine(QPointF(rect.left(), place.y()), QPointF(rect.right(), place.y()))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if strong:
        draw_ring(painter, theme, place, POINT_RADIUS * mark_scale(theme))


def draw_frame(painter: QPainter, frame: Frame, theme: Theme) -> None:
    """Draw the ring of the keyboard's focus around the plot."""
    painter.setPen(QPen(theme.colour("ink"), 2.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(frame.rect.adjusted(1.0, 1.0, -1.0, -1.0), 3.0, 3.0)


def draw_tip(painter: QPainter, frame: Frame, theme: Theme, place: QPointF, lines: list[str]) -> None:
    """Write light words on ink beside a place, within the plot."""
    font = theme.font(CAPTION)
    metrics, rect = QFontMetricsF(font), frame.rect
    away = TIP_AWAY * mark_scale(theme)
    width = max(metrics.horizontalAdvance(line) for line in lines) + 2.0 * TIP_ACROSS
    height = metrics.height() * len(lines) + 2.0 * TIP_UP
    x = place.x() + away if place.x() + away + width <= rect.right() else place.x() - away - width
    y = place.y() - away - height if place.y() - away - height >= rect.top() else place.y() + away
    x, y = max(x, rect.left()), min(max(y, rect.top()), rect.bottom() - height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("ink"))
    painter.drawRoundedRect(QRectF(x, y, width, height), 4.0, 4.0)
    painter.setFont(font)
    painter.setPen(theme.colour("on_ink"))
    for row, line in enumerate(lines):
        painter.drawText(QPointF(x + TIP_ACROSS, y + TIP_UP + metrics.ascent() + row * metrics.height()), line)
