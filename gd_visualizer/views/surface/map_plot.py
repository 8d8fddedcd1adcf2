"""The map as a plot: its region, its axes, and the layers on it, without a meaning for the mouse yet."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Signal, Slot
from PySide6.QtWidgets import QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.diagnostics import DataState
from gd_visualizer.core.region import Region
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.views.still_plot import StillPlot
from gd_visualizer.views.surface.arrows import Arrow, downhill_arrow, ghost_of, part_arrows
from gd_visualizer.views.surface.arrows_item import ArrowsItem
from gd_visualizer.views.surface.captions import arrow_captions
from gd_visualizer.views.surface.frame import Frame, covers, is_drawable, visible_region, with_air
from gd_visualizer.views.surface.ground_item import GroundItem
from gd_visualizer.views.surface.guides_item import GuidesItem
from gd_visualizer.views.surface.label_item import LabelItem
from gd_visualizer.views.surface.letter_axis import LetterAxis
from gd_visualizer.views.surface.marker_item import MarkerItem
from gd_visualizer.views.surface.markers import Markers, mark_scale, markers_of
from gd_visualizer.views.surface.path_item import PathItem
from gd_visualizer.views.surface.tip_item import TipItem
from gd_visualizer.views.theme import Theme

EMPTY = Region(0.0, 1.0, 0.0, 1.0)
# Room for a mark, in pixels, between its place and the edge of the map.
AIR = 22.0


class MapPlot(StillPlot):
    """Shows the landscape of a snapshot and the walk on it.

    All items are drawn in pixels by our own arithmetic, so that regions of any size work and nothing is scaled.

    Signals
    -------
    framed()
        Something of the map was drawn anew: its region, its size or its snapshot.
    """

    framed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty map."""
        super().__init__(parent)
        self.across, self.up = LetterAxis("bottom", "m", "m"), LetterAxis("left", "b", "b")
        self.plotItem.setAxisItems({"bottom": self.across, "left": self.up})
        for axis in (self.across, self.up):
            axis.unlinkFromView()
        self.plotItem.layout.setContentsMargins(1.0, 4.0, 4.0, 1.0)
        self.ground = GroundItem(self.view_box)
        self.guides = GuidesItem(self.view_box)
        self.walk = PathItem(self.view_box)
        self.arrows = ArrowsItem(self.view_box)
        self.marks = MarkerItem(self.view_box)
        self.labels = LabelItem(self.view_box)
        self.tip = TipItem(self.view_box)
        self.snapshot: Snapshot | None = None
        self.frame = Frame(EMPTY, 1.0, 1.0)
        self.range_is_held = False
        self._hidden: set[str] = set()
        # How many times too long the parts of a step are drawn.
        self._factor = 1.0
        self._needed: Region | None = None
        self._fit_request: int | None = None
        self.view_box.sigResized.connect(self._resized)
        self.zoomed.connect(self._redraw)

    @property
    def equal_scale(self) -> bool:
        """Return True where one unit of m is as long as one unit of b."""
        return self.has_landscape and self.frame.has_equal_scale

    @property
    def is_foggy(self) -> bool:
        """Return True where the landscape is there, but not to be seen."""
        return "land" in self._hidden

    @property
    def has_landscape(self) -> bool:
        """Return True where there is a landscape to draw."""
        surface = None if self.snapshot is None else self.snapshot.surface
        return surface is not None and is_drawable(surface.region)

    def draw(self, snapshot: Snapshot) -> None:
        """Show a snapshot; what is the same as before is not painted again."""
        self.snapshot = snapshot
        if self.theme is None:
            return
        self.across.show_letter(snapshot.plane.across_label)
        self.up.show_letter(snapshot.plane.up_label)
        self._follow_region(snapshot)
        self._redraw()

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        super().restyle(theme)
        items = (self.across, self.up, self.ground, self.guides, self.walk, self.arrows, self.marks, self.labels)
        for item in (*items, self.tip):
            item.restyle(theme)
        if self.snapshot is not None:
            self._follow_region(self.snapshot)
            self._resized()

    def set_shown(self, key: str, visible: bool) -> None:
        """Show or hide "best_spot", the valley of equally good places included, "path_ahead", or "land" in fog."""
        (self._hidden.discard if visible else self._hidden.add)(key)
        if self.snapshot is not None:
            self.draw(self.snapshot)

    def place_words_anew(self) -> None:
        """Place the words as in a first picture, whatever was shown before."""
        self.labels.forget()
        self._redraw()

    def come_to_rest(self) -> None:
        """Draw the landscape in full at once, and not after a pause."""
        self.ground.come_to_rest()

    # The region in view ----------------------------------------------------------------------------------

    def _follow_region(self, snapshot: Snapshot) -> None:
        """Show more when the region grew, all of it anew when asked to fit; hold still otherwise."""
        if snapshot.surface is None or not self.has_landscape:
            self._needed = None
            return
        region = snapshot.surface.region
        if self._needed is None or snapshot.fit_request != self._fit_request:
            self.user_zoomed = False
            self._fit_request, self._needed = snapshot.fit_request, region
            self._fit()
        elif region != self._needed and not self.range_is_held:
            self._needed = region
            if not self.user_zoomed and not covers(self.frame.region, region):
                self._fit()

    def _fit(self) -> None:
        if self._needed is None or self.snapshot is None:
            return
        room = self._room()
        best, plane = self.snapshot.objective.best_parameters, self.snapshot.plane
        shown = [self.snapshot.parameters, np.array(self.snapshot.document.start), *([] if best is None else [best])]
        places = [plane.place_of(place) for place in shown]
        needed = with_air(self._needed, places, AIR / max(room.width(), 4.0 * AIR), AIR / max(room.height(), 4.0 * AIR))
        region = visible_region(needed, room.width(), room.height())
        self._take_range(region if is_drawable(region) else self._needed)

    def _room(self) -> QRectF:
        """Return the size of the map in pixels, never less than one."""
        rect = self.view_box.rect()
        return QRectF(0.0, 0.0, max(1.0, rect.width()), max(1.0, rect.height()))

    def _take_range(self, region: Region) -> None:
        room = self._room()
        self.frame = Frame(region, room.width(), room.height())
        self.across.show_range(region.p_min, region.p_max)
        self.up.show_range(region.q_min, region.q_max)
        if self.theme is not None:
            words = self.up.width_of_words(region.q_min, region.q_max, room.height())
            width = max(float(self.theme.px(38)), words)
            if width != self.up.width():
                self.up.setWidth(width)

    @Slot()
    def _resized(self) -> None:
        if self._needed is None or self.user_zoomed:
            self._take_range(self.frame.region)
        else:
            self._fit()
        self._redraw()

    # Drawing ---------------------------------------------------------------------------------------------

    @Slot()
    def _redraw(self) -> None:
        snapshot, frame = self.snapshot, self.frame
        if snapshot is None or self.theme is None:
            return
        has_landscape = self.has_landscape
        for axis in (self.across, self.up):
            axis.setOpacity(1.0 if has_landscape else 0.0)
        if snapshot.surface is None or not has_landscape:
            self.ground.show_note(frame, _why_empty(snapshot.data_state))
            self.walk.hide_walk()
            self.labels.hide_all()
            self.marks.show_markers(frame, Markers())
            self.guides.show_guides(frame, None)
            self.arrows.show_arrows(frame, (), None)
            self.framed.emit()
            return
        with np.errstate(all="ignore"):
            if self.is_foggy:
                self.ground.show_note(frame, "")
            else:
                self.ground.show_landscape(frame, snapshot.surface)
            self.ground.show_runs(snapshot.earlier_runs, snapshot.plane)
            self.walk.draw(frame, snapshot, "path_ahead" not in self._hidden)
            markers = markers_of(snapshot, frame, "best_spot" not in self._hidden)
            self.marks.show_markers(frame, markers)
            self._draw_arrows(snapshot, frame, markers)
            captions = arrow_captions(self.arrows.arrows, self.arrows.ghost, snapshot.symbols, self._factor)
            self.labels.draw(frame, snapshot, markers, self._obstacles(), captions)
        self.guides.show_guides(frame, markers.here)
        self.framed.emit()

    def _draw_arrows(self, snapshot: Snapshot, frame: Frame, markers: Markers) -> None:
        """Draw the way downhill or the parts of the next step, and where it lands."""
        shown: tuple[Arrow, ...] = ()
        if "parts" not in self._hidden:
            shown, self._factor = part_arrows(snapshot, frame, markers.here)
        downhill = downhill_arrow(snapshot, frame, markers.here)
        if not shown and downhill is not None and "downhill" not in self._hidden:
            shown = (downhill,)
        ghost = ghost_of(snapshot, frame, markers.here) if "next_step" not in self._hidden else None
        self.arrows.show_arrows(frame, shown, ghost)

    def _obstacles(self) -> tuple[FloatArray, FloatArray]:
        """Return the pieces of all lines that words should not stand on, the path to come last."""
        begins, ends = self.walk.obstacles()
        arrows = [(arrow.begin, arrow.end) for arrow in self.arrows.arrows]
        if not arrows:
            return begins, ends
        first, last = (np.array([ends[place] for ends in arrows]) for place in (0, 1))
        return np.vstack([first, begins]), np.vstack([last, ends])

    # Places and pixels -----------------------------------------------------------------------------------

    def visible_range(self) -> tuple[float, float, float, float]:
        """Return (m_min, m_max, b_min, b_max) of what is shown."""
        region = self.frame.region
        return region.p_min, region.p_max, region.q_min, region.q_max

    def show_range(self, x_min: float, x_max: float, y_min: float, y_max: float) -> None:
        """Show exactly this range, if numbers of that size leave anything to see."""
        region = Region(x_min, x_max, y_min, y_max)
        if self.has_landscape and is_drawable(region):
            self._take_range(region)

    def to_pixel(self, x: float, y: float) -> QPointF:
        """Return where a place of the map is in the viewport."""
        return self.viewportTransform().map(self.view_box.mapToScene(self.frame.pixel(x, y)))

    def from_pixel(self, pixel: QPointF) -> tuple[float, float]:
        """Return which place of the map a pixel of the viewport shows."""
        return self.frame.place(self.local(pixel))

    def local(self, pixel: QPointF) -> QPointF:
        """Return a pixel of the viewport counted from the upper left corner of the map."""
        inverse, _found = self.viewportTransform().inverted()
        return self.view_box.mapFromScene(inverse.map(pixel))

    def reach(self, radius: float) -> float:
        """Return how far a mark can be grabbed at the present text size."""
        return radius * (1.0 if self.theme is None else mark_scale(self.theme))

    def clamped(self, x: float, y: float) -> tuple[float, float]:
        """Return the nearest place that is in view."""
        return self.frame.clamped(x, y)


def _why_empty(state: DataState) -> str:
    if state is DataState.NO_POINTS:
        return _("Add a point, and the landscape appears.")
    if state is DataState.TOO_SMALL:
        return _("These x values are too close together to draw a landscape.")
    return _("These numbers are too large to draw a landscape.")
