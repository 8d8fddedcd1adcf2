"""Preferences: what the window remembers from one time to the next. A damaged or missing file means the defaults."""

from __future__ import annotations

import math
import os
import tempfile
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

ORGANISATION = "Gradient Descent Visualizer"
APPLICATION = "gd-visualizer"
RECENT_AT_MOST = 8
LARGEST_SESSION = 1 << 20
TRIAL_BYTES = 4096


class Preferences:
    """Reads and writes settings by name; every value that makes no sense is read as its default."""

    def __init__(self) -> None:
        """Use the settings file of this person on this platform."""
        self._settings = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, ORGANISATION, APPLICATION)

    def _value(self, key: str, default: object = None) -> object:
        return self._settings.value(key, default)

    def choice(self, key: str, allowed: tuple[str, ...]) -> str:
        """Return one of the allowed words, the first where nothing sensible is kept."""
        value = str(self._value(key, allowed[0]))
        return value if value in allowed else allowed[0]

    def text(self, key: str, default: str) -> str:
        """Return a text as it was kept; who asks sees to it that it makes sense."""
        return str(self._value(key, default))

    def number(self, key: str, default: float, minimum: float, maximum: float) -> float:
        """Return a number inside its range."""
        try:
            value = float(str(self._value(key, default)))
        except ValueError:
            return default
        return value if minimum <= value <= maximum else default

    def flag(self, key: str, default: bool) -> bool:
        """Return True or False."""
        return str(self._value(key, default)).lower() in ("true", "1")

    def numbers(self, key: str) -> tuple[float, ...]:
        """Return finite numbers with spaces between, none where anything else is kept."""
        try:
            values = tuple(map(float, str(self._value(key, "")).split()))
        except ValueError:
            return ()
        return values if all(map(math.isfinite, values)) else ()

    def blob(self, key: str) -> QByteArray:
        """Return bytes that Qt made, such as the place of a window; empty where there are none."""
        value = self._value(key)
        return value if isinstance(value, QByteArray) else QByteArray()

    def keep(self, key: str, value: object) -> None:
        """Remember a value."""
        self._settings.setValue(key, value)

    def recent_files(self) -> tuple[Path, ...]:
        """Return the files opened last, newest first, even those that are no longer there."""
        value = self._value("recent", [])
        names = [value] if isinstance(value, str) else value if isinstance(value, list) else []
        return tuple(map(Path, map(str, names)))[:RECENT_AT_MOST]

    def remember_file(self, path: Path) -> None:
        """Put a file in front of the recent ones."""
        others = [str(other) for other in self.recent_files() if other != path]
        self.keep("recent", [str(path), *others][:RECENT_AT_MOST])

    def forget_files(self) -> None:
        """Empty the list of recent files."""
        self.keep("recent", [])

    def keep_session(self, text: str) -> None:
        """Remember a session for the next time; a session too large for settings is not kept."""
        if len(text) <= LARGEST_SESSION:
            self.keep("last_session", text)

    def last_session(self) -> str | None:
        """Return the session that was kept last, or None."""
        text = self._value("last_session")
        return text if isinstance(text, str) and text else None

    def is_writable(self) -> bool:
        """Return False where the settings cannot be kept."""
        file = Path(self._settings.fileName())
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            # Qt makes a new file beside the old one. A full disk is noticed only where something is really written.
            with tempfile.TemporaryFile(dir=file.parent) as trial:
                trial.write(bytes(TRIAL_BYTES))
        except OSError:
            return False
        return not os.path.lexists(file) or (file.is_file() and os.access(file, os.W_OK))


class PassingPreferences(Preferences):
    """Preferences of nobody: they begin with what is given and end with the window that is drawn with them."""

    def __init__(self, **given: object) -> None:
        """Begin with some values by name; all others have their defaults."""
        self._values = given

    def _value(self, key: str, default: object = None) -> object:
        return self._values.get(key, default)

    def keep(self, key: str, value: object) -> None:
        """Remember a value as long as the window is there."""
        self._values[key] = value

    def is_writable(self) -> bool:
        """Return True: there is no file that could be protected."""
        return True
