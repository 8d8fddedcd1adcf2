"""Opening by double click: what is told to the desktop, for this person alone."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from gd_visualizer.app.command_line import main
from gd_visualizer.core.errors import InputError
from gd_visualizer.runtime.association import KIND, associate

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the entries of freedesktop.org")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path / "share"


def test_a_double_click_opens_this_program(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "executable", '/opt/My "best" $HOME\\100% python')
    assert main(["associate"]) == 0
    assert str(home) in capsys.readouterr().out
    entry = configparser.RawConfigParser()
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read(home / "applications" / "gd-visualizer.desktop")
    part = entry["Desktop Entry"]
    # As a launcher reads it: the escapes of the entry first, then those of the command, then its fields.
    found = re.findall(r'"((?:[^"\\]|\\.)*)"|(\S+)', part["Exec"].replace("\\\\", "\\"))
    words = [re.sub(r"\\(.)", r"\1", quoted) or bare for quoted, bare in found]
    assert [word.replace("%%", "%") for word in words] == [sys.executable, "-m", "gd_visualizer", "%f"]
    assert part["MimeType"] == f"{KIND};"
    assert Path(part["Icon"]).is_file()
    kinds = ElementTree.parse(home / "mime" / "packages" / "gd-visualizer.xml").getroot()
    assert kinds[0].get("type") == KIND
    assert [child.get("pattern") for child in kinds[0] if child.tag.endswith("glob")] == ["*.gdv"]


@pytest.mark.skipif(shutil.which("update-mime-database") is None, reason="the tools of the desktop are not here")
def test_the_desktop_knows_the_kind(home: Path) -> None:
    associate()
    assert f"{KIND}:*.gdv" in (home / "mime" / "globs").read_text()


def test_twice_is_as_good_as_once_and_a_folder_that_cannot_be_is_one_sentence(home: Path) -> None:
    associate()
    associate()
    (home / "mime" / "packages" / "gd-visualizer.xml").unlink()
    subprocess.run(["rm", "-r", str(home)], check=True)
    home.write_text("a file where a folder is wanted")
    with pytest.raises(InputError, match="cannot be written"):
        associate()
