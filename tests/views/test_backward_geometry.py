"""The drawn calculation: no box upon another, for formulas of 3 to 40 parts and for networks."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF

from gd_visualizer.core.computation import computation_of
from gd_visualizer.core.expression.errors import FormulaError
from gd_visualizer.core.losses.mean_squared_error import MeanSquaredError
from gd_visualizer.core.models.formula import Formula
from gd_visualizer.core.models.linear import Linear
from gd_visualizer.core.models.network import Network
from gd_visualizer.core.models.polynomial import Polynomial
from gd_visualizer.core.registry import create, registered
from gd_visualizer.views.backward.geometry import Geometry, geometry_of

LEAVES = st.sampled_from(["x", "a", "b", "c", "d", "2", "0.5"])
FORMULAS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda part: f"({part[0]}{part[1]}{part[2]})"),
        st.tuples(st.sampled_from(["sin", "exp", "sigmoid", "abs"]), inner).map(lambda part: f"{part[0]}({part[1]})"),
        inner.map(lambda part: f"({part})^2"),
        st.tuples(inner, inner).map(lambda part: f"max({part[0]},{part[1]})"),
    ),
    max_leaves=22,
)


def drawn(model, row=True) -> Geometry:
    parts = computation_of(model, MeanSquaredError()).parts
    return geometry_of(parts[:-1] if row else parts)


def assert_apart(geometry: Geometry) -> None:
    boxes = geometry.boxes()
    for one, other in combinations(boxes, 2):
        assert not one.intersects(other), (one, other)
    for box in boxes:
        assert geometry.size.adjusted(-0.5, -0.5, 0.5, 0.5).contains(box)


@settings(max_examples=150, deadline=None)
@given(FORMULAS)
def test_no_two_boxes_overlap(text: str) -> None:
    try:
        model = Formula(f"a + {text}")
    except FormulaError:
        assume(False)
    assume(3 <= len(model.graph.nodes) <= 40)
    assert_apart(drawn(model))
    assert_apart(drawn(model, row=False))


@pytest.mark.parametrize("key", list(registered("models")))
def test_every_model_can_be_drawn(key: str) -> None:
    assert_apart(drawn(create("models", key)))


@pytest.mark.parametrize("model", [Polynomial(0), Polynomial(10), Network((20, 20)), Network((60, 60)), Formula("a")])
def test_small_and_large_ones(model) -> None:
    assert_apart(drawn(model))


@settings(max_examples=60, deadline=None)
@given(FORMULAS)
def test_lines_cross_no_number(text: str) -> None:
    try:
        model = Formula(f"a + {text}")
    except FormulaError:
        assume(False)
    assume(3 <= len(model.graph.nodes) <= 40)
    geometry = drawn(model)
    for way in geometry.ways:
        mine = {way.line.begin, way.line.end}
        for cell, spot in enumerate(geometry.spots):
            for box in (spot.value, spot.blame, spot.leaf, spot.leaf_blame, spot.shape):
                if box.isEmpty() or (cell in mine and box is spot.shape):
                    continue
                within = box.adjusted(2.0, 2.0, -2.0, -2.0)
                places = (way.forward.pointAtPercent(0.02 * k) for k in range(1, 50))
                assert not any(within.contains(place) for place in places), (text, way.line, cell)


def test_a_place_belongs_to_the_part_that_is_drawn_there() -> None:
    geometry = drawn(Linear())
    names = [part.name for part in geometry.parts]
    for cell, spot in zip(geometry.plan.cells, geometry.spots, strict=True):
        assert geometry.part_at(spot.shape.center()) == cell.part
        if cell.hung is not None:
            assert geometry.part_at(spot.leaf.center()) == cell.hung
    assert geometry.part_at(geometry.result.center()) == len(names) - 1
    assert geometry.part_at(QRectF(geometry.size).topLeft()) is None
    hung = [names[cell.hung] for cell in geometry.plan.cells if cell.hung is not None]
    assert hung == ["b", "y"]
    assert len(geometry.shape_of(names.index("b"))) == 1
