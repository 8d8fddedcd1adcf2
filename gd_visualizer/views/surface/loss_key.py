"""The key of the map: which colour stands for which loss."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.session.notation import explained
from gd_visualizer.session.numbers import significant
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.views.safe_item import paint_widget
from gd_visualizer.views.theme import BODY, TICK, Theme

BAR_WIDTH, CORNER_WIDTH, BAR_HEIGHT, GAP = 160, 112, 12, 14


class LossKey(QWidget):
    """The word "Loss", a bar of the ten bands, and the lowest, middle and highest number below it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin without numbers."""
        super().__init__(parent)
        self.setObjectName("loss_key")
        self.setAccessibleName(_("Key to the colours of the map"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._theme: Theme | None = None
        self._levels: FloatArray | None = None
        self._base = 0.0
        self.numbers: tuple[str, ...] = ()
        self._head = _("Loss")
        self._corner, self._brief, self._highest = False, False, ""

    def restyle(self, theme: Theme) -> None:
        """Take the colours and letters of a theme."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def draw(self, snapshot: Snapshot) -> None:
        """Show the numbers of the landscape, or nothing where there is none."""
        surface = snapshot.surface
        levels = None if surface is None else surface.levels
        head = "L" if snapshot.symbols else _("Loss")
        if levels is self._levels and head == self._head:
            return
        if head != self._head:
            self._head = head
            self.setToolTip(explained(head))
            self.updateGeometry()
            self.update()
        self._levels = levels
        numbers: tuple[str, ...] = ()
        if surface is not None:
            # Upper edges: of the band left of the middle, and of the last but one, where the strongest colour begins.
            middle, highest = float(surface.levels[4]), float(surface.levels[-2])
            numbers = (
                significant(surface.base),
                significant(middle),
                _("{loss} and above").format(loss=significant(highest)),
            )
            self._highest = significant(highest)
        if numbers != self.numbers:
            self.numbers = numbers
            words = _("Loss from {lowest} to {highest}. Stronger orange is more wrong.")
            self.setAccessibleDescription(words.format(lowest=numbers[0], highest=numbers[2]) if numbers else "")
            self.updateGeometry()
            self.update()

    def use_corner(self, corner: bool, brief: bool) -> None:
        """Put the word above the bar, for a narrow corner, or before it; a brief key has fewer words."""
        if (corner, brief) != (self._corner, self._brief):
            self._corner, self._brief = corner, brief
            self.updateGeometry()
            self.update()

    def _shown_numbers(self) -> tuple[str, ...]:
        """Return the numbers, the last in fewer words where there is little room."""
        return (*self.numbers[:2], f"{self._highest}+") if self._corner or self._brief else self.numbers

    def _bar(self) -> QRectF:
        """Return where the bar is."""
        assert self._theme is not None
        title = QFontMetricsF(self._theme.font(BODY - 1, 600))
        if self._corner:
            width, height = self._theme.px(CORNER_WIDTH), self._theme.px(BAR_HEIGHT)
            return QRectF(6.0, round(title.height()) + 3.0, width, height)
        left = title.horizontalAdvance(self._head) + self._theme.px(GAP)
        top = (title.height() - self._theme.px(BAR_HEIGHT)) / 2.0
        return QRectF(round(left), round(top) + 1.0, self._theme.px(BAR_WIDTH), self._theme.px(BAR_HEIGHT))

    def sizeHint(self) -> QSize:
        """Return the room that the bar and its numbers take."""
        if self._theme is None:
            return QSize(0, 0)
        bar, small = self._bar(), QFontMetricsF(self._theme.font(TICK))
        # The last number begins where the last band begins and may be longer than it.
        spare = small.horizontalAdvance(self._shown_numbers()[2]) if self.numbers else 0.0
        width = max(bar.right() + 2.0, bar.left() + 0.9 * bar.width() + spare)
        return QSize(round(width) + 2, round(bar.bottom() + 3.0 + small.height()) + 1)

    def minimumSizeHint(self) -> QSize:
        """Return the same: letters do not shrink."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """Take part in changes of letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the word, the bar and the numbers."""
        theme = self._theme
        if theme is None or not self.numbers:
            return
        paint_widget(self, lambda painter: self._paint_bar(painter, theme))

    def _paint_bar(self, painter: QPainter, theme: Theme) -> None:
        bar = self._bar()
        painter.setFont(theme.font(BODY - 1, 600))
        painter.setPen(theme.colour("ink"))
        middle = QRectF(0.0, bar.top() - 4.0, bar.left(), bar.height() + 8.0)
        if self._corner:
            middle = QRectF(bar.left(), 0.0, bar.width(), bar.top())
        painter.drawText(middle, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._head)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        cell = bar.width() / len(theme.bands)
        for index, colour in enumerate(theme.bands):
            painter.fillRect(QRectF(bar.left() + index * cell, bar.top(), cell + 0.5, bar.height()), colour)
        painter.setPen(QPen(theme.colour("contour"), 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(bar)
        self._paint_numbers(painter, theme, bar, cell)

    def _paint_numbers(self, painter: QPainter, theme: Theme, bar: QRectF, cell: float) -> None:
        font = theme.font(TICK)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(theme.colour("ink2"))
        lowest, middle, highest = self._shown_numbers()
        baseline = bar.bottom() + 3.0 + metrics.ascent()
        painter.drawText(round(bar.left()), round(baseline), lowest)
        width = metrics.horizontalAdvance(middle)
        left, right = bar.center().x() - width / 2.0, bar.right() - cell
        # Where the key is squeezed, the last number moves in under its band.
        right = min(right, self.width() - metrics.horizontalAdvance(highest))
        if left > bar.left() + metrics.horizontalAdvance(lowest + "  ") and left + width + 8.0 < right:
            painter.drawText(round(left), round(baseline), middle)
        painter.drawText(round(right), round(baseline), highest)
