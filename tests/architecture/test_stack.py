"""Is the stack that was installed one that the program can live on?

PySide6 6.12.0 on Python 3.11 loses a reference to ``None`` in every call that returns nothing, and one to ``True`` in
every signal that carries it. After some thousand calls, which is seconds of use, the process aborts with "Fatal Python
error: none_dealloc". It installs without a word. From Python 3.12 on these objects are immortal.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal

CALLS = 1000


class Bell(QObject):
    rung = Signal(bool)


def test_calls_keep_their_reference_to_none() -> None:
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        thing.setObjectName("name")
    assert abs(sys.getrefcount(None) - before) < CALLS // 10


def test_signals_keep_their_reference_to_true() -> None:
    bell = Bell()
    before = sys.getrefcount(True)
    for _ in range(CALLS):
        bell.rung.emit(True)
    assert abs(sys.getrefcount(True) - before) < CALLS // 10
