"""Session files: what is saved is what is opened, and nothing else gets in."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.errors import InputError
from gd_visualizer.core.penalty import Penalty
from gd_visualizer.core.registry import create, registered
from gd_visualizer.runtime.courier import InlineCourier
from gd_visualizer.runtime.store import Store
from gd_visualizer.session.choices import FOLDERS, change_setting, choose
from gd_visualizer.session.desk import Desk, KeptPath
from gd_visualizer.session.document import Document, first_document
from gd_visualizer.session.edits import set_learning_rate
from gd_visualizer.session.session_file import read_session, read_with_desk, save_session, session_from, session_text
from gd_visualizer.session.session_schema import MOST_POINTS, SessionEntry
from gd_visualizer.session.trace import Leg
from tests.runtime.stores import walk_again

finite = st.floats(allow_nan=False, allow_infinity=False)


def same(one: Document, other: Document) -> bool:
    """Compare all but the numbers of the points, which are not kept."""
    data = (one.dataset, other.dataset)
    points = all(np.array_equal(getattr(data[0], key), getattr(data[1], key)) for key in ("x", "y"))
    names = (data[0].x_name, data[0].y_name) == (data[1].x_name, data[1].y_name)
    return points and names and replace(one, dataset=data[1]) == other


def reopened(document: Document) -> Document:
    return session_from(session_text(document).encode(), "mine.gdv")


@pytest.mark.parametrize(("part", "key"), [(part, key) for part in FOLDERS for key in registered(FOLDERS[part])])
def test_everything_that_can_be_chosen_comes_back(part: Any, key: str) -> None:
    document = choose(part, key).apply(first_document())
    assert same(reopened(document), document)


def test_settings_of_every_kind_come_back() -> None:
    document = first_document()
    for edit in (
        choose("model", "network"),
        change_setting("model", "hidden", "3,2"),
        change_setting("model", "activation", "relu"),
        choose("optimizer", "adam"),
        change_setting("optimizer", "amsgrad", True),
        change_setting("optimizer", "beta1", 0.5),
        change_setting("penalty", "l2", 0.1),
    ):
        document = edit.apply(document)
    document = replace(document, climb=True, batch_size=3, seed=77, title="Ein Titel – 数", source="")
    assert same(reopened(document), document)


@given(st.lists(st.tuples(finite, finite), max_size=20), finite, finite)
def test_every_number_reads_back_to_the_same_float(points: list[tuple[float, float]], m: float, b: float) -> None:
    data = Dataset.from_arrays([x for x, _ in points], [y for _, y in points], "a\n<b>", "ÿ")
    document = replace(first_document(), dataset=data, start=(m, b), title="", source="")
    assert same(reopened(document), document)


def test_only_changed_settings_are_written() -> None:
    written = json.loads(session_text(first_document()))
    assert written["format"] == "gd-visualizer session"
    assert written["version"] == 1
    assert written["loss"] == {"key": "mean_squared_error", "settings": {}}
    assert written["start"] == {"m": -2.4, "b": -2.0}
    assert written["penalty"] == {}
    assert json.loads(session_text(replace(first_document(), penalty=Penalty(l1=2.0))))["penalty"] == {"l1": 2.0}


def test_the_published_schema_is_that_of_the_program() -> None:
    published = Path(__file__).parents[2] / "docs" / "session-schema.json"
    assert json.loads(published.read_text()) == msgspec.json.schema(SessionEntry), "python docs/make_schema.py"


def test_files_with_a_desk_are_read_and_written_the_same() -> None:
    path = Path(__file__).parent / "sessions" / "version_1_desk.gdv"
    document, desk = read_with_desk(path)
    assert (desk.page, desk.step, desk.chapter) == ("backward", 4, "04_flat_ground")
    assert session_text(document, desk) == path.read_text()
    assert desk.path is not None
    assert desk.path.steps == (0, 1, 2, 3, 4)


def test_a_file_of_the_first_version_begins_where_its_walk_had_come_to() -> None:
    path = Path(__file__).parent / "sessions" / "version_1_changed.gdv"
    document, desk = read_with_desk(path)
    assert (desk.step, desk.last_step, desk.legs, desk.come_to) == (0, 0, (), ())
    assert desk.walk_from == (1.2553073335748417, -0.2018684866804803)
    assert session_text(document, desk) == path.read_text()


@pytest.mark.usefixtures("qapp")
def test_a_file_of_the_second_version_has_the_legs_of_its_walk() -> None:
    path = Path(__file__).parent / "sessions" / "version_2_legs.gdv"
    document, desk = read_with_desk(path)
    assert [(leg.steps, leg.plan.learning_rate) for leg in desk.legs] == [(3, 0.05), (4, 0.1)]
    assert session_text(document, desk) == path.read_text()
    store = Store(document, InlineCourier())
    walk_again(store, desk.last_step, desk)
    assert store.snapshot.last_step == 12
    assert desk.is_walked_by(store.snapshot)
    assert store.snapshot.path[9] == pytest.approx([1.4579541390086777, 0.16130585797392705], rel=1e-12)


def test_the_lowest_version_is_written_that_says_everything() -> None:
    document, leg = first_document(), Leg(3, first_document().plan)
    assert json.loads(session_text(document, Desk(last_step=3)))["version"] == 1
    assert json.loads(session_text(document, Desk(last_step=3, legs=(leg,))))["version"] == 2


def test_of_a_long_walk_evenly_chosen_steps_are_kept() -> None:
    store = Store(first_document(), InlineCourier())
    store.apply(set_learning_rate(1e-4))
    walk_again(store, 30_000)
    kept = KeptPath.of(store.snapshot)
    assert (kept.steps[0], kept.steps[-1], len(kept.steps)) == (0, 30_000, 20_000)
    assert np.array_equal(kept.parameters, store.snapshot.path[list(kept.steps)])
    assert kept.is_walked_by(store.snapshot)
    store.apply(set_learning_rate(2e-4))
    store.restart()
    walk_again(store, 30_000)
    assert not kept.is_walked_by(store.snapshot)


def test_a_file_is_saved_and_read(tmp_path: Path) -> None:
    path, document = tmp_path / "mine.gdv", first_document()
    save_session(document, path)
    assert same(read_session(path), document)
    with pytest.raises(InputError, match="not a regular file"):
        save_session(document, tmp_path)


def changed(**fields: Any) -> bytes:
    return json.dumps({**json.loads(session_text(first_document())), **fields}).encode()


@pytest.mark.parametrize(
    "more", [b'"points": [' + b"[0,0]," * 2_600_000 + b"[0,0]]", b'"start": {' + b'"a":1,' * 500_001 + b'"m":1,"b":1}']
)
def test_what_holds_more_than_any_session_is_not_taken_to_pieces(more: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(msgspec.json, "decode", None)
    with pytest.raises(InputError, match="it holds more than any session"):
        session_from(b'{"format": "gd-visualizer session", "version": 1, ' + more + b"}", "mine.gdv")


def test_a_million_points_and_a_kept_path_are_a_session() -> None:
    numbers = np.linspace(-1.0, 1.0, MOST_POINTS)
    document = replace(first_document(), dataset=Dataset.from_arrays(numbers, numbers))
    rows = 20_000
    path = KeptPath(tuple(range(rows)), (1.0,) * rows, np.zeros((rows, 2)))
    content = session_text(document, Desk(last_step=rows, path=path)).encode()
    assert np.array_equal(session_from(content, "mine.gdv").dataset.x, numbers)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "mine.gdv is no session that can be opened"),
        (b"x,y\n1,2\n", "mine.gdv is no session that can be opened"),
        (b"[" * 100_000, "mine.gdv is no session that can be opened"),
        (b"{}", "missing required field `format`"),
        (b'{"format": "something else", "version": 1}', "format"),
        (changed(version=3), "made by a newer version of this program (format 3)"),
        (changed(version=10**400), "(format 100000000000000000000000000000000000000…)"),
        (changed(seed=10**30), "$.seed"),
        (changed(title="n" * 100_000), "$.title"),
        (changed(racers=[{"key": "adam"}] * 10_000), "$.racers"),
        (changed(version="1"), "$.version"),
        (changed(version=0), "$.version"),
        (changed(points=[[1, "2"]]), "$.points[0][1]"),
        (changed(points=[[1, 2, 3]]), "$.points[0]"),
        (changed(points=[[1, None]]), "$.points[0][1]"),
        (changed(points=[[1e308, 2]]).replace(b"1e+308", b"1e999"), "mine.gdv"),
        (session_text(first_document()).replace("-2.4", "NaN").encode(), "is no session that can be opened"),
        (changed(start={"m": 1.0}), "no number for the parameter 'b'"),
        (changed(model={"key": "cubic"}), "there is no model named 'cubic'"),
        (changed(model={"key": "polynomial", "settings": {"degree": 99}}), "degree = 99 is outside its range"),
        (changed(model={"key": "formula", "settings": {"text": "__import__('os')"}}), "mine.gdv"),
        (changed(loss={"key": "huber", "settings": {"gamma": 1}}), "huber has no setting named 'gamma'"),
        (changed(penalty={"l3": 1.0}), "penalty has no setting named 'l3'"),
        (changed(penalty={"l2": -1.0}), "outside its range"),
        (changed(seed=-1), "$.seed"),
        (changed(title="x" * 5000), "$.title"),
        (changed(source="../../etc/passwd"), None),
        (changed(nobody_knows="this"), None),
    ],
)
def test_what_is_no_session_is_refused_in_one_sentence(content: bytes, sentence: str | None) -> None:
    if sentence is None:
        assert session_from(content, "mine.gdv").source in ("", "eight_points")
        return
    with pytest.raises(InputError) as caught:
        session_from(content, "mine.gdv")
    assert sentence in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 400


def opened_or_refused(content: bytes) -> Document | None:
    with suppress(InputError):
        return session_from(content, "mine.gdv")
    return None


base = session_text(choose("model", "network").apply(first_document())).encode()


@settings(max_examples=400, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(base) - 1), st.integers(0, 255)), min_size=1, max_size=4))
def test_a_damaged_file_is_read_right_or_refused(damage: list[tuple[int, int]]) -> None:
    content = bytearray(base)
    for place, byte in damage:
        content[place] = byte
    document = opened_or_refused(bytes(content))
    if document is not None:
        assert np.isfinite(document.start).all()
        assert np.isfinite(document.dataset.x).all()
        assert len(document.start) == len(document.model.parameter_names)


def test_a_typed_formula_comes_back_as_it_was_typed() -> None:
    document = choose("model", "formula").apply(first_document())
    document = change_setting("model", "text", "a x² + sin(b·x)").apply(document)
    assert reopened(document).model == create("models", "formula", text="a x² + sin(b·x)")
