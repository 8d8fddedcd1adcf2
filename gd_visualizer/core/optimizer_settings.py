"""The settings that many optimizers share, with the same words and the same range in each of them."""

from __future__ import annotations

from typing import Any

from gd_visualizer.core.settings import setting

# The largest part of the past that can be kept: at 1 nothing new would ever count.
LARGEST_FADING = 0.999999999


def learning_rate(default: float, help: str = "", most: float = 1e3) -> Any:
    """Return the setting of the learning rate; where it is a share of a step, 1 is the most."""
    return setting(
        default,
        label="Learning rate",
        minimum=1e-12,
        maximum=most,
        scale="log",
        help=help or "How long the steps are. Too small crawls, too large flies away.",
    )


def weight_decay(default: float = 0.0) -> Any:
    """Return the setting of the weight decay."""
    return setting(
        default,
        label="Weight decay",
        minimum=0.0,
        maximum=10.0,
        help="Pulls every parameter towards zero at each step. 0 does not pull.",
    )


def decoupled_weight_decay() -> Any:
    """Return the setting that keeps the weight decay apart from the slope."""
    return setting(
        False,
        label="Weight decay apart from the slope",
        help="The pull towards zero acts on the parameters themselves, as in AdamW, instead of on the slope.",
    )


def momentum(default: float) -> Any:
    """Return the setting of the momentum."""
    return setting(
        default,
        label="Momentum",
        minimum=0.0,
        maximum=LARGEST_FADING,
        help="How much of the speed is kept from step to step. 0 keeps nothing, 0.9 rolls on for about ten steps.",
    )


def beta1() -> Any:
    """Return the setting of how long slopes are remembered."""
    return setting(
        0.9,
        label="Memory for slopes, β₁",
        minimum=0.0,
        maximum=LARGEST_FADING,
        help="How much of the mean slope is kept at each step. Closer to 1 remembers longer.",
    )


def beta2() -> Any:
    """Return the setting of how long the sizes of slopes are remembered."""
    return setting(
        0.999,
        label="Memory for sizes, β₂",
        minimum=0.0,
        maximum=LARGEST_FADING,
        help="How much of the usual size of the slopes is kept at each step. Closer to 1 remembers longer.",
    )


def epsilon(default: float) -> Any:
    """Return the setting of the small number that keeps divisions harmless; never 0."""
    return setting(
        default,
        label="Smallest divisor, ε",
        minimum=1e-30,
        maximum=1.0,
        scale="log",
        help="A small number that is added before dividing, so that a slope of zero does no harm.",
    )


def amsgrad() -> Any:
    """Return the setting that lets steps only ever grow more careful."""
    return setting(
        False,
        label="Never forget the steepest (AMSGrad)",
        help="Steps are measured against the steepest stretch so far instead of the latest ones.",
    )
