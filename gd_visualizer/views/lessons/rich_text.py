"""Text of lessons as HTML: letters in italics and their colour, indices below, exponents above."""

from __future__ import annotations

import html

from gd_visualizer.session.lessons.markup import runs
from gd_visualizer.views.theme import Theme

_TAGS = {
    "plain": "{}",
    "strong": "<b>{}</b>",
    "letter": "<i>{}</i>",
    "below": "<sub>{}</sub>",
    "above": "<sup>{}</sup>",
}


def as_html(text: str, theme: Theme, token: str = "ink") -> str:
    """Return a text with marks as HTML; everything else in it stays as it is written."""
    pieces = []
    for run in runs(text):
        piece = _TAGS[run.kind].format(html.escape(run.text))
        if run.colour:
            weight = "font-weight:600;" if run.kind != "plain" else ""
            piece = f'<span style="{weight}color:{theme.css(run.colour)}">{piece}</span>'
        pieces.append(piece)
    return f'<span style="color:{theme.css(token)}">{"".join(pieces)}</span>'
