"""Name the system libraries that Qt needs for a window on Linux, and the packages they come in."""

from __future__ import annotations

import ctypes
import re
from pathlib import Path

# library: (package of Debian and Ubuntu, package of Fedora)
_EVERYWHERE = {
    "libGL.so.1": ("libgl1", "libglvnd-glx"),
    "libEGL.so.1": ("libegl1", "libglvnd-egl"),
    "libglib-2.0.so.0": ("libglib2.0-0", "glib2"),
    "libgthread-2.0.so.0": ("libglib2.0-0", "glib2"),
    "libdbus-1.so.3": ("libdbus-1-3", "dbus-libs"),
    "libfontconfig.so.1": ("libfontconfig1", "fontconfig"),
    "libfreetype.so.6": ("libfreetype6", "freetype"),
    "libxkbcommon.so.0": ("libxkbcommon0", "libxkbcommon"),
    "libX11.so.6": ("libx11-6", "libX11"),
}
_X11 = {
    "libX11-xcb.so.1": ("libx11-xcb1", "libX11-xcb"),
    "libxcb.so.1": ("libxcb1", "libxcb"),
    "libxcb-cursor.so.0": ("libxcb-cursor0", "xcb-util-cursor"),
    "libxcb-icccm.so.4": ("libxcb-icccm4", "xcb-util-wm"),
    "libxcb-image.so.0": ("libxcb-image0", "xcb-util-image"),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1", "xcb-util-keysyms"),
    "libxcb-randr.so.0": ("libxcb-randr0", "libxcb"),
    "libxcb-render.so.0": ("libxcb-render0", "libxcb"),
    "libxcb-render-util.so.0": ("libxcb-render-util0", "xcb-util-renderutil"),
    "libxcb-shape.so.0": ("libxcb-shape0", "libxcb"),
    "libxcb-shm.so.0": ("libxcb-shm0", "libxcb"),
    "libxcb-sync.so.1": ("libxcb-sync1", "libxcb"),
    "libxcb-util.so.1": ("libxcb-util1", "xcb-util"),
    "libxcb-xfixes.so.0": ("libxcb-xfixes0", "libxcb"),
    "libxcb-xkb.so.1": ("libxcb-xkb1", "libxcb"),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0", "libxkbcommon-x11"),
}
_WAYLAND = {
    "libwayland-client.so.0": ("libwayland-client0", "libwayland-client"),
    "libwayland-cursor.so.0": ("libwayland-cursor0", "libwayland-cursor"),
}
PACKAGES = {**_EVERYWHERE, **_X11, **_WAYLAND}


def why_not_loadable(library: str | Path) -> str:
    """Load a library, and return the system's own words where that fails, or an empty text."""
    try:
        ctypes.CDLL(str(library))
    except OSError as error:
        return str(error) or "unknown"
    return ""


def missing_libraries(platform: str, reason: str) -> list[str]:
    """Name every library that is missing, not only the first that ``reason`` complains about.

    Parameters
    ----------
    platform : str
        Qt's name of the platform: xcb, wayland, offscreen …
    reason : str
        The words with which the system refused to load the plugin of that platform.

    Returns
    -------
    list of str
        Names such as ``libGL.so.1``; empty where the reason is something other than a missing library.
    """
    named = re.match(r"(\S+?): cannot open shared object file", reason)
    if not named:
        return []
    candidates = _EVERYWHERE | {"xcb": _X11, "wayland": _WAYLAND}.get(platform, {})
    missing = {name for name in candidates if why_not_loadable(name)}
    return sorted(missing | {named[1]})


def packages_of(libraries: list[str]) -> tuple[str, str]:
    """Return what to install for some libraries: with apt on Debian and Ubuntu, and with dnf on Fedora."""
    known = [PACKAGES[name] for name in libraries if name in PACKAGES]
    unknown = [name for name in libraries if name not in PACKAGES]
    debian = dict.fromkeys([*(names[0] for names in known), *unknown])
    fedora = dict.fromkeys([*(names[1] for names in known), *(f"'{name}()(64bit)'" for name in unknown)])
    return " ".join(debian), " ".join(fedora)
