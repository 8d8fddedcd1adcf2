"""The side panel: which data, model, loss and optimizer, the learning rate, and what else there is to choose."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gd_visualizer.assets import translate as _
from gd_visualizer.core.registry import registered
from gd_visualizer.session.document import Document
from gd_visualizer.session.files.datasets import builtin_datasets
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.views.cards.card import words
from gd_visualizer.views.giving_way import Push, Tick
from gd_visualizer.views.icons import icon
from gd_visualizer.views.panels.earlier_list import EarlierList
from gd_visualizer.views.panels.map_axes import MapAxes
from gd_visualizer.views.panels.more_section import MoreSection
from gd_visualizer.views.panels.part_chooser import PartChooser
from gd_visualizer.views.panels.rate_control import RateControl
from gd_visualizer.views.quiet_combo import QuietCombo
from gd_visualizer.views.tab_order import order_tabs
from gd_visualizer.views.theme import Theme

WIDTH, STRIP = 304, 48
MARGIN, SCROLL_BAR = 16, 10
# The folder of the registry -> what one of it is called in a document.
PARTS = {"models": "model", "losses": "loss", "optimizers": "optimizer", "schedules": "schedule"}


class SidePanel(QFrame):
    """Settings beside the plots; in a small window a strip with a button that opens it over the plots.

    Signals
    -------
    dataset_chosen(str)
        The key of a built-in data set.
    part_chosen(str, str)
        "models", "losses", "optimizers" or "schedules", and the key of another entry.
    setting_changed(str, str, object)
        "model", "loss", "optimizer", "schedule" or "penalty", then key and new value of a setting.
    batch_size_typed(int), seed_typed(int), climb_ticked(bool)
        See ``MoreSection``.
    random_start_asked()
        The walk shall begin at another random place.
    exact_asked()
        The exact answer shall be shown.
    map_axes_chosen(str, str, str)
        See ``MapAxes``.
    option_ticked(str, bool)
        Something shall be shown or not.
    """

    dataset_chosen = Signal(str)
    part_chosen = Signal(str, str)
    setting_changed = Signal(str, str, object)
    batch_size_typed = Signal(int)
    seed_typed = Signal(int)
    climb_ticked = Signal(bool)
    random_start_asked = Signal()
    exact_asked = Signal()
    map_axes_chosen = Signal(str, str, str)
    option_ticked = Signal(str, bool)

    def __init__(self, options: tuple[tuple[str, str, str], ...], parent: QWidget | None = None) -> None:
        """Make the panel.

        Parameters
        ----------
        options : tuple of (key, words, tip)
            What can be shown or hidden in the plots.
        """
        super().__init__(parent)
        self.setObjectName("side_panel")
        self._drawn: Document | None = None
        self._symbols = False
        self._look_for = {item.key: item.look_for for item in builtin_datasets()}
        self.data = QuietCombo(_("Data"), self)
        self.data.setObjectName("dataset_box")
        self.data.fill((item.key, item.name, "") for item in builtin_datasets())
        self.data.activated.connect(self._choose)
        self.look_for = words("", "note", self)
        self.look_for.setWordWrap(True)
        self.more = MoreSection(self)
        self.choosers = {
            "models": PartChooser(_("Model"), registered("models"), "ŷ = ", self),
            "losses": PartChooser(_("Loss"), registered("losses"), parent=self),
            "optimizers": PartChooser(_("Optimizer"), registered("optimizers"), parent=self),
            "schedules": self.more.schedule,
        }
        self.rate = RateControl(self)
        self.random_start = Push(_("New random start"), self)
        self.random_start.setObjectName("random_start")
        self.random_start.setToolTip(_("Begin the walk at another place, drawn by lot."))
        self.exact = Push(_("Show the exact answer"), self)
        self.exact.setObjectName("exact_button")
        self.exact.setToolTip(_("Show the best parameters that a formula finds, or why there is no formula. (E)"))
        self.axes = MapAxes(self)
        self.earlier = EarlierList(self)
        self.options: dict[str, Tick] = {}
        self._page = self._make_page(options)
        self._area = QScrollArea(self)
        self._area.setWidget(self._page)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.verticalScrollBar().rangeChanged.connect(self._make_room)
        self.opener = QToolButton(self)
        self.opener.setObjectName("panel_opener")
        self.opener.setCheckable(True)
        self.opener.setToolTip(_("Settings"))
        self.opener.setAccessibleName(_("Settings"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.opener, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._area, 1)
        self._connect()

    def draw(self, snapshot: Snapshot) -> None:
        """Show the settings of a snapshot."""
        self.rate.draw(snapshot)
        self.earlier.draw(snapshot)
        document, axes = snapshot.document, snapshot.axes
        shown = (axes.across, axes.up) if axes.kind == "parameters" else ("", "")
        self.axes.draw(document.model.parameter_names, axes.kind, *shown)
        if document is self._drawn and snapshot.symbols == self._symbols:
            return
        self._drawn, self._symbols = document, snapshot.symbols
        self.data.show_key(document.source)
        self.data.setPlaceholderText(document.title or _("Your points"))
        hint = _("Click the chart to add a point, drag to move it.")
        text = _(self._look_for.get(document.source, "")) or hint
        if text != self.look_for.text():
            self.look_for.setText(text)
        for part in ("models", "losses", "optimizers"):
            self.choosers[part].draw(getattr(document, PARTS[part]), snapshot.symbols)
        self.more.draw(document)
        known = snapshot.objective.best_parameters is not None
        self.exact.setText(_("Show the exact answer") if known else _("Why is there no exact answer?"))
        self.random_start.setVisible(len(document.model.parameter_names) > 2)

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self.opener.setIcon(icon("panel", theme))
        self.opener.setIconSize(QSize(theme.px(20), theme.px(20)))
        self.random_start.setIcon(icon("dice", theme))
        self.random_start.setIconSize(QSize(theme.px(18), theme.px(18)))
        self.rate.restyle(theme)
        self.earlier.restyle(theme)
        self.more.restyle(theme)
        for chooser in self.choosers.values():
            chooser.restyle(theme)

    def use_strip(self, as_strip: bool) -> None:
        """Show only the opener (True) or the whole panel beside the plots (False)."""
        self.opener.setVisible(as_strip)
        self._area.setVisible(not as_strip or self.opener.isChecked())

    # Building --------------------------------------------------------------------------------------------

    def _make_page(self, options: tuple[tuple[str, str, str], ...]) -> QWidget:
        page = QWidget(self)
        page.setObjectName("panel_page")
        self._column = column = QVBoxLayout(page)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, 8)
        column.setSpacing(6)
        column.addWidget(words(_("Data"), "heading"))
        column.addWidget(self.data)
        column.addWidget(self.look_for)
        for part in ("models", "losses", "optimizers"):
            column.addSpacing(8)
            column.addWidget(self.choosers[part])
        column.addSpacing(8)
        for thing in (self.rate, self.exact, self.more, self.random_start, self.axes):
            column.addWidget(thing)
        column.addSpacing(8)
        column.addWidget(words(_("Show"), "heading"))
        ticks = QGridLayout()
        ticks.setSpacing(0)
        for key, label, tip in options:
            box = Tick(label, page)
            box.setObjectName(f"show_{key}")
            box.setToolTip(tip)
            box.setChecked(True)
            box.clicked.connect(self._tick)
            self.options[key] = box
            ticks.addWidget(box, *divmod(len(self.options) - 1, 2))
        column.addLayout(ticks)
        column.addWidget(self.earlier)
        column.addStretch(1)
        return page

    def _connect(self) -> None:
        for part, chooser in self.choosers.items():
            chooser.setObjectName(part)
            chooser.box.setObjectName(f"{PARTS[part]}_box")
            chooser.chosen.connect(self._choose_part)
            chooser.setting_changed.connect(self._change_setting)
            chooser.form.rebuilt.connect(self._order_tabs)
        self.more.penalty.rebuilt.connect(self._order_tabs)
        self.earlier.rebuilt.connect(self._order_tabs)
        self.more.penalty.setting_changed.connect(self._change_setting)
        for signal in (self.more.batch_size_typed, self.more.seed_typed, self.more.climb_ticked):
            signal.connect(self._forget)
        self.more.batch_size_typed.connect(self.batch_size_typed)
        self.more.seed_typed.connect(self.seed_typed)
        self.more.climb_ticked.connect(self.climb_ticked)
        self.random_start.clicked.connect(self._ask_random_start)
        self.exact.clicked.connect(self._ask_exact)
        self.axes.axes_chosen.connect(self.map_axes_chosen)

    @Slot()
    def _order_tabs(self) -> None:
        order_tabs(self._page)

    @Slot()
    def _make_room(self) -> None:
        """Let the scroll bar stand in the margin, so that nothing moves when it comes or goes."""
        bar = self._area.verticalScrollBar()
        right = MARGIN - SCROLL_BAR if bar.maximum() > bar.minimum() else MARGIN
        margins = self._column.contentsMargins()
        if margins.right() != right:
            margins.setRight(right)
            self._column.setContentsMargins(margins)

    # What a person does ----------------------------------------------------------------------------------

    @Slot(int)
    def _choose(self, row: int) -> None:
        self._forget()
        self.dataset_chosen.emit(self.data.itemData(row))

    @Slot()
    def _forget(self) -> None:
        """Draw again even the same document: where a choice is not taken, that brings the old one back."""
        self._drawn = None

    @Slot(str)
    def _choose_part(self, key: str) -> None:
        self._forget()
        self.part_chosen.emit(self.sender().objectName(), key)

    @Slot(str, object)
    def _change_setting(self, key: str, value: object) -> None:
        self._forget()
        sender = self.sender().objectName()
        self.setting_changed.emit(PARTS.get(sender, sender), key, value)

    @Slot()
    def _ask_random_start(self) -> None:
        self.random_start_asked.emit()

    @Slot()
    def _ask_exact(self) -> None:
        self.exact_asked.emit()

    @Slot(bool)
    def _tick(self, ticked: bool) -> None:
        self.option_ticked.emit(self.sender().objectName().removeprefix("show_"), ticked)
