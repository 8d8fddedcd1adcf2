"""Do all views of a window say the same? Everything is read off what is drawn, and worked out anew from the points.

``disagreements(window)`` is what the stories and the random use ask after every gesture. Each pane is taken on its own:
where its marks stand in pixels, or what its words say, against numbers worked out here with nothing but numpy and the
model and loss of the document.
"""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QPointF

from gd_visualizer.app.main_window import MainWindow
from gd_visualizer.core.models.linear import Linear
from gd_visualizer.core.optimizers.gradient_descent import GradientDescent
from gd_visualizer.session.numbers import read_number, shown, significant
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.views.canvas.squares import areas_of
from gd_visualizer.views.surface.tips import of_place

NEAR, LARGE = 1.5, 1e100


def disagreements(window: MainWindow) -> list[str]:
    """Return a sentence for each pane that does not say what the others say; the window is at rest."""
    snapshot = window.snapshot
    if snapshot is None or window.glide._animation.state() == window.glide._animation.State.Running:
        return []
    # The squares of larger numbers are none, and what is worked out here is kept simple.
    if np.abs([*snapshot.document.dataset.y, *snapshot.document.dataset.x, *snapshot.parameters]).max() > LARGE:
        return []
    found = [*_data(window, snapshot), *_numbers(snapshot), *_words(window, snapshot)]
    if snapshot.loss is not None:
        found += [*_map(window, snapshot), *_squares(window, snapshot), *_chart(window, snapshot)]
        found += [*_next_step(window, snapshot), *_slices(window, snapshot)]
    return found


def loss_at(snapshot: Snapshot, parameters: np.ndarray) -> float:
    """Return the loss worked out anew: the mean of what each miss costs, and the penalty."""
    document = snapshot.document
    with np.errstate(all="ignore"):
        misses = document.model.predict(parameters, document.dataset.x) - document.dataset.y
        loss = float(np.mean(document.loss.of_residual(misses)))
        weights = document.penalty
        return loss + weights.l1 * float(np.abs(parameters).sum()) + weights.l2 * float((parameters**2).sum())


def _says(text: str, number: float) -> bool:
    """Return True where the last number of a text is this one, as far as it is shown."""
    told = read_number(text.rsplit("=", maxsplit=1)[-1].rsplit(" ", maxsplit=1)[-1])
    return shown(number) in text or (told is not None and abs(told - number) <= 0.0051 * max(1.0, abs(number)))


def _data(window: MainWindow, snapshot: Snapshot) -> list[str]:
    """Points are drawn where they are held, and the line where its parameters say."""
    canvas, data = window.canvas, snapshot.document.dataset
    found = [] if canvas._snapshot is snapshot else ["the data plot shows another moment"]
    if len(data) and canvas._cloud.data is not data:
        found.append("the points drawn are not the points held")
    frame = canvas.frame
    across, top = canvas._pixels(frame)
    where_x = frame.rect.left() + (data.x - frame.left) / (frame.right - frame.left) * frame.rect.width()
    where_y = frame.rect.top() + (frame.high - data.y) / (frame.high - frame.low) * frame.rect.height()
    if len(across) != len(data) or not np.allclose([across, top], [where_x, where_y], rtol=1e-6, atol=0.01):
        found.append("points are drawn elsewhere than where they are")
    line = canvas.visible_line()
    if isinstance(snapshot.document.model, Linear) and line is not None:
        m, b = snapshot.parameters.tolist()
        for end in (line.p1(), line.p2()):
            x, y = frame.place(end)
            if abs(m * x + b - y) > 1e-6 * (abs(m * x) + abs(b) + abs(frame.high - frame.low)):
                found.append(f"the line is drawn through ({x}, {y})")
    return found


def _numbers(snapshot: Snapshot) -> list[str]:
    """The loss is the loss of these points with these parameters."""
    if snapshot.loss is None:
        return []
    anew = loss_at(snapshot, snapshot.parameters)
    if not math.isclose(anew, snapshot.loss, rel_tol=1e-9, abs_tol=1e-12):
        return [f"the loss is said to be {snapshot.loss}, but is {anew}"]
    if not np.array_equal(snapshot.path[snapshot.step], snapshot.parameters):
        return ["the parameters are not those of the step"]
    return []


def _words(window: MainWindow, snapshot: Snapshot) -> list[str]:
    """The sentence, the equation and the card's note say these numbers."""
    found, said = [], window.sentence.text()
    if window.pages.sentence is None and said != snapshot.sentence.plain:
        found.append(f"the sentence is of another moment: {said}")
    if snapshot.loss is None:
        return found
    document = snapshot.document
    misses = document.model.predict(snapshot.parameters, document.dataset.x) - document.dataset.y
    off_by = significant(float(np.sqrt(np.mean(misses**2))))
    if "off by about " in said and f"off by about {off_by}" not in said and not snapshot.symbols:
        found.append(f"off by about {off_by}, but the sentence says: {said}")
    if isinstance(document.model, Linear):
        m, b = (shown(value) for value in snapshot.parameters.tolist())
        sign, size = ("−", b.removeprefix("−")) if b.startswith("−") else ("+", b)
        if window.equation.text() != f"ŷ = {m} · x {sign} {size}":
            found.append(f"the equation says {window.equation.text()}, not {m} and {b}")
    note = window.line._chart_card.note.text()
    if window.line.isVisible() and not _says(note, loss_at(snapshot, snapshot.parameters)):
        found.append(f"the chart's note says {note}")
    return found


