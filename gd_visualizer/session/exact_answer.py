"""The exact answer in words: which parameters a formula finds, how it finds them, or why there is no such formula."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from gd_visualizer.assets import translate as _
from gd_visualizer.core.models.linear import Linear
from gd_visualizer.core.normal_equations import LineSums, NormalEquations, column_names
from gd_visualizer.session.exact_numbers import in_brackets, result, sum_of_terms, written
from gd_visualizer.session.exact_reasons import reason
from gd_visualizer.session.numbers import significant
from gd_visualizer.session.snapshot import Snapshot

Kind = Literal["words", "heading", "formula"]
# With more parameters than this the equations are shown as a matrix.
WRITTEN_OUT = 4


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the answer.

    Attributes
    ----------
    kind : {"words", "heading", "formula"}
    text : str
        ``**words**`` are strong, ``*m*`` and other letters between stars are parameters.
    """

    kind: Kind
    text: str

    @property
    def plain(self) -> str:
        """Return the line without marks."""
        return self.text.replace("*", "")


@dataclass(frozen=True, slots=True)
class ExactAnswer:
    """The answer, or the reason why there is none.

    Attributes
    ----------
    lines : tuple of Line
        The first is the sentence that says it all.
    parameters : tuple of P floats, or None
        The best parameters, one choice of many where they tie; None where no formula gives them.
    """

    lines: tuple[Line, ...]
    parameters: tuple[float, ...] | None = None

    @property
    def text(self) -> str:
        """Return all of it as plain text, to copy."""
        return "\n".join(f"\n{line.plain}" if line.kind == "heading" else line.plain for line in self.lines)


def exact_answer(snapshot: Snapshot) -> ExactAnswer:
    """Return the exact answer to the objective of a snapshot, with the way to it."""
    objective = snapshot.objective
    best = objective.best_parameters
    if best is None:
        return ExactAnswer(tuple(Line("words", text) for text in reason(objective)))
    off_by = significant(objective.off_by(best))
    is_line, names = isinstance(objective.model, Linear), objective.model.parameter_names
    lines = [Line("words", _headline(is_line, objective.ties, bool(objective.penalty)).format(r=off_by))]
    equations = NormalEquations.of(objective.model, objective.data, objective.penalty.l2)
    solution = None if equations is None or objective.ties else equations.solution
    shown = [Fraction(repr(value)) for value in best.tolist()] if solution is None else solution
    lines += [Line("formula", result(f"*{name}*", value)) for name, value in zip(names, shown, strict=True)]
    if equations is None:
        lines += _too_long(snapshot)
    elif is_line and not objective.penalty:
        lines += _line(LineSums.of(equations))
    else:
        lines += _general(snapshot, equations)
    return ExactAnswer(tuple(lines), tuple(best.tolist()))


def _headline(is_line: bool, ties: bool, charged: bool) -> str:
    if ties and is_line:
        return _("**Many lines fit these points equally well.** This is one of them: off by about {r}.")
    if ties:
        return _("**Many curves fit these points equally well.** This is one of them: off by about {r}.")
    if charged and is_line:
        return _("**This is the best line there is, with the penalty counted.** A formula found it: off by about {r}.")
    if charged:
        return _("**This is the best curve there is, with the penalty counted.** A formula found it: off by about {r}.")
    if is_line:
        return _("**This is the best line there is.** A formula found it: off by about {r}.")
    return _("**This is the best curve of its kind.** A formula found it: off by about {r}.")


# A line, as taught ----------------------------------------------------------------------------------------


