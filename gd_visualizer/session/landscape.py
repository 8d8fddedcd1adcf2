"""The landscape in view: which plane and region the map shows and where its bands begin."""

from __future__ import annotations

import math

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.objective import Objective
from gd_visualizer.core.planes import Plane
from gd_visualizer.core.region import Region, fitted_region, places_in_range
from gd_visualizer.core.surface import Spacing, Surface, surface_of
from gd_visualizer.session.axes import Axes, PlaneKeeper
from gd_visualizer.session.lifted import LiftedLand

# Enough to find the band edges; the map itself computes the loss for every dot it shows.
CELLS, FEWEST_CELLS = 64, 20
# Where every cell looks at every point through all parameters: so many of these, and a drag still follows the hand.
WORK = 4_000_000


class Landscape:
    """Keeps the map steady: its region grows when it must, and shrinks or moves only when asked to fit.

    Band edges stay the same while a walk goes on, so that a colour keeps its meaning.
    """

    def __init__(self) -> None:
        """Begin without a map."""
        self.planes = PlaneKeeper()
        self._lifted = LiftedLand()
        self._surface: Surface | None = None
        self._region: Region | None = None
        self._spacing: Spacing = "square root"

    def forget(self) -> None:
        """Fit the region anew when next asked for a surface."""
        self._region = None
        self._surface = None
        self.planes.forget()

    def use_axes(self, axes: Axes) -> None:
        """Show the landscape over other directions."""
        self.planes.use(axes)
        self.forget()

    def use_spacing(self, spacing: Spacing) -> None:
        """Space the bands of the map by the square root or the logarithm of loss − best."""
        self._spacing = spacing
        self._surface = None

    def surface(self, objective: Objective, plane: Plane, places: list[FloatArray]) -> Surface | None:
        """Return the surface of a region in which all the places (P,) and the best one can be seen.

        The same object is returned as long as nothing about it changed.
        """
        if not objective.is_usable:
            self._region = self._surface = None
            return None
        region = self._region or fitted_region(objective, places, plane=plane.cut)
        for place in places_in_range(objective, places):
            region = region.grown_to(*plane.place_of(place))
        old = self._surface
        same_land = old is not None and old.objective is objective
        if old is not None and same_land and old.plane is plane.cut and region == self._region:
            return old
        # A slice that is cut elsewhere has other heights; a colour keeps its meaning only on the same land.
        keep = old.levels if old is not None and same_land and old.plane is plane.cut else None
        self._region = region
        losses, cells = None, CELLS
        if plane.is_natural and objective.exact is None:
            losses = self._lifted.losses(objective, region, CELLS)
        if losses is None:
            cells = cells_for(objective, CELLS, WORK, FEWEST_CELLS)
        self._surface = surface_of(objective, region, cells, keep, self._spacing, plane.cut, losses)
        return self._surface


def cells_for(objective: Objective, most: int, work: int, fewest: int) -> int:
    """Return how many cells a side of a landscape is worked out with.

    A formula costs the same everywhere; elsewhere every cell looks at every point, through all parameters.

    Parameters
    ----------
    objective : Objective
    most, fewest : int
        Cells along each side.
    work : int
        Points times parameters times cells that are affordable.
    """
    if objective.exact is not None or (objective.model.key == "linear" and objective.loss.pieces() is not None):
        return most
    affordable = math.isqrt(work // max(1, len(objective.data) * len(objective.model.parameter_names)))
    return min(max(affordable, fewest), most)
