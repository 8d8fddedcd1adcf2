"""The exact answer: the best parameters, the equations that give them, and why there are often none."""

from __future__ import annotations

import html
import re

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from gd_visualizer.assets import translate as _
from gd_visualizer.core.models.network import Network
from gd_visualizer.core.objective import Objective
from gd_visualizer.session.exact_answer import ExactAnswer, Line, exact_answer
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.views.theme import BODY, SENTENCE, TITLE, Theme

WIDTH, HEIGHT, MARGIN = 620, 640, 16
INDENT = 24
# The largest part of the screen that the dialog takes.
ROOM = 0.9
EXAMPLE = Network.key
_STRONG = re.compile(r"\*\*(.+?)\*\*")
_LETTER = re.compile(r"\*([^*]+)\*")


class ExactAnswerDialog(QDialog):
    """The answer as text that can be selected and copied; it follows the points while it is open.

    Signals
    -------
    start_asked(tuple of P floats)
        The walk shall start at the best parameters.
    walk_asked()
        The walk shall go on from where it stands; nothing is moved.
    example_asked(str)
        The key of a model that has no exact answer, to see why.
    """

    start_asked = Signal(object)
    walk_asked = Signal()
    example_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty dialog."""
        super().__init__(parent)
        self.setObjectName("exact_answer")
        self.setWindowTitle(_("The exact answer"))
        self.setAccessibleName(_("The exact answer"))
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, False)
        self._theme: Theme | None = None
        self._snapshot: Snapshot | None = None
        self._drawn: Objective | None = None
        self._answer = ExactAnswer(())
        self.page = QTextBrowser(self)
        self.page.setObjectName("exact_page")
        self.page.setAccessibleName(_("The exact answer and the way to it"))
        self.page.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.start = self._button("exact_start", _("Put the start there"), _("Lets the walk start at the best place."))
        self.walk = self._button("exact_walk", _("Walk there"), _("Closes this and plays. It moves nothing else."))
        self.why = self._button(
            "exact_why",
            _("Why can't we always do this?"),
            _("Changes the model to a network, which has no such formula. Undo brings yours back."),
        )
        self.copy = self._button("exact_copy", _("Copy"), _("Copies everything above as text."))
        self.close_button = self._button("exact_close", _("Close"), "")
        self.close_button.clicked.connect(self.reject)
        self.start.clicked.connect(self._ask_start)
        self.walk.clicked.connect(self._ask_walk)
        self.why.clicked.connect(self._ask_example)
        self.copy.clicked.connect(self._copy)
        self._lay_out()

    def draw(self, snapshot: Snapshot) -> None:
        """Show the answer to the points, model and loss of a snapshot; steps change nothing here.

        While the dialog is closed nothing is worked out.
        """
        self._snapshot = snapshot
        if not self.isVisible():
            return
        if self._drawn is not snapshot.objective:
            self._drawn = snapshot.objective
            self._answer = exact_answer(snapshot)
            known = self._answer.parameters is not None
            self.start.setVisible(known)
            self.why.setVisible(known)
            self.walk.setText(_("Walk there") if known else _("Walk downhill"))
            self._show()
        self.walk.setEnabled(snapshot.surface is not None and snapshot.status != "running")
        self.start.setEnabled(self._answer.parameters != snapshot.document.start)

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self._theme = theme
        self._show()

    @Slot()
    def show_up(self) -> None:
        """Open, as large as the text asks for and the screen allows, or come to the front."""
        if not self.isVisible() and self._theme is not None:
            room = self.screen().availableSize() * ROOM
            self.resize(QSize(self._theme.px(WIDTH), self._theme.px(HEIGHT)).boundedTo(room))
        self.show()
        self.close_button.setFocus()
        self.activateWindow()

    def text(self) -> str:
        """Return everything as plain text."""
        return self._answer.text

    # Building --------------------------------------------------------------------------------------------

    def _button(self, name: str, title: str, tip: str) -> QPushButton:
        button = QPushButton(title, self)
        button.setObjectName(name)
        button.setToolTip(tip)
        button.setAccessibleDescription(tip)
        button.setAutoDefault(False)
        return button

    def _lay_out(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        for button in (self.start, self.walk):
            first.addWidget(button)
        first.addStretch(1)
        first.addWidget(self.copy)
        first.addWidget(self.close_button)
        second.addWidget(self.why)
        second.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(8)
        column.addWidget(self.page, 1)
        column.addLayout(first)
        column.addLayout(second)

    def _show(self) -> None:
        """Set the text, and stay at the place that was being read."""
        if self._theme is None or not self._answer.lines:
            return
        bar = self.page.verticalScrollBar()
        place = bar.value()
        self.page.setHtml(page_of(self._answer, self._theme))
        bar.setValue(place)

    # What a person does ----------------------------------------------------------------------------------

    @Slot()
    def _ask_start(self) -> None:
        if self._answer.parameters is not None:
            self.start_asked.emit(self._answer.parameters)

    @Slot()
    def _ask_walk(self) -> None:
        self.accept()
        self.walk_asked.emit()

    @Slot()
    def _ask_example(self) -> None:
        self.example_asked.emit(EXAMPLE)

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())

    # Qt --------------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Work out the answer to the snapshot of now."""
        super().showEvent(event)
        if self._snapshot is not None:
            self.draw(self._snapshot)


def page_of(answer: ExactAnswer, theme: Theme) -> str:
    """Return the answer as HTML in the colours and sizes of a theme."""
    parts = [_part(line, theme, place == 0) for place, line in enumerate(answer.lines)]
    return f'<body style="color:{theme.css("ink")};font-size:{theme.px(BODY)}px">{"".join(parts)}</body>'


def _part(line: Line, theme: Theme, is_headline: bool) -> str:
    """Return one line as a paragraph."""
    text = _LETTER.sub(_Letters(theme).coloured, _STRONG.sub(r"<b>\1</b>", html.escape(line.text)))
    px = theme.px
    style = f"margin-top:{px(4)}px;margin-bottom:{px(4)}px"
    if is_headline:
        style += f";font-size:{px(SENTENCE)}px;margin-bottom:{px(8)}px"
    elif line.kind == "heading":
        style += f";font-size:{px(TITLE)}px;font-weight:600;margin-top:{px(14)}px"
    elif line.kind == "formula":
        style += f";margin-left:{px(INDENT)}px"
    return f'<p style="{style}">{text}</p>'


class _Letters:
    """Writes the letters of parameters as the window does: m and b in their colours, all slanted and strong."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def coloured(self, found: re.Match[str]) -> str:
        letter = found.group(1)
        colour = self._theme.css(letter if letter in ("m", "b") else "ink")
        return f'<span style="color:{colour};font-weight:700;font-style:italic">{letter}</span>'
