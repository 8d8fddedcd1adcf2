from __future__ import annotations

import numpy as np
import pytest

from gd_visualizer.core.errors import InputError
from gd_visualizer.core.models.linear import Linear
from gd_visualizer.core.models.polynomial import Polynomial
from gd_visualizer.core.registry import create

X = np.linspace(-2.0, 3.0, 17)


@pytest.mark.parametrize("degree", range(11))
def test_predictions_are_those_of_numpy(degree: int) -> None:
    model = Polynomial(degree)
    rows = np.random.default_rng(degree).normal(0, 1, (4, degree + 1))
    for row, many in zip(rows, model.predict_rows(rows, X), strict=True):
        assert model.predict(row, X) == pytest.approx(np.polynomial.polynomial.polyval(X, row), rel=1e-12, abs=1e-12)
        assert many.tolist() == model.predict(row, X).tolist()
        assert model.jacobian(row, X) @ row == pytest.approx(model.predict(row, X), rel=1e-11, abs=1e-11)
    assert model.curvature(rows[0], X, X).tolist() == np.zeros((degree + 1, degree + 1)).tolist()


def test_the_formula_shows_the_degree() -> None:
    assert Polynomial(0).written_formula == "c0"
    assert Polynomial(1).written_formula == "c0 + c1·x"
    assert Polynomial(2).written_formula == "c0 + c1·x + c2·x²"
    assert Polynomial(10).written_formula.endswith("c9·x⁹ + c10·x¹⁰")
    assert Polynomial(2).parameter_names == ("c0", "c1", "c2")


def test_the_degree_has_a_range() -> None:
    assert create("models", "polynomial", degree="4") == Polynomial(4)
    for bad in (-1, 11, 2.5):
        with pytest.raises(InputError, match="degree"):
            Polynomial(bad)  # type: ignore[arg-type]


def test_all_parameters_of_a_model_without_units_belong_together() -> None:
    assert [group.tolist() for group in Polynomial(2).parameter_groups()] == [[0, 1, 2]]
    assert [group.tolist() for group in Linear().parameter_groups()] == [[0, 1]]
