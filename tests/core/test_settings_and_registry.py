from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from gd_visualizer.core.errors import InputError
from gd_visualizer.core.optimizers.gradient_descent import GradientDescent
from gd_visualizer.core.registry import PARTS, create, registered
from gd_visualizer.core.settings import Setting, setting, settings_of, validate


@dataclass(frozen=True)
class Thing:
    width: float = setting(2.0, label="Width", minimum=1.0, maximum=3.0, help="How wide it is.")
    plain: int = 7

    def __post_init__(self) -> None:
        validate(self)


def test_settings_are_found_in_their_order() -> None:
    assert (
        settings_of(Thing)
        == settings_of(Thing())
        == (Setting("width", "Width", 2.0, 1.0, 3.0, "linear", "How wide it is."),)
    )


@pytest.mark.parametrize("value", [1.0, 3.0, 2, "2.5", np.float64(2.0)])
def test_a_value_inside_the_range_is_taken(value: object) -> None:
    assert settings_of(Thing)[0].checked(value) == float(value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "value", [0.999, 3.001, float("nan"), float("inf"), "wide", None, [], 10**400], ids=lambda value: str(value)[:9]
)
def test_a_value_outside_is_refused_in_one_sentence(value: object) -> None:
    with pytest.raises(InputError, match="width") as caught:
        settings_of(Thing)[0].checked(value)
    assert "\n" not in str(caught.value)


def test_an_owner_checks_itself() -> None:
    with pytest.raises(InputError, match="width = 9 is outside its range 1 to 3"):
        Thing(width=9)


def test_the_registry_finds_what_is_there() -> None:
    assert list(registered("models")) == ["linear"]
    assert list(registered("losses")) == ["mean_squared_error"]
    assert list(registered("optimizers")) == ["gradient_descent"]
    assert set(PARTS) == {"models", "losses", "optimizers"}


def test_create_makes_an_entry_with_settings() -> None:
    assert create("optimizers", "gradient_descent", learning_rate=0.5) == GradientDescent(0.5)


@pytest.mark.parametrize(
    ("part", "key", "settings", "sentence"),
    [
        ("models", "cubic", {}, "there is no model named 'cubic': choose one of linear"),
        ("models", "linear", {"degree": 3}, "linear has no setting named 'degree': it has no settings"),
        (
            "optimizers",
            "gradient_descent",
            {"beta": 1},
            "gradient_descent has no setting named 'beta': its settings are learning_rate",
        ),
        ("optimizers", "gradient_descent", {"label": 1}, "gradient_descent has no setting named 'label'"),
        ("optimizers", "gradient_descent", {"learning_rate": -1.0}, "learning_rate = -1.0 is outside its range"),
    ],
)
def test_create_says_what_is_wrong(part: str, key: str, settings: dict[str, float], sentence: str) -> None:
    with pytest.raises(InputError) as caught:
        create(part, key, **settings)
    assert str(caught.value).startswith(sentence)
