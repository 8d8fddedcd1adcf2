"""The drawing of a network: links as thick as they are strong, dashed where below zero; units with their curves."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.core.models.network import Network
from gd_visualizer.core.network.units import unit_values
from gd_visualizer.session.notation import slope_for
from gd_visualizer.session.numbers import counted, shown
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.views.network.geometry import CIRCLE, Geometry, Unit, geometry_of
from gd_visualizer.views.safe_item import paint_widget
from gd_visualizer.views.theme import CAPTION, TICK, TITLE, Theme

THINNEST, THICKEST = 0.8, 6.0
CURVE_PLACES = 61
# Weights are written on their links while there are no more than these.
WRITTEN_UP_TO = 20
# How high a unit must be, in lines of text, for the weights beside it.
LINES = 1.5
DASH = (4.0, 2.2)


class NetworkDrawing(QWidget):
    """Input, hidden units and output, with every weight and offset; each can be chosen.

    Signals
    -------
    parameter_chosen(int place)
        The person chose a weight or an offset.
    """

    parameter_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty drawing."""
        super().__init__(parent)
        self.setObjectName("network_drawing")
        self.setAccessibleName(_("The network"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._theme: Theme | None = None
        self._snapshot: Snapshot | None = None
        self._curves: list[FloatArray] = []
        self.geometry_now: Geometry | None = None
        self.current: int | None = None
        self._hovered: int | None = None

    def draw(self, snapshot: Snapshot, low: float, high: float) -> None:
        """Show the network of a snapshot; its units' curves run over x from low to high."""
        self._snapshot = snapshot
        model = snapshot.document.model
        if isinstance(model, Network):
            x = np.linspace(low, high, CURVE_PLACES)
            self._curves = unit_values(model.layout, model.bends, snapshot.parameters, x)
            self._lay_out()
            if self.current is not None and self.current >= len(snapshot.parameters):
                self.current = None
            self._describe()
        self.update()

    def restyle(self, theme: Theme) -> None:
        """Take the colours and letters of a theme."""
        self._theme = theme
        self.update()

    def _lay_out(self) -> None:
        model = None if self._snapshot is None else self._snapshot.document.model
        if isinstance(model, Network):
            room = QRectF(self.rect()).adjusted(0.0, 4.0, 0.0, -4.0)
            self.geometry_now = geometry_of(model.layout, room)

    def _describe(self) -> None:
        snapshot = self._snapshot
        if snapshot is None or snapshot.status == "running":
            return
        model = snapshot.document.model
        layers = ", ".join(counted(width) for width in model.hidden) if isinstance(model, Network) else ""
        said = _("Hidden units: {layers}.").format(layers=layers)
        if self.current is not None:
            said = f"{self.words_of(self.current)}. {said}"
        if said != self.accessibleDescription():
            self.setAccessibleDescription(said)

    def words_of(self, place: int) -> str:
        """Return a parameter in words: its name, its value and its slope."""
        snapshot = self._snapshot
        if snapshot is None:
            return ""
        name = snapshot.document.model.parameter_names[place]
        kind = _("weight") if name.startswith("W") else _("offset")
        slope = f"{slope_for(name, snapshot.symbols)} {shown(float(snapshot.gradient[place]))}"
        return f"{name}, {kind} {shown(float(snapshot.parameters[place]))}, {slope}"

    # A person's hands ------------------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Let what is under the mouse stand out."""
        found = None if self.geometry_now is None else self.geometry_now.parameter_at(event.position())
        if found != self._hovered:
            self._hovered = found
            self.setCursor(Qt.CursorShape.ArrowCursor if found is None else Qt.CursorShape.PointingHandCursor)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the mouse."""
        self._hovered = None
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is under the mouse."""
        found = None if self.geometry_now is None else self.geometry_now.parameter_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and found is not None:
            self.current = found
            self._describe()
            self.parameter_chosen.emit(found)

    def event(self, event: QEvent) -> bool:
        """Say what a link is where the mouse rests; keep the arrow keys from the window's shortcuts."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = None if self.geometry_now is None else self.geometry_now.parameter_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), "" if place is None else self.words_of(place), self)
            return True
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _KEYS:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from one parameter to the next with the arrows, and choose one with Enter."""
        snapshot = self._snapshot
        if snapshot is None or event.key() not in _KEYS:
            event.ignore()
            return
        way = _KEYS[Qt.Key(event.key())]
        if way:
            count = len(snapshot.parameters)
            self.current = (0 if way > 0 else count - 1) if self.current is None else (self.current + way) % count
            self._describe()
            self.update()
        elif self.current is not None:
            self.parameter_chosen.emit(self.current)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    # Painting --------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """Return a size in which most networks can be read."""
        return QSize(560, 300)

    def minimumSizeHint(self) -> QSize:
        """Return the least."""
        return QSize(280, 120)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find places anew."""
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the network."""
        paint_widget(self, self._paint)

    def _paint(self, painter: QPainter) -> None:
        theme, snapshot, geometry = self._theme, self._snapshot, self.geometry_now
        if theme is None or snapshot is None or geometry is None or not self._curves:
            return
        self._paint_links(painter, theme, snapshot, geometry)
        for unit in geometry.units:
            self._paint_unit(painter, theme, snapshot, unit)
        self._paint_end(painter, theme, geometry.source, "x", "ink", None)
        self._paint_end(painter, theme, geometry.target, "ŷ", "line", geometry.target_bias)
        painter.setFont(theme.font(TICK))
        painter.setPen(theme.colour("ink3"))
        for _layer, count, spot in geometry.left_out:
            words = _("and {n} more").format(n=counted(count))
            painter.drawText(spot - QPointF(0.5 * QFontMetricsF(painter.font()).horizontalAdvance(words), 0.0), words)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("ink"), 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.0, 1.0, -1.0, -1.0), 6.0, 6.0)

    def token(self, place: int) -> str:
        """Return the colour of a parameter: that of its axis where it is one of the map's two, else of its sign."""
        snapshot = self._snapshot
        assert snapshot is not None
        name = snapshot.document.model.parameter_names[place]
        if snapshot.axes.kind == "parameters" and name in (snapshot.axes.across, snapshot.axes.up):
            return "m" if name == snapshot.axes.across else "b"
        return "minus" if snapshot.parameters[place] < 0.0 else "plus"

    def _paint_links(self, painter: QPainter, theme: Theme, snapshot: Snapshot, geometry: Geometry) -> None:
        values = np.abs(snapshot.parameters[[link.place for link in geometry.links]])
        finite = values[np.isfinite(values)]
        strongest = float(finite.max()) if len(finite) else 0.0
        for link in geometry.links:
            value = float(snapshot.parameters[link.place])
            share = min(abs(value) / strongest, 1.0) if strongest else 0.0
            marked = link.place in (self.current, self._hovered)
            pen = QPen(theme.colour(self.token(link.place)), THINNEST + share * (THICKEST - THINNEST) + 1.5 * marked)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            if value < 0.0:
                pen.setDashPattern(list(DASH))
            painter.setPen(pen)
            painter.drawLine(link.line)
        chosen = {self.current, self._hovered, *self._axes(snapshot)}
        is_roomy = self._is_roomy(theme, geometry)
        if not is_roomy:
            chosen = {self.current, self._hovered}
        for link in geometry.links:
            if (is_roomy and len(geometry.links) <= WRITTEN_UP_TO) or link.place in chosen:
                self._write_weight(painter, theme, snapshot, link.place, link.line)

    def _is_roomy(self, theme: Theme, geometry: Geometry) -> bool:
        """Return True where weights have room above one another; else they are told under the mouse."""
        line = QFontMetricsF(theme.font(TICK, 600)).height()
        return all(unit.box.height() >= LINES * line for unit in geometry.units)

    def _axes(self, snapshot: Snapshot) -> list[int]:
        names = snapshot.document.model.parameter_names
        if snapshot.axes.kind != "parameters":
            return []
        return [names.index(name) for name in (snapshot.axes.across, snapshot.axes.up) if name in names]

    def _write_weight(self, painter: QPainter, theme: Theme, snapshot: Snapshot, place: int, line: QLineF) -> None:
        text = shown(float(snapshot.parameters[place]))
        name = snapshot.document.model.parameter_names[place]
        if snapshot.axes.kind == "parameters" and name in (snapshot.axes.across, snapshot.axes.up):
            axis = _("across {number}") if name == snapshot.axes.across else _("up {number}")
            text = axis.format(number=text)
        font = theme.font(TICK, 600)
        metrics = QFontMetricsF(font)
        # Nearer to the unit it goes out from or into than to the place where many links meet.
        spot = line.pointAt(0.62 if line.x1() < self.width() * 0.3 else 0.38)
        box = QRectF(0.0, 0.0, metrics.horizontalAdvance(text) + 8.0, metrics.height())
        box.moveCenter(spot)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("card"))
        painter.drawRect(box)
        painter.setFont(font)
        painter.setPen(theme.colour(self.token(place)))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_unit(self, painter: QPainter, theme: Theme, snapshot: Snapshot, unit: Unit) -> None:
        marked = unit.bias in (self.current, self._hovered, *self._axes(snapshot))
        painter.setPen(QPen(theme.colour(self.token(unit.bias) if marked else "ink2"), 2.5 if marked else 1.25))
        painter.setBrush(theme.colour("card"))
        painter.drawRoundedRect(unit.box, 6.0, 6.0)
        font = theme.font(TICK)
        metrics = QFontMetricsF(font)
        has_words = unit.box.height() > 2.2 * metrics.height() and unit.box.width() > 60.0
        inside = unit.box.adjusted(6.0, 5.0, -6.0, -(metrics.height() + 3.0) if has_words else -5.0)
        self._paint_curve(painter, theme, self._curves[unit.layer][unit.number], inside)
        if has_words:
            bias = shown(float(snapshot.parameters[unit.bias]))
            text = _("offset {b}").format(b=bias)
            painter.setFont(font)
            painter.setPen(theme.colour("ink2"))
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, unit.box.width() - 8.0)
            at = QPointF(unit.box.center().x() - 0.5 * metrics.horizontalAdvance(text), unit.box.bottom() - 5.0)
            painter.drawText(at, text)

    def _paint_curve(self, painter: QPainter, theme: Theme, curve: FloatArray, inside: QRectF) -> None:
        """Draw what a unit says for each x, from its lowest to its highest value or from −1 to 1."""
        finite = curve[np.isfinite(curve)]
        if not len(finite):
            return
        low, high = min(-1.0, float(finite.min())), max(1.0, float(finite.max()))
        x = np.linspace(inside.left(), inside.right(), len(curve))
        with np.errstate(all="ignore"):
            y = inside.bottom() - (np.clip(curve, low, high) - low) / (high - low) * inside.height()
        zero = inside.bottom() + low / (high - low) * inside.height()
        painter.setPen(QPen(theme.colour("grid"), 1.0))
        painter.drawLine(QPointF(inside.left(), zero), QPointF(inside.right(), zero))
        painter.setPen(QPen(theme.colour("ink2"), 1.75))
        painter.drawPolyline(QPolygonF([QPointF(*place) for place in zip(x.tolist(), y.tolist(), strict=True)]))

    def _paint_end(
        self, painter: QPainter, theme: Theme, centre: QPointF, letter: str, token: str, bias: int | None
    ) -> None:
        marked = bias is not None and bias in (self.current, self._hovered)
        painter.setPen(QPen(theme.colour(token), 3.0 if marked else 2.0))
        painter.setBrush(theme.colour("card"))
        painter.drawEllipse(centre, CIRCLE, CIRCLE)
        painter.setFont(theme.font(TITLE + 3, 500, True))
        painter.drawText(QRectF(centre.x() - CIRCLE, centre.y() - CIRCLE, 2 * CIRCLE, 2 * CIRCLE),
                         Qt.AlignmentFlag.AlignCenter, letter)  # fmt: skip
        words = _("input")
        if bias is not None and self._snapshot is not None:
            words = _("offset {b}").format(b=shown(float(self._snapshot.parameters[bias])))
        painter.setFont(theme.font(CAPTION - 1))
        painter.setPen(theme.colour("ink2"))
        metrics = QFontMetricsF(painter.font())
        wide = metrics.horizontalAdvance(words) + 2.0
        box = QRectF(centre.x() - 0.5 * wide, centre.y() + CIRCLE + 4.0, wide, metrics.height())
        box.moveLeft(min(max(box.left(), 0.0), self.width() - wide))
        painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, words)


_KEYS = {
    Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Return: 0,
    Qt.Key.Key_Enter: 0,
}  # fmt: skip
