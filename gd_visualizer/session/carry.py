"""Carrying over: what becomes of the parameters when another model is chosen. What can be kept is kept."""

from __future__ import annotations

import re

from gd_visualizer.core.arrays import FloatArray, frozen
from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.models.base import Model

_COEFFICIENT = re.compile(r"c(\d+)")


def carried_over(old: Model, values: FloatArray, new: Model, data: Dataset, seed: int) -> FloatArray:
    """Return parameters for a new model, (P,), that keep what the old one's said.

    Parameters of the same name keep their values. The slope and height of a line are the coefficients c1 and c0 of
    a polynomial. Where nothing can be kept, the new model says where it begins.

    Parameters
    ----------
    old, new : Model
    values : (P,) float64
        Of the old model.
    data : Dataset
    seed : int
        For models that begin with a throw of dice.
    """
    if new.parameter_names == old.parameter_names:
        return frozen(values)
    known = dict(zip(old.parameter_names, values.tolist(), strict=True))
    if old.linear_in_parameters and new.linear_in_parameters:
        known |= _as_coefficients(known)
        known |= _as_line(known)
    kept = [name for name in new.parameter_names if name in known]
    fresh = dict(zip(new.parameter_names, new.first_parameters(data, seed).tolist(), strict=True))
    if new.linear_in_parameters and kept:
        # A power that the old model does not have has no weight in it.
        fresh = {name: 0.0 if _COEFFICIENT.fullmatch(name) else value for name, value in fresh.items()}
    return frozen([known.get(name, fresh[name]) for name in new.parameter_names])


def _as_coefficients(known: dict[str, float]) -> dict[str, float]:
    """Return a line's slope and height under the names that a polynomial gives them."""
    return {new: known[old] for old, new in (("m", "c1"), ("b", "c0")) if old in known}


def _as_line(known: dict[str, float]) -> dict[str, float]:
    """Return the first coefficients of a polynomial under the names that a line gives them."""
    return {new: known[old] for old, new in (("c1", "m"), ("c0", "b")) if old in known}
