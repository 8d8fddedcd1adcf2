"""The tour in the window: which widget each of its stops is about, and that all is as before when it is over."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QRect, Slot
from PySide6.QtWidgets import QWidget

from gd_visualizer.app.lesson_wiring import LessonWiring
from gd_visualizer.app.main_window import MainWindow
from gd_visualizer.app.pages import LINE
from gd_visualizer.session.tour import tour_stops


class TourWiring(QObject):
    """Begins the tour in the line view, and goes back to the view that was shown."""

    def __init__(self, window: MainWindow, lessons: LessonWiring) -> None:
        """Connect everything that offers the tour."""
        super().__init__(window)
        self._window, self._lessons = window, lessons
        self._page = LINE
        window.actions_by_name["action_tour"].triggered.connect(self.begin)
        window.call_out.tour_asked.connect(self.begin)
        window.help.tour_asked.connect(self.begin)
        window.tour.ended.connect(self._give_back)

    @Slot()
    def begin(self) -> None:
        """Show the first stop; an open chapter is left first."""
        window = self._window
        if window.tour.isVisible():
            return
        self._lessons.leave()
        window.help.hide()
        window.call_out.put_away()
        self._page = window.pages.key
        window.show_page(LINE)
        stops = tuple(stop for stop in tour_stops() if not self._place_of(stop.part).isEmpty())
        if stops:
            window.tour.begin(stops, self._place_of)
        else:
            # A window that is not on the screen at all has nothing to show.
            self._give_back()

    @Slot()
    def _give_back(self) -> None:
        self._window.show_page(self._page)

    def _place_of(self, part: str) -> QRect:
        """Return where a part is in the window."""
        window = self._window
        widgets: dict[str, QWidget] = {
            "formula": window.formula if window.equation.isHidden() else window.equation,
            "misses": window.canvas,
            "playback": window.playback,
            "settings": window.panel,
            "views": window.switch,
            **window.line.cards(),
        }
        widget = widgets[part]
        if not widget.isVisible():
            return QRect()
        place = QRect(widget.mapTo(window, QPoint()), widget.size()).adjusted(-3, -3, 3, 3)
        return place.intersected(window.rect())
