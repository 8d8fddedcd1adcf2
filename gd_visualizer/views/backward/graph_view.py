"""The drawn calculation: it zooms and scrolls, shows lanes under the mouse, and walks by keys."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.views.backward.graph_painter import GraphPainter, Look
from gd_visualizer.views.safe_item import SafeItem
from gd_visualizer.views.still_plot import WHEEL_ZOOM
from gd_visualizer.views.theme import Theme

# A drawing that does not fit is made smaller down to this, then it scrolls.
SMALLEST_FIT, SMALLEST_ZOOM, LARGEST_ZOOM = 0.6, 0.15, 4.0
_BARS = """
QGraphicsView {{ border: 0; }}
QScrollBar {{ background: transparent; margin: 0; }}
QScrollBar:horizontal {{ height: 10px; }}
QScrollBar:vertical {{ width: 10px; }}
QScrollBar::handle {{ background: {edge}; border-radius: 4px; margin: 1px; min-width: 32px; min-height: 32px; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{ background: none; border: 0;
    width: 0; height: 0; }}
"""
_KEYS = {
    Qt.Key.Key_Right: "on",
    Qt.Key.Key_Left: "back",
    Qt.Key.Key_Home: "first",
    Qt.Key.Key_End: "last",
}


class _GraphItem(SafeItem):
    """Everything in one item: it is painted as a whole, and only when something changed."""

    def __init__(self) -> None:
        super().__init__()
        self.look: Look | None = None
        self.theme: Theme | None = None

    def boundingRect(self) -> QRectF:
        """Return the size of the drawing."""
        return QRectF() if self.look is None else self.look.geometry.size

    def paint_item(self, painter: QPainter) -> None:
        """Paint the calculation."""
        if self.look is not None and self.theme is not None:
            GraphPainter(painter, self.look, self.theme).paint()


class GraphView(QGraphicsView):
    """The calculation of one point or of all.

    Signals
    -------
    part_chosen(int part)
        The person clicked a part.
    part_hovered(object part)
        The mouse is on a part, or on None.
    walk_asked(str where)
        "on", "back", "first" or "last": the person wants to go on with the tour.
    """

    part_chosen = Signal(int)
    part_hovered = Signal(object)
    walk_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a view without a drawing."""
        super().__init__(parent)
        self.setObjectName("backward_graph")
        self.setAccessibleName(_("Calculation, part by part"))
        self.setAccessibleDescription(
            _("Arrow keys go from part to part. The table of parts says the same as a list, in backward order.")
        )
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.viewport().setMouseTracking(True)
        self._scene = QGraphicsScene(self)
        self._item = _GraphItem()
        self._scene.addItem(self._item)
        self.setScene(self._scene)
        self._zoomed = False
        self._hovered: int | None = None
        self._pan_from: QPoint | None = None

    def show_look(self, look: Look | None) -> None:
        """Show a calculation, or nothing."""
        if look is not None:
            look = replace(look, focused=self.hasFocus())
        before, self._item.look = self._item.look, look
        if look is None:
            self._item.prepareGeometryChange()
            self._item.setVisible(False)
            return
        self._item.setVisible(True)
        if before is None or before.geometry is not look.geometry:
            self._item.prepareGeometryChange()
            self._scene.setSceneRect(look.geometry.size)
            self._zoomed = False
            self.fit()
        self._item.update()
        if before is not None and look.stop == 0 != before.stop and not self._zoomed:
            self._show_where_it_begins(look)
        if look.current is not None and (before is None or before.current != look.current):
            self._bring_into_view(look.current)

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self._item.theme = theme
        self.setBackgroundBrush(theme.colour("card"))
        self.setStyleSheet(_BARS.format(edge=theme.css("field_edge")))
        self._item.update()
        self.fit()

    def fit(self) -> None:
        """Show all of it, as long as it can be read."""
        look, theme = self._item.look, self._item.theme
        if look is None or theme is None or self._zoomed:
            return
        size, room = look.geometry.size, self.size()
        if size.isEmpty() or room.isEmpty():
            return
        fits = min((room.width() - 2) / size.width(), (room.height() - 2) / size.height())
        zoom = min(max(fits, SMALLEST_FIT * theme.scale), 1.15 * theme.scale)
        self.resetTransform()
        self.scale(zoom, zoom)
        if fits < zoom:
            self._show_where_it_begins(look)

    def _show_where_it_begins(self, look: Look) -> None:
        """Bring the first parts into view before the way forward, and else the result, where the way back begins."""
        size = look.geometry.size
        self.centerOn(QPointF(size.left(), size.center().y()) if look.stop == 0 else look.geometry.result.center())

    def zoom_by(self, factor: float) -> None:
        """Make everything larger or smaller."""
        now = self.transform().m11()
        factor = min(max(now * factor, SMALLEST_ZOOM), LARGEST_ZOOM) / now
        self._zoomed = True
        self.scale(factor, factor)

    def unzoom(self) -> None:
        """Go back to showing all of it, as long as it can be read."""
        self._zoomed = False
        self.fit()

    def show_all(self) -> None:
        """Show all of it, however small."""
        look = self._item.look
        if look is not None and not look.geometry.size.isEmpty():
            self._zoomed = True
            self.fitInView(look.geometry.size, Qt.AspectRatioMode.KeepAspectRatio)

    @property
    def is_cut(self) -> bool:
        """Return True if there is more than is in view."""
        return self.horizontalScrollBar().maximum() > 0 or self.verticalScrollBar().maximum() > 0

    def _bring_into_view(self, part: int) -> None:
        look = self._item.look
        shapes = [] if look is None else look.geometry.shape_of(part)
        if shapes:
            self.ensureVisible(shapes[0].adjusted(-60.0, -60.0, 130.0, 60.0), 0, 0)

    def _hover(self, part: int | None) -> None:
        if part != self._hovered:
            self._hovered = part
            self.viewport().setCursor(Qt.CursorShape.ArrowCursor if part is None else Qt.CursorShape.PointingHandCursor)
            self.part_hovered.emit(part)

    # Qt --------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the drawing to the new size."""
        super().resizeEvent(event)
        self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl; scroll without it where there is more to see."""
        turned = event.pixelDelta().y() or event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and turned:
            self.zoom_by(WHEEL_ZOOM**turned)
            event.accept()
        else:
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a part, or begin to pan with the middle button or on empty ground."""
        part = self._part_at(event)
        if event.button() == Qt.MouseButton.LeftButton and part is not None:
            self.part_chosen.emit(part)
        elif event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._pan_from = event.position().toPoint()
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pan, or light the lanes through the part under the mouse."""
        if self._pan_from is None:
            self._hover(self._part_at(event))
            return
        moved, self._pan_from = event.position().toPoint() - self._pan_from, event.position().toPoint()
        for bar, way in ((self.horizontalScrollBar(), moved.x()), (self.verticalScrollBar(), moved.y())):
            bar.setValue(bar.value() - way)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End panning."""
        self._pan_from = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Fit the drawing again where empty ground is double-clicked."""
        if self._part_at(event) is None:
            self.unzoom()

    def _part_at(self, event: QMouseEvent) -> int | None:
        look = self._item.look
        return None if look is None else look.geometry.part_at(self.mapToScene(event.position().toPoint()))

    def viewportEvent(self, event: QEvent) -> bool:
        """Put the lights out when the mouse leaves; copy the numbers of a part by the right button."""
        if event.type() == QEvent.Type.Leave:
            self._hover(None)
        return super().viewportEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep the keys that walk from the window's shortcuts."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and event.key() in _KEYS:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk through the parts; Ctrl and + or − zoom, Ctrl and 0 fits."""
        with_ctrl = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        where = _KEYS.get(Qt.Key(event.key()))
        if where is not None:
            self.walk_asked.emit(where)
        elif with_ctrl and event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(1.25)
        elif with_ctrl and event.key() == Qt.Key.Key_Minus:
            self.zoom_by(0.8)
        elif with_ctrl and event.key() == Qt.Key.Key_0:
            self.unzoom()
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the focus."""
        super().focusInEvent(event)
        self.show_look(self._item.look)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Draw no focus any more."""
        super().focusOutEvent(event)
        self.show_look(self._item.look)
