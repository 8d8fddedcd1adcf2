"""Tell in plain words whether a window can open here, and what to do where it cannot.

Qt ends the whole process, without an exception, where it finds no screen or lacks a system library. So the same
questions are asked here first. Importing this module does not import Qt.
"""

from __future__ import annotations

import ctypes
import importlib
import importlib.metadata
import importlib.util
import locale
import os
import platform
import struct
import sys
from pathlib import Path
from typing import Any

from gd_visualizer import __version__
from gd_visualizer.app.system_libraries import missing_libraries, packages_of, why_not_loadable
from gd_visualizer.assets import translate as _

_PACKAGES = ["PySide6-Essentials", "shiboken6", "pyqtgraph", "numpy", "contourpy", "qtawesome"]
_VARIABLES = ["QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "DISPLAY", "XDG_SESSION_TYPE", "XDG_CURRENT_DESKTOP"]
_ON_SCREEN = ("xcb", "wayland")


def display_problem() -> str | None:
    """Return one sentence about what keeps a window from opening and how to get it, or None if nothing does.

    Ask this before a ``QApplication`` is made. A platform that needs no screen and was asked for by
    ``QT_QPA_PLATFORM``, such as offscreen, is fine.
    """
    if importlib.util.find_spec("PySide6") is None:
        return _("PySide6, which draws the window, is not installed: pip install PySide6-Essentials.")
    if sys.platform.startswith("linux"):
        problem = _linux_problem()
        if problem:
            return problem
    return _import_problem()


def report() -> str:
    """Return a report for people, and for their bug reports: can a window open, and with what versions."""
    problem = display_problem()
    if problem:
        verdict = _("No window can open here. {problem}").format(problem=problem)
    elif _is_invisible():
        verdict = _("A window can open here, but QT_QPA_PLATFORM asks for one that nobody sees.")
    else:
        verdict = _("A window can open here.")
    facts = [
        (_("Program"), f"gd-visualizer {__version__}"),
        (
            _("Python"),
            f"{platform.python_version()} ({platform.python_implementation()}, {struct.calcsize('P') * 8} bit)",
        ),
        (_("System"), _system()),
        (_("Language"), ".".join(part for part in locale.getlocale() if part) or "C"),
        *((name, _version(name)) for name in _PACKAGES),
        *((name, os.environ[name]) for name in _VARIABLES if os.environ.get(name)),
        *([] if problem else _screen_facts()),
    ]
    width = max(len(name) for name, _value in facts)
    return "\n".join([verdict, *_warnings(), "", *(f"{name:<{width}}  {value}" for name, value in facts)])


def run() -> int:
    """Print the report; return 0 when a window can open, and 2 when not."""
    print(report())
    return 0 if display_problem() is None else 2


def _linux_problem() -> str | None:
    """Ask each platform that Qt would try, and complain only if none of them works."""
    wanted = [name.split(":")[0] for name in os.environ.get("QT_QPA_PLATFORM", "").split(";") if name]
    problems = []
    for name in wanted or _default_platforms():
        problem = _screen_problem(name) or _plugin_problem(name)
        if problem is None:
            return None
        problems.append(problem)
    if problems:
        return problems[0]
    return _(
        "There is no screen here, since neither WAYLAND_DISPLAY nor DISPLAY is set: start the program from a desktop "
        "session, with `ssh -X`, or on a virtual screen with `xvfb-run gd-visualizer` (Debian and Ubuntu: sudo apt "
        "install xvfb xauth; Fedora: sudo dnf install xorg-x11-server-Xvfb)."
    )


def _default_platforms() -> list[str]:
    """Return what Qt tries by itself, in its order."""
    wayland = bool(os.environ.get("WAYLAND_DISPLAY"))
    if not wayland and os.environ.get("XDG_SESSION_TYPE") == "wayland":
        wayland = Path(os.environ.get("XDG_RUNTIME_DIR", ""), "wayland-0").is_socket()
    return [*(["wayland"] if wayland else []), *(["xcb"] if os.environ.get("DISPLAY") else [])]


def _screen_problem(name: str) -> str | None:
    """Knock at the screen that a platform needs."""
    if not name.startswith(_ON_SCREEN):
        return None
    if name.startswith("wayland"):
        library, connect, disconnect = "libwayland-client.so.0", "wl_display_connect", "wl_display_disconnect"
        variable, screen = "WAYLAND_DISPLAY", os.environ.get("WAYLAND_DISPLAY", "wayland-0")
    else:
        library, connect, disconnect = "libX11.so.6", "XOpenDisplay", "XCloseDisplay"
        variable, screen = "DISPLAY", os.environ.get("DISPLAY", "")
    reason = why_not_loadable(library)
    if reason:
        return _library_problem(name, reason)
    functions = ctypes.CDLL(library)
    getattr(functions, connect).restype = ctypes.c_void_p
    getattr(functions, connect).argtypes = [ctypes.c_char_p]
    getattr(functions, disconnect).argtypes = [ctypes.c_void_p]
    connection = getattr(functions, connect)(None)
    if connection:
        getattr(functions, disconnect)(connection)
        return None
    return _(
        "The screen {screen!r} that {variable} names does not answer or does not let this user in: start the program "
        "from a desktop session as the user who is logged in, or on a virtual screen with `xvfb-run gd-visualizer`."
    ).format(screen=screen, variable=variable)


def _plugin_problem(name: str) -> str | None:
    """Load the plugin by which Qt reaches the screen, to see whether its libraries are there."""
    folder = _plugin_folder()
    if folder is None:
        return None  # PySide6 of a distribution, whose packages know what they need
    plugin = folder / f"libq{name}.so"
    if name.startswith("wayland") and not plugin.exists():  # older: wayland-egl, wayland-generic
        plugin = next(iter(sorted(folder.glob("libqwayland*.so"))), plugin)
    if not plugin.exists():
        known = ", ".join(sorted(path.stem.removeprefix("libq") for path in folder.glob("libq*.so")))
        return _("Qt has no platform {name!r}; set QT_QPA_PLATFORM to one of {known}, or leave it out.").format(
            name=name, known=known
        )
    reason = why_not_loadable(plugin)
    return _library_problem(name, reason) if reason else None


def _library_problem(name: str, reason: str) -> str:
    missing = missing_libraries("wayland" if name.startswith("wayland") else name, reason)
    if not missing:
        return _("Qt cannot use the platform {name!r}, since a system library does not fit: {reason}.").format(
            name=name, reason=reason
        )
    debian, fedora = packages_of(missing)
    return _(
        "Qt needs libraries that this system lacks ({libraries}): install them (Debian and Ubuntu: sudo apt install "
        "{debian}; Fedora: sudo dnf install {fedora})."
    ).format(libraries=", ".join(missing), debian=debian, fedora=fedora)


def _plugin_folder() -> Path | None:
    """Return where PySide6 keeps the plugins of its platforms, without importing it."""
    spec = importlib.util.find_spec("PySide6")
    for place in (spec.submodule_search_locations or []) if spec else []:
        folder = Path(place, "Qt", "plugins", "platforms")
        if folder.is_dir():
            return folder
    return None


def _import_problem() -> str | None:
    """Import Qt, as the window is about to do anyway."""
    try:
        importlib.import_module("PySide6.QtWidgets")
    except ImportError as error:
        if "cannot open shared object file" in str(error):
            return _library_problem("offscreen", str(error))
        return _("PySide6 is installed but cannot be loaded ({reason}): reinstall PySide6-Essentials.").format(
            reason=error
        )
    return None


def _is_invisible() -> bool:
    wanted = os.environ.get("QT_QPA_PLATFORM", "").split(":")[0]
    return wanted in {"offscreen", "minimal", "minimalegl"}


def _system() -> str:
    try:
        distribution = platform.freedesktop_os_release().get("PRETTY_NAME", "")
    except OSError:
        distribution = ""
    parts = [platform.system(), platform.release(), platform.machine(), distribution]
    return " ".join(part for part in parts if part)


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return _("not installed")


def _warnings() -> list[str]:
    """Name the traps that are known to bite in use, though the window opens."""
    numbers = [int(part) for part in _version("PySide6-Essentials").split(".")[:2] if part.isdigit()]
    if sys.version_info < (3, 12) and numbers >= [6, 12]:
        return [
            _("This PySide6 ends the program after some seconds on Python 3.11: pip install 'PySide6-Essentials<6.12'.")
        ]
    return []


def _screen_facts() -> list[tuple[str, str]]:
    """Ask Qt itself what it draws with, now that it is known to start."""
    core: Any = importlib.import_module("PySide6.QtCore")
    gui: Any = importlib.import_module("PySide6.QtGui")
    application = gui.QGuiApplication.instance() or gui.QGuiApplication(["gd-visualizer"])
    facts = [(_("Qt"), core.qVersion()), (_("Platform"), application.platformName())]
    for screen in application.screens():
        size = screen.size()
        scale = screen.devicePixelRatio()
        facts.append((_("Screen"), f"{size.width()} × {size.height()}, × {scale:g}, {screen.depth()} bit"))
    return facts
