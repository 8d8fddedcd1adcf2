"""The dialog that asks what to draw, as which file, how large and in which colours."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QSizePolicy, QWidget

from gd_visualizer.app.export.film import KINDS, MP4
from gd_visualizer.app.export.film_size import AS_SHOWN, LARGEST_SIDE, SIZES, SMALLEST_SIDE, size_of
from gd_visualizer.app.export.mp4 import can_write_mp4, what_mp4_needs
from gd_visualizer.app.export.pictures import VIEWS
from gd_visualizer.assets import translate as _

FILES = (".png", ".svg", ".pdf", *KINDS)
COLOURS = ("shown", "light", "dark", "contrast")
SCALES = ("1", "2", "3", "4")
# What the person gets: the content of a file, or a picture on the clipboard.
COPY = 2
_ASKED = ("view", "file", "scale", "colours", "pace")
PACES = ("150", "80", "300", "600", "1000")


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person wants; every part is a word, as it is remembered."""

    view: str = VIEWS[0]
    file: str = FILES[0]
    scale: str = SCALES[0]
    colours: str = COLOURS[0]
    pace: str = PACES[0]
    film_size: str = AS_SHOWN
    caption: str = ""


class PictureDialog(QDialog):
    """Asks about a picture; made once for a window."""

    def __init__(self, parent: QWidget) -> None:
        """Make the dialog, not yet shown."""
        super().__init__(parent)
        self.setObjectName("picture_dialog")
        self.setWindowTitle(_("Export a picture"))
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, False)
        form = self._form = QFormLayout(self)
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
            ".mp4": _("MP4: the run as a film"),
        }
        colours = (_("As shown"), _("Light"), _("Dark"), _("High contrast"))
        self.view = self._box(form, "picture_view", _("&What"), views)
        self.file = self._box(form, "picture_file", _("&File"), files)
        scales = {key: _("{n} times").format(n=key) for key in SCALES} | {SCALES[0]: _("As shown")}
        self.scale = self._box(form, "picture_scale", _("&Size"), scales)
        self.film_size = self._film_size(form)
        self.colours = self._box(form, "picture_colours", _("&Colours"), dict(zip(COLOURS, colours, strict=True)))
        paces = {key: _("{n} milliseconds").format(n=key) for key in sorted(PACES, key=int)}
        self.pace = self._box(form, "picture_pace", _("Each step s&tays"), paces)
        self.caption = QLineEdit(self)
        self.caption.setObjectName("picture_caption")
        self.caption.setAccessibleName(_("Caption"))
        self.caption.setAccessibleDescription(_("A line of text below the film"))
        self.caption.setMaxLength(200)
        self._add(form, _("Ca&ption"), self.caption)
        self.note = QLabel(self)
        self.note.setObjectName("picture_note")
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setWordWrap(True)
        form.addRow(self.note)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.copy = buttons.addButton(_("C&opy"), QDialogButtonBox.ButtonRole.ActionRole)
        self.copy.setObjectName("picture_copy")
        self.copy.setAccessibleDescription(_("Put the picture on the clipboard"))
        self.export = buttons.addButton(_("&Export…"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.export.setObjectName("picture_export")
        self.export.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.copy.clicked.connect(self._copy)
        form.addRow(buttons)
        self.file.currentIndexChanged.connect(self._arrange)
        self.film_size.currentTextChanged.connect(self._arrange)
        self._arrange()

    def ask(self, choice: Choice) -> Choice | None:
        """Show what was chosen last, and return what is wanted now; None for nothing."""
        for name in _ASKED:
            box: QComboBox = getattr(self, name)
            box.setCurrentIndex(max(0, box.findData(getattr(choice, name))))
        place = self.film_size.findData(choice.film_size)
        self.film_size.setCurrentIndex(max(0, place))
        if place < 0:
            self.film_size.setEditText(choice.film_size.replace("x", " × "))
        self.caption.setText(choice.caption)
        if self.exec() == QDialog.DialogCode.Rejected:
            return None
        return self.chosen()

    def chosen(self) -> Choice:
        """Return what is chosen at present."""
        words = {name: str(getattr(self, name).currentData()) for name in _ASKED}
        return Choice(**words, film_size=self._size_word(), caption=self.caption.text().strip())

    @property
    def wants_copy(self) -> bool:
        """Return True if the picture is wanted on the clipboard, not in a file."""
        return self.result() == COPY

    def _size_word(self) -> str:
        text = self.film_size.currentText()
        if text == self.film_size.itemText(0):
            return AS_SHOWN
        size = size_of(text)
        return AS_SHOWN if size is None else f"{size.width()}x{size.height()}"

    def _film_size(self, form: QFormLayout) -> QComboBox:
        names = {key: key.replace("x", " × ") for key in SIZES} | {AS_SHOWN: _("As shown")}
        box = self._box(form, "picture_film_size", _("Film si&ze"), names)
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.setAccessibleDescription(_("Choose, or type width × height in pixels"))
        return box

    def _box(self, form: QFormLayout, name: str, title: str, entries: dict[str, str]) -> QComboBox:
        box = QComboBox(self)
        box.setObjectName(name)
        box.setAccessibleName(title.replace("&", ""))
        box.setAccessibleDescription(_("Choose with the arrow keys"))
        for key, text in entries.items():
            box.addItem(text, key)
        self._add(form, title, box)
        return box

    @staticmethod
    def _add(form: QFormLayout, title: str, field: QWidget) -> None:
        """Add a row whose title stands at half the height of its field."""
        form.addRow(title, field)
        form.labelForField(field).setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    @Slot()
    def _copy(self) -> None:
        self.done(COPY)

    @Slot()
    def _arrange(self) -> None:
        """Show only what the file has: a scale belongs to PNG; pace, size and caption to films."""
        kind = self.file.currentData()
        is_film = kind in KINDS
        self._form.setRowVisible(self.scale, kind == ".png")
        self.copy.setEnabled(kind == ".png")
        for field in (self.pace, self.film_size, self.caption):
            self._form.setRowVisible(field, is_film)
        note = self._what_is_missing() if is_film else ""
        self.note.setText(note)
        self.note.setVisible(bool(note))
        # Words that wrap ask for more height than the dialog has.
        width = self.width() if self.isVisible() else self.sizeHint().width()
        self.resize(width, self._form.totalHeightForWidth(width))
        self.export.setEnabled(not note)

    def _what_is_missing(self) -> str:
        """Return why this film cannot be made, or nothing."""
        if self.file.currentData() == MP4 and not can_write_mp4():
            return what_mp4_needs()
        text = self.film_size.currentText()
        if text != self.film_size.itemText(0) and size_of(text) is None:
            sentence = _("Film size: width × height, such as 1280 × 720, each from {least} to {most}.")
            return sentence.format(least=SMALLEST_SIDE, most=LARGEST_SIDE)
        return ""
