"""Make ``network.json``: what PyTorch's automatic differentiation says about small networks; see ``network.md``.

Run ``python tests/reference/make_network.py`` where PyTorch is installed. Nothing of this program is used here, so that
both sides can only agree if both are right.
"""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch

ACTIVATIONS = {
    "tanh": torch.tanh,
    "relu": torch.relu,
    "sigmoid": torch.sigmoid,
    "sin": torch.sin,
    "identity": lambda z: z,
}
LOSSES = {
    "mean_squared_error": torch.nn.functional.mse_loss,
    "huber": torch.nn.functional.huber_loss,
    "log_cosh": lambda found, wanted: torch.mean(torch.log(torch.cosh(found - wanted))),
}
HIDDEN = [(3,), (4, 2), (6, 6), (2, 5, 3)]
WALKS = [((4,), "tanh", 0.05), ((4, 2), "sigmoid", 0.05), ((5,), "relu", 0.01), ((3, 3), "sin", 0.02)]
STEPS = 100


def predicted(parts, activation, x):
    """Return ŷ of a network given as W1, b1, W2, b2, …"""
    values = x[:, None]
    for place in range(0, len(parts), 2):
        values = torch.nn.functional.linear(values, parts[place], parts[place + 1])
        if place + 2 < len(parts):
            values = ACTIVATIONS[activation](values)
    return values[:, 0]


def first_parts(hidden, seed):
    """Return short random numbers for W1, b1, W2, b2, …"""
    rng = np.random.default_rng(seed)
    parts = []
    for inputs, outputs in pairwise([1, *hidden, 1]):
        for shape in ((outputs, inputs), (outputs,)):
            parts.append(torch.tensor(np.round(rng.normal(0.0, 0.8, shape), 2), requires_grad=True))
    return parts


def flat(parts):
    """Return all the numbers in one row: W1 row by row, b1, W2 row by row, b2, …"""
    return torch.cat([part.detach().reshape(-1) for part in parts]).tolist()


def gradient_case(hidden, activation, seed, x, y):
    """Return the loss and its gradient for each kind of loss."""
    parts = first_parts(hidden, seed)
    case = {"hidden": hidden, "activation": activation, "parameters": flat(parts), "losses": {}}
    case["predictions"] = predicted(parts, activation, x).tolist()
    for name, loss_of in LOSSES.items():
        loss = loss_of(predicted(parts, activation, x), y)
        case["losses"][name] = {"loss": loss.item(), "gradient": flat(torch.autograd.grad(loss, parts))}
    return case


def walk_case(hidden, activation, rate, name, x, y):
    """Return the mean squared error before each of the steps and after the last."""
    parts = first_parts(hidden, 7)
    case = {"hidden": hidden, "activation": activation, "optimizer": name, "rate": rate, "parameters": flat(parts)}
    optimizer = {"gradient_descent": torch.optim.SGD, "adam": torch.optim.Adam}[name](parts, lr=rate)
    losses = []
    for _ in range(STEPS):
        optimizer.zero_grad()
        loss = LOSSES["mean_squared_error"](predicted(parts, activation, x), y)
        losses.append(loss.item())
        loss.backward()
        optimizer.step()
    losses.append(LOSSES["mean_squared_error"](predicted(parts, activation, x), y).item())
    return case | {"losses": losses}


def main():
    """Write the file beside this one."""
    x = torch.tensor(np.linspace(-2.0, 2.5, 10).round(2))
    y = torch.tensor((3.0 * np.sin(2.0 * x.numpy())).round(2))
    gradients = [
        gradient_case(hidden, activation, 10 * row + column, x, y)
        for row, hidden in enumerate(HIDDEN)
        for column, activation in enumerate(ACTIVATIONS)
    ]
    walks = [walk_case(*walk, name, x, y) for walk in WALKS for name in ("gradient_descent", "adam")]
    made = {"torch": torch.__version__, "x": x.tolist(), "y": y.tolist(), "gradients": gradients, "walks": walks}
    lines = json.dumps(made, separators=(",", ":")).replace('{"hidden"', '\n{"hidden"')
    Path(__file__).with_name("network.json").write_text(lines + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
