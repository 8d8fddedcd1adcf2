"""What ``train`` and ``surface`` work on: points, model, loss, optimizer and start, from their common options."""

from __future__ import annotations

import argparse
import json
import re
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO, cast

import numpy as np

from gd_visualizer.app.commands.output import warn
from gd_visualizer.app.commands.parser import number, whole_number
from gd_visualizer.assets import translate as _
from gd_visualizer.core.arrays import FloatArray, frozen
from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.diagnostics import DataState, data_state
from gd_visualizer.core.errors import InputError
from gd_visualizer.core.models.base import Model
from gd_visualizer.core.models.linear import Linear
from gd_visualizer.core.objective import Objective
from gd_visualizer.core.optimizers.base import Optimizer
from gd_visualizer.core.optimizers.gradient_descent import GradientDescent
from gd_visualizer.core.penalty import Penalty
from gd_visualizer.core.plan import Plan
from gd_visualizer.core.registry import create
from gd_visualizer.core.settings import settings_of
from gd_visualizer.session.document import Document
from gd_visualizer.session.files.source import read_bytes
from gd_visualizer.session.given import is_session, read_given
from gd_visualizer.session.session_file import read_session

PARTS = ("model", "loss", "optimizer", "schedule", "penalty")
# What the options are kept under that say what to train; there is also DATA.
OPTIONS = ("x", "y", "model", "formula", "loss", "optimizer", "changes", "schedule", "batch_size", "seed", "maximise",
           "start")  # fmt: skip
NAMES_LISTED = 12
MOST_POINTS, MOST_SEED = 10_000_000, 2**31 - 1
# A name may hold commas between brackets: W1[1,2]=0.5,b1[1]=0
_BETWEEN_PAIRS = re.compile(r",(?![^\[\]]*\])")

Changes = dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything a walk starts from."""

    name: str
    objective: Objective
    plan: Plan
    start: FloatArray


def add_data_options(parser: argparse.ArgumentParser) -> None:
    """Add DATA and the choice of its columns."""
    parser.add_argument(
        "data",
        metavar="DATA",
        help=_("a table (.csv .tsv .txt), a session (.gdv), - for standard input, or builtin:NAME"),
    )
    parser.add_argument("--x", metavar="COLUMN", help=_("the column across, by its name or its number from 1"))
    parser.add_argument("--y", metavar="COLUMN", help=_("the column upwards, likewise"))


def add_problem_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that say what to train."""
    add_data_options(parser)
    parser.add_argument("--model", metavar="KEY", help=_("default: linear"))
    parser.add_argument(
        "--formula", metavar="TEXT", help=_('the text of the model formula, such as "a*exp(-b*x) + c"; x is the input')
    )
    parser.add_argument("--loss", metavar="KEY", help=_("default: mean_squared_error"))
    parser.add_argument("--optimizer", metavar="KEY", help=_("default: gradient_descent"))
    parser.add_argument(
        "--learning-rate",
        metavar="RATE",
        dest="changes",
        action="append",
        type=_learning_rate,
        help=_("short for --set optimizer.learning_rate=RATE; default: that of the built-in data, or 0.05"),
    )
    parser.add_argument(
        "--set",
        metavar="PART.NAME=VALUE",
        dest="changes",
        action="append",
        help=_("change a setting of the model, loss, optimizer, schedule or penalty; may be repeated"),
    )
    parser.add_argument("--schedule", metavar="KEY", help=_("default: constant"))
    parser.add_argument("--batch-size", metavar="N", help=_("how many points each step looks at; default: all"))
    parser.add_argument("--seed", metavar="S", help=_("decides every throw of dice; default: 0"))
    parser.add_argument("--maximise", action="store_true", help=_("climb: make the loss as large as it can be"))
    parser.add_argument(
        "--start",
        metavar="NAME=NUMBER,…",
        help=_("where to start, such as m=-1.5,b=2, or a JSON file; default: that of the data or of the model"),
    )


def says_what_to_train(arguments: argparse.Namespace) -> bool:
    """Return True where an option says what to train; a session alone says all of it itself."""
    return any(getattr(arguments, name) not in (None, False) for name in OPTIONS)