def _line(sums: LineSums) -> list[Line]:
    """Return the two equations of a line, filled in and solved step by step."""
    n, x, y, xx, xy = (in_brackets(value) for value in (Fraction(sums.count), sums.x, sums.y, sums.xx, sums.xy))
    lines = [
        Line("heading", _("Two equations")),
        Line("words", _("At the lowest place the slopes for *m* and *b* are both 0. That says:")),
        Line("formula", "*m* · Σx² + *b* · Σx = Σxy"),
        Line("formula", "*m* · Σx + *b* · N = Σy"),
        Line("heading", _("The sums over all points")),
        Line("formula", f"N = {sums.count}"),
        *(
            Line("formula", result(name, value))
            for name, value in (("Σx", sums.x), ("Σy", sums.y), ("Σx²", sums.xx), ("Σxy", sums.xy))
        ),
        Line("heading", _("The equations, filled in")),
        Line("formula", f"{sum_of_terms((sums.xx, sums.x), ('m', 'b'))} = {written(sums.xy)}"),
        Line("formula", f"{sum_of_terms((sums.x, Fraction(sums.count)), ('m', 'b'))} = {written(sums.y)}"),
        Line("heading", _("Solved")),
        Line("words", _("N times the first, less Σx times the second: *b* falls out.")),
        Line("formula", "*m* · (N · Σx² − (Σx)²) = N · Σxy − Σx · Σy"),
        Line("formula", f"*m* · ({n} · {xx} − {x}²) = {n} · {xy} − {x} · {y}"),
        Line("formula", f"*m* · {in_brackets(sums.divisor)} = {written(sums.slope_times_divisor)}"),
        Line("words", _("Σx² times the second, less Σx times the first: *m* falls out.")),
        Line("formula", "*b* · (N · Σx² − (Σx)²) = Σx² · Σy − Σx · Σxy"),
        Line("formula", f"*b* · ({n} · {xx} − {x}²) = {xx} · {y} − {x} · {xy}"),
        Line("formula", f"*b* · {in_brackets(sums.divisor)} = {written(sums.height_times_divisor)}"),
    ]
    best = sums.best
    if best is None:
        return [*lines, Line("words", _tie_in_line())]
    divisor = written(sums.divisor)
    lines += [
        Line("formula", result(f"*m* = {written(sums.slope_times_divisor)} / {divisor}", best[0])),
        Line("formula", result(f"*b* = {written(sums.height_times_divisor)} / {divisor}", best[1])),
    ]
    return lines + _centred(sums)


def _tie_in_line() -> str:
    return _(
        "All points stand at one x, and 0 = 0 says nothing: the two equations are the same one twice. The line above "
        "is the level one; every line through its height at that x is as good."
    )


def _centred(sums: LineSums) -> list[Line]:
    """Return the same answer from centred sums, as the program works it out."""
    mean_x, mean_y = sums.means
    spread, together = sums.centred
    text = _(
        "Far from zero such sums are large and nearly alike, and their difference loses digits. So the program first "
        "measures every point from the mean point (x̄, ȳ). The answer is the same."
    )
    return [
        Line("heading", _("How the program does it")),
        Line("words", text),
        Line("formula", result("x̄ = Σx / N", mean_x)),
        Line("formula", result("ȳ = Σy / N", mean_y)),
        Line("formula", result("Sxx = Σ(x − x̄)²", spread)),
        Line("formula", result("Sxy = Σ(x − x̄)(y − ȳ)", together)),
        Line("formula", result("*m* = Sxy / Sxx", together / spread)),
        Line("formula", result("*b* = ȳ − *m* · x̄", mean_y - together / spread * mean_x)),
    ]


# Other models linear in their parameters ------------------------------------------------------------------


