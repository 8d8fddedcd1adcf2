"""The glossary knows every name that the window shows: of what can be chosen, of settings, options and views."""

from __future__ import annotations

import pytest

from gd_visualizer.app.options import options
from gd_visualizer.app.pages import page_names
from gd_visualizer.core.penalty import Penalty
from gd_visualizer.core.registry import PARTS, registered
from gd_visualizer.core.settings import settings_of
from gd_visualizer.session.glossary import found_in, glossary

TERMS = glossary()
ENTRIES = [entry for part in PARTS for entry in registered(part).values()]
SETTINGS = sorted({setting.label for entry in (*ENTRIES, Penalty) for setting in settings_of(entry)})
CHOICES = sorted(
    {label.split(":")[0] for entry in ENTRIES for setting in settings_of(entry) for _key, label in setting.choices}
)
# These two are common words; the term for them is found by "zeros" and "uniform".
THROWS = ("All zero", "Evenly random")
OPTIONS = [option.text for option in options()]


@pytest.mark.parametrize("name", [*(entry.label for entry in ENTRIES), *SETTINGS, *OPTIONS, *page_names().values()])
def test_each_name_on_the_screen_leads_to_a_term_called_so(name):
    first = found_in(TERMS, name)[0]
    assert first.is_called(name)


@pytest.mark.parametrize("name", [name for name in CHOICES if name not in THROWS])
def test_each_bend_and_each_first_throw_is_another_word_for_a_term(name):
    assert found_in(TERMS, name)[0].is_called(name)


@pytest.mark.parametrize("view", page_names().values())
def test_each_view_has_a_term_of_its_own(view):
    assert f"{view} view" in [term.name for term in found_in(TERMS, f"{view} view")]


@pytest.mark.parametrize("entry", ENTRIES)
def test_what_can_be_chosen_is_told_in_plain_words_first(entry):
    (term,) = [term for term in TERMS if term.name == entry.label]
    assert term.plain
    assert term.exact
    assert term.plain != term.exact


def test_a_setting_names_all_that_have_it():
    (term,) = [term for term in TERMS if term.name == "Memory for slopes, β₁"]
    for name in ("Adam", "AdamW", "NAdam", "RAdam", "Adamax"):
        assert name in term.exact
    (penalty,) = [term for term in TERMS if term.name == "L1 penalty"]
    assert penalty.exact == "It belongs to: Penalty."


def test_a_name_stands_before_texts_that_only_speak_of_it():
    names = [term.name for term in found_in(TERMS, "adam")]
    assert names[:3] == ["Adam", "Adamax", "AdamW"]
    assert found_in(TERMS, "misses")[0].name == "Miss"
