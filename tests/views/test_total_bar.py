"""The bar of the total, and the flight of the areas into it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from gd_visualizer.app import create_window
from gd_visualizer.views.canvas.squares import areas_of


@pytest.fixture
def window(qtbot):
    """Return the whole window, the bar hidden as it is at first."""
    window = create_window()
    window.panel.options["total"].setChecked(False)
    window.line.set_shown("total", False)
    window.resize(1440, 900)
    window.show()
    qtbot.waitExposed(window)
    QApplication.processEvents()
    return window


def pieces(window):
    """Return how long each piece of the bar is, in units of the loss."""
    bar = window.line.total
    return [piece.width() / bar.width() * bar.length for piece in bar.pieces()]


def test_pieces_are_the_squares_after_every_step_and_edit(window):
    window.panel.options["total"].click()
    window.glide.reduced = True
    for change in ("action_step", "action_ten_steps", "action_step_back", "action_undo", "action_restart"):
        window.actions_by_name[change].trigger()
        residuals = window.snapshot.objective.residuals(window.snapshot.parameters)
        assert pieces(window) == pytest.approx((residuals**2).tolist())
        assert sum(pieces(window)) == pytest.approx(8 * window.snapshot.loss)
    data = window.snapshot.document.dataset
    window.canvas.point_dragged.emit(int(data.ids[0]), 1.0, 4.0)
    residuals = window.snapshot.objective.residuals(window.snapshot.parameters)
    assert pieces(window) == pytest.approx((residuals**2).tolist())


def test_areas_fly_from_their_points_to_their_pieces(window, qtbot):
    window.panel.options["total"].click()
    flight, bar = window.line.flight, window.line.total
    assert flight.isVisible()
    assert bar.filled == 0.0
    assert len(flight.places()) == 8
    flight._time = 0.0
    areas = areas_of(window.canvas.frame, window.snapshot)
    assert [place.width() for place in flight.places()] == pytest.approx([area.width() for area in areas])
    qtbot.waitUntil(flight.isHidden, timeout=5000)
    assert bar.filled == 1.0


def test_a_step_in_the_middle_of_the_flight_ends_it(window):
    window.panel.options["total"].click()
    assert window.line.flight.isVisible()
    window.actions_by_name["action_step"].trigger()
    QApplication.processEvents()
    window.glide.reduced = True
    window.actions_by_name["action_step"].trigger()
    assert window.line.flight.isHidden()
    assert window.line.total.filled == 1.0


def test_with_reduced_motion_nothing_flies(window):
    window.actions_by_name["action_reduce_motion"].trigger()
    window.panel.options["total"].click()
    assert window.line.flight.isHidden()
    assert window.line.total.filled == 1.0
    window.actions_by_name["action_reduce_motion"].trigger()
