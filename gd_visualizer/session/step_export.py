"""The pending step as text for other programs: a spreadsheet, Markdown, LaTeX, and a page for paper."""

from __future__ import annotations

import html

from gd_visualizer.session.files.defused import defused
from gd_visualizer.session.step_table import OWN, StepTable

_LATEX = {
    "\\": r"\textbackslash{}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "{": r"\{", "}": r"\}",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "×": r"$\times$", "÷": r"$\div$", "−": "$-$",
    "<": "$<$", ">": "$>$", "|": "$|$",
    "·": r"$\cdot$", "→": r"$\to$", "–": "--", "“": "``", "”": "''", "\u202f": r"\,",
}  # fmt: skip
_SIGNS = {
    "ŷ": r"\hat y", "ḡ": r"\bar g", "θ": r"\theta", "η": r"\eta", "Δ": r"\Delta", "μ": r"\mu", "ν": r"\nu",
    "Π": r"\Pi", "Σ": r"\Sigma", "ρ": r"\rho", "λ": r"\lambda", "τ": r"\tau", "ψ": r"\psi",
    "≤": r"\le ", "β": r"\beta", "δ": r"\delta", "ℓ": r"\ell",
    "∂": r"\partial ", "·": r"\cdot ", "×": r"\times ", "−": "-", "√": r"\sqrt", "ᵀ": r"^{\top}", "′": "'",
    "\u202f": r"\,", "%": r"\%", "#": r"\#", "_": r"\_", "&": r"\&",
}  # fmt: skip
_RAISED, _LOWERED = "⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "₀₁₂₃₄₅₆₇₈₉"


def tab_separated(table: StepTable) -> str:
    """Return the table for a spreadsheet: a formula column of its own, numbers with all their digits."""
    rows = [[_cell(head.text) for head in table.heads]]
    rows[0].insert(1, "")
    for row in range(table.row_count):
        texts = [_cell(table.name(row)), _cell(table.formula(row))]
        for column in range(1, len(table.heads)):
            value = table.value(row, column)
            texts.append("" if value is None else repr(value))
        rows.append(texts)
    return "\n".join("\t".join(texts) for texts in rows) + "\n"


def markdown(table: StepTable) -> str:
    """Return the table in Markdown, as it stands in the window."""
    heads = ["", "", *(head.text for head in table.heads[1:])]
    rules = [":--", ":--", *("--:" for _head in table.heads[1:])]
    body = [_texts(table, row) for row in range(table.row_count)]
    rows = [[text.replace("|", "\\|") for text in texts] for texts in (heads, *body)]
    rows.insert(1, rules)
    return "\n".join(f"| {' | '.join(map(_one_line, texts))} |" for texts in rows) + "\n"


def latex(table: StepTable) -> str:
    """Return the table as a LaTeX tabular that needs no package; long formulas stand across the columns of points."""
    columns = len(table.heads)
    lines = [rf"\begin{{tabular}}{{l{'r' * (columns - 1)}}}", r"\hline"]
    lines.append(" & ".join(_head(head.text, table.symbols) for head in table.heads) + r" \\ \hline")
    for row in range(table.row_count):
        name, formula, *numbers = _texts(table, row)
        if table.kind(row) in ("mean", "new"):
            lines.append(r"\hline")
        cells = [words(name), *map(mathematics, numbers)]
        if formula:
            # Across the empty columns; the mean of the losses stands in one of them.
            across = next((place for place, text in enumerate(numbers) if text), OWN)
            told = mathematics(formula) if table.symbols else words(formula)
            cells = [cells[0], rf"\multicolumn{{{across}}}{{l}}{{{told}}}", *cells[1 + across :]]
        lines.append(" & ".join(cells) + r" \\")
    return "\n".join([*lines, r"\hline", r"\end{tabular}"]) + "\n"


def page(table: StepTable, title: str, facts: list[tuple[str, str]], foot: list[str]) -> str:
    """Return the table as HTML for one sheet of paper.

    Parameters
    ----------
    facts : list of (name, text)
        What stands above the table: data, model, loss, optimizer.
    foot : list of str
        Sentences below it.
    """
    told = "".join(f"<tr><td><b>{_safe(name)}</b>&nbsp;&nbsp;</td><td>{_safe(text)}</td></tr>" for name, text in facts)
    heads = "".join(f'<th align="right">{_safe(head.text)}</th>' for head in table.heads)
    rows = "".join(_page_row(table, row) for row in range(table.row_count))
    notes = "".join(f"<p>{_safe(sentence)}</p>" for sentence in foot if sentence)
    above = f'<h2>{_safe(title)}</h2><table cellpadding="1">{told}</table>'
    return f'{above}<table class="grid" width="100%" cellspacing="0"><tr>{heads}</tr>{rows}</table>{notes}'


def _page_row(table: StepTable, row: int) -> str:
    name, formula, *numbers = _texts(table, row)
    kind = table.kind(row)
    look = ' class="strong"' if kind in ("mean", "new") else ""
    cells = [f"<td{look}>{_safe(name)}</td>"]
    if formula:
        across = next((place for place, text in enumerate(numbers) if text), OWN)
        cells.append(f'<td colspan="{across}"{look}>{_safe(formula)}</td>')
        numbers = numbers[across:]
    cells += [f'<td align="right"{look}>{_safe(text)}</td>' for text in numbers]
    return f"<tr>{''.join(cells)}</tr>"


def _texts(table: StepTable, row: int) -> list[str]:
    """Return name, formula and numbers of a row, as they are shown."""
    numbers = [
        table.text(row, column) if table.value(row, column) is not None else "" for column in range(1, len(table.heads))
    ]
    return [table.name(row), table.formula(row), *numbers]


def _cell(text: str) -> str:
    """Return a text on one line that no spreadsheet takes for a formula."""
    return defused(_one_line(text))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _safe(text: str) -> str:
    return html.escape(text)


def _head(text: str, symbols: bool) -> str:
    return mathematics(text) if symbols else words(text)


def words(text: str) -> str:
    """Return words as LaTeX reads them, signs and letters of formulas in mathematics."""
    told = "".join(_LATEX.get(sign) or (f"${_SIGNS[sign]}$" if sign in _SIGNS else sign) for sign in text)
    return _scripts(told, "$")


def mathematics(text: str) -> str:
    """Return a number or a formula in symbols as LaTeX reads it."""
    if not text:
        return ""
    told = "".join(_SIGNS.get(sign, "\\" + sign if sign in "{}$" else sign) for sign in text)
    return f"${_roots(_scripts(told))}$"


def _scripts(text: str, around: str = "") -> str:
    """Return a text with each run of raised or lowered digits as an exponent or an index."""
    for signs, mark in ((_RAISED, "^"), (_LOWERED, "_")):
        plain = "-0123456789" if mark == "^" else "0123456789"
        out, run = "", ""
        for sign in [*text, ""]:
            if sign and sign in signs:
                run += plain[signs.index(sign)]
                continue
            out += f"{around}{mark}{{{run}}}{around}" if run else ""
            out, run = out + sign, ""
        text = out
    return text


def _roots(text: str) -> str:
    r"""Return a formula in which every \sqrt(…) has braces instead of brackets."""
    while (start := text.find(r"\sqrt(")) >= 0:
        depth, place = 0, start + 5
        for place in range(start + 5, len(text)):
            depth += {"(": 1, ")": -1}.get(text[place], 0)
            if depth == 0:
                break
        text = f"{text[:start]}\\sqrt{{{text[start + 6 : place]}}}{text[place + 1 :]}"
    return text
