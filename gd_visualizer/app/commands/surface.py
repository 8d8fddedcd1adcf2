"""``surface``: write the loss over a grid of two parameters."""

from __future__ import annotations

import argparse
import re

import numpy as np

from gd_visualizer.app.commands.output import Write, opened
from gd_visualizer.app.commands.parser import number
from gd_visualizer.app.commands.problem import Problem, add_problem_options, listed, read_problem
from gd_visualizer.assets import translate as _
from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.errors import InputError
from gd_visualizer.core.planes import Plane, coordinate_plane
from gd_visualizer.core.region import Region, fitted_region
from gd_visualizer.core.surface import loss_grid

MOST_CELLS = 4_000_000
_GRID = re.compile(r"(\d{1,7})[x×](\d{1,7})", re.ASCII)
EPILOG = """\
The file has the columns p, q and loss: p is the first parameter, q the second. A line for each place of the grid, p
running faster. The grid includes both ends of each range. Without --range it shows the best place and the start.
Where the model has more than two parameters, p and q are those named by the first two --range, or else the first two
there are; the others are held at the start.
Options that do not shape the landscape, such as --optimizer, are read and checked but change nothing.
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    add_problem_options(parser)
    parser.add_argument("--grid", metavar="PxQ", default="129x129", help=_("how many values of p and of q"))
    parser.add_argument(
        "--range",
        metavar="NAME=LOW:HIGH",
        dest="ranges",
        action="append",
        default=[],
        help=_("the values of one parameter, such as m=-5:5; give it once for each of the two"),
    )
    parser.add_argument(
        "-o", "--output", metavar="FILE.csv", required=True, help=_("where to write; - for standard output")
    )


def run(arguments: argparse.Namespace) -> int:
    """Compute the losses and write them."""
    across, up = _grid(arguments.grid)
    problem = read_problem(arguments)
    plane, region = _view(problem, arguments.ranges)
    p = np.linspace(region.p_min, region.p_max, across)
    q = np.linspace(region.q_min, region.q_max, up)
    losses = loss_grid(problem.objective, p, q, plane.cut)
    if not np.isfinite(losses).all():
        names = plane.across_label, plane.up_label
        sentence = _("the loss leaves the range of numbers for {p} from {left} to {right} and {q} from {low} to {high}")
        ends = {"left": region.p_min, "right": region.p_max, "low": region.q_min, "high": region.q_max}
        raise InputError((sentence + _(": choose a smaller --range")).format(p=names[0], q=names[1], **ends))
    with opened(arguments.output, arguments.data) as write:
        _write_grid(write, p, q, losses)
    return 0


def _write_grid(write: Write, p: FloatArray, q: FloatArray, losses: FloatArray) -> None:
    write("p,q,loss\n")
    first = [repr(value) for value in p.tolist()]
    for second, row in zip(q.tolist(), losses, strict=True):
        write("".join(f"{value},{second!r},{loss!r}\n" for value, loss in zip(first, row.tolist(), strict=True)))


def _grid(text: str) -> tuple[int, int]:
    found = _GRID.fullmatch(text)
    if found is None or int(found[1]) < 2 or int(found[2]) < 2:
        raise InputError(_("--grid {text}: write two whole numbers from 2 on, such as 129x129").format(text=text))
    across, up = int(found[1]), int(found[2])
    if across * up > MOST_CELLS:
        sentence = _("--grid {text}: that is {count} places, and {most} are the most there can be")
        raise InputError(sentence.format(text=text, count=across * up, most=MOST_CELLS))
    return across, up


def _view(problem: Problem, texts: list[str]) -> tuple[Plane, Region]:
    """Return which two parameters the grid is over, and their values."""
    model = problem.objective.model
    names = model.parameter_names
    if len(names) < 2:
        sentence = _("the model {model} has only the parameter {name}: a surface needs two")
        raise InputError(sentence.format(model=model.key, name=names[0]))
    given: dict[str, tuple[float, float]] = {}
    for text in texts:
        name, low, high = _range(text)
        if name not in names:
            sentence = _("--range {text}: there is no parameter '{name}': the model has {names}")
            raise InputError(sentence.format(text=text, name=name, names=listed(names)))
        given[name] = low, high
    if len(given) > 2:
        raise InputError(_("--range: a surface is over two parameters, and {n} are named").format(n=len(given)))
    chosen = [name for name in names if name in given] if len(names) == 2 else list(given)
    chosen += [name for name in names if name not in given]
    first, second = sorted(chosen[:2], key=names.index) if len(names) == 2 else chosen[:2]
    plane = coordinate_plane(model, names.index(first), names.index(second), problem.start)
    fitted = fitted_region(problem.objective, [problem.start], plane=plane.cut)
    p = given.get(first, (fitted.p_min, fitted.p_max))
    q = given.get(second, (fitted.q_min, fitted.q_max))
    return plane, Region(*p, *q)


def _range(text: str) -> tuple[str, float, float]:
    name, equals, ends = text.partition("=")
    low_text, colon, high_text = ends.partition(":")
    if not (equals and colon):
        raise InputError(_("--range {text}: write NAME=LOW:HIGH, such as m=-5:5").format(text=text))
    low, high = number(low_text, f"--range {text}"), number(high_text, f"--range {text}")
    if not (low < high and np.isfinite(high - low)):
        raise InputError(_("--range {text}: the first number must be below the second").format(text=text))
    return name.strip(), low, high
