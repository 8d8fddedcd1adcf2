"""The playback bar: what gives way where there is little room, so that the timeline keeps the most of it."""

from __future__ import annotations

import math

import pytest
from PySide6.QtGui import QAction

from gd_visualizer.views.panels.playback_bar import PlaybackBar
from gd_visualizer.views.panels.speed_control import SpeedControl
from gd_visualizer.views.style import style_sheet
from gd_visualizer.views.theme import load_theme
from tests.views.stage import Ear, new_store, settle, show

WORDS = {
    "action_restart": "Restart", "action_step_back": "Back", "action_play": "Play", "action_step": "Step",
    "action_ten_steps": "10 steps",
}  # fmt: skip
SCALES = (0.8, 0.9, 1.0, 1.15, 1.3, 1.5, 1.75, 2.0)


def bar_of(qtbot, width: int, scale: float) -> PlaybackBar:
    """Return the bar as it is at the foot of a window of some width."""
    bar = PlaybackBar({name: QAction(text) for name, text in WORDS.items()})
    bar.setStyleSheet(style_sheet(load_theme("light", scale), ""))
    show(qtbot, bar, new_store().snapshot, (width, round(90 * scale)), scale)
    bar.use_width(width)
    settle()
    return bar


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("width", [1024, 1440])
def test_the_timeline_has_more_room_than_anything_else(qtbot, width: int, scale: float) -> None:
    bar = bar_of(qtbot, width, scale)
    others = [bar.speed, bar.speed.slider, *bar.buttons.values()]
    assert bar.timeline.width() > max(widget.width() for widget in others)
    # Each of the 24 steps can be told from the next.
    assert bar.timeline.track().width() >= 200.0
    assert bar.timeline.track().width() > 2.0 * bar.speed.slider.track().width()
    assert all(widget.geometry().right() <= width for widget in (bar.timeline, bar.speed))


def test_the_slider_of_the_speed_gives_way_first(qtbot) -> None:
    wide, narrow, very_narrow = (bar_of(qtbot, width, 1.0) for width in (1300, 1100, 800))
    assert wide.speed.slider.width() > narrow.speed.slider.width() == very_narrow.speed.slider.width()
    assert narrow.speed.words.isVisible()
    assert not very_narrow.speed.words.isVisible()
    assert very_narrow.speed.slider.height() >= 32
    assert very_narrow.speed.slider.geometry().top() >= very_narrow.speed.title.geometry().bottom()


def test_all_comes_back_with_the_room(qtbot) -> None:
    bar = bar_of(qtbot, 1300, 1.0)
    before = bar.speed.slider.geometry()
    for width in (800, 1300):
        bar.resize(width, 90)
        bar.use_width(width)
        settle()
    assert bar.speed.slider.geometry() == before
    assert bar.speed.words.isVisible()


def test_a_short_slider_reaches_every_speed(qtbot) -> None:
    control = show(qtbot, SpeedControl(), new_store().snapshot, (90, 60))
    control.use_room(is_short=True, has_words=False)
    settle()
    ear, slider = Ear(control, "speed_chosen"), control.slider
    reached = {slider.value_at(x) for x in range(slider.width())}
    assert reached == set(range(slider.maximum() + 1))
    slider.setValue(slider.maximum())
    assert ear.taken() == [("speed_chosen", math.inf)]
