"""A model as lines of Python: forward from x to ŷ, and backward from a push on ŷ to the slope of each parameter."""

from __future__ import annotations

import textwrap

from gd_visualizer.core.expression.display import readable
from gd_visualizer.core.expression.graph import Graph, Node, graph_of
from gd_visualizer.core.expression.graph_model import GraphModel
from gd_visualizer.core.models.base import Model
from gd_visualizer.core.models.network import Network

# What stands for the value y of an operation on a and b, and for ∂y/∂a and ∂y/∂b; None is a slope of zero everywhere.
RULES: dict[str, tuple[str, tuple[str | None, ...]]] = {
    "plus": ("{a} + {b}", ("1.0", "1.0")),
    "minus": ("{a} - {b}", ("1.0", "-1.0")),
    "negate": ("-{a}", ("-1.0",)),
    "times": ("{a} * {b}", ("{b}", "{a}")),
    "divide": ("{a} / {b}", ("(1.0 / {b})", "(-{y} / {b})")),
    "power": (
        "np.power({a}, {b})",
        (
            "np.where({b} == 0.0, 0.0, {b} * np.power({a}, {b} - 1.0))",
            "np.where(({a} == 0.0) & ({b} >= 0.0), 0.0, {y} * np.log({a}))",
        ),
    ),
    "exp": ("np.exp({a})", ("{y}",)),
    "log": ("np.log({a})", ("(1.0 / {a})",)),
    "sqrt": ("np.sqrt({a})", ("(0.5 / {y})",)),
    "sin": ("np.sin({a})", ("np.cos({a})",)),
    "cos": ("np.cos({a})", ("-np.sin({a})",)),
    "tan": ("np.tan({a})", ("(1.0 + {y} * {y})",)),
    "arctan": ("np.arctan({a})", ("(1.0 / (1.0 + {a} * {a}))",)),
    "sinh": ("np.sinh({a})", ("np.cosh({a})",)),
    "cosh": ("np.cosh({a})", ("np.sinh({a})",)),
    "tanh": ("np.tanh({a})", ("(1.0 - {y} * {y})",)),
    "sigmoid": (
        "np.where({a} < 0.0, np.exp(-np.abs({a})), 1.0) / (1.0 + np.exp(-np.abs({a})))",
        ("({y} * (1.0 - {y}))",),
    ),
    "abs": ("np.abs({a})", ("np.sign({a})",)),
    "relu": ("np.maximum({a}, 0.0)", ("({a} > 0.0)",)),
    "step": ("np.heaviside({a}, 0.0)", (None,)),
    "min": ("np.minimum({a}, {b})", tuple(f"np.where({{a}} == {{b}}, 0.5, {{a}} {sign} {{b}})" for sign in "<>")),
    "max": ("np.maximum({a}, {b})", tuple(f"np.where({{a}} == {{b}}, 0.5, {{a}} {sign} {{b}})" for sign in "><")),
}
_ACTIVATIONS = {
    "tanh": ("np.tanh(z)", "1.0 - a * a"),
    "relu": ("np.maximum(z, 0.0)", "np.heaviside(z, 0.0)"),
    "sigmoid": ("1.0 / (np.exp(-np.maximum(z, -709.0)) + 1.0)", "(1.0 - a) * a"),
    "sin": ("np.sin(z)", "np.cos(z)"),
    "identity": ("z", "np.ones_like(z)"),
}
_NETWORK = '''
WIDTHS = {widths}


def layers(parameters):
    """Cut the row of parameters into a matrix of weights and a column of biases for each layer."""
    found, first = [], 0
    for inputs, outputs in zip(WIDTHS, WIDTHS[1:]):
        after = first + outputs * inputs
        found.append((parameters[first:after].reshape(outputs, inputs), parameters[after : after + outputs, None]))
        first = after + outputs
    return found


def forward(parameters, x):
    """Return the predictions, and a function that runs backward."""
    *hidden, (last_weights, last_biases) = layers(parameters)
    values, sums = [x[None, :]], []
    for weights, biases in hidden:
        z = weights @ values[-1] + biases
        sums.append(z)
        values.append({value})
    prediction = last_weights @ values[-1] + last_biases

    def backward(push):
        push = push[None, :]
        later, slopes = last_weights, [push @ values[-1].T, push.sum(axis=1)]
        for number in range(len(hidden) - 1, -1, -1):
            z, a = sums[number], values[number + 1]
            push = (later.T @ push) * ({slope})
            slopes = [push @ values[number].T, push.sum(axis=1), *slopes]
            later = hidden[number][0]
        return np.concatenate([part.ravel() for part in slopes])

    return prediction[0], backward
'''


