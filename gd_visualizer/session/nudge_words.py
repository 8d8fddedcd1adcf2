"""The check by nudging in words and numbers that add up."""

from __future__ import annotations

import math
from collections.abc import Sequence

from gd_visualizer.assets import translate as _
from gd_visualizer.assets import translate_plural
from gd_visualizer.core.nudging import MOST_DIGITS, Nudge
from gd_visualizer.session.numbers import exact, fixed, scientific, shown

_LARGEST = 1e7


def nudge_rows(nudge: Nudge) -> tuple[str, str, str]:
    """Return the loss above, the loss below and their difference, with so many digits that the difference shows.

    The difference is that of the two numbers as they read, so that the three rows add up.
    """
    if not (math.isfinite(nudge.up) and math.isfinite(nudge.down)):
        return shown(nudge.up), shown(nudge.down), shown(nudge.difference)
    largest, gap = max(abs(nudge.up), abs(nudge.down)), abs(nudge.difference)
    if largest >= _LARGEST or (0.0 < gap < 1e-9) or 0.0 < largest < 1e-5:
        return _long(nudge.up), _long(nudge.down), _long(nudge.difference)
    decimals = min(12, max(2, 3 - math.floor(math.log10(gap)))) if gap else 6
    up, down = round(nudge.up, decimals), round(nudge.down, decimals)
    return fixed(up, decimals), fixed(down, decimals), fixed(up - down, decimals)


def verdict(nudges: Sequence[Nudge]) -> tuple[bool, str]:
    """Return whether both ways agree everywhere, and a sentence that says how well."""
    if not nudges:
        return True, ""
    if not all(nudge.is_finite for nudge in nudges):
        return False, _("The numbers are too large to compare.")
    wrong = [nudge for nudge in nudges if not nudge.agrees]
    if wrong:
        return False, _("They differ: there is a corner or a jump within the nudge.")
    digits = min((nudge.digits for nudge in nudges if not nudge.is_blurred or nudge.digits > 3), default=0)
    if digits >= MOST_DIGITS:
        return True, _("They agree in every digit.")
    if digits == 0:
        return True, _("They agree as far as numbers can tell.")
    return True, translate_plural("They agree to {count} digit.", "They agree to {count} digits.", digits).format(
        count=digits
    )


def size_text(size: float) -> str:
    """Return the size of a nudge, such as 0.001."""
    return scientific(size, 1) if size < 1e-4 else exact(size, 6)


def _long(value: float) -> str:
    return scientific(value, 10)
