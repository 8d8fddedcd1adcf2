"""The glossary: every term on the screen, first in plain words, then exactly."""

from __future__ import annotations

from collections.abc import Sequence

from gd_visualizer.assets import translate as _
from gd_visualizer.session.glossary_choices import terms_of_choices
from gd_visualizer.session.glossary_screen import terms_of_screen
from gd_visualizer.session.term import Term


def glossary() -> tuple[Term, ...]:
    """Return every term, by name; what is written here comes before what models and settings say of themselves."""
    written = (*_of_data(), *_of_landscape(), *_of_walks(), *_of_networks(), *terms_of_screen())
    named: dict[str, Term] = {}
    for term in (*written, *terms_of_choices()):
        named.setdefault(term.name.casefold(), term)
    return tuple(sorted(named.values(), key=_by_name))


def found_in(terms: Sequence[Term], wanted: str) -> tuple[Term, ...]:
    """Return the terms that a person may mean: first those whose name begins so, then those that are called so."""
    start = wanted.casefold().strip()

    def rank(term: Term) -> tuple[bool, bool]:
        return not (start and term.name.casefold().startswith(start)), not term.is_called(wanted)

    return tuple(sorted((term for term in terms if term.matches(wanted)), key=rank))


def _by_name(term: Term) -> str:
    return term.name.casefold()


def _of_data() -> tuple[Term, ...]:
    return (
        Term(_("Point"), _("data, sample"), _("One thing we know: for this x, the answer was this y."),
             _("A pair (xᵢ, yᵢ); there are N of them.")),
        Term(_("Ground truth"), _("target, label, y"), _("The right answer that came with the data."),
             _("yᵢ, the height of a point.")),
        Term(_("Prediction"), _("guess, output, ŷ"), _("What the model says for an x."), _("ŷᵢ = f(xᵢ; θ).")),
        Term(_("Model"), _("function, formula, architecture"), _("A formula that turns an input into a guess."),
             _("A function ŷ = f(x; θ) of the input x and of the parameters θ.")),
        Term(_("Parameter"), _("knob, weight, coefficient, θ"), _("A number in the formula that training may change."),
             _("A component of θ ∈ ℝᴾ, such as m and b of a line.")),
        Term(_("Slope of the line"), _("m, gradient of a line"), _("How much the line goes up when x grows by 1."),
             _("m in ŷ = m·x + b.")),
        Term(_("Height at 0"), _("b, intercept, bias"), _("How high the line is where x is 0."),
             _("b in ŷ = m·x + b.")),
        Term(_("Miss"), _("misses, residual, error, r"), _("By how much the guess is wrong for one point."),
             _("The residual rᵢ = ŷᵢ − yᵢ.")),
        Term(_("Square"), _("squares, squared error"), _("A miss as an area: twice the miss is four times the square."),
             _("rᵢ².")),
        Term(_("Loss"), _("cost, error function, objective, L"), _("One number that says how wrong the model is."),
             _("L(θ), usually a mean over all points; for the mean squared error L = (1/N)·Σ(ŷᵢ − yᵢ)².")),
        Term(_("Off by about"), _("root mean squared error"), _("How much the guesses miss, in the units of y."),
             _("√((1/N)·Σ(ŷᵢ − yᵢ)²).")),
        Term(_("Penalty"), _("regularization, regularisation, weight decay, L1, L2"),
             _("An extra price for large parameters."),
             _("λ₂·Σθⱼ² or λ₁·Σ|θⱼ|, added to the loss.")),
        Term(_("Plain difference"), _("signed error"),
             _("A loss without squares that is no good: too high counts as good."),
             _("(1/N)·Σ(yᵢ − ŷᵢ); it has no lower bound.")),
    )  # fmt: skip


