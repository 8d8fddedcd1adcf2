"""Words that a stranger may have written, made harmless where Qt would read more into them than letters."""

from __future__ import annotations

import html
import unicodedata

# These turn the direction of all that follows: "doc\u202evdg.exe" looks like another file.
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_BREAKS = ("Cc", "Cs", "Zl", "Zp")


def in_one_line(text: str) -> str:
    """Return a text with spaces for line breaks, control characters and signs that turn the direction of writing."""
    return "".join(" " if sign in _TURNS or unicodedata.category(sign) in _BREAKS else sign for sign in text)


def as_text(words: str) -> str:
    """Return words for a tooltip, which guesses whether it is given markup, so that every sign of them is shown."""
    if "<" not in words and "&" not in words:
        return words
    return "<span>{}</span>".format(html.escape(words).replace("\n", "<br>"))
