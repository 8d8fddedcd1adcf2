"""Why no formula gives the best parameters: one sentence that says so, and what it means."""

from __future__ import annotations

from gd_visualizer.assets import translate as _
from gd_visualizer.core.models.network import Network
from gd_visualizer.core.objective import Objective


def reason(objective: Objective) -> tuple[str, ...]:
    """Return why there is no exact answer, most important first; the first sentence stands in the headline."""
    if not len(objective.data):
        return (_("**There is nothing to answer yet.** Click the chart to add a point."),)
    if objective.climb:
        return (
            _("**There is no exact answer uphill.** The formula finds the lowest place, and you climb."),
            _("Untick “Climb instead of descend” to see it."),
        )
    if not objective.loss.bounded_below:
        return (
            _("**This loss has no lowest place.** The higher the predictions, the lower the loss: there is no best."),
            _("That is why misses are squared, or made positive in another way."),
        )
    if not objective.model.linear_in_parameters:
        return _not_straight(objective)
    if not objective.loss.squared:
        return (
            _("**No formula gives the answer with this loss.** Only squared misses have slopes that are straight."),
            _(
                "The slope of a square is straight: twice the miss gives twice the slope. So “all slopes are 0” gives "
                "equations like 3·a + 2·b = 5, which can be solved. With this loss the slope bends, and so do the "
                "equations. Walking downhill still works."
            ),
        )
    if objective.penalty.l1:
        return (
            _("**No formula gives the answer with an L1 penalty.** It puts a crease into the bowl."),
            _("At the crease there is no slope that could be 0. Walking downhill still works."),
        )
    return (
        _("**These numbers are too large or too small for the sums.** Their squares do not fit into the computer."),
        _("Use other units, or spread the points out."),
    )


def _not_straight(objective: Objective) -> tuple[str, ...]:
    """Return why a curve that bends with its parameters has no formula for its best ones."""
    if isinstance(objective.model, Network):
        why = _(
            "In a network, weights multiply what other weights have made, and each unit bends it. “All slopes are 0” "
            "still gives an equation for each weight, but every weight stands in every equation, bent and multiplied. "
            "Nobody knows a formula that solves them, and there may be many low places. So training walks downhill."
        )
    else:
        why = _(
            "A parameter stands inside a bend of the formula, or is multiplied by another one. “All slopes are 0” "
            "still gives an equation for each parameter, but they are not straight, and in general no formula solves "
            "them. So training walks downhill."
        )
    return (
        _("**No formula gives the answer now.** The slope at every place still says which way is down."),
        why,
    )