def _of_landscape() -> tuple[Term, ...]:
    return (
        Term(_("Landscape"), _("map, loss surface"), _("How wrong every choice of the knobs would be, drawn as land."),
             _("The graph of L over the parameter space, here over two parameters or directions.")),
        Term(_("Best spot"), _("minimum, optimum, θ∗"), _("The lowest place of the landscape: no choice is better."),
             _("θ∗ with L(θ∗) ≤ L(θ) for all θ.")),
        Term(_("Slope"), _("slopes, derivative, ∂L/∂m"),
             _("How fast the loss grows when one knob is turned up a little."),
             _("The partial derivative ∂L/∂θⱼ.")),
        Term(_("Gradient"), _("all slopes, ∇L"), _("The slopes for all knobs together: it points straight uphill."),
             _("∇L = (∂L/∂θ₁, …, ∂L/∂θ_P).")),
        Term(_("Downhill"), _("steepest descent"), _("The way on which the loss falls fastest."), _("−∇L.")),
        Term(_("Flat"), _("stationary point, first-derivative test"),
             _("All slopes are 0, as at the bottom of a valley. On a hilltop and in a pass they are 0 too."),
             _("∇L = 0.")),
        Term(_("Slice"), _("cut, cross-section"), _("The loss while one knob turns and the others rest."),
             _("θⱼ ↦ L(θ) with all other parameters fixed.")),
        Term(_("Band"), _("contour, level"), _("All places on a line between two bands have the same loss."),
             _("Level sets of L, spaced by the root or the logarithm of L − min L.")),
        Term(_("Exact answer"), _("closed form, normal equations"),
             _("The best parameters, found by a formula in one go."),
             _("For a model linear in θ and squared error: the solution of XᵀXθ = Xᵀy.")),
        Term(_("Differentiable"), _("smooth"),
             _("No jumps and no sharp corners: at every place there is a slope."),
             _("The derivative exists at every θ, or at least at nearly every one, as for |r| and ReLU.")),
    )  # fmt: skip


def _of_walks() -> tuple[Term, ...]:
    return (
        Term(_("Training"), _("fitting, learning, optimization, optimisation"),
             _("Turning the knobs until the loss is small."),
             _("Finding θ that makes L(θ) small.")),
        Term(_("Gradient descent"), _("walking downhill"), _("Feel the slope, take a step downhill, and do it again."),
             _("θ ← θ − η·∇L(θ).")),
        Term(_("Step"), _("iteration, update"), _("One turn of all knobs."), _("From θₖ to θₖ₊₁.")),
        Term(_("Learning rate"), _("step size, η"), _("How long a step is for a slope of 1."), _("η in θ ← θ − η·∇L.")),
        Term(_("Flies away"), _("diverges"), _("Each step lands higher than the one before: the steps are too long."),
             _("Plain gradient descent on a quadratic loss: η > 2/λ_max.")),
        Term(_("Zig-zags"), _("oscillates"), _("Each step jumps across the valley, but lands lower."),
             _("Plain gradient descent on a quadratic loss: 1/λ_max < η < 2/λ_max.")),
        Term(_("Optimizer"), _("momentum, Adam, rule"), _("The rule that makes a step from the slopes."),
             _("A map from gradient and memory to the next θ.")),
        Term(_("Momentum"), _("memory, velocity"), _("Part of the last step is taken again, as a rolling ball would."),
             _("v ← μ·v + ∇L, θ ← θ − η·v.")),
        Term(_("Schedule"), _("decay"), _("A plan by which the learning rate changes from step to step."), _("ηₖ.")),
        Term(_("Mini-batch"), _("points per step, stochastic"),
             _("A step looks at a few points only, others each time."),
             _("∇L is estimated from a random subset.")),
        Term(_("Seed"), _("dice, random"), _("Which throw of the dice is used; the same number gives the same throw."),
             _("The seed of the random generator.")),
        Term(_("Earlier run"), _("grey path"), _("A walk that was left behind; it stays to compare with."),
             _("The sequence θ₀, θ₁, … of an earlier start or setting.")),
        Term(_("Race"), _("compare optimizers"), _("Several rules start at one place: who is down first?"),
             _("Runs from one θ₀ with different optimizers.")),
    )  # fmt: skip


def _of_networks() -> tuple[Term, ...]:
    return (
        Term(_("Network"), _("neural network"), _("A formula of many small units that can bend to follow the points."),
             _("A composition of layers x ↦ φ(W·x + b).")),
        Term(_("Unit"), _("neuron, hidden unit"), _("Takes numbers in, weighs and adds them, bends the sum."),
             _("φ(Σ wᵢxᵢ + b).")),
        Term(_("Offset"), _("bias, b1, b2"), _("A number that a unit adds before it bends the sum."),
             _("An entry of b in φ(W·x + b).")),
        Term(_("Weight"), _("link, W"), _("How strongly one number counts in the next unit."), _("An entry of W.")),
        Term(_("Activation"), _("bend, tanh, ReLU, sigmoid, sine, identity, none"),
             _("The bend inside a unit; without it all would stay a line."),
             _("The function φ.")),
        Term(_("Backpropagation"), _("backward pass, blame, chain rule"),
             _("From the loss backwards, each part hands on how much it is to blame: so all slopes are found at once."),
             _("The chain rule from the output to each parameter, in reverse order.")),
        Term(_("Forward"), _("forward pass"), _("From the input through all parts to the loss."),
             _("The evaluation of f and L.")),
    )  # fmt: skip
