"""What an error says, in the person's language."""

from __future__ import annotations

from gd_visualizer.assets import translate as _
from gd_visualizer.core.errors import RefusalError


def said(error: Exception) -> str:
    """Return the sentence of an error; those of core are translated here, all others were where they were raised."""
    if isinstance(error, RefusalError):
        return _(error.sentence).format(**error.values) if error.values else _(error.sentence)
    return str(error)
