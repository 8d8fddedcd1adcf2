"""What the backward view shows of one snapshot: the calculation with all its numbers, for one point or for all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gd_visualizer.core.computation import computation_of
from gd_visualizer.core.computation_parts import Part
from gd_visualizer.core.nudging import Nudge, nudged, of_all_points, of_one_point
from gd_visualizer.session.backward_tour import Tour
from gd_visualizer.session.blame_words import Numbers
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.views.backward.ink import token_of
from gd_visualizer.views.backward.points_table import Rows

MOST_CHECKED = 24
MOST_SLOPES = 4


@dataclass(frozen=True, slots=True, eq=False)
class BackwardMoment:
    """One snapshot, one point or all, ready to be drawn.

    Attributes
    ----------
    snapshot : Snapshot
    row : int or None
        The point, None for the mean of all.
    numbers, mean : Numbers
        Of what is shown, and of all points.
    parts : tuple of Part
        Without the mean where one point is shown.
    """

    snapshot: Snapshot
    row: int | None
    numbers: Numbers
    mean: Numbers
    parts: tuple[Part, ...]

    @classmethod
    def of(cls, snapshot: Snapshot, row: int | None) -> BackwardMoment:
        """Work out everything once."""
        objective = snapshot.objective
        computation = computation_of(objective.model, objective.loss)
        run = computation.run(snapshot.parameters, objective.data.x, objective.data.y)
        parts = computation.parts if row is None else computation.parts[:-1]
        penalty = bool(objective.penalty)
        return cls(
            snapshot,
            row,
            Numbers(computation, run, row, snapshot.symbols, penalty),
            Numbers(computation, run, None, snapshot.symbols, penalty),
            parts,
        )

    @property
    def count(self) -> int:
        """Return the number of points."""
        return len(self.snapshot.objective.data)

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of all parameters."""
        return self.numbers.computation.parameter_names

    @property
    def tour(self) -> Tour:
        """Return the way through the parts."""
        return Tour(self.parts)

    def token(self, place: int) -> str:
        """Return the colour of a parameter."""
        return token_of(Part("parameter", "", self.names[place], "", parameter=place), len(self.names))

    def chosen_parameters(self, current: int | None, most: int) -> tuple[int, ...]:
        """Return which parameters are spoken of: all where they are few, those of the current part where many."""
        if len(self.names) <= most:
            return tuple(range(len(self.names)))
        own = () if current is None else self.numbers.computation.parameters_of(current)
        return (own or tuple(range(len(self.names))))[:most]

    def rows(self, current: int | None) -> Rows:
        """Return the table of all points."""
        run, data = self.mean.run, self.snapshot.objective.data
        residual = next(place for place, part in enumerate(self.parts) if part.kind == "residual")
        guess = self.parts[residual].operands[0]
        places = self.chosen_parameters(current, MOST_SLOPES)
        slopes = [self.mean.computation.slopes(run, place) for place in places]
        return Rows(
            (data.x, data.y, run.values[guess], run.values[residual], *slopes),
            tuple(self.names[place] for place in places),
            tuple(self.token(place) for place in places),
            self.row,
            self.snapshot.symbols,
        )

    def nudges(self, places: tuple[int, ...]) -> tuple[Nudge, ...]:
        """Return the check of some parameters; the mean holds what a penalty adds as well."""
        whole, parameters = self.snapshot.objective, self.snapshot.parameters
        objective = of_all_points(whole) if self.row is None else of_one_point(whole, self.row)
        found = []
        for place in places:
            backward = self.numbers.slope(place)
            assert backward is not None
            if self.row is None and whole.penalty:
                with np.errstate(all="ignore"):
                    backward += float(whole.penalty.gradient(parameters)[place])
            found.append(nudged(objective, parameters, place, backward))
        return tuple(found)
