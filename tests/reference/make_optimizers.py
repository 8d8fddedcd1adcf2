"""Write ``optimizers.json``: how ``torch.optim`` and its schedulers walk. Run it with a Python that has torch.

    python tests/reference/make_optimizers.py

``optimizers.md`` beside it says what is in the file.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch

KEPT = (1, 2, 5, 10, 20, 50, 100, 150, 200)
EVERY = 10
# A few units in the last place, and the points in another order: other roundings of the same slopes.
WOBBLES = ((0.0, 1), (4.0 * 2.0**-52, 5), (-4.0 * 2.0**-52, 7))
START = (-1.5, 2.0)
LOSSES = ("mean_squared_error", "mean_absolute_error", "huber", "smooth_l1", "log_cosh")

Losses = dict[str, Callable[[torch.Tensor], torch.Tensor]]


def data_sets() -> dict[str, tuple[list[float], list[float]]]:
    """Return ordinary points, the same with outliers, and points far from zero: x and y.

    Their number is odd: with the absolute error half of an even number would pull up and half down, and the sign of a
    sum that should be exactly 0 would decide where Rprop goes.
    """
    x = [-2.0, -1.5, -1.0, -0.25, 0.0, 0.5, 1.0, 1.75, 2.0, 2.5, 3.0]
    y = [-1.9, -2.2, -0.1, 0.1, 0.4, 1.9, 1.6, 3.3, 4.1, 3.8, 5.2]
    wild = list(y)
    wild[2], wild[9] = 30.0, -42.5
    years = [1990.0 + 2.0 * place for place in range(11)]
    rising = [0.3 * (year - 2000.0) + 5.0 + math.sin(7.0 * year) for year in years]
    return {"ordinary": (x, y), "outlying": (x, wild), "far": (years, rising)}


def losses() -> Losses:
    """Return each loss as the mean over residuals, with the settings that stand beside it in the file."""
    functional = torch.nn.functional
    return {
        "mean_squared_error": lambda r: functional.mse_loss(r, torch.zeros_like(r)),
        "mean_absolute_error": lambda r: functional.l1_loss(r, torch.zeros_like(r)),
        "huber": lambda r: functional.huber_loss(r, torch.zeros_like(r), delta=1.0),
        "smooth_l1": lambda r: functional.smooth_l1_loss(r, torch.zeros_like(r), beta=1.0),
        # log cosh r, written so that it does not overflow
        "log_cosh": lambda r: torch.mean(r.abs() + torch.log1p(torch.exp(-2.0 * r.abs())) - math.log(2.0)),
    }


def variants() -> list[tuple[str, dict[str, Any], str, dict[str, Any]]]:
    """Return our key and settings, and the class and arguments of torch that mean the same."""
    betas = {"beta1": 0.9, "beta2": 0.999}
    found: list[tuple[str, dict[str, Any], str, dict[str, Any]]] = []

    def add(key: str, theirs: str, ours: dict[str, Any], **arguments: Any) -> None:
        found.append((key, ours, theirs, arguments))

    def same(key: str, theirs: str, **settings: Any) -> None:
        add(key, theirs, settings, **settings)

    add("gradient_descent", "SGD", {"learning_rate": 0.05}, lr=0.05)
    add("momentum", "SGD", {}, momentum=0.9)
    add("momentum", "SGD", {"momentum": 0.0, "dampening": 0.5}, momentum=0.0, dampening=0.5)
    add("momentum", "SGD", {"learning_rate": 0.02, "momentum": 0.5}, lr=0.02, momentum=0.5)
    add("momentum", "SGD", {"dampening": 0.4, "weight_decay": 0.1}, momentum=0.9, dampening=0.4, weight_decay=0.1)
    add("nesterov", "SGD", {}, momentum=0.9, nesterov=True)
    add("nesterov", "SGD", {"weight_decay": 0.1}, momentum=0.9, nesterov=True, weight_decay=0.1)
    same("adagrad", "Adagrad")
    same("adagrad", "Adagrad", weight_decay=0.1, initial_accumulator_value=0.5)
    add("adagrad", "Adagrad", {"learning_rate_decay": 0.05, "epsilon": 1e-3}, lr_decay=0.05, eps=1e-3)
    for settings in (
        {},
        {"weight_decay": 0.1},
        {"momentum": 0.9},
        {"centered": True},
        {"alpha": 0.4, "centered": True},
    ):
        same("rmsprop", "RMSprop", **settings)
    same("rmsprop", "RMSprop", momentum=0.5, centered=True, weight_decay=0.1, alpha=0.9)
    same("adadelta", "Adadelta")
    same("adadelta", "Adadelta", rho=0.8, weight_decay=0.1)
    add("adadelta", "Adadelta", {"epsilon": 1e-3, "learning_rate": 0.5}, eps=1e-3, lr=0.5)
    for key, theirs in (
        ("adam", "Adam"),
        ("adamw", "AdamW"),
        ("nadam", "NAdam"),
        ("radam", "RAdam"),
        ("adamax", "Adamax"),
    ):
        same(key, theirs)
        same(key, theirs, weight_decay=0.1)
        add(key, theirs, betas | {"learning_rate": 0.1, "epsilon": 1e-4}, lr=0.1, eps=1e-4)
        add(key, theirs, {"beta1": 0.3, "beta2": 0.9}, betas=(0.3, 0.9))
    for key, theirs in (("adam", "Adam"), ("adamw", "AdamW")):
        same(key, theirs, amsgrad=True)
        same(key, theirs, amsgrad=True, weight_decay=0.2)
    for key, theirs in (("nadam", "NAdam"), ("radam", "RAdam")):
        same(key, theirs, weight_decay=0.1, decoupled_weight_decay=True)
    same("nadam", "NAdam", momentum_decay=0.05)
    add("rprop", "Rprop", {})
    add("rprop", "Rprop", {"eta_minus": 0.3, "eta_plus": 1.5, "learning_rate": 0.2}, etas=(0.3, 1.5), lr=0.2)
    add("rprop", "Rprop", {"step_min": 1e-3, "step_max": 0.05}, step_sizes=(1e-3, 0.05))
    return found


def walk(
    name: str,
    arguments: dict[str, Any],
    loss_key: str,
    data: tuple[list[float], list[float]],
    wobble: float,
    stride: int,
) -> list[list[float]]:
    """Return (m, b) after some of 200 steps of a straight line, in float64.

    A wobble moves the place whose slope is looked at, to and fro, by this part of its coordinates. A stride takes the
    points in another order: it has no divisor in common with their number, so that each comes once.
    """
    order = [place * stride % len(data[0]) for place in range(len(data[0]))]
    x, y = (torch.tensor([column[place] for place in order], dtype=torch.float64) for column in data)
    parameters = torch.tensor(START, dtype=torch.float64, requires_grad=True)
    optimizer = getattr(torch.optim, name)([parameters], foreach=False, **arguments)
    loss, kept = losses()[loss_key], []
    for step in range(1, KEPT[-1] + 1):
        optimizer.zero_grad()
        nudge = wobble * (1.0 if step % 3 else -1.0)
        loss(parameters[0] * (1.0 + nudge) * x + parameters[1] * (1.0 - nudge) - y).backward()
        optimizer.step()
        if step in KEPT:
            kept.append(parameters.tolist())
    return kept


def steady_rows(path: list[list[float]], *wobbled: list[list[float]]) -> int:
    """Return how many rows of the path stay the same to 1e-10 when the slopes are rounded a little differently."""
    for row, place in enumerate(path):
        for other in wobbled:
            if any(not abs(a - b) <= 1e-10 * abs(a) for a, b in zip(place, other[row], strict=True)):
                return row
    return len(path)


def rates(name: str, arguments: dict[str, Any], base: float) -> list[float]:
    """Return the learning rate of every tenth of 400 steps, from the first on."""
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=base)
    scheduler = getattr(torch.optim.lr_scheduler, name)(optimizer, **arguments)
    kept = []
    for step in range(401):
        if step % EVERY == 0:
            kept.append(float(optimizer.param_groups[0]["lr"]))
        optimizer.step()
        scheduler.step()
    return kept


def schedules(base: float) -> list[dict[str, Any]]:
    """Return our key and settings of each schedule, with the rates of torch."""
    pairs: list[tuple[str, dict[str, Any], str, dict[str, Any]]] = [
        ("step_decay", {"every": 30}, "StepLR", {"step_size": 30}),
        ("step_decay", {"every": 7, "gamma": 0.8}, "StepLR", {"step_size": 7, "gamma": 0.8}),
        ("cosine", {"steps": 150}, "CosineAnnealingLR", {"T_max": 150}),
        ("cosine", {"steps": 90, "floor": 0.2}, "CosineAnnealingLR", {"T_max": 90, "eta_min": 0.2 * base}),
        ("exponential", {"gamma": 0.97}, "ExponentialLR", {"gamma": 0.97}),
        ("warm_up", {"steps": 120}, "LinearLR", {"start_factor": 0.1, "total_iters": 120}),
        ("warm_up", {"steps": 5, "start_factor": 0.5}, "LinearLR", {"start_factor": 0.5, "total_iters": 5}),
    ]
    return [
        {"schedule": key, "settings": ours, "rates": rates(name, arguments, base)}
        for key, ours, name, arguments in pairs
    ]


def with_a_schedule(data: tuple[list[float], list[float]]) -> list[dict[str, Any]]:
    """Return walks whose learning rate warms up over 50 steps, for each optimizer with its default settings."""
    found = []
    x, y = (torch.tensor(column, dtype=torch.float64) for column in data)
    for key, ours, name, arguments in {item[0]: item for item in reversed(variants())}.values():
        parameters = torch.tensor(START, dtype=torch.float64, requires_grad=True)
        optimizer = getattr(torch.optim, name)([parameters], foreach=False, **arguments)
        scheduler = torch.optim.lr_scheduler.LinearLR(optimizer, start_factor=0.25, total_iters=50)
        kept = []
        for step in range(1, KEPT[-1] + 1):
            optimizer.zero_grad()
            losses()["mean_squared_error"](parameters[0] * x + parameters[1] - y).backward()
            optimizer.step()
            scheduler.step()
            if step in KEPT:
                kept.append(parameters.tolist())
        found.append({"optimizer": key, "settings": ours, "path": kept})
    return found


def rate_for(key: str, name: str, arguments: dict[str, Any], data_key: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return settings, ours and torch's, that keep the walk on points far from zero from flying away."""
    small = {"gradient_descent": 1e-7, "momentum": 1e-8, "nesterov": 1e-8}
    if data_key != "far" or key not in small:
        return {}, {}
    return {"learning_rate": small[key]}, {"lr": small[key]}


