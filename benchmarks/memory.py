"""Memory: a million steps kept, and the whole window."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Callable, Iterator

from benchmarks.processes import environment, window
from benchmarks.samples import START, objective_of, points
from benchmarks.table import Line, as_mebibytes, at_most, compared
from benchmarks.timing import Samples, Scope
from gd_visualizer.core.arrays import frozen
from gd_visualizer.core.optimizers.gradient_descent import GradientDescent
from gd_visualizer.core.plan import Plan
from gd_visualizer.runtime.descent_worker import Request, answer
from gd_visualizer.session.trace import Trace

STEPS = 1_000_000
LARGEST = 26.0 * 2**20
AT_ONCE = 0.012
WARM_UP = 1_000


def lines(scope: Scope) -> Iterator[Line]:
    """Yield the figures about memory: what Python and numpy hold for the steps, and what the system says of windows."""
    steps = STEPS // 20 if scope.quick else STEPS
    ours, tuples = _held(_kept, steps), _held(_tuples, steps)
    yield Line(
        f"{steps:,} steps kept (m, b, loss)",
        as_mebibytes(ours),
        f"list of tuples: {as_mebibytes(tuples)}",
        f"{ours / tuples:.2f} ×",
        f"≤ {as_mebibytes(LARGEST)}",
        ours <= LARGEST,
    )
    with environment() as variables:
        kinds = ("ours", "bare")
        rounds = [{kind: window(kind, variables)["memory"] for kind in kinds} for _ in range(scope.rounds)]
    held = {kind: Samples(tuple(found[kind] for found in rounds)) for kind in kinds}
    if held["bare"].median:
        ours_held, bare = held["ours"], held["bare"]
        yield compared("memory of the window", ours_held, bare, "bare PySide6 window", at_most(2.2), as_mebibytes)
    else:
        yield Line("memory of the window", "", "this system does not tell", goal="≤ 2.2 ×")


def _held(make: Callable[[int], object], steps: int) -> int:
    """Return how many bytes are held by what a function returns, but for what its first call leaves behind."""
    make(WARM_UP)
    gc.collect()
    tracemalloc.start()
    kept = make(steps)
    gc.collect()
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    del kept
    return size


def _kept(steps: int) -> Trace:
    """Walk as the window does at full speed."""
    objective, plan = objective_of(points(20)), Plan(GradientDescent(1e-6))
    trace = Trace(objective, plan, frozen(START))
    while trace.last_step < steps:
        left = steps - trace.last_step
        reply = answer(Request(0, objective, plan, trace.state_at(trace.last_step), left, AT_ONCE))
        assert reply.chunk is not None
        trace.append(reply.chunk)
    return trace


def _tuples(steps: int) -> list[tuple[float, float, float]]:
    return [(0.5 * step, 1.5 * step, 2.5 * step) for step in range(steps)]
