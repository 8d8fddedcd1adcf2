"""The doctor is asked in processes of its own, since Qt reads the screen once and ends the process where it fails."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gd_visualizer import __version__
from gd_visualizer.app import doctor, system_libraries

ON_LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the screens of Linux")
NEEDS_XVFB = pytest.mark.skipif(not shutil.which("Xvfb"), reason="Xvfb is not installed")
SCREENS = ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE")


def ask(code: str = "raise SystemExit(doctor.run())", **screen: str) -> subprocess.CompletedProcess[str]:
    """Run some code beside the doctor, with exactly these variables about screens."""
    environment = {name: value for name, value in os.environ.items() if name not in SCREENS} | screen
    command = [sys.executable, "-c", f"from gd_visualizer.app import doctor\n{code}"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)


@pytest.fixture
def virtual_screen() -> Iterator[str]:
    """Start an X server without a screen, and give its name."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1024x768x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        number = pipe.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait(timeout=10)


def test_importing_the_doctor_imports_no_qt() -> None:
    result = ask("import sys; raise SystemExit(any(name.startswith('PySide6') for name in sys.modules))")
    assert result.returncode == 0, result.stderr


@ON_LINUX
def test_no_screen_is_one_sentence_and_2() -> None:
    result = ask()
    assert result.returncode == 2
    assert result.stdout.splitlines()[0].startswith("No window can open here. There is no screen here")
    assert "xvfb-run" in result.stdout.splitlines()[0]
    assert result.stderr == ""


@ON_LINUX
def test_a_screen_that_does_not_answer_is_named() -> None:
    result = ask(DISPLAY=":987")
    assert result.returncode == 2
    assert "':987' that DISPLAY names does not answer" in result.stdout.splitlines()[0]


@ON_LINUX
def test_a_wayland_that_does_not_answer_is_named(tmp_path: Path) -> None:
    result = ask(WAYLAND_DISPLAY="wayland-987", XDG_RUNTIME_DIR=str(tmp_path))
    assert result.returncode == 2
    assert "'wayland-987' that WAYLAND_DISPLAY names does not answer" in result.stdout.splitlines()[0]


@ON_LINUX
def test_a_wayland_session_without_its_screen_is_no_screen(tmp_path: Path) -> None:
    result = ask(XDG_SESSION_TYPE="wayland", XDG_RUNTIME_DIR=str(tmp_path))
    assert result.returncode == 2
    assert "There is no screen here" in result.stdout.splitlines()[0]


@ON_LINUX
def test_offscreen_was_asked_for_and_is_fine() -> None:
    result = ask(QT_QPA_PLATFORM="offscreen")
    assert result.returncode == 0
    assert "nobody sees" in result.stdout.splitlines()[0]


@ON_LINUX
def test_a_platform_that_qt_does_not_have_is_named() -> None:
    result = ask(QT_QPA_PLATFORM="ofscreen")
    assert result.returncode == 2
    assert "no platform 'ofscreen'" in result.stdout
    assert "offscreen" in result.stdout.splitlines()[0].split("one of")[1]


@ON_LINUX
@NEEDS_XVFB
def test_a_virtual_screen_is_a_screen(virtual_screen: str) -> None:
    result = ask(DISPLAY=virtual_screen)
    assert result.returncode == 0, result.stdout + result.stderr
    assert result.stdout.startswith("A window can open here.\n")
    assert "1024 × 768" in result.stdout


@ON_LINUX
@NEEDS_XVFB
def test_a_dead_wayland_does_not_matter_where_x11_answers(virtual_screen: str, tmp_path: Path) -> None:
    result = ask(DISPLAY=virtual_screen, WAYLAND_DISPLAY="wayland-987", XDG_RUNTIME_DIR=str(tmp_path))
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_report_names_the_versions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "display_problem", lambda: "Something is missing.")
    report = doctor.report()
    assert report.startswith("No window can open here. Something is missing.\n")
    assert f"gd-visualizer {__version__}" in report
    for name in ("PySide6-Essentials", "pyqtgraph", "numpy", "contourpy", "qtawesome"):
        assert name in report
    assert str(Path(__file__).resolve().parents[2]) not in report


def test_a_missing_pyside6_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor.importlib.util, "find_spec", lambda name: None)
    assert "pip install PySide6-Essentials" in (doctor.display_problem() or "")


@pytest.fixture
def lacking(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Return a set of libraries that the system shall lack, to be filled by a test."""
    lacks: set[str] = set()
    load = ctypes.CDLL
    needs = {"libqxcb.so": ("libxcb-cursor.so.0", "libxcb-icccm.so.4"), "libqoffscreen.so": ("libEGL.so.1",)}

    def load_but(path: str, *arguments: Any) -> Any:
        for name in (path, *needs.get(Path(path).name, ())):
            if name in lacks:
                raise OSError(f"{name}: cannot open shared object file: No such file or directory")
        return load(path, *arguments)

    monkeypatch.setattr(ctypes, "CDLL", load_but)
    return lacks


@ON_LINUX
def test_every_missing_library_is_named_with_its_package(lacking: set[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.setattr(doctor, "_screen_problem", lambda name: None)
    lacking.update({"libxcb-cursor.so.0", "libxcb-icccm.so.4"})
    problem = doctor.display_problem() or ""
    assert "libxcb-cursor.so.0, libxcb-icccm.so.4" in problem
    assert "apt install libxcb-cursor0 libxcb-icccm4;" in problem
    assert "dnf install xcb-util-cursor xcb-util-wm)" in problem


@ON_LINUX
def test_offscreen_too_says_what_it_lacks(lacking: set[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    lacking.add("libEGL.so.1")
    assert "apt install libegl1;" in (doctor.display_problem() or "")


def test_a_pyside6_that_does_not_load_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str) -> None:
        raise ImportError("libGL.so.1: cannot open shared object file: No such file or directory")

    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr(doctor.importlib, "import_module", refuse)
    assert "libgl1" in (doctor.display_problem() or "")


def test_a_library_of_unknown_package_is_still_named() -> None:
    reason = "libnew.so.3: cannot open shared object file: No such file or directory"
    missing = system_libraries.missing_libraries("offscreen", reason)
    assert "libnew.so.3" in missing
    assert "libnew.so.3" in system_libraries.packages_of(missing)[0]


def test_a_library_that_does_not_fit_is_quoted() -> None:
    assert system_libraries.missing_libraries("xcb", "libc.so.6: version `GLIBC_2.99' not found") == []


@pytest.mark.parametrize(
    ("version", "python", "warned"), [("6.12.0", (3, 11), True), ("6.11.3", (3, 11), False), ("6.12.0", (3, 12), False)]
)
def test_the_version_that_crashes_is_warned_about(
    version: str, python: tuple[int, int], warned: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "_version", lambda package: version)
    monkeypatch.setattr(sys, "version_info", python)
    assert bool(doctor._warnings()) == warned
