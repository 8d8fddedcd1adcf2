"""Why it flies away: the picture of a walk whose steps are too long, and two ways out."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.core.quadratic import Bowl
from gd_visualizer.session.numbers import plain, shown, significant
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.views.painted_plot import polyline, soft_pen
from gd_visualizer.views.theme import CAPTION, Theme

LAST_STEPS = 6
SHRINK = 100.0


def steps_to_settle(bowl: Bowl, rate: float) -> int | None:
    """Return after how many steps the distance to the best has shrunk 100-fold, or None where it never does.

    Along each axis of the bowl a step multiplies the distance by 1 − rate·λ.
    """
    factors = [abs(1.0 - rate * value) for value in bowl.eigenvalues if value > 0.0]
    slowest = max(factors)
    if slowest >= 1.0:
        return None
    return 1 if slowest == 0.0 else max(1, math.ceil(math.log(SHRINK) / -math.log(slowest)))


class ValleyPicture(QWidget):
    """The loss cut along its steepest way, with the last steps on it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty picture."""
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._theme: Theme | None = None
        self._places = np.zeros(0)

    def show_steps(self, places: np.ndarray) -> None:
        """Show steps by how far they are from the best along the steepest way."""
        self._places = places
        self.update()

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self._theme = theme
        self.setMinimumWidth(theme.px(200))
        self.update()

    def sizeHint(self) -> QSize:
        """Return a size for the card."""
        return QSize(210, 110)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the valley, the steps and the words below."""
        reach = float(np.abs(self._places).max()) if len(self._places) else 0.0
        if self._theme is None or not 0.0 < reach < math.inf:
            return
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        foot = theme.px(18)
        rect = QRectF(10.0, 8.0, self.width() - 20.0, self.height() - foot - 16.0)
        across = np.linspace(-1.15, 1.15, 80)
        painter.setClipRect(rect.adjusted(-8, -8, 8, 8))

        def place(part: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
            return rect.center().x() + part / 1.15 * rect.width() / 2.0, rect.bottom() - part**2 / 1.3 * rect.height()

        painter.setPen(soft_pen(theme, "loss_fill", 2.5))
        painter.drawPolyline(polyline(*place(across)))
        x, y = place(self._places / reach)
        painter.setPen(QPen(theme.colour("line"), 1.5))
        painter.drawPolyline(polyline(x, y))
        painter.setBrush(theme.colour("line"))
        painter.setPen(QPen(theme.colour("card"), 1.5))
        for number, spot in enumerate(zip(x.tolist(), y.tolist(), strict=True)):
            radius = 5.5 if number == len(x) - 1 else 3.5
            painter.drawEllipse(QPointF(*spot), radius, radius)
        painter.setClipping(False)
        painter.setFont(theme.font(CAPTION - 1))
        painter.setPen(theme.colour("ink2"))
        words = QRectF(0, self.height() - foot, self.width(), foot)
        text = painter.fontMetrics().elidedText(
            _("the valley, cut across its steepest way"), Qt.TextElideMode.ElideRight, self.width()
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, text)
        painter.end()


class FliesAway(QWidget):
    """Says why and offers to halve the learning rate or to go back.

    Signals
    -------
    halve_requested(), back_requested()
        The buttons.
    """

    halve_requested = Signal()
    back_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the card's content."""
        super().__init__(parent)
        self.setObjectName("flies_away")
        self._picture = ValleyPicture(self)
        self._words = QLabel(self)
        self._words.setTextFormat(Qt.TextFormat.RichText)
        self._words.setWordWrap(True)
        self.halve = QPushButton(_("Halve the learning rate"), self)
        self.halve.setProperty("primary", True)
        self.back = QPushButton(self)
        self.halve.clicked.connect(self.halve_requested)
        self.back.clicked.connect(self.back_requested)
        buttons = QHBoxLayout()
        buttons.addWidget(self.halve)
        buttons.addWidget(self.back)
        buttons.addStretch(1)
        right = QVBoxLayout()
        right.addWidget(self._words, 1)
        right.addLayout(buttons)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addWidget(self._picture, 2)
        layout.addLayout(right, 5)

    def draw(self, snapshot: Snapshot) -> None:
        """Say why this walk ran away."""
        bowl = snapshot.objective.bowl
        if snapshot.status != "diverged" or bowl is None:
            return
        rate = snapshot.document.optimizer.learning_rate
        half = rate / 2.0
        text = _(
            "The learning rate is <b>{rate}</b>. For these points, any rate above <b>{stable}</b> jumps further out "
            "with every step."
        )
        settles = steps_to_settle(bowl, half)
        if settles is None:
            text += " " + _("Half of yours, <b>{half}</b>, is still too long: halve it more than once.")
        else:
            text += " " + _("Half of yours, <b>{half}</b>, settles in about {n} steps.")
        stable = significant(bowl.largest_stable_rate)
        self._words.setText(text.format(rate=plain(rate), stable=stable, half=plain(half), n=settles))
        self.back.setText(_("Back to step {k}").format(k=snapshot.best_step))
        self.back.setToolTip(_("The loss was lowest there: {loss}.").format(
            loss=shown(float(snapshot.losses[snapshot.best_step]))))
        direction = np.linalg.eigh(bowl.hessian)[1][:, -1]
        first = max(0, snapshot.step - LAST_STEPS)
        off = snapshot.path[first : snapshot.step + 1] - np.array([bowl.best_slope, bowl.best_height])
        self._picture.show_steps(off @ direction)

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self._picture.restyle(theme)
