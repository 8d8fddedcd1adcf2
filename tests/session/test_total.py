"""What all misses cost together."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.losses.huber import Huber
from gd_visualizer.core.losses.mean_absolute_error import MeanAbsoluteError
from gd_visualizer.core.losses.plain_difference import PlainDifference
from gd_visualizer.core.penalty import Penalty
from gd_visualizer.runtime.courier import InlineCourier
from gd_visualizer.runtime.store import Store
from gd_visualizer.session.document import first_document
from gd_visualizer.session.total import EMPTIEST, FULLEST, length_for, total_of


def snapshot_of(**changes):
    """Return the first screen with some things changed."""
    return Store(replace(first_document(), **changes), InlineCourier()).snapshot


def test_the_squares_add_up_to_the_loss_times_the_points():
    snapshot = snapshot_of()
    total = total_of(snapshot)
    data, (m, b) = snapshot.document.dataset, snapshot.parameters
    squares = [(m * x + b - y) ** 2 for x, y in zip(data.x, data.y, strict=True)]
    assert total.prices == pytest.approx(squares)
    assert total.total == pytest.approx(8 * snapshot.loss)
    assert total.best == pytest.approx(8 * snapshot.objective.best_loss)
    assert total.can_be_drawn
    assert "÷ 8 =" in total.words


def test_every_loss_has_its_own_prices():
    for loss, name in ((MeanAbsoluteError(), "All misses"), (Huber(), "All prices")):
        snapshot = snapshot_of(loss=loss)
        total = total_of(snapshot)
        assert total.total == pytest.approx(8 * snapshot.loss)
        assert total.best is None
        assert total.words.startswith(name)


def test_misses_that_pay_make_no_bar():
    assert not total_of(snapshot_of(loss=PlainDifference())).can_be_drawn


def test_a_penalty_is_told_apart_from_the_squares():
    snapshot = snapshot_of(penalty=Penalty(l2=0.5))
    total = total_of(snapshot)
    assert total.total < 8 * snapshot.loss
    best = snapshot.objective.best_parameters
    assert total.best == pytest.approx(float(np.sum(snapshot.objective.residuals(best) ** 2)))
    assert "with the penalty" in total.words


def test_nothing_and_too_much_have_no_bar():
    none = total_of(snapshot_of(dataset=Dataset.from_arrays(np.empty(0), np.empty(0))))
    assert not none.can_be_drawn
    assert none.words == ""
    x = np.array([0.0, 1.0])
    huge = total_of(snapshot_of(dataset=Dataset.from_arrays(x, 1e300 * x)))
    assert not huge.can_be_drawn
    assert huge.words == ""
    assert "nan" not in huge.spoken + none.spoken


@given(st.floats(0.0, 1e300), st.one_of(st.none(), st.floats(1e-300, 1e300)), st.booleans())
def test_the_bar_holds_the_total(total, before, may_shrink):
    length = length_for(total, before, may_shrink)
    assert length >= total
    assert length > 0.0 or total == 0.0
    if before is not None and EMPTIEST * before <= total <= FULLEST * before:
        assert length == before
    if before is not None and not may_shrink:
        assert length >= before
