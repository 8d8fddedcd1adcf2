"""Draws the labels of the map: words in ink with a halo of the ground they stand on, and a leader to their mark."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import deque

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.views.safe_item import SafeItem, is_drawing
from gd_visualizer.views.stamp import Stamp
from gd_visualizer.views.surface import markers as marks
from gd_visualizer.views.surface.captions import Caption, captions_of
from gd_visualizer.views.surface.frame import Frame
from gd_visualizer.views.surface.markers import Markers, Spot
from gd_visualizer.views.surface.placement import Placed, place_captions
from gd_visualizer.views.theme import CAPTION, Theme
from gd_visualizer.views.words_on_plot import RING

STRONG, PLAIN = 600, 400
# A label looks for another place only once a mark has moved so many pixels.
NEAR = 3.0
KNOWN_AT_MOST = 4
# Where the marks were, and the labels that found room there with the colours they stand on.
Known = tuple[tuple[Spot, ...], list[Placed], list[QColor]]


class LabelItem(SafeItem):
    """The words beside the marks."""

    def __init__(self, parent: QGraphicsItem) -> None:
        """Begin without words."""
        super().__init__(parent)
        self.placed: list[Placed] = []
        self._grounds: list[QColor] = []
        self._frame: Frame | None = None
        self._theme: Theme | None = None
        self._asked: object = None
        # A walk that jumps to and fro comes back to the same places.
        self._known: deque[Known] = deque(maxlen=KNOWN_AT_MOST)
        self._stamps: dict[str, Stamp] = {}

    def restyle(self, theme: Theme) -> None:
        """Take the colours and letters of a theme."""
        self._theme = theme
        self._asked = None
        self.update()

    def draw(
        self,
        frame: Frame,
        snapshot: Snapshot,
        markers: Markers,
        pieces: tuple[FloatArray, FloatArray],
        more: list[Caption],
    ) -> None:
        """Place the labels anew if their words, their marks or the ground changed.

        Parameters
        ----------
        pieces : two (N, 2) float64
            Begins and ends of lines that words should not stand on.
        more : list of Caption
            Of other marks; they give way first.
        """
        if self._theme is None:
            return
        if frame != self._frame:
            self.prepareGeometryChange()
            self._frame = frame
            self.forget()
        scale = marks.mark_scale(self._theme)
        captions = [*captions_of(snapshot, markers, scale), *more]
        levels = None if snapshot.surface is None else snapshot.surface.levels
        sized = [(caption, *self._size(caption)) for caption in captions]
        sizes = [(caption.key, caption.radius, width, height) for caption, width, height in sized]
        asked = (frame, sizes, snapshot.objective, id(levels), len(pieces[0]) > 0)
        if asked != self._asked:
            self._asked = asked
            self._known.clear()
        # The end of the path to come stands for its course: another learning rate leads elsewhere.
        spots = (*(caption.spot for caption in captions), *((x, y) for x, y in pieces[1][-1:].tolist()))
        known = next((known for known in self._known if _are_near(known[0], spots)), None)
        if known is not None:
            self._move_along(captions, known)
            return
        before = {placed.caption.key: placed.choice for placed in self.placed}
        self.placed = place_captions(sized, frame.rect, _mark_boxes(markers, scale), pieces, before)
        self._grounds = [self._ground(snapshot, frame, placed.box.center()) for placed in self.placed]
        self._known.append((spots, self.placed, self._grounds))
        self.update()

    def _move_along(self, captions: list[Caption], known: Known) -> None:
        """Let labels that found room earlier follow their marks, and take new words."""
        named = {caption.key: caption for caption in captions}
        moved = [placed.following(named[placed.caption.key]) for placed in known[1]]
        if moved != self.placed:
            self.placed, self._grounds = moved, known[2]
            self.update()

    def hide_all(self) -> None:
        """Show no words."""
        if self.placed:
            self.forget()
            self.update()

    def forget(self) -> None:
        """Let the words find their places as if this were the first picture: they stay only while marks move on."""
        self.placed, self._grounds, self._asked = [], [], None

    def _metrics(self, weight: int) -> QFontMetricsF:
        assert self._theme is not None
        return QFontMetricsF(self._theme.font(CAPTION, weight))

    def _size(self, caption: Caption) -> tuple[float, float]:
        strong, plain = self._metrics(STRONG), self._metrics(PLAIN)
        width = max(_line_width(line, strong, plain) for line in caption.lines)
        return width, plain.height() * len(caption.lines)

    def _ground(self, snapshot: Snapshot, frame: Frame, pixel: QPointF) -> QColor:
        """Return the colour of the band under a pixel."""
        assert self._theme is not None
        assert snapshot.surface is not None
        loss = snapshot.objective.value(snapshot.plane.point(*frame.place(pixel)))
        band = bisect_right(snapshot.surface.levels[:-1].tolist(), loss)
        return self._theme.bands[band]

    def _paint_leader(self, painter: QPainter, placed: Placed, ground: QColor) -> None:
        assert self._theme is not None
        painter.setPen(QPen(ground, 3.0))
        painter.drawLine(placed.leader)
        painter.setPen(QPen(self._theme.colour("ink"), 1.0))
        painter.drawLine(placed.leader)

    def _show_words(self, painter: QPainter, placed: Placed, ground: QColor) -> None:
        """Show words as a picture, painted anew where words or place are others."""
        stamp = self._stamps.setdefault(placed.caption.key, Stamp())
        key = (placed.caption.lines, placed.to_left, ground.rgba(), self._theme)
        stamp.show(painter, _with_halo(placed), key, lambda inner: self._paint_words(inner, placed, ground))

    def _paint_words(self, painter: QPainter, placed: Placed, ground: QColor) -> None:
        assert self._theme is not None
        strong, plain = self._metrics(STRONG), self._metrics(PLAIN)
        runs = []
        baseline = placed.box.top() + plain.ascent()
        for line in placed.caption.lines:
            x = placed.box.left()
            if placed.to_left:
                x = placed.box.right() - _line_width(line, strong, plain)
            for words, metrics, weight in ((line[0], strong, STRONG), (line[1], plain, PLAIN)):
                if words:
                    font = self._theme.font(CAPTION, weight)
                    runs.append((QPointF(x, baseline), font, words))
                    x += metrics.horizontalAdvance(words + " ")
            baseline += plain.height()
        if is_drawing(painter):
            path = QPainterPath()
            for place, font, words in runs:
                path.addText(place, font, words)
            pen = QPen(ground, 4.0)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.strokePath(path, pen)
            _write(painter, runs, self._theme.colour("ink"))
            return
        Stamp().repeat(painter, _with_halo(placed), lambda inner: _write(inner, runs, ground), RING)
        _write(painter, runs, self._theme.colour("ink"))

    def boundingRect(self) -> QRectF:
        """Return the whole map."""
        return QRectF() if self._frame is None else self._frame.rect

    def paint_item(self, painter: QPainter) -> None:
        """Draw leaders first, then words."""
        if self._theme is None or self._frame is None:
            return
        for placed, ground in zip(self.placed, self._grounds, strict=True):
            self._paint_leader(painter, placed, ground)
        for placed, ground in zip(self.placed, self._grounds, strict=True):
            self._show_words(painter, placed, ground)


def _with_halo(placed: Placed) -> QRectF:
    """Return the room that words take up with their halo; some letters lean out of their line."""
    return placed.box.adjusted(-5.0, -4.0, 5.0, 4.0)


def _write(painter: QPainter, runs: list[tuple[QPointF, QFont, str]], colour: QColor) -> None:
    painter.setPen(colour)
    for place, font, words in runs:
        painter.setFont(font)
        painter.drawText(place, words)


def _are_near(before: tuple[Spot, ...], now: tuple[Spot, ...]) -> bool:
    """Return True if all marks are about where they were."""
    return all(math.dist(one, other) < NEAR for one, other in zip(before, now, strict=True))


def _line_width(line: tuple[str, str], strong: QFontMetricsF, plain: QFontMetricsF) -> float:
    first, rest = line
    width = strong.horizontalAdvance(first) + plain.horizontalAdvance(rest)
    return width + (strong.horizontalAdvance(" ") if first and rest else 0.0)


def _mark_boxes(markers: Markers, scale: float) -> list[QRectF]:
    """Return the rectangles of the marks, which labels keep clear of."""
    sized = (
        (markers.start, marks.START_HALO), (markers.here, marks.HERE + 2.0), (markers.best, marks.STAR),
        (markers.lowest, marks.LOWEST),
    )  # fmt: skip
    found = []
    for spot, radius in sized:
        if spot is not None:
            reach = radius * scale
            found.append(QRectF(spot[0] - reach, spot[1] - reach, 2.0 * reach, 2.0 * reach))
    return found
