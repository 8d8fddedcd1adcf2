"""What the tests of small views share: stores, shown views, and ears for their signals."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from gd_visualizer.core.dataset import Dataset
from gd_visualizer.runtime.courier import InlineCourier
from gd_visualizer.runtime.store import Store
from gd_visualizer.session import edits
from gd_visualizer.session.document import first_document
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.views.theme import load_theme

LEFT, NO_BUTTON = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton


class Ear(QObject):
    """Keeps what signals said."""

    def __init__(self, view: QObject, *names: str) -> None:
        super().__init__(view)
        self.heard: list[tuple[Any, ...]] = []
        for name in names:
            getattr(view, name).connect(self._taker(name))

    def _taker(self, name: str) -> Any:
        def take(*values: Any) -> None:
            self.heard.append((name, *values))

        return take

    def taken(self) -> list[tuple[Any, ...]]:
        heard, self.heard = self.heard, []
        return heard


class PaintCounter(QObject):
    """Counts how often a widget or one of its children is painted."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self.count = 0
        for widget in [view, *view.findChildren(QWidget)]:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


def new_store(key: str = "eight_points") -> Store:
    return Store(first_document(key), InlineCourier())


def store_of(x: list[float], y: list[float], start: tuple[float, float] = (0.0, 0.0)) -> Store:
    document = replace(first_document(), dataset=Dataset.from_arrays(x, y), title="", source="", start=start)
    return Store(document, InlineCourier())


def show(qtbot: Any, view: Any, snapshot: Snapshot, size: tuple[int, int] = (460, 160), scale: float = 1.0) -> Any:
    """Show a view with a snapshot and return it."""
    qtbot.addWidget(view)
    view.restyle(load_theme("light", scale))
    view.resize(*size)
    view.show()
    view.clearFocus()
    view.draw(snapshot)
    QApplication.processEvents()
    return view


def diverged() -> Store:
    """Return a store whose walk ran away, by steps beyond the largest stable rate."""
    store = new_store("eight_points_shifted")
    store.apply(edits.set_learning_rate(0.25))
    store.step(30)
    assert store.snapshot.status == "diverged"
    return store


def tab_to(view: QWidget) -> None:
    """Bring the focus to a view as the Tab key does."""
    view.activateWindow()
    view.clearFocus()
    view.setFocus(Qt.FocusReason.TabFocusReason)


def settle() -> None:
    for _round in range(3):
        QApplication.processEvents()


def mouse(view: QWidget, kind: QEvent.Type, x: float, y: float, held: bool = False) -> None:
    """Send one event of the left button or a move."""
    target = view.viewport() if isinstance(view, QAbstractScrollArea) else view
    place = QPointF(x, y)
    button = NO_BUTTON if kind == QEvent.Type.MouseMove else LEFT
    buttons = LEFT if held else NO_BUTTON
    event = QMouseEvent(
        kind,
        place,
        QPointF(target.mapToGlobal(QPoint(int(x), int(y)))),
        button,
        buttons,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(target, event)


def press(view: QWidget, x: float, y: float) -> None:
    mouse(view, QEvent.Type.MouseMove, x, y)
    mouse(view, QEvent.Type.MouseButtonPress, x, y, held=True)


def drag_on(view: QWidget, x: float, y: float) -> None:
    mouse(view, QEvent.Type.MouseMove, x, y, held=True)


def release(view: QWidget, x: float, y: float) -> None:
    mouse(view, QEvent.Type.MouseButtonRelease, x, y)


def key(view: QWidget, which: Qt.Key, text: str = "") -> QKeyEvent:
    event = QKeyEvent(QEvent.Type.KeyPress, which, Qt.KeyboardModifier.NoModifier, text)
    QApplication.sendEvent(view, event)
    return event


def wants_key(view: QWidget, which: Qt.Key) -> bool:
    """Return True if a view keeps a key from the window's shortcuts."""
    event = QKeyEvent(QEvent.Type.ShortcutOverride, which, Qt.KeyboardModifier.NoModifier)
    event.ignore()
    QApplication.sendEvent(view, event)
    return event.isAccepted()


def wheel(view: QWidget, up: bool) -> QWheelEvent:
    turned = QPoint(0, 120 if up else -120)
    event = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(), turned, NO_BUTTON, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view, event)
    return event


def with_losses(snapshot: Snapshot, losses: list[float], step: int | None = None) -> Snapshot:
    """Return a snapshot with a made-up walk."""
    last = len(losses) - 1
    return replace(
        snapshot, losses=np.array(losses, dtype=float), path=np.zeros((last + 1, 2)), last_step=last,
        step=last if step is None else step, loss=losses[-1], best_step=int(np.argmin(losses)),
    )  # fmt: skip
