"""temporary"""

from __future__ import annotations

from dataclasses import dataclass

from gd_visualizer.core.arrays import FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Plane:
    origin: FloatArray
    across: FloatArray
    up: FloatArray
    across_label: str
    up_label: str
