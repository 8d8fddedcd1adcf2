"""What stands above the map: what a spot of it is, and what is held still."""

from __future__ import annotations

from gd_visualizer.assets import translate as _
from gd_visualizer.assets import translate_plural
from gd_visualizer.core.models.linear import Linear
from gd_visualizer.session.numbers import significant
from gd_visualizer.session.snapshot import Snapshot

DRAWS_THE_LINE = 2


def map_title(snapshot: Snapshot) -> str:
    """Return the title of the map."""
    count = len(snapshot.parameters)
    if snapshot.symbols:
        plane = snapshot.plane
        return f"L({plane.across_label})" if count == 1 else f"L({plane.across_label}, {plane.up_label})"
    if isinstance(snapshot.document.model, Linear):
        return _("How wrong every line is")
    if count <= DRAWS_THE_LINE:
        return _("How wrong every curve is")
    return _("A slice through {n} numbers").format(n=count)


def brief_caption(snapshot: Snapshot) -> str:
    """Return what the map shows in few words, for a narrow window."""
    plane, kind = snapshot.plane, snapshot.axes.kind
    if kind in ("path", "random"):
        return _("u and v: two directions.") if kind == "random" else _("u and v: where the walk moved.")
    others = len(snapshot.parameters) - 2
    if others < 0:
        return _("Only {p} counts.").format(p=plane.across_label)
    text = _("{p} across, {q} up.") if others > 0 else _("{p} across, {q} up. Orange = wrong.")
    return text.format(p=plane.across_label, q=plane.up_label)


def map_caption(snapshot: Snapshot, equal_scale: bool) -> str:
    """Return one or two sentences about what the map shows."""
    plane, kind = snapshot.plane, snapshot.axes.kind
    letters = {"p": plane.across_label, "q": plane.up_label}
    if kind == "path":
        share = significant(100.0 * plane.share_explained(snapshot.path[: snapshot.step + 1]))
        return _("u and v: where the walk moved most, {share} % of its way.").format(share=share)
    if kind == "random":
        share = significant(100.0 * plane.share_explained(snapshot.path[: snapshot.step + 1]))
        text = _("u and v: two random directions from step {k}. They show {share} % of the way.")
        return text.format(k=snapshot.held_step, share=share)
    others = len(snapshot.parameters) - 2
    if others > 0:
        text = translate_plural(
            "{p} across, {q} up. The other number is held still at step {k}: the path is its shadow here.",
            "{p} across, {q} up. The other {n} are held still at step {k}: the path is its shadow here.",
            others,
        )
        return text.format(n=others, k=snapshot.held_step, **letters)
    if others < 0:
        return _("Only {p} counts: it goes across. Stronger orange = more wrong.").format(**letters)
    if snapshot.symbols:
        return _("Every spot is one θ = ({p}, {q}). Stronger orange = larger L.").format(**letters)
    is_line = isinstance(snapshot.document.model, Linear)
    if equal_scale or snapshot.surface is None:
        text = _("Every spot is one curve: {p} across, {q} up. Stronger orange = more wrong.")
        if is_line:
            text = _("Every spot is one line: {p} across, {q} up. Stronger orange = more wrong.")
    else:
        text = _("Every spot is one curve: {p} across, {q} up, on different scales. Stronger orange = more wrong.")
        if is_line:
            text = _("Every spot is one line: {p} across, {q} up, on different scales. Stronger orange = more wrong.")
    return text.format(**letters)
