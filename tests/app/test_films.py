"""What is inside a film, MP4, and how large a film is."""

from __future__ import annotations

import io
import weakref
from collections.abc import Iterator, Sequence

import av
import numpy as np
import pytest
from PIL import Image, ImageChops
from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication, QImage, QKeySequence
from PySide6.QtWidgets import QApplication

from gd_visualizer.app import create_window
from gd_visualizer.app.command_line import main
from gd_visualizer.app.export.dialog import COPY, Choice, PictureDialog
from gd_visualizer.app.export.film import CAPTION_HEIGHT, KINDS, captioned, film, pillow_image
from gd_visualizer.app.export.film_size import frame_of, framed, size_of
from gd_visualizer.app.export.mp4 import mp4, pace
from gd_visualizer.app.export.pictures import image_of
from gd_visualizer.app.wiring import Wiring
from gd_visualizer.runtime.work_beside import Stopped


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
    rate = pace(150)
    assert len(found) == (3 * 150 + 1500) * rate / 1000
    for step, frame in ((0, found[0]), (3, found[-1])):
        assert main([*common, "--step", str(step), "-o", str(tmp_path / "a.png")]) == 0
        wanted = np.asarray(Image.open(tmp_path / "a.png").convert("RGB")).astype(int)
        assert frame.shape == (802, 1202, 3)
        # Colours are kept at half the sharpness; all else is as drawn.
        assert np.abs(frame[:801, :1201] - wanted).mean() < 1.5
    assert np.abs(found[0] - found[-1]).mean() > 0.2


def test_each_picture_stays_as_long_as_asked() -> None:
    colours = [(250, 30, 30), (20, 200, 40), (10, 40, 220)]
    content = mp4([Image.new("RGB", (64, 33), colour) for colour in colours], [300, 300, 600])
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


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        (".png", {"view", "file", "scale", "colours"}),
        (".pdf", {"view", "file", "colours"}),
        (".gif", {"view", "file", "film_size", "colours", "pace", "caption"}),
    ],
)
def test_the_dialog_asks_only_for_what_the_file_has(dialog, kind, names) -> None:
    dialog.show()
    dialog.file.setCurrentIndex(dialog.file.findData(kind))
    QApplication.processEvents()
    fields = {"view", "file", "scale", "colours", "film_size", "pace", "caption"}
    assert {name for name in fields if getattr(dialog, name).isVisible()} == names
    rows = [dialog.layout().labelForField(getattr(dialog, name)) for name in names]
    for row, name in zip(rows, names, strict=True):
        field = getattr(dialog, name)
        assert abs(row.geometry().center().y() - field.geometry().center().y()) <= 1
    letters = [QKeySequence.mnemonic(shown.text()).toString() for shown in (*rows, dialog.copy, dialog.export)]
    assert len(set(letters)) == len(letters) == len(names) + 2


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


def test_the_sizes_that_are_offered_can_be_read() -> None:
    assert size_of("1920x1080") == QSize(1920, 1080)
    assert [size_of(text) for text in ("159x400", "400x3841", "0x0", "99999x99999", "")] == [None] * 5


class Counted(Sequence):
    """Pictures made when they are asked for, and counted as long as somebody has them."""

    def __init__(self, count: int) -> None:
        """Make none so far."""
        self._count, self.most, self._held = count, 0, set()

    def __len__(self) -> int:
        """Return how many there are."""
        return self._count

    def __getitem__(self, place: int) -> Image.Image:
        """Make one: a spot on plain ground, with the soft edges that letters have."""
        if place >= self._count:
            raise IndexError(place)
        image = drawing(place)
        self._held.add(place)
        weakref.finalize(image, self._held.discard, place)
        self.most = max(self.most, len(self._held))
        return image


def drawing(place: int) -> Image.Image:
    across, up = np.meshgrid(np.arange(160), np.arange(90))
    away = np.hypot(across - 20 - 5 * place, up - 45)[..., None]
    share = np.clip(12 - away, 0, 1)
    pixels = np.where(across[..., None] < 80, [255, 255, 255], [255, 254, 251]) * (1 - share) + share * [27, 106, 201]
    return Image.fromarray(pixels.round().astype(np.uint8))


@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_of_film_keeps_its_pictures(kind) -> None:
    images = Counted(24)
    assert film(images, kind, 100)
    # GIF looks at three for its colours.
    assert images.most <= 4


@pytest.mark.parametrize("kind", KINDS)
def test_a_film_that_is_stopped_asks_for_no_more_pictures(kind) -> None:
    asked = []

    class Stopping(Counted):
        """Does not want to go on."""

        def __iter__(self) -> Iterator[Image.Image]:
            """Stop on the way."""
            for place in range(4):
                asked.append(place)
                yield self[place]
            raise Stopped

    with pytest.raises(Stopped):
        film(Stopping(24), kind, 100)
    assert asked == [0, 1, 2, 3]


@pytest.mark.parametrize("kind", [".gif", ".webp", ".apng"])
def test_every_picture_comes_back_and_stays_as_long_as_asked(kind) -> None:
    images = [drawing(place) for place in (0, 1, 2, 3, 12)]
    with Image.open(io.BytesIO(film(images, kind, 80))) as found:
        assert found.info["loop"] == 0
        assert found.n_frames == 5
        for place, image in enumerate(images):
            found.seek(place)
            found.load()
            assert found.info["duration"] == (1500 if place == 4 else 80)
            apart = np.abs(np.asarray(found.convert("RGB")).astype(int) - np.asarray(image))
            assert apart.max() <= (8 if kind == ".gif" else 0)
            # Plain ground is plain ground, also where another colour is very near.
            assert apart[:10].max() == 0


@pytest.mark.parametrize("kind", [".gif", ".apng"])
def test_a_step_that_changes_nothing_has_its_time_too(kind) -> None:
    with Image.open(io.BytesIO(film([drawing(1)] * 3, kind, 80))) as found:
        assert found.n_frames == 3
        found.seek(2)
        assert np.array_equal(np.asarray(found.convert("RGB"))[:10], np.asarray(drawing(1))[:10])


def test_the_colours_of_a_theme_are_kept_in_a_gif(window, tmp_path) -> None:
    exports = window.findChild(Wiring).exports
    for path in (tmp_path / "a.gif", tmp_path / "a.png"):
        exports.write_picture(Choice(file=path.suffix, view="data"), path)
    with Image.open(tmp_path / "a.gif") as film_, Image.open(tmp_path / "a.png") as shown:
        film_.seek(film_.n_frames - 1)
        apart = np.abs(np.asarray(film_.convert("RGB")).astype(int) - np.asarray(shown.convert("RGB")))
    assert (apart.max(axis=2) == 0).mean() > 0.95
    assert apart.mean() < 0.3


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
