"""An error while painting is told to the program and costs one picture; the process lives."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from contextlib import suppress

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QGraphicsItem

from gd_visualizer.views.charts.loss_chart import LossChart
from gd_visualizer.views.safe_item import SafeItem, painting_on
from gd_visualizer.views.stamp import Stamp
from gd_visualizer.views.surface.surface_view import SurfaceView
from tests.views.stage import new_store, show

PLANTED = """
    import sys

    from PySide6.QtWidgets import QApplication

    from {module} import {name} as broken
    from gd_visualizer.views.canvas.point_canvas import PointCanvas
    from gd_visualizer.views.charts.loss_chart import LossChart
    from gd_visualizer.views.surface.surface_view import SurfaceView
    from gd_visualizer.views.theme import load_theme
    from tests.views.stage import new_store

    def fail(*_values):
        raise ValueError("planted")

    told = []
    sys.excepthook = lambda kind, error, trace: told.append(str(error))
    application = QApplication([])
    broken.{method} = fail
    store = new_store()
    store.step(5)
    for view in (PointCanvas(), SurfaceView(), LossChart()):
        view.restyle(load_theme("light"))
        view.resize(400, 300)
        view.show()
        view.draw(store.snapshot)
        for _round in range(3):
            view.viewport().update()
            application.processEvents()
        view.grab()
        view.close()
    store.close()
    print(set(told), len(told) > 1, flush=True)
"""


@pytest.mark.parametrize(
    ("module", "name", "method"),
    [
        ("gd_visualizer.views.surface.ground_item", "GroundItem", "paint_item"),
        ("gd_visualizer.views.surface.ground_item", "GroundItem", "_draw_land"),
        ("gd_visualizer.views.surface.path_item", "PathItem", "_paint_walked"),
        ("gd_visualizer.views.surface.label_item", "LabelItem", "_paint_words"),
        ("gd_visualizer.views.surface.marker_item", "MarkerItem", "_paint_start_at"),
        ("gd_visualizer.views.surface.letter_axis", "LetterAxis", "_paint_all"),
        ("gd_visualizer.views.charts.curves_item", "CurvesItem", "_paint_lines"),
        ("gd_visualizer.views.charts.scale_item", "ScaleItem", "_paint_scales"),
        ("gd_visualizer.views.canvas.canvas_plot", "CanvasPlot", "_paint_points"),
        ("gd_visualizer.views.canvas.canvas_plot", "CanvasPlot", "_paint_marks"),
    ],
)
def test_an_error_while_painting_is_told_and_survived(module, name, method):
    code = textwrap.dedent(PLANTED.format(module=module, name=name, method=method))
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert (ran.returncode, ran.stdout.strip()) == (0, "{'planted'} True"), ran.stderr


@pytest.mark.parametrize("view_class", [SurfaceView, LossChart])
def test_every_own_item_is_a_safe_one(qtbot, view_class):
    view = show(qtbot, view_class(), new_store().snapshot)
    own = [item for item in view.scene().items() if type(item).__module__.startswith("gd_visualizer.")]
    painting = [item for item in own if "paint" in vars(type(item)) or isinstance(item, SafeItem)]
    assert {type(item).__name__ for item in painting if not isinstance(item, SafeItem)} <= {"LetterAxis"}
    assert len(painting) >= 2
    assert all(isinstance(item, QGraphicsItem) for item in painting)


def test_a_stamp_is_painted_once_for_each_key_and_place(qtbot):
    stamp, painted, target = Stamp(), [], QPixmap(40, 40)
    for key, left in (("one", 3.25), ("one", 3.25), ("two", 3.25), ("two", 5.0), ("two", 5.0)):
        with painting_on(target) as painter:
            stamp.show(painter, QRectF(left, 2.0, 10.0, 10.0), key, lambda inner, key=key: painted.append(key))
    assert painted == ["one", "two", "two"]


def test_a_stamp_looks_as_if_painted_in_place(qtbot):
    stamped, direct, stamp = QPixmap(40, 40), QPixmap(40, 40), Stamp()
    for target in (stamped, direct):
        target.fill("white")

    def disc(painter):
        painter.setBrush("black")
        painter.drawEllipse(QPointF(17.3, 15.8), 6.2, 6.2)

    with painting_on(stamped) as painter:
        stamp.show(painter, QRectF(9.6, 8.1, 16.0, 16.0), None, disc)
    with painting_on(direct) as painter:
        disc(painter)
    pairs = [
        (stamped.toImage().pixelColor(x, y).red(), direct.toImage().pixelColor(x, y).red())
        for x in range(40)
        for y in range(40)
    ]
    assert max(abs(one - other) for one, other in pairs) <= 2


def test_a_stamp_that_failed_is_painted_again(qtbot):
    stamp, target, tries = Stamp(), QPixmap(20, 20), []

    def fail_once(_painter):
        tries.append(1)
        if len(tries) == 1:
            raise ValueError("planted")

    for _round in range(3):
        with painting_on(target) as painter, suppress(ValueError):
            stamp.show(painter, QRectF(0.0, 0.0, 9.0, 9.0), "key", fail_once)
    assert len(tries) == 2
