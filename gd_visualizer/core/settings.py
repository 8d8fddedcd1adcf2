"""A setting: one number, choice or text a person can change, with all that a form, a help page and a file need."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field, fields
from typing import Any, Literal

from gd_visualizer.core.errors import RefusalError

Scale = Literal["linear", "log"]
Kind = Literal["number", "integer", "switch", "choice", "text", "widths"]
Value = float | int | bool | str | tuple[int, ...]

_ON, _OFF = ("true", "yes", "on", "1"), ("false", "no", "off", "0")
_NUMBER = re.compile(r"\s*[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?\s*", re.ASCII)
_WIDTHS = re.compile(r"\s*\d{1,4}(\s*,\s*\d{1,4})*\s*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Setting:
    """What a form needs to know about one setting.

    Attributes
    ----------
    key : str
        The name in the code, in files and on the command line.
    kind : {"number", "integer", "switch", "choice", "text", "widths"}
        What its values are; "widths" is a row of whole numbers, such as the sizes of hidden layers.
    label, help : str
        English source texts; whoever shows them translates them.
    default : value of that kind
    minimum, maximum : float
        The range of a number, of each width, or of the length of a text, ends included.
    scale : {"linear", "log"}
        How a slider should run.
    unit : str
        What a number counts, or "".
    choices : tuple of (str, str)
        What can be chosen: key and English label.
    """

    key: str
    kind: Kind
    label: str
    default: Value
    minimum: float
    maximum: float
    scale: Scale = "linear"
    unit: str = ""
    help: str = ""
    choices: tuple[tuple[str, str], ...] = ()

    def checked(self, value: object) -> Value:
        """Return the value as one of the right kind and inside the range; texts are read as people write them.

        Raises
        ------
        InputError
            If it cannot be used, saying so in one sentence.
        """
        if self.kind == "switch":
            return self._switch(value)
        if self.kind == "choice":
            keys = [key for key, _label in self.choices]
            if value not in keys:
                raise RefusalError(
                    "{key} = {value}: choose one of {keys}", key=self.key, value=_short(value), keys=", ".join(keys)
                )
            return str(value)
        if self.kind == "text":
            if not isinstance(value, str) or not self.minimum <= len(value) <= self.maximum:
                raise RefusalError(
                    "{key} = {value}: write a text of {minimum:g} to {maximum:g} letters",
                    key=self.key,
                    value=_short(value),
                    minimum=self.minimum,
                    maximum=self.maximum,
                )
            return value
        if self.kind == "widths":
            return self._widths(value)
        return self._number(value)

    def _switch(self, value: object) -> bool:
        if isinstance(value, bool):
            return value
        word = str(value).strip().lower()
        if word not in (*_ON, *_OFF):
            raise RefusalError("{key} = {value}: write true or false", key=self.key, value=_short(value))
        return word in _ON

    def _widths(self, value: object) -> tuple[int, ...]:
        if isinstance(value, str):
            value = tuple(map(int, value.split(","))) if _WIDTHS.fullmatch(value) else None
        fits = isinstance(value, tuple | list) and 0 < len(value) <= MOST_WIDTHS
        if not (fits and all(type(item) is int and self.minimum <= item <= self.maximum for item in value)):  # type: ignore[attr-defined]
            wanted = f"whole numbers from {self.minimum:g} to {self.maximum:g} with commas between, such as 6,6"
            raise RefusalError(
                "{key}: write up to {most_widths} {wanted}", key=self.key, most_widths=MOST_WIDTHS, wanted=wanted
            )
        return tuple(value)  # type: ignore[arg-type]

    def _number(self, value: object) -> float:
        try:
            # What float() takes beyond this, such as 1_000, is more likely a slip than a number.
            number = math.nan if isinstance(value, str) and not _NUMBER.fullmatch(value) else float(value)  # type: ignore[arg-type]
        except (TypeError, ValueError, OverflowError):
            number = math.nan
        if isinstance(value, str) and not math.isfinite(number):
            raise RefusalError("{key} = {value} is not a finite number", key=self.key, value=_short(value))
        if not (math.isfinite(number) and self.minimum <= number <= self.maximum):
            raise RefusalError(
                "{key} = {value} is outside its range {minimum:g} to {maximum:g}",
                key=self.key,
                value=value,
                minimum=self.minimum,
                maximum=self.maximum,
            )
        if self.kind == "number":
            return number
        if number != int(number):
            raise RefusalError("{key} = {value} is not a whole number", key=self.key, value=value)
        return int(number)


MOST_WIDTHS = 8


def setting(
    default: Value,
    *,
    label: str,
    minimum: float = 0.0,
    maximum: float = 1.0,
    scale: Scale = "linear",
    unit: str = "",
    help: str = "",
    choices: tuple[tuple[str, str], ...] = (),
) -> Any:
    """Declare one field of a frozen dataclass as a setting that forms, files and the command line find.

    The kind follows from the default: True or False is a switch, a whole number an integer, a text with choices
    a choice, any other text a text, a tuple widths, everything else a number.
    """
    kind: Kind = "number"
    if isinstance(default, bool):
        kind = "switch"
    elif isinstance(default, int):
        kind = "integer"
    elif isinstance(default, str):
        kind = "choice" if choices else "text"
    elif isinstance(default, tuple):
        kind = "widths"
    words = {"label": label, "help": help, "unit": unit, "choices": choices}
    return field(
        default=default,
        metadata={"setting": {"kind": kind, "minimum": minimum, "maximum": maximum, "scale": scale} | words},
    )


def settings_of(owner: Any) -> tuple[Setting, ...]:
    """Return the settings that a model, loss, optimizer or schedule declares, in their order in the file."""
    return tuple(
        Setting(item.name, default=item.default, **item.metadata["setting"])  # type: ignore[arg-type]
        for item in fields(owner)
        if "setting" in item.metadata
    )


def validate(owner: Any) -> None:
    """Check every setting of a frozen dataclass against its range; call it in ``__post_init__``."""
    for item in settings_of(owner):
        item.checked(getattr(owner, item.key))


def _short(value: object) -> str:
    return repr(str(value)[:40])
