"""Recorded steps a second: plain gradient descent on a line, beside PyTorch and a plain loop with numpy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from benchmarks.samples import START, objective_of, points
from benchmarks.table import Line, as_rate, at_least, compared, missing
from benchmarks.timing import ResultsDifferError, Samples, Scope, interleave, optional
from gd_visualizer.core.arrays import FloatArray, frozen
from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.descent import advance
from gd_visualizer.core.optimizers.gradient_descent import GradientDescent
from gd_visualizer.core.plan import Plan
from gd_visualizer.runtime.descent_worker import STEPS_AT_ONCE
from gd_visualizer.session.trace import Trace

RATE = 0.05
POINTS = 20
AGREE_WITHIN = 1e-9


def lines(scope: Scope) -> Iterator[Line]:
    """Yield the figures about steps; every way keeps the parameters and the loss of each step."""
    data = points(POINTS)
    many, few = (4_000, 40) if scope.quick else (100_000, 1_000)
    torch = optional("torch")
    jobs: dict[str, Callable[[], FloatArray]] = {}
    jobs["ours"] = lambda: walked(data, many)
    jobs["numpy"] = lambda: by_numpy(data, few)
    if torch is not None:
        torch.set_num_threads(1)
        jobs["torch"] = lambda: by_torch(torch, data, few)
    _must_agree({name: job()[: few + 1] for name, job in jobs.items()})
    times = interleave(jobs, scope)
    ours = _per_second(times["ours"], many)
    what = f"steps kept, line, {POINTS} points"
    plain = _per_second(times["numpy"], few)
    yield compared(what, ours, plain, "numpy loop", at_least(20), as_rate, more_is_better=True)
    if torch is None:
        yield missing(what, ours, "torch", at_least(200), as_rate)
    else:
        theirs = _per_second(times["torch"], few)
        yield compared(what, ours, theirs, "torch.optim.SGD", at_least(200), as_rate, more_is_better=True)


def walked(data: Dataset, steps: int) -> FloatArray:
    """Return the path and losses, (steps + 1, 3), walked in chunks and kept as the window does it."""
    objective, plan = objective_of(data), Plan(GradientDescent(RATE))
    trace = Trace(objective, plan, frozen(START))
    state = trace.state_at(0)
    while trace.last_step < steps:
        chunk = advance(objective, plan, state, min(STEPS_AT_ONCE, steps - trace.last_step))
        trace.append(chunk)
        state = chunk.state
    return np.column_stack([trace.parameters, trace.losses])


def by_numpy(data: Dataset, steps: int) -> FloatArray:
    """Return the same with a plain loop over steps."""
    m, b = map(np.float64, START)
    kept = []
    for step in range(steps + 1):
        residual = m * data.x + b - data.y
        kept.append((m, b, np.mean(residual**2)))
        if step < steps:
            m, b = m - RATE * 2.0 * np.mean(residual * data.x), b - RATE * 2.0 * np.mean(residual)
    return np.array(kept)


def by_torch(torch: Any, data: Dataset, steps: int) -> FloatArray:
    """Return the same with automatic differentiation and ``torch.optim.SGD`` in float64."""
    x, y = torch.tensor(data.x.copy()), torch.tensor(data.y.copy())
    m, b = (torch.tensor(value, dtype=torch.float64, requires_grad=True) for value in START)
    optimizer = torch.optim.SGD([m, b], lr=RATE)
    kept = []
    for step in range(steps + 1):
        optimizer.zero_grad()
        loss = torch.mean((m * x + b - y) ** 2)
        kept.append((m.item(), b.item(), loss.item()))
        if step < steps:
            loss.backward()
            optimizer.step()
    return np.array(kept)


def _must_agree(found: dict[str, FloatArray]) -> None:
    for name, other in found.items():
        error = float(np.max(np.abs(other - found["ours"]) / np.maximum(np.abs(other), 1.0)))
        if not error <= AGREE_WITHIN:
            raise ResultsDifferError(f"{name} walks another way: steps differ by {error:.1e}")


def _per_second(times: Samples, steps: int) -> Samples:
    return Samples(tuple(steps / seconds for seconds in times.values))
