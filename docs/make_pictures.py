"""Make the pictures of the README without a screen: ``python docs/make_pictures.py [FOLDER]``.

Each scene is a session file in ``docs/scenes``; ``gd-visualizer render`` draws what the window would show.
"""

from __future__ import annotations

import sys
from pathlib import Path

from gd_visualizer.app.command_line import main

DOCS = Path(__file__).parent
# The name of a picture, its scene, and what else is said to ``render``.
PICTURES = (
    ("window-light.png", "window", ()),
    ("window-dark.png", "window", ("--theme", "dark")),
    ("window-contrast.png", "window", ("--theme", "contrast", "--size", "1024x700")),
    ("flies-away-light.png", "flies-away", ()),
    ("backward-light.png", "backward", ()),
    ("network-light.png", "network", ("--step", "150")),
    ("race-light.png", "race", ("--step", "30")),
    ("step-parts-light.png", "step-parts", ()),
    ("symbols-light.png", "symbols", ()),
    ("walk.webp", "window", ("--step", "24", "--size", "1100x720", "--milliseconds", "350")),
)


def make(folder: Path) -> int:
    """Draw every picture; return 0 where all went well."""
    folder.mkdir(parents=True, exist_ok=True)
    faults = 0
    for name, scene, more in PICTURES:
        faults += main(["render", str(DOCS / "scenes" / f"{scene}.gdv"), "-o", str(folder / name), *more])
    return faults


if __name__ == "__main__":
    sys.exit(make(Path(sys.argv[1]) if len(sys.argv) > 1 else DOCS / "pictures"))
