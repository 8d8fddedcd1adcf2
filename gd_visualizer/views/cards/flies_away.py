"""Why it flies away: what a too long learning rate does, in numbers and in a picture, and two ways out."""

from __future__ import annotations

import math

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.assets import translate_plural
from gd_visualizer.core.quadratic import Bowl
from gd_visualizer.core.rate_zones import RateZones
from gd_visualizer.session.numbers import counted, exact, shown
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.views.cards.valley_picture import ValleyPicture, places_across
from gd_visualizer.views.giving_way import Push
from gd_visualizer.views.icons import icon
from gd_visualizer.views.theme import Theme

MOST_STEPS = 100_000
# Narrower than this the words and buttons get all the room.
PICTURE_FROM = 540
SPACE = 6


def steps_to_settle(bowl: Bowl, rate: float) -> int | None:
    """Return after about how many steps the distance to the best has shrunk 100-fold, or None where it never does.

    Along each axis of the bowl a step multiplies the distance by 1 − rate·λ; the slower axis decides. Where all
    lines along a valley are equally good (λ = 0), nothing has to shrink along it.
    """
    zones = RateZones.of(bowl)
    steps = math.inf if zones is None else zones.steps_to_settle(rate)
    return max(1, round(steps)) if math.isfinite(steps) else None


class FliesAway(QWidget):
    """Says why, and offers to halve the learning rate or to go back.

    Signals
    -------
    halve_requested(), back_requested()
        The person pressed a button.
    """

    halve_requested = Signal()
    back_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the content of the card."""
        super().__init__(parent)
        self.setObjectName("flies_away")
        self.picture = ValleyPicture(self)
        self.words = QLabel(self)
        self.words.setTextFormat(Qt.TextFormat.RichText)
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        # The words never push the plots above out of the window: where they are many, they scroll.
        self.area = QScrollArea(self)
        self.area.setObjectName("flies_away_words")
        self.area.setAccessibleName(_("Why it flies away"))
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.area.setStyleSheet("QScrollArea, QLabel { background: transparent; }")
        self.area.setWidget(self.words)
        self.area.viewport().setAutoFillBackground(False)
        self.halve = Push(_("Halve the learning rate"), self)
        self.halve.setProperty("primary", True)
        self.halve.setToolTip(_("Sets half the learning rate and goes back to the start. It does not play yet."))
        self.back = Push("", self)
        self.halve.clicked.connect(self.halve_requested)
        self.back.clicked.connect(self.back_requested)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.halve)
        buttons.addWidget(self.back)
        buttons.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(SPACE)
        right.addWidget(self.area, 1)
        right.addLayout(buttons)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(20)
        layout.addWidget(self.picture)
        layout.addLayout(right, 1)
        self._theme: Theme | None = None

    def draw(self, snapshot: Snapshot) -> None:
        """Say why this walk ran away; in any other state nothing changes, for the card is hidden."""
        if snapshot.status != "diverged":
            return
        text = explanation(snapshot)
        if text != self.words.text():
            self.words.setText(text)
            self._arrange()
        lowest = float(snapshot.losses[snapshot.best_step])
        self.back.setText(_("Back to step {k}").format(k=counted(snapshot.best_step)))
        self.back.setToolTip(_("The loss was lowest there: {loss}.").format(loss=shown(lowest)))
        bowl = snapshot.objective.bowl
        if bowl is not None:
            self.picture.show_places(places_across(bowl, snapshot.path[: snapshot.step + 1]))

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self._theme = theme
        self.picture.restyle(theme)
        self.back.setIcon(icon("restart", theme))
        self.back.setIconSize(QSize(theme.px(18), theme.px(18)))
        self._arrange()

    def _arrange(self) -> None:
        """Leave the picture out where it is narrow; where it is low the words too, which the tips tell then."""
        if self._theme is None:
            return
        buttons = self.halve.sizeHint().height()
        has_line = self.height() >= buttons + SPACE + 1.5 * self.fontMetrics().lineSpacing()
        self.area.setVisible(has_line)
        self.setToolTip("" if has_line else self.words.text())
        both = self.halve.sizeHint().width() + self.back.sizeHint().width()
        needed = max(self._theme.px(PICTURE_FROM), self.picture.sizeHint().width() + both + 36)
        self.picture.setVisible(has_line and self.width() >= needed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show what there is room for."""
        super().resizeEvent(event)
        self._arrange()


def explanation(snapshot: Snapshot) -> str:
    """Return why the walk ran away, as HTML."""
    rate, stable = snapshot.document.optimizer.learning_rate, snapshot.largest_stable_rate
    bowl = snapshot.objective.bowl
    now = _("The learning rate is <b>{rate}</b>.").format(rate=exact(rate, 3))
    if bowl is None or stable is None or rate <= stable:
        why = _("Each step jumps across the valley and lands higher up.")
        return _in_lines(now, why)
    why = _("For these points, any rate above <b>{stable}</b> jumps further out with every step.").format(
        stable=exact(stable, 3)
    )
    half = exact(rate / 2.0, 3)
    steps = steps_to_settle(bowl, rate / 2.0)
    if steps is None:
        hope = _("Half of yours is still too long: you may need to halve more than once.")
    elif steps > MOST_STEPS:
        hope = _("Half of yours, <b>{half}</b>, settles, but only after more than {n} steps.").format(
            half=half, n=counted(MOST_STEPS)
        )
    else:
        hope = translate_plural(
            "Half of yours, <b>{half}</b>, settles in about one step.",
            "Half of yours, <b>{half}</b>, settles in about {n} steps.",
            steps,
        ).format(half=half, n=counted(round(steps, 2 - len(str(steps)))))
    return _in_lines(now, why, hope)


def _in_lines(*sentences: str) -> str:
    return " ".join(sentences).replace("<b>", '<span style="font-weight:600">').replace("</b>", "</span>")
