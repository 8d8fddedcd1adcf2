"""Python code that takes the same steps as the window: numpy alone, one file, nothing of this program."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from gd_visualizer.assets import translate as _
from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.descent import advance, first_state
from gd_visualizer.core.errors import InputError
from gd_visualizer.session.document import Document
from gd_visualizer.session.export.lifted import Lifter
from gd_visualizer.session.export.model_code import model_code
from gd_visualizer.session.numbers import counted
from gd_visualizer.session.snapshot import Snapshot

MOST_POINTS = 20_000
_STEPS = '''
class Here:
    """What the optimizer looks at: where it stands, the slope there and the learning rate of this step."""

    def __init__(self, parameters, gradient, learning_rate, step):
        self.parameters, self.gradient, self.learning_rate, self.step = parameters, gradient, learning_rate, step


def loss_at(parameters):
    """Return the loss on all points."""
    return np.mean(loss.of_residual(forward(parameters, x)[0] - y)){penalty_value}


def gradient_at(parameters, x, y):
    """Return the slope of the loss in each parameter, for these points."""
    prediction, backward = forward(parameters, x)
    return {sign}(backward(loss.derivative(prediction - y)) / len(x){penalty_slope})


def points_of(step):
    """Return which points a step looks at."""
    if not 0 < BATCH_SIZE < len(x):
        return slice(None)
    epoch, place = divmod(step, -(-len(x) // BATCH_SIZE))
    order = np.random.default_rng((SEED, epoch)).permutation(len(x))
    return order[place * BATCH_SIZE : (place + 1) * BATCH_SIZE]


def main():
    """Take all steps, and print where they end."""
    parameters, memory = START, optimizer.init(START)
    for step in range(STEPS):
        rows = points_of(step)
        gradient = gradient_at(parameters, x[rows], y[rows])
        rate = optimizer.learning_rate * schedule.factor(step)
        parameters, memory = optimizer.update(Here(parameters, gradient, rate, step), memory)
    for name, value in zip(NAMES, parameters.tolist()):
        print(name, "=", repr(value))
    print("loss =", repr(float(loss_at(parameters))))


if __name__ == "__main__":
    main()
'''


Writer = Callable[[Document, FloatArray, int], str]


def code_of(snapshot: Snapshot, write: Writer) -> str:
    """Return a script that walks to the step in view.

    Parameters
    ----------
    snapshot : Snapshot
    write : callable
        ``python_code``, or another that writes a script for a document, a start and a number of steps.

    Raises
    ------
    InputError
        As for the writer, and if settings were changed on the way: then no one walk leads there.
    """
    document, start, here = snapshot.document, snapshot.path[0], snapshot.step
    code = write(document, start, here)
    again = advance(snapshot.objective, document.plan, first_state(document.plan, start), here).state
    if again.step != here or not np.allclose(again.parameters, snapshot.parameters, rtol=1e-9, atol=0.0):
        raise InputError(_("Settings were changed on the way: press Restart and walk again, then the code fits."))
    return code


def python_code(document: Document, start: FloatArray, steps: int) -> str:
    """Return a script that walks ``steps`` steps from ``start`` and prints the parameters and the loss.

    The order of operations is that of the program, but for squared error on a model linear in its parameters: there
    the program adds up the points once and for all, and the last digits may differ.

    Parameters
    ----------
    document : Document
    start : (P,) float64
    steps : int

    Raises
    ------
    InputError
        If no script is offered for this optimizer, or there are no points or too many.
    """
    check_points(document)
    lifter = Lifter()
    parts = {
        "loss": lifter.lifted(document.loss, ("of_residual", "derivative")),
        "schedule": lifter.lifted(document.schedule, ("factor",)),
        "optimizer": lifter.lifted(document.optimizer, ("learning_rate", "init", "update")),
    }
    made = [f"{name} = {type(getattr(document, name)).__name__}()" for name in parts]
    if document.penalty:
        parts["penalty"] = lifter.lifted(document.penalty, ("value", "gradient"))
        made.append("penalty = Penalty()")
    steps_code = _STEPS.format(
        penalty_value=" + float(penalty.value(parameters))" if document.penalty else "",
        penalty_slope=" + penalty.gradient(parameters)" if document.penalty else "",
        sign="-" if document.climb else "",
    )
    blocks = [_head(document, start, steps), *lifter.helpers.values(), *parts.values()]
    return "\n\n\n".join([*blocks, model_code(document.model), "\n".join(made), steps_code.strip()]) + "\n"


def check_points(document: Document) -> None:
    """Refuse no points, and more than can stand in a script.

    Raises
    ------
    InputError
    """
    count = len(document.dataset)
    if not count:
        raise InputError(_("A script needs points: add some first."))
    if count > MOST_POINTS:
        sentence = _("A script holds its points, {most} at most, and here are {n}: export the path as a table instead.")
        raise InputError(sentence.format(most=counted(MOST_POINTS), n=counted(count)))


def _head(document: Document, start: FloatArray, steps: int) -> str:
    data = document.dataset
    return "\n".join(
        [
            '"""Training step by step, as in Gradient Descent Visualizer; needs Python 3.9 and numpy alone."""',
            "",
            "import math",
            "",
            "import numpy as np",
            "",
            'np.seterr(all="ignore")',
            f"x = {_array(data.x)}",
            f"y = {_array(data.y)}",
            f"NAMES = {list(document.model.parameter_names)!r}",
            f"START = {_array(start)}",
            f"STEPS = {steps}",
            f"BATCH_SIZE = {document.batch_size}  # 0: all points",
            f"SEED = {document.seed}",
        ]
    )


def _array(values: FloatArray) -> str:
    return f"np.array({np.asarray(values, dtype=np.float64).tolist()!r})"
