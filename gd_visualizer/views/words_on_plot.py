"""Words inside the plot, with a halo in the card's colour."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap

from gd_visualizer.views.safe_item import is_drawing, painting_on, unchanged
from gd_visualizer.views.theme import Theme

HALO = 4.0
# The same words all around give the same halo as an outline of the letters, which reaches 2 px around them. Outlines
# would also be some hundredths of a pixel others after other letters were written: pictures would not be repeatable.
RING = tuple(QPointF(x, y) for x in (-2, -1, 0, 1, 2) for y in (-2, -1, 0, 1, 2) if 4 <= x * x + y * y <= 5)
STAMPS_KEPT = 32


def text_size(font: QFont, text: str) -> QSizeF:
    """Return how much room a line of words takes."""
    metrics = QFontMetricsF(font)
    return QSizeF(metrics.horizontalAdvance(text), metrics.height())


class Stamps:
    """Words with a halo, each painted once: drawing the halo takes longer than all the rest of a picture."""

    def __init__(self) -> None:
        """Begin without words."""
        self._stamps: dict[tuple[str, str, str, float], QPixmap] = {}

    def clear(self) -> None:
        """Forget all, as colours or letters are others now."""
        self._stamps.clear()

    def draw(self, painter: QPainter, theme: Theme, font: QFont, box: QRectF, text: str, token: str) -> None:
        """Write one line of words into a box, with a halo in the card's colour that parts it from what lies below."""
        if is_drawing(painter):
            with unchanged(painter):
                painter.translate(box.topLeft() - QPointF(HALO, HALO))
                _draw(painter, theme, font, text, token)
            return
        ratio = painter.device().devicePixelRatioF()
        key = (text, token, font.key(), ratio)
        if key not in self._stamps:
            if len(self._stamps) >= STAMPS_KEPT:
                self._stamps.clear()
            self._stamps[key] = _stamp(theme, font, text, token, ratio)
        # On whole pixels letters stay crisp.
        corner = QPointF(round(box.left() - HALO), round(box.top() - HALO))
        painter.drawPixmap(corner, self._stamps[key])


def _stamp(theme: Theme, font: QFont, text: str, token: str, ratio: float) -> QPixmap:
    size = text_size(font, text)
    pixmap = QPixmap(math.ceil((size.width() + 2.0 * HALO) * ratio), math.ceil((size.height() + 2.0 * HALO) * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    baseline = _baseline(font)
    with painting_on(pixmap) as painter:
        painter.setFont(font)
        painter.setPen(theme.colour("card"))
        for step in RING:
            painter.drawText(baseline + step, text)
        painter.setPen(theme.colour(token))
        painter.drawText(baseline, text)
    return pixmap


def _baseline(font: QFont) -> QPointF:
    """Return where a line begins whose halo begins at no distance from the corner."""
    return QPointF(HALO, HALO + QFontMetricsF(font).ascent())


def _draw(painter: QPainter, theme: Theme, font: QFont, text: str, token: str) -> None:
    """Draw words as lines, for a picture that can be of any size."""
    baseline = _baseline(font)
    path = QPainterPath()
    path.addText(baseline, font, text)
    pen = QPen(theme.colour("card"), HALO)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(path, pen)
    painter.setFont(font)
    painter.setPen(theme.colour(token))
    painter.drawText(baseline, text)
