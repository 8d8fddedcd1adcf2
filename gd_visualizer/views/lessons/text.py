"""A piece of text of a lesson: it wraps, takes the colours of a theme, and is read out without its marks."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from gd_visualizer.session.lessons.markup import plain
from gd_visualizer.views.lessons.rich_text import as_html
from gd_visualizer.views.theme import Theme


class LessonText(QLabel):
    """A label that knows the marks of lessons."""

    def __init__(self, name: str, size: float, token: str = "ink", weight: int = 400, parent: QWidget | None = None):
        """Make an empty text.

        Parameters
        ----------
        name : str
            Its object name.
        size : float
            Of its letters, at 100 %.
        token : str
            The meaning of its colour.
        weight : int
            From 400, usual, to 700, bold.
        """
        super().__init__(parent)
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._size, self._token, self._weight = size, token, weight
        self._theme: Theme | None = None
        self._written = ""

    def write(self, text: str) -> None:
        """Show a text; nothing where it is empty."""
        self.setVisible(bool(text))
        if text != self._written:
            self._written = text
            self.setAccessibleName(plain(text))
            self._set()

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self._theme = theme
        self.setStyleSheet(f"font-size: {theme.px(self._size)}px; font-weight: {self._weight};")
        self._set()

    def _set(self) -> None:
        if self._theme is not None:
            self.setText(as_html(self._written, self._theme, self._token))
