"""One row of a form: the name of a setting, what changes it, and a button that brings the usual value back."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from gd_visualizer.assets import translate as _
from gd_visualizer.core.errors import InputError
from gd_visualizer.core.settings import MOST_WIDTHS, Setting, Value
from gd_visualizer.session.numbers import exact
from gd_visualizer.session.said import said
from gd_visualizer.views.cards.card import words
from gd_visualizer.views.icons import icon
from gd_visualizer.views.number_box import NumberBox
from gd_visualizer.views.quiet_combo import QuietCombo
from gd_visualizer.views.step_box import LinearBox, WholeBox
from gd_visualizer.views.text_box import TextBox
from gd_visualizer.views.theme import Theme

BOX, ARROW = 100, 16
FACTOR, LARGE_FACTOR = 1.1, 10.0
# From such a range on, steps of a tenth lead nowhere.
LARGE_RANGE = 1e9
_STACKED = ("choice", "text", "widths")


class SettingRow(QWidget):
    """Label, editor and reset button of one setting; a sentence below them where an input cannot be taken.

    Signals
    -------
    value_entered(object)
        The person gave another value of the right kind and inside the range. Whoever hears it may still ``refuse``.
    """

    value_entered = Signal(object)

    def __init__(self, setting: Setting, zero_word: str = "", parent: QWidget | None = None) -> None:
        """Make a row that shows the default.

        Parameters
        ----------
        setting : Setting
        zero_word : str
            What a whole number shows instead of 0, such as "all".
        """
        super().__init__(parent)
        self.setting = setting
        self.setObjectName(f"setting_{setting.key}")
        self._value: Value = setting.default
        self._entered: Value | None = None
        self._zero_word = zero_word
        name = _(setting.label)
        shown = _("{name} ({unit})").format(name=name, unit=_(setting.unit)) if setting.unit else name
        # A letter such as the β₁ in "Memory for slopes, β₁" stays with the word before it.
        self.label = _Name(shown.replace(", ", ",\N{NO-BREAK SPACE}"), self)
        self.editor: NumberBox | QCheckBox | QuietCombo | TextBox = self._make_editor(name)
        self.label.setBuddy(self.editor)
        self.reset = QToolButton(self)
        self.reset.setProperty("small", True)
        keep_place = self.reset.sizePolicy()
        keep_place.setRetainSizeWhenHidden(True)
        self.reset.setSizePolicy(keep_place)
        tip = _("Back to {value}").format(value=self.in_words(setting.default))
        self.reset.setToolTip(tip)
        self.reset.setAccessibleName(
            _("{name}: back to {value}").format(name=name, value=self.in_words(setting.default))
        )
        self.reset.clicked.connect(self._reset)
        self.note = words("", "note", self)
        self.note.setWordWrap(True)
        self.note.hide()
        for part in (self.label, self.editor):
            part.setToolTip(_(setting.help))
        self._describe("")
        self._lay_out()
        self._show()

    def draw(self, value: Value) -> None:
        """Show the value that holds."""
        if value != self._value:
            self._say("")
        self._value = value
        if isinstance(self.editor, TextBox) and value == self._entered:
            # What was typed is taken, and now stands there as it is usually written.
            self.editor.accept(self.in_words(value))
        self._entered = None
        self._show()

    def value(self) -> Value:
        """Return the value that was drawn last."""
        return self._value

    def is_changed(self) -> bool:
        """Return True where the value is not the default."""
        return self._value != self.setting.default

    def refuse(self, problem: str) -> None:
        """Say why the value cannot be taken and keep the old one; a text stays, so that it can be mended."""
        self._entered = None
        if not isinstance(self.editor, TextBox):
            self._show()
        self._say(problem)

    def in_words(self, value: Value) -> str:
        """Return a value as the row shows it."""
        if isinstance(value, bool):
            return _("on") if value else _("off")
        if isinstance(value, tuple):
            return ", ".join(map(str, value))
        if isinstance(value, str):
            return _(dict(self.setting.choices).get(value, "")) or value
        return self._zero_word if self._zero_word and value == 0 else exact(value)

    def restyle(self, theme: Theme) -> None:
        """Take the colours and sizes of a theme."""
        self.reset.setIcon(icon("reset", theme, "ink2"))
        self.reset.setIconSize(QSize(theme.px(ARROW), theme.px(ARROW)))
        if isinstance(self.editor, NumberBox):
            self.editor.setFixedWidth(theme.px(BOX))

    # Building --------------------------------------------------------------------------------------------

    def _make_editor(self, name: str) -> NumberBox | QCheckBox | QuietCombo | TextBox:
        setting = self.setting
        if setting.kind == "switch":
            tick = QCheckBox(self)
            tick.setProperty("bare", True)
            tick.setAccessibleName(name)
            tick.clicked.connect(self._enter)
            return tick
        if setting.kind == "choice":
            combo = QuietCombo(name, self)
            combo.fill((key, _(label), "") for key, label in setting.choices)
            combo.activated.connect(self._choose)
            return combo
        if setting.kind in ("text", "widths"):
            line = TextBox(name, self)
            line.setProperty("formula", True)
            line.text_entered.connect(self._enter)
            line.textEdited.connect(self._begin)
            line.restored.connect(self._begin)
            return line
        box = self._make_box(name)
        box.number_typed.connect(self._enter)
        box.textEdited.connect(self._begin)
        box.problem_changed.connect(self._say)
        return box

    def _make_box(self, name: str) -> NumberBox:
        low, high = self.setting.minimum, self.setting.maximum
        if self.setting.kind == "integer":
            return WholeBox(name, low, high, self._zero_word, self)
        if self.setting.scale == "linear" or low <= 0.0:
            return LinearBox(name, low, high, parent=self)
        return NumberBox(name, low, high, LARGE_FACTOR if high / low >= LARGE_RANGE else FACTOR, self)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        is_tick = isinstance(self.editor, QCheckBox)
        head.setSpacing(4 if is_tick else 6)
        if is_tick:
            head.addWidget(self.editor)
        head.addWidget(self.label, 1)
        head.addWidget(self.reset)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        if self.setting.kind in _STACKED:
            column.addWidget(self.editor)
        elif not is_tick:
            head.addWidget(self.editor)
        column.addWidget(self.note)

    # Showing ---------------------------------------------------------------------------------------------

    def _show(self) -> None:
        editor, value = self.editor, self._value
        if isinstance(editor, QCheckBox):
            editor.setChecked(bool(value))
        elif isinstance(editor, QuietCombo):
            editor.show_key(str(value))
        elif isinstance(editor, TextBox):
            editor.set_text(self.in_words(value))
        elif isinstance(value, float | int):
            editor.set_value(value)
        self.reset.setVisible(self.is_changed())

    @Slot(str)
    def _say(self, problem: str) -> None:
        if problem != self.note.text():
            self.note.setText(problem)
            self.note.setVisible(bool(problem))
        self._describe(problem)

    def _describe(self, problem: str) -> None:
        """Tell screen readers what is wrong, else what the setting is for."""
        text = problem or _(self.setting.help)
        if text != self.editor.accessibleDescription():
            self.editor.setAccessibleDescription(text)

    # What a person does ----------------------------------------------------------------------------------

    @Slot()
    def _begin(self) -> None:
        self._say("")

    @Slot(int)
    def _choose(self, row: int) -> None:
        assert isinstance(self.editor, QuietCombo)
        if self.editor.itemData(row) != self._value:
            self._enter(self.editor.itemData(row))

    @Slot()
    def _reset(self) -> None:
        # The button is about to vanish: the keyboard stays in this row.
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(self.editor, TextBox):
            self.editor.accept(self.in_words(self._value))
        elif isinstance(self.editor, NumberBox):
            self.editor.restore()
        self._enter(self.setting.default)

    @Slot(float)
    @Slot(bool)
    @Slot(str)
    def _enter(self, entered: object) -> None:
        """Hand a value on if it is of the right kind."""
        self._say("")
        try:
            value = self.setting.checked(entered)
        except InputError as error:
            self.refuse(self._own_words() or said(error))
            return
        self._entered = value
        self.value_entered.emit(value)

    def _own_words(self) -> str:
        """Return what texts and widths must be; other kinds cannot be wrong here."""
        low, high = exact(self.setting.minimum), exact(self.setting.maximum)
        if self.setting.kind == "widths":
            wanted = _("Write up to {most} whole numbers from {low} to {high} with commas between, such as 6, 6.")
            return wanted.format(most=MOST_WIDTHS, low=low, high=high)
        return _("Write {low} to {high} letters.").format(low=low, high=high) if self.setting.kind == "text" else ""


class _Name(QLabel):
    """The name of a setting; a click on it goes to what it names."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tick a box, or begin to write."""
        editor = self.buddy()
        if isinstance(editor, QCheckBox):
            editor.click()
        elif editor is not None:
            editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
