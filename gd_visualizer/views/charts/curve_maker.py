"""Turns the losses of a snapshot into the curves of the loss chart, reusing what did not change."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QFontMetricsF

from gd_visualizer.assets import translate as _
from gd_visualizer.session.numbers import counted, significant
from gd_visualizer.session.snapshot import EarlierRun, Snapshot
from gd_visualizer.views.charts.chart_frame import ChartFrame
from gd_visualizer.views.charts.chart_labels import Line, corners_along, corners_around, first_free, is_free
from gd_visualizer.views.charts.curves_item import HERE, RING, RING_EDGE, Curves, mark_scale
from gd_visualizer.views.charts.thinning import ThinLosses, thinned
from gd_visualizer.views.theme import TICK, Theme

LEAST_BETWEEN_DOTS = 7.0
ARROW_AT_MOST = 46.0


class CurveMaker:
    """Keeps thinned losses, earlier runs and the places of labels from one snapshot to the next."""

    def __init__(self) -> None:
        """Begin with nothing kept."""
        self.thin = ThinLosses()
        self._earlier_of: tuple[object, object] = (None, None)
        self._earlier: tuple[Line, ...] = ()
        self._label: tuple[object, QRectF] | None = None

    def curves(self, snapshot: Snapshot, frame: ChartFrame, theme: Theme) -> Curves:
        """Return what to draw for a snapshot that has a landscape."""
        step, last, losses = snapshot.step, snapshot.last_step, snapshot.losses
        walked = self._line(snapshot, frame, 0, step)
        kept = self._line(snapshot, frame, step, last) if step < last else None
        ahead, stale = self._ahead(snapshot, frame)
        here = frame.pixel(step, float(losses[step]))
        spacing = frame.rect.width() / frame.last
        dots = tuple(QPointF(x, y) for x, y in zip(*walked, strict=True)) if spacing >= LEAST_BETWEEN_DOTS else ()
        lowest = arrow = None
        if snapshot.status == "diverged":
            lowest = frame.pixel(snapshot.best_step, float(losses[snapshot.best_step]))
            arrow, ahead = _arrow(snapshot, frame, here), None
        shaft = None if arrow is None else (np.array([here.x(), arrow.x()]), np.array([here.y(), arrow.y()]))
        earlier = self._earlier_lines(snapshot, frame)
        lines = [line for line in (walked, kept, ahead, shaft, *earlier) if line is not None]
        words = self._words(snapshot, frame, theme, lines, (here, lowest, arrow))
        return Curves(frame.rect, walked, kept, ahead, stale, self._earlier, dots, here, lowest, arrow, words)

    def _line(self, snapshot: Snapshot, frame: ChartFrame, first: int, end: int) -> Line:
        steps, losses = self.thin.between(snapshot.losses, first, end, frame.last, frame.rect.width())
        return frame.x(steps), frame.y(losses)

    def _ahead(self, snapshot: Snapshot, frame: ChartFrame) -> tuple[Line | None, bool]:
        """Return the line of the steps to come, and whether the steps kept are others than these."""
        if snapshot.preview is None or not len(snapshot.preview.losses):
            return None, False
        step, last, coming = snapshot.step, snapshot.last_step, snapshot.preview.losses
        both = min(last - step, len(coming))
        same = np.allclose(snapshot.losses[step + 1 : step + 1 + both], coming[:both], rtol=1e-6, atol=0.0)
        first = min(last - step, len(coming)) if same else 0
        begin = snapshot.losses[step] if first == 0 else coming[first - 1]
        values = np.concatenate([[begin], coming[first:]])
        steps = np.arange(step + first, step + first + len(values))
        seen = steps <= frame.last + 1
        return (frame.x(steps[seen]), frame.y(values[seen])), not same

    def _earlier_lines(self, snapshot: Snapshot, frame: ChartFrame) -> tuple[Line, ...]:
        runs = snapshot.earlier_runs
        if self._earlier_of[0] is not runs or self._earlier_of[1] != frame:
            self._earlier_of = (runs, frame)
            self._earlier = tuple(_earlier_line(run, frame) for run in runs)
        return self._earlier

    # Words ------------------------------------------------------------------------------------------------

    def _words(
        self,
        snapshot: Snapshot,
        frame: ChartFrame,
        theme: Theme,
        lines: list[Line],
        marks: tuple[QPointF, QPointF | None, QPointF | None],
    ) -> tuple[tuple[QRectF, str], ...]:
        """Return the labels that find room, the most important first."""
        here, lowest, arrow = marks
        metrics = QFontMetricsF(theme.font(TICK))
        found: list[tuple[QRectF, str]] = []
        scale = mark_scale(theme)
        here_reach, ring_reach = HERE * scale, (RING + RING_EDGE) * scale
        reaches = ((here, here_reach), (lowest, ring_reach), (arrow, here_reach))
        taken = [_square(mark, reach) for mark, reach in reaches if mark]
        inside = frame.rect.adjusted(2.0, -4.0, 6.0, -2.0)
        if snapshot.status == "diverged":
            coming = snapshot.preview.losses if snapshot.preview is not None else np.empty(0)
            following = significant(float(coming[0]) if len(coming) else math.inf, 3)
            wanted = [(_("next would be {loss}").format(loss=following), arrow or here, here_reach + 10.0)]
            if lowest is not None:
                text = _("lowest: step {k}").format(k=counted(snapshot.best_step))
                wanted.append((text, lowest, ring_reach + 3.0))
            for text, point, gap in wanted:
                size = QSizeF(metrics.horizontalAdvance(text) + 2.0, metrics.height())
                box = first_free(size, corners_around(point, size, gap), inside, lines, taken)
                if box is not None:
                    taken.append(box)
                    found.append((box, text))
        if snapshot.earlier_runs:
            run = snapshot.earlier_runs[-1]
            size = QSizeF(metrics.horizontalAdvance(run.label) + 2.0, metrics.height())
            box = self._earlier_box(run, frame, size, inside, lines, taken)
            if box is not None:
                found.append((box, run.label))
            else:
                found += _legend(run.label, metrics, inside, lines, taken)
        return tuple(found)

    def _earlier_box(
        self, run: EarlierRun, frame: ChartFrame, size: QSizeF, inside: QRectF, lines: list[Line], taken: list[QRectF]
    ) -> QRectF | None:
        """Return the place of the label of an earlier run; it stays where it was as long as it can."""
        key = (run.number, frame, size)
        if self._label is not None and self._label[0] == key and is_free(self._label[1], inside, lines, taken):
            return self._label[1]
        box = first_free(size, corners_along(self._earlier[-1], size, inside), inside, lines, taken)
        self._label = None if box is None else (key, box)
        return box


def _legend(
    label: str, metrics: QFontMetricsF, inside: QRectF, lines: list[Line], taken: list[QRectF]
) -> list[tuple[QRectF, str]]:
    """Return the label with a piece of line before it in the upper right corner, where beside its curve is no room."""
    text = f"— {label}"
    size = QSizeF(metrics.horizontalAdvance(text) + 2.0, metrics.height())
    box = first_free(size, [inside.topRight() - QPointF(size.width() + 8.0, -6.0)], inside, lines, taken)
    return [] if box is None else [(box, text)]


def _earlier_line(run: EarlierRun, frame: ChartFrame) -> Line:
    """Return the line of an earlier run as far as the chart reaches, and one piece beyond."""
    end = int(np.searchsorted(run.steps, frame.last, side="right")) + 1
    return thinned(frame.x(run.steps[:end]), frame.y(run.losses[:end]))


def _arrow(snapshot: Snapshot, frame: ChartFrame, here: QPointF) -> QPointF:
    """Return where an arrow to the next step ends: on it, or at the edge of the chart on the way there."""
    coming = snapshot.preview.losses if snapshot.preview is not None else np.empty(0)
    goal = frame.pixel(snapshot.step + 1, float(coming[0]) if len(coming) else math.inf)
    way = goal - here
    length = max(1e-9, math.hypot(way.x(), way.y()))
    room = max(here.y() - frame.rect.top(), 14.0)
    share = min(1.0, ARROW_AT_MOST / length, room / max(1e-9, -way.y())) if way.y() < 0.0 else min(1.0, 46.0 / length)
    return here + way * share


def _square(point: QPointF, radius: float) -> QRectF:
    return QRectF(point.x() - radius, point.y() - radius, 2.0 * radius, 2.0 * radius)
