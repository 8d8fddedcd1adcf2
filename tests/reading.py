"""Read a window: every text in it, what of it is painted, and whether it has room."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QAction, QFontMetricsF, QPainter, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QProgressBar,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QTextEdit,
    QToolButton,
    QWidget,
)

from gd_visualizer.views.cards.card import Words
from gd_visualizer.views.cards.state_sentence import StateSentence
from gd_visualizer.views.giving_way import Push, Tick
from gd_visualizer.views.quiet_combo import QuietCombo

FEW, AIRLESS = 4, 0.92
ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
SLACK = 1


def plain(text: str) -> str:
    """Return a text without tags and entities."""
    bare = re.sub(r"<(style|head)\b.*?</\1>", " ", text, flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^<>]*>", " ", bare))


def name_of(widget: QWidget) -> str:
    """Return a name by which a widget can be found again."""
    names = []
    at: QWidget | None = widget
    while at is not None:
        if at.objectName() and not at.objectName().startswith("qt_"):
            names.append(at.objectName())
        at = at.parentWidget()
    return f"{type(widget).__name__} in {' < '.join(names[:3])}"


def texts_of(widget: QWidget) -> Iterator[str]:
    """Yield every text that a widget shows or tells a screen reader."""
    yield from (widget.toolTip(), widget.statusTip(), widget.whatsThis())
    yield from (widget.accessibleName(), widget.accessibleDescription())
    if widget.isWindow():
        yield widget.windowTitle()
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    if isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    if isinstance(widget, QComboBox):
        yield widget.placeholderText()
        for row in range(widget.count()):
            yield from (str(widget.itemData(row, role) or "") for role in ROLES)
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        yield from (widget.toPlainText(), widget.placeholderText())
    if isinstance(widget, QProgressBar):
        yield widget.format()
    if isinstance(widget, QTabBar):
        yield from (widget.tabText(place) for place in range(widget.count()))
    if isinstance(widget, QMenu):
        yield widget.title()
    if isinstance(widget, QAbstractItemView) and not isinstance(widget, QHeaderView) and widget.model() is not None:
        yield from _table(widget.model())
    yield from (text for action in widget.actions() for text in _of_action(action))


def _of_action(action: QAction) -> tuple[str, ...]:
    return (action.text().replace("&", ""), action.toolTip(), action.statusTip())


def _table(model: Any) -> Iterator[str]:
    is_table = isinstance(model, QAbstractTableModel | QStandardItemModel)
    rows, columns = min(model.rowCount(), 30), min(model.columnCount(), 12) if is_table else 1
    places = [(Qt.Orientation.Horizontal, column) for column in range(columns)]
    for side, place in [*places, *((Qt.Orientation.Vertical, row) for row in range(rows))]:
        yield from (str(model.headerData(place, side, role) or "") for role in ROLES)
    for row in range(rows):
        for column in range(columns):
            yield from (str(model.data(model.index(row, column), role) or "") for role in ROLES)


def all_texts() -> Iterator[tuple[str, str]]:
    """Yield where and what, for every widget there is, seen or not."""
    for widget in QApplication.allWidgets():
        # The bubble of a tool tip keeps what it said last.
        if not widget.inherits("QTipLabel"):
            yield from ((name_of(widget), plain(text)) for text in texts_of(widget) if text)


class PaintedWords:
    """Listens to what is painted word by word, and whether it has room."""

    def __init__(self) -> None:
        """Listen from now on."""
        self.said: dict[str, None] = {}
        self.cut: dict[str, None] = {}
        draw_text = QPainter.drawText

        def listening(painter: QPainter, *given: Any) -> Any:
            self._hear(painter, given)
            return draw_text(painter, *given)

        QPainter.drawText = listening  # type: ignore[method-assign]

    def _hear(self, painter: QPainter, given: tuple[Any, ...]) -> None:
        text = next(item for item in given if isinstance(item, str))
        # Signs of the icon font, and empty lines, have no words.
        if not any(letter.isalnum() for letter in text):
            return
        self.said[text] = None
        box = given[0]
        metrics = QFontMetricsF(painter.font())
        if isinstance(box, QRect | QRectF):
            flags = given[1] if len(given) > 2 and not isinstance(given[1], str) else Qt.AlignmentFlag.AlignLeft
            how = int(getattr(flags, "value", flags))
            if how & Qt.TextFlag.TextDontClip.value:
                return
            needed = metrics.boundingRect(QRectF(box), how, text).size()
            if needed.width() > box.width() + SLACK or needed.height() > box.height() + 2 * SLACK:
                sides = (needed.width(), needed.height(), box.width(), box.height())
                self.cut["{!r} needs {:.0f} × {:.0f} of {:.0f} × {:.0f}".format(text, *sides)] = None
            return
        at = box if isinstance(box, QPointF | QPoint) else QPointF(given[0], given[1])
        left = painter.transform().map(QPointF(at)).x()
        across = painter.device().width() / max(1.0, painter.device().devicePixelRatioF())
        right = left + metrics.horizontalAdvance(text)
        if left < -SLACK or right > across + SLACK:
            self.cut[f"{text!r} from {left:.0f} to {right:.0f} of {across:.0f}"] = None


def squeezed(window: QWidget) -> Iterator[str]:
    """Yield what of a window does not fit: text larger than its widget, and widgets outside of what holds them."""
    for widget in (window, *window.findChildren(QWidget)):
        # Not what is drawn off the screen: rows of a list that wants scrolling.
        if not widget.isVisible() or widget.window() is not window:
            continue
        reason = _too_small(widget)
        if reason:
            yield f"{name_of(widget)}: {reason}"
        if texts_in_view(widget):
            outside = _outside(widget)
            if outside:
                yield f"{name_of(widget)}: {texts_in_view(widget)!r} sticks out of {outside}"
            yield from (
                f"{name_of(widget)}: {texts_in_view(widget)!r} lies on {texts_in_view(other)!r}"
                for other in _touched(widget)
            )


def texts_in_view(widget: QWidget) -> str:
    """Return what can be read on a widget."""
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, QLabel | QAbstractButton):
        return plain(widget.text())
    return ""


def _too_small(widget: QWidget) -> str:
    text = texts_in_view(widget)
    gives_way = isinstance(widget, Words | QuietCombo | Tick | Push) and not _is_hopeless(widget)
    if not text or gives_way or isinstance(widget, StateSentence) or text.strip() in plain(widget.toolTip()):
        return ""
    if isinstance(widget, QComboBox):
        return _of_list(widget, text)
    if isinstance(widget, QLabel) and widget.wordWrap():
        return _of_lines(widget, text)
    needed = widget.sizeHint()
    if isinstance(widget, QToolButton):
        # The style asks for more air than it needs around what is bold.
        needed.setWidth(round(AIRLESS * needed.width()))
    if needed.width() > widget.width() + SLACK:
        return f"{text!r} needs {needed.width()} of {widget.width()}"
    is_low = needed.height() > widget.height() + 4 * SLACK
    return f"{text!r} needs {needed.height()} of {widget.height()} in height" if is_low else ""


def _of_list(widget: QComboBox, text: str) -> str:
    option = QStyleOptionComboBox()
    widget.initStyleOption(option)
    edit = QStyle.SubControl.SC_ComboBoxEditField
    room = widget.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, edit, widget).width()
    needed = widget.fontMetrics().horizontalAdvance(text)
    return f"{text!r} needs {needed} of {room}" if needed > room + SLACK else ""


def _of_lines(widget: QLabel, text: str) -> str:
    high = widget.heightForWidth(widget.width())
    if high > widget.height() + SLACK:
        return f"{text!r} needs {high} of {widget.height()} in height"
    longest = max(widget.fontMetrics().horizontalAdvance(word) for word in re.split(r"[\s-]", text))
    return f"a word of {text!r} needs {longest} of {widget.width()}" if longest > widget.width() + SLACK else ""


def _is_hopeless(widget: Words | QuietCombo | Tick | Push) -> bool:
    """Return True where a text that may end in "…" has no room for a beginning that says anything."""
    if isinstance(widget, Words) and widget.wordWrap():
        return True
    return widget.is_cut() and widget.width() < FEW * widget.fontMetrics().averageCharWidth()


def _outside(widget: QWidget) -> str:
    """Return what a widget sticks out of; within what can be scrolled, only across."""
    at, box = widget.parentWidget(), QRect(widget.geometry())
    scrolls = False
    while at is not None:
        inside = at.rect()
        if box.left() < inside.left() - SLACK or box.right() > inside.right() + SLACK:
            return f"{name_of(at)} by {max(-box.left(), box.right() - inside.right())} across"
        if not scrolls and (box.top() < -SLACK or box.bottom() > inside.bottom() + SLACK):
            holder = at.parentWidget()
            if isinstance(holder, QAbstractScrollArea):
                scrolls = True
            else:
                return f"{name_of(at)} by {max(-box.top(), box.bottom() - inside.bottom())} down"
        if at.isWindow():
            return ""
        box.translate(at.pos())
        at = at.parentWidget()
    return ""


def _touched(widget: QWidget) -> Iterator[QWidget]:
    parent = widget.parentWidget()
    if parent is None:
        return
    others = parent.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    for other in others[others.index(widget) + 1 :]:
        common = widget.geometry().intersected(other.geometry())
        if other.isVisible() and texts_in_view(other) and common.width() > SLACK and common.height() > SLACK:
            yield other
