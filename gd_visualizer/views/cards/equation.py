"""The equation of the line in large letters; a click on m or b lets the person type another number."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.session.notation import explained
from gd_visualizer.session.numbers import shown
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.views.cards.equation_captions import Caption, captions_below
from gd_visualizer.views.cards.equation_columns import B, Column, M, fitted_columns
from gd_visualizer.views.cards.number_button import NumberButton
from gd_visualizer.views.number_box import NumberBox
from gd_visualizer.views.safe_item import paint_widget
from gd_visualizer.views.theme import TICK, Theme
from gd_visualizer.views.track_slider import PASSING

HEIGHT, BASE, CAPTION_BASE = 62, 30, 52
BOX_WIDTH, DIGITS_TO_TYPE = 92, 6


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
        self._symbols = False
        self._columns: list[Column] = []
        self._captions: list[Caption] = []
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
        if (texts, snapshot.symbols) != (self._texts, self._symbols):
            self._texts, self._symbols = texts, snapshot.symbols
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
        columns = fitted_columns(*self._texts, self.width(), self.theme, self._symbols)
        captions = captions_below(columns, self.width(), self.theme)
        if (columns, captions) != (self._columns, self._captions):
            self._columns, self._captions = columns, captions
            self.update()
        self.m_button.show_column(columns[M], self.theme.px(BASE), self.theme)
        self.b_button.show_column(columns[B], self.theme.px(BASE), self.theme)
        if self._edited is not None:
            self._place_box()

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
        self.update()
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)
        self.box.selectAll()

    def _place_box(self) -> None:
        assert self._edited is not None
        assert self.theme is not None
        width = max(self.theme.px(BOX_WIDTH), self._edited.width() + self.theme.px(16))
        left = self._edited.geometry().center().x() - width // 2
        height = min(self.theme.px(40), self.height())
        self.box.setGeometry(min(max(0, left), self.width() - width), 0, width, height)
        self.box.raise_()

    def stop_typing(self) -> None:
        """Forget what is being typed: there is no line any more that could have it."""
        self.box.restore()
        self._close()

    def _close(self) -> None:
        edited, self._edited = self._edited, None
        if edited is None:
            return
        had_focus = self.box.hasFocus()
        self.box.hide()
        self.update()
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

    def event(self, event: QEvent) -> bool:
        """Say what ŷ and x are where the mouse rests on them."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            x = float(event.pos().x())
            under = [column for column in self._columns if column.left - 4.0 <= x <= column.left + column.width + 4.0]
            QToolTip.showText(event.globalPos(), explained(under[0].text) if under else "", self)
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
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
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in PASSING:
            self.box.take()
            self.box.restore()
            self._close()
        return False

    def sizeHint(self) -> QSize:
        """Return a size in which the largest letters fit."""
        return QSize(320, HEIGHT) if self.theme is None else QSize(self.theme.px(320), self.theme.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Return a width in which the smallest letters fit."""
        return QSize(160, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find places anew."""
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the signs and the captions; the numbers draw themselves."""
        paint_widget(self, self._paint)

    def _paint(self, painter: QPainter) -> None:
        if self.theme is None or not self._columns:
            return
        for index, column in enumerate(self._columns):
            under_box = self._edited is not None and self.box.geometry().intersects(_box_of(column, self.height()))
            if index not in (M, B) and not under_box:
                painter.setPen(self.theme.colour(column.token))
                painter.setFont(column.font)
                painter.drawText(QPointF(column.left, self.theme.px(BASE)), column.text)
        self._paint_captions(painter, self.theme)

    def _paint_captions(self, painter: QPainter, theme: Theme) -> None:
        """Draw the words below."""
        font, slanted = theme.font(TICK), theme.font(TICK, 600, True)
        for caption in self._captions:
            at = QPointF(caption.left, theme.px(CAPTION_BASE))
            painter.setPen(theme.colour(caption.token))
            painter.setFont(slanted)
            painter.drawText(at, caption.letter)
            painter.setFont(font)
            painter.drawText(at + QPointF(caption.letter_width, 0.0), caption.rest)


def _box_of(column: Column, height: int) -> QRect:
    return QRect(round(column.left), 0, max(1, round(column.width)), height)
