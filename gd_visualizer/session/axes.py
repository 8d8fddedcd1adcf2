"""Which two directions of the landscape the map shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.models.base import Model
from gd_visualizer.core.planes import Plane, coordinate_plane, path_plane, random_plane

Kind = Literal["parameters", "path", "random"]
# While a walk of many parameters is running, the others are held anew at every so many pictures: a landscape costs
# more than a step, and one that changes sixty times a second cannot be read.
PICTURES_HELD = 8
# The directions of a path of a million steps can be seen from a few thousand of them.
ROWS_LOOKED_AT = 4000


@dataclass(frozen=True, slots=True)
class Axes:
    """What a person chose for the map.

    Attributes
    ----------
    kind : {"parameters", "path", "random"}
        Two parameters with the others held still; the two directions in which the walk moved most; two random ones.
    across, up : str
        The names of the two parameters, "" for the first and the second there are.
    seed : int
        Of the random directions.
    """

    kind: Kind = "parameters"
    across: str = ""
    up: str = ""
    seed: int = 0

    def suited_to(self, names: tuple[str, ...]) -> Axes:
        """Return axes whose parameters exist, and are two where there are two."""
        if self.kind != "parameters" and len(names) > 1:
            return self
        across = self.across if self.across in names else names[0]
        others = [name for name in names if name != across] or [across]
        return Axes("parameters", across, self.up if self.up in others else others[0])


class PlaneKeeper:
    """Holds the plane of the map still while that is right, and cuts it anew where the walk has gone on."""

    def __init__(self) -> None:
        """Begin with the first two parameters."""
        self.axes = Axes()
        self._plane: Plane | None = None
        self._cut_for: object = None
        self._pictures = 0
        self.held_step = 0

    def use(self, axes: Axes) -> None:
        """Show other directions."""
        self.axes = axes
        self.forget()

    def forget(self) -> None:
        """Cut the plane anew when next asked for it."""
        self._plane = None

    def plane(self, model: Model, path: FloatArray, step: int, running: bool) -> Plane:
        """Return the plane for a step of a walk; the same object as long as nothing about it changed."""
        names, parameters = model.parameter_names, path[step]
        axes = self.axes.suited_to(names)
        if self._plane is not None and self._fits(names, axes, path, step, running):
            return self._plane
        self._pictures = 0
        self._cut_for = (names, axes, parameters.tobytes())
        self.held_step = step
        if axes.kind == "path":
            self._plane = path_plane(path[:: -1 - len(path) // ROWS_LOOKED_AT][::-1])
        elif axes.kind == "random":
            self._plane = random_plane(parameters, axes.seed, model.parameter_groups())
        else:
            self._plane = coordinate_plane(model, names.index(axes.across), names.index(axes.up), parameters)
        return self._plane

    def _fits(self, names: tuple[str, ...], axes: Axes, path: FloatArray, step: int, running: bool) -> bool:
        """Return True where the plane that was cut last still shows what it should."""
        assert isinstance(self._cut_for, tuple)
        if (names, axes) != self._cut_for[:2]:
            return False
        # Directions are kept until others are asked for: a map that turned at every step could not be read.
        if axes.kind != "parameters" or len(names) <= 2:
            return True
        if path[step].tobytes() == self._cut_for[2]:
            self.held_step = step
            return True
        self._pictures += 1
        return running and self._pictures < PICTURES_HELD
