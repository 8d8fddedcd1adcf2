"""Pages: the views of the middle of the window, one at a time, and the switch between them."""

from __future__ import annotations

from typing import Any, Protocol

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.session.snapshot import Sentence, Snapshot
from gd_visualizer.views.backward.backward_page import BackwardPage
from gd_visualizer.views.network.network_page import NetworkPage
from gd_visualizer.views.quiet_combo import QuietCombo
from gd_visualizer.views.race.race_page import RacePage
from gd_visualizer.views.segments import Segments
from gd_visualizer.views.theme import Theme

LINE = "line"
MAKERS: dict[str, type[QWidget]] = {"backward": BackwardPage, "network": NetworkPage, "race": RacePage}
# Pages with a panel of their own; beside the others stands the usual one.
OWN_PANEL = frozenset({"backward"})
SEGMENTS_FROM = 900


class Page(Protocol):
    """A widget that is a view of the middle of the window can do.

    Attributes
    ----------
    sentence : Sentence or None
        What belongs on top of the window while the page is shown; None is the usual sentence.
    """

    sentence: Sentence | None

    def draw(self, snapshot: Snapshot) -> None:
        """Show a snapshot."""

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""


def page_names() -> dict[str, str]:
    """Return what each page is called on its button, in the order of the buttons."""
    return {LINE: _("Line"), "backward": _("Backward"), "network": _("Network"), "race": _("Race")}


class Pages(QStackedWidget):
    """All pages; each of them is made when it is first wanted, so that the window opens quickly.

    Signals
    -------
    page_made(str, QWidget)
        A page was made, and its gestures want to be connected.
    switched(str)
        Another page is shown.
    sentence_changed()
        The page in view says something else.
    """

    page_made = Signal(str, QWidget)
    switched = Signal(str)
    sentence_changed = Signal()

    def __init__(self, line: Page, parent: QWidget | None = None) -> None:
        """Begin with the page of data and map."""
        super().__init__(parent)
        self.setObjectName("pages")
        self.key = LINE
        self._made: dict[str, Any] = {LINE: line}
        self._snapshot: Snapshot | None = None
        self._theme: Theme | None = None
        self.addWidget(self._made[LINE])

    @property
    def sentence(self) -> Sentence | None:
        """Return what the page in view says instead of the usual sentence."""
        page: Page = self._made[self.key]
        return page.sentence

    @property
    def has_own_panel(self) -> bool:
        """Return True where the page in view brings its own panel."""
        return self.key in OWN_PANEL

    def draw(self, snapshot: Snapshot) -> None:
        """Show a snapshot in the page in view; the others get it when they are shown."""
        self._snapshot = snapshot
        self._draw_page()

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self._theme = theme
        for page in self._made.values():
            page.restyle(theme)

    def show_page(self, key: str) -> None:
        """Show another page."""
        if key == self.key:
            return
        page = self._page(key)
        self.key = key
        self.setCurrentWidget(page)
        self._draw_page()
        self.switched.emit(key)

    def _page(self, key: str) -> Any:
        if key not in self._made:
            page: Any = MAKERS[key](self)
            if self._theme is not None:
                page.restyle(self._theme)
            self.addWidget(page)
            self._made[key] = page
            if hasattr(page, "sentence_changed"):
                page.sentence_changed.connect(self._pass_on)
            self.page_made.emit(key, page)
        return self._made[key]

    def _draw_page(self) -> None:
        if self._snapshot is not None:
            self._made[self.key].draw(self._snapshot)

    @Slot()
    def _pass_on(self) -> None:
        self.sentence_changed.emit()


class PageSwitch(QWidget):
    """Buttons for the pages, or a list of them where there is little room.

    Signals
    -------
    page_chosen(str)
        The person wants to see another page.
    """

    page_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the buttons."""
        super().__init__(parent)
        self.setObjectName("page_switch")
        self._keys = tuple(page_names())
        self.segments = Segments(_("View"), tuple(page_names().values()), parent=self)
        self.segments.setObjectName("page_segments")
        self.list = QuietCombo(_("View"), self)
        self.list.setObjectName("page_list")
        self.list.fill((key, name, "") for key, name in page_names().items())
        self.list.setSizeAdjustPolicy(QuietCombo.SizeAdjustPolicy.AdjustToContents)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.segments, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.list)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.list.hide()
        self.segments.chosen.connect(self._choose)
        self.list.activated.connect(self._choose)

    def show_page(self, key: str) -> None:
        """Show which page is in view."""
        self.segments.show_place(self._keys.index(key))
        self.list.show_key(key)

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self.segments.restyle(theme)

    def use_width(self, width: float) -> None:
        """Show buttons where there is room for them, else a list.

        Parameters
        ----------
        width : float
            Of the window, in pixels at 100 % text.
        """
        self.segments.setVisible(width >= SEGMENTS_FROM)
        self.list.setVisible(width < SEGMENTS_FROM)

    @Slot(int)
    def _choose(self, place: int) -> None:
        self.page_chosen.emit(self._keys[place])


def group_page_actions(actions: dict[str, QAction], parent: QWidget) -> QActionGroup:
    """Return the actions of the View menu that choose a page, of which one is ticked."""
    group = QActionGroup(parent)
    for key in page_names():
        action = actions[f"action_view_{key}"]
        action.setData(key)
        group.addAction(action)
    actions[f"action_view_{LINE}"].setChecked(True)
    return group
