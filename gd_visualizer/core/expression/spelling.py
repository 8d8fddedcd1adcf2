"""Spelling: a typed text becomes tokens, whatever signs for minus, times and powers it was typed with."""

from __future__ import annotations

import keyword
import math
import re
from dataclasses import dataclass
from typing import Literal

from gd_visualizer.core.expression.errors import FormulaError, shown
from gd_visualizer.core.expression.operations import FUNCTIONS
from gd_visualizer.core.expression.tree import CONSTANTS

LONGEST_TEXT = 500
LONGEST_NAME = 20

Kind = Literal["number", "symbol", "constant", "function", "sign", "open", "close", "comma", "raised"]

_SIGNS = {
    **dict.fromkeys("-−–﹣－", "-"),
    **dict.fromkeys("+＋", "+"),
    **dict.fromkeys("*·×⋅∙∗", "*"),
    **dict.fromkeys("/÷∕⁄", "/"),
    "^": "^",
}
_MARKS: dict[str, Kind] = {"(": "open", ")": "close", ",": "comma"}
_INVISIBLE = "\u200b\u2060\u2062\ufeff"
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_SAME_LETTER = str.maketrans("₀₁₂₃₄₅₆₇₈₉µϑϕϵ", "0123456789μθφε")
# Words of Python are no names, so that a line of a program is not taken for a product; λ is often typed lambda.
_NO_NAMES = frozenset(keyword.kwlist) - {"lambda"}
_OTHER_NAMES = {"ln": "log", "atan": "arctan", "π": "pi"}

_LEFT_SIDE = re.compile(r"\s*(?:y|ŷ|y\u0302|f\s*\(\s*x\s*\))\s*=(?!=)")
_NUMBER = re.compile(r"(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
# Latin and Greek letters; π stands for itself and small digits end a name, so that πx and ω₁x are products.
_LETTERS = "A-Za-zÀ-ÖØ-öø-žΑ-ΡΣ-Ωα-ορ-ωµϑϕϵ"
_NAME = re.compile(f"π|[{_LETTERS}][{_LETTERS}0-9_]*[₀-₉]*")
_POWER = re.compile("⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+")


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a formula.

    Attributes
    ----------
    kind : str
        "raised" is a power written in small raised digits, as in x².
    text : str
        In one spelling: the signs are - + * / ^.
    position : int
        Its first character in the typed text, counted from 0.
    value : float
        Of a number or a raised number.
    """

    kind: Kind
    text: str
    position: int
    value: float = 0.0

    @property
    def place(self) -> int:
        """Return where it stands as people count, from 1."""
        return self.position + 1


def tokens_of(text: object) -> list[Token]:
    """Cut a formula into tokens; a leading ``y =`` is left out.

    Raises
    ------
    FormulaError
        If there is anything in it that no formula has.
    """
    if not isinstance(text, str):
        raise FormulaError("A formula is a text: write one such as a*x + b.")
    if len(text) > LONGEST_TEXT:
        raise FormulaError(
            "The formula has {text} characters: write one with {longest_text} at most.",
            LONGEST_TEXT,
            text=len(text),
            longest_text=LONGEST_TEXT,
        )
    left_side = _LEFT_SIDE.match(text)
    place = left_side.end() if left_side else 0
    tokens = []
    while place < len(text):
        if text[place].isspace() or text[place] in _INVISIBLE:
            place += 1
            continue
        token, place = _next_token(text, place)
        tokens.append(token)
    return tokens


def _next_token(text: str, place: int) -> tuple[Token, int]:
    """Return the token that begins at a place, and the place behind it."""
    if text.startswith("**", place):
        return Token("sign", "^", place), place + 2
    character = text[place]
    if character in _SIGNS:
        return Token("sign", _SIGNS[character], place), place + 1
    if character in _MARKS:
        return Token(_MARKS[character], character, place), place + 1
    if found := _NUMBER.match(text, place):
        return Token("number", found[0], place, _number(found[0], place)), found.end()
    if found := _POWER.match(text, place):
        return Token("raised", found[0], place, _number(found[0].translate(_RAISED), place)), found.end()
    if found := _NAME.match(text, place):
        return _name(found[0].translate(_SAME_LETTER), place), found.end()
    raise _why_not(character, place)


def _number(written: str, position: int) -> float:
    value = float(written)
    is_zero = not re.search("[1-9]", re.split("[eE]", written)[0])
    if math.isinf(value) or (value == 0.0 and not is_zero):
        raise FormulaError(
            "The number {written} at place {place} is too large: write one between 1e-300 and 1e300."
            if value
            else "The number {written} at place {place} is too small: write one between 1e-300 and 1e300.",
            position,
            written=shown(written),
            place=position + 1,
        )
    return value


def _name(name: str, position: int) -> Token:
    name = _OTHER_NAMES.get(name, name)
    if len(name) > LONGEST_NAME:
        raise FormulaError(
            "The name {name} at place {place} is too long: write one with {longest_name} letters at most.",
            position,
            name=shown(name),
            place=position + 1,
            longest_name=LONGEST_NAME,
        )
    if name in _NO_NAMES:
        raise FormulaError(
            "'{name}' at place {place} cannot be a name in a formula: write another name, and signs "
            "such as * between names.",
            position,
            name=name,
            place=position + 1,
        )
    if name in FUNCTIONS:
        return Token("function", name, position)
    return Token("constant" if name in CONSTANTS else "symbol", name, position)


def _why_not(character: str, position: int) -> FormulaError:
    """Return the error about a character that no formula has."""
    at: dict[str, object] = {"place": position + 1, "sign": shown(character)}
    if character == "=":
        return FormulaError(
            "There is an equals sign at place {place}: write only the right-hand side of the formula.", position, **at
        )
    if character == "_":
        return FormulaError("A name begins with '_' at place {place}: let names begin with a letter.", position, **at)
    if character in "[]{}":
        return FormulaError("There is {sign} at place {place}: write round brackets ( ) instead.", position, **at)
    if character == "|":
        return FormulaError("There is '|' at place {place}: write abs( ) for the size of a number.", position, **at)
    if character == ".":
        return FormulaError(
            "There is a point without a number at place {place}: write numbers such as 0.5.", position, **at
        )
    return FormulaError(
        "There is {sign} at place {place}, which a formula cannot hold: "
        "write it with numbers, names, + - * / ^ and round brackets.",
        position,
        **at,
    )
