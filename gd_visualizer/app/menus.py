"""The actions and the menu bar, built from the table of commands."""

from __future__ import annotations

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget

from gd_visualizer.app.actions import commands
from gd_visualizer.assets import translate as _


def make_actions(parent: QWidget) -> dict[str, QAction]:
    """Return an action for every command, by object name."""
    made: dict[str, QAction] = {}
    for command in commands():
        if not command.name.startswith("action_"):
            continue
        action = QAction(command.text, parent)
        action.setObjectName(command.name)
        action.setStatusTip(command.tip)
        keys = [QKeySequence(key) for key in command.keys]
        action.setShortcuts(keys)
        shown = keys[0].toString(QKeySequence.SequenceFormat.NativeText) if keys else ""
        action.setToolTip(f"{command.tip} ({shown})" if shown else command.tip)
        action.setCheckable(command.checkable)
        made[command.name] = action
    made["action_quit"].setMenuRole(QAction.MenuRole.QuitRole)
    made["action_about"].setMenuRole(QAction.MenuRole.AboutRole)
    return made


def build_menus(window: QMainWindow, actions: dict[str, QAction], themes: QActionGroup) -> dict[str, QMenu]:
    """Fill the menu bar of a window, and return its menus by name.

    Parameters
    ----------
    window : QMainWindow
    actions : dict from name to QAction
        One for each command.
    themes : QActionGroup
        Gets an action for each theme.
    """
    menus: dict[str, QMenu] = {}
    titles = {"file": _("&File"), "edit": _("&Edit"), "view": _("&View"), "run": _("&Run"), "help": _("&Help")}
    for key, title in titles.items():
        menus[key] = window.menuBar().addMenu(title)
    current = "file"
    for command in commands():
        current = command.menu or current
        if command.text == "-":
            menus[current].addSeparator()
        elif command.name.startswith("menu_"):
            menus[command.name.removeprefix("menu_")] = menus[current].addMenu(command.text)
        else:
            menus[current].addAction(actions[command.name])
    names = {"system": _("Like the system"), "light": _("Light"), "dark": _("Dark"), "contrast": _("High contrast")}
    for key, title in names.items():
        action = QAction(title, themes, checkable=True)
        action.setObjectName(f"theme_{key}")
        action.setData(key)
        menus["theme"].addAction(action)
    return menus
