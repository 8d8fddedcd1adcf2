"""The tour over the window: one part stands out, with a card of words beside it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from gd_visualizer.assets import translate as _
from gd_visualizer.session.lessons.markup import plain
from gd_visualizer.session.tour import Stop
from gd_visualizer.views.announce import announce
from gd_visualizer.views.cards.card import words
from gd_visualizer.views.lessons.rich_text import as_html
from gd_visualizer.views.safe_item import paint_widget
from gd_visualizer.views.theme import Theme

WIDTH, GAP, EDGE, RADIUS, OUTLINE = 330, 14, 12, 10.0, 3.0
SHADE_LIGHT, SHADE_DARK = 0.45, 0.6
_FOLLOWED = (QEvent.Type.Resize, QEvent.Type.LayoutRequest, QEvent.Type.Show)


class TourOverlay(QWidget):
    """Covers the window while the tour is shown; it changes nothing in it.

    Signals
    -------
    ended()
        The tour is over, or the person ended it.
    """

    ended = Signal()

    def __init__(self, over: QWidget) -> None:
        """Make an overlay that is not shown yet."""
        super().__init__(over)
        self.setObjectName("tour")
        self.hide()
        self._over = over
        self._theme: Theme | None = None
        self._stops: tuple[Stop, ...] = ()
        self._place_of: Callable[[str], QRect] = _nowhere
        self._before: QWidget | None = None
        self.place = 0
        self.card = QFrame(self)
        self.card.setObjectName("tour_card")
        self.title = words("", "title", self.card)
        self.text = QLabel(self.card)
        self.text.setObjectName("tour_text")
        self.text.setTextFormat(Qt.TextFormat.RichText)
        self.text.setWordWrap(True)
        self.count = words("", "note", self.card)
        self.end = self._button("tour_end", _("End"), _("End the tour (Escape)."))
        self.back = self._button("tour_back", _("Back"), _("Go back to the stop before (Left)."))
        self.on = self._button("tour_on", _("Next"), _("Go on to the next stop (Right or Enter)."))
        self.on.setProperty("primary", True)
        self._lay_out()
        self.end.clicked.connect(self.finish)
        self.back.clicked.connect(self._go_back)
        self.on.clicked.connect(self._go_on)

    def _button(self, name: str, text: str, tip: str) -> QPushButton:
        button = QPushButton(text, self.card)
        button.setObjectName(name)
        button.setToolTip(tip)
        button.setAutoDefault(True)
        button.installEventFilter(self)
        return button

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.end)
        buttons.addStretch(1)
        buttons.addWidget(self.back)
        buttons.addWidget(self.on)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.count)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.text)
        column.addLayout(buttons)

    # Walking ------------------------------------------------------------------------------------------------

    def begin(self, stops: tuple[Stop, ...], place_of: Callable[[str], QRect]) -> None:
        """Show the first stop.

        Parameters
        ----------
        stops : tuple of Stop
        place_of : callable
            Where a part is in the window, an empty rectangle where it is not to be seen at present.
        """
        self._stops, self._place_of, self.place = stops, place_of, 0
        self._before = self._over.focusWidget()
        self._over.installEventFilter(self)
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()
        self._show_stop()
        self.on.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def stop(self) -> Stop:
        """Return the stop that is shown."""
        return self._stops[self.place]

    @Slot()
    def finish(self) -> None:
        """Go, and give the focus back to where it was."""
        if self.isHidden():
            return
        self._over.removeEventFilter(self)
        self.hide()
        # What had the focus may be gone: another model has other boxes.
        if self._before is not None and isValid(self._before):
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._before = None
        self.ended.emit()

    @Slot()
    def _go_on(self) -> None:
        if self.place + 1 == len(self._stops):
            self.finish()
        else:
            self.place += 1
            self._show_stop()

    @Slot()
    def _go_back(self) -> None:
        if self.place:
            self.place -= 1
            self._show_stop()

    def _show_stop(self) -> None:
        """Write the words of the stop, and say them."""
        theme, stop = self._theme, self.stop
        if theme is None:
            return
        last = self.place + 1 == len(self._stops)
        self.title.setText(stop.title)
        self.text.setText(as_html(stop.text, theme))
        count = _("{number} of {count}").format(number=self.place + 1, count=len(self._stops))
        self.count.setText(count)
        self.back.setEnabled(self.place > 0)
        self.on.setText(_("Finish") if last else _("Next"))
        said = f"{stop.title}, {count}. {plain(stop.text)}"
        self.setAccessibleName(_("Tour of the window"))
        self.setAccessibleDescription(said)
        self.text.setAccessibleName(plain(stop.text))
        self.on.setAccessibleDescription(said)
        announce(self, said)
        if not self.back.isEnabled() and self.focusWidget() is self.back:
            self.on.setFocus(Qt.FocusReason.OtherFocusReason)
        self._settle()

    # Looks ------------------------------------------------------------------------------------------------

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self._theme = theme
        self.card.setStyleSheet(
            f"QFrame#tour_card {{ background: {theme.css('card')}; border: 1px solid {theme.css('ink')}; "
            f"border-radius: 10px; }} QLabel {{ background: transparent; color: {theme.css('ink')}; }}"
        )
        if self._stops and not self.isHidden():
            self._show_stop()

    def _settle(self) -> None:
        """Put the card beside its part: right of it, left, below, above, or where the window has room."""
        assert self._theme is not None
        self.card.setFixedWidth(min(self._theme.px(WIDTH), self.width() - 2 * EDGE))
        self.card.adjustSize()
        self.card.setFixedHeight(self.card.heightForWidth(self.card.width()))
        size, part = self.card.size(), self.part
        middle = part.center() - QPoint(size.width() // 2, size.height() // 2)
        beside = (
            QPoint(part.right() + GAP, middle.y()), QPoint(part.left() - GAP - size.width(), middle.y()),
            QPoint(middle.x(), part.bottom() + GAP), QPoint(middle.x(), part.top() - GAP - size.height()),
        )  # fmt: skip
        room = self.rect().adjusted(EDGE, EDGE, -EDGE, -EDGE)
        places = [_moved_into(QRect(corner, size), room) for corner in beside]
        free = [place for place in places if not place.intersects(part)]
        middle_of_window = _moved_into(QRect(room.center() - QPoint(size.width() // 2, size.height() // 2), size), room)
        self.card.setGeometry(free[0] if free else middle_of_window)
        self.update()

    @property
    def part(self) -> QRect:
        """Return where the part of this stop is; empty where it is not to be seen."""
        return self._place_of(self.stop.part) if self._stops else QRect()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the shade with its hole."""
        paint_widget(self, self._paint)

    def _paint(self, painter: QPainter) -> None:
        theme = self._theme
        if theme is None:
            return
        shade, hole = QPainterPath(), QPainterPath()
        shade.addRect(QRectF(self.rect()))
        if not self.part.isEmpty():
            hole.addRoundedRect(QRectF(self.part), RADIUS, RADIUS)
        dark = QColor(theme.colour("win" if theme.is_dark else "ink"))
        dark.setAlphaF(SHADE_DARK if theme.is_dark else SHADE_LIGHT)
        painter.fillPath(shade - hole, dark)
        painter.setPen(QPen(theme.colour("line"), OUTLINE))
        painter.drawPath(hole)

    # Qt ---------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Keep single keys from the commands of the window below: here they belong to the tour."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            plain_key = not event.modifiers() & ~(
                Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
            )
            if plain_key:
                event.accept()
                return True
        return super().event(event)

    def _obeys(self, key: int) -> bool:
        """Go on, back, or end; return False for any other key."""
        if key == Qt.Key.Key_Escape:
            self.finish()
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_PageDown):
            self._go_on()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_PageUp):
            self._go_back()
        else:
            return False
        return True

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Keep the focus among the buttons of the card."""
        buttons = [button for button in (self.end, self.back, self.on) if button.isEnabled()]
        now = self.focusWidget()
        place = next((place for place, button in enumerate(buttons) if button is now), 0)
        buttons[(place + (1 if forward else -1)) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Let no click reach the window below."""
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window when its size or its parts change; a button would take the arrow keys for itself."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is not self._over:
            return self._obeys(event.key())
        if watched is self._over and event.type() in _FOLLOWED:
            self.setGeometry(self._over.rect())
            self._settle()
        return False


def _nowhere(_part: str) -> QRect:
    return QRect()


def _moved_into(place: QRect, room: QRect) -> QRect:
    """Return a rectangle moved so far that it lies in the room."""
    moved = QRect(place)
    moved.moveLeft(max(room.left(), min(place.left(), room.right() + 1 - place.width())))
    moved.moveTop(max(room.top(), min(place.top(), room.bottom() + 1 - place.height())))
    return moved
