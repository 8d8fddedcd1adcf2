"""MP4, and how large a film is."""

from __future__ import annotations

import io

import av
import numpy as np
import pytest
from PIL import Image, ImageChops
from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication

from gd_visualizer.app import create_window
from gd_visualizer.app.command_line import main
from gd_visualizer.app.export.dialog import COPY, Choice, PictureDialog
from gd_visualizer.app.export.film import CAPTION_HEIGHT, captioned, pillow_image
from gd_visualizer.app.export.film_size import frame_of, framed, most_pictures, size_of
from gd_visualizer.app.export.mp4 import mp4, pace
from gd_visualizer.app.export.pictures import image_of
from gd_visualizer.app.wiring import Wiring
from gd_visualizer.session.teller import tell_nobody


@pytest.fixture
def window(qtbot):
    window = create_window()
    window.findChild(Wiring).appearance.use("light", 1.0)
    window.glide.reduced = True
    window.call_out.put_away()
    window.resize(1201, 801)
    window.show()
    qtbot.waitExposed(window)
    for _step in range(3):
        window.actions_by_name["action_step"].trigger()
    QApplication.processEvents()
    yield window
    window.close_guard = None
    window.close()
    window.deleteLater()


@pytest.fixture
def dialog(qtbot):
    dialog = PictureDialog(None)
    qtbot.addWidget(dialog)
    return dialog


def pictures(content: bytes) -> list[np.ndarray]:
    with av.open(io.BytesIO(content)) as file:
        return [frame.to_ndarray(format="rgb24").astype(int) for frame in file.decode(video=0)]


def test_an_mp4_shows_first_and_last_step_as_the_png_does(tmp_path) -> None:
    common = ["render", "builtin:eight_points", "--size", "1201x801", "--view", "window"]
    assert main([*common, "--step", "3", "-o", str(tmp_path / "a.mp4")]) == 0
    found = pictures((tmp_path / "a.mp4").read_bytes())
    times, rate = pace(150)
    assert len(found) == 3 * times + 1500 * rate / 1000
    for step, frame in ((0, found[0]), (3, found[-1])):
        assert main([*common, "--step", str(step), "-o", str(tmp_path / "a.png")]) == 0
        wanted = np.asarray(Image.open(tmp_path / "a.png").convert("RGB")).astype(int)
        assert frame.shape == (802, 1202, 3)
        # Colours are kept at half the sharpness; all else is as drawn.
        assert np.abs(frame[:801, :1201] - wanted).mean() < 1.5
    assert np.abs(found[0] - found[-1]).mean() > 0.2


def test_each_picture_stays_as_long_as_asked() -> None:
    colours = [(250, 30, 30), (20, 200, 40), (10, 40, 220)]
    content = mp4([Image.new("RGB", (64, 33), colour) for colour in colours], 300, 600, tell_nobody)
    found = pictures(content)
    means = [frame.mean(axis=(0, 1)) for frame in found]
    assert [int(np.argmax(mean)) for mean in means] == [0] * 3 + [1] * 3 + [2] * 6
    assert np.abs(means[0] - colours[0]).max() < 4
    with av.open(io.BytesIO(content)) as file:
        assert file.streams.video[0].average_rate == 10


def test_the_window_writes_mp4_in_the_size_chosen(window, tmp_path) -> None:
    choice = Choice(file=".mp4", view="loss", film_size="640x360", caption="downhill", pace="1000")
    window.findChild(Wiring).exports.write_picture(choice, tmp_path / "a.mp4")
    found = pictures((tmp_path / "a.mp4").read_bytes())
    assert found[0].shape == (360, 640, 3)
    assert window.snapshot.step == 3


@pytest.mark.parametrize("size", ["900x300", "300x900"])
def test_a_film_of_another_shape_holds_the_whole_picture(window, tmp_path, size) -> None:
    choice = Choice(file=".webp", view="loss", film_size=size)
    window.findChild(Wiring).exports.write_picture(choice, tmp_path / "a.webp")
    film = Image.open(io.BytesIO((tmp_path / "a.webp").read_bytes()))
    assert film.size == tuple(map(int, size.split("x")))
    ground = window.theme.colour("win").getRgb()[:3]
    corner = film.convert("RGB").getpixel((2, 2))
    assert max(abs(a - b) for a, b in zip(corner, ground, strict=True)) < 6


