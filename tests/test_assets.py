"""In which language the program speaks."""

from __future__ import annotations

import pytest

from gd_visualizer import assets


@pytest.fixture(autouse=True)
def _english_afterwards():
    yield
    assets.speak(())


@pytest.mark.parametrize(
    ("named", "wanted"),
    [
        ({}, ()),
        ({"LANG": "C.UTF-8"}, ()),
        ({"LANG": "de_AT.UTF-8"}, ("de_AT", "de")),
        ({"LANG": "de_AT.UTF-8@euro", "LANGUAGE": "fr:de_CH:fr"}, ("fr", "de_CH", "de")),
        ({"LANG": "fr_FR", "LC_ALL": "es_ES"}, ("es_ES", "es")),
        ({"LANGUAGE": "de:en:fr"}, ("de",)),
        ({"LANGUAGE": "../../datasets:/etc:xx"}, ("xx",)),
        ({"LANGUAGE": "zh-Hant-TW"}, ("zh_Hant_TW", "zh")),
    ],
)
def test_the_environment_says_which_languages_a_person_reads(named, wanted, monkeypatch):
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(assets.locale, "getlocale", lambda: (None, None))
    for name, value in named.items():
        monkeypatch.setenv(name, value)
    assert assets.asked_languages() == wanted


def test_where_the_environment_says_nothing_the_system_is_asked(monkeypatch):
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(assets.locale, "getlocale", lambda: ("it_IT", "UTF-8"))
    assert assets.asked_languages() == ("it_IT", "it")


def test_without_a_catalogue_there_is_english():
    assets.speak(["xx-YY", "en"])
    assert assets.languages() == ("xx_YY", "xx")
    assert assets.translate("Step") == "Step"
    assert assets.translate("") == ""
    assert [assets.translate_plural("{n} point", "{n} points", count) for count in (1, 2)] == [
        "{n} point",
        "{n} points",
    ]
