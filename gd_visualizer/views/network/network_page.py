"""The network view: the curve and its parts, the network itself, the loss, and a slice through two of its numbers."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.assets import translate_plural
from gd_visualizer.core.models.network import Network
from gd_visualizer.session.numbers import counted
from gd_visualizer.session.snapshot import Sentence, Snapshot
from gd_visualizer.views.cards.card import Card, words
from gd_visualizer.views.cards.parameters_dialog import ParametersDialog
from gd_visualizer.views.charts.loss_chart import LossChart
from gd_visualizer.views.giving_way import Push
from gd_visualizer.views.network.drawing import NetworkDrawing
from gd_visualizer.views.network.shares_plot import SharesPlot
from gd_visualizer.views.surface.surface_view import SurfaceView
from gd_visualizer.views.theme import Theme

NARROW, NARROW_FROM = 760, 330


class NetworkPage(QWidget):
    """Four cards, or an offer where the model is no network.

    Signals
    -------
    axes_chosen(str kind, str across, str up)
        Two numbers for the slice were chosen.
    network_asked()
        The person wants to train a small network.
    parameter_typed(int place, float value)
        A weight or an offset was typed.
    """

    axes_chosen = Signal(str, str, str)
    network_asked = Signal()
    parameter_typed = Signal(int, float)
    sentence: Sentence | None = None

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build every card."""
        super().__init__(parent)
        self.setObjectName("network_page")
        self._theme: Theme | None = None
        self._snapshot: Snapshot | None = None
        self._dialog: ParametersDialog | None = None
        self._is_narrow = False
        self.shares, self.drawing = SharesPlot(self), NetworkDrawing(self)
        self.chart, self.surface = LossChart(self), SurfaceView(self)
        self.chart.setObjectName("network_loss_chart")
        self.surface.setObjectName("network_surface")
        self.offer = QPushButton(_("Use a small network"), self)
        self.offer.setObjectName("use_network")
        self.numbers = Push(_("Numbers…"), self)
        self.numbers.setObjectName("network_numbers")
        self.numbers.setToolTip(_("Show every weight and offset, and type other numbers."))
        self.note = words("", "note", self)
        self.note.setWordWrap(True)
        self.note.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._lay_out()
        self.drawing.parameter_chosen.connect(self._choose)
        self.offer.clicked.connect(self.network_asked)
        self.numbers.clicked.connect(self._open)

    def _lay_out(self) -> None:
        self.data_card = Card(_("Your data"), " ")
        self.data_card.body.addWidget(self.shares, 1)
        self.network_card = Card(_("The network"), " ")
        self.network_card.head.addWidget(self.numbers)
        self.network_card.body.addWidget(self.drawing, 1)
        self.hint = words(_("Click two links or units to choose the slice."), "fine", self)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.network_card.body.addWidget(self.hint)
        self.chart_card = Card(_("How wrong, step by step"))
        self.chart_card.note.setProperty("role", "loss")
        self.chart_card.body.addWidget(self.chart, 1)
        self.slice_card = Card(" ")
        beside = QHBoxLayout()
        beside.addWidget(self.surface, 3)
        beside.addWidget(self.note, 2)
        self.slice_card.body.addLayout(beside, 1)
        self._down = QSplitter(Qt.Orientation.Vertical)
        self._rows = QSplitter(Qt.Orientation.Horizontal), QSplitter(Qt.Orientation.Horizontal)
        cards = (self.data_card, self.network_card), (self.chart_card, self.slice_card)
        for across, row in zip(self._rows, cards, strict=True):
            across.setHandleWidth(12)
            across.setChildrenCollapsible(False)
            for place, (card, share) in enumerate(zip(row, (42, 58), strict=True)):
                across.addWidget(card)
                across.setStretchFactor(place, share)
            across.setSizes([420, 580])
            self._down.addWidget(across)
        self._down.setHandleWidth(12)
        self._down.setChildrenCollapsible(False)
        self._down.setSizes([560, 440])
        everything = QWidget()
        body = QVBoxLayout(everything)
        body.setContentsMargins(16, 12, 16, 12)
        body.addWidget(self._down)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(everything)
        self._stack.addWidget(self._offer_page())

    def _arrange(self) -> None:
        """Give the drawing all of the width where there is little, and height; the slice waits for a wider window."""
        theme = self._theme
        narrow = theme is not None and self.width() < theme.px(NARROW) and self.height() >= theme.px(NARROW_FROM)
        if narrow == self._is_narrow:
            return
        self._is_narrow = narrow
        upper, lower = self._rows
        if narrow:
            lower.insertWidget(0, self.data_card)
        else:
            upper.insertWidget(0, self.data_card)
            upper.setSizes([420, 580])
        self.slice_card.setVisible(not narrow)
        choose, wider = _("Click two links or units to choose the slice."), _("A wider window shows a slice as well.")
        self.hint.setText(wider if narrow else choose)
        lower.setSizes([500, 500] if narrow else [420, 580])

    def _offer_page(self) -> QWidget:
        page = QWidget()
        card = Card(_("The network"))
        self._why = words("", "body", card)
        self._why.setWordWrap(True)
        card.body.addWidget(self._why)
        row = QHBoxLayout()
        row.addWidget(self.offer)
        row.addStretch(1)
        card.body.addLayout(row)
        card.body.addStretch(1)
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 12, 16, 12)
        column.addWidget(card)
        return page

    def draw(self, snapshot: Snapshot) -> None:
        """Show a snapshot in every card."""
        self._snapshot = snapshot
        model = snapshot.document.model
        is_network = isinstance(model, Network)
        self._stack.setCurrentIndex(0 if is_network else 1)
        if not isinstance(model, Network):
            if self._dialog is not None:
                self._dialog.put_away()
            text = _("Your model is {formula}: one formula, and no network. A network is many small formulas that are "
                     "added up; train one on the same points and see how they share the work.")  # fmt: skip
            self._why.setText(text.format(formula=f"ŷ = {model.written_formula}"))
            return
        self.shares.draw(snapshot)
        self.drawing.draw(snapshot, *self.shares.range[:2])
        self.chart.draw(snapshot)
        self.surface.draw(snapshot)
        self._write(snapshot, model)
        if self._dialog is not None:
            self._dialog.draw(snapshot)

    def _write(self, snapshot: Snapshot, model: Network) -> None:
        """Write titles and notes."""
        units = model.hidden[-1]
        text = translate_plural(
            "Grey: the last unit. With the offset it makes the blue curve.",
            "Grey: the last {n} units. With the offset they add up to the blue curve.", units,
        )  # fmt: skip
        self.data_card.set_caption(text.format(n=counted(units)), _("Grey units + offset = blue curve."))
        count = len(snapshot.document.dataset)
        self.data_card.note.setText(translate_plural("{n} point", "{n} points", count).format(n=counted(count)))
        total = len(snapshot.parameters)
        offsets = sum(model.hidden) + 1
        text = _("{n} numbers to train: {w} weights on the links, {b} offsets in the units. Thicker = stronger.")
        text = text.format(n=counted(total), w=counted(total - offsets), b=counted(offsets))
        self.network_card.set_caption(text, _("{n} numbers to train. Thicker = stronger.").format(n=counted(total)))
        self.chart_card.note.setText(self.chart.value_words(snapshot))
        self.slice_card.set_title(_("A slice through two of the {n} numbers").format(n=counted(total)))
        self.note.setText(self._slice_words(snapshot))
        self.note.setToolTip(self.note.text())

    def _slice_words(self, snapshot: Snapshot) -> str:
        """Return what the slice shows, and what it leaves out."""
        axes, others = snapshot.axes, len(snapshot.parameters) - 2
        if axes.kind != "parameters":
            return _("Across and up are directions in which all numbers change together. Click a link to choose two "
                     "numbers again.")  # fmt: skip
        text = _("Across: {p}. Up: {q}.").format(p=axes.across, q=axes.up)
        held = translate_plural(
            "The other number is held still at step {k}. It moved too, so the path is only a shadow here and may "
            "cross bands it never felt.",
            "The other {n} numbers are held still at step {k}. They moved too, so the path is only a shadow here and "
            "may cross bands it never felt.",
            others,
        )
        return f"{text} {held.format(n=counted(others), k=counted(snapshot.held_step))}"

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self._theme = theme
        for view in (self.shares, self.drawing, self.chart, self.surface):
            view.restyle(theme)
        self._arrange()

    def hideEvent(self, event: QHideEvent) -> None:
        """Close the numbers too: they are drawn together with this only."""
        if self._dialog is not None and not event.spontaneous():
            self._dialog.put_away()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange for the new width."""
        super().resizeEvent(event)
        self._arrange()

    # What a person does ----------------------------------------------------------------------------------

    @Slot(int)
    def _choose(self, place: int) -> None:
        """Let the newest choice go up, and the one before across; the older one drops."""
        snapshot = self._snapshot
        if snapshot is None:
            return
        name = snapshot.document.model.parameter_names[place]
        axes = snapshot.axes
        if axes.kind != "parameters":
            first = next(other for other in snapshot.document.model.parameter_names if other != name)
            self.axes_chosen.emit("parameters", first, name)
        elif name not in (axes.across, axes.up):
            self.axes_chosen.emit("parameters", axes.up, name)

    @Slot()
    def _open(self) -> None:
        """Show every number, to read and to type."""
        if self._snapshot is None:
            return
        if self._dialog is not None:
            self._dialog.raise_()
            return
        self._dialog = ParametersDialog(self._snapshot.document.model.parameter_names, self)
        self._dialog.parameter_typed.connect(self.parameter_typed)
        self._dialog.finished.connect(self._forget_dialog)
        self._dialog.draw(self._snapshot)
        self._dialog.show()

    @Slot()
    def _forget_dialog(self) -> None:
        self._dialog = None