def test_without_the_package_one_sentence_says_what_to_do(window, dialog, tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.setattr("gd_visualizer.app.export.mp4.find_spec", lambda _name: None)
    window.findChild(Wiring).exports.write_picture(Choice(file=".mp4"), tmp_path / "a.mp4")
    assert 'pip install "gd-visualizer[mp4]"' in window.messages.text()
    assert main(["render", "builtin:decay", "-o", str(tmp_path / "a.mp4")]) == 2
    assert 'pip install "gd-visualizer[mp4]"' in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
    dialog.file.setCurrentIndex(dialog.file.findData(".mp4"))
    assert "gd-visualizer[mp4]" in dialog.note.text()
    assert not dialog.export.isEnabled()
    dialog.file.setCurrentIndex(dialog.file.findData(".gif"))
    assert dialog.export.isEnabled()


def test_a_size_that_is_none_is_refused_where_it_is_typed(dialog) -> None:
    dialog.file.setCurrentIndex(dialog.file.findData(".gif"))
    for text in ("", "10 x 10", "5000x500", "wide", "640"):
        dialog.film_size.setEditText(text)
        assert "1280 × 720" in dialog.note.text()
        assert not dialog.export.isEnabled()
    dialog.film_size.setEditText("800 X 600")
    assert dialog.export.isEnabled()
    assert dialog.chosen().film_size == "800x600"
    dialog.film_size.setCurrentIndex(0)
    assert dialog.chosen().film_size == "shown"


def test_a_typed_size_is_remembered(window, tmp_path, monkeypatch) -> None:
    def accept(dialog: PictureDialog) -> int:
        dialog.file.setCurrentIndex(dialog.file.findData(".gif"))
        dialog.film_size.setEditText("700×500")
        return PictureDialog.DialogCode.Accepted

    monkeypatch.setattr(PictureDialog, "exec", accept)
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getSaveFileName", lambda *_: (str(tmp_path / "a"), ""))
    window.actions_by_name["action_export_picture"].trigger()
    assert QImage(str(tmp_path / "a.gif")).size() == QSize(700, 500)
    exports = window.findChild(Wiring).exports
    assert exports._chosen_last().film_size == "700x500"
    monkeypatch.setattr(PictureDialog, "exec", lambda _self: PictureDialog.DialogCode.Rejected)
    window.actions_by_name["action_export_picture"].trigger()
    assert exports._dialog.film_size.currentText() == "700 × 500"


def test_a_picture_of_a_view_can_be_copied_from_the_dialog(window, monkeypatch) -> None:
    def copy(dialog: PictureDialog) -> int:
        dialog.view.setCurrentIndex(dialog.view.findData("data"))
        dialog.file.setCurrentIndex(dialog.file.findData(".png"))
        dialog.copy.click()
        return COPY

    monkeypatch.setattr(PictureDialog, "exec", copy)
    # What is said afterwards takes some room from the views.
    shown = image_of(window.canvas)
    window.actions_by_name["action_export_picture"].trigger()
    assert QGuiApplication.clipboard().image().convertToFormat(QImage.Format.Format_RGB32) == shown


def test_large_films_have_fewer_pictures() -> None:
    assert size_of("1920x1080") == QSize(1920, 1080)
    assert most_pictures(QSize(1920, 1080)) > 120 > most_pictures(QSize(3840, 2160)) > 20


def test_what_was_said_last_is_no_part_of_a_picture(window, tmp_path) -> None:
    exports = window.findChild(Wiring).exports
    exports.write_picture(Choice(), tmp_path / "a.png")
    assert window.messages.isVisible()
    exports.write_picture(Choice(), tmp_path / "b.png")
    first, second = (
        np.asarray(Image.open(io.BytesIO((tmp_path / n).read_bytes()))).astype(int) for n in ("a.png", "b.png")
    )
    told = np.asarray(pillow_image(image_of(window))).astype(int)
    # Labels may find another place on the map.
    assert np.abs(first - second).mean() < 0.5
    assert np.abs(first - told).mean() > 3.0


def test_the_note_has_room(dialog, monkeypatch) -> None:
    monkeypatch.setattr("gd_visualizer.app.export.mp4.find_spec", lambda _name: None)
    dialog.setStyleSheet("QLabel, QComboBox, QPushButton { font-size: 26px; }")
    dialog.file.setCurrentIndex(0)
    dialog.show()
    QApplication.processEvents()
    dialog.file.setCurrentIndex(dialog.file.findData(".mp4"))
    QApplication.processEvents()
    assert dialog.note.height() >= dialog.note.heightForWidth(dialog.note.width())


def test_a_walk_that_ran_away_is_filmed_as_every_view_shows_it(window, tmp_path) -> None:
    window.panel.rate.rate_typed.emit(5.0)
    window.actions_by_name["action_restart"].trigger()
    window.resize(1440, 900)
    for _step in range(5):
        window.actions_by_name["action_step"].trigger()
    QApplication.processEvents()
    assert window.flies_away.isVisible()
    exports = window.findChild(Wiring).exports
    # Not the map: its captions may stand on another side of their dots.
    for view in ("data", "loss"):
        for path in (tmp_path / f"{view}.apng", tmp_path / f"{view}.png"):
            exports.write_picture(Choice(file=path.suffix, view=view), path)
        with Image.open(tmp_path / f"{view}.apng") as film, Image.open(tmp_path / f"{view}.png") as shown:
            assert film.n_frames == window.snapshot.last_step + 1
            film.seek(film.n_frames - 1)
            assert ImageChops.difference(film.convert("RGB"), shown.convert("RGB")).getbbox() is None


def test_pictures_of_a_film_have_one_size_whatever_becomes_of_the_view(window) -> None:
    caption, theme = "a line of text", window.theme
    frame = frame_of(window.chart, caption, theme)
    assert (frame - window.chart.size()).toTuple() == (0, theme.px(CAPTION_HEIGHT))
    before = framed(window.chart, frame, caption, theme)
    assert before == captioned(image_of(window.chart), caption, theme)
    window.chart.resize(window.chart.width() // 2, window.chart.height())
    assert framed(window.chart, frame, caption, theme).size() == frame
