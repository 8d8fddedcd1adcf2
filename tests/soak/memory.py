"""Does memory stay flat? ``python -m tests.soak.memory [minutes] [seed]``: play and a monkey, for as long as asked.

Prints the memory of the process each minute, as the system sees it and without what the allocator holds back for later,
and ends with status 1 where of the latter the last third needs more than the second by over a tenth: what is kept on
purpose (steps of a walk, undo) levels off before.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from tests.monkey.gestures import HELD, do, gestures
from tests.monkey.window import Monkey

SETTLE = 0.2
GROWTH_AT_MOST = 1.10
HANDFUL = 200


def give_back() -> None:
    """Let the allocator give back what nobody uses; where it cannot be asked, its slack is measured too."""
    gc.collect()
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").malloc_trim(0)


def resident() -> float:
    """Return how much memory this process holds at present, in MiB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 2**20


def main(minutes: float, seed: int) -> int:
    """Play and do gestures until the time is over; return 1 where memory grew or something failed."""
    application = QApplication([])
    seen: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        monkey = Monkey(Path(folder))
        ends, next_look = time.monotonic() + 60.0 * minutes, time.monotonic()
        while time.monotonic() < ends and not monkey.faults:
            seed += 1
            for deed in gestures(HANDFUL, seed):
                do(monkey.window, Path(folder), deed)
                application.processEvents()
                # A loop of its own would do so; without it, what was to be deleted stays for ever.
                application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
                HELD.clear()
                if time.monotonic() >= next_look:
                    next_look += 60.0
                    held = resident()
                    give_back()
                    seen.append(resident())
                    print(f"{len(seen) - 1:3d} min  {held:7.1f} MiB, {seen[-1]:7.1f} in use", flush=True)
            if monkey.store.snapshot.status != "running":
                monkey.store.play()
            application.processEvents()
            time.sleep(SETTLE)
        monkey.window.close_guard = None
        monkey.window.close()
    for fault in monkey.faults[:3]:
        print(fault, file=sys.stderr)
    third = max(1, len(seen) // 3)
    middle, last = seen[third : 2 * third] or seen, seen[-third:]
    grew = sum(last) / len(last) > GROWTH_AT_MOST * sum(middle) / len(middle)
    print("memory grew" if grew else "memory stays flat")
    return 1 if grew or monkey.faults else 0


if __name__ == "__main__":
    words = sys.argv[1:]
    sys.exit(main(float(words[0]) if words else 30.0, int(words[1]) if len(words) > 1 else 0))
