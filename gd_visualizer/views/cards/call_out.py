"""The call-out: one hint on the first screen about what to try. It goes when the person does anything."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPolygon
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.views.safe_item import paint_widget
from gd_visualizer.views.theme import Theme

TAIL = 9


class CallOut(QFrame):
    """A dark box with a tail that points down at a button.

    Signals
    -------
    lessons_asked()
        The person wants to be told the story, chapter by chapter.
    tour_asked()
        The person wants to be shown the window.
    """

    lessons_asked = Signal()
    tour_asked = Signal()

    def __init__(self, anchor: QWidget, parent: QWidget) -> None:
        """Make a call-out over ``parent`` whose tail points at ``anchor``."""
        super().__init__(parent)
        self.setObjectName("call_out_frame")
        self._anchor, self._over = anchor, parent
        self._colour = QColor()
        self._words = QLabel(
            _("This line misses the points. Press Step to move it one step closer, or click the chart to add a point."),
            self,
        )
        self._words.setWordWrap(True)
        close = QToolButton(self)
        close.setText("×")
        close.setAccessibleName(_("Close the hint"))
        close.clicked.connect(self.put_away)
        lessons = QPushButton(_("Start the lessons"), self)
        lessons.setObjectName("call_out_lessons")
        lessons.setAccessibleDescription(_("Be told chapter by chapter what training a neural network means."))
        lessons.setToolTip(lessons.accessibleDescription())
        lessons.clicked.connect(self.lessons_asked)
        tour = QPushButton(_("Take the tour"), self)
        tour.setObjectName("call_out_tour")
        tour.setAccessibleDescription(_("Be shown the parts of the window in two minutes."))
        tour.setToolTip(tour.accessibleDescription())
        tour.clicked.connect(self.tour_asked)
        offers = QHBoxLayout()
        offers.addWidget(lessons)
        offers.addWidget(tour)
        offers.addStretch(1)
        inside = QFrame(self)
        inside.setObjectName("call_out")
        row = QHBoxLayout(inside)
        row.setContentsMargins(14, 8, 8, 8)
        column = QVBoxLayout()
        column.addWidget(self._words)
        column.addLayout(offers)
        row.addLayout(column, 1)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, TAIL)
        layout.addWidget(inside)
        parent.installEventFilter(self)
        anchor.installEventFilter(self)

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self._colour = theme.colour("ink")
        self._words.setMinimumWidth(theme.px(250))
        self.place()

    def place(self) -> None:
        """Stand above the anchor, inside the window."""
        self.adjustSize()
        target = self._anchor.mapTo(self._over, QPoint(self._anchor.width() // 2, -4))
        left = min(max(8, target.x() - self.width() // 2), self._over.width() - self.width() - 8)
        self.move(left, target.y() - self.height())
        self.raise_()
        self.update()

    @Slot()
    def put_away(self) -> None:
        """Go for good."""
        self._over.removeEventFilter(self)
        self._anchor.removeEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the anchor when the window changes its size."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.LayoutRequest) and self.isVisible():
            self.place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tail."""
        paint_widget(self, self._paint)

    def _paint(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour)
        x = self._anchor.mapTo(self._over, QPoint(self._anchor.width() // 2, 0)).x() - self.x()
        base = self.height() - TAIL - 1
        painter.drawPolygon(QPolygon([QPoint(x - TAIL, base), QPoint(x + TAIL, base), QPoint(x, self.height())]))
