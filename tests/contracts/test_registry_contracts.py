"""What every model, loss and optimizer owes the rest of the program; a new file is held to it by being there."""

from __future__ import annotations

import dataclasses
import importlib
import math
import pkgutil
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.descent import advance, first_state
from gd_visualizer.core.errors import InputError
from gd_visualizer.core.objective import Objective
from gd_visualizer.core.optimizers.base import Here
from gd_visualizer.core.plan import Plan
from gd_visualizer.core.registry import PARTS, create, registered
from gd_visualizer.core.settings import Setting, settings_of

ENTRIES = [(part, key) for part in PARTS for key in registered(part)]
MODELS, LOSSES, OPTIMIZERS, SCHEDULES = (list(registered(part)) for part in PARTS)
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
def test_a_setting_has_words(part: str, key: str, item: Setting) -> None:
    assert item.label[0].isupper()
    assert item.help[0].isupper()
    assert item.help.endswith(".")
    assert getattr(create(part, key, **{item.key: item.default}), item.key) == item.default


@pytest.mark.parametrize(("part", "key", "item"), [case for case in SETTINGS if case[2].kind in ("number", "integer")])
def test_a_setting_refuses_what_lies_outside_its_range(part: str, key: str, item: Any) -> None:
    assert item.minimum <= item.default <= item.maximum
    assert item.minimum < item.maximum
    assert item.scale == "linear" or item.minimum > 0.0
    for good in (item.minimum, item.default, item.maximum):
        assert getattr(create(part, key, **{item.key: good}), item.key) == good
    below, above = math.nextafter(item.minimum, -math.inf), math.nextafter(item.maximum, math.inf)
    beside = [item.minimum - 1, item.maximum + 1, item.minimum + 0.5] if item.kind == "integer" else [below, above]
    for bad in (*beside, math.nan, math.inf, -math.inf):
        with pytest.raises(InputError, match=item.key):
            create(part, key, **{item.key: bad})


@pytest.mark.parametrize(("part", "key", "item"), [case for case in SETTINGS if case[2].kind == "switch"])
def test_a_switch_is_on_or_off(part: str, key: str, item: Any) -> None:
    assert [getattr(create(part, key, **{item.key: word}), item.key) for word in (True, False)] == [True, False]
    assert [getattr(create(part, key, **{item.key: word}), item.key) for word in ("on", "off")] == [True, False]
    with pytest.raises(InputError, match=item.key):
        create(part, key, **{item.key: "perhaps"})


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
            assert jacobian[:, column] == pytest.approx(by_hand, rel=1e-6, abs=1e-7, nan_ok=True)


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
    objective = _objective()
    parameters = np.array([-1.0, 2.0])
    memory = optimizer.init(parameters)
    kept = [part.copy() for part in memory]
    gradient = objective.gradient(parameters)
    before = gradient.copy()
    first, after = optimizer.update(Here(parameters, gradient, optimizer.learning_rate, 0, objective), memory)
    again, _ = optimizer.update(Here(parameters, gradient, optimizer.learning_rate, 0, objective), memory)
    assert np.array_equal(first, again)
    assert parameters.tolist() == [-1.0, 2.0]
    assert np.array_equal(before, gradient)
    assert all(np.array_equal(old, now) for old, now in zip(kept, memory, strict=True))
    assert isinstance(after, tuple)
    assert float((first - parameters) @ gradient) < 0.0


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_an_optimizer_remembers_arrays_that_have_names(key: str) -> None:
    optimizer = create("optimizers", key)
    plan = Plan(optimizer)
    state = first_state(plan, np.array([-1.0, 2.0]))
    later = advance(_objective(), plan, state, 30).state
    for memory in (state.memory, later.memory):
        assert len(memory) == len(optimizer.memory_names)
        assert all(isinstance(part, np.ndarray) and part.dtype == np.float64 for part in memory)
    assert all(name and name == name.strip() for name in optimizer.memory_names)
    assert len(set(optimizer.memory_names)) == len(optimizer.memory_names)


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_a_quick_walk_is_the_same_walk_with_any_settings(key: str) -> None:
    objective = _objective()
    assert objective.bowl is not None
    for settings in _variants("optimizers", key):
        optimizer = create("optimizers", key, **settings)
        parameters, step = np.array([-1.0, 2.0]), 0
        memory = optimizer.init(parameters)
        for count in (1, 0, 24, 25):
            quick = optimizer.walk_in_bowl(objective.bowl, parameters, memory, count)
            rows = []
            for _ in range(count):
                here = Here(parameters, objective.gradient(parameters), optimizer.learning_rate, step, objective)
                parameters, memory = optimizer.update(here, memory)
                rows.append(parameters)
                step += 1
            if quick is not None:
                assert quick[0].shape == (count, 2)
                assert quick[0].tolist() == [row.tolist() for row in rows]
                assert [part.tolist() for part in quick[1]] == [part.tolist() for part in memory]


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_an_optimizer_stays_a_value_with_any_settings(key: str) -> None:
    """A walk may fly away, but never raises, warns or keeps a number that is not finite."""
    for settings in _variants("optimizers", key):
        plan = Plan(create("optimizers", key, **settings))
        for start in ([0.0, 0.0], [-1.0, 2.0], [1e150, -1e150]):
            chunk = advance(_objective(), plan, first_state(plan, np.array(start)), 40)
            assert np.isfinite(chunk.parameters).all()
            assert chunk.left_range or len(chunk.losses) == 40


@pytest.mark.parametrize("key", SCHEDULES)
def test_a_schedule_gives_the_same_usable_factor_at_any_step(key: str) -> None:
    for settings in _variants("schedules", key):
        schedule = create("schedules", key, **settings)
        steps = [0, 1, 2, 99, 100, 101, 1000, 10**6, 10**9]
        factors = [schedule.factor(step) for step in steps]
        assert all(type(factor) is float and 0.0 <= factor < math.inf for factor in factors)
        assert [schedule.factor(step) for step in reversed(steps)] == factors[::-1]
        assert max(factors[:3]) > 0.0


def _objective() -> Objective:
    return Objective.of(create("models", "linear"), create("losses", "mean_squared_error"), _points())


def _variants(part: str, key: str) -> Iterator[dict[str, Any]]:
    """Yield the default settings, and each setting on its own at the ends of its range or switched over."""
    yield {}
    for item in settings_of(registered(part)[key]):
        for value in _others(item):
            yield {item.key: value}


def _others(item: Setting) -> list[Any]:
    if item.kind in ("number", "integer"):
        return [item.minimum, item.maximum] + (
            [0.25] if item.minimum < 0.25 < item.maximum and item.scale == "linear" else []
        )
    if item.kind == "switch":
        return [not item.default]
    return [choice for choice, _label in item.choices]


def _points() -> Dataset:
    return Dataset.from_arrays(X, 0.7 * X + np.sin(7.0 * X))
