"""The command ``python -m benchmarks [--quick] [--only WORD] [--markdown]``."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
import traceback

from benchmarks.table import Line, as_markdown, as_text
from benchmarks.timing import QUICK, THOROUGH, ResultsDifferError, Scope

SUBJECTS = (
    "steps",
    "networks",
    "surface",
    "robust_losses",
    "contours",
    "frames",
    "whole_window",
    "latency",
    "start_up",
    "memory",
)


def main(arguments: list[str] | None = None) -> int:
    """Measure, print the table, and return 0; 1 if results differed or something broke, but not for a goal missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure speed and memory beside others.")
    parser.add_argument("--quick", action="store_true", help="see whether everything runs; the figures mean little")
    parser.add_argument("--only", metavar="WORD", default="", help=f"subjects with this word: {', '.join(SUBJECTS)}")
    parser.add_argument("--markdown", action="store_true", help="print the table in Markdown")
    options = parser.parse_args(arguments)
    chosen = [subject for subject in SUBJECTS if options.only in subject]
    if not chosen:
        parser.error(f"no subject holds the word '{options.only}': there are {', '.join(SUBJECTS)}")
    os.environ.setdefault("QT_API", "pyside6")
    os.environ.setdefault("PYQTGRAPH_QT_LIB", "PySide6")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    lines: list[Line] = []
    broken = False
    for subject in chosen:
        print(f"measuring {subject} …", file=sys.stderr, flush=True)
        broken |= not _measure(subject, QUICK if options.quick else THOROUGH, lines)
    print(as_markdown(lines) if options.markdown else as_text(lines))
    return 1 if broken else 0


def _measure(subject: str, scope: Scope, lines: list[Line]) -> bool:
    """Add the lines of a subject; return False if it broke, which still leaves the others their turn."""
    try:
        lines.extend(importlib.import_module(f"benchmarks.{subject}").lines(scope))
    except ResultsDifferError as error:
        lines.append(Line(f"{subject}: results differ", str(error), met=False))
    except Exception as error:
        traceback.print_exc()
        lines.append(Line(f"{subject}: broken", f"{type(error).__name__}: {error}".splitlines()[-1], met=False))
    else:
        return True
    return False


if __name__ == "__main__":
    sys.exit(main())
