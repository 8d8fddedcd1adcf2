"""Made-up parts of a plan with settings of every kind, so that tests of forms depend on no real ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from gd_visualizer.core.errors import InputError
from gd_visualizer.core.settings import setting, validate


@dataclass(frozen=True, slots=True)
class Everything:
    """A setting of each kind; the text must not say "bad", whatever its length."""

    key: ClassVar[str] = "everything"
    label: ClassVar[str] = "Everything"
    formula: ClassVar[str] = "a·b·c"
    help: ClassVar[str] = "It has a setting of every kind."

    learning_rate: float = setting(0.1, label="Learning rate", minimum=1e-12, maximum=1e3, scale="log")
    momentum: float = setting(0.9, label="Momentum", maximum=0.999, help="How much speed is kept.")
    epsilon: float = setting(1e-8, label="Smallest divisor", minimum=1e-30, maximum=1.0, scale="log")
    count: int = setting(10, label="Steps remembered", minimum=1, maximum=100, unit="steps")
    careful: bool = setting(False, label="Never forget the steepest", help="It is careful.")
    bend: str = setting("tanh", label="Bend", choices=(("tanh", "Soft"), ("relu", "Bent once")))
    text: str = setting("a*x", label="Formula", minimum=1, maximum=12, help="What to draw.")
    hidden: tuple[int, ...] = setting((6, 6), label="Hidden layers", minimum=1, maximum=64)

    def __post_init__(self) -> None:
        validate(self)
        if "bad" in self.text:
            raise InputError("The formula holds a bad word.")
        if self.momentum > 0.5 and self.count == 7:
            raise InputError("Seven steps need less momentum.")

    @property
    def written_formula(self) -> str:
        """Return the text."""
        return self.text


@dataclass(frozen=True, slots=True)
class Plain:
    """No settings at all."""

    key: ClassVar[str] = "plain"
    label: ClassVar[str] = "Plain"
    formula: ClassVar[str] = "1"
    help: ClassVar[str] = "It has no settings."


@dataclass(frozen=True, slots=True)
class Few:
    """Four settings, which is not too many for one look; the first is named like one of Everything."""

    key: ClassVar[str] = "few"
    label: ClassVar[str] = "Few"
    formula: ClassVar[str] = ""
    help: ClassVar[str] = "It has four settings."

    momentum: float = setting(0.5, label="Push", maximum=10.0)
    first: float = setting(0.0, label="First", maximum=1e6)
    second: float = setting(0.02, label="Second", maximum=0.1)
    third: int = setting(3, label="Third", minimum=0, maximum=5)


ENTRIES = {"plain": Plain, "everything": Everything, "few": Few}
