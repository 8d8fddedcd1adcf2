"""Arranging: tokens are put into a sequence that is sure to be a formula, with every product spelled out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from gd_visualizer.core.expression.errors import FormulaError, shown
from gd_visualizer.core.expression.operations import FUNCTIONS
from gd_visualizer.core.expression.spelling import Token
from gd_visualizer.core.expression.tree import INPUT

DEEPEST_BRACKETS = 40

_ONE_LETTER = re.compile(r"[^\W\d_][\d_]*")


def arranged(tokens: list[Token]) -> list[Token]:
    """Return the tokens with products between what stands side by side, and raised numbers as powers.

    Raises
    ------
    FormulaError
        If they do not make up a formula.
    """
    row = _Row(tokens)
    for index, token in enumerate(tokens):
        row.take(token, tokens[index + 1] if index + 1 < len(tokens) else None)
    return row.finished()


@dataclass(slots=True)
class _Row:
    """What was taken so far: either a value comes next, or the sign behind one."""

    tokens: list[Token]
    done: list[Token] = field(default_factory=list)
    brackets: list[Token] = field(default_factory=list)
    of_functions: list[bool] = field(default_factory=list)
    last: Token | None = None
    value_next: bool = True

    def take(self, token: Token, following: Token | None) -> None:
        if self.value_next:
            self._take_value(token)
        else:
            self._take_behind_value(token)
        if token.kind == "function" and (following is None or following.kind != "open"):
            raise FormulaError(
                "'{text}' at place {place} is a function: write what it works on in round brackets, such "
                "as {text}({input}).",
                token.position,
                text=token.text,
                place=token.place,
                input=INPUT,
            )
        self.last = token

    def finished(self) -> list[Token]:
        if self.last is None:
            raise FormulaError("The formula is empty: write one such as a*x + b.")
        if self.value_next:
            raise FormulaError(
                "The formula ends too early, after {text} at place {place}: write what comes behind it.",
                self.last.position,
                text=shown(self.last.text),
                place=self.last.place,
            )
        if self.brackets:
            bracket = self.brackets[-1]
            raise FormulaError(
                "The bracket at place {place} is never closed: write ')' where it ends.",
                bracket.position,
                place=bracket.place,
            )
        return self.done

    def _take_value(self, token: Token) -> None:
        """Take what may stand where a value begins: a value, a bracket, a function, or a sign before a value."""
        if token.kind == "open":
            self._open(token)
        elif token.kind in ("number", "symbol", "constant"):
            self.value_next = False
        elif token.kind != "function" and token.text not in "+-":
            if token.kind == "close" and self.last and self.last.kind == "open":
                raise FormulaError(
                    "There is nothing in the brackets at place {place}: write something between them.",
                    self.last.position,
                    place=self.last.place,
                )
            raise FormulaError(
                "Something is missing before {text} at place {place}: write a number, a name or a bracket there.",
                token.position,
                text=shown(token.text),
                place=token.place,
            )
        self.done.append(token)

    def _take_behind_value(self, token: Token) -> None:
        """Take what may stand behind a value: a sign, an end, or another value, which makes a product."""
        if token.kind == "sign":
            self._sign(token)
        elif token.kind == "close":
            self._close(token)
        elif token.kind == "comma":
            self._comma(token)
        elif token.kind == "raised":
            self._forbid_tower(token)
            self.done.append(Token("sign", "^", token.position))
            if token.text.startswith("⁻"):
                self.done.append(Token("sign", "-", token.position))
            self.done.append(Token("number", token.text, token.position, abs(token.value)))
        else:
            self._product(token)

    def _sign(self, token: Token) -> None:
        if token.text == "^":
            self._forbid_tower(token)
        self.value_next = True
        self.done.append(token)

    def _forbid_tower(self, token: Token) -> None:
        if self.last and self.last.kind == "raised":
            raise FormulaError(
                "Two powers follow each other at place {place}: write brackets, such as (x²)^3.",
                token.position,
                place=token.place,
            )

    def _open(self, token: Token) -> None:
        if len(self.brackets) == DEEPEST_BRACKETS:
            raise FormulaError(
                "More than {deepest_brackets} brackets stand inside one another at place {place}: write "
                "a simpler formula.",
                token.position,
                deepest_brackets=DEEPEST_BRACKETS,
                place=token.place,
            )
        self.brackets.append(token)
        self.of_functions.append(self.last is not None and self.last.kind == "function")

    def _close(self, token: Token) -> None:
        if not self.brackets:
            raise FormulaError(
                "The bracket at place {place} was never opened: leave it out, or write '(' before it.",
                token.position,
                place=token.place,
            )
        self.brackets.pop()
        self.of_functions.pop()
        self.done.append(token)

    def _comma(self, token: Token) -> None:
        if not (self.of_functions and self.of_functions[-1]):
            raise FormulaError(
                "There is a comma at place {place}: write numbers with a point, such as 0.5.",
                token.position,
                place=token.place,
            )
        self.value_next = True
        self.done.append(token)

    def _product(self, token: Token) -> None:
        before = self.last
        assert before is not None
        if token.kind == "number":
            raise FormulaError(
                "The number {text} at place {place} stands right behind {text2}: write a sign such as * between them.",
                token.position,
                text=shown(token.text),
                place=token.place,
                text2=shown(before.text),
            )
        if token.kind == "open" and before.kind == "symbol" and not _ONE_LETTER.fullmatch(before.text):
            raise FormulaError(
                "There is no function named '{text}' at place {place}: use one of {functions}, or write "
                "{text}*(…) for a product.",
                before.position,
                text=before.text,
                place=before.place,
                functions=", ".join(FUNCTIONS),
            )
        self.done.append(Token("sign", "*", token.position))
        self.value_next = True
        self._take_value(token)
