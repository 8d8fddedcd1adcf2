"""A fold: a line with an arrow that unfolds what lies below it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.views.icons import icon
from gd_visualizer.views.theme import Theme

# The arrow fills the middle of its square only; without the rest it stands below the first letters of the headings.
ARROW, NARROW = 18, 12


class Fold(QWidget):
    """A button with an arrow, and a column that it shows or hides; folded at first.

    Signals
    -------
    unfolded(bool)
        The column was shown (True) or hidden.
    """

    unfolded = Signal(bool)

    def __init__(self, title: str, spacing: int = 8, parent: QWidget | None = None) -> None:
        """Make an empty fold; put things into ``column``."""
        super().__init__(parent)
        self._title = title
        self._theme: Theme | None = None
        self.button = QToolButton(self)
        self.button.setProperty("fold", True)
        self.button.setCheckable(True)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setText(title)
        self.button.toggled.connect(self._turn)
        self.body = QWidget(self)
        self.body.hide()
        self.column = QVBoxLayout(self.body)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(spacing)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addWidget(self.body)

    def show_changed(self, count: int) -> None:
        """Say how many settings below are not what they usually are, so that none is hidden unnoticed."""
        text = _("{title} ({count} changed)").format(title=self._title, count=count) if count else self._title
        if text != self.button.text():
            self.button.setText(text)

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self._theme = theme
        self.button.setIconSize(QSize(theme.px(NARROW), theme.px(ARROW)))
        self._draw_arrow()

    @Slot(bool)
    def _turn(self, unfolded: bool) -> None:
        self.body.setVisible(unfolded)
        self._draw_arrow()
        self.unfolded.emit(unfolded)

    def _draw_arrow(self) -> None:
        if self._theme is not None:
            self.button.setIcon(icon("chevron" if self.button.isChecked() else "folded", self._theme))
