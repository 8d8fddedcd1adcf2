"""Cells: what stands together in the drawing of a calculation, before places are known."""

from __future__ import annotations

from dataclasses import dataclass

from gd_visualizer.core.computation_parts import Part

# All sizes in pixels at 100 %. A cell is measured from the centre of its shape.
RADIUS, WIDE = 26.0, 50.0
BOX_HALF, BOX_HIGH = 46.0, 26.0
UNIT_HIGH = 19.0
PILL_WIDE, PILL_HIGH = 76.0, 26.0
CORRIDOR = 94.0
LEAF_ROOM = 104.0
HANGS = 142.0
# Room above a leaf, so that the lines of those above it find their way beside it.
LEAF_ABOVE = 70.0
RESULT_WIDE = 98.0


@dataclass(frozen=True, slots=True)
class Cell:
    """One shape with what belongs to it: its value and blame, and a number that hangs below it.

    Attributes
    ----------
    part : int
    hung : int or None
        The leaf that goes in from below, and as which operand.
    hung_operand : int
    """

    part: int
    hung: int | None = None
    hung_operand: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A connection from one cell to another, into one of its operands."""

    begin: int
    end: int
    operand: int


@dataclass(frozen=True, slots=True)
class Plan:
    """Cells and lines, with no places yet."""

    cells: tuple[Cell, ...]
    lines: tuple[Line, ...]


def planned(parts: tuple[Part, ...]) -> Plan:
    """Return the cells of a calculation.

    Data and fixed numbers get a cell for each use, because no blame comes together in them. A leaf that goes in
    beside the result of another part hangs below its user, as b does below the plus of a line.
    """
    uses = {place: sum(part.operands.count(place) for part in parts) for place in range(len(parts))}
    cells, lines, own = list[Cell](), list[Line](), dict[int, int]()

    def cell_of(place: int, user: Part) -> int:
        shared = parts[place].kind == "parameter" or not parts[place].is_leaf or user.kind in ("unit", "block")
        if shared and place in own:
            return own[place]
        cells.append(Cell(place))
        own[place] = len(cells) - 1
        return own[place]

    for place, part in enumerate(parts):
        if part.is_leaf:
            continue
        hanging = _hanging(parts, part, uses)
        sources = [(cell_of(target, part), index) for index, target in enumerate(part.operands) if index != hanging]
        if hanging is None:
            cells.append(Cell(place))
        else:
            cells.append(Cell(place, part.operands[hanging], hanging))
        own[place] = len(cells) - 1
        lines += [Line(source, own[place], index) for source, index in sources]
    return Plan(tuple(cells), tuple(lines))


def _hanging(parts: tuple[Part, ...], part: Part, uses: dict[int, int]) -> int | None:
    """Return which operand of a part hangs below it: the only leaf beside something worked out."""
    if len(part.operands) != 2 or part.kind in ("unit", "block"):
        return None
    leaves = [index for index, target in enumerate(part.operands) if parts[target].is_leaf]
    if len(leaves) != 1:
        return None
    target = part.operands[leaves[0]]
    alone = parts[target].kind != "parameter" or uses[target] == 1
    return leaves[0] if alone else None


def half_width(part: Part, sign: str) -> tuple[float, float]:
    """Return how far the shape of a part reaches to the left and to the right of its centre line."""
    if part.is_leaf or part.kind in ("unit", "block"):
        return BOX_HALF, BOX_HALF
    return RADIUS, WIDE if len(sign) > 4 else RADIUS


def extents(part: Part, cell: Cell) -> tuple[float, float]:
    """Return how much room a cell needs above and below its centre line."""
    if part.kind in ("unit", "block"):
        return UNIT_HIGH + 5.0, UNIT_HIGH + 5.0
    if part.kind == "parameter":
        return LEAF_ABOVE, BOX_HIGH + 76.0
    if part.is_leaf:
        return LEAF_ABOVE, BOX_HIGH + 36.0
    return 58.0, (HANGS + BOX_HIGH + 30.0 if cell.hung is not None else 92.0)


def room_right(part: Part, sign: str) -> float:
    """Return how far to the right a cell reaches from its centre line, its numbers included."""
    if part.kind in ("unit", "block"):
        return BOX_HALF + 6.0 + PILL_WIDE + 4.0
    if part.is_leaf:
        return LEAF_ROOM
    return half_width(part, sign)[1] + CORRIDOR
