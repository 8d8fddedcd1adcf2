"""What long work tells while it goes on."""

from __future__ import annotations

from collections.abc import Callable

# Hears how far the work is, from 0 to 1; what it raises ends the work.
Teller = Callable[[float], None]


def tell_nobody(_share: float) -> None:
    """Let the work go on: nobody waits who could stop it."""
