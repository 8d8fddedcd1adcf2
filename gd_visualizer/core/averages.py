"""Fading means: what optimizers remember of the slopes they met, the latest ones counting most."""

from __future__ import annotations

import numpy as np

from gd_visualizer.core.arrays import FloatArray


def blended(mean: FloatArray, value: FloatArray, share: float) -> FloatArray:
    """Return the mean drawn towards a new value by a share between 0 and 1: mean + share · (value − mean).

    For shares of one half and more it is computed from the other end, as ``torch.lerp`` does: the value itself
    comes out where the share is 1, however large the old mean.

    Parameters
    ----------
    mean, value : (P,) float64
    share : float
        How much the new value counts; 1 − β for a mean that fades by β.
    """
    if share < 0.5:
        return mean + share * (value - mean)
    return value - (value - mean) * (1.0 - share)


def mean_of_squares(mean: FloatArray, value: FloatArray, fading: float) -> FloatArray:
    """Return fading · mean + (1 − fading) · value², the fading mean of the squares, (P,)."""
    return fading * mean + (1.0 - fading) * value * value


def decayed(gradient: FloatArray, parameters: FloatArray, weight_decay: float) -> FloatArray:
    """Return the slope with a pull of every parameter towards zero: ∂L/∂θ + weight decay · θ, (P,)."""
    return gradient + weight_decay * parameters if weight_decay else gradient


def counter(steps: float = 0.0) -> FloatArray:
    """Return a number of steps as something that fits into a memory, (1,)."""
    return np.array([steps])
