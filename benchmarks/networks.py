"""Neural networks: steps of training, a heat map and a landscape, beside PyTorch and beside one network at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from benchmarks.table import Line, as_rate, at_least, compared, missing
from benchmarks.timing import ResultsDifferError, Samples, Scope, interleave, optional
from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.descent import advance, first_state
from gd_visualizer.core.losses.mean_squared_error import MeanSquaredError
from gd_visualizer.core.models.network import Network
from gd_visualizer.core.network.activations import ACTIVATIONS
from gd_visualizer.core.network.backpropagation import Pass
from gd_visualizer.core.network.initialisation import first_numbers
from gd_visualizer.core.network.layout import layout_of
from gd_visualizer.core.network.predictions import predictions
from gd_visualizer.core.objective import Objective
from gd_visualizer.core.optimizers.gradient_descent import GradientDescent
from gd_visualizer.core.plan import Plan

HIDDEN = (4, 2)
RATE = 0.05
BATCHES = (10, 50, 250)
STEPS_AT_ONCE = 1_000
AGREE_WITHIN = 1e-9
CELLS = 64


def lines(scope: Scope) -> Iterator[Line]:
    """Yield the figures about networks."""
    torch = optional("torch")
    if torch is not None:
        torch.set_num_threads(1)
    many, few = (200, 20) if scope.quick else (5_000, 200)
    for inputs in (1, 2):
        for batch in BATCHES:
            yield _training(torch, inputs, batch, many, few, scope)
    yield _heat_map(torch, scope)
    for directions in ("two parameters", "all parameters"):
        yield _landscape(directions, scope)


def _training(torch: Any, inputs: int, batch: int, many: int, few: int, scope: Scope) -> Line:
    """Return the line of a network with one input, through all of the program's core, or with two, layers alone."""
    x, y = _points(inputs, batch)
    ours = walked if inputs == 1 else stepped
    jobs: dict[str, Callable[[], FloatArray]] = {"ours": lambda: ours(x, y, many)}
    if torch is not None:
        jobs["torch"] = lambda: by_torch(torch, x, y, few)
        _must_agree("torch", jobs["torch"](), jobs["ours"]()[:few])
    times = interleave(jobs, scope)
    what = f"steps{' kept' if inputs == 1 else ''}, network {inputs}-4-2-1, {batch} points"
    rate = _per_second(times["ours"], many)
    if torch is None:
        return missing(what, rate, "torch", at_least(25), as_rate)
    theirs = _per_second(times["torch"], few)
    return compared(what, rate, theirs, "torch.optim.SGD", at_least(25), as_rate, more_is_better=True)


def walked(x: FloatArray, y: FloatArray, steps: int) -> FloatArray:
    """Return the loss after each step, (steps,), of a walk that keeps every parameter of every step."""
    model, data = Network(HIDDEN), Dataset.from_arrays(x[0], y)
    objective, plan = Objective.of(model, MeanSquaredError(), data), Plan(GradientDescent(RATE))
    state, losses = first_state(plan, model.first_parameters(data, 1)), []
    while state.step < steps:
        chunk = advance(objective, plan, state, min(STEPS_AT_ONCE, steps - state.step))
        losses.append(chunk.losses)
        state = chunk.state
    return np.concatenate(losses)


def stepped(x: FloatArray, y: FloatArray, steps: int) -> FloatArray:
    """Return the same for any number of inputs, with the layers alone."""
    layout = layout_of((len(x), *HIDDEN, 1))
    way, parameters = Pass(layout, ACTIVATIONS["tanh"], len(y)), first_numbers(layout, "xavier", 1)
    losses = np.empty(steps)
    residual = way.forward(parameters, x) - y
    for step in range(steps):
        parameters = parameters - RATE * way.backward(residual * (2.0 / len(y)))
        residual = way.forward(parameters, x) - y
        losses[step] = residual[0].dot(residual[0]) / len(y)
    return losses


