"""``render`` draws the window dot for dot, walks as ``train`` does, and touches nothing of a person's own."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from gd_visualizer.app import create_window
from gd_visualizer.app.command_line import main
from gd_visualizer.app.commands.parser import Parser
from gd_visualizer.app.commands.problem import OPTIONS, add_problem_options
from gd_visualizer.app.wiring import Wiring
from gd_visualizer.runtime.preferences import Preferences
from gd_visualizer.runtime.recovery import recovery_folder
from gd_visualizer.session.axes import Axes
from gd_visualizer.session.session_file import save_session
from gd_visualizer.views.surface.map_plot import MapPlot

# As long as a map takes to know that it is at rest, and more.
REST = 0.3


def act(window, *names: str) -> None:
    for name in names:
        window.actions_by_name[f"action_{name}"].trigger()


def at_rest(window) -> None:
    ends_at = time.perf_counter() + REST
    maps = window.findChildren(MapPlot)
    while time.perf_counter() < ends_at or any(plot.ground._rest.isActive() for plot in maps):
        QApplication.processEvents()


def saved(window, path: Path) -> Path:
    save_session(window.snapshot.document, path, window.findChild(Wiring).desks.desk())
    return path


def rate_changed_on_the_way(window) -> None:
    act(window, "step", "step", "step")
    window.panel.rate.rate_typed.emit(0.1)
    act(window, "step", "step", "step")


def ran_away_on_the_way(window) -> None:
    act(window, "step", "step")
    window.panel.rate.rate_typed.emit(3.0)
    act(window, *["step"] * 6)


def one_step_back(window) -> None:
    window.panel.part_chosen.emit("optimizers", "momentum")
    act(window, "restart", "log_loss", "log_bands", "show_parts", "show_total", *["step"] * 9, "step_back")


def other_model_on_the_way(window) -> None:
    act(window, "step", "step")
    window.panel.part_chosen.emit("models", "polynomial")
    act(window, *["step"] * 9, "step_back", "step_back")


def other_axes(window) -> None:
    window.panel.part_chosen.emit("models", "network")
    act(window, "restart", "ten_steps")
    window.findChild(Wiring)._store.use_axes(Axes("random", "", "", 4))
    act(window, "step", "step_back")


def point_far_away(window) -> None:
    window.equation.parameters_typed.emit(3.0, -2.0)
    act(window, "step", "step", "step")
    window.canvas.point_added.emit(40.0, 9.0)
    act(window, "step")


def race_after_a_walk(window) -> None:
    act(window, "step", "step", "step", "step")
    window.show_page("race")


def backward_with_another_loss(window) -> None:
    window.panel.part_chosen.emit("losses", "mean_absolute_error")
    act(window, "step", "step", "step", "step_back")
    window.show_page("backward")


def no_points(window) -> None:
    act(window, "clear_points")


@pytest.mark.parametrize(
    ("what_is_done", "size", "theme", "view"),
    [
        (rate_changed_on_the_way, "1440x900", "light", "window"),
        (rate_changed_on_the_way, "1024x700", "contrast", "data"),
        (ran_away_on_the_way, "1440x900", "light", "window"),
        (one_step_back, "1440x900", "contrast", "window"),
        (one_step_back, "1024x700", "dark", "window"),
        (other_model_on_the_way, "1440x900", "dark", "window"),
        (other_axes, "1024x700", "contrast", "surface"),
        (point_far_away, "1024x700", "light", "window"),
        (race_after_a_walk, "1440x900", "light", "window"),
        (backward_with_another_loss, "1024x700", "dark", "window"),
        (no_points, "1024x700", "dark", "window"),
    ],
)
def test_a_picture_of_a_session_is_the_window_that_opened_it(qtbot, tmp_path, what_is_done, size, theme, view) -> None:
    first = create_window()
    first.show()
    what_is_done(first)
    path, out = saved(first, tmp_path / "a.gdv"), tmp_path / "a.png"
    first.close()
    Preferences()._settings.clear()
    Preferences().keep("theme", theme)
    window = create_window(path)
    window.resize(*map(int, size.split("x")))
    window.show()
    at_rest(window)
    shown = {"window": window, "data": window.canvas, "surface": window.surface}[view].grab().toImage()
    assert main(["render", str(path), "-o", str(out), "--size", size, "--theme", theme, "--view", view]) == 0
    assert QImage(str(out)).convertToFormat(QImage.Format.Format_RGB32) == shown.convertToFormat(
        QImage.Format.Format_RGB32
    )


def test_a_picture_does_not_depend_on_what_was_drawn_before(qapp, tmp_path) -> None:
    # The words "flat: slope 0" have a halo, and the map of a step back was once seen in motion.
    one, other = tmp_path / "a.png", tmp_path / "b.png"
    common = ["render", "builtin:eight_points", "--step", "5"]
    assert main([*common, "-o", str(one)]) == 0
    assert main(["render", "builtin:decay", "--theme", "dark", "-o", str(other)]) == 0
    assert main([*common, "-o", str(other)]) == 0
    assert one.read_bytes() == other.read_bytes()


def test_opening_a_session_one_step_back_glides_nowhere(qtbot, tmp_path) -> None:
    first = create_window()
    first.glide.reduced = True
    act(first, "step", "step", "step_back")
    window = create_window(saved(first, tmp_path / "a.gdv"))
    assert not window.glide.reduced
    assert window.glide._animation.state() != window.glide._animation.State.Running
    assert window.equation.text() == first.equation.text()


def test_drawing_touches_nothing_of_a_person(qtbot, tmp_path) -> None:
    window = create_window()
    act(window, "step")
    session = saved(window, tmp_path / "a.gdv")
    kept = {**json.loads(session.read_text()), "lesson": {"chapter": "", "done": ["one-point"]}}
    session.write_text(json.dumps(kept))
    Preferences().keep("text_scale", 2.0)
    Preferences().keep("show_squares", False)
    left = recovery_folder() / "1-left.gdv"
    left.parent.mkdir(parents=True, exist_ok=True)
    left.write_text(session.read_text())
    try:
        before = {key: Preferences()._settings.value(key) for key in Preferences()._settings.allKeys()}
        assert main(["render", str(session), "-o", str(tmp_path / "a.png")]) == 0
        assert {key: Preferences()._settings.value(key) for key in Preferences()._settings.allKeys()} == before
        assert os.listdir(left.parent) == [left.name]
        left.unlink()
        Preferences()._settings.clear()
        assert main(["render", str(session), "-o", str(tmp_path / "b.png")]) == 0
    finally:
        left.unlink(missing_ok=True)
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()


# Options of train beside a session ---------------------------------------------------------------------------


def session(path: Path, **more: object) -> Path:
    """Write a session with a walk that began elsewhere, and look back in it."""
    points = [[float(x), 0.5 * x + (x % 3)] for x in range(-4, 5)]
    content = {
        "format": "gd-visualizer session", "version": 1, "points": points, "start": {"m": -2.0, "b": 1.0},
        "optimizer": {"key": "adam", "settings": {"learning_rate": 0.2}}, "step": 5, "last_step": 7,
        "walk_from": {"m": 3.0, "b": 3.0}, "view": {"page": "backward", "logarithmic_loss": True},
    }  # fmt: skip
    path.write_text(json.dumps({**content, **more}))
    return path


@pytest.mark.parametrize(
    "options",
    [
        ["--learning-rate", "0.05"],
        ["--start", "m=0.5,b=-1"],
        ["--model", "polynomial", "--set", "model.degree=3", "--optimizer", "momentum", "--learning-rate", "1e-4"],
        ["--loss", "huber", "--set", "loss.delta=0.5", "--set", "penalty.l2=0.1"],
        ["--model", "network", "--seed", "3"],
        ["--batch-size", "4", "--seed", "9", "--schedule", "step_decay"],
        ["--formula", "a*sin(b*x) + c"],
        ["--maximise"],
        ["--optimizer", "gradient_descent", "--learning-rate", "100", "--steps", "400"],
    ],
)
def test_options_change_parts_of_a_session_as_for_train(qapp, tmp_path, capsys, options) -> None:
    path, out = session(tmp_path / "a.gdv"), tmp_path / "a.csv"
    assert main(["render", str(path), *options, "-o", str(out)]) == 0
    capsys.readouterr()
    assert main(["train", str(path), "--steps", "7", *options, "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert (result["status"] == "diverged") == ("400" in options)
    rows = list(csv.reader(out.read_text().splitlines()))
    assert [int(rows[-1][0]), float(rows[-1][1])] == [result["steps"], result["loss"]]
    assert dict(zip(rows[0][2:], map(float, rows[-1][2:]), strict=True)) == result["parameters"]
    assert list(map(float, rows[1][2:])) == list(result["initial"]["parameters"].values())


def test_without_options_a_session_is_walked_from_where_its_walk_began(qapp, tmp_path) -> None:
    path, out = session(tmp_path / "a.gdv"), tmp_path / "a.csv"
    assert main(["render", str(path), "--step", "3", "--theme", "dark", "-o", str(out)]) == 0
    rows = list(csv.reader(out.read_text().splitlines()))
    assert (rows[1][2:], rows[-1][0]) == (["3.0", "3.0"], "3")


def test_what_options_do_not_change_stays(qtbot, tmp_path) -> None:
    path, out, other = session(tmp_path / "a.gdv"), tmp_path / "a.png", tmp_path / "b.png"
    slower = {"key": "adam", "settings": {"learning_rate": 0.05}}
    same = session(tmp_path / "b.gdv", optimizer=slower, walk_from={"m": -2.0, "b": 1.0})
    assert main(["render", str(path), "--learning-rate", "0.05", "-o", str(out)]) == 0
    assert main(["render", str(same), "-o", str(other)]) == 0
    assert out.read_bytes() == other.read_bytes()


def test_a_session_that_tells_no_step_is_drawn_at_its_start_as_in_the_window(qapp, tmp_path) -> None:
    path = session(tmp_path / "a.gdv")
    kept = json.loads(path.read_text())
    path.write_text(json.dumps({key: kept[key] for key in ("format", "version", "points", "start")}))
    assert main(["render", str(path), "-o", str(tmp_path / "a.csv")]) == 0
    assert len((tmp_path / "a.csv").read_text().splitlines()) == 2


def test_every_option_of_train_is_known_as_one() -> None:
    parser = Parser("", "")
    add_problem_options(parser)
    assert {"data", *OPTIONS} == set(vars(parser.parse_args(["a.gdv"])))


# What is wrong is said in one line -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["a" * 300 + ".csv", "-o", "a.png"], "too long"),
        (["builtin:decay", "-o", "a" * 300 + ".csv"], "too long"),
        (["builtin:decay", "-o", "a.png", "--size", "8000x8000", "--scale", "4", "--step", "1"], "smaller size"),
        (["builtin:decay", "-o", "a.png", "--size", "9000x900"], "at most 8000x8000"),
        (["builtin:decay", "-o", "a.png", "--page", "race", "--view", "data"], "not to be seen"),
        (["a.gdv", "-o", "a.png", "--x", "x"], "choose among those of a table"),
        (["a.gdv", "-o", "a.png", "--start", "m=1"], "'b' is missing"),
        (["none.gdv", "-o", "a.py"], "needs points"),
        (["none.gdv", "-o", "a.png", "--learning-rate", "1"], "has no points"),
    ],
)
def test_what_cannot_be_drawn_is_said_in_one_line(qapp, tmp_path, monkeypatch, capsys, words, told) -> None:
    monkeypatch.chdir(tmp_path)
    session(tmp_path / "a.gdv")
    session(tmp_path / "none.gdv", points=[])
    assert main(["render", *words]) == 2
    said = capsys.readouterr().err
    assert said.startswith("error: ")
    assert said.count("\n") == 1
    assert told in said
    assert sorted(os.listdir(tmp_path)) == ["a.gdv", "none.gdv"]


def test_no_screen_is_wanted_whatever_is_usual(tmp_path) -> None:
    words = [sys.executable, "-m", "gd_visualizer", "render", "builtin:decay", "-o", str(tmp_path / "a.csv")]
    done = subprocess.run(words, env={**os.environ, "QT_QPA_PLATFORM": "wayland", "DISPLAY": ""}, check=False)
    assert done.returncode == 0
