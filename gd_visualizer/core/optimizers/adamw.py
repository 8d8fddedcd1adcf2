"""AdamW: Adam with a pull towards zero that is kept apart from the slope."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from gd_visualizer.core import optimizer_settings as common
from gd_visualizer.core.optimizers.adam import Adam


@dataclass(frozen=True, slots=True)
class AdamW(Adam):
    """Shrink the parameters a little, then step like Adam: θ ← θ·(1 − rate·decay) first.

    Loshchilov & Hutter 2019, "Decoupled weight decay regularization"; rules and order of operations are those of
    ``torch.optim.AdamW``.
    """

    key: ClassVar[str] = "adamw"
    label: ClassVar[str] = "AdamW"
    formula: ClassVar[str] = "θ ← θ · (1 − learning rate · decay);  then as Adam"
    help: ClassVar[str] = "Adam that also shrinks every parameter a little at each step, whatever the slopes are."
    order: ClassVar[int] = 80
    decoupled: ClassVar[bool] = True

    weight_decay: float = common.weight_decay(0.01)