def read_problem(arguments: argparse.Namespace) -> Problem:
    """Read the points and put the parts together; a session has its own parts, and options change them.

    Raises
    ------
    InputError
        If anything is wrong with the points, a setting or the start.
    """
    changes = _read_changes(arguments.changes or [])
    own = read_session(Path(arguments.data)) if is_session(arguments.data) else None
    model = _read_model(arguments, changes["model"], own)
    loss = _part("losses", arguments.loss or (own.loss if own else "mean_squared_error"), changes["loss"])
    settings = changes["optimizer"]  # wrong settings are said before a long file is read
    optimizer = _part("optimizers", arguments.optimizer or (own.optimizer if own else "gradient_descent"), settings)
    schedule = _part("schedules", arguments.schedule or (own.schedule if own else "constant"), changes["schedule"])
    penalty = _read_penalty(changes["penalty"], own.penalty if own else Penalty())
    climb = arguments.maximise or (own is not None and own.climb)
    seed = own.seed if own and arguments.seed is None else whole_number(arguments.seed or "0", "--seed", 0, MOST_SEED)
    batch_size = _read_batch_size(arguments.batch_size, own)
    given = None if arguments.start is None else _read_start(arguments.start, model.parameter_names)
    read = read_given(arguments.data, standard_input(), arguments.x, arguments.y)
    warn(read.warnings)
    is_line = isinstance(model, Linear)
    if read.learning_rate is not None and "learning_rate" not in settings and is_line:
        # The rate of a built-in data set is meant for a line and plain gradient descent.
        optimizer = replace(optimizer, learning_rate=read.learning_rate) if _is_plain(optimizer) else optimizer
    data = Dataset.from_arrays(read.x, read.y, read.x_name, read.y_name)
    objective = Objective.of(model, loss, data, penalty, climb)
    _require_usable(objective, read.name)
    if given is None:
        given = model.first_parameters(data, seed)
        if own is not None and own.model == model:
            given = frozen(own.start)
        elif is_line and read.start is not None:
            given = frozen(read.start)
    _require_finite(objective, given)
    return Problem(read.name, objective, Plan(optimizer, schedule, batch_size, seed), given)


def standard_input() -> BinaryIO | None:
    """Return the bytes of standard input, or None where nothing is connected to it."""
    return None if sys.stdin is None else sys.stdin.buffer


def named(objective: Objective, values: FloatArray) -> dict[str, float]:
    """Return numbers under the names of the parameters they belong to."""
    return dict(zip(objective.model.parameter_names, values.tolist(), strict=True))


def listed(names: tuple[str, ...]) -> str:
    """Return the names of parameters for a sentence: all of a few, the first of many."""
    if len(names) <= NAMES_LISTED:
        return ", ".join(names)
    return _("{names} … ({n} in all)").format(names=", ".join(names[:NAMES_LISTED]), n=len(names))


def _learning_rate(text: str) -> str:
    return f"optimizer.learning_rate={text}"


def _read_changes(texts: list[str]) -> Changes:
    changes: Changes = {part: {} for part in PARTS}
    for text in texts:
        place, equals, value = text.partition("=")
        part, dot, name = place.strip().partition(".")
        if not (equals and dot and name) or part not in PARTS:
            sentence = _("--set {text}: write PART.NAME=VALUE, where PART is one of {parts}")
            raise InputError(sentence.format(text=text, parts=", ".join(PARTS)))
        changes[part][name] = value.strip()
    return changes


def _read_start(text: str, names: tuple[str, ...]) -> FloatArray:
    found = _start_file(Path(text)) if text.lower().endswith(".json") else _start_pairs(text)
    for name in found:
        if name not in names:
            sentence = _("--start: there is no parameter '{name}': the model has {names}")
            raise InputError(sentence.format(name=name, names=listed(names)))
    for name in names:
        if name not in found:
            raise InputError(_("--start: the parameter '{name}' is missing: give all of them").format(name=name))
    return frozen([found[name] for name in names])


