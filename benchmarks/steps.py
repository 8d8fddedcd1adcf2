"""Recorded steps a second on a line: gradient descent and Adam beside PyTorch, single points beside scikit-learn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from benchmarks.samples import START, objective_of, points
from benchmarks.table import Line, as_rate, at_least, compared, in_words, missing
from benchmarks.timing import ResultsDifferError, Samples, Scope, interleave, optional
from gd_visualizer.core.arrays import FloatArray, frozen
from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.descent import advance
from gd_visualizer.core.optimizers.adam import Adam
from gd_visualizer.core.optimizers.gradient_descent import GradientDescent
from gd_visualizer.core.plan import Plan
from gd_visualizer.runtime.descent_worker import STEPS_AT_ONCE
from gd_visualizer.session.trace import Trace

RATE = 0.05
# One point at a time pulls harder than the mean of all.
RATE_FOR_ONE_POINT = 0.01
POINTS = 20
AGREE_WITHIN = 1e-9

Jobs = dict[str, Callable[[], FloatArray]]


def lines(scope: Scope) -> Iterator[Line]:
    """Yield the figures about steps; every way keeps the parameters and the loss of each step."""
    data = points(POINTS)
    torch = optional("torch")
    if torch is not None:
        torch.set_num_threads(1)
    plan = Plan(GradientDescent(RATE))
    yield from _beside_torch(scope, data, plan, torch, "SGD", {"numpy loop": lambda steps: by_numpy(data, steps)})
    yield from _beside_torch(scope, data, Plan(Adam(RATE)), torch, "Adam", {})
    yield from _one_point_each(scope, data)


def _beside_torch(
    scope: Scope, data: Dataset, plan: Plan, torch: Any, name: str, others: dict[str, Callable[[int], FloatArray]]
) -> Iterator[Line]:
    many, few = (4_000, 40) if scope.quick else (100_000, 1_000)
    jobs: Jobs = {"ours": lambda: walked(data, plan, many)}
    for other, job in others.items():
        jobs[other] = lambda job=job: job(few)  # type: ignore[misc]
    peer = f"torch.optim.{name}"
    if torch is not None:
        jobs[peer] = lambda: by_torch(torch, name, data, few)
    _must_agree({job: walk()[: few + 1] for job, walk in jobs.items()})
    times = interleave(jobs, scope)
    ours = _per_second(times["ours"], many)
    what = f"steps kept, {plan.optimizer.label}, line, {POINTS} points"
    for other in others:
        yield compared(what, ours, _per_second(times[other], few), other, at_least(20), as_rate, more_is_better=True)
    if torch is None:
        yield missing(what, ours, "torch", at_least(200), as_rate)
    else:
        yield compared(what, ours, _per_second(times[peer], few), peer, at_least(200), as_rate, more_is_better=True)


def _one_point_each(scope: Scope, data: Dataset) -> Iterator[Line]:
    """Yield the figure about steps that look at one point each; no goal was set, so it is not judged."""
    linear_models = optional("sklearn.linear_model")
    steps = 40 if scope.quick else 2_000
    plan = Plan(GradientDescent(RATE_FOR_ONE_POINT), batch_size=1)
    jobs: Jobs = {"ours": lambda: walked(data, plan, steps)}
    peer = "SGDRegressor.partial_fit"
    if linear_models is not None:
        jobs[peer] = lambda: by_scikit_learn(linear_models, data, plan, steps)
    _must_agree({job: walk() for job, walk in jobs.items()})
    times = interleave(jobs, scope)
    ours, what = _per_second(times["ours"], steps), f"steps kept, one of {POINTS} points each"
    if linear_models is None:
        yield Line(what, in_words(ours, as_rate), "scikit-learn is not installed")
    else:
        yield compared(what, ours, _per_second(times[peer], steps), peer, None, as_rate)


def walked(data: Dataset, plan: Plan, steps: int) -> FloatArray:
    """Return the path and losses, (steps + 1, 3), walked in chunks and kept as the window does it."""
    objective = objective_of(data)
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


def by_torch(torch: Any, name: str, data: Dataset, steps: int) -> FloatArray:
    """Return the same with automatic differentiation and an optimizer of ``torch.optim`` in float64."""
    x, y = torch.tensor(data.x.copy()), torch.tensor(data.y.copy())
    m, b = (torch.tensor(value, dtype=torch.float64, requires_grad=True) for value in START)
    optimizer = getattr(torch.optim, name)([m, b], lr=RATE)
    kept = []
    for step in range(steps + 1):
        optimizer.zero_grad()
        loss = torch.mean((m * x + b - y) ** 2)
        kept.append((m.item(), b.item(), loss.item()))
        if step < steps:
            loss.backward()
            optimizer.step()
    return np.array(kept)


def by_scikit_learn(linear_models: Any, data: Dataset, plan: Plan, steps: int) -> FloatArray:
    """Return the same with ``SGDRegressor``, which is handed the points of our mini-batches in their order."""
    # Its loss is half the square, so its rate is twice ours.
    rate = 2.0 * plan.learning_rate
    regressor = linear_models.SGDRegressor(penalty=None, learning_rate="constant", eta0=rate, shuffle=False)
    regressor.coef_, regressor.intercept_ = np.array(START[:1]), np.array(START[1:])
    x = data.x.reshape(-1, 1)
    kept = []
    for step in range(steps + 1):
        m, b = float(regressor.coef_[0]), float(regressor.intercept_[0])
        kept.append((m, b, np.mean((m * data.x + b - data.y) ** 2)))
        if step < steps:
            rows = plan.batch(step, len(data))
            regressor.partial_fit(x[rows], data.y[rows])
    return np.array(kept)


def _must_agree(found: dict[str, FloatArray]) -> None:
    for name, other in found.items():
        error = float(np.max(np.abs(other - found["ours"]) / np.maximum(np.abs(other), 1.0)))
        if not error <= AGREE_WITHIN:
            raise ResultsDifferError(f"{name} walks another way: steps differ by {error:.1e}")


def _per_second(times: Samples, steps: int) -> Samples:
    return Samples(tuple(steps / seconds for seconds in times.values))
