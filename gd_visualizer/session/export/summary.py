"""What is on the screen as text for a document: formula, parameters, loss, optimizer, step and slope."""

from __future__ import annotations

from gd_visualizer.assets import translate as _
from gd_visualizer.core.expression.errors import FormulaError
from gd_visualizer.core.expression.latex import latex
from gd_visualizer.core.expression.parser import parse
from gd_visualizer.session.numbers import exact
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.session.step_export import mathematics, words

# A name and a value, and whether the value is a formula.
_Row = tuple[str, str, bool]


def markdown_summary(snapshot: Snapshot) -> str:
    """Return a table of Markdown; numbers have all their digits."""
    rows = [(_("What"), _("Value")), (":--", ":--")]
    rows += [(name, f"`{text}`" if is_formula else text) for name, text, is_formula in _rows(snapshot)]
    return "".join(f"| {_cell(name)} | {_cell(text)} |\n" for name, text in rows)


def latex_summary(snapshot: Snapshot) -> str:
    """Return a tabular of LaTeX that needs no package; numbers have all their digits."""
    lines = [r"\begin{tabular}{ll}", r"\hline"]
    for name, text, is_formula in _rows(snapshot):
        value = words(text)
        if is_formula:
            value = _typeset(snapshot) if text == _prediction(snapshot) else mathematics(text)
        lines.append(rf"{_told(name)} & {value} \\")
    return "\n".join([*lines, r"\hline", r"\end{tabular}"]) + "\n"


def _rows(snapshot: Snapshot) -> list[_Row]:
    """Return what there is to tell; what is no number is left out."""
    document = snapshot.document
    names = document.model.parameter_names
    loss, optimizer = document.loss, document.optimizer
    rows: list[_Row] = [
        (_("Data"), document.title, False),
        (_("Points"), str(len(document.dataset)), False),
        (_("Model"), _(document.model.label), False),
        (_("Prediction"), _prediction(snapshot), True),
        (_("Loss"), _(loss.label), False),
        (_("Loss, formula"), loss.formula, False),
        (_("Optimizer"), _(optimizer.label), False),
        (_("Learning rate"), exact(document.plan.rate_at(snapshot.step)), True),
        (_("Step"), str(snapshot.step), True),
    ]
    rows += [(name, exact(value), True) for name, value in zip(names, snapshot.parameters.tolist(), strict=True)]
    if snapshot.loss is not None:
        rows.append((_("Loss, value"), exact(snapshot.loss), True))
        slopes = zip(names, snapshot.gradient.tolist(), strict=True)
        rows += [(f"∂L/∂{name}", exact(slope), True) for name, slope in slopes if abs(slope) < float("inf")]
    return rows


def _prediction(snapshot: Snapshot) -> str:
    return f"ŷ = {snapshot.document.model.written_formula}"


def _typeset(snapshot: Snapshot) -> str:
    """Return the formula as LaTeX; that of a network stands as it is written."""
    try:
        return rf"$\hat y = {latex(parse(snapshot.document.model.written_formula))}$"
    except FormulaError:
        return mathematics(_prediction(snapshot))


def _told(name: str) -> str:
    """Return a name in LaTeX: letters of formulas in mathematics."""
    return mathematics(name) if "∂" in name or len(name.split(maxsplit=1)[0]) <= 2 or "[" in name else words(name)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
