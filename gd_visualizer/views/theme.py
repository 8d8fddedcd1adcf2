"""The theme: every colour and text size the window uses, from one file each. No colour stands anywhere else."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette

from gd_visualizer.assets import resource
from gd_visualizer.assets import translate as _

THEMES = ("light", "dark", "contrast")

# Sizes in pixels at 100 % (design sizes); everything scales together with the text size.
EQUATION, SENTENCE, ARITHMETIC, TITLE, BODY, CAPTION, TICK = 26, 19, 20, 15, 14, 13, 12


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours by meaning, sizes by use.

    Attributes
    ----------
    key, name : str
    is_dark : bool
    scale : float
        Text size: 1.0 is 100 %.
    reduced_motion : bool
        True where nothing may glide.
    tokens : dict of str to QColor
        See ``resources/themes``: "ink", "line", "loss", "m", "b" …
    bands : tuple of ten QColor
        Height of the loss, lowest first.
    zones : tuple of four QColor
        Crawls, good, zig-zags, flies away.
    """

    key: str
    name: str
    is_dark: bool
    scale: float
    reduced_motion: bool
    tokens: dict[str, QColor]
    bands: tuple[QColor, ...]
    zones: tuple[QColor, ...]

    def colour(self, token: str, alpha: float = 1.0) -> QColor:
        """Return the colour of one meaning, as opaque as asked for."""
        colour = QColor(self.tokens[token])
        colour.setAlphaF(alpha)
        return colour

    def band(self, place: int, alpha: float = 1.0) -> QColor:
        """Return the colour of one band of the map, the lowest first, as opaque as asked for."""
        colour = QColor(self.bands[place])
        colour.setAlphaF(alpha)
        return colour

    def css(self, token: str) -> str:
        """Return the colour of one meaning for a style sheet."""
        return self.tokens[token].name()

    def px(self, size: float) -> int:
        """Return a design size in pixels at the present text size."""
        return max(1, round(size * self.scale))

    def font(self, size: float = BODY, weight: int = 400, italic: bool = False) -> QFont:
        """Return the system font at a design size, with figures of equal width."""
        font = QFont()
        font.setPixelSize(self.px(size))
        font.setWeight(QFont.Weight(weight))
        font.setItalic(italic)
        font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def palette(self) -> QPalette:
        """Return a full palette: every role set, so that no widget falls back to colours of another theme."""
        role = QPalette.ColorRole
        pairs = {
            role.Window: "win", role.WindowText: "ink", role.Base: "field", role.AlternateBase: "panel",
            role.Text: "ink", role.PlaceholderText: "ink3", role.Button: "card", role.ButtonText: "ink",
            role.BrightText: "loss", role.ToolTipBase: "ink", role.ToolTipText: "on_ink", role.Link: "line",
            role.LinkVisited: "m", role.Highlight: "ink", role.HighlightedText: "on_ink", role.Light: "card",
            role.Midlight: "sel", role.Mid: "border", role.Dark: "field_edge", role.Shadow: "field_edge",
            role.Accent: "ink",
        }  # fmt: skip
        palette = QPalette()
        for which, token in pairs.items():
            palette.setColor(which, self.tokens[token])
        for which in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, which, self.colour("ink3", 0.6))
        return palette


@cache
def load_theme(key: str, scale: float = 1.0, reduced_motion: bool = False) -> Theme:
    """Return a theme by its key, at a text size."""
    with resource("themes", f"{key}.toml").open("rb") as file:
        found = tomllib.load(file)
    return Theme(
        key,
        _(found["name"]),
        found["is_dark"],
        scale,
        reduced_motion,
        {token: QColor(value) for token, value in found["tokens"].items()},
        tuple(QColor(value) for value in found["ramps"]["bands"]),
        tuple(QColor(value) for value in found["ramps"]["zones"]),
    )


def system_theme(scheme: Qt.ColorScheme) -> str:
    """Return the theme that fits what the system uses."""
    return "dark" if scheme == Qt.ColorScheme.Dark else "light"
