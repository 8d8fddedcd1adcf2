"""Find what the program ships with: themes, data sets, icons and translations.

In a checkout the files lie in ``resources/`` beside the package, in an installed wheel inside the package.
"""

from __future__ import annotations

import gettext
import locale
import os
import re
from collections.abc import Sequence
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
DOMAIN = "gd_visualizer"
ENGLISH = "en"
# What says in which language a person reads, the first first.
VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def resources() -> Path:
    """Return the folder that holds everything the program ships with."""
    inside = _PACKAGE / "resources"
    return inside if inside.is_dir() else _PACKAGE.parent / "resources"


def resource(*parts: str) -> Path:
    """Return the path of one shipped file, such as ``resource("themes", "light.toml")``."""
    return resources().joinpath(*parts)


def asked_languages() -> tuple[str, ...]:
    """Return the languages that the environment asks for, best first, such as ``("de_AT", "de")``; often none."""
    named = [os.environ.get(name, "") for name in VARIABLES]
    # The first variable that says anything decides; LANGUAGE alone may hold several.
    wanted = next(filter(None, named), "") or locale.getlocale()[0] or ""
    return known_languages(wanted.split(":"))


def known_languages(names: Sequence[str]) -> tuple[str, ...]:
    """Return names such as ``de_AT.UTF-8`` or ``de-AT`` as folders may be called, each before its language alone.

    English ends the list, because nothing behind it can be better: the program is written in English.
    """
    found: dict[str, None] = {}
    for name in names:
        code = re.split(r"[.@]", name.replace("-", "_"))[0]
        if code.split("_")[0] == ENGLISH:
            break
        # Names become folders: nothing else may be reached by them.
        if re.fullmatch(r"[A-Za-z]{2,3}(_[A-Za-z0-9]{2,8})*", code):
            found |= {code: None, code.split("_")[0]: None}
    return tuple(found)


def _catalogue_for(languages: Sequence[str]) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, resource("translations"), languages=languages or [ENGLISH], fallback=True)


_languages = asked_languages()
_catalogue = _catalogue_for(_languages)


def languages() -> tuple[str, ...]:
    """Return the languages that this person reads, best first, without English, which is always there."""
    return _languages


def speak(wanted: Sequence[str]) -> None:
    """Use other languages from now on, best first, such as ``["pt-BR", "en"]``; what is on screen stays as it is."""
    global _languages, _catalogue  # noqa: PLW0603 -- chosen once, before the first sentence
    _languages = known_languages(wanted)
    _catalogue = _catalogue_for(_languages)


def translate(message: str) -> str:
    """Return a sentence in the person's language, or the English one where no translation exists."""
    return _catalogue.gettext(message) if message else ""


def translate_plural(singular: str, plural: str, count: int) -> str:
    """Return the form of a sentence that fits ``count`` things, in the person's language."""
    return _catalogue.ngettext(singular, plural, count)
