"""The panel of the backward view: which point, what happens here, and the buttons of the tour."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gd_visualizer.assets import translate as _
from gd_visualizer.session.backward_tour import Stage
from gd_visualizer.session.numbers import counted
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.views.backward.point_strip import PointStrip
from gd_visualizer.views.cards.card import words
from gd_visualizer.views.giving_way import Push
from gd_visualizer.views.icons import icon
from gd_visualizer.views.safe_item import paint_widget
from gd_visualizer.views.segments import Segments
from gd_visualizer.views.step_box import WholeBox
from gd_visualizer.views.theme import Theme

BUTTON = 40
# Of a button of the tour, what its words do not take; and how many lines of text want to be high enough for all.
BESIDE_WORDS, FLAT_SHARE, LINES_WANTED, LINES_FOR_STRIP = 30, 0.6, 22, 15


class Progress(QWidget):
    """Short bars, one for each part; those that are done are filled."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make no bars."""
        super().__init__(parent)
        self._theme: Theme | None = None
        self._done, self._count = 0, 0
        self.setFixedHeight(8)

    def show_share(self, done: int, count: int) -> None:
        """Show how many of all are done."""
        if (done, count) != (self._done, self._count):
            self._done, self._count = done, count
            self.update()

    def restyle(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bars."""
        paint_widget(self, self._paint)

    def _paint(self, painter: QPainter) -> None:
        if self._theme is None or not self._count:
            return
        gap = 8.0 if self._count <= 8 else 2.0
        wide = (self.width() - gap * (self._count - 1)) / self._count
        painter.setPen(Qt.PenStyle.NoPen)
        for place in range(self._count):
            painter.setBrush(self._theme.colour("ink" if place < self._done else "sel"))
            painter.drawRoundedRect(round(place * (wide + gap)), 1, max(1, round(wide)), 6, 3.0, 3.0)


class TourPanel(QFrame):
    """One point or all, which one, and the way through the parts.

    Signals
    -------
    row_chosen(object row)
        The person chose a point, or None for the mean of all.
    walk_asked(str where)
        "on", "back" or "play".
    """

    row_chosen = Signal(object)
    walk_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the panel."""
        super().__init__(parent)
        self.setObjectName("backward_panel")
        self.setAccessibleName(_("Which point, and part by part"))
        self._row: int | None = 0
        self._last_row = 0
        self._is_flat = False
        self.scope = Segments(_("One point or all"), (_("One point"), _("Mean of all")))
        self.strip = PointStrip(self)
        self.question = words(_("Which point?"), "heading")
        self.box = WholeBox(_("Number of the point"), 1.0, 1.0)
        self.box.setObjectName("backward_point_number")
        self.hint = words(_("Click another point, or press 1 to 8."), "note")
        self.hint.setWordWrap(True)
        self.heading = words(_("How to read it"), "heading")
        self.story = QLabel(self)
        self.story.setObjectName("backward_story")
        self.story.setTextFormat(Qt.TextFormat.RichText)
        self.story.setWordWrap(True)
        self.story.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.story.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.stage = words("", "heading")
        self.progress = Progress(self)
        self.back = self._button("backward_part_back", _("Part back"), _("Go back by one part (Left in the graph)."))
        self.on = self._button("backward_part_on", _("Part on"), _("Go on by one part (Right in the graph)."))
        self.play = self._button("backward_play", _("Replay"), _("Go through all parts, forward and back."))
        self.scope.chosen.connect(self._choose_scope)
        self.strip.point_chosen.connect(self.row_chosen)
        self.box.number_typed.connect(self._type)
        self.back.clicked.connect(self._ask_back)
        self.on.clicked.connect(self._ask_on)
        self.play.clicked.connect(self._ask_play)
        self._lay_out()

    def _button(self, name: str, text: str, tip: str) -> Push:
        button = Push(text, self)
        button.setObjectName(name)
        button.setToolTip(tip)
        button.setAccessibleName(text)
        button.setAccessibleDescription(tip)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return button

    def _lay_out(self) -> None:
        asked = QHBoxLayout()
        asked.addWidget(self.question, 1)
        asked.addWidget(self.box)
        which = QVBoxLayout()
        which.setSpacing(8)
        which.addWidget(self.scope)
        which.addLayout(asked)
        self._buttons = QGridLayout()
        self._buttons.setSpacing(8)
        self._buttons.addWidget(self.back, 0, 0)
        self._buttons.addWidget(self.on, 0, 1)
        self._buttons.addWidget(self.play, 1, 0, 1, 2)
        self.story_area = QScrollArea(self)
        self.story_area.setObjectName("backward_story_area")
        self.story_area.setFrameShape(QFrame.Shape.NoFrame)
        self.story_area.setWidgetResizable(True)
        self.story_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.story_area.setAccessibleName(_("What happens here"))
        self.story_area.setWidget(self.story)
        way = QVBoxLayout()
        way.setSpacing(8)
        way.addWidget(self.stage)
        way.addWidget(self.progress)
        way.addLayout(self._buttons)
        self._everything = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._everything.setContentsMargins(15, 16, 16, 16)
        self._everything.setSpacing(8)
        self._everything.addLayout(which)
        self._everything.addWidget(self.strip, 3)
        self._everything.addWidget(self.hint)
        self._everything.addWidget(self.heading)
        self._everything.addWidget(self.story_area, 2)
        self._everything.addLayout(way)

    def lie_flat(self, flat: bool) -> None:
        """Lie below the drawing as one row, or stand beside it; in a row only what is pressed has room."""
        if flat == self._is_flat:
            return
        self._is_flat = flat
        side, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._everything.setDirection(across if flat else side)
        self._everything.setSpacing(24 if flat else 8)
        self.story_area.setVisible(not flat)
        self._arrange()

    def draw(self, snapshot: Snapshot, row: int | None) -> None:
        """Show which point is chosen of a snapshot."""
        count = len(snapshot.document.dataset)
        self._row = row
        if row is not None:
            self._last_row = row
        self.scope.show_place(1 if row is None else 0)
        mean = _("Mean of {count}").format(count=counted(count))
        self.scope.set_label(1, mean if count else _("Mean of all"))
        self.strip.show_points(snapshot, row)
        self.box.maximum = float(max(1, count))
        if row is not None and not self.box.hasFocus():
            self.box.set_value(float(row + 1))
        for widget in (self.box, self.scope):
            widget.setEnabled(count > 0)
        self.hint.setText(
            _("Click another point, or press 1 to 8.")
            if count > 1
            else _("Add points in the Line view to choose another.")
        )

    def show_stage(self, stage: Stage, heading: str, story: str, playing: bool, at_end: bool) -> None:
        """Show at which part the tour is and what happens there; the story is HTML."""
        forward = _("Forward, part {number} of {count}")
        backward = _("Backward, part {number} of {count}")
        patterns = {"ready": _("Before the first part"), "forward": forward, "backward": backward}
        some = self.strip.count > 0
        self.stage.setVisible(some)
        self.progress.setVisible(some)
        self.play.setEnabled(some)
        self.stage.setText(patterns[stage.direction].format(number=stage.number, count=stage.count))
        self.progress.show_share(stage.number, stage.count)
        self.heading.setText(heading)
        if story != self.story.text():
            self.story.setText(story)
        self.back.setEnabled(some and stage.direction != "ready")
        self.on.setEnabled(some and not at_end)
        text = _("Pause") if playing else _("Replay") if at_end else _("Play through")
        if text != self.play.accessibleName():
            self.play.setAccessibleName(text)
            self._arrange()

    def _arrange(self) -> None:
        """Show words on the buttons where there is room for them, else three pictures in a row; the story stays."""
        names = {button: button.accessibleName() for button in (self.back, self.on, self.play)}
        across = (self.back, self.on, self.play) if self._is_flat else (self.back, self.on)
        wide = sum(self.fontMetrics().horizontalAdvance(names[button]) for button in across)
        # Lying flat, a part of the width belongs to the question which point it is.
        share = FLAT_SHARE if self._is_flat else 1.0
        room = share * self.width() - len(across) * (self.fontMetrics().height() + BESIDE_WORDS)
        is_low = not self._is_flat and self.height() < self.fontMetrics().height() * LINES_WANTED
        is_small = wide > room or is_low
        edge = 8 if self._is_flat or is_low else 16
        self._everything.setContentsMargins(15, edge, 16, edge)
        for button, name in names.items():
            button.setText("" if is_small else name)
        self.hint.setVisible(not (is_small or self._is_flat) and self.height() > 620)
        is_tiny = self._is_flat or self.height() < self.fontMetrics().height() * LINES_FOR_STRIP
        self.strip.setVisible(not is_tiny)
        self.heading.setVisible(not is_tiny)
        self.stage.setMinimumWidth(0)
        self._buttons.addWidget(self.play, *((0, 2) if is_small or self._is_flat else (1, 0, 1, 2)))

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self.setStyleSheet(
            f"QFrame#backward_panel {{ background: {theme.css('panel')}; border: 0; "
            f"border-left: 1px solid {theme.css('border')}; }}"
            f"QScrollArea, QLabel#backward_story {{ background: transparent; color: {theme.css('ink')}; }}"
        )
        self.story_area.viewport().setAutoFillBackground(False)
        self.scope.restyle(theme)
        self.strip.restyle(theme)
        self.progress.restyle(theme)
        self.box.setFixedWidth(theme.px(72))
        size = QSize(theme.px(16), theme.px(16))
        for button, name in ((self.back, "step_back"), (self.on, "step"), (self.play, "restart")):
            button.setIcon(icon(name, theme))
            button.setIconSize(size)
            button.setStyleSheet(f"min-height: {theme.px(BUTTON)}px; padding: 0 6px;")
        self._arrange()

    @Slot(int)
    def _choose_scope(self, place: int) -> None:
        self.row_chosen.emit(None if place == 1 else self._last_row)

    @Slot(float)
    def _type(self, number: float) -> None:
        self.row_chosen.emit(int(number) - 1)

    @Slot()
    def _ask_back(self) -> None:
        self.walk_asked.emit("back")

    @Slot()
    def _ask_on(self) -> None:
        self.walk_asked.emit("on")

    @Slot()
    def _ask_play(self) -> None:
        self.walk_asked.emit("play")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange for the new height."""
        super().resizeEvent(event)
        self._arrange()
