"""A setting: one number or choice a person can change, with all that a form, a help page and a file need."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, fields
from typing import Any, Literal

from gd_visualizer.core.errors import InputError

Scale = Literal["linear", "log"]


@dataclass(frozen=True, slots=True)
class Setting:
    """What a form needs to know about one setting.

    Attributes
    ----------
    key : str
        The name in the code, in files and on the command line.
    label, help : str
        English source texts; whoever shows them translates them.
    default, minimum, maximum : float
        Its range, ends included.
    scale : {"linear", "log"}
        How a slider should run.
    """

    key: str
    label: str
    default: float
    minimum: float
    maximum: float
    scale: Scale = "linear"
    help: str = ""

    def checked(self, value: object) -> float:
        """Return the value as a number inside the range.

        Raises
        ------
        InputError
            If it is no number or lies outside, saying so in one sentence.
        """
        try:
            number = float(value)  # type: ignore[arg-type]
        except (TypeError, ValueError, OverflowError):
            raise InputError(f"{self.key} = {str(value)[:40]!r} is not a number") from None
        if not (math.isfinite(number) and self.minimum <= number <= self.maximum):
            raise InputError(f"{self.key} = {value} is outside its range {self.minimum:g} to {self.maximum:g}")
        return number


def setting(
    default: float, *, label: str, minimum: float, maximum: float, scale: Scale = "linear", help: str = ""
) -> Any:
    """Declare one field of a frozen dataclass as a setting that forms, files and the command line find."""
    declared = {"label": label, "minimum": minimum, "maximum": maximum, "scale": scale, "help": help}
    return field(default=default, metadata={"setting": declared})


def settings_of(owner: Any) -> tuple[Setting, ...]:
    """Return the settings that a model, loss or optimizer declares, in their order in the file."""
    return tuple(
        Setting(item.name, default=item.default, **item.metadata["setting"])  # type: ignore[arg-type]
        for item in fields(owner)
        if "setting" in item.metadata
    )


def validate(owner: Any) -> None:
    """Check every setting of a frozen dataclass against its range; call it in ``__post_init__``."""
    for item in settings_of(owner):
        item.checked(getattr(owner, item.key))
