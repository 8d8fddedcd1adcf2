"""The quadratic form: the squared error of any model whose parameters are weights, written exactly."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gd_visualizer.core.arrays import FloatArray, frozen
from gd_visualizer.core.basis import Basis
from gd_visualizer.core.double_double import Double, added, multiplied, summed, two_product, two_sum
from gd_visualizer.core.quadratic import SMALLEST_SPREAD

# After an improvement as small as this the error is far below the last digit: it shrinks by a third power.
ENOUGH = 1e-12
# With more numbers than this in the columns the answer is not improved: averages over so many points are good enough.
IMPROVED_UP_TO = 1 << 18


@dataclass(frozen=True, slots=True, eq=False)
class QuadraticForm:
    """The mean squared error as a function of all parameters, for any number of points at the same cost.

    The columns X of a model ŷ = X·θ are turned into a small triangle R by QR, with RᵀR = XᵀX/N, and then::

        L(θ) = |R·(θ − θ*)|² + floor

    It is a sum of squares of small differences, so it keeps its digits near the best. A charge l2·Σθ² on large
    parameters adds P rows sqrt(N·l2)·I to X (ridge; see Björck 1996, "Numerical Methods for Least Squares Problems").

    Attributes
    ----------
    best_parameters : (P,) float64
        θ*. In a valley, the one of all best answers whose weights are smallest, each weight measured by the
        length of its column (rounded up to a power of two), in the columns of ``Model.basis``: for a polynomial,
        powers of x − centre.
    best_rest : (P,) float64
        What rounding θ* to float64 left out.
    root : (rank, P) float64
        R; upper triangular but for a valley.
    floor : float
        The lowest loss there is.
    variance_y : float
        The mean square of y − ȳ.
    """

    best_parameters: FloatArray
    best_rest: FloatArray
    root: FloatArray
    floor: float
    variance_y: float

    @classmethod
    def of(cls, basis: Basis, y: FloatArray, l2: float = 0.0) -> QuadraticForm | None:
        """Return the form of these columns and y, (N,); None without points or where squares leave float64's range."""
        if not len(y):
            return None
        with np.errstate(all="ignore"):
            columns, rest, goal = _with_charge(basis, y, l2)
            if not (np.isfinite(columns).all() and np.isfinite(basis.from_parameters).all()):
                return None
            sizes = np.sqrt(np.sum(columns * columns, axis=0))
            if not np.isfinite(sizes).all() or not np.isfinite(float(y @ y)):
                return None
            # Powers of two, so that dividing by them is exact.
            sizes = np.where(sizes > 0.0, 2.0 ** np.frexp(sizes)[1], 1.0)
            triangle = _triangle(np.column_stack([columns / sizes, goal]))
            # The singular values decide how many directions there are, see Golub & Van Loan, section 5.5.
            left, strength, right = np.linalg.svd(triangle[:, :-1])
            noise = float(np.finfo(np.float64).eps) * max(columns.shape) * float(strength[0])
            rank = int(np.sum(strength > noise))
            inverse = (right[:rank].T / strength[:rank]) / sizes[:, np.newaxis]
            start = inverse @ (left[:, :rank].T @ triangle[:, -1])
            weights, residuals = _improved((columns, rest), goal, start, inverse, sizes)
            floor = float(residuals @ residuals) / len(y)
            if not (np.isfinite(weights[0]).all() and np.isfinite(floor)):
                return None
            full = rank == columns.shape[1]
            scaled = triangle[:rank, :-1] if full else strength[:rank, np.newaxis] * right[:rank]
            root = (scaled * sizes) @ basis.from_parameters / np.sqrt(len(y))
            best, best_rest = basis.to_parameters(weights)
            spread = y - np.mean(y)
            form = cls(frozen(best), frozen(best_rest), frozen(root), floor, float(np.mean(spread * spread)))
        return form if form._fits() else None

    def _fits(self) -> bool:
        with np.errstate(all="ignore"):
            diagonal = np.sum(self.root * self.root, axis=1)
            found = [
                *self.best_parameters,
                *self.hessian.ravel(),
                float(self.losses(np.zeros((1, self.root.shape[1])))[0]),
            ]
        return bool(np.isfinite(found).all() and (diagonal >= SMALLEST_SPREAD).all())

    @property
    def hessian(self) -> FloatArray:
        """Return the second derivatives, (P, P): 2·RᵀR."""
        return np.asarray(2.0 * self.root.T @ self.root)

    @property
    def eigenvalues(self) -> tuple[float, ...]:
        """Return the P curvatures along the axes of the bowl, smallest first: twice the squared singular values of R.

        R has only half as many lost digits as RᵀR, so narrow ravines keep their width.
        """
        none = [0.0] * (self.root.shape[1] - self.rank)
        strength = np.linalg.svd(self.root, compute_uv=False) if self.rank else np.empty(0)
        return (*none, *(2.0 * strength * strength)[::-1].tolist())

    @property
    def condition_number(self) -> float:
        """Return λmax/λmin, how narrow the ravine is; inf in a valley."""
        smallest, largest = self.eigenvalues[0], self.eigenvalues[-1]
        return largest / smallest if smallest > 0.0 else np.inf

    @property
    def largest_stable_rate(self) -> float:
        """Return 2/λmax: with a longer learning rate gradient descent flies away."""
        return 2.0 / self.eigenvalues[-1] if self.rank else np.inf

    @property
    def rank(self) -> int:
        """Return how many of the P directions matter to the loss."""
        return len(self.root)

    @property
    def is_valley(self) -> bool:
        """Return True where many parameters are equally good: rank < P."""
        return self.rank < len(self.best_parameters)

    def losses(self, rows: FloatArray) -> FloatArray:
        """Return L of each row of (K, P), shape (K,)."""
        # Not by @: that may round a row differently when other rows stand beside it.
        ways = np.einsum("kp,rp->kr", (rows - self.best_parameters) - self.best_rest, self.root)
        return np.asarray(np.sum(ways * ways, axis=1) + self.floor)

    def slope(self, parameters: FloatArray) -> FloatArray:
        """Return ∂L/∂θ = 2·Rᵀ·R·(θ − θ*), (P,)."""
        return np.asarray(self.slopes(parameters[np.newaxis])[0])

    def slopes(self, rows: FloatArray) -> FloatArray:
        """Return ∂L/∂θ for each row of (K, P), shape (K, P)."""
        ways = np.einsum("kp,rp->kr", (rows - self.best_parameters) - self.best_rest, self.root)
        return np.asarray(2.0 * np.einsum("kr,rp->kp", ways, self.root))


