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
    """Return what Tab can reach inside a layout.

    Never by ``itemAt``: Python would keep the item it hands out, and once Qt has deleted that, whatever comes to lie at
    the same place in memory is taken for it.
    """
    owner = None if layout is None else layout.parentWidget()
    if layout is None or owner is None:
        return
    widgets = owner.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    parts: list[tuple[int, QWidget | QLayout]] = [(layout.indexOf(widget), widget) for widget in widgets]
    parts += [(layout.indexOf(child), child) for child in layout.children() if isinstance(child, QLayout)]
    for place, part in sorted(parts, key=lambda numbered: numbered[0]):
        if place < 0:
            continue
        yield from reachable(part) if isinstance(part, QWidget) else _inside(part)
