"""The dialog that asks what to draw, as which file, how large and in which colours."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QWidget

from gd_visualizer.app.export.film import KINDS
from gd_visualizer.app.export.pictures import VIEWS
from gd_visualizer.assets import translate as _

FILES = (".png", ".svg", ".pdf", *KINDS)
COLOURS = ("shown", "light", "dark", "contrast")
SCALES = ("1", "2", "3", "4")
PACES = ("150", "80", "300", "600", "1000")


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person wants; every part is a word, as it is remembered."""

    view: str = VIEWS[0]
    file: str = FILES[0]
    scale: str = SCALES[0]
    colours: str = COLOURS[0]
    pace: str = PACES[0]
    caption: str = ""


class PictureDialog(QDialog):
    """Asks about a picture; made once for a window."""

    def __init__(self, parent: QWidget) -> None:
        """Make the dialog, not yet shown."""
        super().__init__(parent)
        self.setObjectName("picture_dialog")
        self.setWindowTitle(_("Export a picture"))
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, False)
        form = QFormLayout(self)
        form.setContentsMargins(20, 18, 20, 16)
        form.setSpacing(12)
        views = dict(zip(VIEWS, (_("The whole window"), _("The data"), _("The map"), _("The loss chart")), strict=True))
        files = {
            ".png": _("PNG: a picture"),
            ".svg": _("SVG: sharp at any size"),
            ".pdf": _("PDF: for print"),
            ".gif": _("GIF: the run as a film"),
            ".webp": _("WebP: the run as a film"),
            ".apng": _("APNG: the run as a film"),
        }
        colours = (_("As shown"), _("Light"), _("Dark"), _("High contrast"))
        self.view = self._box(form, "picture_view", _("&What"), views)
        self.file = self._box(form, "picture_file", _("&File"), files)
        self.scale = self._box(form, "picture_scale", _("&Size"), {key: _("{n} times").format(n=key) for key in SCALES})
        self.colours = self._box(form, "picture_colours", _("&Colours"), dict(zip(COLOURS, colours, strict=True)))
        paces = {key: _("{n} milliseconds").format(n=key) for key in sorted(PACES, key=int)}
        self.pace = self._box(form, "picture_pace", _("&Each step stays"), paces)
        self.caption = QLineEdit(self)
        self.caption.setObjectName("picture_caption")
        self.caption.setAccessibleName(_("Caption"))
        self.caption.setAccessibleDescription(_("A line of text below the film"))
        self.caption.setMaxLength(200)
        form.addRow(_("Ca&ption"), self.caption)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(_("&Export…"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form.addRow(buttons)
        self.file.activated.connect(self._arrange)

    def ask(self, choice: Choice) -> Choice | None:
        """Show what was chosen last, and return what is wanted now; None for nothing."""
        for name in ("view", "file", "scale", "colours", "pace"):
            box: QComboBox = getattr(self, name)
            box.setCurrentIndex(max(0, box.findData(getattr(choice, name))))
        self.caption.setText(choice.caption)
        self._arrange()
        if self.exec() != QDialog.DialogCode.Accepted:
            return None
        words = {name: str(getattr(self, name).currentData()) for name in ("view", "file", "scale", "colours", "pace")}
        return Choice(**words, caption=self.caption.text().strip())

    def _box(self, form: QFormLayout, name: str, title: str, entries: dict[str, str]) -> QComboBox:
        box = QComboBox(self)
        box.setObjectName(name)
        box.setAccessibleName(title.replace("&", ""))
        box.setAccessibleDescription(_("Choose with the arrow keys"))
        for key, text in entries.items():
            box.addItem(text, key)
        form.addRow(title, box)
        return box

    @Slot()
    def _arrange(self) -> None:
        """Let only be chosen what the file has: a scale belongs to PNG, pace and caption to films."""
        is_film = self.file.currentData() in KINDS
        self.scale.setEnabled(self.file.currentData() == ".png")
        self.pace.setEnabled(is_film)
        self.caption.setEnabled(is_film)
