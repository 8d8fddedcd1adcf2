"""Opening by double click: tell the desktop that session files (.gdv) belong to this program.

Linux: the shared MIME database and the desktop entry specification of freedesktop.org. Windows: the classes of the
present user in the registry. Both are undone by taking the same things away. macOS ties files to bundles, which a
Python program is not.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from xml.sax.saxutils import escape

from gd_visualizer.assets import resource
from gd_visualizer.assets import translate as _
from gd_visualizer.core.errors import InputError
from gd_visualizer.session.files.save import write_whole

NAME, KIND, CLASS = "gd-visualizer", "application/x-gd-visualizer", "GradientDescentVisualizer.Session"
TITLE = "Gradient Descent Visualizer"
MIME = """<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="{kind}">
    <comment>{comment}</comment>
    <sub-class-of type="application/json"/>
    <glob pattern="*.gdv"/>
  </mime-type>
</mime-info>
"""
DESKTOP = """[Desktop Entry]
Type=Application
Name={title}
Comment={comment}
Exec={command} %f
Icon={icon}
Terminal=false
Categories=Education;Science;Math;
MimeType={kind};
"""
SECONDS = 20


def associate() -> str:
    """Let a double click on a session file open this program, for this person alone; return what was done.

    Raises
    ------
    InputError
        Where this system has no such setting, or it cannot be written.
    """
    if sys.platform == "win32":
        return _associate_on_windows()
    if sys.platform == "darwin":
        raise InputError(
            _("On macOS, choose Open With in the Finder's menu of a .gdv file: only bundles can be set here.")
        )
    home = _data_home()
    comment = _("See what training a neural network means.")
    # The launcher reads backslashes twice: once for the entry, once for the command.
    command = " ".join(map(_quoted, (sys.executable, "-m", "gd_visualizer"))).replace("\\", "\\\\")
    entry = DESKTOP.format(
        title=TITLE, comment=comment, command=command.replace("%", "%%"), kind=KIND,
        icon=resource("icons", "gd-visualizer.svg"),
    )  # fmt: skip
    try:
        for path, text in (
            (home / "mime" / "packages" / f"{NAME}.xml", MIME.format(kind=KIND, comment=escape(_("Training session")))),
            (home / "applications" / f"{NAME}.desktop", entry),
        ):
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, text.encode())
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(_("{folder} cannot be written: {reason}").format(folder=home, reason=reason)) from error
    _run("update-mime-database", str(home / "mime"))
    _run("update-desktop-database", str(home / "applications"))
    _run("xdg-mime", "default", f"{NAME}.desktop", KIND)
    return _("A double click on a .gdv file opens it here now. What was written lies in {folder}.").format(folder=home)


def _data_home() -> Path:
    """Return where a person's programs and kinds of files are listed."""
    given = Path(os.environ.get("XDG_DATA_HOME", ""))
    return given if given.is_absolute() else Path.home() / ".local" / "share"


def _quoted(word: str) -> str:
    """Return a word of a command as the desktop entry specification wants it."""
    for sign in '\\"`$':
        word = word.replace(sign, f"\\{sign}")
    return f'"{word}"'


def _run(*command: str) -> None:
    """Run a helper of the desktop where it is installed; without it, the desktop reads the files when it starts."""
    if shutil.which(command[0]):
        try:
            subprocess.run(command, check=False, capture_output=True, timeout=SECONDS)
        except (OSError, subprocess.SubprocessError):
            return


def _associate_on_windows() -> str:
    if sys.platform == "win32":
        import winreg

        program = Path(sys.executable)
        window_only = program.with_name("pythonw.exe")
        command = f'"{window_only if window_only.exists() else program}" -m gd_visualizer "%1"'
        classes = r"Software\Classes"
        for key, value in (
            (rf"{classes}\.gdv", CLASS),
            (rf"{classes}\{CLASS}", _("Training session")),
            (rf"{classes}\{CLASS}\shell\open\command", command),
        ):
            winreg.SetValue(winreg.HKEY_CURRENT_USER, key, winreg.REG_SZ, value)
    return _("A double click on a .gdv file opens it here now.")
