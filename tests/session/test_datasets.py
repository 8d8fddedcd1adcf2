"""The data sets that come with the program: whole, honest about their origin, and good to walk on."""

from __future__ import annotations

import numpy as np
import pytest

from gd_visualizer.assets import resource
from gd_visualizer.core.errors import InputError
from gd_visualizer.session.files.datasets import DEFAULT, builtin_datasets, dataset_keys, load_builtin

KEYS = dataset_keys()
EIGHT = [(-2.1, -2.6), (-1.5, -0.4), (-0.9, -1.3), (-0.2, 0.7), (0.4, 0.3), (1.1, 3.1), (1.8, 2.4), (2.6, 4.9)]


def largest_stable_rate(x: np.ndarray) -> float:
    hessian = [[2 * np.mean(x**2), 2 * np.mean(x)], [2 * np.mean(x), 2]]
    return 2 / float(np.linalg.eigvalsh(hessian)[-1])


def test_all_are_there_and_the_default_comes_first() -> None:
    assert set(KEYS) == {
        "eight_points", "eight_points_shifted", "anscombe_1", "anscombe_2", "anscombe_3", "anscombe_4", "noisy_line",
        "outlier", "ravine", "two_groups", "parabola", "constant_y", "one_x", "perfect_line", "thousand_points",
        "one_wave", "decay",
    }  # fmt: skip
    assert KEYS[0] == DEFAULT == "eight_points"
    assert len({info.order for info in builtin_datasets()}) == len(KEYS)
    assert len({info.name for info in builtin_datasets()}) == len(KEYS)


def test_every_table_has_its_words_and_the_other_way_round() -> None:
    assert {path.stem for path in resource("datasets").glob("*.csv")} == set(KEYS)


@pytest.mark.parametrize("key", KEYS)
def test_every_data_set_loads(key: str) -> None:
    data = load_builtin(key)
    assert data.key == key
    assert len(data.x) == len(data.y) > 1
    assert not data.x.flags.writeable
    assert np.isfinite([*data.start, *data.x, *data.y]).all()
    assert len(data.start) == 2
    assert data.x_name
    assert data.y_name
    assert data.name[0].isupper()
    assert not data.name.endswith(".")


@pytest.mark.parametrize("key", KEYS)
def test_what_to_look_for_is_one_sentence(key: str) -> None:
    look_for = load_builtin(key).look_for
    assert look_for[0].isupper()
    assert look_for.endswith(".")
    assert look_for.count(".") == 1
    assert "\n" not in look_for
    assert len(look_for) < 120


@pytest.mark.parametrize("key", KEYS)
def test_the_walk_goes_down_from_a_poor_start(key: str) -> None:
    data = load_builtin(key)
    assert 0 < data.learning_rate < largest_stable_rate(data.x)
    design = np.column_stack([data.x, np.ones_like(data.x)])
    best = np.linalg.lstsq(design, data.y, rcond=None)[0]
    start_loss, best_loss = (np.mean((design @ line - data.y) ** 2) for line in (np.array(data.start), best))
    assert start_loss > 2 * best_loss + 1


def test_the_default_is_the_eight_points() -> None:
    data = load_builtin("eight_points")
    assert list(zip(data.x.tolist(), data.y.tolist(), strict=True)) == EIGHT
    assert data.start == (-2.4, -2.0)
    assert data.learning_rate == 0.05


def test_the_shifted_points_are_the_same_moved_to_the_right() -> None:
    data = load_builtin("eight_points_shifted")
    assert data.x == pytest.approx([x + 1.2 for x, _ in EIGHT], abs=1e-12)
    assert data.y.tolist() == [y for _, y in EIGHT]


@pytest.mark.parametrize("key", ["anscombe_1", "anscombe_2", "anscombe_3", "anscombe_4"])
def test_the_quartet_shares_its_line(key: str) -> None:
    data = load_builtin(key)
    assert np.polyfit(data.x, data.y, 1) == pytest.approx([0.5, 3.0], abs=0.004)
    assert (data.x.mean(), data.y.mean()) == pytest.approx((9.0, 7.5), abs=0.002)
    assert np.var(data.x, ddof=1) == pytest.approx(11.0)
    assert np.var(data.y, ddof=1) == pytest.approx(4.125, abs=0.004)
    assert data.source.startswith("F. J. Anscombe")
    assert "1973" in data.source


def test_the_odd_ones_are_what_they_say() -> None:
    perfect, flat, upright = map(load_builtin, ("perfect_line", "constant_y", "one_x"))
    assert perfect.y == pytest.approx(1.5 * perfect.x + 1, abs=1e-12)
    assert len(set(flat.y.tolist())) == 1
    assert len(set(upright.x.tolist())) == 1
    ravine = load_builtin("ravine")
    assert ravine.learning_rate > 0.9 * largest_stable_rate(ravine.x)
    assert "Made up" in ravine.source
    assert len(load_builtin("thousand_points").x) == 1000


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("eight_point", "there is no built-in data set 'eight_point': did you mean eight_points"),
        ("Ravine", "there is no built-in data set 'Ravine': did you mean ravine?"),
        ("zzz", "there is no built-in data set 'zzz': choose one of eight_points, "),
        ("", "there is no built-in data set '': choose one of eight_points, "),
        ("../datasets/ravine", "there is no built-in data set '../datasets/ravine'"),
    ],
)
def test_an_unknown_name_is_answered_with_near_ones(name: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        load_builtin(name)
    assert str(caught.value).startswith(message)
