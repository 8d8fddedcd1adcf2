"""The flight: the misses' areas leave the plot and stack up in the bar of the total."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEasingCurve, QRectF, QVariantAnimation, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen, Qt
from PySide6.QtWidgets import QWidget

from gd_visualizer.views.canvas.total_bar import TotalBar
from gd_visualizer.views.safe_item import paint_widget
from gd_visualizer.views.theme import Theme

MILLISECONDS, APART = 700, 40
# More pieces start no later than so many.
WAITING = 20


class Flight(QWidget):
    """A pane of glass over points and bar, on which the areas move; it lets the mouse through."""

    def __init__(self, bar: TotalBar, parent: QWidget) -> None:
        """Make a hidden pane over a widget that holds both."""
        super().__init__(parent)
        self.setObjectName("flight")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self._bar, self._ground = bar, parent
        self._theme: Theme | None = None
        self._ways: list[tuple[QRectF, QRectF]] = []
        self._time = 0.0
        self._curve = QEasingCurve(QEasingCurve.Type.InOutCubic)
        self._animation = QVariantAnimation(self)
        self._animation.valueChanged.connect(self._move)
        self._animation.finished.connect(self.land)
        self.hide()

    def restyle(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme

    def start(self, begin: Sequence[QRectF], end: Sequence[QRectF]) -> None:
        """Let areas fly, given in pixels of the widget that this one covers."""
        self.land()
        if self._theme is None or self._theme.reduced_motion or not begin or len(begin) != len(end):
            return
        self._ways = list(zip(begin, end, strict=True))
        self.setGeometry(self._ground.rect())
        self._bar.fill_to(0.0)
        whole = MILLISECONDS + APART * min(WAITING, len(begin) - 1)
        self._animation.setDuration(whole)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(float(whole))
        self.show()
        self.raise_()
        self._animation.start()

    @Slot()
    def land(self) -> None:
        """End the flight: the bar is whole."""
        self._animation.stop()
        self._ways = []
        self.hide()
        self._bar.fill_to(1.0)

    @Slot(object)
    def _move(self, time: float) -> None:
        self._time = float(time)
        self.update()

    def places(self) -> list[QRectF]:
        """Return where each area is now."""
        wait = APART * min(WAITING, len(self._ways) - 1) / max(1, len(self._ways) - 1)
        found = []
        for number, (begin, end) in enumerate(self._ways):
            share = min(1.0, max(0.0, (self._time - number * wait) / MILLISECONDS))
            share = self._curve.valueForProgress(share)
            corners = [
                start + share * (goal - start)
                for start, goal in zip(begin.getRect(), end.getRect(), strict=True)  # type: ignore[call-overload]
            ]
            found.append(QRectF(*corners))
        return found

    # Qt ---------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint every area where it is."""
        paint_widget(self, self._paint)

    def _paint(self, painter: QPainter) -> None:
        theme = self._theme
        if theme is None:
            return
        painter.setPen(QPen(theme.colour("loss_fill"), 1.0))
        painter.setBrush(theme.colour("loss_fill", 0.3))
        for place in self.places():
            painter.drawRect(place)
