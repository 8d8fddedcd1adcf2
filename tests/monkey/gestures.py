"""What a monkey does to a window: a gesture is a name and a few numbers from 0 to 1, whatever the window shows."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from gd_visualizer.app.main_window import MainWindow

Gesture = tuple[str, tuple[float, ...]]
KEYS = [
    Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up,
    Qt.Key.Key_Down, Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Home,
    Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_L, Qt.Key.Key_Period, Qt.Key.Key_Comma,
    Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_E, Qt.Key.Key_F2, Qt.Key.Key_Menu,
]  # fmt: skip
TEXTS = ["0", "1e300", "-1e-300", "1,5", "nan", "inf", "", "0.1", "7", "999999999999", "a*x+b", "sin(x", "-"]
MODIFIERS = [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier]
LEFT, RIGHT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.MouseButton.NoButton
# Looked up and held: short-lived Python wrappers of Qt's own widgets are not safe to drop while Qt deletes them.
HELD: list[Any] = []
# Full screen and the end of the program are no fun for a monkey.
NOT_TOUCHED = ("action_quit", "action_full_screen")
FILES = {
    "table.csv": "x,y\n1,2\n2,3\n3,5\n",
    "three.csv": "a,b,c\n1,2,3\n2,3,4\n3,4,6\n",
    "bad.csv": "x,y\n1,1,000\nno,2\n",
    "empty.csv": "",
    "bad.gdv": '{"format": "gd-visualizer session", "version": 1, "points": [[1, NaN]], "start": {}}',
    "new.gdv": '{"format": "gd-visualizer session", "version": 99}',
    "one.gdv": '{"format":"gd-visualizer session","version":1,"points":[[1,1e300]],"start":{"m":0,"b":0}}',
    "none.gdv": '{"format":"gd-visualizer session","version":1,"points":[],"start":{"m":1e300,"b":-1e300}}',
}


def gestures(count: int, seed: int) -> list[Gesture]:
    """Return what a monkey of this seed does."""
    chance = random.Random(seed)
    names, weights = list(DEEDS), [WEIGHTS[name] for name in DEEDS]
    return [
        (name, tuple(round(chance.random(), 6) for _ in range(6))) for name in chance.choices(names, weights, k=count)
    ]


def do(window: MainWindow, folder: Path, gesture: Gesture) -> None:
    """Do one gesture."""
    name, numbers = gesture
    DEEDS[name](window, folder, numbers)


def pick(choices: Sequence[Any], number: float) -> Any:
    """Return one of the choices."""
    # A number just below 1 is written as 1.
    return choices[min(int(number * len(choices)), len(choices) - 1)]


def _target(window: MainWindow, number: float) -> QWidget:
    """Return a place for the mouse: more often than not one of the plots."""
    top = QApplication.activePopupWidget() or QApplication.activeModalWidget() or window
    plots = [view.viewport() for view in (window.canvas, window.surface, window.chart) if view.isVisible()]
    if top is window and plots and number < 0.6:
        return pick(plots, number / 0.6)
    children = top.findChildren(QWidget)
    HELD.append((top, children))
    shown = [child for child in children if child.isVisible()]
    found = pick(shown or [top], number)
    return found.viewport() if isinstance(found, QAbstractScrollArea) else found


def _mouse(target: QWidget, kind: QEvent.Type, x: float, y: float, button: Any, held: Any, modifiers: Any) -> None:
    place = QPointF(x * target.width(), y * target.height())
    event = QMouseEvent(kind, place, QPointF(target.mapToGlobal(place.toPoint())), button, held, modifiers)
    QApplication.sendEvent(target, event)


def _press(window: MainWindow, _folder: Path, n: tuple[float, ...]) -> None:
    target = _target(window, n[0])
    button = RIGHT if n[3] < 0.1 else LEFT
    kind = QEvent.Type.MouseButtonDblClick if n[3] > 0.9 else QEvent.Type.MouseButtonPress
    _mouse(target, QEvent.Type.MouseMove, n[1], n[2], NONE, NONE, pick(MODIFIERS, n[4]))
    _mouse(target, kind, n[1], n[2], button, button, pick(MODIFIERS, n[4]))


def _move(window: MainWindow, _folder: Path, n: tuple[float, ...]) -> None:
    held = LEFT if n[3] < 0.6 else NONE
    _mouse(_target(window, n[0]), QEvent.Type.MouseMove, n[1] * 1.2 - 0.1, n[2] * 1.2 - 0.1, NONE, held, MODIFIERS[0])


def _release(window: MainWindow, _folder: Path, n: tuple[float, ...]) -> None:
    _mouse(_target(window, n[0]), QEvent.Type.MouseButtonRelease, n[1], n[2], LEFT, NONE, MODIFIERS[0])


def _click(window: MainWindow, folder: Path, n: tuple[float, ...]) -> None:
    target = _target(window, n[0])
    _press(window, folder, n)
    _mouse(target, QEvent.Type.MouseButtonRelease, n[1], n[2], RIGHT if n[3] < 0.1 else LEFT, NONE, MODIFIERS[0])


def _drag(window: MainWindow, _folder: Path, n: tuple[float, ...]) -> None:
    target = _target(window, n[0] * 0.6)
    _mouse(target, QEvent.Type.MouseMove, n[1], n[2], NONE, NONE, MODIFIERS[0])
    _mouse(target, QEvent.Type.MouseButtonPress, n[1], n[2], LEFT, LEFT, MODIFIERS[0])
    for part in (0.2, 0.5, 1.0):
        x, y = n[1] + part * (n[3] - n[1]), n[2] + part * (n[4] - n[2])
        _mouse(target, QEvent.Type.MouseMove, x, y, NONE, LEFT, MODIFIERS[0])
    if n[5] < 0.85:
        _mouse(target, QEvent.Type.MouseButtonRelease, n[3], n[4], LEFT, NONE, MODIFIERS[0])


def _wheel(window: MainWindow, _folder: Path, n: tuple[float, ...]) -> None:
    target = _target(window, n[0])
    place = QPointF(n[1] * target.width(), n[2] * target.height())
    turn = QPoint(0, pick([-480, -120, 0, 120, 480], n[3]))
    there = QPointF(target.mapToGlobal(place.toPoint()))
    phase = Qt.ScrollPhase.NoScrollPhase
    QApplication.sendEvent(target, QWheelEvent(place, there, turn, turn, NONE, pick(MODIFIERS, n[4]), phase, False))


def _key(window: MainWindow, _folder: Path, n: tuple[float, ...]) -> None:
    target = QApplication.focusWidget() or window
    key, modifiers = pick(KEYS, n[0]), pick(MODIFIERS, n[1] * 0.99 if n[2] < 0.4 else 0.0)
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(target, QKeyEvent(kind, key, modifiers))


def _type(window: MainWindow, _folder: Path, n: tuple[float, ...]) -> None:
    QTest.keyClicks(QApplication.focusWidget() or window, pick(TEXTS, n[0]))


def _command(window: MainWindow, _folder: Path, n: tuple[float, ...]) -> None:
    name = pick([name for name in window.actions_by_name if name not in NOT_TOUCHED], n[0])
    window.actions_by_name[name].trigger()


def _menu(window: MainWindow, _folder: Path, n: tuple[float, ...]) -> None:
    menu = window.menus[pick(["builtin", "recent", "templates", "theme"], n[0])]
    menu.aboutToShow.emit()
    pick(menu.actions(), n[1]).trigger()


def _undo(window: MainWindow, _folder: Path, n: tuple[float, ...]) -> None:
    window.actions_by_name[pick(["action_undo", "action_redo"], n[0])].trigger()


def _drop(window: MainWindow, folder: Path, n: tuple[float, ...]) -> None:
    data = QMimeData()
    name = pick([*FILES, "missing.gdv", "."], n[0])
    data.setUrls([QUrl("https://example.org") if n[1] < 0.1 else QUrl.fromLocalFile(str(folder / name))])
    place, action = QPointF(n[2] * window.width(), n[3] * window.height()), Qt.DropAction.CopyAction
    QApplication.sendEvent(window, QDragEnterEvent(place.toPoint(), action, data, LEFT, MODIFIERS[0]))
    if n[4] < 0.8:
        QApplication.sendEvent(window, QDropEvent(place, action, data, LEFT, MODIFIERS[0]))


def _resize(window: MainWindow, _folder: Path, n: tuple[float, ...]) -> None:
    window.resize(1024 + int(900 * n[0]), 700 + int(500 * n[1]))


def _leave(window: MainWindow, _folder: Path, n: tuple[float, ...]) -> None:
    QApplication.sendEvent(_target(window, n[0]), QEvent(pick([QEvent.Type.Leave, QEvent.Type.WindowDeactivate], n[1])))


def _choose(window: MainWindow, _folder: Path, n: tuple[float, ...]) -> None:
    part, key = pick(CHOICES, n[0])
    window.panel.part_chosen.emit(part, key)


def _wait(_window: MainWindow, _folder: Path, n: tuple[float, ...]) -> None:
    QTest.qWait(int(20 * n[0]))


CHOICES = [
    *[("models", key) for key in ("linear", "network", "polynomial", "exponential", "power", "sine", "formula")],
    *[("losses", key) for key in ("mean_squared_error", "mean_absolute_error", "huber", "plain_difference")],
    *[("optimizers", key) for key in ("gradient_descent", "adam", "newton", "lbfgs", "levenberg_marquardt", "rprop")],
]
DEEDS: dict[str, Callable[[MainWindow, Path, tuple[float, ...]], None]] = {
    "press": _press, "move": _move, "release": _release, "click": _click, "drag": _drag, "wheel": _wheel,
    "key": _key, "type": _type, "command": _command, "menu": _menu, "undo": _undo, "drop": _drop,
    "resize": _resize, "leave": _leave, "choose": _choose, "wait": _wait,
}  # fmt: skip
WEIGHTS = {
    "press": 4, "move": 12, "release": 6, "click": 12, "drag": 14, "wheel": 6, "key": 14, "type": 3, "command": 12,
    "menu": 2, "undo": 5, "drop": 1, "resize": 1, "leave": 2, "choose": 3, "wait": 3,
}  # fmt: skip
