"""What am I looking at: words about the view at hand, and a glossary to search."""

from __future__ import annotations

import html

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QTextBrowser, QVBoxLayout, QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.session.glossary import found_in, glossary
from gd_visualizer.session.page_help import page_help
from gd_visualizer.session.term import Term
from gd_visualizer.views.cards.card import words
from gd_visualizer.views.lessons.rich_text import as_html
from gd_visualizer.views.theme import Theme

HIGHEST = 680


class HelpDialog(QDialog):
    """The view at hand in a few sentences, and below it every term, plain words first.

    Signals
    -------
    tour_asked()
        The person wants to be shown the window.
    """

    tour_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the dialog, showing nothing yet."""
        super().__init__(parent)
        self.setObjectName("help_dialog")
        self.setWindowTitle(_("What am I looking at?"))
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, False)
        self._theme: Theme | None = None
        self._page = ""
        self._terms = glossary()
        self.about = QTextBrowser(self)
        self.about.setObjectName("help_about")
        self.about.setAccessibleName(_("About this view"))
        self.search = QLineEdit(self)
        self.search.setObjectName("glossary_search")
        self.search.setPlaceholderText(_("Search a word, such as loss"))
        self.search.setAccessibleName(_("Search the glossary"))
        self.search.setClearButtonEnabled(True)
        self.list = QTextBrowser(self)
        self.list.setObjectName("glossary_list")
        self.list.setAccessibleName(_("Glossary"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        tour = buttons.addButton(_("Tour of the window"), QDialogButtonBox.ButtonRole.ActionRole)
        tour.setObjectName("help_tour")
        tour.clicked.connect(self.tour_asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        self.head = words("", "title", self)
        column.addWidget(self.head)
        column.addWidget(self.about, 2)
        column.addWidget(words(_("Words"), "title", self))
        column.addWidget(self.search)
        column.addWidget(self.list, 3)
        column.addWidget(buttons)
        self.search.textEdited.connect(self._find)

    def show_page(self, key: str, title: str) -> None:
        """Say what is to be seen on a view, and put the cursor where a word can be typed."""
        self._page = key
        self.head.setText(title)
        self._write()
        self.show()
        self.raise_()
        self.activateWindow()
        self.search.setFocus()
        self.search.selectAll()

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self._theme = theme
        if self.isHidden():
            # Not higher than a small screen, however large the text is.
            self.resize(theme.px(620), min(theme.px(600), HIGHEST))
        self._write()

    def _write(self) -> None:
        if self._theme is None or not self._page:
            return
        theme = self._theme
        self.about.setHtml("".join(f"<p>{as_html(text, theme)}</p>" for text in page_help(self._page)))
        self._find(self.search.text())

    @Slot(str)
    def _find(self, wanted: str) -> None:
        """List the terms that are meant."""
        found = found_in(self._terms, wanted)
        none = html.escape(_("No word here has these letters. Try a shorter one."))
        self.list.setHtml("".join(map(self._entry, found)) or f"<p>{none}</p>")

    def _entry(self, term: Term) -> str:
        assert self._theme is not None
        faint, ink = self._theme.css("ink2"), self._theme.css("ink")
        also = f' <span style="color:{faint}">({html.escape(term.also)})</span>' if term.also else ""
        return (
            f'<p style="color:{ink}"><b>{html.escape(term.name)}</b>{also}<br>{html.escape(term.plain)}<br>'
            f'<span style="color:{faint}">{html.escape(term.exact)}</span></p>'
        )
