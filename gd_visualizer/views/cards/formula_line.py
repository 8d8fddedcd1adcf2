"""The formula of a model that is no straight line, with the present numbers below; a click opens all of them."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QHideEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.session.numbers import shown
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.views.cards.parameters_dialog import ParametersDialog
from gd_visualizer.views.safe_item import paint_widget
from gd_visualizer.views.theme import BODY, CAPTION, Theme

HEIGHT, BASE, NUMBERS_BASE = 62, 26, 52
LARGEST, SMALLEST, READABLE = 22, 12, 15
GAP, BUTTON_GAP, BUTTON_BELOW = 14.0, 10, 30
# More numbers than this never fit into one row.
SHOWN_AT_MOST = 16


class FormulaLine(QWidget):
    """ŷ = … in letters as large as fit, and "a 1.07  k −0.35 …" below.

    Signals
    -------
    parameter_typed(int place, float value)
        The person typed another number for the parameter at this place.
    axes_chosen(str kind, str across, str up)
        Two parameters for the map: the name that was clicked, and the one clicked before.
    """

    parameter_typed = Signal(int, float)
    axes_chosen = Signal(str, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty line."""
        super().__init__(parent)
        self.setObjectName("formula_line")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.theme: Theme | None = None
        self._formula = ""
        self._names: tuple[str, ...] = ()
        self._numbers: tuple[str, ...] = ()
        self._axes: tuple[str, str] = ("", "")
        self._boxes: list[tuple[QRectF, str]] = []
        self.setMouseTracking(True)
        self._snapshot: Snapshot | None = None
        self._button_is_below = False
        self._dialog: ParametersDialog | None = None
        self.button = QPushButton(_("Numbers…"), self)
        self.button.setObjectName("parameters_button")
        self.button.setToolTip(_("Show every parameter and type other numbers."))
        self.button.clicked.connect(self._open)

    def draw(self, snapshot: Snapshot) -> None:
        """Show the model of a snapshot."""
        self._snapshot = snapshot
        model = snapshot.document.model
        names = model.parameter_names
        numbers = tuple(shown(value) for value in snapshot.parameters[:SHOWN_AT_MOST].tolist())
        chosen = snapshot.axes.kind == "parameters" and len(names) > 2
        axes = (snapshot.axes.across, snapshot.axes.up) if chosen else ("", "")
        drawn = (model.written_formula, names, numbers, axes)
        if drawn != (self._formula, self._names, self._numbers, self._axes):
            self._formula, self._names, self._numbers, self._axes = drawn
            if self.theme is not None:
                self._place_button()
            self.update()
            if snapshot.status != "running":
                self.setAccessibleName(self.text())
        if self._dialog is not None:
            self._dialog.draw(snapshot)

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self.theme = theme
        self.setFixedHeight(theme.px(HEIGHT))
        self._place_button()
        self.update()

    def text(self) -> str:
        """Return formula and numbers as plain text."""
        pairs = zip(self._names, self._numbers, strict=False)
        return _("Model: ŷ = {formula}; {numbers}").format(
            formula=self._formula, numbers=", ".join(f"{name} {number}" for name, number in pairs)
        )

    @Slot()
    def _open(self) -> None:
        """Show all parameters in a window of their own, which follows the walk."""
        if self._snapshot is None:
            return
        if self._dialog is not None:
            self._dialog.put_away()
        self._dialog = ParametersDialog(self._names, self)
        self._dialog.parameter_typed.connect(self.parameter_typed)
        self._dialog.finished.connect(self._forget_dialog)
        self._dialog.draw(self._snapshot)
        self._dialog.show()

    @Slot()
    def _forget_dialog(self) -> None:
        self._dialog = None

    def _place_button(self) -> None:
        """Put the button beside the formula, or below it where the formula needs all of the width."""
        assert self.theme is not None
        self.button.setStyleSheet("")
        size, high = self.button.sizeHint(), self.theme.px(34)
        metrics = QFontMetricsF(self.theme.font(READABLE, 500))
        room = self.width() - size.width() - self.theme.px(BUTTON_GAP)
        self._button_is_below = metrics.horizontalAdvance(f"ŷ = {self._formula}") > room
        top = self.height() - self.theme.px(BUTTON_BELOW) if self._button_is_below else 0
        high = min(size.height(), self.theme.px(BUTTON_BELOW) if self._button_is_below else high)
        if self._button_is_below:
            # The style's least height would cut the lower edge off.
            self.button.setStyleSheet(f"min-height: {high - 4}px; padding: 0 8px;")
        self.button.setGeometry(self.width() - size.width(), top, size.width(), high)

    # Choosing what the map shows ---------------------------------------------------------------------------

    def _name_at(self, pixel: QPointF) -> str:
        """Return the parameter whose name or number is under a pixel, where there are more than the map has sides."""
        if len(self._names) <= len(self._axes):
            return ""
        return next((name for box, name in self._boxes if box.contains(pixel)), "")

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what can be clicked."""
        name = self._name_at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if name else Qt.CursorShape.ArrowCursor)
        self.setToolTip(_("Click {name} to show it on the map.").format(name=name) if name else "")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Let the name under the mouse go up on the map, and the one before across; the older one drops."""
        name = self._name_at(event.position())
        if event.button() != Qt.MouseButton.LeftButton or not name or name in self._axes:
            return
        before = self._axes[1] or next(other for other in self._names if other != name)
        self.axes_chosen.emit("parameters", before, name)

    # Qt --------------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """Return a size in which most formulas fit."""
        return QSize(320, HEIGHT if self.theme is None else self.theme.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Return a width in which something can be read."""
        return QSize(160, self.sizeHint().height())

    def hideEvent(self, event: QHideEvent) -> None:
        """Close the numbers too: they are drawn together with this only."""
        if self._dialog is not None and not event.spontaneous():
            self._dialog.put_away()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the button at the right."""
        if self.theme is not None:
            self._place_button()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the formula and the numbers."""
        paint_widget(self, self._paint)

    def _paint(self, painter: QPainter) -> None:
        theme = self.theme
        if theme is None:
            return
        beside = self.width() - self.button.width() - theme.px(BUTTON_GAP)
        self._paint_formula(painter, theme, self.width() if self._button_is_below else beside)
        self._paint_numbers(painter, theme, beside if self._button_is_below else self.width())

    def _paint_formula(self, painter: QPainter, theme: Theme, room: float) -> None:
        """Draw ŷ in the colour of the model, then its formula."""
        for size in range(LARGEST, SMALLEST - 1, -1):
            font = theme.font(size, 500)
            if QFontMetricsF(font).horizontalAdvance(f"ŷ = {self._formula}") <= room:
                break
        metrics, at = QFontMetricsF(font), QPointF(0.0, theme.px(BASE))
        letter = theme.font(size, 500, True)
        painter.setFont(letter)
        painter.setPen(theme.colour("line"))
        painter.drawText(at, "ŷ")
        at += QPointF(QFontMetricsF(letter).horizontalAdvance("ŷ"), 0.0)
        painter.setFont(font)
        painter.setPen(theme.colour("ink"))
        text = metrics.elidedText(f" = {self._formula}", Qt.TextElideMode.ElideRight, room - at.x())
        painter.drawText(at, text)

    def _paint_numbers(self, painter: QPainter, theme: Theme, room: float) -> None:
        """Draw as many names and numbers as there is room for, and say how many more there are."""
        strong, name_font = theme.font(BODY, 600), theme.font(CAPTION, 600, True)
        digits, letters = QFontMetricsF(strong), QFontMetricsF(name_font)
        at, top = 0.0, float(theme.px(NUMBERS_BASE))
        self._boxes = []
        for place, (name, number) in enumerate(zip(self._names, self._numbers, strict=False)):
            # A number keeps the room of a minus sign, so that nothing moves when it changes its sign.
            wide = letters.horizontalAdvance(name) + 5.0 + digits.horizontalAdvance("−" + number.lstrip("−"))
            left = len(self._names) - place
            more = _("and {n} more").format(n=left)
            rest = 0.0 if left == 1 else QFontMetricsF(theme.font(CAPTION)).horizontalAdvance(more) + GAP
            if self._button_is_below and at + wide > room:
                # The button beside them shows the others.
                return
            if not self._button_is_below and at + wide + rest > room:
                painter.setFont(theme.font(CAPTION))
                painter.setPen(theme.colour("ink3"))
                painter.drawText(QPointF(at, top), more)
                return
            self._boxes.append((QRectF(at - 4.0, top - 22.0, wide + 8.0, 30.0), name))
            painter.setFont(name_font)
            token = {self._axes[0]: "m", self._axes[1]: "b"}.get(name, "ink2") if self._axes[0] else "ink2"
            painter.setPen(theme.colour(token))
            painter.drawText(QPointF(at, top), name)
            painter.setFont(strong)
            painter.setPen(theme.colour("ink"))
            painter.drawText(QPointF(at + letters.horizontalAdvance(name) + 5.0, top), number)
            at += wide + GAP
        if len(self._numbers) < len(self._names):
            painter.setFont(theme.font(CAPTION))
            painter.setPen(theme.colour("ink3"))
            painter.drawText(QPointF(at, top), _("and {n} more").format(n=len(self._names) - len(self._numbers)))
