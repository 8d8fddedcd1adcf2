"""Overrides that survive a mistake: an error in what Qt calls is told to the program, and the window lives on.

PySide keeps an error that leaves an override until Python goes on below it, and takes the process down where Python's
own functions made the error, such as an index too large. So no error may leave an override: each is guarded here,
once, before a window is made.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterator
from types import FunctionType
from typing import Any

from PySide6.QtCore import QObject, QRectF, QSize, Qt
from PySide6.QtGui import QCloseEvent

OWN = "gd_visualizer."
# What Qt is told in the place of an answer. An event that went wrong is taken, and not handed on to what lies below.
INSTEAD: dict[str, Any] = {
    "event": True,
    "viewportEvent": True,
    "eventFilter": False,
    "sizeHint": QSize(),
    "minimumSizeHint": QSize(),
    "rowCount": 0,
    "columnCount": 0,
    "data": None,
    "headerData": None,
    "setData": False,
    "paintSection": None,
    "flags": Qt.ItemFlag.NoItemFlags,
    "initStyleOption": None,
    "commitData": None,
    "focusNextPrevChild": False,
    "boundingRect": QRectF(),
    "tickValues": [],
    "tickStrings": [],
}


def guard_overrides() -> None:
    """Guard what the classes of this program override; safe to call twice."""
    for kind in _below(QObject):
        for name, override in list(vars(kind).items()):
            is_override = name.endswith("Event") or name in INSTEAD
            if is_override and isinstance(override, FunctionType) and not hasattr(override, "__wrapped__"):
                setattr(kind, name, _guarded(override, INSTEAD.get(name)))


def _below(kind: type[Any]) -> Iterator[type[Any]]:
    """Return the classes of this program that stem from a class."""
    for child in kind.__subclasses__():
        if child.__module__.startswith(OWN):
            yield child
        yield from _below(child)


def _guarded(override: Callable[..., Any], instead: object) -> Callable[..., Any]:
    @functools.wraps(override)
    def call(*words: Any) -> Any:
        try:
            return override(*words)
        except Exception:
            sys.excepthook(*sys.exc_info())
            if isinstance(words[-1], QCloseEvent):
                # Otherwise the window would be gone, and what was to be done first left undone.
                words[-1].ignore()
            return instead

    return call
