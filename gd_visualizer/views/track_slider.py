"""A slider painted in the theme: the common ground of the timeline, the learning rate and the speed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QWidget

from gd_visualizer.views.safe_item import paint_widget
from gd_visualizer.views.theme import Theme

TRACK, THUMB_EDGE, RING_GAP = 6.0, 2.5, 3.0
BY_KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
# The focus comes back from a menu or from another window: the ring is as it was.
PASSING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
_KEYS = (
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End,
    Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
)  # fmt: skip


class TrackSlider(QAbstractSlider):
    """A thumb on a track, for whole numbers from 0 up.

    Keys and the wheel work while it has the focus only. To a screen reader it is an ordinary slider.

    Signals
    -------
    chosen(int)
        The person chose a value, by whatever means.
    drag_began(), drag_ended()
        The mouse took hold of it and let go.
    """

    chosen = Signal(int)
    drag_began = Signal()
    drag_ended = Signal()

    def __init__(self, thumb: float, parent: QWidget | None = None) -> None:
        """Make a slider with a thumb of some radius."""
        super().__init__(parent)
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.theme: Theme | None = None
        self._thumb = thumb
        self._ringed = False
        self._hovered = False
        self.dragging = False
        self.valueChanged.connect(self._value_was_changed)

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self.theme = theme
        self.updateGeometry()
        self.update()

    def show_value(self, value: int, maximum: int) -> None:
        """Show a value; nothing is emitted."""
        if (value, maximum) != (self.value(), self.maximum()):
            blocked = self.blockSignals(True)
            self.setRange(0, maximum)
            self.setValue(value)
            self.blockSignals(blocked)
            self.update()

    # For subclasses --------------------------------------------------------------------------------------

    def radius(self) -> float:
        """Return the radius of the thumb."""
        return float(self._thumb if self.theme is None else self.theme.px(self._thumb))

    def track(self) -> QRectF:
        """Return where the centre of the thumb can be, as a flat rectangle as high as the track."""
        room = self.radius() + RING_GAP
        height = TRACK if self.theme is None else float(self.theme.px(TRACK))
        return QRectF(room, 0.5 * (self.height() - height), max(1.0, self.width() - 2.0 * room), height)

    def full_scale(self) -> int:
        """Return the value at the right end of the track."""
        return max(1, self.maximum())

    def place(self, value: float) -> float:
        """Return the pixel column of a value."""
        track = self.track()
        return track.left() + track.width() * value / self.full_scale()

    def value_at(self, x: float) -> int:
        """Return the value that can be chosen nearest to a pixel column."""
        track = self.track()
        value = round((x - track.left()) / track.width() * self.full_scale())
        return min(max(self.minimum(), value), self.maximum())

    def nudge(self, event: QKeyEvent | QWheelEvent, up: bool) -> None:
        """Go one step up or down, by key or wheel."""
        self.setValue(self.value() + (1 if up else -1))

    def paint_track(self, painter: QPainter, theme: Theme) -> None:
        """Draw the track: ink up to the thumb, pale beyond."""
        track, radius = self.track(), self.radius()
        self.paint_bar(painter, track.left() - radius, track.right() + radius, theme, "sel")
        self.paint_bar(painter, track.left() - radius, self.place(self.value()), theme, "ink2")

    def paint_bar(self, painter: QPainter, left: float, right: float, theme: Theme, token: str) -> None:
        """Draw a piece of the track."""
        track = self.track()
        half = 0.5 * track.height()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(token))
        painter.drawRoundedRect(QRectF(left, track.top(), max(0.0, right - left), track.height()), half, half)

    @Slot(int)
    def _value_was_changed(self, value: int) -> None:
        self.update()
        self.chosen.emit(value)

    # Events of Qt ----------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Keep the keys of a slider from the window's shortcuts while the ring is visible.

        After a mere click the arrows go on stepping, so that a presenter's remote always works.
        """
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._ringed
            and event.key() in _KEYS
            and event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        ):
            event.accept()
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the track, the thumb and the ring of the keyboard."""
        paint_widget(self, self._paint)

    def _paint(self, painter: QPainter) -> None:
        if self.theme is None:
            return
        theme, radius = self.theme, self.radius()
        self.paint_track(painter, theme)
        centre = QPointF(self.place(self.value()), self.track().center().y())
        edge = THUMB_EDGE * min(theme.scale, 1.5)
        enabled = self.isEnabled()
        painter.setPen(QPen(theme.colour("ink" if enabled else "field_edge"), edge))
        painter.setBrush(theme.colour("sel" if (self._hovered or self.dragging) and enabled else "card"))
        painter.drawEllipse(centre, radius - 0.5 * edge, radius - 0.5 * edge)
        if self._ringed and self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("ink"), 2.0))
            painter.drawEllipse(centre, radius + RING_GAP - 1.0, radius + RING_GAP - 1.0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Bring the thumb to the mouse."""
        if event.button() != Qt.MouseButton.LeftButton or not self.isEnabled():
            event.ignore()
            return
        event.accept()
        self.dragging = True
        self._ringed = False
        self.drag_began.emit()
        self.setValue(self.value_at(event.position().x()))
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Take the thumb along."""
        event.accept()
        if self.dragging:
            self.setValue(self.value_at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of the thumb."""
        event.accept()
        if self.dragging and event.button() == Qt.MouseButton.LeftButton:
            self.dragging = False
            self.drag_ended.emit()
            self.update()

    def enterEvent(self, event: QEvent) -> None:
        """Darken the thumb."""
        self._hovered = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Lighten the thumb."""
        self._hovered = False
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Go one step up or down, but only while it has the focus."""
        turned = event.angleDelta().y() or event.angleDelta().x()
        if self.hasFocus() and turned:
            self.nudge(event, turned > 0)
            event.accept()
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by the keys of a slider."""
        key = event.key()
        page = max(2, self.full_scale() // 10)
        if key in (Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Down):
            self.nudge(event, key in (Qt.Key.Key_Right, Qt.Key.Key_Up))
        elif key == Qt.Key.Key_Home:
            self.setValue(self.minimum())
        elif key == Qt.Key.Key_End:
            self.setValue(self.maximum())
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.setValue(self.value() + (page if key == Qt.Key.Key_PageUp else -page))
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring when the keyboard comes here."""
        super().focusInEvent(event)
        if event.reason() not in PASSING:
            self._ringed = event.reason() in BY_KEYBOARD
        self.update()
