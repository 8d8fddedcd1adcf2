"""Arrows on the map: straight downhill, the parts of a step tip to tail, and where it lands."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from gd_visualizer.app import create_window
from gd_visualizer.session.next_step import parts_rows
from gd_visualizer.session.numbers import read_number
from gd_visualizer.views.surface.arrows import downhill_arrow, ghost_of, part_arrows, round_factor
from tests.stories.test_first_visit import trigger


@pytest.fixture
def window(qtbot):
    window = create_window()
    window.resize(1440, 900)
    window.glide.reduced = True
    window.show()
    qtbot.waitExposed(window)
    QApplication.processEvents()
    yield window
    if window.panel.options["parts"].isChecked():
        window.panel.options["parts"].click()
    window.close()


def test_downhill_is_at_right_angles_to_the_bands(window):
    for _ in range(8):
        trigger(window, "action_step")
    snapshot, frame = window.snapshot, window.surface.frame
    assert frame.has_equal_scale
    arrow = downhill_arrow(snapshot, frame, window.surface.marks.markers.here)
    (x0, y0), (x1, y1) = arrow.begin, arrow.end
    m, b = snapshot.gradient
    assert (x1 - x0) * b == pytest.approx(-(y1 - y0) * m * 1.0, rel=0.02)
    assert x1 - x0 > 0.0 > y1 - y0
    assert 24.0 <= math.dist(arrow.begin, arrow.end) <= 90.0
    assert window.surface.arrows.arrows == (arrow,)
    assert {"downhill", "next"} <= {placed.caption.key for placed in window.surface.labels.placed}
    window.panel.options["downhill"].click()
    assert window.surface.arrows.arrows == ()
    window.panel.options["downhill"].click()


def test_the_ring_stands_where_step_then_goes(window):
    ghost = window.surface.arrows.ghost
    assert ghost == ghost_of(window.snapshot, window.surface.frame, window.surface.marks.markers.here)
    ahead = window.snapshot.preview.parameters[0]
    pixel = window.surface.frame.pixel(*ahead)
    assert (pixel.x(), pixel.y()) == pytest.approx(ghost)
    trigger(window, "action_step")
    assert window.surface.marks.markers.here == pytest.approx(ghost)
    window.panel.options["next_step"].click()
    assert window.surface.arrows.ghost is None
    window.panel.options["next_step"].click()


@pytest.mark.parametrize("key", ["momentum", "nesterov", "adam", "nadam", "rmsprop"])
def test_the_parts_lead_to_the_end_of_the_step(window, key: str):
    window.panel.part_chosen.emit("optimizers", key)
    window.panel.options["parts"].click()
    for _ in range(5):
        trigger(window, "action_step")
    arrows = window.surface.arrows.arrows
    *parts, step = arrows
    assert step.kind == "step"
    assert parts[0].begin == step.begin
    for one, other in itertools.pairwise(parts):
        assert one.end == other.begin
    assert parts[-1].end == pytest.approx(step.end, abs=1e-6)
    before = window.snapshot.parameters
    taken_apart = window.snapshot.parts
    trigger(window, "action_step")
    assert before + taken_apart.result == pytest.approx(window.snapshot.parameters, rel=1e-12)
    trigger(window, "action_step_back")
    assert window.surface.arrows.arrows == arrows
    for row in parts_rows(window.snapshot, 2):
        now, memory, push, new = (read_number(text) for text in (row.now, row.memory, row.push, row.new))
        assert now + memory + push == pytest.approx(new, abs=1e-9)


def test_the_card_shows_memory_and_push(window):
    window.panel.part_chosen.emit("optimizers", "momentum")
    trigger(window, "action_ten_steps")
    card = window.next_step
    assert [cell.text() for cell in card.cells[0]][3:6:2] == ["memory", "new push"]
    assert not card.parts.isHidden()
    assert card.parts.text() in card.accessibleName()
    card.parts.grab()
    window.panel.part_chosen.emit("optimizers", "adamw")
    trigger(window, "action_step")
    assert card.cells[0][3].text() == "the step"
    assert card.parts.isHidden()


def test_no_arrow_where_it_is_flat_or_nothing_is_there(window):
    frame = window.surface.frame
    assert downhill_arrow(window.snapshot, frame, None) is None
    assert part_arrows(window.snapshot, frame, None) == ((), 1.0)
    for _ in range(300):
        trigger(window, "action_ten_steps")
    assert window.snapshot.status == "arrived"
    assert window.surface.arrows.arrows == ()
    trigger(window, "action_clear_points")
    assert window.surface.arrows.arrows == ()
    assert window.surface.arrows.ghost is None


@pytest.mark.parametrize(("most", "factor"), [(0.1, 1.0), (1.9, 1.0), (2.0, 2.0), (7.0, 5.0), (99.0, 50.0), (1e9, 1e6)])
def test_factors_are_round(most: float, factor: float) -> None:
    assert round_factor(most) == factor
    assert np.isfinite(factor)
