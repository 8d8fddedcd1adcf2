"""How many steps a chart shows: a round number that grows in jumps, so that nothing creeps."""

from __future__ import annotations

FIRST = 24


def steps_shown(last_step: int) -> int:
    """Return 24, 50, 100, 200, 500, 1000 …: the first that holds all steps walked."""
    if last_step <= FIRST:
        return FIRST
    power = 10
    while True:
        for factor in (1, 2, 5):
            if factor * power >= last_step and factor * power > FIRST:
                return factor * power
        power *= 10
