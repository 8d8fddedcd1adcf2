"""Pictures, films, tables and code out of the window and out of ``render``."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from gd_visualizer.app import create_window
from gd_visualizer.app.command_line import main
from gd_visualizer.app.export.dialog import Choice, PictureDialog
from gd_visualizer.app.export.film import pillow_image, steps_shown
from gd_visualizer.app.wiring import Wiring
from gd_visualizer.app.work_dialog import ProgressDialog, WorkDialog
from gd_visualizer.runtime.work_beside import WorkBeside
from gd_visualizer.session.export.path_table import path_csv
from gd_visualizer.session.session_file import save_session
from tests.runtime.stores import walk_again

SCENES = Path(__file__).parents[2] / "docs" / "scenes"


@pytest.fixture
def window(qtbot):
    window = create_window()
    window.findChild(Wiring).appearance.use("light", 1.0)
    window.glide.reduced = True
    window.call_out.put_away()
    window.resize(1200, 800)
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.close_guard = None
    window.close()
    window.deleteLater()


def walk(window, steps=6) -> None:
    for _step in range(steps):
        window.actions_by_name["action_step"].trigger()
    QApplication.processEvents()


def write(window, path, **choice) -> bytes:
    window.findChild(Wiring).exports.write_picture(Choice(file=path.suffix, **choice), path)
    return path.read_bytes()


def most_different(first: QImage, second: QImage) -> int:
    """Return by how many levels of 255 two pictures differ where they differ most."""
    assert first.size() == second.size()
    return max(high for _low, high in ImageChops.difference(pillow_image(first), pillow_image(second)).getextrema())


def test_a_picture_is_the_window_pixel_for_pixel(window, tmp_path) -> None:
    walk(window)
    shown = window.grab().toImage()
    found = QImage.fromData(write(window, tmp_path / "a.png"))
    assert shown.convertToFormat(found.format()) == found
    assert QImage.fromData(write(window, tmp_path / "b.png", scale="2")).size() == 2 * window.size()


@pytest.mark.parametrize("view", ["window", "data", "surface", "loss"])
def test_render_draws_what_the_window_shows(window, tmp_path, view) -> None:
    # In one go: where labels stand on the map depends on where they stood before.
    window.actions_by_name["action_ten_steps"].trigger()
    QApplication.processEvents()
    out = tmp_path / "r.png"
    assert (
        main(["render", "builtin:eight_points", "-o", str(out), "--step", "10", "--size", "1200x800", "--view", view])
        == 0
    )
    shown = QImage.fromData(write(window, tmp_path / "w.png", view=view))
    # Some levels of 255 at the edges of lines: the map remembers fractions of pixels of how it came to its region.
    assert most_different(QImage(str(out)), shown) <= 8


@pytest.mark.parametrize("scene", ["backward", "symbols", "step-parts", "race"])
def test_render_lays_a_session_out_as_the_window_does(window, tmp_path, scene) -> None:
    session = SCENES / f"{scene}.gdv"
    window.files_dropped.emit([session])
    for _turn in range(5):
        QApplication.processEvents()
    out = tmp_path / "r.png"
    assert main(["render", str(session), "-o", str(out), "--size", "1200x800"]) == 0
    # The title of the window is not part of it, and neither is what was said last.
    shown = QImage.fromData(write(window, tmp_path / "w.png"))
    assert window.pages.key == {"backward": "backward", "race": "race"}.get(scene, "line")
    assert most_different(QImage(str(out)), shown) <= 8


def test_a_page_can_be_asked_for_and_a_race_is_filmed(tmp_path, qapp) -> None:
    out = tmp_path / "race.webp"
    assert main(["render", "builtin:eight_points", "--page", "race", "--step", "3", "-o", str(out)]) == 0
    with Image.open(out) as film:
        assert film.n_frames == 4


def test_drawings_for_paper_are_whole_files(window, tmp_path) -> None:
    assert write(window, tmp_path / "a.pdf").rstrip().endswith(b"%%EOF")
    text = write(window, tmp_path / "a.svg", view="data").decode()
    assert text.rstrip().endswith("</svg>")
    assert "clip-path" in text


def test_other_colours_are_for_the_picture_alone(window, tmp_path) -> None:
    dark = QImage.fromData(write(window, tmp_path / "a.png", colours="dark"))
    light = QImage.fromData(write(window, tmp_path / "b.png"))
    assert dark.pixelColor(3, 60).lightness() < 90 < light.pixelColor(3, 60).lightness()
    assert window.theme.key == "light"


@pytest.mark.parametrize("page", ["line", "race"])
def test_a_picture_in_other_colours_is_that_of_a_window_in_those_colours(window, tmp_path, page) -> None:
    window.show_page(page)
    walk(window, 2)
    appearance = window.findChild(Wiring).appearance
    appearance.use("dark")
    # Labels on the map move when the first message takes some room, and stay there.
    write(window, tmp_path / "a.png")
    before = QImage.fromData(write(window, tmp_path / "a.png"))
    asked = QImage.fromData(write(window, tmp_path / "b.png", colours="contrast"))
    assert most_different(QImage.fromData(write(window, tmp_path / "c.png")), before) <= 8
    appearance.use("contrast")
    shown = QImage.fromData(write(window, tmp_path / "d.png"))
    assert most_different(asked, shown) <= 8


@pytest.mark.parametrize("kind", [".gif", ".webp", ".apng"])
def test_a_film_has_a_picture_for_each_step(window, tmp_path, kind) -> None:
    walk(window, 3)
    window.actions_by_name["action_step_back"].trigger()
    film = Image.open(io.BytesIO(write(window, tmp_path / f"a{kind}", view="loss", caption="downhill")))
    assert film.n_frames == 4
    assert film.height > window.chart.height()
    assert window.snapshot.step == 2


@pytest.mark.parametrize("kind", [".gif", ".webp", ".apng", ".mp4"])
@pytest.mark.parametrize("times", [1, 5])
def test_a_cancelled_film_leaves_what_was_there(window, tmp_path, monkeypatch, kind, times) -> None:
    walk(window, 5)
    path = tmp_path / f"a{kind}"
    path.write_text("precious")
    tell, told = ProgressDialog.tell, []

    def cancelled_tell(dialog: ProgressDialog, share: float) -> None:
        told.append(share)
        if len(told) == times:
            dialog.show()
            dialog.cancel.click()
        tell(dialog, share)

    monkeypatch.setattr(ProgressDialog, "tell", cancelled_tell)
    window.findChild(Wiring).exports.write_picture(Choice(file=kind), path)
    # Nothing more is drawn or written.
    assert len(told) == times
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
    assert path.read_text() == "precious"
    assert not window.messages.isVisible()
    assert window.snapshot.step == 5


@pytest.mark.parametrize("kind", [".gif", ".webp", ".apng", ".mp4"])
def test_a_film_has_one_bar_that_goes_once_from_left_to_right(window, tmp_path, monkeypatch, kind) -> None:
    walk(window, 5)
    shares, dialogs = [], set()
    tell = ProgressDialog.tell

    def heard(dialog: ProgressDialog, share: float) -> None:
        shares.append(share)
        dialogs.add(id(dialog))
        tell(dialog, share)

    monkeypatch.setattr(ProgressDialog, "tell", heard)
    monkeypatch.setattr(WorkDialog, "exec", lambda _self: pytest.fail("a second bar"))
    write(window, tmp_path / f"a{kind}")
    assert len(dialogs) == 1
    assert shares == sorted(shares)
    assert sorted(set(shares)) == [place / 6 for place in range(6)]
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not window.findChildren(ProgressDialog)


def test_a_film_of_the_race_shows_the_race(window, tmp_path) -> None:
    window.show_page("race")
    walk(window, 3)
    window.actions_by_name["action_step_back"].trigger()
    race = window.findChild(Wiring).race.race
    film = Image.open(io.BytesIO(write(window, tmp_path / "a.apng")))
    assert film.n_frames == 4
    assert (race.snapshot.step, race.last_step) == (2, 3)
    race.seek(3)
    film.seek(3)
    shown = pillow_image(QImage.fromData(write(window, tmp_path / "a.png")))
    assert max(high for _low, high in ImageChops.difference(film.convert("RGB"), shown).getextrema()) <= 8


def test_a_ring_around_what_has_the_focus_is_on_no_picture_of_a_film(window, tmp_path, monkeypatch) -> None:
    walk(window, 3)
    box = window.panel.rate.findChild(QLineEdit)
    box.setFocus()
    QApplication.processEvents()
    assert box.hasFocus()
    rings = []
    begin, tell = ProgressDialog.begin, ProgressDialog.tell

    def heard(dialog: ProgressDialog, share: float) -> None:
        # In the middle of the film, as for one that takes long.
        if share >= 0.5:
            dialog.show()
        tell(dialog, share)
        rings.append(box.hasFocus())

    monkeypatch.setattr(ProgressDialog, "begin", lambda dialog: begin(dialog) or rings.append(box.hasFocus()))
    monkeypatch.setattr(ProgressDialog, "tell", heard)
    write(window, tmp_path / "a.apng")
    assert set(rings) == {False}
    assert window.focusWidget() is box


def cancelled(dialog: WorkDialog) -> int:
    """Press Cancel at once."""
    dialog.reject()
    return 0


def with_long_walk(window) -> None:
    window.panel.part_chosen.emit("models", "network")
    walk_again(window.findChild(Wiring)._store, 3_000)


def test_a_long_path_is_written_beside_the_window(window, tmp_path, monkeypatch) -> None:
    with_long_walk(window)
    shares = []
    begin = WorkBeside.begin

    def heard(work: WorkBeside) -> None:
        work.progressed.connect(shares.append)
        begin(work)

    monkeypatch.setattr(WorkBeside, "begin", heard)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "p.csv"), ""))
    window.actions_by_name["action_export_path"].trigger()
    assert (tmp_path / "p.csv").read_text(encoding="utf-8") == path_csv(window.snapshot)
    assert window.messages.text() == "p.csv is written."
    assert shares == sorted(shares)
    assert len(set(shares)) >= 3


def test_a_long_path_that_is_cancelled_leaves_what_was_there(window, tmp_path, monkeypatch) -> None:
    with_long_walk(window)
    path = tmp_path / "p.csv"
    path.write_text("precious")
    monkeypatch.setattr(WorkDialog, "exec", cancelled)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    window.actions_by_name["action_export_path"].trigger()
    assert [file.name for file in tmp_path.iterdir()] == ["p.csv"]
    assert path.read_text() == "precious"
    assert not window.messages.isVisible()


def test_long_runs_are_thinned_and_keep_their_ends() -> None:
    assert steps_shown(0) == [0]
    assert steps_shown(3) == [0, 1, 2, 3]
    long = steps_shown(100_000)
    assert (len(long), long[0], long[-1]) == (120, 0, 100_000)


def test_a_view_that_is_not_shown_is_refused_in_words(window, tmp_path) -> None:
    window.show_page("network")
    window.findChild(Wiring).exports.write_picture(Choice(view="data"), tmp_path / "a.png")
    assert "not to be seen" in window.messages.text()


def test_the_menu_asks_and_remembers(window, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(
        PictureDialog, "exec", lambda self: self.file.setCurrentIndex(1) or PictureDialog.DialogCode.Accepted
    )
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "a"), ""))
    window.actions_by_name["action_export_picture"].trigger()
    assert (tmp_path / "a.svg").exists()
    assert window.findChild(Wiring).exports._chosen_last().file == ".svg"


def test_path_and_code_come_from_the_menu(window, tmp_path, monkeypatch) -> None:
    walk(window, 4)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "p"), ""))
    window.actions_by_name["action_export_path"].trigger()
    rows = list(csv.reader((tmp_path / "p.csv").read_text(encoding="utf-8").splitlines()))
    assert rows[0] == ["step", "loss", "m", "b"]
    assert [float(text) for text in rows[5][2:]] == window.snapshot.parameters.tolist()
    window.actions_by_name["action_copy_python"].trigger()
    assert "STEPS = 4" in QGuiApplication.clipboard().text()
    window.panel.part_chosen.emit("optimizers", "adam")
    window.actions_by_name["action_export_python"].trigger()
    assert "changed on the way" in window.messages.text()
    assert not (tmp_path / "p.py").exists()


def test_render_writes_the_path_that_train_writes(tmp_path, qtbot, capsys) -> None:
    points = ["builtin:decay", "--model", "exponential", "--optimizer", "adam"]
    assert main(["render", *points, "-o", str(tmp_path / "a.csv"), "--step", "30"]) == 0
    assert main(["train", *points, "--steps", "30", "--trace", str(tmp_path / "b.csv")]) == 0
    assert (tmp_path / "a.csv").read_text() == (tmp_path / "b.csv").read_text()


@pytest.mark.parametrize(
    ("words", "told"),
    [(["-o", "a.bmp"], "must end in"), (["-o", "a.png", "--size", "10x10"], "at least")],
)
def test_render_refuses_in_one_line(words, told, capsys) -> None:
    assert main(["render", "builtin:decay", *words]) == 2
    assert told in capsys.readouterr().err


def save(window, path) -> None:
    files = window.findChild(Wiring).files
    save_session(window.snapshot.document, path, files.desks.desk())


def test_render_writes_the_path_and_the_code_of_a_walk_that_began_elsewhere(window, tmp_path, monkeypatch) -> None:
    walk(window, 4)
    window.panel.part_chosen.emit("losses", "huber")
    walk(window, 5)
    window.actions_by_name["action_step_back"].trigger()
    assert window.snapshot.path[0].tolist() != list(window.snapshot.document.start)
    save(window, tmp_path / "a.gdv")
    for name, kind in (("action_export_path", ".csv"), ("action_export_python", ".py")):
        ours, theirs = tmp_path / f"window{kind}", tmp_path / f"render{kind}"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, ours=ours: (str(ours), ""))
        window.actions_by_name[name].trigger()
        assert main(["render", str(tmp_path / "a.gdv"), "-o", str(theirs)]) == 0
        assert theirs.read_text("utf-8") == ours.read_text("utf-8")


@pytest.mark.parametrize(("size", "last", "back"), [((1200, 800), 9, 4), ((1024, 700), 12, 7)])
def test_render_looks_back_at_the_step_that_was_looked_at(window, tmp_path, size, last, back) -> None:
    walk(window, last)
    for _step in range(back):
        window.actions_by_name["action_step_back"].trigger()
    save(window, tmp_path / "a.gdv")
    other = create_window(tmp_path / "a.gdv")
    other.glide.reduced = True
    other.resize(*size)
    other.show()
    other.setFocus()
    for _turn in range(5):
        QApplication.processEvents()
    shown = QImage.fromData(write(other, tmp_path / "w.png"))
    other.close()
    assert (
        main(["render", str(tmp_path / "a.gdv"), "-o", str(tmp_path / "r.png"), "--size", f"{size[0]}x{size[1]}"]) == 0
    )
    assert most_different(QImage(str(tmp_path / "r.png")), shown) <= 8