def main() -> None:
    """Write the file."""
    data = data_sets()
    walks = []
    for key, ours, name, arguments in variants():
        for loss_key in LOSSES:
            for data_key, columns in data.items():
                our_rate, their_rate = rate_for(key, name, arguments, data_key)
                paths = [walk(name, arguments | their_rate, loss_key, columns, *wobble) for wobble in WOBBLES]
                case = {"optimizer": key, "settings": ours | our_rate, "loss": loss_key, "data": data_key}
                walks.append(case | {"steady": steady_rows(*paths), "path": paths[0]})
    base = 0.03
    content = {
        "made_by": f"tests/reference/make_optimizers.py with torch {torch.__version__.split('+')[0]}",
        "start": START,
        "steps": KEPT,
        "data": data,
        "schedules": {"base": base, "every": EVERY, "cases": schedules(base)},
        "warm_up": {"steps": 50, "start_factor": 0.25, "data": "ordinary", "walks": with_a_schedule(data["ordinary"])},
        "walks": walks,
    }
    text = (
        json.dumps(content, separators=(",", ":"))
        .replace('{"optimizer"', '\n{"optimizer"')
        .replace('"data":{', '\n"data":{')
    )
    Path(__file__).with_name("optimizers.json").write_text(text + "\n")


if __name__ == "__main__":
    main()
