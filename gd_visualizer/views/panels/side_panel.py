"""The side panel: which data, which model, loss and optimizer, and the learning rate."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gd_visualizer.assets import translate as _
from gd_visualizer.session.files.datasets import builtin_datasets
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.views.cards.card import words
from gd_visualizer.views.icons import icon
from gd_visualizer.views.panels.rate_control import RateControl
from gd_visualizer.views.theme import Theme

WIDTH, STRIP = 304, 48


class SidePanel(QFrame):
    """Settings beside the plots; in a small window a strip with a button that opens it over the plots.

    Signals
    -------
    dataset_chosen(str)
        The key of a built-in data set.
    option_ticked(str, bool)
        Something shall be shown or not.
    """

    dataset_chosen = Signal(str)
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
        self._drawn: tuple[object, ...] = ()
        self._look_for = {item.key: item.look_for for item in builtin_datasets()}
        self.data = QComboBox(self)
        self.data.setObjectName("dataset_box")
        self.data.setAccessibleName(_("Data"))
        for item in builtin_datasets():
            self.data.addItem(item.name, item.key)
        self.data.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.data.activated.connect(self._choose)
        self.look_for = self._caption()
        self.model, self.loss, self.optimizer = self._caption("fact"), self._caption("fact"), self._caption("fact")
        self.rate = RateControl(self)
        self.options: dict[str, QCheckBox] = {}
        page = self._page(options)
        self._area = QScrollArea(self)
        self._area.setWidget(page)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
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

    def draw(self, snapshot: Snapshot) -> None:
        """Show the settings of a snapshot."""
        self.rate.draw(snapshot)
        document = snapshot.document
        seen = (document.source, document.title, document.model, document.loss, type(document.optimizer))
        if seen == self._drawn:
            return
        self._drawn = seen
        place = self.data.findData(document.source) if document.source else -1
        self.data.setCurrentIndex(place)
        self.data.setPlaceholderText(document.title or _("Your points"))
        hint = _("Click the chart to add a point, drag to move it.")
        self.look_for.setText(_(self._look_for.get(document.source, "")) or hint)
        self.model.setText(f"{_(document.model.label)}: ŷ = {document.model.formula}")
        self.model.setToolTip(_(document.model.help))
        self.loss.setText(f"{_(document.loss.label)}: {document.loss.formula}")
        self.loss.setToolTip(_(document.loss.help))
        self.optimizer.setText(f"{_(document.optimizer.label)}: {document.optimizer.formula}")
        self.optimizer.setToolTip(_(document.optimizer.help))

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self.opener.setIcon(icon("panel", theme))
        self.opener.setIconSize(QSize(theme.px(20), theme.px(20)))
        self.rate.restyle(theme)

    def use_strip(self, as_strip: bool) -> None:
        """Show only the opener (True) or the whole panel beside the plots (False)."""
        self.opener.setVisible(as_strip)
        self._area.setVisible(not as_strip or self.opener.isChecked())

    def _page(self, options: tuple[tuple[str, str, str], ...]) -> QWidget:
        page = QWidget(self)
        page.setObjectName("panel_page")
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 18, 16, 16)
        column.setSpacing(8)
        for title, things in (
            (_("Data"), (self.data, self.look_for)),
            (_("Model"), (self.model,)),
            (_("Loss"), (self.loss,)),
            (_("Optimizer"), (self.optimizer,)),
        ):
            column.addWidget(words(title, "heading"))
            for thing in things:
                column.addWidget(thing)
            column.addSpacing(8)
        column.addWidget(self.rate)
        column.addSpacing(8)
        column.addWidget(words(_("Show"), "heading"))
        ticks = QGridLayout()
        ticks.setSpacing(0)
        for key, label, tip in options:
            box = QCheckBox(label, page)
            box.setObjectName(f"show_{key}")
            box.setToolTip(tip)
            box.setChecked(True)
            box.clicked.connect(self._tick)
            self.options[key] = box
            ticks.addWidget(box, *divmod(len(self.options) - 1, 2))
        column.addLayout(ticks)
        column.addStretch(1)
        return page

    def _caption(self, role: str = "note") -> QLabel:
        label = words("", role, self)
        label.setWordWrap(True)
        label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        return label

    @Slot(int)
    def _choose(self, row: int) -> None:
        self.dataset_chosen.emit(self.data.itemData(row))

    @Slot(bool)
    def _tick(self, ticked: bool) -> None:
        self.option_ticked.emit(self.sender().objectName().removeprefix("show_"), ticked)
