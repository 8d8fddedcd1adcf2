"""Run exported PyTorch scripts beside the program: ``python -m tests.soak.torch_scripts PYTHON_THAT_HAS_TORCH``.

Every model × loss × optimizer, and schedules, mini-batches, penalties and climbing. Prints how far the scripts are off
and ends with 1 where one differs by more than ``LARGEST``. Takes some minutes.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from gd_visualizer.core.descent import advance, first_state
from gd_visualizer.core.penalty import Penalty
from gd_visualizer.core.registry import create, registered
from gd_visualizer.session.document import Document, first_document
from gd_visualizer.session.export.torch_code import torch_code
from gd_visualizer.session.export.torch_parts import OPTIMIZERS

LARGEST, STEPS = 1e-9, 20
FORMULAS = ("a*exp(-b*x) + c", "a*x^2 + b*abs(x - c)", "max(a*x, b) + min(c*x, 1)", "a*sqrt(b^2 + x^2)/2 - tanh(c*x)",
            "a*sigmoid(b*x) + relu(c*x) + sin(d*x)", "a*(2 + x/10)^b", "a*step(x - 1) + b",
            "a*cos(b*x) + arctan(c*x)", "a*tan(x/20) + cosh(b*x/5) - sinh(c*x/5)", "a*log(7 + x) + b")  # fmt: skip
_RUN = """
import contextlib, io, json, runpy, sys
told = []
for path in json.load(sys.stdin):
    text = io.StringIO()
    with contextlib.redirect_stdout(text):
        try:
            runpy.run_path(path, run_name="__main__")
        except Exception as error:
            text = io.StringIO("error = " + type(error).__name__ + ": " + str(error)[:90])
    told.append(text.getvalue())
json.dump(told, sys.stdout)
"""


def models() -> Iterator[tuple[str, Document]]:
    """Yield a document for each model, with a start that is nowhere special."""
    first = first_document()
    settings = [(key, {}) for key in registered("models") if key not in ("formula", "network")]
    settings += [("network", {"hidden": "3,2", "activation": name}) for name in ("tanh", "relu", "sigmoid", "sin")]
    settings += [("formula", {"text": text}) for text in FORMULAS]
    for key, values in settings:
        model = create("models", key, **values)
        # A power of a negative number is none.
        data = first.dataset if key != "power" else first.dataset.placed(np.abs(first.dataset.x) + 0.1, first.dataset.y)
        start = model.first_parameters(data, 3) + np.linspace(0.1, 0.13, len(model.parameter_names))
        yield " ".join([key, *values.values()]), replace(first, dataset=data, model=model, start=tuple(start.tolist()))


def documents() -> Iterator[tuple[str, Document]]:
    """Yield every combination with its name."""
    for name, base in models():
        for optimizer in OPTIMIZERS:
            walker = replace(create("optimizers", optimizer), learning_rate=0.003)
            for loss in registered("losses"):
                yield f"{name}, {optimizer}, {loss}", replace(base, optimizer=walker, loss=create("losses", loss))
    for name, base in models():
        for schedule in registered("schedules"):
            slow = replace(create("optimizers", "adam"), learning_rate=0.003)
            varied = replace(base, schedule=create("schedules", schedule), optimizer=slow, batch_size=3, seed=5)
            yield f"{name}, batches, {schedule}", varied
            yield f"{name}, penalty, {schedule}", replace(varied, batch_size=0, penalty=Penalty(l2=0.1, l1=0.05))
            yield f"{name}, climb, {schedule}", replace(varied, batch_size=4, climb=True)


def run(python: str, scripts: list[str]) -> list[str]:
    """Return what each script prints."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, script in enumerate(scripts):
            path = Path(folder, f"walk{number}.py")
            path.write_text(script, encoding="utf-8")
            paths.append(str(path))
        done = subprocess.run([python, "-P", "-c", _RUN], input=json.dumps(paths), capture_output=True, text=True,
                              check=True)  # fmt: skip
        return list(json.loads(done.stdout))


def main() -> int:
    """Compare, and return 0 where all agree."""
    if len(sys.argv) != 2:
        sys.stderr.write("which Python has torch? python -m tests.soak.torch_scripts PYTHON\n")
        return 2
    wanted, scripts, names = [], [], []
    for name, document in documents():
        plan, start = document.plan, np.array(document.start)
        chunk = advance(document.objective(), plan, first_state(plan, start), STEPS)
        steps = len(chunk.losses)
        if steps:
            wanted.append([*chunk.parameters[-1].tolist(), float(chunk.losses[-1])])
            scripts.append(torch_code(document, start, steps))
            names.append(f"{name} ({steps} steps)")
    errors = []
    for name, numbers, told in zip(names, wanted, run(sys.argv[1], scripts), strict=True):
        if told.startswith("error"):
            errors.append((float("inf"), f"{name}: {told}"))
            continue
        found = np.array([float(line.rpartition("= ")[2]) for line in told.splitlines()])
        off = np.abs(found - numbers) / np.maximum(np.abs(numbers), 1e-6)
        errors.append((float(np.max(off)) if np.isfinite(off).all() else float("inf"), name))
    errors.sort(reverse=True)
    shares = ", ".join(
        f"{sum(error <= limit for error, _name in errors)} to {limit:g}" for limit in (0, 1e-14, 1e-12, 1e-9)
    )
    print(f"{len(errors)} scripts; equal: {shares}; worst {errors[0][0]:.2g}")
    wrong = [(error, name) for error, name in errors if error > LARGEST]
    for error, name in wrong:
        print(f"{error:.2g}  {name}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
