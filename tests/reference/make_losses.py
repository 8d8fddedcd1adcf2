"""Write losses.json: values and gradients of losses of a straight line, worked out by PyTorch in float64.

Run with a Python that has PyTorch: ``python tests/reference/make_losses.py``. Tests only read what it wrote.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

Loss = Callable[[Tensor, Tensor], Tensor]


def log_cosh(predicted: Tensor, y: Tensor) -> Tensor:
    """Put together from torch's logaddexp, log cosh r = log(e^r + e^(−r)) − log 2."""
    r = predicted - y
    return (torch.logaddexp(r, -r) - math.log(2.0)).mean()


def cauchy(c: float) -> Loss:
    """Put together, c²/2·log(1 + (r/c)²)."""
    return lambda predicted, y: (0.5 * c * c * torch.log1p(((predicted - y) / c) ** 2)).mean()


def quantile(tau: float) -> Loss:
    """Put together, the usual pinball loss of y − ŷ."""
    return lambda predicted, y: torch.where(y >= predicted, tau * (y - predicted), (1.0 - tau) * (predicted - y)).mean()


def losses() -> list[tuple[str, dict[str, float], str, Loss]]:
    """Return key, settings, where it comes from, and the function."""
    found: list[tuple[str, dict[str, float], str, Loss]] = [
        ("mean_squared_error", {}, "torch.nn.functional.mse_loss", functional.mse_loss),
        ("mean_absolute_error", {}, "torch.nn.functional.l1_loss", functional.l1_loss),
        ("log_cosh", {}, "put together with torch.logaddexp", log_cosh),
        ("plain_difference", {}, "put together", lambda predicted, y: (y - predicted).mean()),
    ]
    for delta in (0.05, 1.0, 30.0):
        huber = lambda predicted, y, d=delta: functional.huber_loss(predicted, y, delta=d)  # noqa: E731
        found.append(("huber", {"delta": delta}, "torch.nn.functional.huber_loss", huber))
    for beta in (0.0, 0.05, 1.0, 30.0):
        smooth = lambda predicted, y, b=beta: functional.smooth_l1_loss(predicted, y, beta=b)  # noqa: E731
        found.append(("smooth_l1", {"beta": beta}, "torch.nn.functional.smooth_l1_loss", smooth))
    for scale in (0.05, 1.0, 30.0):
        found.append(("cauchy", {"scale": scale}, "put together with torch.log1p", cauchy(scale)))
    for tau in (0.05, 0.5, 0.9):
        found.append(("quantile", {"quantile": tau}, "put together", quantile(tau)))
    return found


def data_sets() -> dict[str, tuple[list[float], list[float], list[tuple[float, float]]]]:
    """Return x, y and the places (m, b) to look at; the numbers are short, so that JSON keeps them exactly."""
    generator = torch.Generator().manual_seed(7)
    x = torch.linspace(-4.0, 4.0, 33, dtype=torch.float64)
    noise = torch.randn(33, dtype=torch.float64, generator=generator)
    ordinary = torch.round(0.7 * x + 1.0 + 0.8 * noise, decimals=3)
    outlying = ordinary.clone()
    outlying[::7] += torch.tensor([40.0, -900.0, 7e4, 12.0, -3e6], dtype=torch.float64)
    years = torch.linspace(1990.0, 2010.0, 33, dtype=torch.float64)
    prices = torch.round(3.1 * (years - 2000.0) + 250.0 + 4.0 * noise, decimals=3)
    near = [(0.0, 0.0), (0.7, 1.0), (-1.5, 2.0), (12.25, -30.5)]
    far = [(0.0, 0.0), (3.1, -5950.0), (3.0, -5750.25), (-2.0, 4250.0)]
    return {
        "ordinary": (x.tolist(), ordinary.tolist(), near),
        "outlying": (x.tolist(), outlying.tolist(), near),
        "offset": (years.tolist(), prices.tolist(), far),
    }


def main() -> None:
    """Work everything out and write it."""
    data, cases = data_sets(), []
    for key, settings, source, loss in losses():
        for name, (x, y, places) in data.items():
            for m, b in places:
                parameters = torch.tensor([m, b], dtype=torch.float64, requires_grad=True)
                inputs, targets = torch.tensor([x, y], dtype=torch.float64)
                value = loss(parameters[0] * inputs + parameters[1], targets)
                value.backward()
                gradient = parameters.grad.tolist()
                case = {"loss": key, "settings": settings, "source": source, "data": name, "at": [m, b]}
                cases.append(case | {"value": value.item(), "gradient": gradient})
    sets = {name: {"x": x, "y": y} for name, (x, y, _) in data.items()}
    lines = ",\n".join(json.dumps(case) for case in cases)
    head = json.dumps({"torch": torch.__version__.split("+")[0], "data": sets})[:-1]
    Path(__file__).with_name("losses.json").write_text(f'{head},\n"cases": [\n{lines}\n]}}\n', encoding="utf-8")


if __name__ == "__main__":
    main()
