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
    width = Setting("width", "number", "Width", 2.0, 1.0, 3.0, help="How wide it is.")
    assert settings_of(Thing) == settings_of(Thing()) == (width,)


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
    assert next(iter(registered("models"))) == "linear"
    assert next(iter(registered("losses"))) == "mean_squared_error"
    assert next(iter(registered("optimizers"))) == "gradient_descent"
    assert next(iter(registered("schedules"))) == "constant"
    assert set(PARTS) == {"models", "losses", "optimizers", "schedules"}


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


@dataclass(frozen=True)
class Odd:
    count: int = setting(3, label="Count", minimum=1, maximum=9, help="How many.")
    loud: bool = setting(False, label="Loud", help="Whether it shouts.")
    shape: str = setting("round", label="Shape", choices=(("round", "Round"), ("flat", "Flat")), help="How it looks.")
    text: str = setting("x", label="Text", minimum=1, maximum=5, help="What it says.")
    hidden: tuple[int, ...] = setting((6, 6), label="Widths", minimum=1, maximum=64, help="How wide each is.")


ODD = {item.key: item for item in settings_of(Odd)}


def test_the_kind_follows_from_the_default() -> None:
    assert [item.kind for item in ODD.values()] == ["integer", "switch", "choice", "text", "widths"]


@pytest.mark.parametrize(
    ("key", "given", "taken"),
    [
        ("count", "4", 4),
        ("count", 4.0, 4),
        ("loud", "yes", True),
        ("loud", "Off", False),
        ("loud", True, True),
        ("shape", "flat", "flat"),
        ("text", "abc", "abc"),
        ("hidden", " 3, 4 ,5", (3, 4, 5)),
        ("hidden", [7], (7,)),
        ("hidden", (1, 64), (1, 64)),
    ],
)
def test_a_setting_takes_what_people_and_files_write(key: str, given: object, taken: object) -> None:
    found = ODD[key].checked(given)
    assert found == taken
    assert type(found) is type(taken)


@pytest.mark.parametrize(
    ("key", "given"),
    [
        ("count", 2.5),
        ("count", "1_0"),
        ("count", 10),
        ("loud", "perhaps"),
        ("loud", 2),
        ("shape", "square"),
        ("shape", None),
        ("text", ""),
        ("text", "abcdef"),
        ("text", 5),
        ("hidden", "6;6"),
        ("hidden", ""),
        ("hidden", ()),
        ("hidden", (0,)),
        ("hidden", (65,)),
        ("hidden", (1,) * 9),
        ("hidden", (1.5,)),
        ("hidden", (True,)),
        ("hidden", 6),
    ],
)
def test_a_setting_refuses_the_rest_in_one_sentence(key: str, given: object) -> None:
    with pytest.raises(InputError, match=key) as caught:
        ODD[key].checked(given)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("key", ["base", "no such thing", "numpy", "os", "__init__", ""])
def test_only_entries_can_be_created(key: str) -> None:
    for part in PARTS:
        with pytest.raises(InputError, match="there is no"):
            create(part, key)
