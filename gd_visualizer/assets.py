"""Find what the program ships with: themes, data sets, icons and translations.

In a checkout the files lie in ``resources/`` beside the package, in an installed wheel inside the package.
"""

from __future__ import annotations

import gettext
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
DOMAIN = "gd_visualizer"


def resources() -> Path:
    """Return the folder that holds everything the program ships with."""
    inside = _PACKAGE / "resources"
    return inside if inside.is_dir() else _PACKAGE.parent / "resources"


def resource(*parts: str) -> Path:
    """Return the path of one shipped file, such as ``resource("themes", "light.toml")``."""
    return resources().joinpath(*parts)


_catalogue = gettext.translation(DOMAIN, localedir=resource("translations"), fallback=True)


def translate(message: str) -> str:
    """Return a sentence in the person's language, or the English one where no translation exists."""
    return _catalogue.gettext(message) if message else ""


def translate_plural(singular: str, plural: str, count: int) -> str:
    """Return the form of a sentence that fits ``count`` things, in the person's language."""
    return _catalogue.ngettext(singular, plural, count)