def _start_pairs(text: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for pair in _BETWEEN_PAIRS.split(text):
        name, equals, value = pair.partition("=")
        name = name.strip()
        if not (equals and name):
            sentence = _("--start {text}: write NAME=NUMBER pairs such as m=-1.5,b=2, or the name of a .json file")
            raise InputError(sentence.format(text=text))
        if name in found:
            raise InputError(_("--start: the parameter '{name}' is given twice").format(name=name))
        found[name] = number(value, f"--start {name}")
    return found


def _start_file(path: Path) -> dict[str, float]:
    try:
        content = json.loads(read_bytes(path), object_pairs_hook=_unique)
    except InputError:
        raise
    except (ValueError, RecursionError) as error:
        raise InputError(_("{file} is not JSON: {reason}").format(file=path.name, reason=error)) from None
    if not isinstance(content, dict):
        raise InputError(_('{file}: a map of names to numbers is needed, such as {{"m": 1}}').format(file=path.name))
    found = {}
    for name, value in content.items():
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number or not abs(value) <= sys.float_info.max:
            sentence = _("{file}: the value of '{name}' is not a finite number")
            raise InputError(sentence.format(file=path.name, name=name))
        found[name] = float(value)
    return found


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError(_("a name is given twice"))
    return found


def _part(folder: str, part: Any, changes: dict[str, str]) -> Any:
    """Return a part by its key, or that of a session, with the settings given changed."""
    if isinstance(part, str):
        return create(folder, part, **changes)
    own = {item.key: getattr(part, item.key) for item in settings_of(part)}
    return create(folder, part.key, **{**own, **changes})


def _read_model(arguments: argparse.Namespace, settings: dict[str, str], own: Document | None) -> Model:
    if arguments.formula is None:
        return cast(Model, _part("models", arguments.model or (own.model if own else "linear"), settings))
    if arguments.model not in (None, "linear", "formula"):
        sentence = _("--formula goes with --model formula, not with --model {model}")
        raise InputError(sentence.format(model=arguments.model))
    return cast(Model, create("models", "formula", text=arguments.formula, **settings))


def _read_batch_size(text: str | None, own: Document | None) -> int:
    """Return how many points a step looks at; 0 is all of them."""
    if text is None and own is not None:
        return own.batch_size
    return 0 if text in (None, "all") else whole_number(str(text), "--batch-size", 1, MOST_POINTS)


def _read_penalty(settings: dict[str, str], own: Penalty) -> Penalty:
    known = {item.key: item for item in settings_of(Penalty)}
    for name in settings:
        if name not in known:
            sentence = _("penalty has no setting named '{name}': its settings are {names}")
            raise InputError(sentence.format(name=name, names=", ".join(known)))
    changed = {name: known[name].checked(value) for name, value in settings.items()}
    return replace(own, **changed)  # type: ignore[arg-type]


def _is_plain(optimizer: Optimizer) -> bool:
    return isinstance(optimizer, GradientDescent)


def _require_usable(objective: Objective, name: str) -> None:
    if objective.is_usable:
        return
    sentences = {
        DataState.NO_POINTS: _("{name} has no points: at least one is needed"),
        DataState.TOO_LARGE: _("{name}: the numbers are too large to square: use numbers below about 1e150"),
        DataState.TOO_SMALL: _("{name}: the x values are too close together to tell apart: use larger units"),
    }
    raise InputError(sentences[data_state(objective.data, objective)].format(name=name))


def _require_finite(objective: Objective, start: FloatArray) -> None:
    with np.errstate(all="ignore"):
        numbers = [objective.value(start), *objective.gradient(start)]
        predictions = objective.model.predict(start, objective.data.x)
    if np.isnan(predictions).any():
        sentence = _("the model gives no number for x = {x} at the start: choose another start, model or points")
        raise InputError(sentence.format(x=repr(float(objective.data.x[np.isnan(predictions)][0]))))
    if np.isfinite(numbers[0]) and np.isnan(numbers).any():
        raise InputError(_("the loss has no slope at the start: choose another start, model or points"))
    if not np.isfinite(numbers).all():
        raise InputError(_("the loss at the start is too large for a number: choose a start nearer to the points"))
