"""The Tab key walks through a page as the eye does, also where parts of it were made later than others."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def order_tabs(page: QWidget) -> None:
    """Make Tab go through a page in the order of its layouts."""
    for before, after in pairwise(reachable(page)):
        QWidget.setTabOrder(before, after)


def reachable(widget: QWidget) -> Iterator[QWidget]:
    """Return what Tab can reach inside a widget, in the order of its layouts."""
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
    else:
        yield from _inside(widget.layout())


def _inside(layout: QLayout | None) -> Iterator[QWidget]:
    if layout is None:
        return
    for place in range(layout.count()):
        item = layout.itemAt(place)
        widget = None if item is None else item.widget()
        if widget is not None:
            yield from reachable(widget)
        elif item is not None:
            yield from _inside(item.layout())
