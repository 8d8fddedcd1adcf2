"""Python's collector of unused objects works in the window's thread only.

Python starts it in whichever thread happens to ask for memory. Unused windows and tables taken apart in the training
thread, while Qt works on them in its own, can end the process.
"""

from __future__ import annotations

import gc


class QuietCollector:
    """Keeps Python's collector still while some other thread works.

    Several may do so at once; the collector goes on when the last one has let go. ``hold`` and ``release`` are called
    in the window's thread.
    """

    _holders = 0
    _was_enabled = True

    def __init__(self) -> None:
        """Make one that holds nothing yet."""
        self._holds = False

    def hold(self) -> None:
        """Keep the collector still from now on; safe to call twice."""
        if self._holds:
            return
        self._holds = True
        if not QuietCollector._holders:
            QuietCollector._was_enabled = gc.isenabled()
            gc.disable()
        QuietCollector._holders += 1

    def release(self) -> None:
        """Let the collector go on where nobody else needs it still; safe to call twice."""
        if not self._holds:
            return
        self._holds = False
        QuietCollector._holders -= 1
        if not QuietCollector._was_enabled:
            return
        if not QuietCollector._holders:
            gc.enable()
        elif gc.get_count()[0] > gc.get_threshold()[0] > 0:
            # Two windows that train in turns would never let it go on: what is young is looked at now.
            gc.collect(0)
