"""The form: rows for settings of every kind, what they take, what they refuse, and what they never lose."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QWidget

from gd_visualizer.core.penalty import Penalty
from gd_visualizer.core.settings import settings_of
from gd_visualizer.views.number_box import NumberBox
from gd_visualizer.views.panels.setting_form import SHOWN, SettingForm
from gd_visualizer.views.panels.setting_row import SettingRow
from gd_visualizer.views.quiet_combo import QuietCombo
from gd_visualizer.views.step_box import LinearBox, WholeBox
from gd_visualizer.views.tab_order import order_tabs, reachable
from gd_visualizer.views.text_box import TextBox
from gd_visualizer.views.theme import load_theme
from tests.views.parts import Everything, Few, Plain
from tests.views.stage import Ear, key, mouse, settle, tab_to, wheel

KINDS = {
    "momentum": LinearBox, "epsilon": NumberBox, "count": WholeBox, "careful": QCheckBox, "bend": QuietCombo,
    "text": TextBox, "hidden": TextBox,
}  # fmt: skip


class Holder(QObject):
    """Stands for the store: holds the dataclass, takes what the form says, and draws it again."""

    def __init__(self, form: SettingForm, owner: object) -> None:
        super().__init__(form)
        self.form, self.owner = form, owner
        form.setting_changed.connect(self.take)
        form.show_settings(owner)

    def take(self, name: str, value: object) -> None:
        self.owner = replace(self.owner, **{name: value})
        self.form.show_settings(self.owner)


@pytest.fixture
def form(qtbot):
    form = SettingForm()
    qtbot.addWidget(form)
    form.restyle(load_theme("light"))
    form.show_settings(Everything())
    form.more.button.setChecked(True)
    form.resize(272, 480)
    form.show()
    settle()
    return form


def write(editor: QWidget, text: str) -> None:
    """Type a text, not yet taken."""
    tab_to(editor)
    editor.selectAll()
    for letter in text:
        key(editor, Qt.Key.Key_unknown, letter)


def enter(editor: QWidget, text: str) -> None:
    write(editor, text)
    key(editor, Qt.Key.Key_Return)


def test_a_row_for_every_setting_but_the_learning_rate(form) -> None:
    assert {name: type(row.editor) for name, row in form.rows.items()} == KINDS
    assert form.rows["momentum"].label.text() == "Momentum"
    assert form.rows["count"].label.text() == "Steps remembered (steps)"


@pytest.mark.parametrize("name", KINDS)
def test_every_editor_has_a_name_and_its_help(form, name: str) -> None:
    row = form.rows[name]
    assert row.editor.accessibleName() == row.setting.label
    assert row.editor.accessibleDescription() == row.editor.toolTip() == row.label.toolTip() == row.setting.help
    assert row.label.buddy() is row.editor


def test_drawing_shows_values_and_says_nothing(form) -> None:
    ear = Ear(form, "setting_changed")
    form.show_settings(Everything(0.3, 0.5, 1e-3, 42, True, "relu", "b*x", (4,)))
    rows = form.rows
    assert [rows[name].editor.text() for name in ("momentum", "epsilon", "count", "text", "hidden")] == [
        "0.5", "0.001", "42", "b*x", "4",
    ]  # fmt: skip
    assert rows["careful"].editor.isChecked()
    assert rows["bend"].editor.currentText() == "Bent once"
    assert ear.taken() == []


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("momentum", "0,5", 0.5), ("epsilon", "1·10⁻⁴", 1e-4), ("count", "12", 12), ("text", " c*x ", "c*x"),
        ("hidden", "4,3", (4, 3)), ("hidden", "5", (5,)),
    ],
)  # fmt: skip
def test_what_is_typed_is_taken_on_return_and_on_leaving(form, name: str, text: str, value: object) -> None:
    ear, editor = Ear(form, "setting_changed"), form.rows[name].editor
    holder = Holder(form, Everything())
    enter(editor, text)
    assert ear.taken() == [("setting_changed", name, value)]
    assert type(getattr(holder.owner, name)) is type(value)
    editor.clearFocus()
    assert ear.taken() == []
    form.show_settings(Everything())
    write(editor, text)
    assert ear.taken() == []
    editor.clearFocus()
    assert ear.taken() == [("setting_changed", name, value)]


def test_tidy_writing_of_widths(form) -> None:
    Holder(form, Everything())
    enter(form.rows["hidden"].editor, "4,3")
    assert form.rows["hidden"].editor.text() == "4, 3"


def test_ticking_by_the_box_and_by_its_words(form) -> None:
    ear, row = Ear(form, "setting_changed"), form.rows["careful"]
    Holder(form, Everything())
    row.editor.click()
    mouse(row.label, QEvent.Type.MouseButtonPress, 4.0, 4.0, held=True)
    assert ear.taken() == [("setting_changed", "careful", True), ("setting_changed", "careful", False)]
    assert not row.editor.isChecked()


def test_a_click_on_the_name_goes_to_the_box(form) -> None:
    form.activateWindow()
    mouse(form.rows["count"].label, QEvent.Type.MouseButtonPress, 4.0, 4.0, held=True)
    assert form.rows["count"].editor.hasFocus()


def test_choosing(form) -> None:
    ear, combo = Ear(form, "setting_changed"), form.rows["bend"].editor
    combo.activated.emit(0)
    assert ear.taken() == []
    combo.activated.emit(1)
    assert ear.taken() == [("setting_changed", "bend", "relu")]


def test_the_wheel_needs_the_focus(form) -> None:
    ear, combo = Ear(form, "setting_changed"), form.rows["bend"].editor
    form.activateWindow()
    form.rows["text"].editor.setFocus()
    assert not wheel(combo, False).isAccepted()
    assert ear.taken() == []
    tab_to(combo)
    wheel(combo, False)
    assert ear.taken() == [("setting_changed", "bend", "relu")]


WRONG = [
    ("momentum", "2", "2 is outside 0 to 0.999."),
    ("momentum", "fast", "“fast” is not a number."),
    ("count", "2.5", "2.5 is not a whole number."),
    ("count", "0", "0 is outside 1 to 100."),
    ("text", "bad*x", "The formula holds a bad word."),
    ("text", "", "Write 1 to 12 letters."),
    ("hidden", "six", "Write up to 8 whole numbers from 1 to 64 with commas between, such as 6, 6."),
    ("hidden", "65", "Write up to 8 whole numbers from 1 to 64 with commas between, such as 6, 6."),
    ("count", "7", "Seven steps need less momentum."),
]


@pytest.mark.parametrize(("name", "text", "sentence"), WRONG)
def test_what_cannot_be_taken_gets_a_sentence_and_changes_nothing(form, name: str, text: str, sentence: str) -> None:
    ear, row = Ear(form, "setting_changed"), form.rows[name]
    if text:
        enter(row.editor, text)
    else:
        tab_to(row.editor)
        row.editor.selectAll()
        key(row.editor, Qt.Key.Key_Backspace)
        key(row.editor, Qt.Key.Key_Return)
    assert ear.taken() == []
    assert row.note.text() == row.editor.accessibleDescription() == sentence
    assert row.note.isVisible()
    assert row.value() == row.setting.default
    # It can be mended, and the sentence goes.
    key(row.editor, Qt.Key.Key_unknown, "1")
    assert not row.note.isVisible()
    assert row.editor.accessibleDescription() == row.setting.help


def test_a_refused_number_gives_way_to_the_old_one(form) -> None:
    enter(form.rows["count"].editor, "7")
    assert form.rows["count"].editor.text() == "10"
    assert form.rows["count"].editor.value() == 10.0


def test_a_refused_text_is_not_lost(form) -> None:
    row = form.rows["text"]
    enter(row.editor, "bad*x")
    row.editor.clearFocus()
    form.show_settings(Everything(0.2))
    assert row.editor.text() == "bad*x"
    assert row.note.isVisible()
    tab_to(row.editor)
    key(row.editor, Qt.Key.Key_Escape)
    assert row.editor.text() == "a*x"
    assert not row.note.isVisible()
    enter(row.editor, "bad*x")
    row.editor.clearFocus()
    form.show_settings(Everything(text="z*x"))
    assert row.editor.text() == "z*x"
    assert not row.note.isVisible()


@pytest.mark.parametrize("name", ["momentum", "count", "text", "hidden"])
def test_drawing_does_not_destroy_what_is_being_typed(form, name: str) -> None:
    row = form.rows[name]
    write(row.editor, "3")
    for rate in (0.2, 0.3):
        form.show_settings(Everything(rate))
    form.show_settings(Everything(momentum=0.4, count=5, text="q*x", hidden=(2,)))
    assert form.rows[name] is row
    assert row.editor.text() == "3"
    assert row.editor.hasFocus()
    key(row.editor, Qt.Key.Key_Escape)
    assert row.editor.text() == {"momentum": "0.4", "count": "5", "text": "q*x", "hidden": "2"}[name]


def test_the_way_back_shows_only_where_there_is_one_and_moves_nothing(form) -> None:
    changed = Everything(0.1, 0.5, 1e-3, 42, True, "relu", "b*x", (4,))
    assert not any(row.reset.isVisible() for row in form.rows.values())
    places = {name: row.editor.geometry() for name, row in form.rows.items()}
    form.show_settings(changed)
    settle()
    assert all(row.reset.isVisible() for row in form.rows.values())
    assert {name: row.editor.geometry() for name, row in form.rows.items()} == places
    assert form.rows["bend"].reset.toolTip() == "Back to Soft"
    assert form.rows["careful"].reset.accessibleName() == "Never forget the steepest: back to off"


@pytest.mark.parametrize("name", KINDS)
def test_back_to_the_default(form, name: str) -> None:
    holder = Holder(form, Everything(0.1, 0.5, 1e-3, 42, True, "relu", "b*x", (4,)))
    form.activateWindow()
    ear, row = Ear(form, "setting_changed"), form.rows[name]
    row.reset.click()
    assert ear.taken() == [("setting_changed", name, row.setting.default)]
    assert getattr(holder.owner, name) == row.setting.default
    assert not row.reset.isVisible()
    assert row.editor.hasFocus()
    assert not row.is_changed()


def test_back_to_the_default_drops_what_was_being_typed(form) -> None:
    Holder(form, Everything(text="b*x", count=42))
    for name, shown in (("text", "a*x"), ("count", "10")):
        write(form.rows[name].editor, "3")
        form.rows[name].reset.click()
        assert form.rows[name].editor.text() == shown


@pytest.mark.parametrize(
    ("owner", "name", "up", "down"),
    [
        (Everything(), "momentum", 0.91, 0.89), (Everything(momentum=0.0), "momentum", 0.01, None),
        (Everything(momentum=0.995), "momentum", 0.999, 0.99), (Everything(), "epsilon", 1e-7, 1e-9),
        (Everything(), "count", 11, 9), (Everything(count=100), "count", None, 99),
        (Few(), "momentum", 0.51, 0.49), (Few(momentum=5.0), "momentum", 5.1, 4.9), (Few(), "first", 0.01, None),
        (Few(first=20.0), "first", 21.0, 19.0), (Few(first=5e5), "first", 510000.0, 490000.0),
        (Few(), "second", 0.021, 0.019),
    ],
)  # fmt: skip
def test_up_and_down(form, owner: object, name: str, up: float | None, down: float | None) -> None:
    for arrow, wanted in ((Qt.Key.Key_Up, up), (Qt.Key.Key_Down, down)):
        form.show_settings(owner)
        ear, editor = Ear(form, "setting_changed"), form.rows[name].editor
        tab_to(editor)
        key(editor, arrow)
        assert ear.taken() == ([] if wanted is None else [("setting_changed", name, wanted)])
        editor.set_value(getattr(owner, name))


def test_other_rows_only_for_other_settings(form) -> None:
    ear, before = Ear(form, "rebuilt"), dict(form.rows)
    form.show_settings(Everything(momentum=0.2))
    assert form.rows == before
    assert ear.taken() == []
    form.show_settings(Few())
    assert list(form.rows) == ["momentum", "first", "second", "third"]
    assert form.rows["momentum"] is not before["momentum"]
    assert form.rows["momentum"].editor.width() == 100
    assert ear.taken() == [("rebuilt",)]
    settle()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert set(form.findChildren(SettingRow)) == set(form.rows.values())


def test_no_settings_take_no_room(form) -> None:
    form.show_settings(Plain())
    assert not form.isVisible()
    form.show_settings(Penalty(l2=0.5))
    assert form.isVisible()
    assert form.changed() == 1


def test_long_forms_have_a_fold(qtbot) -> None:
    form = SettingForm()
    qtbot.addWidget(form)
    form.show_settings(Few())
    form.show()
    assert not form.more.isVisible()
    assert all(row.isVisible() for row in form.rows.values())
    form.show_settings(Everything(momentum=0.5, count=3, hidden=(4,)))
    settle()
    assert [row.isVisible() for row in form.rows.values()] == [place < SHOWN for place in range(len(KINDS))]
    assert form.more.button.text() == "More settings (1 changed)"
    form.show_settings(Everything())
    assert form.more.button.text() == "More settings"
    form.more.button.click()
    assert all(row.isVisible() for row in form.rows.values())


def test_a_word_for_zero(qtbot) -> None:
    item = replace(settings_of(Few)[3])
    row = SettingRow(replace(item, default=0), "all")
    qtbot.addWidget(row)
    row.show()
    ear = Ear(row, "value_entered")
    assert row.editor.text() == "all"
    enter(row.editor, "4")
    row.draw(4)
    assert row.reset.toolTip() == "Back to all"
    enter(row.editor, "ALL")
    row.draw(0)
    enter(row.editor, "9")
    assert ear.taken() == [("value_entered", 4), ("value_entered", 0)]
    assert row.note.text() == "9 is outside all to 5."


def test_tab_goes_down_the_form(form) -> None:
    form.show_settings(Few())
    form.show_settings(Everything(momentum=0.1, hidden=(3,)))
    order_tabs(form)
    settle()
    expected = [part for part in reachable(form) if part.isVisible()]
    assert expected[:4] == [
        form.rows["momentum"].reset, *(form.rows[name].editor for name in ("momentum", "epsilon", "count")),
    ]  # fmt: skip
    tab_to(expected[0])
    walked = [expected[0]]
    while len(walked) < len(expected):
        form.focusNextChild()
        walked.append(QApplication.focusWidget())
    assert walked == expected


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_it_is_as_narrow_as_the_panel(form, scale: float) -> None:
    theme = load_theme("dark", scale)
    form.restyle(theme)
    settle()
    assert form.minimumSizeHint().width() <= theme.px(272)
    assert form.rows["count"].editor.width() == theme.px(100)


def test_a_row_of_the_part_before_is_not_heard(form):
    ear = Ear(form, "setting_changed")
    old = form.rows["bend"]
    form.show_settings(Few())
    old.value_entered.emit("sharp")
    assert not ear.heard
