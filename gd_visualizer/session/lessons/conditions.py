"""Conditions: when is a task done? A small language over named values; nothing in it is ever run as a program.

``loss < 1 and moved``, ``gradient_norm ≤ 0.1``, ``status == "diverged"``, ``loss - best_loss < 0.5``. There are
numbers, the names of values, words in quotes, + − × ÷ (or * /), comparisons, and, or, not and brackets.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from gd_visualizer.assets import translate as _
from gd_visualizer.core.errors import InputError
from gd_visualizer.session.files.source import shown

Value = float | str | bool | None
Kind = str
NUMBER, WORD, TRUTH = "a number", "a word", "true or false"
LONGEST, DEEPEST = 300, 30

_TOKEN = re.compile(
    r"\s*(?:(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)|(?P<name>[A-Za-z_][A-Za-z_0-9]*)"
    r"|(?P<word>\"[^\"]*\"|'[^']*')|(?P<sign><=|>=|==|!=|[-+*/<>()]))"
)
_SPELLED = str.maketrans({"×": "*", "·": "*", "÷": "/", "−": "-", "≤": "<=", "≥": ">=", "≠": "!="})
_COMPARE: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt, ">": operator.gt, "<=": operator.le, ">=": operator.ge, "==": operator.eq, "!=": operator.ne,
}  # fmt: skip
_SUM: dict[str, Callable[[float, float], float]] = {"+": operator.add, "-": operator.sub}
_PRODUCT: dict[str, Callable[[float, float], float]] = {"*": operator.mul, "/": operator.truediv}


class _Part(NamedTuple):
    """A part that was read: what kind of value it has, and how to work it out; None stands for no value."""

    kind: Kind
    work_out: Callable[[Mapping[str, Value]], Value]


@dataclass(frozen=True, slots=True)
class Condition:
    """Something that is true or false of a moment.

    Attributes
    ----------
    text : str
        As it was written.
    names : frozenset of str
        The values it looks at.
    """

    text: str
    names: frozenset[str]
    _part: _Part = field(compare=False, repr=False)

    def holds(self, values: Mapping[str, Value]) -> bool:
        """Return True where the condition is true; what compares a value that there is not is false."""
        return self._part.work_out(values) is True


def read_condition(text: str, kinds: Mapping[str, Kind] = MappingProxyType({})) -> Condition:
    """Read a condition.

    Parameters
    ----------
    text : str
    kinds : mapping from str to Kind
        The names whose values are words or true or false; those of all other names are numbers.

    Raises
    ------
    InputError
        If it cannot be read, with the place where.
    """
    if len(text) > LONGEST:
        raise InputError(_("the condition is longer than {most} signs").format(most=LONGEST))
    reader = _Reader(text.translate(_SPELLED), kinds)
    part = reader.read_all()
    return Condition(text, frozenset(reader.names), part)


class _Reader:
    """Reads from left to right, one function for each strength of binding."""

    def __init__(self, text: str, kinds: Mapping[str, Kind]) -> None:
        self._kinds = kinds
        self.names: set[str] = set()
        self._tokens: list[tuple[str, str, int]] = []
        self._place = self._depth = 0
        at = 0
        while text[at:].strip():
            found = _TOKEN.match(text, at)
            if found is None:
                rest = text[at:].lstrip()
                raise _wrong(_("'{text}' at place {n} is no part of a condition"), rest[:1], len(text) - len(rest))
            kind = str(found.lastgroup)
            self._tokens.append((kind, found[kind], found.start(kind)))
            at = found.end()
        self._tokens.append(("end", "", len(text)))

    def read_all(self) -> _Part:
        part = self._either()
        if self._tokens[self._place][0] != "end":
            raise self._unexpected()
        if part.kind != TRUTH:
            raise InputError(_("the condition is not true or false: compare something, such as loss < 1"))
        return part

    def _either(self) -> _Part:
        part = self._both()
        while self._take("or"):
            part = _joined(self._truth(part), self._truth(self._both()), any)
        return part

    def _both(self) -> _Part:
        part = self._negated()
        while self._take("and"):
            part = _joined(self._truth(part), self._truth(self._negated()), all)
        return part

    def _negated(self) -> _Part:
        if not self._take("not"):
            return self._compared()
        self._deeper()
        inside = self._truth(self._negated())
        self._depth -= 1
        return _Part(TRUTH, lambda values: inside.work_out(values) is False)

    def _compared(self) -> _Part:
        left = self._sum()
        sign = self._take(*_COMPARE)
        if not sign:
            return left
        right = self._sum()
        if TRUTH in (left.kind, right.kind) or left.kind != right.kind:
            raise self._mixed(left, right)
        if left.kind == WORD and sign not in ("==", "!="):
            raise InputError(_("words can only be compared by == and !="))
        if self._tokens[self._place][1] in _COMPARE:
            raise InputError(_("compare two values at a time, and join them by 'and'"))
        return _Part(TRUTH, _worked_out(_COMPARE[sign], left, right))

    def _sum(self) -> _Part:
        return self._row(self._product, _SUM)

    def _product(self) -> _Part:
        return self._row(self._single, _PRODUCT)

    def _row(self, below: Callable[[], _Part], signs: Mapping[str, Callable[[float, float], float]]) -> _Part:
        part = below()
        while sign := self._take(*signs):
            right = below()
            if (part.kind, right.kind) != (NUMBER, NUMBER):
                raise self._mixed(part, right)
            part = _Part(NUMBER, _worked_out(signs[sign], part, right))
        return part

    def _single(self) -> _Part:
        kind, text, _place = self._tokens[self._place]
        if kind == "end" or text in ("and", "or", "not"):
            raise self._unexpected()
        if self._take("-"):
            self._deeper()
            inside = self._single()
            self._depth -= 1
            if inside.kind != NUMBER:
                raise self._mixed(inside, inside)
            return _Part(NUMBER, _worked_out(operator.sub, _constant(NUMBER, 0.0), inside))
        if self._take("("):
            self._deeper()
            inside = self._either()
            self._depth -= 1
            if not self._take(")"):
                raise self._unexpected()
            return inside
        if kind == "sign":
            raise self._unexpected()
        self._place += 1
        if kind == "number":
            return _constant(NUMBER, float(text))
        if kind == "word":
            return _constant(WORD, text[1:-1])
        self.names.add(text)
        return _Part(self._kinds.get(text, NUMBER), lambda values: values.get(text))

    def _take(self, *texts: str) -> str:
        """Go past the next token where it is one of these, and return it; else return ""."""
        kind, text, _place = self._tokens[self._place]
        if kind not in ("sign", "name") or text not in texts:
            return ""
        self._place += 1
        return text

    def _truth(self, part: _Part) -> _Part:
        if part.kind != TRUTH:
            raise InputError(_("'and', 'or' and 'not' join comparisons, such as loss < 1 and step > 3"))
        return part

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise InputError(_("the condition has too many brackets inside one another"))

    def _unexpected(self) -> InputError:
        kind, text, place = self._tokens[self._place]
        if kind == "end":
            return InputError(_("the condition ends too early"))
        return _wrong(_("'{text}' at place {n} was not expected in the condition"), text, place)

    @staticmethod
    def _mixed(left: _Part, right: _Part) -> InputError:
        sentence = _("the condition joins {left} and {right}, which do not go together")
        return InputError(sentence.format(left=_(left.kind), right=_(right.kind)))


def _wrong(sentence: str, text: str, place: int) -> InputError:
    return InputError(sentence.format(text=shown(text), n=place + 1))


def _constant(kind: Kind, value: float | str) -> _Part:
    return _Part(kind, lambda _values: value)


def _joined(left: _Part, right: _Part, how: Callable[[tuple[bool, bool]], bool]) -> _Part:
    return _Part(TRUTH, lambda values: how((left.work_out(values) is True, right.work_out(values) is True)))


def _worked_out(how: Callable[..., float | bool], left: _Part, right: _Part) -> Callable[[Mapping[str, Value]], Value]:
    """Return what works out both sides and joins them; where one has no value, nor has the whole."""

    def work_out(values: Mapping[str, Value]) -> Value | bool:
        first, second = left.work_out(values), right.work_out(values)
        if first is None or second is None:
            return None
        try:
            return how(first, second)
        except ArithmeticError:
            return None

    return work_out
