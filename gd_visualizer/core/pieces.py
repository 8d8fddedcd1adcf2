"""Pieces: how a loss that is put together from straight lines and parabolas describes itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pieces:
    """A function of the residual that is a straight line or a parabola between one breakpoint and the next.

    A loss that can say this about itself gets quick exact surfaces (``core.line_surfaces``). Between two
    breakpoints it is ``a0 + a1·r + a2·r²``; at a breakpoint both neighbours agree.

    Attributes
    ----------
    breakpoints : (K,) tuple of float
        Where one piece ends and the next begins, ascending.
    coefficients : (K + 1,) tuple of (a0, a1, a2)
        From the piece below the first breakpoint to the one above the last.
    """

    breakpoints: tuple[float, ...]
    coefficients: tuple[tuple[float, float, float], ...]

    @property
    def share_above(self) -> float:
        """Return which part of the residuals is positive where the sum is lowest: 1/2 for |r|.

        Far out the loss falls with slope s and rises with slope t; both sides balance at −s/(t − s). Where the
        outer pieces do not balance like this, one half.
        """
        falling, rising = self.coefficients[0][1], self.coefficients[-1][1]
        return -falling / (rising - falling) if falling < 0.0 < rising else 0.5
