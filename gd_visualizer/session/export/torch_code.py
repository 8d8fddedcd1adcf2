"""Python code that takes the same steps with PyTorch: slopes by its autograd, steps by its own optimizers."""

from __future__ import annotations

import math
import textwrap

from gd_visualizer.assets import translate as _
from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.errors import InputError
from gd_visualizer.core.expression.display import readable
from gd_visualizer.core.expression.graph import Graph, Node, graph_of
from gd_visualizer.core.expression.graph_model import GraphModel
from gd_visualizer.core.models.base import Model
from gd_visualizer.core.models.network import Network
from gd_visualizer.core.schedules.constant import Constant
from gd_visualizer.session.document import Document
from gd_visualizer.session.export.lifted import Lifter
from gd_visualizer.session.export.python_code import check_points
from gd_visualizer.session.export.torch_parts import ACTIVATIONS, VALUES, loss_lines, optimizer_call

# The order of the points stands in the script as it is: PyTorch shuffles otherwise.
MOST_IN_ORDER = 200_000
_NETWORK = '''
WIDTHS = {widths}


def forward(parameters, x):
    """Return the predictions: each layer works on what the one before it says."""
    values, first, last = x[None, :], 0, len(WIDTHS) - 2
    for layer, (inputs, outputs) in enumerate(zip(WIDTHS, WIDTHS[1:])):
        after = first + outputs * inputs
        weights, biases = parameters[first:after].reshape(outputs, inputs), parameters[after : after + outputs]
        z = weights @ values + biases[:, None]
        values = z if layer == last else {value}
        first = after + outputs
    return values[0]
'''
_MAIN = '''
def main():
    """Take all steps, and print where they end."""
    parameters = torch.tensor(START, dtype=torch.float64, requires_grad=True)
    optimizer = {optimizer}
{scheduler}    for step in range(STEPS):
{batch}        optimizer.zero_grad()
        value = {sign}loss_of(parameters, {points})
{backward}
        optimizer.step()
{next_rate}    with torch.no_grad():
        value = loss_of(parameters, x, y)
    for name, number in zip(NAMES, parameters.tolist()):
        print(name, "=", repr(number))
    print("loss =", repr(value.item()))


if __name__ == "__main__":
    main()
'''
_NO_SLOPE = """\
        if value.requires_grad:
            value.backward()
        else:
            parameters.grad = torch.zeros_like(parameters)  # a jump has no slope"""


def torch_code(document: Document, start: FloatArray, steps: int) -> str:
    """Return a script of PyTorch that walks ``steps`` steps from ``start`` and prints the parameters and the loss.

    Numbers are float64 as in the program; sums may be added up in another order, so the last digits may differ.

    Parameters
    ----------
    document : Document
    start : (P,) float64
    steps : int

    Raises
    ------
    InputError
        If PyTorch lacks the optimizer, or there are no points, or more than a script can hold.
    """
    check_points(document)
    rows = _rows(document, steps)
    model = document.model
    graph = None if isinstance(model, Network) else _graph(model)
    lifter, varies = Lifter(), not isinstance(document.schedule, Constant)
    schedule = [lifter.lifted(document.schedule, ("factor",))] if varies else []
    changing = (
        f"    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, {type(document.schedule).__name__}().factor)\n"
    )
    main = _MAIN.format(
        optimizer=optimizer_call(document.optimizer),
        scheduler=changing if varies else "",
        batch=_BATCH if rows else "",
        points="x[rows], y[rows]" if rows else "x, y",
        sign="-" if document.climb else "",
        backward=_NO_SLOPE if graph is not None and graph.jumps else "        value.backward()",
        next_rate="        schedule.step()\n" if varies else "",
    )
    blocks = [
        _head(document, start, steps, rows),
        *lifter.helpers.values(),
        *schedule,
        _network(model) if isinstance(model, Network) else _forward(graph, model),
        _loss(document),
        main.strip(),
    ]
    return "\n\n\n".join(blocks) + "\n"