def _map(window: MainWindow, snapshot: Snapshot) -> list[str]:
    """The mark on the map stands at the parameters, and the loss under the mouse is the true one."""
    surface, found = window.surface, []
    if not window.line.isVisible():
        return []
    if surface.snapshot is not snapshot:
        found.append("the map shows another moment")
    place, here = snapshot.plane.place_of(snapshot.parameters), surface.marks.markers.here
    if here is not None:
        pixel = surface.frame.pixel(*place)
        if math.dist(here, (pixel.x(), pixel.y())) > NEAR:
            found.append(f"the map marks {here}, but the parameters are at {pixel}")
    _place, lines = of_place(snapshot, place)
    there = loss_at(snapshot, snapshot.plane.point(*place))
    if not _says(lines[1], there):
        found.append(f"the map says {lines[1]} where the loss is {there}")
    return found


def _squares(window: MainWindow, snapshot: Snapshot) -> list[str]:
    """Each square is as large as what its miss costs, and the bar is all of them."""
    found, frame, document = [], window.canvas.frame, snapshot.document
    misses = document.model.predict(snapshot.parameters, document.dataset.x) - document.dataset.y
    prices = document.loss.of_residual(misses)
    unit = frame.rect.height() / (frame.high - frame.low)
    boxes = areas_of(frame, snapshot)
    # Some are too large to be drawn: then nobody knows here which miss an area is for.
    boxes = boxes if len(boxes) == len(misses) else []
    for box, price, miss in zip(boxes, prices.tolist(), misses.tolist(), strict=False):
        whole = abs(miss) * unit < frame.rect.height() and frame.rect.adjusted(1, 1, -1, -1).contains(box)
        if whole and abs(box.width() * box.height() - abs(price) * unit**2) > 1e-6 * (1.0 + abs(price) * unit**2):
            found.append(f"an area of {box.width() * box.height() / unit**2} stands for {price}")
    total = window.line.total
    if total.isVisible() and total.total is not None:
        if not math.isclose(total.total.total, float(prices.sum()), rel_tol=1e-9, abs_tol=1e-12):
            found.append(f"the bar sums up to {total.total.total}, the prices to {prices.sum()}")
        if total.total.words and shown(float(prices.sum())) not in total.total.words:
            found.append(f"the bar says {total.total.words}")
    return found


def _chart(window: MainWindow, snapshot: Snapshot) -> list[str]:
    """The chart's dot stands at the step and the loss."""
    chart = window.chart
    here = chart.items_drawn.curves.here
    if not window.line.isVisible() or not chart.isVisible() or here is None:
        return []
    should = chart.frame.pixel(snapshot.step, loss_at(snapshot, snapshot.parameters))
    if chart.snapshot is not snapshot:
        return ["the chart shows another moment"]
    if QPointF(here - should).manhattanLength() > NEAR and chart.view_box.rect().contains(should):
        return [f"the chart's dot is at {here}, not at {should}"]
    return []


def _slices(window: MainWindow, snapshot: Snapshot) -> list[str]:
    """Each slice has its dot at the parameter and the loss, and the slope of a small nudge there."""
    found = []
    for view, direction in zip(window.line.slices, (snapshot.plane.across, snapshot.plane.up), strict=True):
        look = view.look
        if not view.isVisible() or look is None or window.surface.snapshot is not snapshot:
            continue
        place = snapshot.plane.place_of(snapshot.parameters)[0 if view.side == "across" else 1]
        should = look.frame.pixel(place, loss_at(snapshot, snapshot.parameters))
        if QPointF(look.dot - should).manhattanLength() > NEAR:
            found.append(f"the dot of the slice {view.side} is at {look.dot}, not at {should}")
        nudge = 1e-5 * (look.frame.end - look.frame.begin)
        up, down = (loss_at(snapshot, snapshot.parameters + way * nudge * direction) for way in (1.0, -1.0))
        slope, steep = (up - down) / (2.0 * nudge), float(np.abs(np.diff(look.found.losses)).max())
        # What is left of the digits of a large loss, once a nudge is divided by how small it is.
        blur = 1e-12 * abs(up) / nudge
        if abs(slope - look.found.slope) > 1e-3 * (abs(slope) + steep) + blur:
            found.append(f"the slice {view.side} says its slope is {look.found.slope}, a nudge says {slope}")
    return found


def _next_step(window: MainWindow, snapshot: Snapshot) -> list[str]:
    """The card says what plain descent makes of a line under squared error."""
    document, card = snapshot.document, window.next_step
    plain = isinstance(document.optimizer, GradientDescent) and isinstance(document.model, Linear)
    if not plain or document.loss.key != "mean_squared_error" or document.batch_size or document.penalty:
        return []
    if snapshot.status in ("running", "diverged") or not card.cells[1][0].text() or document.climb:
        return []
    x, y, (m, b) = document.dataset.x, document.dataset.y, snapshot.parameters.tolist()
    misses = m * x + b - y
    slopes = (2.0 * float(np.mean(misses * x)), 2.0 * float(np.mean(misses)))
    rate = document.plan.rate_at(snapshot.step)
    found = []
    for row, (now, slope) in enumerate(zip((m, b), slopes, strict=True)):
        said = [read_number(card.cells[row + 1][column].text().strip("()")) for column in (1, 5, 7)]
        for number, true in zip(said, (now, slope, now - rate * slope), strict=True):
            if number is None or abs(number - true) > 0.0051 * max(1.0, abs(true)):
                found.append(f"the next step says {number} where it is {true}")
    return found
