"""Where results go: standard output, or a file that is whole or not there at all."""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from gd_visualizer.assets import translate as _
from gd_visualizer.core.errors import InputError

STANDARD_OUTPUT = "-"

Write = Callable[[str], object]


class OutputClosedError(Exception):
    """Whoever read standard output has had enough, such as ``head``: stop quietly."""


def say(text: str) -> None:
    """Write a text and the end of its line to standard output."""
    _write_standard(text + "\n")


def say_json(value: Any) -> None:
    """Write a value as JSON to standard output; numbers read back to the same float64.

    Raises
    ------
    ValueError
        If a number is not finite: JSON has no word for that.
    """
    say(json.dumps(value, allow_nan=False))


def warn(warnings: Iterable[Any]) -> None:
    """Write what is worth saying about a table to standard error, where it does not mix with results."""
    for warning in warnings:
        sentence = _("warning: line {line}: {message}").format(line=warning.line, message=warning.message)
        print(one_line(sentence), file=sys.stderr)


def one_line(text: str) -> str:
    """Return a text without line ends and other signs that would disturb a terminal."""
    return "".join(sign if sign.isprintable() else " " for sign in text)


def finish() -> None:
    """Send on what standard output still holds back, so that a full disk is noticed while it can be said."""
    if sys.stdout is not None:
        with _standard_output():
            sys.stdout.flush()


@contextmanager
def opened(path: str, source: str) -> Iterator[Write]:
    """Give a function that writes text to a file, or to standard output for "-".

    The file is written beside its place and moved there at the end: what was there before stays if anything fails.

    Parameters
    ----------
    path : str
    source : str
        The file the numbers come from; it is never overwritten.

    Raises
    ------
    InputError
        If the place cannot be written or is not that of a regular file.
    """
    if path == STANDARD_OUTPUT:
        yield _write_standard
        return
    target = _target(path, source)
    beside = target.with_name(f".{target.name[:100]}.{os.getpid()}.part")
    try:
        try:
            with beside.open("w", encoding="utf-8", newline="\n") as file:
                yield file.write
            if target.exists():
                beside.chmod(stat.S_IMODE(target.stat().st_mode))
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise _unwritable(path, error) from None


def _target(path: str, source: str) -> Path:
    """Return the place a file is to have; links are followed, so that they stay."""
    try:
        target = Path(path).resolve()
        _check_target(target, path, source)
    except InputError:
        raise
    except (OSError, ValueError, RuntimeError) as error:  # no rights, a zero in the name, a circle of links
        raise _unwritable(path, error) from None
    return target


def _unwritable(path: str, error: Exception) -> InputError:
    reason = getattr(error, "strerror", None) or str(error)
    return InputError(_("{path} cannot be written: {reason}").format(path=path, reason=reason))


def _check_target(target: Path, path: str, source: str) -> None:
    if not target.exists():
        return
    if target.is_dir():
        raise InputError(_("{path} is a folder: name a file in it").format(path=path))
    if not target.is_file():
        raise InputError(_("{path} is not a regular file: use - for standard output").format(path=path))
    if not os.access(target, os.W_OK):
        raise InputError(_("{path} is write-protected: choose another name").format(path=path))
    if os.path.exists(source) and target.samefile(source):
        raise InputError(_("{path} holds the points themselves: choose another name").format(path=path))


def _write_standard(text: str) -> None:
    # Without a terminal or pipe there is nowhere to write to, and nobody to tell.
    if sys.stdout is not None:
        with _standard_output():
            sys.stdout.write(text)


@contextmanager
def _standard_output() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        _drop_standard_output()
        raise OutputClosedError from None
    except OSError as error:
        _drop_standard_output()
        sentence = _("standard output cannot be written: {reason}")
        raise InputError(sentence.format(reason=error.strerror or error)) from None


def _drop_standard_output() -> None:
    """Lead standard output nowhere, or Python would complain again about what it holds back when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
