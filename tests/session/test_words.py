"""Sentences as people read them."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gd_visualizer.core.diagnostics import DataState
from gd_visualizer.session.moment import Happening, Moment
from gd_visualizer.session.narrator import narrate
from gd_visualizer.session.snapshot import Sentence, Status

anything = st.one_of(st.none(), st.floats())


def moment(**changes: Any) -> Moment:
    usual: dict[str, Any] = {
        "data_state": DataState.ORDINARY,
        "status": "ready",
        "happening": Happening.NOTHING,
        "letters": ("m", "b"),
        "is_line": True,
        "has_exact": True,
        "ties": False,
        "climbs": False,
        "in_batches": False,
        "never_ends": False,
        "off_by_is_loss": True,
        "step": 0,
        "last_step": 0,
        "arrival_step": None,
        "loss": 4.0,
        "loss_before": None,
        "off_by": 2.0,
        "above_best": 3.0,
        "gradient": np.array([1.0, -1.0]),
        "left_range": False,
    }
    return Moment(**{**usual, **changes})


CURVE: dict[str, Any] = {"is_line": False, "has_exact": False, "letters": ()}
PAUSED = {"status": "paused", "step": 5, "last_step": 5}
SENTENCES: list[tuple[dict[str, Any], str, str]] = [
    ({}, "**Ready at the start.** The line is off by about 2.0. Press Step to take one step.", "ready"),
    ({"data_state": DataState.NO_POINTS, "loss": None}, "**Click the chart to add a point.**", "points"),
    ({"data_state": DataState.TOO_LARGE, "loss": None}, "**These numbers are too large to square.**", "points"),
    ({"data_state": DataState.TOO_SMALL}, "**The x values are too close together to tell apart.**", "points"),
    ({"data_state": DataState.ONE_POINT, "ties": True}, "**Many lines fit these points equally well.**", "points"),
    ({"data_state": DataState.ONE_PLACE, "ties": True}, "**Many lines fit these points equally well.**", "points"),
    ({"data_state": DataState.ONE_X, "ties": True}, "**Many lines fit these points equally well.**", "points"),
    ({"data_state": DataState.CONSTANT_Y}, "**All points have the same height.**", "points"),
    ({"data_state": DataState.CONSTANT_Y, "status": "arrived"}, "**You are there already.**", "arrived"),
    ({"loss": None}, "**There is no loss at the start.**", "points"),
    ({"data_state": DataState.ONE_X, "loss": None}, "**There is no loss at the start.**", "points"),
    ({"happening": Happening.POINTS_CHANGED}, "**The points changed.** The line is off by about 2.0 now.", "moved"),
    ({"happening": Happening.START_MOVED}, "**Moved.** Off by about 2.0. Press", "moved"),
    ({"happening": Happening.START_MOVED, "loss_before": 4.0}, "**Moved.** Off by about 2.0. Press", "moved"),
    (
        {"happening": Happening.START_MOVED, "loss_before": 5.0},
        "**Moved.** Off by about 2.0, less than before",
        "moved",
    ),
    (
        {"happening": Happening.START_MOVED, "loss_before": 3.0},
        "**Moved.** Off by about 2.0, more than before",
        "moved",
    ),
    ({"status": "running"}, "**Walking.** Step 0, off by about 2.0 and falling.", "running"),
    ({"status": "running", "step": 3, "loss_before": 5.0}, "**Walking.** Step 3, off by", "running"),
    ({"status": "running", "step": 3, "loss_before": 3.0}, "**Up a little at step 3.**", "running"),
    ({"status": "running", "off_by_is_loss": False}, "**Walking.** Step 0, loss 4.00 and falling.", "running"),
    (
        {"happening": Happening.START_MOVED, "loss_before": 5.0, "off_by_is_loss": False},
        "**Moved.** The loss is 4.00, less than before",
        "moved",
    ),
    (
        {"happening": Happening.START_MOVED, "loss_before": 3.0, "off_by_is_loss": False},
        "**Moved.** The loss is 4.00, more than before",
        "moved",
    ),
    (
        PAUSED,
        "**Paused at step 5.** The line is off by about 2.0. The slopes say: make *m* smaller and *b* bigger",
        "paused",
    ),
    (
        {**PAUSED, "gradient": np.array([0.0, 1.0])},
        "**Paused at step 5.** The line is off by about 2.0. The slopes say: make *m* no",
        "paused",
    ),
    ({**PAUSED, "last_step": 9}, "**Looking at step 5 of 9.** Play goes on from here.", "paused"),
    ({**PAUSED, "happening": Happening.CRAWLING}, "**Paused after 5 steps.** Still 3.00 above the best.", "paused"),
    ({**PAUSED, "status": "arrived"}, "**Arrived after 5 steps.** The ground is almost flat", "arrived"),
    ({"status": "arrived", "step": 1, "last_step": 1}, "**Arrived after one step.** The ground", "arrived"),
    (
        {**PAUSED, "status": "arrived", "ties": True},
        "**Arrived after 5 steps.** This is one of many",
        "arrived",
    ),
    ({**PAUSED, "status": "diverged"}, "**The steps are too long.** Each one jumps across the valley", "diverged"),
    ({**PAUSED, "gradient": np.zeros(2)}, "**Standing still at step 5.**", "paused"),
    ({**CURVE, **PAUSED}, "**Paused at step 5.** The curve is off by about 2.0. No formula gives", "paused"),
    ({**CURVE, **PAUSED, "has_exact": True}, "**Paused at step 5.** The curve is off by about 2.0. Play", "paused"),
    (
        {**CURVE, **PAUSED, "letters": ("a", "k")},
        "**Paused at step 5.** The curve is off by about 2.0. The slopes say: make *a* smaller and *k* bigger",
        "paused",
    ),
    (CURVE, "**Ready at the start.** The curve", "ready"),
    ({**CURVE, "happening": Happening.POINTS_CHANGED}, "**The points changed.** The curve", "moved"),
    ({"happening": Happening.GOAL_CHANGED}, "**The land changed.** You stand where you stood", "moved"),
    ({**CURVE, "ties": True}, "**Many curves fit these points equally well.**", "points"),
    ({**CURVE, "status": "arrived"}, "**The ground is flat here.**", "arrived"),
    ({**CURVE, "status": "arrived", "has_exact": True}, "**You are there already.** The ground", "arrived"),
    (
        {**CURVE, **PAUSED, "above_best": None, "happening": Happening.CRAWLING},
        "**Paused after 5 steps.** Off by about 2.0.",
        "paused",
    ),
    ({**PAUSED, "never_ends": True}, "**This loss has no lowest place.**", "paused"),
    ({**PAUSED, "status": "running", "climbs": True}, "**Climbing.** Step 5, loss 4.00 and rising.", "running"),
    ({**PAUSED, "status": "diverged", "climbs": True}, "**As high as numbers go.**", "diverged"),
    (
        {**PAUSED, "climbs": True},
        "**Paused at step 5.** The line is off by about 2.0. The slopes say: make *m* bigger and *b* smaller",
        "paused",
    ),
    (
        {**PAUSED, "status": "running", "loss_before": 3.0, "in_batches": True},
        "**Up a little at step 5.** A few points at a time",
        "running",
    ),
    (
        {**PAUSED, "status": "diverged", "left_range": True},
        "**The steps are too long.** The next one is too",
        "diverged",
    ),
]


@pytest.mark.parametrize(("changes", "beginning", "icon"), SENTENCES)
def test_every_moment_has_its_sentence(changes: dict[str, Any], beginning: str, icon: str) -> None:
    found = narrate(moment(**changes))
    assert found.text.startswith(beginning)
    assert found.icon == icon
    assert found.text.endswith(".")
    assert "{" not in found.text


def test_a_sentence_can_be_read_without_its_marks() -> None:
    assert Sentence("**Ready.** Make *m* bigger.", "ready").plain == "Ready. Make m bigger."


statuses: list[Status] = ["ready", "running", "paused", "arrived", "diverged"]
hostile_gradients = st.tuples(st.floats(), st.floats()).map(np.array)


moments = st.builds(
    Moment,
    data_state=st.sampled_from(DataState),
    status=st.sampled_from(statuses),
    happening=st.sampled_from(Happening),
    letters=st.sampled_from([("m", "b"), ("a", "k"), ()]),
    arrival_step=st.none() | st.integers(0, 10**9),
    is_line=st.booleans(),
    has_exact=st.booleans(),
    ties=st.booleans(),
    climbs=st.booleans(),
    in_batches=st.booleans(),
    never_ends=st.booleans(),
    off_by=anything,
    step=st.integers(0, 10**9),
    last_step=st.integers(0, 10**9),
    loss=anything,
    loss_before=anything,
    above_best=anything,
    gradient=hostile_gradients,
    left_range=st.booleans(),
)


@given(moments)
def test_whatever_the_numbers_a_sentence_is_a_sentence(hostile: Moment) -> None:
    found = narrate(hostile)
    assert not re.search(r"\b(nan|inf|none)\b", found.text.lower())
    assert found.text.count("**") == 2
    assert found.text.endswith(".")
    assert "{" not in found.text


def test_steps_are_counted_in_groups() -> None:
    assert narrate(moment(status="paused", step=12_345, last_step=12_345)).plain.startswith(
        "Paused at step 12\u202f345."
    )
    looking = narrate(moment(status="paused", step=10_000, last_step=1_000_000)).plain
    assert looking.startswith("Looking at step 10\u202f000 of 1\u202f000\u202f000.")
    arrived = narrate(moment(status="arrived", step=54_321, last_step=54_321, arrival_step=54_321)).plain
    assert arrived.startswith("Arrived after 54\u202f321 steps.")