def _triangle(matrix: FloatArray) -> FloatArray:
    """Return R of the QR of a tall matrix: of pieces first, then of their triangles on top of each other.

    As stable as in one go (Demmel et al. 2012, "Communication-optimal parallel and sequential QR"), and the pieces
    are so small that the library does not wake up several threads for them, which takes longer than the work.
    """
    while len(matrix) > (piece := 4 * matrix.shape[1]):
        pieces = -(-len(matrix) // piece)
        filled = np.zeros((pieces * piece, matrix.shape[1]))
        filled[: len(matrix)] = matrix
        triangles = np.asarray(np.linalg.qr(filled.reshape(pieces, piece, -1), mode="r"))
        matrix = triangles.reshape(-1, matrix.shape[1])
    return np.asarray(np.linalg.qr(matrix, mode="r"))


def _with_charge(basis: Basis, y: FloatArray, l2: float) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return columns, their rest and the goal, with a row sqrt(N·l2)·θ_j = 0 on top for each parameter."""
    if l2 == 0.0:
        return basis.columns, basis.rest, y
    count = len(basis.from_parameters)
    # Each row is θ_j in terms of the weights: the parameters that a weight of one on each column makes.
    ones = np.eye(count)
    charge = np.stack([np.add(*basis.to_parameters((one, np.zeros(count)))) for one in ones], axis=1)
    charge *= np.sqrt(len(y) * l2)
    return (
        np.concatenate([charge, basis.columns]),
        np.concatenate([np.zeros_like(charge), basis.rest]),
        np.concatenate([np.zeros(count), y]),
    )


def _improved(
    columns: Double, goal: FloatArray, start: FloatArray, inverse: FloatArray, sizes: FloatArray
) -> tuple[Double, FloatArray]:
    """Return better weights, (P,) with twice the digits, and the residuals they leave, (N,).

    Iterative refinement (Björck 1967): the residuals and their products with the columns, which should be zero, are
    worked out with twice the digits; what is left of them tells how far the weights are off.
    """
    across = (np.ascontiguousarray(columns[0].T), np.ascontiguousarray(columns[1].T))
    if columns[0].size > IMPROVED_UP_TO:
        left = goal - columns[0] @ start
        better = start + inverse @ (inverse.T @ (across[0] @ left))
        return (better, np.zeros_like(better)), goal - columns[0] @ better
    weights: Double = (start, np.zeros_like(start))
    before = np.inf
    while before >= ENOUGH:
        residuals = _residuals(across, goal, weights)
        unbalanced = summed(multiplied(across, residuals))[0]
        change = inverse @ (inverse.T @ unbalanced)
        size = float(np.max(np.abs(change * sizes)) / np.max(np.abs(weights[0] * sizes)))
        # A step that is no better than the one before gains nothing (nor does one where all is zero: nan).
        if not size < 0.1 * before:
            break
        weights = added(weights, two_sum(change, np.zeros_like(change)))
        before = size
    return weights, _residuals(across, goal, weights)[0]


def _residuals(across: Double, goal: FloatArray, weights: Double) -> Double:
    """Return goal − X·a, (N,), with twice the digits, for Xᵀ (P, N)."""
    product, rest = two_product(across[0], weights[0][:, np.newaxis])
    rest = rest + (across[1] * weights[0][:, np.newaxis] + across[0] * weights[1][:, np.newaxis])
    terms = (np.concatenate([-product, goal[np.newaxis]]).T, np.concatenate([-rest, np.zeros((1, len(goal)))]).T)
    return summed(terms)
