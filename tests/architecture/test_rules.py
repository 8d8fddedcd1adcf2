"""The rules of docs/architecture.md, held against every file; and for each rule the proof that it can fail."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from gd_visualizer.core.registry import PARTS
from tests.architecture import checkers
from tests.architecture.checkers import Checker, Source

ROOT = Path(__file__).resolve().parents[2]

# Files and functions that may be longer than the rule says: "path" or "path:function". Keep it empty if you can.
ALLOWED_TO_BE_LONG: set[str] = set()


def sources(*prefixes: str, but: tuple[str, ...] = ()) -> list[Source]:
    """Return the Python files under some paths of the repository."""
    return [
        Source(path, (ROOT / path).read_text(encoding="utf-8"))
        for path in repository_files()
        if path.endswith(".py") and path.startswith(prefixes) and not path.startswith(but or ("\0",))
    ]


def repository_files() -> list[str]:
    """Return every file that is, or would be, committed; in an unpacked source archive simply every file."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout.split("\0")
        names = [name for name in listed if name]
    except (OSError, subprocess.CalledProcessError):
        every = (path.relative_to(ROOT) for path in ROOT.rglob("*"))
        names = [
            path.as_posix() for path in every if not any(re.match(r"\.|__pycache__$", part) for part in path.parts)
        ]
    return sorted(name for name in names if (ROOT / name).is_file())


PACKAGE = ("gd_visualizer/",)
RULES: dict[Checker, tuple[tuple[str, ...], tuple[str, ...]]] = {
    # rule: (the files it holds for, but not for these)
    checkers.root_init_holds_more_than_the_version: (("gd_visualizer/__init__.py",), ()),
    checkers.qt_beyond_core: (("gd_visualizer/runtime/",), ()),
    checkers.own_imports_inside_functions: (PACKAGE, ()),
    checkers.connections_without_receiver: (PACKAGE, ()),
    checkers.store_connections: (("gd_visualizer/views/", "gd_visualizer/app/"), ("gd_visualizer/app/wiring.py",)),
    checkers.code_from_data: (PACKAGE, ()),
    checkers.touches_the_world: (("gd_visualizer/core/",), ()),
    checkers.missing_docstrings: (PACKAGE, ()),
    checkers.hex_colours: (PACKAGE, ("gd_visualizer/views/theme",)),
}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_rule_is_kept(rule: Checker) -> None:
    complaints = [complaint for source in sources(*RULES[rule][0], but=RULES[rule][1]) for complaint in rule(source)]
    assert not complaints, "\n".join(["", *complaints])


def test_files_and_functions_are_short() -> None:
    complaints = [
        complaint
        for source in sources("gd_visualizer/", "benchmarks/", "run.py")
        for complaint in checkers.too_long(source)
        if not any(re.match(rf"{re.escape(name)}\b", complaint) for name in ALLOWED_TO_BE_LONG)
    ]
    assert not complaints, "\n".join(["", *complaints])


