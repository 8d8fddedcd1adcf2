"""The card with the drawn calculation, and words for what its arrows mean."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt, Slot
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStackedWidget, QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.session.blame_words import SQUARE
from gd_visualizer.views.backward import ink
from gd_visualizer.views.backward.graph_painter import Look
from gd_visualizer.views.backward.graph_view import GraphView
from gd_visualizer.views.backward.moment import BackwardMoment
from gd_visualizer.views.cards.card import Card
from gd_visualizer.views.giving_way import Push
from gd_visualizer.views.safe_item import paint_widget
from gd_visualizer.views.theme import CAPTION, Theme

# How many times as wide as its key and its button the card is, at least, where there is a key.
KEY_SHARE = 1.6


class ArrowKey(QWidget):
    """What the two kinds of arrows mean."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the key."""
        super().__init__(parent)
        self.setAccessibleName(_("Solid arrows: values, forward. Dashed arrows: slopes, backward."))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._theme: Theme | None = None

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self._theme = theme
        self.setFixedSize(self.sizeHint())
        self.update()

    def _entries(self) -> tuple[tuple[str, bool], ...]:
        return (_("forward: values"), False), (_("backward: slopes"), True)

    def sizeHint(self) -> QSize:
        """Return the room that arrows and words need."""
        if self._theme is None:
            return QSize(300, 20)
        metrics = QFontMetricsF(self._theme.font(CAPTION))
        wide = sum(metrics.horizontalAdvance(text) for text, _dashed in self._entries())
        return QSize(round(wide + 4 * 8 + 2 * 36 + 24), self._theme.px(20))

    def minimumSizeHint(self) -> QSize:
        """Give way to the title."""
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw arrows and words."""
        paint_widget(self, self._paint)

    def _paint(self, painter: QPainter) -> None:
        theme = self._theme
        if theme is None:
            return
        metrics, x, y = QFontMetricsF(theme.font(CAPTION)), 4.0, 0.5 * self.height()
        for text, dashed in self._entries():
            path = QPainterPath(QPointF(x, y))
            path.lineTo(x + 36.0, y)
            ink.arrow(painter, path, ink.pen_of(theme.colour("ink"), 1.8, dashed=dashed), to_end=not dashed)
            painter.setFont(theme.font(CAPTION))
            painter.setPen(theme.colour("ink2"))
            cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, self.width() - x - 44.0))
            painter.drawText(QPointF(x + 44.0, y + 0.5 * metrics.capHeight()), cut)
            x += 44.0 + metrics.horizontalAdvance(text) + 24.0


class GraphCard(Card):
    """Title, what is shown, the key, and the graph."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty card."""
        super().__init__("", " ", parent)
        self.setObjectName("backward_graph_card")
        self.title.setTextFormat(Qt.TextFormat.RichText)
        self.graph = GraphView(self)
        self.key = ArrowKey(self)
        self.nothing = QLabel(self)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setWordWrap(True)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.graph)
        self.stack.addWidget(self.nothing)
        self.all_button = Push(_("Show all"), self)
        self.all_button.setObjectName("backward_show_all")
        self.all_button.setCheckable(True)
        self.all_button.setProperty("link", True)
        self.all_button.setToolTip(
            _("Show the whole calculation, or so much that it can be read. Ctrl and wheel zoom.")
        )
        self.all_button.setAccessibleDescription(self.all_button.toolTip())
        self.all_button.toggled.connect(self._show_all)
        self.head.addWidget(self.all_button)
        self.head.addSpacing(12)
        self.head.addWidget(self.key)
        self.body.addWidget(self.stack, 1)
        self._theme: Theme | None = None
        self._drawn: object = None

    def show_look(self, moment: BackwardMoment, look: Look) -> None:
        """Show a calculation with its numbers."""
        self.stack.setCurrentIndex(0)
        if self._drawn is not look.geometry:
            self._drawn = look.geometry
            self.all_button.setChecked(False)
        self.graph.show_look(look)
        self._offer_all()
        self.set_title(self._title(moment))
        step = moment.snapshot.step
        if moment.row is None:
            text = _("Mean of {count} points, at step {step}. Solid arrows work out the loss; dashed arrows say how "
                     "much each number is to blame for it.").format(count=moment.count, step=step)  # fmt: skip
        else:
            text = _("Point {number} of {count}, at step {step}. Solid arrows work out the {loss}; dashed arrows say "
                     "how much each number is to blame for it.").format(
                number=moment.row + 1, count=moment.count, step=step, loss=self._loss_word(moment))  # fmt: skip
        self.set_caption(text)

    def show_nothing(self, words: str) -> None:
        """Say why there is nothing to show."""
        self.stack.setCurrentIndex(1)
        self.nothing.setText(words)
        self.set_title(_("How the loss depends on the parameters"))
        self.set_caption("")

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self._theme = theme
        self.graph.restyle(theme)
        self.key.restyle(theme)

    @Slot(bool)
    def _show_all(self, everything: bool) -> None:
        if everything:
            self.graph.show_all()
        else:
            self.graph.unzoom()
        self._offer_all()

    def _offer_all(self) -> None:
        """Offer to show all only where something is out of view."""
        self.all_button.setVisible(self.all_button.isChecked() or self.graph.is_cut)

    def _loss_word(self, moment: BackwardMoment) -> str:
        return _("square") if moment.snapshot.objective.loss.key == SQUARE else _("loss")

    def _title(self, moment: BackwardMoment) -> str:
        names, theme = moment.names, self._theme
        if theme is None or len(names) > 2:
            texts = (_("How the loss depends on every parameter"), _("How one square depends on every parameter"),
                     _("How one loss depends on every parameter"))  # fmt: skip
        else:
            texts = (_("How the loss depends on {names}"), _("How one square depends on {names}"),
                     _("How one loss depends on {names}"))  # fmt: skip
        square = self._loss_word(moment) == _("square")
        pattern = texts[0] if moment.row is None else texts[1] if square else texts[2]
        if theme is None or len(names) > 2:
            return pattern
        letters = [f'<i style="color:{theme.css(moment.token(place))}">{name}</i>' for place, name in enumerate(names)]
        both = (
            letters[0] if len(letters) == 1 else _("{first} and {second}").format(first=letters[0], second=letters[1])
        )
        return pattern.format(names=both)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See whether all still fits."""
        super().resizeEvent(event)
        beside = self.key.sizeHint().width() + self.all_button.sizeHint().width()
        self.key.setVisible(self.width() >= KEY_SHARE * beside)
        # The title gives way before the button does.
        whole = self.all_button.sizeHint().width()
        self.all_button.setMinimumWidth(whole if self.width() >= 2 * whole else 0)
        self._offer_all()
