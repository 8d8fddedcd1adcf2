"""What the Export menu puts on the clipboard, and the code it writes."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QFileDialog

from gd_visualizer.app import create_window
from gd_visualizer.app.command_line import main
from gd_visualizer.app.export.pictures import image_of
from gd_visualizer.app.wiring import Wiring
from gd_visualizer.session.export.summary import latex_summary, markdown_summary


@pytest.fixture
def window(qtbot):
    window = create_window()
    window.findChild(Wiring).appearance.use("light", 1.0)
    window.glide.reduced = True
    window.call_out.put_away()
    window.resize(1200, 800)
    window.show()
    qtbot.waitExposed(window)
    for _step in range(3):
        window.actions_by_name["action_step"].trigger()
    QApplication.processEvents()
    yield window
    window.close_guard = None
    window.close()
    window.deleteLater()


def test_the_screen_is_copied_as_markdown_and_latex(window) -> None:
    window.actions_by_name["action_copy_markdown"].trigger()
    assert QGuiApplication.clipboard().text() == markdown_summary(window.snapshot)
    window.actions_by_name["action_copy_latex"].trigger()
    assert QGuiApplication.clipboard().text() == latex_summary(window.snapshot)
    assert "clipboard" in window.messages.text()


@pytest.mark.parametrize(
    ("name", "view"),
    [("picture", None), ("data_picture", "canvas"), ("map_picture", "surface"), ("loss_picture", "chart")],
)
def test_a_picture_of_each_view_is_copied(window, name, view) -> None:
    # What is said afterwards takes some room from the views.
    shown = image_of(getattr(window, view) if view else window)
    window.actions_by_name[f"action_copy_{name}"].trigger()
    assert QGuiApplication.clipboard().image().convertToFormat(QImage.Format.Format_RGB32) == shown


def test_a_view_that_is_not_shown_cannot_be_copied(window) -> None:
    window.show_page("network")
    window.actions_by_name["action_copy_map_picture"].trigger()
    assert "not to be seen" in window.messages.text()


def test_code_for_pytorch_comes_from_the_menu(window, tmp_path, monkeypatch) -> None:
    window.actions_by_name["action_copy_torch"].trigger()
    text = QGuiApplication.clipboard().text()
    assert "torch.optim.SGD([parameters], lr=0.05)" in text
    assert "STEPS = 3" in text
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "p"), ""))
    window.actions_by_name["action_export_torch"].trigger()
    assert (tmp_path / "p.py").read_text(encoding="utf-8") == text
    window.panel.part_chosen.emit("optimizers", "newton")
    window.actions_by_name["action_restart"].trigger()
    window.actions_by_name["action_step"].trigger()
    window.actions_by_name["action_copy_torch"].trigger()
    assert "PyTorch has no" in window.messages.text()


def test_render_writes_code_for_pytorch(tmp_path, capsys) -> None:
    out = tmp_path / "a.py"
    assert main(["render", "builtin:decay", "-o", str(out), "--step", "5", "--code", "torch"]) == 0
    assert "import torch" in out.read_text(encoding="utf-8")
    assert main(["render", "builtin:decay", "-o", str(out), "--step", "5"]) == 0
    assert "import numpy" in out.read_text(encoding="utf-8")
    newton = ["--optimizer", "levenberg_marquardt", "--code", "torch"]
    assert main(["render", "builtin:decay", "-o", str(out), *newton]) == 2
    assert "PyTorch has no" in capsys.readouterr().err
