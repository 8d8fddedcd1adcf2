"""Terms for the parts of the window: its views, its marks and its commands."""

from __future__ import annotations

from gd_visualizer.assets import translate as _
from gd_visualizer.session.term import Term


def terms_of_screen() -> tuple[Term, ...]:
    """Return the terms, in no order."""
    return (*_views(), *_marks(), *_places())


def _views() -> tuple[Term, ...]:
    return (
        Term(_("Line view"), _("first view, chart and map"),
             _("Points and line on one side, the map on the other side."),
             _("The data space with ŷ = f(x; θ) beside the parameter space with L(θ).")),
        Term(_("Backward view"), _("parts, computation graph, blame"),
             _("The calculation part by part: forward to the loss, then blame goes back."),
             _("The computation graph with its values and with ∂L/∂(each node).")),
        Term(_("Network view"), _("units and links, drawing of the network"),
             _("The units and links of a network, and what each unit adds to the curve."),
             _("Line widths show |w|; the curves show wᵢ·φ(·) of each hidden unit.")),
        Term(_("Race view"), _("compare optimizers, lanes"),
             _("A few rules walk down side by side from one start."),
             _("The paths and the L(θₖ) of different optimizers from one θ₀.")),
        Term(_("Loss chart"), _("learning curve, loss curve"), _("How wrong the model was at each step."),
             _("The graph of k ↦ L(θₖ).")),
        Term(_("Timeline"), _("go back, steps walked"), _("A row of all steps walked: pull it to look at any of them."),
             _("The index k of the state θₖ on the screen.")),
    )  # fmt: skip


def _marks() -> tuple[Term, ...]:
    return (
        Term(_("Their sum"), _("total bar, sum of squares"),
             _("All squares stacked in one bar. The tick is the least there can be."),
             _("Σrᵢ², with a tick at its least value over all θ.")),
        Term(_("Next step"), _("preview, what comes next"), _("Where the line will be after one more step."),
             _("The model at θₖ₊₁.")),
        Term(_("Path to come"), _("path ahead, dotted path"), _("Where the next steps will lead on the map."),
             _("θₖ₊₁, θₖ₊₂, … with the present settings.")),
        Term(_("Step parts"), _("parts of a step, memory and push"),
             _("What memory and the new push each add to a step."),
             _("For momentum: −η·μ·v and −η·∇L.")),
        Term(_("Formulas"), _("words or symbols, notation"), _("Symbols stand where words stood: it is shorter."),
             _("∂L/∂m for slope for m, η for learning rate.")),
        Term(_("Start"), _("ring, first place, θ₀"), _("Where the walk begins: the ring on the map."), _("θ₀.")),
        Term(_("Fog"), _("hidden map"), _("The map is hidden: only the slope under your feet can be felt."),
             _("Only L(θₖ) and ∇L(θₖ) are known, not L elsewhere.")),
    )  # fmt: skip


def _places() -> tuple[Term, ...]:
    return (
        Term(_("First weights"), _("initialization, initialisation, zeros, uniform, Xavier, He"),
             _("The numbers with which a network begins, drawn by dice."),
             _("The distribution of θ₀; He fits its width to the inputs of a layer, Xavier to inputs and outputs.")),
        Term(_("Local minimum"), _("small valley, trap"),
             _("No place near it is lower, but there may be a lower one far off."),
             _("θ with L(θ) ≤ L(θ′) for all θ′ near θ.")),
        Term(_("Outlier"), _("point far off, stray point"), _("A point far from where the others lie."),
             _("A point with a residual that is large against the others.")),
        Term(_("Arrived"), _("converged, at rest"), _("The ground is flat: more steps change next to nothing."),
             _("L(θₖ) − L(θ∗) ≤ 10⁻¹⁰ · variance of y; where θ∗ is not known, L has not changed for 50 steps.")),
        Term(_("Gradient check"), _("nudge, finite difference"),
             _("Turn a knob by a hair, and look how much the loss really changes."),
             _("(L(θ + h·eⱼ) − L(θ − h·eⱼ)) / 2h, beside ∂L/∂θⱼ.")),
    )  # fmt: skip
