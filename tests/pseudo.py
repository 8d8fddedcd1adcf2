"""A language that nobody speaks: it shows which sentences are not translated, and where a longer one does not fit.

Every word of two letters or more gets accents, every sentence brackets and two fifths more length. Names in braces,
marks, keys behind an ``&`` and single letters stay, as they do in any translation. The catalogue is a real one,
compiled from what ``tools.translations`` gathers: a sentence that is not gathered stays English too.
"""

from __future__ import annotations

import math
import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog

from tools.translations import RESOURCES, compiled, template

LANGUAGE = "xx"
OPEN, CLOSE = "‹", "›"
LONGER = 0.4
_ACCENTS = str.maketrans(
    "aceginorsuyzACEGINORSUYZhkltbdwfjmpvHKLTBDWFJMPV", "áçéğíñóřšúýžÁÇÉĞÍÑÓŘŠÚÝŽĥķłŧƀđŵƒĵɱṗṽĤĶŁŦƁĐŴƑĴṀṖṼ"
)
_VOWELS = "áéíóúý"
# Names in braces, tags, entities, and where words in a colour end.
_KEPT = re.compile(r"(\{[^{}]*\}|<[^<>]*>|&[a-z]+;|\]\([a-z]+\))")
_WORD = re.compile(r"&?[A-Za-z][A-Za-z&]*")


def pseudo(text: str) -> str:
    """Return a sentence in the language that nobody speaks; what has no words stays as it is."""
    pieces = [piece if place % 2 else _WORD.sub(_accented, piece) for place, piece in enumerate(_KEPT.split(text))]
    if "".join(pieces) == text:
        return text
    letters = sum(len(piece) for piece in pieces[::2])
    wanted = math.ceil(LONGER * letters) - len(OPEN + CLOSE)
    places = [(at, index) for at in range(0, len(pieces), 2) for index, c in enumerate(pieces[at]) if c in _VOWELS]
    chosen = (
        [places[round(k * (len(places) - 1) / max(1, wanted - 1))] for k in range(max(0, wanted))] if places else []
    )
    for at, index in sorted(chosen, reverse=True):
        pieces[at] = pieces[at][: index + 1] + pieces[at][index] + pieces[at][index + 1 :]
    return OPEN + "".join(pieces) + CLOSE


def english_words(text: str) -> list[str]:
    """Return the words of a shown text that nobody translated.

    Words of capitals alone are names, such as CSV; one that is cut off may be any.
    """
    words = re.findall(r"[^\W\d_]{2,}+(?!…)", text.replace("&", ""))
    return [word for word in words if word.isascii() and not word.isupper()]


def catalogue(folder: Path) -> None:
    """Compile the catalogue of the language into a folder for catalogues."""
    found = Catalog(locale="en", charset="utf-8", fuzzy=False)
    for message in template():
        if message.id:
            many = isinstance(message.id, tuple)
            found.add(message.id, tuple(map(pseudo, message.id)) if many else pseudo(message.id))
    compiled(found, folder / LANGUAGE)


def home(folder: Path) -> Path:
    """Put catalogue and lessons of the language into a folder, as they lie in that of the program; return it."""
    catalogue(folder / "translations")
    for path in RESOURCES.glob("lessons/en/*.md"):
        for language, text in (("en", path.read_text("utf-8")), (LANGUAGE, lesson(path.read_text("utf-8")))):
            place = folder / "lessons" / language / path.name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")
    return folder


def lesson(text: str) -> str:
    """Return a lesson in the language."""
    _nothing, front, body = text.split("+++\n", 2)
    front = re.sub(r'^((?:title|do|so_far|reply|ask|because) = )"(.*)"$', _field, front, flags=re.MULTILINE)
    front = re.sub(r"^(choices = )(.*)$", _choices, front, flags=re.MULTILINE)
    pieces = [_paragraph(piece) for piece in re.split(r"\n\s*\n", body.strip())]
    return "+++\n" + front + "+++\n\n" + "\n\n".join(pieces) + "\n"


def _accented(found: re.Match[str]) -> str:
    word = found[0]
    if len(word.replace("&", "")) < 2 or word.replace("&", "").isupper():
        return word
    return "".join(
        letter if place and word[place - 1] == "&" else letter.translate(_ACCENTS) for place, letter in enumerate(word)
    )


def _field(found: re.Match[str]) -> str:
    return f'{found[1]}"{pseudo(found[2])}"'


def _choices(found: re.Match[str]) -> str:
    return found[1] + re.sub(r'"([^"]*)"', lambda one: f'"{pseudo(one[1])}"', found[2])


def _paragraph(piece: str) -> str:
    head, mark, rest = piece.partition("## ")
    return mark + pseudo(rest) if mark and not head else pseudo(piece)


if __name__ == "__main__":
    home(Path(sys.argv[1]))
