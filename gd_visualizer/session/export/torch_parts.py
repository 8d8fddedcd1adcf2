"""What a part of the program is called in PyTorch: its optimizers, losses and operations."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from gd_visualizer.assets import translate as _
from gd_visualizer.core.errors import InputError
from gd_visualizer.core.losses.base import Loss
from gd_visualizer.core.optimizers.base import Optimizer

# What stands for the value of an operation on a and b; PyTorch finds the slopes by itself.
VALUES: dict[str, str] = {
    "plus": "{a} + {b}",
    "minus": "{a} - {b}",
    "negate": "-{a}",
    "times": "{a} * {b}",
    "divide": "{a} / {b}",
    "power": "torch.pow({a}, {b})",
    "exp": "torch.exp({a})",
    "log": "torch.log({a})",
    "sqrt": "torch.sqrt({a})",
    "sin": "torch.sin({a})",
    "cos": "torch.cos({a})",
    "tan": "torch.tan({a})",
    "arctan": "torch.atan({a})",
    "sinh": "torch.sinh({a})",
    "cosh": "torch.cosh({a})",
    "tanh": "torch.tanh({a})",
    "sigmoid": "torch.sigmoid({a})",
    "abs": "torch.abs({a})",
    "relu": "torch.relu({a})",
    "step": "torch.where({a} > 0.0, 1.0, 0.0).to(torch.float64)",
    "min": "torch.minimum({a}, {b})",
    "max": "torch.maximum({a}, {b})",
}
ACTIVATIONS = {
    "tanh": "torch.tanh(z)",
    "relu": "torch.relu(z)",
    "sigmoid": "torch.sigmoid(z)",
    "sin": "torch.sin(z)",
    "identity": "z",
}
_LOG_COSH = """\
size = torch.abs(prediction - y)
half = torch.sinh(0.5 * torch.clamp(size, max=1.0))
far = size + torch.log1p(torch.exp(-2.0 * size)) - math.log(2.0)
return torch.mean(torch.where(size < 1.0, torch.log1p(2.0 * half * half), far))"""
_QUANTILE = """\
residual = prediction - y
below = torch.where(residual < 0.0, -{quantile!r} * residual, 0.0 * residual)
return torch.mean(torch.where(residual > 0.0, (1.0 - {quantile!r}) * residual, below))"""
LOSSES = {
    "mean_squared_error": "return torch.nn.functional.mse_loss(prediction, y)",
    "mean_absolute_error": "return torch.nn.functional.l1_loss(prediction, y)",
    "huber": "return torch.nn.functional.huber_loss(prediction, y, delta={delta!r})",
    "smooth_l1": "return torch.nn.functional.smooth_l1_loss(prediction, y, beta={beta!r})",
    "log_cosh": _LOG_COSH,
    "cauchy": "return torch.mean({scale!r}**2 / 2.0 * torch.log1p(((prediction - y) / {scale!r}) ** 2))",
    "quantile": _QUANTILE,
    "plain_difference": "return torch.mean(y - prediction)",
}
# What the settings are called there; two names in brackets become one pair.
_BETAS = {"betas": ("beta1", "beta2")}
_DECAY = {"eps": "epsilon", "weight_decay": "weight_decay"}
_APART = {"decoupled_weight_decay": "decoupled_weight_decay"}
_SGD = {"momentum": "momentum", "weight_decay": "weight_decay"}
OPTIMIZERS: dict[str, tuple[str, dict[str, str | tuple[str, str]]]] = {
    "gradient_descent": ("SGD", {}),
    "momentum": ("SGD", {**_SGD, "dampening": "dampening"}),
    "nesterov": ("SGD", {**_SGD}),
    "adagrad": (
        "Adagrad",
        {**_DECAY, "lr_decay": "learning_rate_decay", "initial_accumulator_value": "initial_accumulator_value"},
    ),
    "rmsprop": ("RMSprop", {**_DECAY, "alpha": "alpha", "momentum": "momentum", "centered": "centered"}),
    "adadelta": ("Adadelta", {**_DECAY, "rho": "rho"}),
    "adam": ("Adam", {**_BETAS, **_DECAY, "amsgrad": "amsgrad"}),
    "adamw": ("AdamW", {**_BETAS, **_DECAY, "amsgrad": "amsgrad"}),
    "adamax": ("Adamax", {**_BETAS, **_DECAY}),
    "nadam": ("NAdam", {**_BETAS, **_DECAY, **_APART, "momentum_decay": "momentum_decay"}),
    "radam": ("RAdam", {**_BETAS, **_DECAY, **_APART}),
    "rprop": ("Rprop", {"etas": ("eta_minus", "eta_plus"), "step_sizes": ("step_min", "step_max")}),
}


def optimizer_call(optimizer: Optimizer) -> str:
    """Return the call of ``torch.optim`` that makes an optimizer of the same rule.

    Raises
    ------
    InputError
        If PyTorch has none.
    """
    if optimizer.key not in OPTIMIZERS:
        sentence = _("PyTorch has no {name}: choose another optimizer, or export the path as a table.")
        raise InputError(sentence.format(name=_(optimizer.label)))
    name, settings = OPTIMIZERS[optimizer.key]
    words = [f"lr={optimizer.learning_rate!r}"]
    for theirs, ours in settings.items():
        value: Any = (
            getattr(optimizer, ours) if isinstance(ours, str) else tuple(getattr(optimizer, key) for key in ours)
        )
        words.append(f"{theirs}={value!r}")
    # Without momentum there is nothing to look ahead with, and PyTorch refuses it.
    if optimizer.key == "nesterov" and getattr(optimizer, "momentum"):  # noqa: B009 - not of every optimizer
        words.append("nesterov=True")
    return f"torch.optim.{name}([parameters], {', '.join(words)})"


def loss_lines(loss: Loss) -> str:
    """Return the lines of a function of ``prediction`` and ``y`` that returns the loss.

    Raises
    ------
    InputError
        If there are none.
    """
    if loss.key not in LOSSES:
        raise InputError(_("No PyTorch code is offered for this loss."))
    settings = {field.name: getattr(loss, field.name) for field in fields(loss)}  # type: ignore[arg-type]
    return LOSSES[loss.key].format(**settings)
