"""Painting a calculation: shapes, values, blames and the lines between them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from gd_visualizer.assets import translate as _
from gd_visualizer.core.computation_parts import Part
from gd_visualizer.session.backward_tour import Tour
from gd_visualizer.session.blame_words import Numbers, hand_over, name_of, number_of, sign_of
from gd_visualizer.session.notation import slope_for
from gd_visualizer.session.numbers import shown
from gd_visualizer.views.backward import ink
from gd_visualizer.views.backward.cells import Cell
from gd_visualizer.views.backward.geometry import Geometry, Spot, Way
from gd_visualizer.views.safe_item import unchanged
from gd_visualizer.views.theme import Theme

FAINT = 0.22


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """Everything a picture of a calculation shows.

    Attributes
    ----------
    geometry : Geometry
    numbers : Numbers
    tour : Tour
    stop : int
        How far the tour went: what comes later is not known yet.
    current, hovered : int or None
        The part at which the tour is, and the one under the mouse.
    focused : bool
        True while the drawing has the keyboard.
    """

    geometry: Geometry
    numbers: Numbers
    tour: Tour
    stop: int
    current: int | None
    hovered: int | None
    focused: bool


class GraphPainter:
    """Paints one look in one theme."""

    def __init__(self, painter: QPainter, look: Look, theme: Theme) -> None:
        """Begin; ``paint`` does it."""
        self._painter, self._look, self._theme = painter, look, theme
        self._parts = look.geometry.parts
        self._few = len(look.numbers.computation.parameter_names)
        self._lit = self._lit_parts()

    def paint(self) -> None:
        """Paint lines first, shapes and numbers upon them."""
        geometry = self._look.geometry
        for way in geometry.ways:
            with unchanged(self._painter):
                self._way(way)
        for cell, spot in zip(geometry.plan.cells, geometry.spots, strict=True):
            with unchanged(self._painter):
                self._painter.setOpacity(1.0 if self._is_lit(cell.part) else 0.45)
                self._cell(cell, spot)
            if cell.hung is not None:
                with unchanged(self._painter):
                    self._painter.setOpacity(1.0 if self._is_lit(cell.hung) else 0.45)
                    self._hanging(cell, cell.hung, spot)
        self._result()

    # What is lit -----------------------------------------------------------------------------------------

    def _lit_parts(self) -> frozenset[int] | None:
        """Return what is on the lanes through the part under the mouse, None where there is none."""
        hovered, tour = self._look.hovered, self._look.tour
        return None if hovered is None else tour.upstream(hovered) | tour.downstream(hovered)

    def _is_lit(self, part: int) -> bool:
        return self._lit is None or part in self._lit

    def _colour(self, part: Part) -> QColor:
        return self._theme.colour(ink.token_of(part, self._few))

    # Lines -----------------------------------------------------------------------------------------------

    def _way(self, way: Way) -> None:
        cells = self._look.geometry.plan.cells
        begin, end = cells[way.line.begin].part, cells[way.line.end].part
        crowded = self._parts[end].kind in ("unit", "block")
        self._lines(begin, end, way.forward, way.backward, crowded)

    def _lines(self, begin: int, end: int, forward: QPainterPath, backward: QPainterPath, crowded: bool) -> None:
        """Draw the forward line, and the dashed one beside it once the blame went that way."""
        look, theme, painter = self._look, self._theme, self._painter
        lit = self._is_lit(begin) and self._is_lit(end)
        stage = look.tour.stage(look.stop)
        here = look.current is not None and look.current == end
        is_back = stage.direction == "backward"
        width = 1.2 if crowded else 1.8
        base = theme.colour("ink3" if crowded else "ink", (0.55 if crowded else 1.0) if lit else FAINT)
        if self._lit is not None and lit:
            base, width = theme.colour("ink"), width + 0.7
        if not (crowded and is_back and here):
            known = look.tour.knows_value(begin, look.stop)
            pen = ink.pen_of(
                base if known else theme.colour("past", FAINT), width + (1.0 if here and not is_back else 0.0)
            )
            ink.arrow(painter, forward, pen, to_end=True, head=not crowded)
        if look.numbers.run.blames[begin] is None or look.stop < look.tour.back_stop(end):
            return
        if crowded and not here and not (self._lit is not None and lit):
            return
        target = self._parts[begin]
        colour = self._colour(target) if target.kind == "parameter" else theme.colour("ink")
        if not lit:
            colour.setAlphaF(FAINT)
        pen = ink.pen_of(colour, width + (1.0 if here and is_back else 0.0), dashed=True)
        ink.arrow(painter, backward, pen, to_end=False, head=not crowded)

    # Cells -----------------------------------------------------------------------------------------------

    def _cell(self, cell: Cell, spot: Spot) -> None:
        part = self._parts[cell.part]
        if part.is_leaf:
            self._box(cell.part, spot.shape)
            self._leaf_blame(cell.part, spot.blame, spot.caption)
            return
        if part.kind in ("unit", "block"):
            self._unit(cell.part, spot)
        else:
            self._circle(cell, spot)
        if self._look.tour.knows_blame(cell.part, self._look.stop):
            self._pill(spot.blame, self._look.numbers.blame(cell.part), None)
        if cell.part != len(self._parts) - 1:
            self._value(cell.part, spot.value)

    def _shape(self, box: QRectF, place: int, edge: QColor, width: float, radius: float) -> None:
        """Draw the outline of a shape, with a bed behind it where the tour is, and a ring where the keyboard is."""
        painter, theme = self._painter, self._theme
        here = self._look.current == place
        if here:
            painter.setPen(ink.pen_of(theme.colour("ink"), 2.0) if self._look.focused else Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("sel"))
            painter.drawRoundedRect(box.adjusted(-8.0, -8.0, 8.0, 8.0), radius + 8.0, radius + 8.0)
        painter.setPen(ink.pen_of(edge, width + (1.0 if here or self._look.hovered == place else 0.0)))
        painter.setBrush(theme.colour("card"))
        painter.drawRoundedRect(box, radius, radius)

    def _box(self, place: int, box: QRectF) -> None:
        """Draw a number that goes in: its letter and its value."""
        part, theme = self._parts[place], self._theme
        colour = self._colour(part) if part.kind == "parameter" else theme.colour("ink")
        number = part.kind == "number"
        edge = theme.colour("past") if number else colour
        self._shape(box, place, edge, 2.0 if part.kind == "parameter" else 1.4, 8.0)
        text = number_of(part, self._look.numbers.value(place))
        strong = ink.plain_font(theme, 16, 600)
        if number:
            ink.write(self._painter, box.adjusted(6, 0, -6, 0), part.name, strong, theme.colour("ink2"))
            return
        letter = box.adjusted(9.0, 0.0, 0.0, 0.0)
        letter.setWidth(18.0 if len(part.name) == 1 else 30.0)
        ink.write(self._painter, letter, part.name, ink.plain_font(theme, 20, 600, True), colour, ink.LEFT)
        rest = QRectF(letter.right() + 2.0, box.top(), box.right() - letter.right() - 10.0, box.height())
        ink.write(self._painter, rest, text, strong, theme.colour("ink"), ink.RIGHT)

    def _leaf_blame(self, place: int, pill: QRectF, caption: QRectF) -> None:
        """Write the slope of a parameter, or that data stay as they are."""
        part, theme = self._parts[place], self._theme
        fine = ink.plain_font(theme, 12)
        if part.kind != "parameter":
            words = "" if part.kind == "number" else _("data: stays as it is")
            if part.kind == "number":
                words = _("a fixed number")
            ink.write(self._painter, caption, words, fine, theme.colour("ink3"))
            return
        if self._look.tour.knows_blame(place, self._look.stop):
            self._pill(pill, self._look.numbers.blame(place), part)
            words = slope_for(part.name, self._look.numbers.symbols, self._look.numbers.row is not None)
            ink.write(self._painter, caption, words, ink.plain_font(theme, 13), theme.colour("ink2"))

    def _circle(self, cell: Cell, spot: Spot) -> None:
        """Draw what is done, and what it multiplies blame by."""
        part, theme = self._parts[cell.part], self._theme
        self._shape(spot.shape, cell.part, theme.colour("ink"), 1.8, 0.5 * spot.shape.height())
        sign = sign_of(part)
        size = 24 if len(sign) == 1 else 18 if len(sign) <= 4 else 15
        ink.write(
            self._painter, spot.shape.adjusted(5, 0, -5, 0), sign, ink.plain_font(theme, size), theme.colour("ink")
        )
        if self._look.stop < self._look.tour.back_stop(cell.part):
            return
        lines = self._captions(cell.part)
        font = ink.plain_font(theme, 12)
        for row, (text, token) in enumerate(lines):
            box = QRectF(spot.caption.left(), spot.caption.top() + 18.0 * row, spot.caption.width(), 18.0)
            ink.write(self._painter, box, text, font, theme.colour(token), ink.LEFT)

    def _captions(self, place: int) -> list[tuple[str, str]]:
        """Return the two lines below a shape: one way back with its meaning, or two ways back."""
        part, blames = self._parts[place], self._look.numbers.run.blames
        ways = [operand for operand, target in enumerate(part.operands) if blames[target] is not None]
        said = [hand_over(self._look.numbers, place, operand) for operand in ways]
        if len(said) == 1:
            first, second = said[0]
            return [(first, "ink2"), (second, "ink3")]
        if len(said) == 2 and said[0] == said[1]:
            return [(said[0][0], "ink2")]
        names = [name_of(self._parts[part.operands[operand]]) for operand in ways]
        return [
            (_("{name}: {what}").format(name=name, what=first), "ink2")
            for name, (first, _second) in zip(names, said, strict=True)
        ]

    def _unit(self, place: int, spot: Spot) -> None:
        """Draw a unit or a layer of a network: its name and its value."""
        part, theme = self._parts[place], self._theme
        colour = self._colour(part)
        self._shape(spot.shape, place, colour if part.name == "ŷ" else theme.colour("ink"), 1.6, 8.0)
        name = QRectF(spot.shape.left() + 6.0, spot.shape.top(), 34.0, spot.shape.height())
        if part.kind == "block":
            name.setHeight(0.5 * name.height())
            count = QRectF(name.left(), name.bottom() - 2.0, spot.shape.width() - 12.0, name.height())
            words = _("{count} units").format(count=part.members)
            ink.write(self._painter, count, words, ink.plain_font(theme, 11), theme.colour("ink2"), ink.LEFT)
        ink.write(self._painter, name, part.name, ink.plain_font(theme, 14, 500, True), colour, ink.LEFT)
        if self._look.tour.knows_value(place, self._look.stop):
            text = shown(self._look.numbers.value(place))
            rest = QRectF(name.right(), spot.shape.top(), spot.shape.right() - name.right() - 6.0, name.height())
            ink.write(self._painter, rest, text, ink.plain_font(theme, 14, 600), theme.colour("ink"), ink.RIGHT)

    def _value(self, place: int, box: QRectF) -> None:
        """Write the name of a result and its value above the line that leaves it."""
        if box.isEmpty():
            return
        part, theme = self._parts[place], self._theme
        colour = self._colour(part)
        name = _("{name} guess").format(name="ŷ") if part.name == "ŷ" else name_of(part)
        top = QRectF(box.left(), box.top(), box.width(), 18.0)
        token = "line" if part.name == "ŷ" else "ink2"
        ink.write(self._painter, top, name, ink.plain_font(theme, 13), theme.colour(token))
        if self._look.tour.knows_value(place, self._look.stop):
            text = shown(self._look.numbers.value(place))
            below = QRectF(box.left(), box.top() + 18.0, box.width(), 21.0)
            ink.write(self._painter, below, text, ink.plain_font(theme, 16, 600), colour)

    def _hanging(self, cell: Cell, hung: int, spot: Spot) -> None:
        """Draw the leaf below a shape, with its lines up and down."""
        x, top, bottom = spot.shape.center().x(), spot.shape.bottom() + 2.0, spot.leaf.top()
        up, down = QPainterPath(QPointF(x - 7.0, bottom)), QPainterPath(QPointF(x + 7.0, bottom))
        up.lineTo(x - 7.0, top)
        down.lineTo(x + 7.0, top)
        self._lines(hung, cell.part, up, down, False)
        self._box(hung, spot.leaf)
        parameter = self._parts[hung].kind == "parameter"
        caption = QRectF(spot.leaf.left() - 14.0, spot.leaf.bottom() + 5.0, 120.0, 18.0)
        if parameter:
            caption = QRectF(spot.leaf_blame.left(), spot.leaf_blame.bottom() + 3.0, spot.leaf_blame.width(), 18.0)
        self._leaf_blame(hung, spot.leaf_blame, caption)

    def _pill(self, box: QRectF, value: float | None, parameter: Part | None) -> None:
        """Write a blame: on paper colour along the way, on the colour of a parameter where it ends."""
        painter, theme = self._painter, self._theme
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("sel") if parameter is None else self._colour(parameter))
        painter.drawRoundedRect(box, 5.0, 5.0)
        colour = theme.colour("ink" if parameter is None else "on_ink")
        text = "1" if value == 1.0 else shown(value)
        ink.write(painter, box.adjusted(4, 0, -4, 0), text, ink.plain_font(theme, 14, 600), colour)

    def _result(self) -> None:
        """Draw the box at the end, and the lines to it."""
        look, theme, painter, geometry = self._look, self._theme, self._painter, self._look.geometry
        last = len(self._parts) - 1
        box, shape = geometry.result, geometry.spots[-1].shape
        for shift, backward in ((-6.0, False), (6.0, True)):
            path = QPainterPath(QPointF(shape.right() + 2.0, box.center().y() + shift))
            path.lineTo(box.left() - 1.0, box.center().y() + shift)
            if backward and not look.tour.knows_blame(last, look.stop):
                continue
            known = look.tour.knows_value(last, look.stop)
            pen = ink.pen_of(theme.colour("ink") if known else theme.colour("past", FAINT), 1.8, dashed=backward)
            ink.arrow(painter, path, pen, to_end=not backward)
        painter.setPen(ink.pen_of(theme.colour("loss"), 2.0))
        painter.setBrush(theme.colour("warn_bed"))
        painter.drawRoundedRect(box, 8.0, 8.0)
        name = name_of(self._parts[last])
        top = QRectF(box.left() + 4, box.top() + 7.0, box.width() - 8, 18.0)
        ink.write(painter, top, name, ink.plain_font(theme, 13, 500), theme.colour("loss"))
        if look.tour.knows_value(last, look.stop):
            below = QRectF(box.left() + 4, box.top() + 25.0, box.width() - 8, 24.0)
            ink.write(
                painter, below, shown(look.numbers.value(last)), ink.plain_font(theme, 18, 600), theme.colour("loss")
            )
