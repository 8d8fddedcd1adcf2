"""Text cells that are safe in a spreadsheet: what it would run as a formula gets an apostrophe in front."""

from __future__ import annotations

# With the wide signs of a Japanese keyboard, which spreadsheets there take for the same.
_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_MARK = "'"


def defused(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return _MARK + text if text.lstrip(" ").startswith(_RUNS) else text


def armed(text: str) -> str:
    """Return a text as it was before ``defused``."""
    return text[1:] if text.startswith(_MARK) and defused(text[1:]) == text else text
