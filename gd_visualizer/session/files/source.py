"""Get the bytes of a file safely and turn them into text, whatever program wrote them."""

from __future__ import annotations

import codecs
import os
import re
import stat
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from gd_visualizer.assets import translate as _
from gd_visualizer.core.errors import InputError
from gd_visualizer.session.files.other_kinds import refuse_packed

MAX_BYTES = 64 * 2**20
_MAX_SHOWN = 40
# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
# What Unicode has for line ends besides; an editor shows them as such.
_RARE_LINE_ENDS = "\x85\u2028\u2029"
# A thread lets no other one on while a pattern searches, so that a long text is searched in pieces.
_PIECE = 500_000
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
# Asked for only where most letters are not ASCII: on a few accented letters every guesser is wrong as often as right.
_DENSE = ["cp1251", "cp1253", "shift_jis", "gb18030", "euc_kr", "big5"]
_GUESS_SAMPLE = 20_000


@dataclass(frozen=True, slots=True)
class Text:
    """The characters of a file, with lines that end in a plain line feed.

    Attributes
    ----------
    characters : str
    guessed : str
        The name of the encoding if it had to be guessed, otherwise empty.
    guessed_line : int
        The first line that depends on the guess.
    """

    characters: str
    guessed: str = ""
    guessed_line: int = 1


def shown(text: str) -> str:
    """Return a piece of a file as it can stand inside one line of a message."""
    text = "".join(map(_shown_letter, text[: _MAX_SHOWN + 1]))
    return text if len(text) <= _MAX_SHOWN else text[: _MAX_SHOWN - 1] + "…"


def _shown_letter(letter: str) -> str:
    # Hard and narrow spaces look like spaces wherever the file is shown; other signs without a look could do harm.
    if letter.isprintable():
        return letter
    return " " if unicodedata.category(letter) == "Zs" else "\N{REPLACEMENT CHARACTER}"


def file_name(path: Path) -> str:
    """Return the short name by which messages call a file."""
    return shown(path.name or str(path))


def read_bytes(path: Path) -> bytes:
    """Return the content of an ordinary file that is not too large.

    Raises
    ------
    InputError
        If there is no such file, if it is a folder or a device, cannot be read, or is larger than ``MAX_BYTES``.
    """
    name = file_name(path)
    try:
        # Asked before opening, because opening a pipe that nobody writes to would wait for ever.
        _require_ordinary(path.stat(), name)
        with path.open("rb") as file:
            _require_ordinary(os.fstat(file.fileno()), name)
            data = file.read(MAX_BYTES + 1)
    except InputError:
        # It is a ValueError too, and has said all already.
        raise
    except FileNotFoundError:
        raise InputError(_("there is no file '{file}': check its name and folder").format(file=name)) from None
    except PermissionError:
        raise InputError(_("{file} may not be read: ask its owner for permission").format(file=name)) from None
    except (OSError, ValueError) as error:
        reason = shown(getattr(error, "strerror", None) or str(error))
        raise InputError(_("{file} cannot be read: {reason}").format(file=name, reason=reason)) from None
    require_size(len(data), name)
    return data


def require_size(size: int, name: str) -> None:
    """Refuse more bytes than a table of points can sensibly have.

    Raises
    ------
    InputError
        If ``size`` is above ``MAX_BYTES``.
    """
    if size > MAX_BYTES:
        sentence = _("{file} is larger than {limit} MB: keep fewer rows or only the two columns you need")
        raise InputError(sentence.format(file=name, limit=MAX_BYTES // 2**20))


def decode(data: bytes, name: str) -> Text:
    """Turn the bytes of a file into text.

    Parameters
    ----------
    data : bytes
        UTF-8, UTF-16 or UTF-32 with or without a byte order mark, or an older one-country encoding.
    name : str
        What messages call the file.

    Raises
    ------
    InputError
        If the file is empty or is not text.
    """
    refuse_packed(data, name)
    text, guessed = _decoded(data)
    # Old programs end a text with Ctrl-Z; it is not a part of the last number. Some write their mark twice.
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").rstrip("\x1a")
    if not text.isascii():
        for end in _RARE_LINE_ENDS:
            text = text.replace(end, "\n")
    if not text.strip():
        raise InputError(_("{file} is empty: it needs rows with two numbers each").format(file=name))
    if any(_CONTROL.search(text, start, start + _PIECE) for start in range(0, len(text), _PIECE)):
        raise InputError(_("{file} is not a text file: save the table as CSV and open that").format(file=name))
    if not guessed:
        return Text(text)
    # A mark that promised too much is no letter.
    first = _NOT_ASCII.search(data, len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0)
    before = data[: first.start()] if first else b""
    return Text(text, guessed, 1 + len(re.findall(rb"\r\n|\r|\n", before)))


def _require_ordinary(status: os.stat_result, name: str) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise InputError(_("{file} is a folder: choose a file in it").format(file=name))
    if not stat.S_ISREG(status.st_mode):
        raise InputError(_("{file} is not an ordinary file: copy what it gives into one").format(file=name))
    require_size(status.st_size, name)


def _decoded(data: bytes) -> tuple[str, str]:
    """Return the text and the name of the encoding if that was guessed; bytes that are no text keep controls."""
    if data.startswith(codecs.BOM_UTF8):
        # Some programs put the mark before text that is not UTF-8.
        data = data[len(codecs.BOM_UTF8) :]
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace"), ""
    if b"\x00" in data:
        return _wide(data), ""
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        return _guessed(data)


def _wide(data: bytes) -> str:
    """Read UTF-32 or UTF-16 without a mark: in a table of numbers most bytes at certain places are zero."""
    if len(data) % 4 == 0:
        # No letter there is has more than 21 bits, and those of a table seldom more than 16.
        zeros = [data[place::4].count(0) == len(data) // 4 for place in range(4)]
        if zeros[2] and zeros[3]:
            return data.decode("utf-32-le", errors="replace")
        if zeros[0] and zeros[1]:
            return data.decode("utf-32-be", errors="replace")
    even, odd = data[0::2].count(0), data[1::2].count(0)
    half = len(data) // 2
    if len(data) % 2 == 0 and max(even, odd) > 0.6 * half and min(even, odd) < 0.1 * half:
        return data.decode("utf-16-be" if even > odd else "utf-16-le", errors="replace")
    return data.decode("latin-1")


def _guessed(data: bytes) -> tuple[str, str]:
    if _CONTROL.search(data.decode("latin-1").rstrip("\x1a")):
        return data.decode("latin-1"), ""
    telling = b"\n".join(line for line in re.split(rb"[\r\n]+", data[: 50 * _GUESS_SAMPLE]) if _NOT_ASCII.search(line))
    for encoding in (_guessed_dense(telling[:_GUESS_SAMPLE]), "cp1252"):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1"), "latin-1"


def _guessed_dense(sample: bytes) -> str:
    """Return the encoding of a script such as Cyrillic or Japanese, or that of western Europe."""
    foreign = len(_NOT_ASCII.findall(sample))
    if foreign < 6 or foreign < len(re.findall(rb"[A-Za-z]", sample)):
        return "cp1252"
    # Needed for few files, and slow to load.
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=_DENSE).best()
    return best.encoding if best else "cp1252"
