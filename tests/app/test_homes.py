"""Which file the document belongs to, when Undo and Redo pass the opening of another one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from gd_visualizer.app import create_window, dialogs
from gd_visualizer.app.homes import MOST_DOCUMENTS, Homes, Kept
from gd_visualizer.app.wiring import Wiring
from gd_visualizer.session.document import first_document


@pytest.fixture
def window(qtbot):
    window = create_window()
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.close_guard = None
    window.close()


def act(window, *names: str) -> None:
    for name in names:
        window.actions_by_name[f"action_{name}"].trigger()


def save_as(window, path, monkeypatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    act(window, "save_as")


def points(path) -> int:
    return len(json.loads(path.read_text("utf-8"))["points"])


@pytest.fixture
def two(window, tmp_path, monkeypatch):
    """A window that has saved a.gdv and then opened b.gdv, with a point less."""
    a, b = tmp_path / "a.gdv", tmp_path / "b.gdv"
    save_as(window, a, monkeypatch)
    b.write_text(json.dumps({**json.loads(a.read_text("utf-8")), "points": [[0, 1], [2, 3]], "title": "b"}))
    window.files_dropped.emit([b])
    return window, a, b


def test_save_after_undoing_an_opening_writes_the_file_of_what_is_shown(two):
    window, a, b = two
    theirs = b.read_bytes()
    act(window, "undo")
    assert not window.isWindowModified()
    window.canvas.point_added.emit(1.0, 1.0)
    assert window.isWindowModified()
    act(window, "save")
    assert window.messages.text() == "The session is saved in a.gdv."
    assert (points(a), b.read_bytes()) == (9, theirs)


def test_redo_comes_back_to_the_other_file(two):
    window, a, b = two
    ours = a.read_bytes()
    act(window, "undo", "redo")
    assert not window.isWindowModified()
    window.canvas.point_added.emit(1.0, 1.0)
    act(window, "save")
    assert (points(b), a.read_bytes()) == (3, ours)


def test_a_table_that_was_opened_and_undone_leaves_the_session_guarded(window, tmp_path, monkeypatch):
    save_as(window, tmp_path / "a.gdv", monkeypatch)
    (tmp_path / "t.csv").write_text("x,y\n1,2\n3,4\n5,7\n")
    window.files_dropped.emit([tmp_path / "t.csv"])
    window.canvas.point_added.emit(1.0, 1.0)
    assert not window.isWindowModified()
    act(window, "undo", "undo")
    window.canvas.point_added.emit(0.0, 0.0)
    asked = []
    monkeypatch.setattr(dialogs, "ask_about_changes", lambda _window, name: asked.append(name) or "stay")
    window.close()
    assert asked == ["a.gdv"]


def test_data_chosen_within_a_session_stay_in_its_file(window, tmp_path, monkeypatch):
    path = tmp_path / "a.gdv"
    save_as(window, path, monkeypatch)
    window.panel.dataset_chosen.emit("outlier")
    act(window, "save")
    assert not window.isWindowModified()
    # The file holds the chosen data now: what was before is a change.
    act(window, "undo")
    assert window.isWindowModified()
    act(window, "redo")
    assert not window.isWindowModified()


def test_what_a_crash_leaves_knows_its_file_after_undo(two):
    window, a, _b = two
    act(window, "undo")
    recovery = window.findChild(Wiring).recovery
    assert recovery._kept_in == str(a)
    window.canvas.point_added.emit(1.0, 1.0)
    recovery.write()
    assert json.loads(recovery._path.read_text("utf-8"))["kept_in"] == str(a)


def test_many_files_are_not_all_held():
    homes, document = Homes(), first_document()
    for place in range(MOST_DOCUMENTS + 5):
        homes.settle((place, 0), Path(str(place)), Kept(document, b"1"))
    assert sum(kept.document is not None for kept in homes.kept.values()) == MOST_DOCUMENTS
    assert homes.turn((0,))
    assert homes.present == Kept(None, b"1")
    assert homes.turn((99, MOST_DOCUMENTS, 0))
    assert homes.present.document is document
