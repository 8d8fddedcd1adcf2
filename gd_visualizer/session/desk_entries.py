"""The desk in a session file: its fields, and back; a path that cannot belong to the session is refused."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import msgspec
import numpy as np

from gd_visualizer.assets import translate as _
from gd_visualizer.core.arrays import frozen
from gd_visualizer.core.errors import InputError
from gd_visualizer.session.axes import Axes
from gd_visualizer.session.desk import Desk, KeptPath
from gd_visualizer.session.part_entries import leg_entry, leg_of
from gd_visualizer.session.session_schema import (
    AxesEntry,
    EarlierEntry,
    LessonEntry,
    PathEntry,
    SessionEntry,
    ViewEntry,
)
from gd_visualizer.session.snapshot import EarlierRun
from gd_visualizer.session.trace import Leg


def desk_entries(desk: Desk, names: tuple[str, ...]) -> dict[str, Any]:
    """Return the fields of a session file for what lies around its document; what is unknown is left out."""
    found: dict[str, Any] = {"step": desk.step, "last_step": desk.last_step}
    if desk.walk_from:
        found["walk_from"] = dict(zip(names, desk.walk_from, strict=True))
    if desk.legs:
        found["legs"] = [leg_entry(leg) for leg in desk.legs]
    if desk.come_to:
        found["come_to"] = dict(zip(names, desk.come_to, strict=True))
    if desk.page:
        axes = desk.axes or Axes()
        found["view"] = ViewEntry(
            desk.page,  # type: ignore[arg-type]
            dict(desk.ticks),
            bool(desk.logarithmic_bands),
            bool(desk.logarithmic_loss),
            AxesEntry(axes.kind, axes.across, axes.up, axes.seed),
        )
    if desk.chapter or desk.chapters_done:
        found["lesson"] = LessonEntry(desk.chapter, list(desk.chapters_done))
    if desk.path is not None:
        found["path"] = _path_entry(desk.path)
    if desk.earlier_runs:
        found["earlier_runs"] = [
            EarlierEntry(run.label, _path_entry(KeptPath.of_run(run)), run.first_label, run.is_hidden)
            for run in desk.earlier_runs
        ]
    if desk.kept_in:
        found["kept_in"] = desk.kept_in
    if desk.kept_digest:
        found["kept_digest"] = desk.kept_digest
    return found


def desk_of(entry: SessionEntry, names: tuple[str, ...]) -> Desk:
    """Return what lies around a document.

    Parameters
    ----------
    entry : SessionEntry
    names : tuple of str
        The parameters of the model.

    Raises
    ------
    InputError
        If the path or the steps cannot be.
    """
    if entry.step > entry.last_step:
        raise InputError(
            _("step: {step} is beyond the last step, {last}").format(step=entry.step, last=entry.last_step)
        )
    view = entry.view if isinstance(entry.view, ViewEntry) else None
    lesson = entry.lesson if isinstance(entry.lesson, LessonEntry) else LessonEntry()
    axes = view and view.axes
    return Desk(
        page=view.page if view else "",
        ticks=tuple(view.show.items()) if view else (),
        logarithmic_bands=view.logarithmic_bands if view else None,
        logarithmic_loss=view.logarithmic_loss if view else None,
        axes=Axes(axes.kind, axes.across, axes.up, axes.seed) if axes else None,
        step=entry.step,
        last_step=entry.last_step,
        walk_from=_place("walk_from", entry.walk_from, names),
        legs=_legs(entry),
        come_to=_place("come_to", entry.come_to, names),
        chapter=lesson.chapter,
        chapters_done=tuple(lesson.done),
        path=None if isinstance(entry.path, msgspec.UnsetType) else _path("path", entry.path, len(names)),
        earlier_runs=_earlier_runs(entry, len(names)),
    )


def _place(field: str, entry: dict[str, float] | msgspec.UnsetType, names: tuple[str, ...]) -> tuple[float, ...]:
    if isinstance(entry, msgspec.UnsetType):
        return ()
    for name in names:
        if not np.isfinite(entry.get(name, np.nan)):
            sentence = _("{field}: the parameter '{name}' needs a finite number")
            raise InputError(sentence.format(field=field, name=name))
    return tuple(float(entry[name]) for name in names)


def _legs(entry: SessionEntry) -> tuple[Leg, ...]:
    if isinstance(entry.legs, msgspec.UnsetType):
        return ()
    legs = tuple(map(leg_of, entry.legs))
    walked = sum(leg.steps for leg in legs)
    if walked > entry.last_step:
        sentence = _("legs: they have {walked} steps together, and the walk has only {last}")
        raise InputError(sentence.format(walked=walked, last=entry.last_step))
    return legs


def _path_entry(path: KeptPath) -> PathEntry:
    return PathEntry(list(path.steps), list(path.losses), path.parameters.tolist())


def _earlier_runs(entry: SessionEntry, width: int) -> tuple[EarlierRun, ...]:
    if isinstance(entry.earlier_runs, msgspec.UnsetType):
        return ()
    paths = [_path("earlier_runs", run.path, width) for run in entry.earlier_runs]
    return tuple(
        path.run(run.name, run.first_name or run.name, run.hidden)
        for path, run in zip(paths, entry.earlier_runs, strict=True)
    )


def _path(field: str, entry: PathEntry, width: int) -> KeptPath:
    steps = entry.steps
    if not len(steps) == len(entry.losses) == len(entry.parameters) or not steps:
        raise InputError(
            _("{field}: steps, losses and parameters must be lists of the same length").format(field=field)
        )
    if any(later <= earlier for earlier, later in pairwise(steps)):
        raise InputError(_("{field}: the steps must grow").format(field=field))
    for step, row in zip(steps, entry.parameters, strict=True):
        if len(row) != width:
            sentence = _("{field}: step {step} has {found} numbers, and the model has {width} parameters")
            raise InputError(sentence.format(field=field, step=step, found=len(row), width=width))
    places = np.array(entry.parameters, dtype=np.float64)
    if not np.isfinite(places).all():
        raise InputError(_("{field}: every parameter must be a finite number").format(field=field))
    return KeptPath(tuple(steps), tuple(entry.losses), frozen(places))
