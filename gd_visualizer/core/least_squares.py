"""Least squares: where a straightened model would meet the points best, worked out without losing digits."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from gd_visualizer.core.arrays import FloatArray

ROUNDING = float(np.finfo(np.float64).eps)


@dataclass(frozen=True, slots=True, eq=False)
class LeastSquares:
    """The problem "make ½·‖J·δ + r‖² small", taken apart so that many dampings can be tried at little cost.

    With the length of each column of J, or any other length given for it, on the diagonal of D, and with
    J·D⁻¹ = U·S·Vᵀ, the step for the damping λ is::

        δ = −D⁻¹·V·S·(S² + λ)⁻¹·Uᵀ·r,   which makes ½·‖J·δ + r‖² + ½·λ·‖D·δ‖² least

    J is never multiplied by itself, which would cost half of the digits. A triangle is made first (Golub &
    Van Loan 2013, "Matrix Computations", 5.3 and 8.6): its cost is the only one that grows with the points.

    Attributes
    ----------
    lengths : (P,) float64
        The diagonal of D; 1 where a parameter has no influence at all.
    singular : (Q,) float64
        The diagonal of S, the largest first; Q is P, or N where there are fewer points.
    directions : (Q, P) float64
        Vᵀ.
    sides : (N, Q) float64
        U.
    pulls : (Q,) float64
        Uᵀ·r: how much of the residuals each direction can take away.
    """

    lengths: FloatArray
    singular: FloatArray
    directions: FloatArray
    sides: FloatArray
    pulls: FloatArray

    @classmethod
    def of(cls, jacobian: FloatArray, residuals: FloatArray, lengths: FloatArray | None = None) -> LeastSquares | None:
        """Take J (N, P) and r (N,) apart; None where they hold a number that is not finite."""
        lengths = column_lengths(jacobian) if lengths is None else lengths
        lengths = np.where(lengths > 0.0, lengths, 1.0)
        scaled = jacobian / lengths
        if not (np.isfinite(scaled).all() and np.isfinite(lengths).all() and np.isfinite(residuals).all()):
            return None
        square, triangle = np.linalg.qr(scaled)
        turned, singular, directions = np.linalg.svd(triangle, full_matrices=False)
        sides = square @ turned
        return cls(lengths, singular, directions, sides, sides.T @ residuals)

    def toward(self, residuals: FloatArray) -> LeastSquares:
        """Return the problem with the same J and another r (N,)."""
        return replace(self, pulls=self.sides.T @ residuals)

    @property
    def rank(self) -> int:
        """Return how many directions the points tell apart; the rest is rounding."""
        if not self.singular.size:
            return 0
        return int(np.sum(self.singular > 10.0 * len(self.lengths) * ROUNDING * self.singular[0]))

    def step(self, damping: float = 0.0) -> FloatArray:
        """Return δ (P,), the shortest one where many tie: what the points do not tell apart stays as it is."""
        told = self.singular[: self.rank]
        along = -self.pulls[: self.rank] * told / (told * told + damping)
        return np.asarray((along @ self.directions[: self.rank]) / self.lengths)

    def gain(self, step: FloatArray) -> float:
        """Return by how much ½·‖J·δ + r‖² would shrink."""
        along = self.singular * (self.directions @ (self.lengths * step))
        return float(-along @ (self.pulls + 0.5 * along))


def column_lengths(jacobian: FloatArray) -> FloatArray:
    """Return the length of each column, (P,), safe from squares that overflow."""
    if not jacobian.size:
        return np.zeros(jacobian.shape[1])
    largest = np.abs(jacobian).max(axis=0)
    unit = np.where(largest > 0.0, largest, 1.0)
    return np.asarray(unit * np.sqrt(np.sum(np.square(jacobian / unit), axis=0)))
