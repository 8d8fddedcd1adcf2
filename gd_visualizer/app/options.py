"""Options: everything that a person can choose to see, in one table for panel, menu and keys."""

from __future__ import annotations

from dataclasses import dataclass

from gd_visualizer.assets import translate as _


@dataclass(frozen=True, slots=True)
class Option:
    """One tick.

    Attributes
    ----------
    key : str
        Its action is ``action_show_KEY``.
    text, tip : str
    keys : tuple of str
        Its shortcuts.
    at_first : bool
        It is shown until a person chooses otherwise.
    """

    key: str
    text: str
    tip: str
    keys: tuple[str, ...] = ()
    at_first: bool = True


def options() -> tuple[Option, ...]:
    """Return every option, in order."""
    return (
        Option("squares", _("Squares"), _("Each miss as an area: its part of the loss."), ("S",)),
        Option("total", _("Their sum"), _("All squares stacked in one bar, with a tick at the least possible."),
               at_first=False),
        Option("misses", _("Misses"), _("A line from each point to the model: by how much it misses.")),
        Option("next_step", _("Next step"), _("Where the line will be after the next step.")),
        Option("path_ahead", _("Path to come"), _("Where the next steps will lead on the map.")),
        Option("best_spot", _("Best spot"), _("The lowest place of the landscape."), ("Q",)),
        Option("downhill", _("Downhill"), _("Which way is straight downhill, and how steep it is.")),
        Option("parts", _("Step parts"), _("What memory and new push add to a step of momentum and its kin."),
               at_first=False),
        Option("slopes", _("Slopes"), _("The loss along each axis of the map, with its slope at the present place."),
               ("G",)),
        Option("symbols", _("Formulas"), _("Write symbols such as ∂L/∂m instead of words such as slope for m."),
               ("W",), at_first=False),
    )  # fmt: skip
