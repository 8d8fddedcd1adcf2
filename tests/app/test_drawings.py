"""SVG, PDF and enlarged pictures hold what the window shows, where it shows it, with letters as letters."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from gd_visualizer.app import create_window
from gd_visualizer.app.export.film import pillow_image
from gd_visualizer.app.export.pictures import image_of, pdf, svg
from gd_visualizer.app.wiring import Wiring

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def window(qtbot):
    window = create_window()
    window.findChild(Wiring).appearance.use("light", 1.0)
    window.glide.reduced = True
    window.call_out.put_away()
    window.resize(1200, 800)
    window.show()
    qtbot.waitExposed(window)
    window.actions_by_name["action_ten_steps"].trigger()
    QApplication.processEvents()
    yield window
    window.close_guard = None
    window.close()
    window.deleteLater()


def clipped_words(drawing: str) -> list[tuple[str, bool]]:
    """Return each text of an SVG, and whether it begins inside what clips it."""
    root = ElementTree.fromstring(drawing)
    clips = {}
    for clip in root.iter(f"{SVG}clipPath"):
        numbers = [tuple(map(float, pair)) for pair in re.findall(r"(-?[\d.]+),(-?[\d.]+)", clip[0].get("d", ""))]
        across, up = zip(*numbers, strict=True)
        clips[f"url(#{clip.get('id')})"] = QRectF(min(across), min(up), max(across) - min(across), max(up) - min(up))
    found = []
    for outer in root.iter(f"{SVG}g"):
        for group in outer.findall(f"{SVG}g"):
            a, _b, _c, d, e, f = map(float, re.findall(r"-?[\d.]+", group.get("transform", "1,0,0,1,0,0")))
            for text in group.findall(f"{SVG}text"):
                place = a * float(text.get("x", "0")) + e, d * float(text.get("y", "0")) + f
                clip = clips.get(outer.get("clip-path", ""), QRectF(0.0, 0.0, 1e4, 1e4))
                found.append(("".join(text.itertext()).strip(), clip.adjusted(-1, -1, 1, 1).contains(*place)))
    return found


def test_no_letters_of_the_window_are_clipped_away(window) -> None:
    words = clipped_words(svg(window).decode())
    assert len(words) > 100
    # What is scrolled out of sight is clipped, and nothing else.
    hidden = [text for text, is_inside in words if not is_inside]
    assert len(hidden) < len(words) / 10
    told = dict(words)
    for text in ("Your data", "Straight line", "You are here", "downhill", "Best spot"):
        assert told[text], text


def test_letters_and_lines_of_the_map_are_no_images(window) -> None:
    drawing = svg(window.surface).decode()
    assert {"Start", "downhill"} <= {text for text, _is_inside in clipped_words(drawing)}
    assert "<image" not in drawing.replace(_ground(drawing), "", 1)
    content = pdf(window.surface)
    assert content.count(b"/Subtype /CIDFontType2") + content.count(b"/FontFile2") > 0
    assert b"/DCTDecode" not in content


def _ground(drawing: str) -> str:
    """Return the plain image Qt fills the ground of a plot with."""
    found = re.search(r"<image[^>]*/>", drawing)
    return found[0] if found else ""


@pytest.mark.parametrize("view", ["canvas", "surface", "chart"])
def test_an_enlarged_picture_is_the_same_and_sharper(window, view) -> None:
    widget = getattr(window, view)
    plain, large = pillow_image(image_of(widget)), pillow_image(image_of(widget, 3.0))
    assert large.size == tuple(3 * side for side in plain.size)
    small = large.resize(plain.size, Image.Resampling.BOX)
    assert np.abs(np.asarray(small).astype(int) - np.asarray(plain).astype(int)).mean() < 4.0
    stretched = plain.resize(large.size, Image.Resampling.NEAREST)
    assert np.abs(np.asarray(large).astype(int) - np.asarray(stretched).astype(int)).mean() > 0.1
    assert _sharpness(large) > _sharpness(plain.resize(large.size, Image.Resampling.BILINEAR))


def _sharpness(image: Image.Image) -> float:
    grey = np.asarray(image.convert("L")).astype(float)
    return float((np.diff(grey, axis=1) ** 2).mean())


def test_the_window_is_as_it_was_after_a_drawing(window) -> None:
    before = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    svg(window)
    pdf(window)
    image_of(window, 2.0)
    assert window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32) == before
