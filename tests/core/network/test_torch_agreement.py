"""Networks agree with PyTorch: predictions, gradients by autograd, and walks; see tests/reference/network.md."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.descent import advance, first_state
from gd_visualizer.core.objective import Objective
from gd_visualizer.core.plan import Plan
from gd_visualizer.core.registry import create, registered

REFERENCE = json.loads((Path(__file__).parents[2] / "reference" / "network.json").read_text(encoding="utf-8"))
DATA = Dataset.from_arrays(REFERENCE["x"], REFERENCE["y"])


def named(case: dict[str, Any]) -> str:
    return "-".join(map(str, [*case["hidden"], case["activation"], *[case[k] for k in ("optimizer",) if k in case]]))


GRADIENTS = [
    pytest.param(case, loss, id=f"{named(case)}-{loss}")
    for case in REFERENCE["gradients"]
    for loss in case["losses"]
    if loss in registered("losses")
]
WALKS = [
    pytest.param(case, id=named(case)) for case in REFERENCE["walks"] if case["optimizer"] in registered("optimizers")
]


def objective_of(case: dict[str, Any], loss: str) -> Objective:
    model = create("models", "network", hidden=tuple(case["hidden"]), activation=case["activation"])
    return Objective.of(model, create("losses", loss), DATA)


@pytest.mark.parametrize(("case", "loss"), GRADIENTS)
def test_loss_and_gradient_are_those_of_autograd(case: dict[str, Any], loss: str) -> None:
    objective, parameters = objective_of(case, loss), np.array(case["parameters"])
    wanted = case["losses"][loss]
    assert objective.model.predict(parameters, DATA.x) == pytest.approx(case["predictions"], rel=1e-12, abs=1e-13)
    assert objective.value(parameters) == pytest.approx(wanted["loss"], rel=1e-12)
    gradient = objective.gradient(parameters)
    largest = np.max(np.abs(wanted["gradient"]))
    assert gradient == pytest.approx(wanted["gradient"], rel=1e-10, abs=1e-13 * largest)
    assert objective.gradient(parameters, objective.model.repeated_forward()).tolist() == gradient.tolist()


@pytest.mark.parametrize("case", WALKS)
def test_a_hundred_steps_go_the_same_way(case: dict[str, Any]) -> None:
    objective, parameters = objective_of(case, "mean_squared_error"), np.array(case["parameters"])
    plan = Plan(create("optimizers", case["optimizer"], learning_rate=case["rate"]))
    chunk = advance(objective, plan, first_state(plan, parameters), 100)
    losses = [objective.value(parameters), *chunk.losses]
    assert losses == pytest.approx(case["losses"], rel=1e-8)
    assert losses[-1] < losses[0]