_BATCH = """\
        epoch, place = divmod(step, -(-len(x) // BATCH_SIZE))
        rows = ORDER[epoch][place * BATCH_SIZE : (place + 1) * BATCH_SIZE]
"""


def _rows(document: Document, steps: int) -> list[list[int]]:
    """Return the points of each epoch in the order they are looked at; nothing where each step looks at all."""
    count, plan = len(document.dataset), document.plan
    if not plan.uses_batches(count):
        return []
    in_epoch = math.ceil(count / plan.batch_size)
    epochs = math.ceil(steps / in_epoch) or 1
    if epochs * count > MOST_IN_ORDER:
        raise InputError(_("The order of the points is too long for PyTorch code: take fewer steps, or numpy."))
    places = range(in_epoch)
    return [
        [row for place in places for row in plan.batch(epoch * in_epoch + place, count).tolist()]
        for epoch in range(epochs)
    ]


def _head(document: Document, start: FloatArray, steps: int, rows: list[list[int]]) -> str:
    data = document.dataset
    lines = [
        '"""Training step by step, as in Gradient Descent Visualizer; needs Python 3.9 and PyTorch alone."""',
        "",
        "import math",
        "",
        "import torch",
        "",
        f"x = torch.tensor({data.x.tolist()!r}, dtype=torch.float64)",
        f"y = torch.tensor({data.y.tolist()!r}, dtype=torch.float64)",
        f"NAMES = {list(document.model.parameter_names)!r}",
        f"START = {start.tolist()!r}",
        f"STEPS = {steps}",
    ]
    if rows:
        lines += [f"BATCH_SIZE = {document.batch_size}", "# Which points come together, epoch by epoch."]
        lines += ["ORDER = [", *(f"    {epoch!r}," for epoch in rows), "]"]
    return "\n".join(lines)


def _loss(document: Document) -> str:
    lines = ["def loss(prediction, y):", '    """Return how wrong the predictions are, as one number."""']
    lines += [textwrap.indent(loss_lines(document.loss), "    "), "", "", "def loss_of(parameters, x, y):"]
    penalty = document.penalty
    cost = f" + {penalty.l2!r} * torch.sum(parameters * parameters)" if penalty.l2 else ""
    cost += f" + {penalty.l1!r} * torch.sum(torch.abs(parameters))" if penalty.l1 else ""
    told = "the loss on these points, and what large parameters cost" if penalty else "the loss on these points"
    return "\n".join([*lines, f'    """Return {told}."""', f"    return loss(forward(parameters, x), y){cost}"])


def _network(model: Network) -> str:
    return _NETWORK.format(widths=(1, *model.hidden, 1), value=ACTIVATIONS[model.activation]).strip()


def _graph(model: Model) -> Graph:
    return model.graph if isinstance(model, GraphModel) else graph_of(model.written_formula)


def _forward(graph: Graph | None, model: Model) -> str:
    assert graph is not None  # every model but a network has one
    lines = ["def forward(parameters, x):", f'    """Return the predictions {model.written_formula}."""']
    lines += [
        f"    v{index} = {_value(graph, node, model.parameter_names)}  # {readable(node.tree)}"
        for index, node in enumerate(graph.nodes)
    ]
    return "\n".join([*lines, f"    return torch.broadcast_to(v{len(graph.nodes) - 1}, x.shape)"])


def _value(graph: Graph, node: Node, names: tuple[str, ...]) -> str:
    if node.operation == "input":
        return "x"
    if node.operation == "number":
        return f"torch.tensor({node.value!r}, dtype=torch.float64)"
    if node.operation == "parameter":
        return f"parameters[{names.index(graph.parameter_names[next(iter(node.depends_on))])}]"
    a, b = (*(f"v{operand}" for operand in node.operands), "")[:2]
    if node.operation == "power" and graph.nodes[node.operands[1]].operation == "number":
        exponent = graph.nodes[node.operands[1]].value
        return f"{a} * {a}" if exponent == 2.0 else f"torch.pow({a}, {exponent!r})"
    return VALUES[node.operation].format(a=a, b=b)