def _general(snapshot: Snapshot, equations: NormalEquations) -> list[Line]:
    """Return the equations in letters and in numbers, and how they are solved."""
    objective = snapshot.objective
    names, columns = objective.model.parameter_names, column_names(objective.model)
    charged = bool(equations.charge)
    lines = [Line("heading", _("One equation for each parameter"))]
    lines.append(Line("words", _("At the lowest place the slope for every parameter is 0. That says:")))
    written_out = len(names) <= WRITTEN_OUT
    if written_out:
        lines += [Line("formula", text) for text in _in_letters(names, columns, charged)]
    else:
        lines.append(Line("formula", "(XᵀX + N·λ·I) · θ = Xᵀy" if charged else "XᵀX · θ = Xᵀy"))
        lines.append(Line("formula", f"θ = ({', '.join(f'*{name}*' for name in names)})"))
        lines.append(Line("formula", f"X = ({', '.join(columns)})"))
        lines.append(Line("words", _("X has a row for each point: what each parameter is multiplied by there.")))
    if columns[0].startswith("g("):
        lines.append(Line("words", _("g(a) is what parameter a is multiplied by in the formula, at each point.")))
    if charged:
        lines.append(Line("words", _("λ is the L2 penalty: it makes the numbers on the diagonal larger.")))
    if written_out:
        lines.append(Line("heading", _("The equations, filled in")))
        for entries, goal in zip(equations.left, equations.right, strict=True):
            lines.append(Line("formula", f"{sum_of_terms(entries, names)} = {written(goal)}"))
    lines += [Line("heading", _("How the program does it")), Line("words", _way(objective.ties))]
    return lines


def _in_letters(names: Sequence[str], columns: Sequence[str], charged: bool) -> list[str]:
    """Return the equations with a sum sign for each number."""
    equations = []
    for row, own in enumerate(columns):
        terms = []
        for place, (name, other) in enumerate(zip(names, columns, strict=True)):
            total = _sum_sign(own, other)
            terms.append(f"*{name}* · ({total} + N·λ)" if charged and place == row else f"*{name}* · {total}")
        equations.append(f"{' + '.join(terms)} = {_sum_sign(own, 'y')}")
    return equations


def _sum_sign(one: str, other: str) -> str:
    """Return "Σx³" for the columns x and x², "N" for two columns of ones, "Σ g(a)·y" for others."""
    raised = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
    lowered = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
    powers = {"1": 0, "x": 1}

    def power(text: str) -> int | None:
        digits = text[1:].translate(raised)
        return powers.get(text, int(digits) if text.startswith("x") and digits.isdigit() else None)

    first, second = power(one), power(other)
    if first is not None and second is not None:
        total = first + second
        if total < 2:
            return ("N", "Σx")[total]
        return f"Σx{str(total).translate(lowered)}"
    if one == "1":
        return f"Σ{other}"
    if first is not None:
        return f"Σ{one}{other}"
    return f"Σ {one}²" if one == other else f"Σ {one}·{other}"


def _way(ties: bool) -> str:
    if ties:
        return _(
            "The equations say the same thing more than once, so many answers tie. The program takes the one with the "
            "smallest parameters, by a singular value decomposition."
        )
    return _(
        "It never multiplies the sums out, for that would lose half of the digits: it turns the columns into a small "
        "triangle (QR) and solves that. The answer is the same."
    )


def _too_long(snapshot: Snapshot) -> list[Line]:
    """Return what can be said where there are too many numbers for sums by hand."""
    objective = snapshot.objective
    lines = [
        Line("heading", _("Where it comes from")),
        Line("words", _("At the lowest place the slope for every parameter is 0. That says:")),
        Line("formula", "XᵀX · θ = Xᵀy"),
        Line("words", _("X has a row for each point: what each parameter is multiplied by there.")),
    ]
    bowl = objective.bowl
    if bowl is not None:
        lines += [
            Line("words", _("Measured from the mean point (x̄, ȳ), that is:")),
            Line("formula", result("x̄ = Σx / N", Fraction(bowl.mean_x))),
            Line("formula", result("ȳ = Σy / N", Fraction(bowl.mean_y))),
            Line("formula", result("Sxx / N = Σ(x − x̄)² / N", Fraction(bowl.spread))),
            Line("formula", "*m* = Sxy / Sxx"),
            Line("formula", "*b* = ȳ − *m* · x̄"),
        ]
    return lines
