"""Gathering sentences, and what a translation must keep."""

from __future__ import annotations

import gettext
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from gd_visualizer.assets import DOMAIN
from tools import translations


@pytest.fixture(scope="module")
def gathered() -> Catalog:
    return translations.template()


def test_sentences_of_every_kind_are_gathered(gathered: Catalog) -> None:
    for text in (
        "Press **Step** to go downhill once, **Play** to go on. Ctrl+Z takes back whatever you change.",  # of a page
        "Plain gradient descent",  # of core
        "L2 penalty",  # of a setting
        "across {number}",  # inside of another expression
        "Something that fades",  # of a data set
        "A small network learns a wave",  # of a template
    ):
        assert text in gathered, text
    assert gathered.get("{n} point").pluralizable


def test_words_in_f_strings_and_choices_are_seen() -> None:
    source = 'f"{_(\'one\')}"; _("two" if x else "three"); translate_plural("a {n}", "b {n}", 2); _(name); other("no")'
    assert [words for _line, words in translations.sentences(source)] == ["one", "two", "three", ("a {n}", "b {n}")]


def test_every_sentence_has_braces_that_close(gathered: Catalog) -> None:
    for message in gathered:
        for text in message.id if isinstance(message.id, tuple) else (message.id,):
            assert text.count("{") == text.count("}"), text


@pytest.mark.parametrize(
    ("original", "translation", "wrong"),
    [
        ("{a} of {b}", "{b}: {a}", []),
        ("{a} of {b}", "{a}", ["{b} is missing"]),
        ("{a}", "{a} {c}", ["{c} is unknown"]),
        ("**A** b", "**B a", ["** is not closed"]),
        (("one", "{n}"), ("eins", "{n}"), []),
        (("one", "{n}"), ("eins", "{m}"), ["{m} is unknown"]),
    ],
)
def test_a_translation_keeps_names_and_marks(original, translation, wrong) -> None:  # type: ignore[no-untyped-def]
    assert translations.misfits(Message(original, translation)) == wrong


def test_a_catalogue_begins_grows_and_speaks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(translations, "ROOT", tmp_path)
    monkeypatch.setattr(translations, "CATALOGUES", tmp_path / "translations")
    monkeypatch.setattr(translations, "TEMPLATE", tmp_path / "build" / f"{DOMAIN}.pot")
    small = Catalog(fuzzy=False)
    small.add("Step")
    small.add(("{n} point", "{n} points"))
    monkeypatch.setattr(translations, "template", lambda: small)
    assert translations.main(["de"]) == 0
    path = tmp_path / "translations" / "de" / "LC_MESSAGES" / f"{DOMAIN}.po"
    text = path.read_text("utf-8").replace('msgid "Step"\nmsgstr ""', 'msgid "Step"\nmsgstr "Schritt"')
    path.write_text(
        text.replace('msgstr[0] ""\nmsgstr[1] ""', 'msgstr[0] "{n} Punkt"\nmsgstr[1] "{n} Punkte"'), "utf-8"
    )
    assert translations.main([]) == 0
    spoken = gettext.translation(DOMAIN, tmp_path / "translations", ["de"])
    assert spoken.gettext("Step") == "Schritt"
    assert spoken.ngettext("{n} point", "{n} points", 3) == "{n} Punkte"
    path.write_text(path.read_text("utf-8").replace("{n} Punkte", "{x} Punkte"), "utf-8")
    assert translations.main([]) == 1


def test_every_catalogue_that_ships_fits() -> None:
    for path in translations.CATALOGUES.glob(f"*/LC_MESSAGES/{DOMAIN}.po"):
        with path.open("rb") as file:
            catalogue = read_po(file, locale=path.parents[1].name)
        assert [problem for message in catalogue if message.id for problem in translations.misfits(message)] == []
        assert path.with_suffix(".mo").exists(), f"compile {path}: python -m tools.translations"
