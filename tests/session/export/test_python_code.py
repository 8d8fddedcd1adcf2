"""Exported scripts, run by a plain Python, end where the program ends."""

import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

from gd_visualizer.core.dataset import Dataset
from gd_visualizer.core.descent import advance, first_state
from gd_visualizer.core.errors import InputError
from gd_visualizer.core.expression.operations import OPERATIONS
from gd_visualizer.core.penalty import Penalty
from gd_visualizer.core.registry import create, registered
from gd_visualizer.session.document import first_document
from gd_visualizer.session.export.model_code import RULES
from gd_visualizer.session.export.python_code import python_code
from gd_visualizer.session.numbers import counted

STEPS = 12
NEEDS_CURVATURE = {"newton", "gauss_newton", "levenberg_marquardt", "lbfgs", "conjugate_gradient", "line_search"}


def of_model(key="linear", **settings):
    document = first_document()
    model = create("models", key, **settings)
    return replace(document, model=model, start=tuple(model.first_parameters(document.dataset, 3) + 0.1))


def ends(document):
    """Return where the program ends: parameters, then the loss."""
    objective, plan, start = document.objective(), document.plan, np.array(document.start)
    chunk = advance(objective, plan, first_state(plan, start), STEPS)
    assert len(chunk.losses) == STEPS
    return [*chunk.parameters[-1].tolist(), float(chunk.losses[-1])]


def run(documents, folder):
    """Return what the scripts of all documents print, each script in one Python without this program."""
    outputs = []
    for number, document in enumerate(documents):
        path = folder / f"walk{number}.py"
        path.write_text(python_code(document, np.array(document.start), STEPS), encoding="utf-8")
    runner = folder / "all.py"
    runner.write_text(
        "import runpy, sys\n"
        f"for n in range({len(documents)}):\n"
        f"    runpy.run_path(sys.path[0] + f'/walk{{n}}.py', run_name='__main__')\n    print('--')\n",
        encoding="utf-8",
    )
    code = f"import sys; sys.path.insert(0, {str(folder)!r}); import runpy; runpy.run_path({str(runner)!r})"
    done = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, text=True, cwd=folder, check=False,
                          env={"PYTHONIOENCODING": "utf-8"})  # fmt: skip
    assert done.returncode == 0, done.stderr
    for block in done.stdout.split("--\n")[:-1]:
        outputs.append([float(line.rpartition("= ")[2]) for line in block.splitlines()])
    return outputs


def test_every_operation_of_a_formula_has_its_lines():
    assert RULES.keys() == OPERATIONS.keys()


def test_models_end_in_the_same_place(tmp_path):
    formulas = ["a*exp(-b*x) + c", "a*x^2 + b*abs(x - c)", "max(a*x, b) + min(c*x, 1)",
                "a*sqrt(b^2 + x^2)/2 - tanh(c*x)",
                "a*sigmoid(b*x) + relu(c*x) + sin(d*x)", "a*(2 + x/10)^b", "a*step(x - 1) + b"]  # fmt: skip
    networks = [of_model("network", hidden="3,2", activation=name) for name in ("tanh", "relu", "sigmoid", "sin")]
    documents = [of_model(key) for key in registered("models") if key not in ("formula", "network", "power")]
    documents += networks + [of_model("formula", text=text) for text in formulas]
    documents = [replace(item, optimizer=create("optimizers", "adam", learning_rate=0.01)) for item in documents]
    for document, found in zip(documents, run(documents, tmp_path), strict=True):
        assert found == pytest.approx(ends(document), rel=1e-11, abs=1e-13), document.model


def test_optimizers_losses_schedules_and_batches_end_in_the_same_place(tmp_path):
    base = of_model("sine")
    documents = [replace(base, optimizer=create("optimizers", key)) for key in registered("optimizers")
                 if key not in NEEDS_CURVATURE]  # fmt: skip
    documents += [replace(base, loss=create("losses", key)) for key in registered("losses")]
    documents += [replace(base, schedule=create("schedules", key)) for key in registered("schedules")]
    documents += [replace(base, batch_size=3, seed=5), replace(base, penalty=Penalty(l2=0.1, l1=0.05)),
                  replace(base, climb=True)]  # fmt: skip
    documents = [replace(item, optimizer=replace(item.optimizer, learning_rate=0.003)) for item in documents]
    for document, found in zip(documents, run(documents, tmp_path), strict=True):
        assert found == pytest.approx(ends(document), rel=1e-11, abs=1e-13), document


@pytest.mark.parametrize("key", sorted(NEEDS_CURVATURE & registered("optimizers").keys()))
def test_what_needs_curvature_is_refused_in_words(key):
    with pytest.raises(InputError, match=r"No script .* choose another one"):
        python_code(replace(of_model(), optimizer=create("optimizers", key)), np.zeros(2), 3)


def test_no_points_are_refused_in_words():
    document = first_document()
    with pytest.raises(InputError, match="A script needs points: add some first"):
        python_code(replace(document, dataset=document.dataset.cleared()), np.zeros(2), 3)


def test_too_many_points_are_refused_in_words():
    many = Dataset.from_arrays(np.arange(20_001.0), np.zeros(20_001))
    with pytest.raises(InputError, match=f"{counted(20_000)} at most, and here are {counted(20_001)}: export the path"):
        python_code(replace(first_document(), dataset=many), np.zeros(2), 3)
