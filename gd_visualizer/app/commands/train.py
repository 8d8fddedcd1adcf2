"""``train``: walk downhill without a window and say where it ended."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from gd_visualizer.app.commands.output import STANDARD_OUTPUT, Write, opened, say, say_json
from gd_visualizer.app.commands.parser import number, whole_number
from gd_visualizer.app.commands.problem import Problem, add_problem_options, named, read_problem
from gd_visualizer.assets import translate as _
from gd_visualizer.assets import translate_plural
from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.descent import Chunk, advance, first_state
from gd_visualizer.core.errors import InputError

MOST_STEPS = 10_000_000
STEPS_AT_ONCE = 4096
# A table with more columns than this is turned round: a line for each parameter.
WIDEST_TABLE = 7
EPILOG = """\
The result is "finished" after all steps, "flat" where --stop-when-flat ended it, or "diverged" where the numbers
left the range of a computer; then the last step at which all were finite is given. All three are exit status 0.

--trace writes the columns step, loss and one for each parameter, a line for each step from 0 on.
"""

Status = Literal["finished", "flat", "diverged"]


@dataclass(frozen=True, slots=True)
class Result:
    """Where a walk ended, and why."""

    status: Status
    steps: int
    parameters: FloatArray
    loss: float


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    add_problem_options(parser)
    parser.add_argument("--steps", metavar="N", default="100", help=_("how many steps to take; default: 100"))
    parser.add_argument(
        "--stop-when-flat", metavar="TOL", help=_("stop early when the length of the gradient is below this")
    )
    parser.add_argument("--trace", metavar="FILE.csv", help=_("write every step into a file; - for standard output"))
    parser.add_argument("--json", action="store_true", help=_("print the result as one JSON object"))


def run(arguments: argparse.Namespace) -> int:
    """Train, and print the result."""
    steps = whole_number(arguments.steps, "--steps", 0, MOST_STEPS)
    flat_below = _tolerance(arguments.stop_when_flat)
    to_terminal = arguments.trace == STANDARD_OUTPUT
    if to_terminal and arguments.json:
        raise InputError(_("--trace - and --json both want standard output: give the trace a file"))
    problem = read_problem(arguments)
    with ExitStack() as stack:
        write = stack.enter_context(opened(arguments.trace, arguments.data)) if arguments.trace is not None else None
        result = train(problem, steps, flat_below, write)
    if arguments.json:
        say_json(_as_json(problem, result))
    elif not to_terminal:
        say(_as_text(problem, result))
    return 0


def train(problem: Problem, steps: int, flat_below: float | None, write: Write | None) -> Result:
    """Take up to ``steps`` steps, and write each into the trace if there is one.

    Parameters
    ----------
    problem : Problem
    steps : int
    flat_below : float or None
        Stop at the first step at which the length of the gradient is below this.
    write : callable or None
        Takes the text of the trace, piece by piece.
    """
    if write is not None:
        write(",".join(["step", "loss", *map(_quoted, problem.objective.model.parameter_names)]) + "\n")
    step, parameters, loss = 0, problem.start, problem.objective.value(problem.start)
    status: Status = "finished"
    for chunk in _chunks(problem, steps):
        count, is_flat = _until_flat(problem, chunk, flat_below)
        if write is not None:
            write(_rows(chunk, count))
        if count:
            step, parameters, loss = _place(chunk, count)
        if is_flat or chunk.left_range:
            status = "flat" if is_flat else "diverged"
            break
    return Result(status, step, parameters, loss)


def _chunks(problem: Problem, steps: int) -> Iterator[Chunk]:
    """Give the start as a first chunk of its own, and then the steps, many at a time."""
    state = first_state(problem.plan, problem.start)
    yield Chunk(problem.start[np.newaxis], np.array([problem.objective.value(problem.start)]), state)
    while state.step < steps:
        chunk = advance(problem.objective, problem.plan, state, min(STEPS_AT_ONCE, steps - state.step))
        state = chunk.state
        yield chunk


def _until_flat(problem: Problem, chunk: Chunk, flat_below: float | None) -> tuple[int, bool]:
    """Return how many steps of a chunk count, and whether the ground is flat at the last of them."""
    if flat_below is not None:
        flat = problem.objective.gradient_norms(chunk.parameters) < flat_below
        if flat.any():
            return int(np.argmax(flat)) + 1, True
    return len(chunk.losses), False


def _place(chunk: Chunk, count: int) -> tuple[int, FloatArray, float]:
    """Return the step, the parameters and the loss after the first ``count`` steps of a chunk."""
    step = chunk.state.step - len(chunk.losses) + count
    return step, chunk.parameters[count - 1], float(chunk.losses[count - 1])


def _rows(chunk: Chunk, count: int) -> str:
    first = chunk.state.step - len(chunk.losses) + 1
    table = np.column_stack([chunk.losses[:count], chunk.parameters[:count]]).tolist()
    return "".join(f"{step},{','.join(map(repr, row))}\n" for step, row in enumerate(table, first))


def _quoted(name: str) -> str:
    return f'"{name}"' if "," in name else name


def _tolerance(text: str | None) -> float | None:
    if text is None:
        return None
    value = number(text, "--stop-when-flat")
    if value < 0.0:
        raise InputError(_("--stop-when-flat {text}: a length is not below 0").format(text=text))
    return value


def _as_json(problem: Problem, result: Result) -> dict[str, Any]:
    objective = problem.objective
    best, best_loss = objective.best_parameters, objective.best_loss
    exact = None if best is None else {"parameters": named(objective, best), "loss": best_loss}
    return {
        "status": result.status,
        "steps": result.steps,
        "parameters": named(objective, result.parameters),
        "loss": result.loss,
        "gradient": named(objective, objective.gradient(result.parameters)),
        "initial": {
            "parameters": named(objective, problem.start),
            "loss": objective.value(problem.start),
            "gradient": named(objective, objective.gradient(problem.start)),
        },
        "exact": exact,
        "largest_stable_rate": objective.largest_stable_rate,
        "message": message(problem, result),
    }


def _as_text(problem: Problem, result: Result) -> str:
    objective, best = problem.objective, problem.objective.best_parameters
    rows = [(_("Start"), problem.start, objective.value(problem.start))]
    rows.append((_("Step {k}").format(k=result.steps), result.parameters, result.loss))
    if best is not None and objective.best_loss is not None:
        rows.append((_("Exact"), best, objective.best_loss))
    names = ["", *objective.model.parameter_names, _("loss")]
    cells = [names, *([label, *map(repr, values.tolist()), repr(loss)] for label, values, loss in rows)]
    if len(names) > WIDEST_TABLE:
        cells = [list(column) for column in zip(*cells, strict=True)]
    widths = [max(len(row[place]) for row in cells) for place in range(len(cells[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells]
    return "\n".join([message(problem, result), "", *lines])


def message(problem: Problem, result: Result) -> str:
    """Return one plain sentence that says how the walk ended."""
    objective, plan = problem.objective, problem.plan
    best, stable = objective.best_loss, objective.largest_stable_rate
    if result.status == "diverged":
        sentence = _("the steps are too long: after step {k} the numbers leave the range of a computer")
    elif result.status == "flat":
        sentence = translate_plural(
            "the ground is flat after {k} step, with a loss of {loss}",
            "the ground is flat after {k} steps, with a loss of {loss}",
            result.steps,
        )
    else:
        sentence = translate_plural(
            "after {k} step the loss is {loss}", "after {k} steps the loss is {loss}", result.steps
        )
    parts = [sentence.format(k=result.steps, loss=f"{result.loss:.6g}")]
    if result.status != "diverged" and best is not None:
        parts.append(_("{rise} above the lowest there is").format(rise=f"{max(result.loss - best, 0.0):.3g}"))
    text = ", ".join(parts)
    if stable is not None and plan.is_plain and plan.learning_rate > stable:
        rates = {"rate": f"{plan.learning_rate:.6g}", "largest": f"{stable:.6g}"}
        text += _("; the learning rate {rate} is above {largest}, the largest that is stable").format(**rates)
    if objective.ties:
        text += _("; there are too few different x, so the exact answer is one of many that fit equally well")
    return f"{text[0].upper()}{text[1:]}."
