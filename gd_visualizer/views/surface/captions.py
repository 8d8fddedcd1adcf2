"""What the labels on the map say, and which mark each belongs to."""

from __future__ import annotations

import math
from dataclasses import dataclass

from gd_visualizer.assets import translate as _
from gd_visualizer.session.notation import loss_is, step_is
from gd_visualizer.session.numbers import exact
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.views.surface import markers as marks
from gd_visualizer.views.surface.arrows import Arrow
from gd_visualizer.views.surface.markers import Markers, Spot

ARROW_GAP, GHOST = 3.0, 8.0


@dataclass(frozen=True, slots=True)
class Caption:
    """The words at one mark.

    Attributes
    ----------
    key : str
        Which mark: "here", "lowest", "best", "start", "valley".
    lines : tuple of (strong, plain)
        Each line begins with strong words and goes on with plain ones.
    spot : (x, y)
    radius : float
        How far the mark reaches.
    """

    key: str
    lines: tuple[tuple[str, str], ...]
    spot: Spot
    radius: float


def captions_of(snapshot: Snapshot, markers: Markers, scale: float) -> list[Caption]:
    """Return the labels, the most important first; marks that are drawn as one get one label."""
    found: list[Caption] = []
    symbols = snapshot.symbols
    if markers.here is not None:
        radius = marks.START_HALO if markers.here_is_start else marks.HERE + 2.0
        found.append(Caption("here", _here(snapshot, markers), markers.here, radius * scale))
    if markers.lowest is not None:
        head = _("Lowest: {step}").format(step=step_is(snapshot.best_step, symbols))
        lines = ((head, ""), ("", loss_is(float(snapshot.losses[snapshot.best_step]), symbols)))
        found.append(Caption("lowest", lines, markers.lowest, marks.LOWEST * scale))
    if markers.best is not None and not markers.here_is_best:
        is_slice = len(snapshot.parameters) >= marks.IS_SLICE_FROM
        words = _("Lowest of this slice") if is_slice else "θ∗" if symbols else _("Best spot")
        found.append(Caption("best", ((words, ""),), markers.best, marks.STAR * scale))
    if markers.valley is not None:
        found.append(Caption("valley", ((_("all equally good"), ""),), _far_along(markers.valley, markers.here), 2.0))
    if markers.start is not None and not markers.here_is_start:
        hint = _("(drag me)") if snapshot.status != "diverged" else ""
        found.append(
            Caption("start", (("θ₀" if symbols else _("Start"), hint),), markers.start, marks.START_HALO * scale)
        )
    return found


def arrow_captions(arrows: tuple[Arrow, ...], ghost: Spot | None, symbols: bool, factor: float) -> list[Caption]:
    """Return the labels of the arrows and of where the next step lands: the first to go where there is little room."""
    words = {
        "downhill": "−∇L" if symbols else _("downhill"),
        "memory": _("memory"),
        "push": _("new push"),
        "decay": _("shrinking"),
        "step": _("the step") if factor == 1.0 else _("the step, drawn {n} × as long").format(n=exact(factor)),
    }
    found = []
    for arrow in arrows:
        middle = 0.5 * (arrow.begin[0] + arrow.end[0]), 0.5 * (arrow.begin[1] + arrow.end[1])
        spot = arrow.end if arrow.kind in ("downhill", "step") else middle
        found.append(Caption(arrow.kind, (("", words[arrow.kind]),), spot, ARROW_GAP))
    if ghost is not None:
        found.append(Caption("next", (("", "θₖ₊₁" if symbols else _("next step")),), ghost, GHOST))
    return found


def _far_along(valley: tuple[Spot, Spot], here: Spot | None) -> Spot:
    """Return the quarter of the valley that is further from where the walk is."""
    (x0, y0), (x1, y1) = valley
    quarters = [(x0 + part * (x1 - x0), y0 + part * (y1 - y0)) for part in (0.75, 0.25)]
    return quarters[0] if here is None else max(quarters, key=lambda spot: math.dist(spot, here))


def _best_words(snapshot: Snapshot) -> str:
    """Say that the present place is on the best spot, or only so near that the marks are drawn as one."""
    has_arrived = snapshot.status == "arrived"
    if len(snapshot.parameters) >= marks.IS_SLICE_FROM:
        return _("on the lowest of this slice") if has_arrived else _("close to the lowest of this slice")
    return _("on the best spot") if has_arrived else _("close to the best spot")


def _here(snapshot: Snapshot, markers: Markers) -> tuple[tuple[str, str], ...]:
    symbols = snapshot.symbols
    strong, step = "θₖ" if symbols else _("You are here"), step_is(snapshot.step, symbols)
    if markers.here_is_best:
        place = _best_words(snapshot)
        return (strong, ""), ("", place if snapshot.step == 0 else f"{place}, {step}")
    if markers.here_is_start and snapshot.step == 0:
        return (strong, ""), ("", _("at the start (drag me)"))
    if snapshot.status == "diverged":
        return (strong, ""), ("", f"{step}, {loss_is(snapshot.loss, symbols)}")
    return (strong, ""), ("", step)
