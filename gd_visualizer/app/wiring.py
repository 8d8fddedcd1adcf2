"""The wiring: every connection between the window and the store stands on this one page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from gd_visualizer.app.appearance import Appearance
from gd_visualizer.app.desk_commands import DeskCommands
from gd_visualizer.app.export.commands import ExportCommands
from gd_visualizer.app.export.copy_commands import CopyCommands
from gd_visualizer.app.faults import Faults
from gd_visualizer.app.file_commands import FileCommands
from gd_visualizer.app.help_commands import HelpCommands
from gd_visualizer.app.lesson_wiring import LessonWiring
from gd_visualizer.app.main_window import MainWindow
from gd_visualizer.app.pages import LINE
from gd_visualizer.app.panel_commands import PanelCommands
from gd_visualizer.app.play_commands import PlayCommands
from gd_visualizer.app.race_wiring import RaceWiring
from gd_visualizer.app.recovery_commands import RecoveryCommands
from gd_visualizer.app.show_commands import ShowCommands
from gd_visualizer.app.step_commands import StepCommands
from gd_visualizer.app.table_commands import TableCommands
from gd_visualizer.app.tour_wiring import TourWiring
from gd_visualizer.runtime.preferences import Preferences
from gd_visualizer.runtime.recovery import Recovery
from gd_visualizer.runtime.store import Store
from gd_visualizer.session import choices, edits
from gd_visualizer.session.snapshot import Snapshot
from gd_visualizer.views.network.network_page import NetworkPage
from gd_visualizer.views.surface.surface_view import SurfaceView

REMEMBERED = ("action_log_bands", "action_log_loss")


class Wiring(QObject):
    """Turns what a person did into what the store shall do, and hands its snapshots to the window."""

    def __init__(self, window: MainWindow, store: Store, preferences: Preferences, recovery: Recovery) -> None:
        """Connect everything and draw the first snapshot."""
        super().__init__(window)
        self._window, self._store, self._preferences = window, store, preferences
        self.appearance = Appearance(window, preferences)
        self.recovery, self.faults = recovery, Faults(window, recovery)
        self.tables = TableCommands(window, store)
        self.files = FileCommands(window, store, preferences, self.recovery, self.tables)
        self._commands, self._help = PanelCommands(window, store), HelpCommands(window)
        self.race, self.lessons = RaceWiring(window, store), LessonWiring(window, store, preferences, self.files)
        self._tour = TourWiring(window, self.lessons)
        window.pages.page_made.connect(self._join)
        self._playing = PlayCommands(window, store, self.race)
        self._steps = StepCommands(window)
        self.exports = ExportCommands(window, store, self.race, preferences)
        self.copies = CopyCommands(window, store)
        self._connect_actions()
        self._connect_canvas()
        self._connect_surface()
        self._connect_panel()
        self._connect_the_rest()
        self._shown = ShowCommands(window, store, preferences)
        self.desks = self.files.desks = DeskCommands(window, store, self.lessons)
        self.recovery.desk = self.desks.desk
        self._restore_options()
        store.changed.connect(self.draw)
        store.failed.connect(self.faults.report)
        window.draw(store.snapshot)
        self._left_behind = RecoveryCommands(window, store, self.files, self.recovery)

    def _connect_actions(self) -> None:
        store, window, playing = self._store, self._window, self._playing
        slots: dict[str, Callable[..., object]] = {
            "action_undo": store.undo,
            "action_redo": store.redo,
            "action_add_point": self._start_cursor,
            "action_clear_points": self._clear,
            "action_take_line": self._take_line,
            "action_fit_view": store.fit_view,
            "action_clear_runs": store.shelf.clear,
            "action_log_bands": self._log_bands,
            "action_log_loss": self._log_loss,
            "action_play": playing.toggle_play,
            "action_step": playing.step,
            "action_step_back": playing.step_back,
            "action_ten_steps": playing.ten_steps,
            "action_ten_back": playing.ten_back,
            "action_restart": playing.restart,
            "action_first": playing.first,
            "action_last": playing.last,
            "action_faster": playing.faster,
            "action_slower": playing.slower,
            "action_rate_up": self._commands.rate_up,
            "action_rate_down": self._commands.rate_down,
            "action_exact": window.exact_answer.show_up,
            "action_step_numbers": window.step_numbers.show_up,
            "action_help": self._help.page,
            "action_associate": self._help.associate,
            "action_shortcuts": self._help.shortcuts,
            "action_doctor": self._help.doctor,
            "action_about": self._help.about,
            "action_quit": window.close,
        }
        for name, slot in slots.items():
            window.actions_by_name[name].triggered.connect(slot)
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), window)
        space.activated.connect(playing.press)

    def _connect_canvas(self) -> None:
        canvas, store = self._window.canvas, self._store
        canvas.point_added.connect(self._add_point)
        canvas.point_dragged.connect(self._move_point)
        canvas.point_nudged.connect(self._move_point)
        canvas.point_placed.connect(self._place_point)
        canvas.point_removed.connect(self._remove_point)
        canvas.drag_began.connect(store.begin_gesture)
        canvas.drag_ended.connect(store.end_gesture)
        canvas.drag_cancelled.connect(store.cancel_gesture)
        canvas.fit_requested.connect(store.fit_view)
        canvas.line_dragged.connect(self._drag_line)
        canvas.line_nudged.connect(self._drag_line)
        canvas.line_drag_began.connect(store.begin_gesture)
        canvas.line_drag_ended.connect(store.end_gesture)
        canvas.line_drag_cancelled.connect(store.cancel_gesture)

    def _connect_surface(self) -> None:
        store = self._store
        self._connect_map(self._window.surface)
        self._window.surface.place_hovered.connect(self._show_ghost)
        for view in self._window.line.slices:
            view.place_dragged.connect(self._drag_slice)
            view.drag_began.connect(store.begin_gesture)
            view.drag_ended.connect(store.end_gesture)
            view.drag_cancelled.connect(store.cancel_gesture)

    def _connect_map(self, surface: SurfaceView) -> None:
        store = self._store
        surface.start_dragged.connect(self._move_start)
        surface.start_nudged.connect(self._move_start)
        surface.start_placed.connect(self._place_start)
        surface.drag_began.connect(store.begin_gesture)
        surface.drag_ended.connect(store.end_gesture)
        surface.drag_cancelled.connect(store.cancel_gesture)
        surface.step_chosen.connect(store.seek)
        surface.line_taken.connect(self._take_line)
        surface.fit_requested.connect(store.fit_view)

    @Slot(str, QWidget)
    def _join(self, key: str, page: QWidget) -> None:
        """Connect a page that was just made."""
        if isinstance(page, NetworkPage):
            self._connect_map(page.surface)
            page.chart.step_chosen.connect(self._store.seek)
            page.axes_chosen.connect(self._commands.use_axes)
            page.network_asked.connect(self._use_network)
            page.parameter_typed.connect(self._type_parameter)

    def _connect_panel(self) -> None:
        panel, store, commands = self._window.panel, self._store, self._commands
        panel.dataset_chosen.connect(self._open_builtin)
        panel.part_chosen.connect(commands.choose_part)
        panel.setting_changed.connect(commands.change_setting)
        panel.batch_size_typed.connect(commands.set_batch_size)
        panel.seed_typed.connect(commands.set_seed)
        panel.climb_ticked.connect(commands.set_climb)
        panel.random_start_asked.connect(commands.throw_again)
        panel.map_axes_chosen.connect(commands.use_axes)
        panel.exact_asked.connect(self._window.actions_by_name["action_exact"].trigger)
        panel.earlier.run_ticked.connect(store.shelf.show)
        panel.earlier.run_named.connect(store.shelf.name)
        panel.earlier.run_removed.connect(store.shelf.remove)
        for rate in (panel.rate, self._window.lesson_panel.rate):
            rate.rate_dragged.connect(self._set_rate)
            rate.rate_typed.connect(self._type_rate)
            rate.drag_began.connect(store.seal)
            rate.drag_ended.connect(store.seal)

    def _connect_the_rest(self) -> None:
        window, store = self._window, self._store
        window.equation.parameters_typed.connect(self._type_line)
        window.formula.parameter_typed.connect(self._type_parameter)
        window.formula.axes_chosen.connect(self._commands.use_axes)
        window.chart.step_chosen.connect(store.seek)
        window.chart.scale_toggled.connect(window.actions_by_name["action_log_loss"].trigger)
        window.playback.timeline.step_chosen.connect(self._playing.seek)
        window.playback.speed.speed_chosen.connect(store.set_speed)
        window.flies_away.halve_requested.connect(self._playing.halve_learning_rate)
        window.flies_away.back_requested.connect(self._playing.back_to_best)
        window.exact_answer.start_asked.connect(self._commands.put_start)
        window.exact_answer.walk_asked.connect(store.play)
        window.exact_answer.example_asked.connect(self._commands.show_model)
        window.next_step.numbers_asked.connect(window.actions_by_name["action_step_numbers"].trigger)
        window.step_numbers.step_asked.connect(window.actions_by_name["action_step"].trigger)
        window.step_numbers.print_asked.connect(self._steps.print_it)
        window.step_numbers.pdf_asked.connect(self._steps.save_it)
        window.switch.page_chosen.connect(window.show_page)
        window.page_actions.triggered.connect(self._choose_page)
        window.menus["builtin"].triggered.connect(self._open_builtin_action)
        window.files_dropped.connect(self._drop)
        window.closing.connect(self.close)

    @Slot(object)
    def draw(self, snapshot: Snapshot) -> None:
        """Show a snapshot; the hint of the first screen goes when anything was done."""
        if self._window.call_out.isVisible() and (snapshot.step or snapshot.undo_label or snapshot.status == "running"):
            self._window.call_out.put_away()
        self._window.draw(snapshot)
        self.lessons.draw(snapshot)
        if not self.lessons.is_open:
            self.files.draw()
            self.recovery.look(snapshot.document, snapshot.last_step)

    @Slot()
    def close(self) -> None:
        """Keep what shall be there next time and end the training thread, whatever goes wrong on the way."""
        steps = (self.lessons.leave, self._keep_choices, self.files.keep_last, self._left_behind.let_go)
        failed = [step for step in steps if not self.faults.survives(step)]
        self.recovery.finish(keep=self._window.is_ending or bool(failed))
        self._store.close()

    def _keep_choices(self) -> None:
        """Remember what the person chose to see."""
        self._preferences.keep("speed", self._store.snapshot.speed)
        for name in REMEMBERED:
            self._preferences.keep(name, self._window.actions_by_name[name].isChecked())
        self._shown.keep()
        self.appearance.keep()

    # Edits ------------------------------------------------------------------------------------------------

    @Slot(float, float)
    def _add_point(self, x: float, y: float) -> None:
        self._commands.apply(edits.add_point, x, y)

    @Slot(int, float, float)
    def _move_point(self, point_id: int, x: float, y: float) -> None:
        self._commands.apply(edits.move_point, point_id, x, y)

    @Slot(int, float, float)
    def _place_point(self, point_id: int, x: float, y: float) -> None:
        self._commands.apply(edits.place_point, point_id, x, y)

    @Slot(int)
    def _remove_point(self, point_id: int) -> None:
        self._commands.apply(edits.remove_point, point_id)

    @Slot()
    def _clear(self) -> None:
        self._commands.apply(edits.clear_points)

    @Slot(float, float)
    def _move_start(self, across: float, up: float) -> None:
        self._commands.apply(edits.move_start, *self._start_at(across, up))

    @Slot(float, float)
    def _place_start(self, across: float, up: float) -> None:
        self._commands.apply(edits.place_start, *self._start_at(across, up))

    @Slot(float, float)
    def _drag_slice(self, across: float, up: float) -> None:
        """Start where the walk stands, but for one place on the map's axes."""
        snapshot = self._store.snapshot
        self._commands.apply(edits.move_start, *snapshot.plane.moved(snapshot.parameters, across, up).tolist())

    def _start_at(self, across: float, up: float) -> list[float]:
        """Return the start moved to a place of the map; what the map does not show of it stays."""
        start = np.array(self._store.snapshot.document.start)
        return self._store.snapshot.plane.moved(start, across, up).tolist()

    @Slot(float, float)
    def _drag_line(self, m: float, b: float) -> None:
        self._commands.apply(edits.move_start, m, b)

    @Slot(float, float)
    def _type_line(self, m: float, b: float) -> None:
        self._commands.apply(edits.place_start, m, b)

    @Slot(int, float)
    def _type_parameter(self, place: int, value: float) -> None:
        """Start where the walk stands, but for one parameter."""
        parameters = self._store.snapshot.parameters.tolist()
        parameters[place] = value
        self._commands.apply(edits.place_start, *parameters)

    @Slot()
    def _use_network(self) -> None:
        self._commands.apply(choices.use_small_network)

    @Slot(object)
    def _show_ghost(self, place: tuple[float, float] | None) -> None:
        plane = self._store.snapshot.plane
        self._window.canvas.show_ghost(None if place is None else plane.point(*place))

    @Slot()
    def _take_line(self) -> None:
        self._commands.apply(edits.place_start, *map(float, self._store.snapshot.parameters))

    @Slot(float)
    def _set_rate(self, rate: float) -> None:
        self._commands.apply(edits.set_learning_rate, rate)

    @Slot(float)
    def _type_rate(self, rate: float) -> None:
        self._store.seal()
        self._set_rate(rate)
        self._store.seal()

    @Slot(str)
    def _open_builtin(self, key: str) -> None:
        self._commands.apply(edits.open_builtin, key)

    @Slot(QAction)
    def _open_builtin_action(self, action: QAction) -> None:
        self._open_builtin(action.data())

    @Slot(list)
    def _drop(self, paths: list[Path]) -> None:
        self.files.open_path(paths[0])

    # Looks ----------------------------------------------------------------------------------------------

    @Slot()
    def _start_cursor(self) -> None:
        """Place a point by keyboard, where the points are drawn."""
        self._window.show_page(LINE)
        self._window.canvas.start_cursor()

    @Slot(QAction)
    def _choose_page(self, action: QAction) -> None:
        self._window.show_page(action.data())

    def _restore_options(self) -> None:
        """Space bands and losses as they were spaced the last time."""
        for name in REMEMBERED:
            if self._preferences.flag(name, False):
                self._window.actions_by_name[name].trigger()

    @Slot(bool)
    def _log_bands(self, ticked: bool) -> None:
        self._store.use_spacing("logarithm" if ticked else "square root")

    @Slot(bool)
    def _log_loss(self, ticked: bool) -> None:
        self._window.chart.set_logarithmic(ticked)
