"""The state sentence: one sentence at the top of the window that says what is going on and what to do next."""

from __future__ import annotations

import html
import re

from PySide6.QtCore import QElapsedTimer, QEvent, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from gd_visualizer.session.notation import explained, knobs
from gd_visualizer.session.snapshot import Sentence, Snapshot
from gd_visualizer.views.announce import announce
from gd_visualizer.views.icons import icon
from gd_visualizer.views.safe_item import paint_widget
from gd_visualizer.views.theme import BODY, SENTENCE, TICK, Theme
from gd_visualizer.views.track_slider import BY_KEYBOARD, PASSING

HEIGHT, ICON, GAP, RING = 56, 36, 9, 2.0
NARROW = 800
LINES = 2
NARROW_SIZE = 16
QUIET_MS = 2000
_STRONG = re.compile(r"\*\*(.+?)\*\*")
_LETTER = re.compile(r"\*([^*]+)\*")


class StateSentence(QLabel):
    """An icon and a sentence in a row of fixed height, so that nothing dances.

    ``text()`` is the plain sentence; screen readers get it read out when it matters.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty row."""
        super().__init__(parent)
        self.setObjectName("state_sentence")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.theme: Theme | None = None
        self._sentence: Sentence | None = None
        self._phrases: dict[str, str] = {}
        self._document = QTextDocument(self)
        self._document.setDocumentMargin(0.0)
        self._picture = QPixmap()
        self._icon_for: tuple[object, ...] = ()
        self._ringed = False
        self._was_running = False
        self._spoken = ""
        self._since_spoken = QElapsedTimer()

    def draw(self, snapshot: Snapshot, instead: Sentence | None = None) -> None:
        """Show the sentence of a snapshot, or another one in its place."""
        sentence = snapshot.sentence if instead is None else instead
        if sentence != self._sentence:
            self._sentence = sentence
            self._phrases = {name: text for name, text in knobs(snapshot.document.model).items() if name not in "kL"}
            self.setText(sentence.plain)
            self._lay_out()
        self._announce(snapshot.status == "running", sentence.plain)

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self.theme = theme
        self.setFixedHeight(theme.px(HEIGHT))
        self._lay_out()

    def lines(self) -> int:
        """Return how many lines the sentence takes at present."""
        return sum(
            self._document.findBlockByNumber(number).layout().lineCount()
            for number in range(self._document.blockCount())
        )

    def _announce(self, running: bool, plain: str) -> None:
        """Read the sentence out: at once when a state begins, at most every two seconds while walking."""
        started, self._was_running = running and not self._was_running, running
        if plain == self._spoken:
            return
        if running and not started and self._since_spoken.isValid() and self._since_spoken.elapsed() < QUIET_MS:
            return
        if announce(self, plain):
            self._spoken = plain
            self._since_spoken.start()

    # Layout ----------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        """Set the sentence in the largest size that fits two lines; narrow windows begin smaller."""
        if self.theme is None or self._sentence is None:
            return
        self._draw_icon()
        narrow = self.width() < self.theme.px(NARROW)
        text = self._sentence.text
        for size in (NARROW_SIZE, BODY, TICK) if narrow else (SENTENCE, NARROW_SIZE, BODY, TICK):
            self._set(text, size)
            if self._fits():
                break
        words = text.split(" ")
        while not self._fits() and len(words) > 1:
            words.pop()
            # A mark that lost its other half closes here.
            cut = " ".join(words) + "…"
            self._set(cut + "**" * (cut.count("**") % 2), TICK)
        whole = "" if words == text.split(" ") else self._sentence.plain
        self.setToolTip("\n".join(filter(None, (whole, explained(self._sentence.plain, self._phrases)))))
        self.update()

    def _fits(self) -> bool:
        assert self.theme is not None
        return self.lines() <= LINES and self._document.size().height() <= self.height()

    def _set(self, text: str, size: int) -> None:
        assert self.theme is not None
        self._document.setDefaultFont(self.theme.font(size))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        self._document.setDefaultTextOption(option)
        self._document.setHtml(marked_up(text, self.theme))
        self._document.setTextWidth(max(1.0, self.width() - self._left()))

    def _left(self) -> float:
        assert self.theme is not None
        return float(self.theme.px(ICON + GAP) + RING)

    def _draw_icon(self) -> None:
        assert self.theme is not None
        assert self._sentence is not None
        key = (self._sentence.icon, self.theme, self.devicePixelRatioF())
        if key != self._icon_for:
            self._icon_for = key
            picture = icon(self._sentence.icon, self.theme, "loss" if self._sentence.icon == "diverged" else "ink")
            side = self.theme.px(ICON)
            self._picture = picture.pixmap(QSize(side, side), self.devicePixelRatioF())

    # Events of Qt ----------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """Return a width that takes most sentences."""
        return QSize(NARROW, HEIGHT if self.theme is None else self.theme.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Return a width at which words still fit."""
        return QSize(240, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon anew on another screen."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw icon and sentence, in the middle of the row."""
        paint_widget(self, self._paint)

    def _paint(self, painter: QPainter) -> None:
        if self.theme is None:
            return
        side = self.theme.px(ICON)
        painter.drawPixmap(round(RING), (self.height() - side) // 2, self._picture)
        painter.save()
        painter.translate(self._left(), round(0.5 * (self.height() - self._document.size().height())))
        self._document.drawContents(painter)
        painter.restore()
        if self._ringed and self.hasFocus():
            painter.setPen(QPen(self.theme.colour("ink"), RING))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.0, 3.0, -1.0, -3.0), 6.0, 6.0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring when the keyboard comes here."""
        super().focusInEvent(event)
        if event.reason() not in PASSING:
            self._ringed = event.reason() in BY_KEYBOARD
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()


def marked_up(text: str, theme: Theme) -> str:
    """Return a sentence with its marks as HTML; everything else in it stays as it is written."""
    found = _STRONG.sub(r'<span style="font-weight:600">\1</span>', html.escape(text))
    # The first letter is that of the parameter across, the second that of the one upwards.
    for letter, token in zip(dict.fromkeys(_LETTER.findall(found)), ("m", "b"), strict=False):
        style = f"color:{theme.css(letter if letter in ('m', 'b') else token)};font-weight:700;font-style:italic"
        found = found.replace(f"*{letter}*", f'<span style="{style}">{letter}</span>')
    return f'<div style="color:{theme.css("ink")}">{found}</div>'
