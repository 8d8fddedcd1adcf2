"""What few people need at first: schedule, mini-batches, seed, penalties and walking uphill, below a fold."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.core.registry import registered
from gd_visualizer.core.settings import Setting
from gd_visualizer.session.document import Document
from gd_visualizer.views.cards.card import words
from gd_visualizer.views.giving_way import Tick
from gd_visualizer.views.panels.fold import Fold
from gd_visualizer.views.panels.part_chooser import PartChooser
from gd_visualizer.views.panels.setting_form import GAP, SettingForm
from gd_visualizer.views.panels.setting_row import SettingRow
from gd_visualizer.views.theme import Theme

LARGEST_BATCH, LARGEST_SEED = 10**9, 2**32 - 1


class MoreSection(Fold):
    """The settings of a walk beyond model, loss, optimizer and learning rate.

    Signals
    -------
    batch_size_typed(int)
        How many points each step looks at; 0 is all of them.
    seed_typed(int)
        Another seed for every throw of dice.
    climb_ticked(bool)
        Training shall go up the landscape instead of down.
    """

    batch_size_typed = Signal(int)
    seed_typed = Signal(int)
    climb_ticked = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the section, folded."""
        super().__init__(_("More"), GAP, parent)
        self.schedule = PartChooser(_("Schedule"), registered("schedules"), _("factor = "), self)
        self.schedule.setObjectName("schedules")
        tip = _("How many points each step looks at. With fewer than all, steps are quicker and less sure of the way.")
        size = Setting("batch_size", "integer", _("Points per step"), 0, 0, LARGEST_BATCH, help=tip)
        self.batch_size = SettingRow(size, _("all"), self)
        self.batch_note = words("", "note", self)
        self.batch_note.setWordWrap(True)
        tip = _("Decides every throw of dice. The same seed gives the same walk again.")
        self.seed = SettingRow(Setting("seed", "integer", _("Seed"), 0, 0, LARGEST_SEED, help=tip), parent=self)
        self.penalty = SettingForm(self)
        self.penalty.setObjectName("penalty")
        self.climb = Tick(_("Climb instead of descend"), self)
        self.climb.setObjectName("climb")
        self.climb.setToolTip(_("Steps go uphill, towards the largest loss."))
        self.column.setContentsMargins(0, 4, 0, 0)
        for thing in (self.schedule, self.batch_size, self.batch_note, self.seed, self.penalty, self.climb):
            self.column.addWidget(thing)
        # The rows below do not belong to the schedule.
        self.column.insertSpacing(1, 8)
        self.batch_size.value_entered.connect(self._type_batch_size)
        self.seed.value_entered.connect(self._type_seed)
        self.climb.clicked.connect(self._tick)

    def draw(self, document: Document) -> None:
        """Show the settings of a document."""
        self.schedule.draw(document.schedule)
        self.batch_size.draw(document.batch_size)
        self.seed.draw(document.seed)
        self.penalty.show_settings(document.penalty)
        self.climb.setChecked(document.climb)
        count = len(document.dataset)
        text = _("Every step looks at all the points.")
        if document.plan.uses_batches(count):
            text = _("Every step looks at {size} of the {count} points, drawn at random.")
            text = text.format(size=document.batch_size, count=count)
        if text != self.batch_note.text():
            self.batch_note.setText(text)
        is_other = self.schedule.box.currentIndex() > 0
        rows = sum(row.is_changed() for row in (self.batch_size, self.seed))
        self.show_changed(is_other + rows + self.schedule.form.changed() + self.penalty.changed() + document.climb)

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        super().restyle(theme)
        for part in (self.schedule, self.batch_size, self.seed, self.penalty):
            part.restyle(theme)

    @Slot(object)
    def _type_batch_size(self, size: int) -> None:
        self.batch_size_typed.emit(size)

    @Slot(object)
    def _type_seed(self, seed: int) -> None:
        self.seed_typed.emit(seed)

    @Slot(bool)
    def _tick(self, ticked: bool) -> None:
        self.climb_ticked.emit(ticked)
