"""The equation of the line in large letters; a click on m or b lets the person type another number."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QToolTip, QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.session.numbers import MINUS, shown
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.views.number_box import NumberBox
from gd_visualizer.views.theme import EQUATION, TICK, Theme

HEIGHT, BASE, CAPTION_BASE = 62, 30, 52
SMALLEST = 12
BOX_WIDTH, DIGITS_TO_TYPE = 116, 6
_BY_KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


@dataclass(frozen=True, slots=True)
class Column:
    """One sign or number of the equation.

    Attributes
    ----------
    text, token : str
        What it shows and the colour of what it means.
    left, width : float
        Its place; the text stands at its left.
    font : QFont
    caption : str
        The words below.
    """

    text: str
    token: str
    left: float
    width: float
    font: QFont
    caption: str = ""


class NumberButton(QAbstractButton):
    """A number of the equation as a button without a frame."""

    def __init__(self, letter: str, parent: QWidget) -> None:
        """Make the button of m or of b."""
        super().__init__(parent)
        self.letter = letter
        self.setObjectName(f"equation_{letter}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.theme: Theme | None = None
        self.column: Column | None = None
        self._ringed = False

    def show_column(self, column: Column, top: int, height: int, theme: Theme) -> None:
        """Show a number where the equation wants it."""
        if column != self.column or theme is not self.theme:
            self.column, self.theme = column, theme
            self.update()
        pad = theme.px(5)
        place = QRect(round(column.left) - pad, top, round(column.width) + 2 * pad, height)
        if place != self.geometry():
            self.setGeometry(place)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the number; a bed under the mouse shows that it can be clicked."""
        if self.theme is None or self.column is None:
            return
        theme = self.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1.0, 1.0, -1.0, -1.0)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("sel"))
            painter.drawRoundedRect(box, 5.0, 5.0)
        if self._ringed and self.hasFocus():
            painter.setPen(QPen(theme.colour("ink"), 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 5.0, 5.0)
        painter.setPen(theme.colour(self.column.token))
        painter.setFont(self.column.font)
        base = theme.px(BASE) - self.y()
        painter.drawText(QPointF(self.column.left - self.x(), base), self.column.text)
        painter.end()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the present size: the equation decides."""
        return self.size()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Let Return press the button; Space stays with the window unless Qt sends it here."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Paint anew when the mouse comes or goes."""
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave):
            self.update()
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Show the ring when the keyboard comes here."""
        super().focusInEvent(event)
        self._ringed = event.reason() in _BY_KEYBOARD
        self.update()


class Equation(QWidget):
    """ŷ = m · x + b with the present numbers.

    Signals
    -------
    parameters_typed(float m, float b)
        The person typed a new slope or height.
    """

    parameters_typed = Signal(float, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an equation without numbers yet."""
        super().__init__(parent)
        self.setObjectName("equation")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.theme: Theme | None = None
        self._parameters: tuple[float, float] | None = None
        self._texts: tuple[str, str] = ("", "")
        self._columns: list[Column] = []
        self._edited: NumberButton | None = None
        self.m_button, self.b_button = NumberButton("m", self), NumberButton("b", self)
        self.m_button.setToolTip(_("m, the slope: how much ŷ grows when x grows by 1. Click to type it."))
        self.b_button.setToolTip(_("b, the height of the line at x = 0. Click to type it."))
        self.box = NumberBox("", parent=self)
        self.box.hide()
        self.box.installEventFilter(self)
        self.box.number_typed.connect(self._take)
        self.box.problem_changed.connect(self._show_problem)
        for button in (self.m_button, self.b_button):
            button.clicked.connect(self._edit)

    def draw(self, snapshot: Snapshot) -> None:
        """Show the line of a snapshot."""
        m, b = (float(value) for value in snapshot.parameters[:2])
        self._parameters = (m, b)
        texts = (shown(m), shown(b))
        if texts != self._texts:
            self._texts = texts
            self._lay_out()
        if snapshot.status != "running":
            self._describe()

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self.theme = theme
        self.setFixedHeight(theme.px(HEIGHT))
        self.box.setStyleSheet(f"font-size: {theme.px(18)}px; min-height: {theme.px(30)}px;")
        self._lay_out()

    def text(self) -> str:
        """Return the equation as plain text."""
        return " ".join(column.text for column in self._columns)

    def _describe(self) -> None:
        words = _("Line: slope {m}, height {b}").format(m=self._texts[0], b=self._texts[1])
        if words != self.accessibleName():
            self.setAccessibleName(words)
            self.m_button.setAccessibleName(_("m, slope {m}. Press to type it.").format(m=self._texts[0]))
            self.b_button.setAccessibleName(_("b, height at 0 {b}. Press to type it.").format(b=self._texts[1]))

    # Layout ----------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        """Find the largest letters in which the equation fits, and the place of each sign."""
        if self.theme is None or self._parameters is None:
            return
        for size in range(EQUATION, SMALLEST - 1, -2):
            columns, width = self._columns_at(size)
            if width <= self.width():
                break
        if columns != self._columns:
            self._columns = columns
            self.update()
        height = self.theme.px(BASE + 7)
        self.m_button.show_column(columns[2], 0, height, self.theme)
        self.b_button.show_column(columns[6], 0, height, self.theme)
        if self._edited is not None:
            self._place_box()

    def _columns_at(self, size: int) -> tuple[list[Column], float]:
        """Return the columns in letters of a size, and how wide they are together.

        Digits stay where they are whatever the signs: the sign of b is an operator with a column of its own, and a
        minus of m moves only what stands before it.
        """
        assert self.theme is not None
        theme = self.theme
        strong, letter, sign = theme.font(size, 600), theme.font(size, 500, True), theme.font(size, 400)
        digits, letters, signs = (QFontMetricsF(font) for font in (strong, letter, sign))
        m, b = self._texts
        minus = digits.horizontalAdvance(MINUS)
        m_width = max(digits.horizontalAdvance("0.00"), digits.horizontalAdvance(m.removeprefix(MINUS)))
        b_width = max(digits.horizontalAdvance("0.00"), digits.horizontalAdvance(b.removeprefix(MINUS)))
        gap, m_shift = theme.px(0.4 * size), minus if m.startswith(MINUS) else 0.0
        y_hat, equals = letters.horizontalAdvance("ŷ"), signs.horizontalAdvance("=")
        dot, x, operator = signs.horizontalAdvance("·"), letters.horizontalAdvance("x"), signs.horizontalAdvance("+")
        widths = (y_hat, gap, equals, gap, minus, m_width, 0.6 * gap, dot, 0.6 * gap, x, gap, operator, gap, b_width)
        total = sum(widths)
        digits_left = 0.5 * (self.width() - total) + sum(widths[:5])
        at = digits_left - m_shift
        columns = [
            Column("ŷ", "line", at - 2.0 * gap - equals - y_hat, y_hat, letter, _("guess")),
            Column("=", "ink2", at - gap - equals, equals, sign),
            Column(m, "m", at, m_width + m_shift, strong, _("m = slope")),
        ]
        at = digits_left + m_width + 0.6 * gap
        columns.append(Column("·", "ink2", at, dot, sign))
        at += dot + 0.6 * gap
        columns.append(Column("x", "ink", at, x, letter, _("input")))
        at += x + gap
        columns.append(Column(MINUS if b.startswith(MINUS) else "+", "ink2", at, operator, sign))
        at += operator + gap
        columns.append(Column(b.removeprefix(MINUS), "b", at, b_width, strong, _("b = height at 0")))
        return columns, total

    # Typing ----------------------------------------------------------------------------------------------

    @Slot()
    def _edit(self) -> None:
        """Open the box in the place of a number."""
        sender = self.sender()
        if not isinstance(sender, NumberButton) or self._parameters is None:
            return
        self._edited = sender
        is_slope = sender is self.m_button
        self.box.setAccessibleName(_("m, slope") if is_slope else _("b, height at 0"))
        self.box.set_value(self._parameters[0 if is_slope else 1], DIGITS_TO_TYPE)
        self.box.restore()
        self._place_box()
        self.box.show()
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)
        self.box.selectAll()

    def _place_box(self) -> None:
        assert self._edited is not None and self.theme is not None
        width = max(self.theme.px(BOX_WIDTH), self._edited.width())
        left = self._edited.geometry().center().x() - width // 2
        height = min(self.theme.px(40), self.height())
        self.box.setGeometry(min(max(0, left), self.width() - width), 0, width, height)
        self.box.raise_()

    def _close(self) -> None:
        edited, self._edited = self._edited, None
        if edited is None:
            return
        had_focus = self.box.hasFocus()
        self.box.hide()
        if had_focus:
            edited.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(float)
    def _take(self, number: float) -> None:
        """Hand out both parameters, one of them new."""
        if self._parameters is None or self._edited is None:
            return
        m, b = self._parameters
        if self._edited is self.m_button:
            self.parameters_typed.emit(number, b)
        else:
            self.parameters_typed.emit(m, number)

    @Slot(str)
    def _show_problem(self, problem: str) -> None:
        if problem:
            QToolTip.showText(self.box.mapToGlobal(QPoint(0, self.box.height())), problem, self.box)
        else:
            QToolTip.hideText()

    # Events of Qt ----------------------------------------------------------------------------------------

    def eventFilter(self, watched: object, event: QEvent) -> bool:  # type: ignore[override]  # noqa: N802
        """Close the box on Return, on Escape and when the focus leaves it."""
        if watched is not self.box or self._edited is None:
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self.box.take():
                    self._close()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.box.restore()
                self._close()
                return True
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            passing = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
            if event.reason() not in passing:
                self.box.take()
                self.box.restore()
                self._close()
        return False

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return a size in which the largest letters fit."""
        return QSize(320, HEIGHT) if self.theme is None else QSize(self.theme.px(320), self.theme.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return a width in which the smallest letters fit."""
        return QSize(160, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Find places anew."""
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the signs and the captions; the numbers draw themselves."""
        if self.theme is None or not self._columns:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index, column in enumerate(self._columns):
            if index not in (2, 6):
                painter.setPen(self.theme.colour(column.token))
                painter.setFont(column.font)
                painter.drawText(QPointF(column.left, self.theme.px(BASE)), column.text)
        self._paint_captions(painter, self.theme)
        painter.end()

    def _paint_captions(self, painter: QPainter, theme: Theme) -> None:
        """Draw the words below, each in the middle of its column, and leave out what would touch another."""
        font, slanted = theme.font(TICK), theme.font(TICK, 600, True)
        plain, italic = QFontMetricsF(font), QFontMetricsF(slanted)
        boxes: list[tuple[float, float, Column]] = []
        for column in self._columns:
            if column.caption:
                first = column.caption[0] if column.token in ("m", "b") else ""
                width = italic.horizontalAdvance(first) + plain.horizontalAdvance(column.caption.removeprefix(first))
                left = min(max(0.0, column.left + 0.5 * (column.width - width)), self.width() - width)
                boxes.append((left, left + width, column))
        least = theme.px(6)
        crowded = any(one[1] + least > other[0] for one, other in zip(boxes, boxes[1:], strict=False))
        for left, _right, column in boxes:
            # The x is the one that explains itself.
            if crowded and column.text == "x":
                continue
            first = column.caption[0] if column.token in ("m", "b") else ""
            at = QPointF(left, theme.px(CAPTION_BASE))
            painter.setPen(theme.colour("ink3" if column.text == "x" else column.token))
            painter.setFont(slanted)
            painter.drawText(at, first)
            painter.setFont(font)
            painter.drawText(at + QPointF(italic.horizontalAdvance(first), 0.0), column.caption.removeprefix(first))
