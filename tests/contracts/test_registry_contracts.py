"""What every model, loss and optimizer owes the rest of the program; a new file is held to it by being there."""

from __future__ import annotations

import dataclasses
import importlib
import math
import pkgutil
from typing import Any

import numpy as np
import pytest

from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.errors import InputError
from gd_visualizer.core.objective import Objective
from gd_visualizer.core.registry import PARTS, create, registered
from gd_visualizer.core.settings import settings_of

ENTRIES = [(part, key) for part in PARTS for key in registered(part)]
MODELS, LOSSES, OPTIMIZERS = (list(registered(part)) for part in PARTS)
SETTINGS = [(part, key, item) for part, key in ENTRIES for item in settings_of(registered(part)[key])]
X = np.linspace(-2.0, 3.0, 17)


@pytest.mark.parametrize("part", PARTS)
def test_every_file_of_a_folder_is_an_entry_named_like_it(part: str) -> None:
    package = importlib.import_module(f"gd_visualizer.core.{part}")
    files = {info.name for info in pkgutil.iter_modules(package.__path__)} - {"base"}
    assert set(registered(part)) == files


@pytest.mark.parametrize("part", PARTS)
def test_the_menu_has_one_order(part: str) -> None:
    orders = [entry.order for entry in registered(part).values()]
    assert orders == sorted(orders)
    assert len(set(orders)) == len(orders)
    labels = [entry.label for entry in registered(part).values()]
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize(("part", "key"), ENTRIES)
def test_an_entry_is_a_frozen_value_with_words(part: str, key: str) -> None:
    entry = create(part, key)
    assert entry == create(part, key)
    assert hash(entry) == hash(create(part, key))
    assert dataclasses.is_dataclass(entry)
    for item in dataclasses.fields(entry):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(entry, item.name, 1.0)
    assert entry.label[0].isupper()
    assert not entry.label.endswith(".")
    assert entry.formula
    assert entry.help[0].isupper()
    assert entry.help.endswith(".")
    assert {item.name for item in dataclasses.fields(entry)} == {item.key for item in settings_of(entry)}


@pytest.mark.parametrize(("part", "key", "item"), SETTINGS)
def test_a_setting_refuses_what_lies_outside_its_range(part: str, key: str, item: Any) -> None:
    assert item.minimum <= item.default <= item.maximum
    assert item.minimum < item.maximum
    assert item.scale == "linear" or item.minimum > 0.0
    assert item.label[0].isupper()
    assert item.help.endswith(".")
    for good in (item.minimum, item.default, item.maximum):
        assert getattr(create(part, key, **{item.key: good}), item.key) == good
    below, above = math.nextafter(item.minimum, -math.inf), math.nextafter(item.maximum, math.inf)
    for bad in (below, above, math.nan, math.inf, -math.inf):
        with pytest.raises(InputError, match=item.key):
            create(part, key, **{item.key: bad})


@pytest.mark.parametrize("key", MODELS)
def test_the_jacobian_is_the_central_difference_of_the_predictions(key: str) -> None:
    model = create("models", key)
    rng = np.random.default_rng(1)
    for _ in range(3):
        parameters = rng.normal(0, 1, len(model.parameter_names))
        jacobian = model.jacobian(parameters, X)
        assert jacobian.shape == (len(X), len(parameters))
        for column in range(len(parameters)):
            nudge = np.zeros(len(parameters))
            nudge[column] = 1e-6
            by_hand = (model.predict(parameters + nudge, X) - model.predict(parameters - nudge, X)) / 2e-6
            assert jacobian[:, column] == pytest.approx(by_hand, rel=1e-6, abs=1e-7)


@pytest.mark.parametrize("key", MODELS)
def test_a_model_linear_in_its_parameters_keeps_its_word(key: str) -> None:
    model = create("models", key)
    names = model.parameter_names
    assert len(set(names)) == len(names) > 0
    assert model.predict(np.zeros(len(names)), np.array([])).shape == (0,)
    first, second = np.random.default_rng(2).normal(0, 1, (2, len(names)))
    if model.linear_in_parameters:
        added = model.predict(first, X) + 3.0 * model.predict(second, X)
        assert model.predict(first + 3.0 * second, X) == pytest.approx(added)


@pytest.mark.parametrize("key", LOSSES)
def test_the_derivative_is_the_central_difference_of_the_loss(key: str) -> None:
    loss = create("losses", key)
    residual = np.linspace(-3.0, 3.0, 40)  # 0, where a loss may have a corner, is not among them
    by_hand = (loss.of_residual(residual + 1e-6) - loss.of_residual(residual - 1e-6)) / 2e-6
    assert loss.derivative(residual) == pytest.approx(by_hand, rel=1e-6, abs=1e-7)
    assert loss.of_residual(np.zeros(1)).tolist() == [0.0]
    assert loss.derivative(np.zeros(1)).tolist() == [0.0] or key == "plain_difference"
    assert not loss.squared or loss.of_residual(residual) == pytest.approx(residual**2)


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_an_optimizer_goes_downhill_and_keeps_nothing_to_itself(key: str) -> None:
    optimizer = create("optimizers", key)
    objective = Objective.of(create("models", "linear"), create("losses", "mean_squared_error"), _points())
    parameters = np.array([-1.0, 2.0])
    memory = optimizer.init(parameters)
    kept = [part.copy() for part in memory]
    gradient = objective.gradient(parameters)
    first, after = optimizer.update(parameters, gradient, memory)
    again, _ = optimizer.update(parameters, gradient, memory)
    assert np.array_equal(first, again)
    assert parameters.tolist() == [-1.0, 2.0]
    assert all(np.array_equal(old, now) for old, now in zip(kept, memory, strict=True))
    assert isinstance(after, tuple)
    assert float((first - parameters) @ gradient) < 0.0


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_a_quick_walk_is_the_same_walk(key: str) -> None:
    optimizer = create("optimizers", key)
    objective = Objective.of(create("models", "linear"), create("losses", "mean_squared_error"), _points())
    assert objective.bowl is not None
    parameters = np.array([-1.0, 2.0])
    quick = optimizer.walk_in_bowl(objective.bowl, parameters, 50)
    memory = optimizer.init(parameters)
    for place in quick or ():
        parameters, memory = optimizer.update(parameters, objective.gradient(parameters), memory)
        assert place == tuple(parameters.tolist())


def _points() -> Dataset:
    return Dataset.from_arrays(X, 0.7 * X + np.sin(7.0 * X))
