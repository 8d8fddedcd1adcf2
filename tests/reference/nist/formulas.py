"""The formulas of the data sets of NIST for nonlinear regression that have one input, and their files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

FOLDER = Path(__file__).parent / "nonlinear"

_BOX = "b1*(1 - exp(-b2*x))"
_CHWIRUT = "exp(-b1*x)/(b2 + b3*x)"
_CUBICS = "(b1 + b2*x + b3*x^2 + b4*x^3)/(1 + b5*x + b6*x^2 + b7*x^3)"
_GAUSS = "b1*exp(-b2*x) + b3*exp(-(x - b4)^2/b5^2) + b6*exp(-(x - b7)^2/b8^2)"
_LANCZOS = "b1*exp(-b2*x) + b3*exp(-b4*x) + b5*exp(-b6*x)"

# The parameters are b1, b2, …: in MGH17 and ENSO they first appear in another order than that of the starting values,
# so a start must be given by name. Nelson (log(y) = b1 - b2*x1*exp(-b3*x2)) has two inputs and is left out.
TEXTS = {
    "Bennett5": "b1*(b2 + x)^(-1/b3)",
    "BoxBOD": _BOX,
    "Chwirut1": _CHWIRUT,
    "Chwirut2": _CHWIRUT,
    "DanWood": "b1*x^b2",
    "ENSO": (
        "b1 + b2*cos(2*pi*x/12) + b3*sin(2*pi*x/12) + b5*cos(2*pi*x/b4) + b6*sin(2*pi*x/b4)"
        " + b8*cos(2*pi*x/b7) + b9*sin(2*pi*x/b7)"
    ),
    "Eckerle4": "(b1/b2)*exp(-0.5*((x - b3)/b2)^2)",
    "Gauss1": _GAUSS,
    "Gauss2": _GAUSS,
    "Gauss3": _GAUSS,
    "Hahn1": _CUBICS,
    "Kirby2": "(b1 + b2*x + b3*x^2)/(1 + b4*x + b5*x^2)",
    "Lanczos1": _LANCZOS,
    "Lanczos2": _LANCZOS,
    "Lanczos3": _LANCZOS,
    "MGH09": "b1*(x^2 + x*b2)/(x^2 + x*b3 + b4)",
    "MGH10": "b1*exp(b2/(x + b3))",
    "MGH17": "b1 + b2*exp(-x*b4) + b3*exp(-x*b5)",
    "Misra1a": _BOX,
    "Misra1b": "b1*(1 - (1 + b2*x/2)^(-2))",
    "Misra1c": "b1*(1 - (1 + 2*b2*x)^(-0.5))",
    "Misra1d": "b1*b2*x*(1 + b2*x)^(-1)",
    "Rat42": "b1/(1 + exp(b2 - b3*x))",
    "Rat43": "b1/(1 + exp(b2 - b3*x))^(1/b4)",
    "Roszman1": "b1 - b2*x - arctan(b3/(x - b4))/pi",
    "Thurber": _CUBICS,
}


@dataclass(frozen=True)
class Reference:
    """One data set: points, starting values, and the certified values."""

    x: np.ndarray
    y: np.ndarray
    first_start: np.ndarray
    second_start: np.ndarray
    certified: np.ndarray
    sum_of_squares: float


def read(name: str) -> Reference:
    """Read one file: line 41 on holds "b1 = start, start, value, deviation", line 61 on the points "y x"."""
    lines = (FOLDER / f"{name}.dat").read_text("ascii").splitlines()
    about = [line.split("=")[1].split() for line in lines[40:58] if "=" in line and line.strip().startswith("b")]
    numbers = np.array([[float(word) for word in words[:3]] for words in about])
    squares = next(line for line in lines if line.startswith("Residual Sum of Squares"))
    points = np.array([[float(word) for word in line.split()] for line in lines[60:] if line.strip()])
    return Reference(points[:, 1], points[:, 0], *numbers.T, float(squares.split(":")[1]))
