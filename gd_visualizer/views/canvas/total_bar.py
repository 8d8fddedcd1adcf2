"""The bar of the total: every miss's area as a piece of one bar, with a tick at the least that can be reached."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.core.arrays import FloatArray
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.session.total import Total, length_for, total_of
from gd_visualizer.views.safe_item import paint_widget
from gd_visualizer.views.theme import CAPTION, Theme

HEIGHT, BAR = 46, 16
FILL = 0.15
# More pieces than this are one.
PIECES_UP_TO = 50
TICK = 4.0


class TotalBar(QWidget):
    """One bar below the points; its pieces stand in the order of the points."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty bar."""
        super().__init__(parent)
        self.setObjectName("total_bar")
        self.setAccessibleName(_("Sum of all misses"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.total: Total | None = None
        self.length = 1.0
        self.filled = 1.0
        self._known: float | None = None
        self._seen: tuple[object, ...] = ()
        self._theme: Theme | None = None

    def draw(self, snapshot: Snapshot) -> None:
        """Show the total of a snapshot."""
        if self.isHidden():
            return
        seen = (snapshot.objective, tuple(snapshot.parameters.tolist()), snapshot.status == "running", snapshot.symbols)
        if seen == self._seen:
            return
        new_land = not self._seen or self._seen[0] is not snapshot.objective
        self._seen = seen
        self.total = total_of(snapshot)
        if self.total.can_be_drawn:
            before = None if new_land and snapshot.status == "ready" else self._known
            self.length = length_for(self.total.total, before, snapshot.status != "running")
            self._known = self.length
        if snapshot.status != "running" and self.total.spoken != self.accessibleDescription():
            self.setAccessibleDescription(self.total.spoken)
            self.setToolTip(self.total.spoken)
        self.update()

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self._theme = theme
        self.setFixedHeight(theme.px(HEIGHT))
        self.update()

    def fill_to(self, share: float) -> None:
        """Show the bar filled so far only, while its pieces are on their way."""
        self.filled = share
        self.update()

    def pieces(self) -> list[QRectF]:
        """Return the place of each piece, in pixels of this widget; a single one where there are very many."""
        total, theme = self.total, self._theme
        if total is None or theme is None or not total.can_be_drawn:
            return []
        prices: FloatArray = total.prices if len(total.prices) <= PIECES_UP_TO else np.array([total.total])
        width = float(self.width())
        ends = np.concatenate([[0.0], np.cumsum(prices)]) / self.length * width
        top = float(self.height() - theme.px(BAR) - 2)
        return [
            QRectF(start, top, end - start, theme.px(BAR))
            for start, end in zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True)
        ]

    # Qt ---------------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """Return the height of words and bar."""
        return QSize(240, HEIGHT if self._theme is None else self._theme.px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar, and the sum above it."""
        paint_widget(self, self._paint)

    def _paint(self, painter: QPainter) -> None:
        theme, total = self._theme, self.total
        if theme is None or total is None:
            return
        font = theme.font(CAPTION)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        baseline = metrics.ascent()
        painter.setPen(theme.colour("loss"))
        words = total.words
        if not total.can_be_drawn:
            painter.setPen(theme.colour("ink2"))
            pays = _("Here some misses pay instead of costing: there is no bar to stack.")
            words = pays if words else _("The sum is too large to show.") if len(total.prices) else ""
        if metrics.horizontalAdvance(words) > self.width() and total.can_be_drawn:
            words = total.brief_words
        painter.drawText(QPointF(0.0, baseline), metrics.elidedText(words, Qt.TextElideMode.ElideRight, self.width()))
        pieces = self.pieces()
        if not pieces:
            return
        self._paint_pieces(painter, theme, pieces)
        self._paint_best(painter, theme, total, metrics, metrics.horizontalAdvance(words))

    def _paint_pieces(self, painter: QPainter, theme: Theme, pieces: list[QRectF]) -> None:
        bed = QRectF(0.0, pieces[0].top(), float(self.width()), pieces[0].height())
        painter.fillRect(bed, theme.colour("sel"))
        fill: QColor = theme.colour("loss_fill", 0.3)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(QPen(theme.colour("loss_fill"), 1.0))
        painter.setBrush(fill)
        for piece in pieces[: round(self.filled * len(pieces))]:
            painter.drawRect(piece)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _paint_best(self, painter: QPainter, theme: Theme, total: Total, metrics: QFontMetricsF, taken: float) -> None:
        """Mark the least that can be reached, with words where there is room for them."""
        if total.best is None:
            return
        x = min(total.best / self.length, 1.0) * self.width()
        bottom, top = float(self.height()), float(self.height()) - theme.px(BAR) - 2 - TICK
        painter.setPen(QPen(theme.colour("ink"), 2.0))
        painter.drawLine(QPointF(x, top), QPointF(x, bottom))
        # Divided as the sum is, so that nobody takes the least sum for the least mean.
        text = _("best possible {sum}").format(sum=total.best_words)
        wide = metrics.horizontalAdvance(text)
        left = max(taken + 16.0, min(x - 0.5 * wide, self.width() - wide))
        if left + wide <= self.width():
            painter.setPen(theme.colour("ink"))
            painter.drawText(QPointF(left, metrics.ascent()), text)
