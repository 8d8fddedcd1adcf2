"""The calculation of a network: its units, or its layers where the units are too many, followed by the loss."""

from __future__ import annotations

import numpy as np

from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.computation_parts import PREDICTION, Computation, LayerRun, Part, Run, endings
from gd_visualizer.core.losses.base import Loss
from gd_visualizer.core.models.network import Network

# More units than this are shown as layers.
MOST_UNITS = 40


class NetworkComputation(Computation):
    """A network as parts: x, the units of each layer (or each layer as one block), and ŷ."""

    __slots__ = ("_layer_of", "_loss", "_model", "_unit_of", "has_units")

    def __init__(self, model: Network, loss: Loss) -> None:
        """Lay out the parts once; they are walked many times."""
        self._model, self._loss = model, loss
        self.parameter_names = model.parameter_names
        self.has_units = sum(model.hidden) <= MOST_UNITS
        found = [Part("input", "", "x", "x")]
        self._layer_of, self._unit_of = [-1], [0]
        before: tuple[int, ...] = (0,)
        for layer, width in enumerate(model.hidden):
            first = len(found)
            if self.has_units:
                found += [_unit(model, layer, unit, before) for unit in range(width)]
                self._unit_of += range(width)
            else:
                found.append(_block(model, layer, width, before))
                self._unit_of.append(0)
            self._layer_of += [layer] * (len(found) - first)
            before = tuple(range(first, len(found)))
        last = len(model.hidden)
        found.append(Part("unit", "identity", PREDICTION, _formula(last, None, f"a{last}", ""), before))
        self._layer_of.append(last)
        self._unit_of.append(0)
        target = len(found)
        found.append(Part("target", "", "y", "y"))
        self.parts = (*found, *endings(loss.key, target - 1, target))

    def run(self, parameters: FloatArray, x: FloatArray, y: FloatArray) -> Run:
        """Go forward and back for parameters (P,) and N points."""
        model, count = self._model, len(x)
        layers = model.layout.layers(parameters)
        with np.errstate(all="ignore"):
            reads, sums, bends = [x[None, :]], [], []
            for number, layer in enumerate(layers):
                z = layer.weights @ reads[-1] + layer.biases
                a, bend = z, np.ones_like(z)
                if number < len(layers) - 1:
                    a = np.empty_like(z)
                    model.bends.value(z, a)
                    model.bends.slope(z, a, bend)
                sums.append(z)
                reads.append(a)
                bends.append(bend)
            residual = reads[-1][0] - y
            push = self._loss.derivative(residual)
            blames, pushes = [push[None, :]], list[FloatArray]()
            for layer, bend in zip(reversed(layers), reversed(bends), strict=True):
                pushes.insert(0, blames[0] * bend)
                blames.insert(0, layer.weights.T @ pushes[0])
            ones, losses = np.ones(count), self._loss.of_residual(residual)
            factors = [self._factors(place, [layer.weights for layer in layers], bends) for place in self._units()]
            values = [self._one(reads, place) for place in self._units()]
            pulls = [self._one(blames, place) for place in self._units()]
        single = [sums[self._layer_of[place]][self._unit_of[place]] for place in self._units()]
        shown = [
            z if self.parts[place].kind == "unit" else None for place, z in zip(self._units(), single, strict=True)
        ]
        return Run(
            (x, *values, y, residual, losses, losses),
            (None, *pulls, None, push, ones, ones),
            ((), *factors, (), (ones, -ones), (push,), (ones,)),
            (None, *shown, None, None, None, None),
            tuple(LayerRun(read, push) for read, push in zip(reads, pushes, strict=False)),
        )

    def slopes(self, run: Run, parameter: int) -> FloatArray:
        """Return ∂ℓ/∂θ of one parameter for each point, (N,)."""
        for part, layer in zip(self._model.layout.parts, run.layers, strict=True):
            if parameter < part.weights.stop:
                unit, source = divmod(parameter - part.weights.start, part.inputs)
                with np.errstate(all="ignore"):
                    return np.asarray(layer.push[unit] * layer.inputs[source])
            if parameter < part.biases.stop:
                return np.asarray(layer.push[parameter - part.biases.start])
        raise IndexError(parameter)

    def parameters_of(self, part: int) -> tuple[int, ...]:
        """Return the weights and the bias of a unit, or of all units of a block."""
        if not 0 < part < len(self._layer_of):
            return ()
        place = self._model.layout.parts[self._layer_of[part]]
        if self.parts[part].kind == "block":
            return tuple(range(place.weights.start, place.biases.stop))
        unit = self._unit_of[part]
        first = place.weights.start + unit * place.inputs
        return (*range(first, first + place.inputs), place.biases.start + unit)

    def _units(self) -> range:
        """Return the places of units and blocks, ŷ the last of them."""
        return range(1, len(self._layer_of))

    def _one(self, arrays: list[FloatArray], place: int) -> FloatArray:
        """Return the row of a unit, or the typical size of the rows of a block; ``arrays`` begin with the input."""
        rows = arrays[self._layer_of[place] + 1]
        if self.parts[place].kind == "unit":
            return np.asarray(rows[self._unit_of[place]])
        return np.asarray(np.sqrt(np.mean(rows * rows, axis=0)))

    def _factors(self, place: int, weights: list[FloatArray], bends: list[FloatArray]) -> tuple[FloatArray | None, ...]:
        """Return how fast a unit moves with each unit it reads: f′(z)·W."""
        if not self.has_units:
            return (None,)
        layer, unit = self._layer_of[place], self._unit_of[place]
        return tuple(weight * bends[layer][unit] for weight in weights[layer][unit])


def _unit(model: Network, layer: int, unit: int, before: tuple[int, ...]) -> Part:
    reads = "x" if layer == 0 else f"a{layer}"
    formula = _formula(layer, unit, reads, model.activation)
    return Part("unit", model.activation, f"a{layer + 1}[{unit + 1}]", formula, before)


def _block(model: Network, layer: int, width: int, before: tuple[int, ...]) -> Part:
    reads = "x" if layer == 0 else f"a{layer}"
    formula = _formula(layer, None, reads, model.activation)
    return Part("block", model.activation, f"a{layer + 1}", formula, before, members=width)


def _formula(layer: int, unit: int | None, reads: str, activation: str) -> str:
    row, place = ("", "") if unit is None else (f"[{unit + 1},·]", f"[{unit + 1}]")
    text = f"W{layer + 1}{row}·{reads} + b{layer + 1}{place}"
    return text if activation in ("", "identity") else f"{activation}({text})"
