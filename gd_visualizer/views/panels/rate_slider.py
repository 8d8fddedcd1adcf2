"""The slider of the learning rate: it runs by factors, and what makes sense for these points fills it."""

from __future__ import annotations

import itertools
import math

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from gd_visualizer.core.rate_zones import ZONES, RateZones
from gd_visualizer.views.panels.zone_painting import paint_names, paint_pictures, paint_zones
from gd_visualizer.views.panels.zone_words import rate_name, rate_tip, zone_name
from gd_visualizer.views.theme import Theme
from gd_visualizer.views.track_slider import RING_GAP, TrackSlider

PLACES = 1000
THUMB = 12.0
FACTOR = 1.1
LOW, HIGH = 1e-6, 1e3
# With zones: the height of the track, the rows of pictures above and of names below, the dot in the thumb.
ZONE_TRACK, PICTURES, NAMES, DOT = 13.0, 22.0, 18.0, 2.5


class RateSlider(TrackSlider):
    """From a low to a high rate in equal factors; zones with pictures and names where they are known.

    Attributes
    ----------
    least, most : float
        Keys and wheel go no further; the slider itself may span less, or more.
    zones : RateZones or None
        What is drawn along the track.

    Signals
    -------
    rate_dragged(float)
        The person chose another rate, by mouse, key or wheel.
    reset_asked()
        A double click.
    """

    rate_dragged = Signal(float)
    reset_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a slider from 1e-6 to 1e3, without zones."""
        super().__init__(THUMB, parent)
        self.least, self.most = LOW, HIGH
        self.zones: RateZones | None = None
        self._low, self._high = LOW, HIGH
        self._rate = 0.0
        self.chosen.connect(self._choose)
        self.show_rate(LOW, LOW, HIGH)

    def show_rate(self, rate: float, low: float, high: float, zones: RateZones | None = None) -> None:
        """Put the thumb at a rate, or at the end beyond which it lies."""
        if not self.dragging and (low, high, zones) != (self._low, self._high, self.zones):
            # What is under the mouse must not slip away.
            self._low, self._high, self.zones = low, high, zones
            self._take_height()
            self.update()
        if rate != self._rate:
            self._rate = rate
            self.update()
        name = rate_name(rate, self.zones)
        if name != self.accessibleName():
            self.setAccessibleName(name)
        self.setAccessibleDescription("" if self.zones is None else rate_tip(self.zones, rate).replace("\n", " "))
        self._bring_thumb()

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        super().restyle(theme)
        self._take_height()

    def track(self) -> QRectF:
        """Return where the centre of the thumb can be; with zones the track is thicker and lies between two rows."""
        track = super().track()
        if self.zones is None or self.theme is None:
            return track
        px = self.theme.px
        middle, height = px(PICTURES) + 0.5 * self._thumb_row(), float(px(ZONE_TRACK))
        return QRectF(track.left(), middle - 0.5 * height, track.width(), height)

    def value_at(self, x: float) -> int:
        """Return the place nearest to a pixel column, no further than rates may go."""
        first, last = self._place_of(self.least), self._place_of(self.most)
        return min(max(super().value_at(x), first), last)

    def nudge(self, event: QKeyEvent | QWheelEvent, up: bool) -> None:
        """Make the rate a tenth larger or smaller, beyond the ends of the slider too."""
        wanted = float(f"{self._rate * (FACTOR if up else 1.0 / FACTOR):.3g}")
        wanted = min(max(wanted, self.least), self.most)
        if wanted != self._rate:
            self.rate_dragged.emit(wanted)

    def rate_at(self, place: float) -> float:
        """Return the rate a place of the slider stands for, in two digits, no further than rates may go."""
        rate = float(f"{self._low * (self._high / self._low) ** (place / PLACES):.2g}")
        return min(max(rate, self.least), self.most)

    def edge_columns(self) -> list[float]:
        """Return the pixel columns between the zones."""
        if self.zones is None:
            return []
        span = math.log(self._high / self._low)
        return [self.place(PLACES * math.log(edge / self._low) / span) for edge in self.zones.edges]

    def tip_at(self, x: float) -> str:
        """Return what there is to say about a pixel column, or the general tip."""
        if self.zones is None:
            return self.toolTip()
        return rate_tip(self.zones, self.rate_at(super().value_at(x)))

    @Slot(int)
    def _choose(self, place: int) -> None:
        """Say which rate a place stands for."""
        rate = self.rate_at(place)
        if rate != self._rate:
            self.rate_dragged.emit(rate)
        else:
            self._bring_thumb()

    def _bring_thumb(self) -> None:
        self.show_value(self._place_of(self._rate), PLACES)

    def _place_of(self, rate: float) -> int:
        share = math.log(rate / self._low) / math.log(self._high / self._low) if rate > 0.0 else 0.0
        return round(min(max(share, 0.0), 1.0) * PLACES)

    def _thumb_row(self) -> float:
        return 2.0 * (THUMB + RING_GAP) * self.theme.scale + 2.0 if self.theme is not None else 0.0

    def _take_height(self) -> None:
        if self.theme is not None:
            rows = 0.0 if self.zones is None else PICTURES + NAMES
            self.setFixedHeight(self.theme.px(2.0 * (THUMB + RING_GAP) + 2.0 + rows))

    def paint_track(self, painter: QPainter, theme: Theme) -> None:
        """Draw the zones with pictures and names where there are any."""
        if self.zones is None:
            super().paint_track(painter, theme)
            return
        track, radius = self.track(), self.radius()
        track.adjust(-radius, 0.0, radius, 0.0)
        edges = self.edge_columns()
        ends = [track.left(), *edges, track.right()]
        middles = [0.5 * (left + right) for left, right in itertools.pairwise(ends)]
        chosen = ZONES.index(self.zones.zone(self._rate))
        paint_zones(painter, theme, track, edges)
        paint_pictures(painter, theme, middles, 0.5 * theme.px(PICTURES), chosen)
        top = self.height() - theme.px(NAMES)
        names = [zone_name(zone) for zone in ZONES]
        paint_names(painter, theme, names, middles, QRectF(0.0, top, self.width(), theme.px(NAMES)), chosen)

    # Events of Qt ----------------------------------------------------------------------------------------

    def _paint(self, painter: QPainter) -> None:
        super()._paint(painter)
        if self.theme is not None and self.zones is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.colour("ink"))
            dot = float(self.theme.px(DOT))
            centre = self.track().center()
            centre.setX(self.place(self.value()))
            painter.drawEllipse(centre, dot, dot)

    def event(self, event: QEvent) -> bool:
        """Tell about the zone under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.tip_at(event.pos().x()), self)
            return True
        return super().event(event)

    def sizeHint(self) -> QSize:
        """Return a size that fits the side panel."""
        return QSize(200, round(2.0 * (THUMB + RING_GAP) + 2.0))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ask for the usual rate."""
        event.accept()
        if event.button() == Qt.MouseButton.LeftButton:
            self.reset_asked.emit()