def model_code(model: Model) -> str:
    """Return the source of ``forward(parameters, x)``, which returns ŷ and ``backward(push)``."""
    if isinstance(model, Network):
        value, slope = _ACTIVATIONS[model.activation]
        return _NETWORK.format(widths=(1, *model.hidden, 1), value=value, slope=slope).strip()
    graph = model.graph if isinstance(model, GraphModel) else graph_of(model.written_formula)
    return _graph_code(graph, model.parameter_names, model.written_formula)


def _graph_code(graph: Graph, names: tuple[str, ...], formula: str) -> str:
    """Return the lines of a formula: one for each node forward, and one for each push backward."""
    forward, places = ["n = len(x)"], {}
    for index, node in enumerate(graph.nodes):
        forward.append(f"v{index} = {_value(graph, node, names)}  # {readable(node.tree)}")
        if node.operation == "parameter":
            places[graph.parameter_names[next(iter(node.depends_on))]] = index
    last = len(graph.nodes) - 1
    pushed = {last} if graph.nodes[last].depends_on else set()
    backward = [f"g{last} = push"]
    for index in range(last, -1, -1):
        if index in pushed:
            backward += _pushes(graph, index, pushed)
    slopes = [f"np.sum(g{places[name]})" if places[name] in pushed else "0.0" for name in names]
    backward.append(f"return np.array([{', '.join(slopes)}])")
    lines = [
        "def forward(parameters, x):",
        f'    """Return the predictions {formula}, and a function that runs backward."""',
        *(f"    {line}" for line in forward),
        "",
        "    def backward(push):",
        *textwrap.indent("\n".join(backward), " " * 8).split("\n"),
        "",
        f"    return np.broadcast_to(v{last}, (n,)), backward",
    ]
    return "\n".join(lines)


def _value(graph: Graph, node: Node, names: tuple[str, ...]) -> str:
    if node.operation == "input":
        return "x"
    if node.operation == "number":
        return f"np.float64({node.value!r})"
    if node.operation == "parameter":
        return f"parameters[{names.index(graph.parameter_names[next(iter(node.depends_on))])}]"
    if node.operation == "power":
        exponent = graph.nodes[node.operands[1]]
        if exponent.operation == "number" and exponent.value == 2.0:
            return f"v{node.operands[0]} * v{node.operands[0]}"
    return RULES[node.operation][0].format(**_letters(node, 0))


def _pushes(graph: Graph, index: int, pushed: set[int]) -> list[str]:
    """Return the lines that pass the push on a node to what it works on."""
    node = graph.nodes[index]
    lines = []
    for place, operand in enumerate(node.operands):
        slope = RULES[node.operation][1][place]
        if not graph.nodes[operand].depends_on:
            continue
        part = f"0.0 * g{index}" if slope is None else f"g{index} * {slope.format(**_letters(node, index))}"
        lines.append(f"g{operand} = g{operand} + {part}" if operand in pushed else f"g{operand} = {part}")
        pushed.add(operand)
    return lines


def _letters(node: Node, index: int) -> dict[str, str]:
    names = dict(zip("ab", (f"v{operand}" for operand in node.operands), strict=False))
    return {**names, "y": f"v{index}"}
