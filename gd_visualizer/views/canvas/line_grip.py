"""Taking hold of the line: its middle third shifts it, its outer thirds turn it about the middle."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QPainter, QPen

from gd_visualizer.views.canvas.frame import Frame
from gd_visualizer.views.canvas.rounding import rounded
from gd_visualizer.views.theme import Theme

Part = Literal["left", "middle", "right"]

REACH = 8.0
# Nearer to the middle than this, a pixel of the hand would throw the line about.
ARM = 24.0
RING, DOT, ARROW = 11.0, 3.5, 5.0
PLACES: dict[Part, float] = {"left": 1.0 / 6.0, "middle": 0.5, "right": 5.0 / 6.0}


def part_at(line: QLineF, pixel: QPointF, scale: float = 1.0) -> Part | None:
    """Return which part of a line is within reach of a pixel, None where none is."""
    length = line.length()
    if length < 1.0:
        return None
    along = QPointF.dotProduct(pixel - line.p1(), line.p2() - line.p1()) / length**2
    if not 0.0 <= along <= 1.0:
        return None
    near = line.pointAt(along)
    if math.hypot(pixel.x() - near.x(), pixel.y() - near.y()) > REACH * scale:
        return None
    return "left" if along < 1.0 / 3.0 else "right" if along > 2.0 / 3.0 else "middle"


@dataclass(frozen=True, slots=True)
class LineGrip:
    """Where the line was taken, and how it ran then.

    Attributes
    ----------
    frame : Frame
    parameters : (m, b)
    line : QLineF
        The visible part of the line, in pixels.
    part : {"left", "middle", "right"}
    pressed : QPointF
    """

    frame: Frame
    parameters: tuple[float, float]
    line: QLineF
    part: Part
    pressed: QPointF

    def dragged_to(self, pixel: QPointF) -> tuple[float, float]:
        """Return the line (m, b) that follows the hand to a pixel, in numbers as short as a person can point."""
        m, b = self.parameters
        frame, moved = self.frame, pixel - self.pressed
        if self.part == "middle":
            up = frame.place(QPointF(0.0, pixel.y()))[1] - frame.place(QPointF(0.0, self.pressed.y()))[1]
            return m, rounded(b + up, frame.steps[1])
        pivot = self.line.pointAt(0.5)
        held = self.line.pointAt(PLACES[self.part]) + moved
        side = -1.0 if self.part == "left" else 1.0
        held.setX(pivot.x() + side * max(side * (held.x() - pivot.x()), ARM))
        (x0, y0), (x1, y1) = frame.place(pivot), frame.place(held)
        slope = rounded((y1 - y0) / (x1 - x0), frame.steps[1] / (frame.right - frame.left))
        return slope, y0 - slope * x0


def draw_handles(painter: QPainter, theme: Theme, line: QLineF, strong: Part | None) -> None:
    """Draw a ring on each third of the line: a dot for turning, arrows for shifting."""
    colour = theme.colour("line")
    for part, place in PLACES.items():
        at = line.pointAt(place)
        painter.setPen(QPen(colour, 3.0 if part == strong else 2.0))
        painter.setBrush(theme.colour("card"))
        painter.drawEllipse(at, RING, RING)
        if part == "middle":
            painter.drawLine(at + QPointF(0.0, -ARROW), at + QPointF(0.0, ARROW))
            for tip in (-1.0, 1.0):
                end = at + QPointF(0.0, tip * ARROW)
                painter.drawLine(end, end + QPointF(-3.0, -tip * 3.0))
                painter.drawLine(end, end + QPointF(3.0, -tip * 3.0))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawEllipse(at, DOT, DOT)