def by_torch(torch: Any, x: FloatArray, y: FloatArray, steps: int) -> FloatArray:
    """Return the same with ``torch.nn.Linear`` and ``torch.optim.SGD`` in float64; only the losses are kept."""
    net, features = _torch_net(torch, len(x)), torch.tensor(x.T.copy())
    wanted = torch.tensor(y.copy())[:, None]
    optimizer, squared = torch.optim.SGD(net.parameters(), lr=RATE), torch.nn.MSELoss()
    losses = []
    loss = squared(net(features), wanted)
    for _ in range(steps):
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        loss = squared(net(features), wanted)
        losses.append(loss.item())
    return np.array(losses)


def _heat_map(torch: Any, scope: Scope) -> Line:
    layout = layout_of((2, *HIDDEN, 1))
    parameters = first_numbers(layout, "xavier", 1)
    axis = np.linspace(-6.0, 6.0, 100)
    x = np.stack([np.tile(axis, 100), np.repeat(axis, 100)])
    jobs: dict[str, Callable[[], FloatArray]] = {}
    jobs["ours"] = lambda: predictions(layout, ACTIVATIONS["tanh"], parameters, x)
    what = "heat map 100², network 2-4-2-1"
    if torch is None:
        return missing(what, interleave(jobs, scope)["ours"], "torch", at_least(1))
    net, features = _torch_net(torch, 2), torch.tensor(x.T.copy())

    def theirs() -> FloatArray:
        with torch.no_grad():
            return np.asarray(net(features).numpy()).T

    jobs["torch"] = theirs
    _must_agree("torch", theirs(), jobs["ours"]())
    times = interleave(jobs, scope)
    return compared(what, times["ours"], times["torch"], "torch", at_least(1))


def _landscape(directions: str, scope: Scope) -> Line:
    """Return the line of the loss over two parameters, or over two random directions in which all change."""
    model, (x, y) = Network(HIDDEN), _points(1, 250)
    data = Dataset.from_arrays(x[0], y)
    objective = Objective.of(model, MeanSquaredError(), data)
    base = model.first_parameters(data, 1)
    along = np.eye(len(base))[[0, 8]]
    if directions == "all parameters":
        along = np.random.default_rng(1).normal(size=(2, len(base)))
    axis = np.linspace(-2.0, 2.0, CELLS)
    rows = base + np.repeat(axis, CELLS)[:, None] * along[0] + np.tile(axis, CELLS)[:, None] * along[1]
    jobs: dict[str, Callable[[], FloatArray]] = {
        "ours": lambda: objective.values(rows),
        "cells": lambda: np.array([objective.value(row) for row in rows]),
    }
    _must_agree("cell by cell", jobs["cells"](), jobs["ours"]())
    times = interleave(jobs, scope)
    what = f"landscape of a network {CELLS}², 250 points, {directions} change"
    return compared(what, times["ours"], times["cells"], "cell by cell", at_least(3))


def _points(inputs: int, count: int) -> tuple[FloatArray, FloatArray]:
    """Return inputs (inputs, N) and a wave over them (N,)."""
    x = np.random.default_rng(count).uniform(-3.0, 3.0, (inputs, count))
    return x, np.sin(x.sum(axis=0))


def _torch_net(torch: Any, inputs: int) -> Any:
    """Return the network with the numbers that ours begins with."""
    widths = (inputs, *HIDDEN, 1)
    modules: list[Any] = []
    for layer in layout_of(widths).layers(first_numbers(layout_of(widths), "xavier", 1)):
        linear = torch.nn.Linear(layer.weights.shape[1], layer.weights.shape[0], dtype=torch.float64)
        linear.weight.data = torch.tensor(layer.weights.copy())
        linear.bias.data = torch.tensor(layer.biases[:, 0].copy())
        modules += [linear, torch.nn.Tanh()]
    return torch.nn.Sequential(*modules[:-1])


def _must_agree(name: str, found: FloatArray, ours: FloatArray) -> None:
    error = float(np.max(np.abs(found - ours) / np.maximum(np.abs(ours), 1.0)))
    if not error <= AGREE_WITHIN:
        raise ResultsDifferError(f"{name} has other results: they differ by {error:.1e}")


def _per_second(times: Samples, steps: int) -> Samples:
    return Samples(tuple(steps / seconds for seconds in times.values))
