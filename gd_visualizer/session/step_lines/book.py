"""Which lines belong to which optimizer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from gd_visualizer.assets import translate as _
from gd_visualizer.core.optimizers.base import Optimizer
from gd_visualizer.session.step_lines import adams, looking, rolling, scaled
from gd_visualizer.session.step_lines.notes import Notes

LINES: dict[str, Callable[[Any, Notes], None]] = {
    "gradient_descent": rolling.plain_lines,
    "momentum": rolling.momentum_lines,
    "nesterov": rolling.nesterov_lines,
    "rprop": rolling.rprop_lines,
    "adagrad": scaled.adagrad_lines,
    "rmsprop": scaled.rmsprop_lines,
    "adadelta": scaled.adadelta_lines,
    "adam": adams.adam_lines,
    "adamw": adams.adam_lines,
    "adamax": adams.adamax_lines,
    "nadam": adams.nadam_lines,
    "radam": adams.radam_lines,
    "line_search": looking.line_search_lines,
    "newton": looking.newton_lines,
    "gauss_newton": looking.gauss_newton_lines,
    "levenberg_marquardt": looking.levenberg_marquardt_lines,
    "conjugate_gradient": looking.conjugate_gradient_lines,
    "lbfgs": looking.lbfgs_lines,
}


def write_lines(optimizer: Optimizer, notes: Notes) -> None:
    """Write the rule of an optimizer in numbers; of one that is not known here, only where it leads."""
    with np.errstate(all="ignore"):
        write = LINES.get(optimizer.key)
        if write is not None:
            write(optimizer, notes)
            return
        notes.line("θ′", _("new value"), _("as the rule says"), "", notes.place)
