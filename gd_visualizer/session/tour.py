"""The tour: what the parts of the window are, in two minutes, for those who skip the lessons."""

from __future__ import annotations

from dataclasses import dataclass

from gd_visualizer.assets import translate as _


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop of the tour.

    Attributes
    ----------
    part : str
        Which part of the window it is about.
    title, text : str
        At most three short sentences; ``**words**`` are strong.
    """

    part: str
    title: str
    text: str


def tour_stops() -> tuple[Stop, ...]:
    """Return the stops in the order in which they are shown."""
    return (
        Stop("data", _("Your data"), _(
            "Each dot is a point that is known: for this *x*, the true *y*. The blue line is the guess of the model. "
            "Click to add a point, or drag the points and the line.")),
        Stop("formula", _("The model"), _(
            "A model is a formula. Its **parameters** are knobs: turn them, and the line changes. You can type each of "
            "these numbers.")),
        Stop("misses", _("The loss"), _(
            "The gap from a point to the line is a miss, and each miss has a price. The **loss** is the mean of all "
            "prices: one number that says how wrong the line is.")),
        Stop("map", _("The landscape"), _(
            "Each spot on this map is one line, and its colour says how wrong that line is. You are at the blue dot. "
            "Drag the ring to start somewhere else.")),
        Stop("playback", _("Walking downhill"), _(
            "**Step** goes downhill once, and **Play** goes on. Go back in time by Back or the slider: nothing is "
            "lost.")),
        Stop("lower", _("Step by step"), _(
            "Here is the loss after each step. The next step stands here too, in numbers, before you take it.")),
        Stop("settings", _("What you can choose"), _(
            "Choose other data, models, losses and ways to walk, or type a formula of your own. The **learning rate** "
            "says how long the steps are.")),
        Stop("views", _("More to see"), _(
            "**Backward** shows where the slopes come from, **Network** its units and links, and in a **Race** several "
            "walkers compete. F1 explains what you see, and F2 opens the lessons.")),
    )  # fmt: skip
