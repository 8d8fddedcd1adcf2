"""The landscape in view: which region the map shows and where its bands begin."""

from __future__ import annotations

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.objective import Objective
from gd_visualizer.core.region import Region, fitted_region, places_in_range
from gd_visualizer.core.surface import Spacing, Surface, surface_of

# Enough to find the band edges; the map itself computes the loss for every dot it shows.
CELLS = 64


class Landscape:
    """Keeps the map steady: its region grows when it must, and shrinks or moves only when asked to fit.

    Band edges stay the same while a walk goes on, so that a colour keeps its meaning.
    """

    def __init__(self) -> None:
        """Begin without a map."""
        self._surface: Surface | None = None
        self._region: Region | None = None
        self._spacing: Spacing = "square root"

    def forget(self) -> None:
        """Fit the region anew when next asked for a surface."""
        self._region = None
        self._surface = None

    def use_spacing(self, spacing: Spacing) -> None:
        """Space the bands by the square root or the logarithm of loss − best."""
        self._spacing = spacing
        self._surface = None

    def surface(self, objective: Objective, places: list[FloatArray]) -> Surface | None:
        """Return the surface of a region in which all the places and the best one can be seen.

        The same object is returned as long as nothing about it changed.
        """
        if not objective.is_usable:
            self.forget()
            return None
        region = self._region or fitted_region(objective, places)
        for place in places_in_range(objective, places):
            region = region.grown_to(float(place[0]), float(place[1]))
        old = self._surface
        if old is not None and old.objective is objective and region == self._region:
            return old
        keep = old.levels if old is not None and old.objective is objective else None
        self._region = region
        self._surface = surface_of(objective, region, CELLS, keep, self._spacing)
        return self._surface

    def forget_axes(self) -> None:
        self.forget()
