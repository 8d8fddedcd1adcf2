"""The equation: what it shows, that digits hold still, and how numbers are typed over."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gd_visualizer.views.cards.equation import Equation
from gd_visualizer.views.cards.equation_captions import BETWEEN, captions_below
from gd_visualizer.views.cards.equation_columns import B, M, fitted_columns
from gd_visualizer.views.theme import load_theme
from tests.views.stage import Ear, PaintCounter, key, new_store, settle, show


def at(snapshot, m: float, b: float):
    return replace(snapshot, parameters=np.array([m, b]))


@pytest.fixture
def snapshot():
    return new_store().snapshot


@pytest.fixture
def view(qtbot, snapshot):
    return show(qtbot, Equation(), at(snapshot, 1.07, -0.35), (420, 62))


def write(view: Equation, text: str) -> None:
    view.box.setText(text)
    view.box.setModified(True)


@pytest.mark.parametrize(
    ("m", "b", "text", "name"),
    [
        (1.07, -0.35, "ŷ = 1.07 · x − 0.35", "Line: slope 1.07, height −0.35"),
        (-0.774, 2.0, "ŷ = −0.77 · x + 2.00", "Line: slope −0.77, height 2.00"),
        (0.0, -0.0, "ŷ = 0.00 · x + 0.00", "Line: slope 0.00, height 0.00"),
        (1e-5, -3e200, "ŷ = 1.00·10⁻⁵ · x − 3.00·10²⁰⁰", "Line: slope 1.00·10⁻⁵, height −3.00·10²⁰⁰"),
    ],
)
def test_it_shows_the_line(view, snapshot, m: float, b: float, text: str, name: str) -> None:
    view.draw(at(snapshot, m, b))
    assert view.text() == text
    assert view.accessibleName() == name


def test_numbers_beyond_all_bounds_have_words(view, snapshot) -> None:
    view.draw(at(snapshot, float("inf"), float("nan")))
    assert "nan" not in view.text()
    assert "inf" not in view.text().replace("infin", "")


def test_digits_hold_still_when_others_or_signs_change(qapp) -> None:
    theme = load_theme("light")
    slopes = [fitted_columns(m, "0.35", 420, theme)[M] for m in ("1.07", "−1.07", "8.88")]
    right = [column.left + column.width for column in slopes]
    assert len(set(right)) == 1
    left = [fitted_columns("1.07", b, 420, theme)[B].left for b in ("0.35", "−0.35", "9.99")]
    assert len(set(left)) == 1


@pytest.mark.parametrize("width", [460, 340, 240])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_it_fits(qapp, width: int, scale: float) -> None:
    columns = fitted_columns("−12.30", "−14.25", width * scale, load_theme("light", scale))
    assert columns[0].left >= -1.0
    assert columns[-1].left + columns[-1].width <= width * scale + 1.0


@pytest.mark.parametrize("scale", [0.8, 0.9, 1.0, 1.15, 1.3, 1.5, 1.75, 2.0])
@pytest.mark.parametrize("width", [300, 356, 424, 560])
@pytest.mark.parametrize(("m", "b"), [("−2.40", "−2.00"), ("16.65", "4.69"), ("1.00·10⁻¹²", "−3.00·10²⁰⁰")])
def test_captions_never_touch_each_other(qapp, scale: float, width: int, m: str, b: str) -> None:
    theme = load_theme("light", scale)
    captions = captions_below(fitted_columns(m, b, width, theme), width, theme)
    words = [caption.letter + caption.rest for caption in captions]
    assert [word for word in words if word[0] in "mb"] in (
        ["m = slope", "b = height at 0"],
        ["m = slope", "b = height"],
    )
    assert captions[0].left >= 0.0
    assert captions[-1].right <= width
    for one, other in itertools.pairwise(captions):
        assert other.left - one.right >= theme.px(BETWEEN)


def test_captions_give_way_in_turn(qapp) -> None:
    theme = load_theme("light")
    columns = fitted_columns("−2.40", "−2.00", 400, theme)
    seen = []
    for width in range(400, 0, -1):
        words = [caption.letter + caption.rest for caption in captions_below(columns, width, theme)]
        if not seen or words != seen[-1]:
            seen.append(words)
    assert seen == [
        ["guess", "m = slope", "input", "b = height at 0"],
        ["guess", "m = slope", "b = height at 0"],
        ["guess", "m = slope", "b = height"],
        ["m = slope", "b = height"],
        [],
    ]


@pytest.mark.parametrize("scale", [0.8, 1.0, 2.0])
@pytest.mark.parametrize("b", ["0.35", "−0.35"])
def test_the_air_is_the_same_before_and_behind_the_sign_of_b(qapp, b: str, scale: float) -> None:
    columns = fitted_columns("1.07", b, 2000, load_theme("light", scale))
    x, sign, height = columns[4], columns[5], columns[B]
    before, behind = sign.left - (x.left + x.width), height.left - (sign.left + sign.width)
    assert sign.width == pytest.approx(QFontMetricsF(sign.font).horizontalAdvance(sign.text))
    assert before == pytest.approx(behind)
    assert before > 0.0


def test_typing_a_slope_keeps_the_height(view) -> None:
    ear = Ear(view, "parameters_typed")
    QTest.mouseClick(view.m_button, Qt.MouseButton.LeftButton)
    assert view.box.isVisible()
    assert view.box.text() == "1.07"
    write(view, "0,5")
    key(view.box, Qt.Key.Key_Return)
    assert ear.taken() == [("parameters_typed", 0.5, -0.35)]
    assert not view.box.isVisible()


def test_typing_a_height_by_keyboard_alone(view) -> None:
    ear = Ear(view, "parameters_typed")
    view.activateWindow()
    view.b_button.setFocus(Qt.FocusReason.TabFocusReason)
    key(view.b_button, Qt.Key.Key_Return)
    write(view, "−2.5")
    key(view.box, Qt.Key.Key_Return)
    assert ear.taken() == [("parameters_typed", 1.07, -2.5)]
    assert view.b_button.hasFocus()


def test_same_number_says_nothing(view) -> None:
    ear = Ear(view, "parameters_typed")
    view.m_button.click()
    key(view.box, Qt.Key.Key_Return)
    assert ear.taken() == []
    assert not view.box.isVisible()


def test_bad_text_is_explained_and_the_old_number_stays(view) -> None:
    ear = Ear(view, "parameters_typed")
    view.m_button.click()
    write(view, "steep")
    key(view.box, Qt.Key.Key_Return)
    assert view.box.isVisible()
    assert view.box.problem == "“steep” is not a number."
    QApplication.sendEvent(view.box, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.MouseFocusReason))
    assert not view.box.isVisible()
    assert ear.taken() == []
    assert view.text() == "ŷ = 1.07 · x − 0.35"


def test_escape_leaves_everything_as_it_was(view) -> None:
    ear = Ear(view, "parameters_typed")
    view.b_button.click()
    write(view, "99")
    key(view.box, Qt.Key.Key_Escape)
    assert not view.box.isVisible()
    assert ear.taken() == []
    view.b_button.click()
    assert view.box.text() == "−0.35"


def test_leaving_the_box_takes_the_number(view) -> None:
    ear = Ear(view, "parameters_typed")
    view.m_button.click()
    write(view, "3")
    QApplication.sendEvent(view.box, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason))
    assert ear.taken() == [("parameters_typed", 3.0, -0.35)]


def test_drawing_while_typing_leaves_the_text_alone(view, snapshot) -> None:
    view.m_button.click()
    write(view, "3.")
    view.draw(at(snapshot, 9.0, 1.0))
    assert view.box.text() == "3."
    ear = Ear(view, "parameters_typed")
    key(view.box, Qt.Key.Key_Return)
    assert ear.taken() == [("parameters_typed", 3.0, 1.0)]


def test_nothing_is_painted_while_nothing_changes(view, snapshot) -> None:
    settle()
    counter = PaintCounter(view)
    for _round in range(3):
        view.draw(at(snapshot, 1.0701, -0.3501))
        settle()
    assert counter.count == 0
    view.draw(at(snapshot, 1.2, -0.35))
    settle()
    assert counter.count > 0
