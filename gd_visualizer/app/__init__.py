"""The top floor: joins the rooms below into a window and into the commands of a terminal.

``create_window`` is looked up only when asked for, so that the commands which need no window never load Qt.
"""

from __future__ import annotations

import importlib
from typing import Any


def __getattr__(name: str) -> Any:
    """Return ``create_window``, loading Qt when it is first asked for."""
    if name == "create_window":
        return importlib.import_module("gd_visualizer.app.window").create_window
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
