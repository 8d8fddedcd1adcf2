"""Frames without a screen: everything from a change to painted pixels, beside matplotlib and beside empty plots."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from benchmarks.matplotlib_peer import MatplotlibPlots
from benchmarks.samples import START, objective_of, points
from benchmarks.stage import Plots, Stage, application, run_for
from benchmarks.table import Line, at_least, at_most, compared, missing
from benchmarks.timing import ResultsDifferError, Scope, interleave, optional
from gd_visualizer.core.arrays import FloatArray, frozen
from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.descent import advance, first_state
from gd_visualizer.core.optimizers.gradient_descent import GradientDescent
from gd_visualizer.core.plan import Plan
from gd_visualizer.core.quadratic import Bowl
from gd_visualizer.views.still_plot import StillPlot

POINTS, STEPS = 100, 10_000
IDLE_SECONDS = 1.0
LARGER = (1_000, 10_000)
SMOOTH, ZIGZAG = 3e-4, 0.9999


def lines(scope: Scope) -> Iterator[Line]:
    """Yield the figures about frames; a frame of ours includes the store's work and the next 200 steps it shows."""
    app = application()
    data = points(POINTS)
    rates = {"smooth": SMOOTH, "zigzag": ZIGZAG * _largest_stable_rate(data)}
    playing = {name: Stage(data, STEPS, rate) for name, rate in rates.items()}
    dragged = {count: Stage(points(count), STEPS, SMOOTH) for count in (POINTS, *LARGER)}
    jobs: dict[str, Callable[[], object]] = {"empty": Plots((StillPlot(), StillPlot(), StillPlot())).repaint_all}
    jobs |= {f"play {name}": stage.play_frame for name, stage in playing.items()}
    jobs |= {f"drag {count}": stage.drag_frame for count, stage in dragged.items()}
    has_peer = optional("matplotlib") is not None
    if has_peer:
        jobs |= {f"blitted {name}": MatplotlibPlots(data, _path(rate)).play_frame for name, rate in rates.items()}
        jobs |= {f"full {count}": MatplotlibPlots(points(count), _path(SMOOTH)).drag_frame for count in dragged}
    for stage in playing.values():
        _must_paint(stage, stage.play_frame, 0, 1, 2)
    for stage in dragged.values():
        _must_paint(stage, stage.drag_frame, 0, 1)
    times = interleave(jobs, scope)
    for name in playing:
        what, ours = f"play frame, {POINTS} points, path of 10,000, {name}", times[f"play {name}"]
        yield compared(what, ours, times["empty"], "empty plots", at_most(3.5))
        yield (
            compared(what, ours, times[f"blitted {name}"], "matplotlib blitted", at_least(3))
            if has_peer
            else missing(what, ours, "matplotlib", at_least(3))
        )
    for count in dragged:
        what, ours = f"drag frame, {count:,} points", times[f"drag {count}"]
        if count == POINTS:
            yield compared(what, ours, times["empty"], "empty plots", at_most(6))
        yield (
            compared(what, ours, times[f"full {count}"], "matplotlib full draw", at_least(10))
            if has_peer
            else missing(what, ours, "matplotlib", at_least(10))
        )
    stages = [*playing.values(), *dragged.values()]
    yield _idle(stages)
    for stage in stages:
        stage.close()
    app.closeAllWindows()


def _largest_stable_rate(data: Dataset) -> float:
    bowl = Bowl.of(data)
    assert bowl is not None
    return bowl.largest_stable_rate


def _path(rate: float) -> FloatArray:
    """Return twice as many steps: matplotlib plays on from the middle, so that it too draws 10,000 of them."""
    objective, plan = objective_of(points(POINTS)), Plan(GradientDescent(rate))
    return advance(objective, plan, first_state(plan, frozen(START)), 2 * STEPS).parameters


def _must_paint(stage: Stage, frame: Callable[[], object], *plots: int) -> None:
    """Check that a frame paints these plots, so that nothing is measured that did not happen."""
    stage.plots.counter.take()
    frame()
    counts = stage.plots.counter.take()
    if not all(counts[plot] for plot in plots):
        raise ResultsDifferError(f"a frame was not painted: {counts} paints of data, map and loss")


def _idle(stages: list[Stage]) -> Line:
    """Return the line about what is painted while nothing changes."""
    run_for(IDLE_SECONDS)
    for stage in stages:
        stage.plots.counter.take()
    run_for(IDLE_SECONDS)
    paints = sum(sum(stage.plots.counter.take()) for stage in stages)
    return Line("paints in a second in which nothing changes", str(paints), goal="0", met=paints == 0)