def test_no_file_speaks_of_one_machine() -> None:
    complaints: list[str] = []
    for path in repository_files():
        try:
            text = (ROOT / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture, or a table in another encoding
        complaints += checkers.names_of_one_machine(Source(path, text))
    assert not complaints, "\n".join(["", *complaints])


def test_every_outside_package_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project.get("optional-dependencies", {}).values()
    names = [*project["dependencies"], *(name for group in extras for name in group)]
    import_names = {"pyside6_essentials": "pyside6", "pillow": "pil"}
    declared = {re.split(r"[^\w-]", name)[0].lower().replace("-", "_") for name in names}
    declared = {import_names.get(name, name) for name in declared} | {"shiboken6"}  # a part of PySide6
    imported = {name for source in sources(*PACKAGE) for name in checkers.outside_packages(source)}
    assert {name for name in imported if name.lower() not in declared} == set()


# ------------------------------------------------------------------------------------- each rule is able to complain

BREACHES: list[tuple[Checker, str]] = [
    (checkers.root_init_holds_more_than_the_version, "from gd_visualizer import core"),
    (checkers.root_init_holds_more_than_the_version, "import numpy"),
    (checkers.qt_beyond_core, "import PySide6"),
    (checkers.qt_beyond_core, "import PySide6.QtGui"),
    (checkers.qt_beyond_core, "from PySide6 import QtCore, QtWidgets"),
    (checkers.qt_beyond_core, "from PySide6.QtWidgets import QWidget"),
    (checkers.qt_beyond_core, "def f():\n    from PySide6.QtGui import QColor"),
    (checkers.own_imports_inside_functions, "def f():\n    import gd_visualizer.core"),
    (checkers.own_imports_inside_functions, "class A:\n    async def f(self):\n        from gd_visualizer import core"),
    (checkers.own_imports_inside_functions, "def f():\n    from . import core"),
    (checkers.connections_without_receiver, "button.clicked.connect(lambda: self.play())"),
    (checkers.connections_without_receiver, "button.clicked.connect(partial(self.play, 1))"),
    (checkers.connections_without_receiver, "self.a.b().connect(slot=functools.partial(self.play, 1))"),
    (checkers.connections_without_receiver, "a.connect(functools.partialmethod(f), Qt.QueuedConnection)"),
    (checkers.store_connections, "view.point_dropped.connect(store.add_point)"),
    (checkers.store_connections, "view.point_dropped.connect(self._store.add_point)"),
    (checkers.store_connections, "self.store.changed.connect(view.draw)"),
    (checkers.code_from_data, "import pickle"),
    (checkers.code_from_data, "from shelve import open as open_shelf"),
    (checkers.code_from_data, "eval(text)"),
    (checkers.code_from_data, "builtins.exec(text)"),
    (checkers.code_from_data, "compile(text, '', 'eval')"),
    (checkers.code_from_data, "numpy.load(path, allow_pickle=True)"),
    (checkers.touches_the_world, "import random"),
    (checkers.touches_the_world, "from time import monotonic"),
    (checkers.touches_the_world, "import datetime as d"),
    (checkers.touches_the_world, "np.random.seed(0)"),
    (checkers.touches_the_world, "draw = numpy.random.rand"),
    (checkers.touches_the_world, "from numpy.random import normal"),
    (checkers.touches_the_world, "rng = np.random.default_rng()"),
    (checkers.touches_the_world, "open('a')"),
    (checkers.touches_the_world, "Path('a').read_text()"),
    (checkers.missing_docstrings, "x = 1"),
    (checkers.missing_docstrings, "'''M.'''\ndef f(): pass"),
    (checkers.missing_docstrings, "'''M.'''\nclass A: pass"),
    (checkers.missing_docstrings, "'''M.'''\nclass A:\n    '''A.'''\n    def f(self): pass"),
    (checkers.missing_docstrings, "'''M.'''\nif True:\n    def f(): pass"),
    (checkers.hex_colours, "pen = '#a0b'"),
    (checkers.hex_colours, "style = f'color: #A0B1C2; width: {w}'"),
    (checkers.hex_colours, "pen = {'line': ['#11223344']}"),
    (checkers.too_long, "x = 1\n" * (checkers.LONGEST_FILE + 1)),
    (checkers.too_long, "def f():\n" + "    x = 1\n" * checkers.LONGEST_FUNCTION),
    (checkers.names_of_one_machine, "see /wo" + "rk/main"),
    (checkers.names_of_one_machine, "'/tm" + "p/x'"),
    (checkers.names_of_one_machine, "/ho" + "me/someone/x"),
    (checkers.names_of_one_machine, "url = 'https" + "://packages.example.org/pypi/simple/'"),
]

CLEAN: list[tuple[Checker, str]] = [
    (checkers.root_init_holds_more_than_the_version, "'''M.'''\n__version__ = '1'"),
    (checkers.qt_beyond_core, "from PySide6.QtCore import QObject\nimport PySide6.QtCore"),
    (checkers.own_imports_inside_functions, "from gd_visualizer import core\ndef f():\n    import PIL"),
    (checkers.connections_without_receiver, "button.clicked.connect(self._play)\nf(lambda: 1)"),
    (checkers.store_connections, "self.action.triggered.connect(self.restored)\nstore.play()"),
    (checkers.code_from_data, "dialog.exec()\nre.compile('a')\nevaluate(x)"),
    (checkers.touches_the_world, "rng = np.random.default_rng((seed, epoch))\nx: np.random.Generator"),
    (
        checkers.missing_docstrings,
        "'''M.'''\nclass A:\n    '''A.'''\n    def paintEvent(self): pass\n    def _f(self): pass",
    ),
    (checkers.missing_docstrings, "'''M.'''\nclass _A:\n    def f(self): pass"),
    (checkers.hex_colours, "'''A colour such as #fff.'''\nx = '#12'\ny = 'a #headline'"),
    (checkers.too_long, "def f():\n    '''" + "Long.\n" * 100 + "    '''\n"),
    (checkers.names_of_one_machine, "docs/ho" + "me/x/y is a path from here; https://example.org/simply"),
]


@pytest.mark.parametrize(("rule", "text"), BREACHES)
def test_rule_sees_a_breach(rule: Checker, text: str) -> None:
    assert list(rule(Source("planted.py", text)))


@pytest.mark.parametrize(("rule", "text"), CLEAN)
def test_rule_lets_clean_code_pass(rule: Checker, text: str) -> None:
    assert list(rule(Source("planted.py", text))) == []


def test_every_rule_has_been_seen_to_fail() -> None:
    assert {*RULES, checkers.too_long, checkers.names_of_one_machine} == {rule for rule, _ in BREACHES}


# ------------------------------------------------------------------------------------------- import-linter, likewise

PLANTED_IMPORTS = {
    "core knows no Qt": ("core/arrays.py", "import PySide6"),
    "session knows no plots": ("session/document.py", "from pyqtgraph import mkPen"),
    "session stands below runtime": ("session/document.py", "import gd_visualizer.runtime.store"),
    "views know no runtime": ("views/theme.py", "import gd_visualizer.runtime.store"),
    "losses know no models": ("core/losses/base.py", "import gd_visualizer.core.models.base"),
    "no circles": ("core/arrays.py", "import gd_visualizer.core.dataset"),
    "every room has its floor": ("attic.py", ""),
}


@pytest.fixture(scope="module")
def copied_package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("copy")
    shutil.copytree(ROOT / "gd_visualizer", folder / "gd_visualizer", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


@pytest.fixture
def planted(copied_package: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    name, line = PLANTED_IMPORTS[request.param]
    file = copied_package / "gd_visualizer" / name
    before = file.read_text(encoding="utf-8") if file.exists() else None
    file.write_text(f"{before or ''}\n{line}\n", encoding="utf-8")
    yield copied_package
    if before is None:
        file.unlink()
    else:
        file.write_text(before, encoding="utf-8")


def import_rules_hold(folder: Path) -> subprocess.CompletedProcess[str]:
    code = (
        "import sys; sys.path.insert(0, '.'); from importlinter.cli import lint_imports_command; lint_imports_command()"
    )
    command = [sys.executable, "-P", "-c", code, "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_import_rules_are_kept(copied_package: Path) -> None:
    result = import_rules_hold(copied_package)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "0 broken" in result.stdout


def test_every_folder_of_the_registry_is_kept_independent() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    (contract,) = (contract for contract in settings["contracts"] if contract["type"] == "independence")
    assert set(contract["modules"]) == {f"gd_visualizer.core.{part}" for part in PARTS}


@pytest.mark.parametrize("planted", PLANTED_IMPORTS, indirect=True)
def test_import_rules_see_a_breach(planted: Path) -> None:
    result = import_rules_hold(planted)
    assert result.returncode != 0
    assert "BROKEN" in result.stdout, result.stdout + result.stderr
