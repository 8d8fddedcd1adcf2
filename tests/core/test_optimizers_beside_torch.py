"""Walks and schedules beside those of PyTorch, written down in ``tests/reference/optimizers.json``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.descent import advance, first_state
from gd_visualizer.core.objective import Objective
from gd_visualizer.core.plan import Plan
from gd_visualizer.core.registry import create, registered
from gd_visualizer.core.schedules.base import Schedule
from gd_visualizer.core.schedules.constant import Constant
from tests.core.builders import PlainSquaredError

TORCH = json.loads(Path(__file__).parents[1].joinpath("reference", "optimizers.json").read_text("utf-8"))
KEPT = np.array(TORCH["steps"]) - 1
WALKS = [walk for walk in TORCH["walks"] if walk["loss"] in registered("losses")]
EXACT = [walk for walk in WALKS if walk["loss"] == "mean_squared_error"]


def name_of(walk: dict[str, Any]) -> str:
    settings = "-".join(f"{key}={value}" for key, value in walk["settings"].items())
    return "-".join([walk["optimizer"], settings, walk["loss"], walk["data"]])


def walked(walk: dict[str, Any], objective: Objective, schedule: Schedule) -> FloatArray:
    """Return (m, b) after the steps that the file keeps."""
    plan = Plan(create("optimizers", walk["optimizer"], **walk["settings"]), schedule)
    chunk = advance(objective, plan, first_state(plan, np.array(TORCH["start"])), int(KEPT[-1]) + 1)
    assert not chunk.left_range
    return chunk.parameters[KEPT]


def objective_of(data: str, loss: object) -> Objective:
    return Objective.of(create("models", "linear"), loss, Dataset.from_arrays(*TORCH["data"][data]))  # type: ignore[arg-type]


def error(found: FloatArray, expected: Any) -> float:
    """Return the largest difference, each as a part of the number itself."""
    return float(np.max(np.abs(found - expected) / np.abs(expected)))


def steady_error(found: FloatArray, walk: dict[str, Any]) -> float:
    """Return the error up to where torch itself would walk elsewhere if it rounded its slopes a little differently."""
    rows = walk["steady"]
    return error(found[:rows], walk["path"][:rows])


@pytest.mark.parametrize("walk", WALKS, ids=name_of)
def test_two_hundred_steps_are_those_of_torch(walk: dict[str, Any]) -> None:
    found = walked(walk, objective_of(walk["data"], create("losses", walk["loss"])), Constant())
    assert steady_error(found, walk) <= 1e-9


@pytest.mark.parametrize("walk", EXACT, ids=name_of)
def test_steps_without_the_exact_bowl_are_those_of_torch_too(walk: dict[str, Any]) -> None:
    found = walked(walk, objective_of(walk["data"], PlainSquaredError()), Constant())
    assert steady_error(found, walk) <= 1e-9


@pytest.mark.parametrize("walk", TORCH["warm_up"]["walks"], ids=lambda walk: walk["optimizer"])
def test_a_schedule_acts_as_it_does_in_torch(walk: dict[str, Any]) -> None:
    part = TORCH["warm_up"]
    schedule = create("schedules", "warm_up", steps=part["steps"], start_factor=part["start_factor"])
    objective = objective_of(part["data"], create("losses", "mean_squared_error"))
    assert error(walked(walk, objective, schedule), walk["path"]) <= 1e-9
    assert error(walked(walk, objective, Constant()), walk["path"]) > 1e-6


@pytest.mark.parametrize("case", TORCH["schedules"]["cases"], ids=lambda case: case["schedule"])
def test_learning_rates_are_those_of_torchs_schedulers(case: dict[str, Any]) -> None:
    plan = Plan(
        create("optimizers", "gradient_descent", learning_rate=TORCH["schedules"]["base"]),
        create("schedules", case["schedule"], **case["settings"]),
    )
    steps = range(0, len(case["rates"]) * TORCH["schedules"]["every"], TORCH["schedules"]["every"])
    assert [plan.rate_at(step) for step in steps] == pytest.approx(
        case["rates"], rel=1e-12, abs=1e-12 * plan.learning_rate
    )


def test_every_optimizer_and_schedule_of_torch_is_beside_it() -> None:
    walked_ones = {walk["optimizer"] for walk in EXACT}
    assert walked_ones == {walk["optimizer"] for walk in TORCH["warm_up"]["walks"]}
    assert len(walked_ones) == 12
    assert walked_ones <= set(registered("optimizers"))
    assert {walk["data"] for walk in EXACT} == set(TORCH["data"])
    assert {case["schedule"] for case in TORCH["schedules"]["cases"]} <= set(registered("schedules"))


def test_nearly_every_walk_is_compared_to_its_end() -> None:
    """Where rounding decides the way, the last steps are left out; that must stay the exception."""
    to_the_end = [walk for walk in TORCH["walks"] if walk["steady"] == len(KEPT)]
    assert len(to_the_end) >= 0.9 * len(TORCH["walks"])
    assert all(walk["steady"] >= 2 for walk in TORCH["walks"])
    first = {walk["optimizer"]: walk for walk in reversed(EXACT)}
    assert all(walk["steady"] == len(KEPT) for walk in first.values())
