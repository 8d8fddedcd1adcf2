"""What people install is the wheel, not the checkout: build it, install it where the checkout is out of reach, use it.

Needs no network: hatchling belongs to the development tools, and the packages that the program needs are borrowed from
the environment of the tests.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from gd_visualizer import __version__

ROOT = Path(__file__).resolve().parents[2]
RESOURCES = ROOT / "resources"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Build the source archive, and from nothing but its content the wheel."""
    folder = tmp_path_factory.mktemp("built")
    _build("sdist", ROOT, folder)
    (archive,) = folder.glob("*.tar.gz")
    with tarfile.open(archive) as file:
        file.extractall(folder, filter="data")
    _build("wheel", next(path for path in folder.iterdir() if path.is_dir()), folder)
    (wheel,) = folder.glob("*.whl")
    return {"sdist": archive, "wheel": wheel}


def _build(target: str, source: Path, folder: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", str(folder)]
    result = subprocess.run(command, cwd=source, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.fixture(scope="module")
def installed(built: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into a new environment, and return that environment's Python."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    scheme = {"base": str(folder), "platbase": str(folder)}
    site_packages = Path(sysconfig.get_path("purelib", "venv", vars=scheme))
    with zipfile.ZipFile(built["wheel"]) as file:
        file.extractall(site_packages)
    # A folder named in a .pth file does not have its own .pth files read: the checkout, which the environment of the
    # tests finds by one, is not reached.
    borrowed = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (site_packages / "borrowed.pth").write_text("\n".join(borrowed), encoding="utf-8")
    return Path(sysconfig.get_path("scripts", "venv", vars=scheme)) / ("python.exe" if os.name == "nt" else "python")


def run(python: Path, *arguments: str) -> str:
    """Run the installed Python in a folder of its own, and return what it printed."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    result = subprocess.run(
        [str(python), "-P", *arguments],
        cwd=python.parents[1],
        env=environment | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def test_every_resource_is_in_the_wheel(built: dict[str, Path]) -> None:
    shipped = {path.relative_to(RESOURCES).as_posix() for path in RESOURCES.rglob("*") if path.is_file()}
    prefix = "gd_visualizer/resources/"
    with zipfile.ZipFile(built["wheel"]) as file:
        packed = {name.removeprefix(prefix) for name in file.namelist() if name.startswith(prefix)}
    assert shipped - packed == {name for name in shipped if name.rsplit("/")[-1].startswith(".")}
    assert shipped & packed


def test_the_wheel_holds_the_package_and_nothing_beside_it(built: dict[str, Path]) -> None:
    with zipfile.ZipFile(built["wheel"]) as file:
        roots = {name.split("/")[0] for name in file.namelist()}
        assert roots == {"gd_visualizer", f"gd_visualizer-{__version__}.dist-info"}
        assert not [name for name in file.namelist() if name.endswith(".pyc")]


def test_the_source_archive_can_be_tested(built: dict[str, Path]) -> None:
    with tarfile.open(built["sdist"]) as file:
        names = {name.split("/", 1)[1] for name in file.getnames()}
    assert {"LICENSE", "README.md", "constraints.txt", "run.py", "tests/conftest.py"} <= names


def test_resources_come_from_the_installed_package(installed: Path) -> None:
    code = "import gd_visualizer.assets as assets; print(assets.__file__); print(assets.resources())"
    module, resources = run(installed, "-c", code).splitlines()
    assert Path(resources) == Path(module).parent / "resources"
    assert not Path(resources).is_relative_to(ROOT)


def test_the_command_is_declared(installed: Path) -> None:
    code = (
        "from importlib.metadata import entry_points; print(entry_points(name='gd-visualizer')['gd-visualizer'].load())"
    )
    assert "function main" in run(installed, "-c", code)


def test_version(installed: Path) -> None:
    assert __version__ in run(installed, "-m", "gd_visualizer", "--version")


def test_data_sets_are_found(installed: Path) -> None:
    tables = {path.stem for path in (RESOURCES / "datasets").glob("*.csv")}
    listed = run(installed, "-m", "gd_visualizer", "list", "datasets", "--json")
    assert json.loads(listed)
    assert all(name in listed for name in tables)


def test_the_window_opens_and_closes(installed: Path) -> None:
    code = """
from PySide6.QtWidgets import QApplication
from gd_visualizer.app import create_window
application = QApplication([])
window = create_window()
window.show()
application.processEvents()
print(window.isVisible(), window.snapshot.status)
window.close()
application.processEvents()
"""
    assert run(installed, "-c", code).startswith("True ready")
