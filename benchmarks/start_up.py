"""Start-up: how long until something is seen, beside a bare window and the import of numpy alone."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.processes import Environment, environment, seconds_of, window
from benchmarks.table import Line, at_least, at_most, compared, missing
from benchmarks.timing import Samples, Scope, optional

TRAIN = ("-m", "gd_visualizer", "train", "builtin:eight_points", "--json")
IMPORT = ("-c", "import numpy")


def lines(scope: Scope) -> Iterator[Line]:
    """Yield the figures about start-up, each from the start of a fresh process; bytecode is compiled beforehand."""
    with environment() as variables:
        yield _command(scope, variables)
        yield from _windows(scope, variables)


def _windows(scope: Scope, variables: Environment) -> Iterator[Line]:
    peer = optional("matplotlib") is not None
    kinds = ["ours", "bare", *(["matplotlib"] if peer else [])]
    for kind in kinds:
        window(kind, variables)
    rounds = [{kind: window(kind, variables) for kind in kinds} for _ in range(scope.rounds)]

    def samples(kind: str, moment: str) -> Samples:
        return Samples(tuple(found[kind][moment] for found in rounds))

    first, bare = samples("ours", "first"), samples("bare", "first")
    yield compared("start to first paint", first, bare, "bare PySide6 window", at_most(1.3))
    yield compared("start to plots painted", samples("ours", "plots"), bare, "bare PySide6 window", at_most(3.5))
    what = "start to first paint"
    if peer:
        yield compared(what, first, samples("matplotlib", "first"), "matplotlib window", at_least(2))
    else:
        yield missing(what, first, "matplotlib", at_least(2))


def _command(scope: Scope, variables: Environment) -> Line:
    seconds_of(TRAIN, variables)
    seconds_of(IMPORT, variables)
    rounds = [(seconds_of(TRAIN, variables), seconds_of(IMPORT, variables)) for _ in range(scope.rounds)]
    ours, floor = (Samples(tuple(values)) for values in zip(*rounds, strict=True))
    return compared("gd-visualizer train --json, start to end", ours, floor, "python -c 'import numpy'", at_most(2))
