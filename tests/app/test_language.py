"""Which language the window takes, and Qt's own words with it."""

from __future__ import annotations

import pytest

from gd_visualizer import assets
from gd_visualizer.app import language


@pytest.fixture
def _silent(monkeypatch, tmp_path):
    """Let neither the environment nor a catalogue of ours say anything; afterwards there is English again."""
    for name in assets.VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(language.QLocale, "system", lambda: language.QLocale("de_AT"))
    monkeypatch.setattr(language, "resource", tmp_path.joinpath)
    yield
    assets.speak(())


@pytest.mark.usefixtures("_silent")
def test_the_system_is_asked_where_the_environment_says_nothing(qapp, tmp_path):
    installed = []
    qapp.installTranslator, usual = installed.append, qapp.installTranslator
    try:
        language.use_language(qapp)
        assert assets.languages()[0].startswith("de")
        assert installed == []  # without a catalogue of ours Qt speaks English too
        (tmp_path / "translations" / "de").mkdir(parents=True)
        language.use_language(qapp)
        assert len(installed) == 1
        assert installed[0].language().startswith("de")
    finally:
        qapp.installTranslator = usual


@pytest.mark.usefixtures("_silent")
def test_the_environment_has_the_last_word(qapp, monkeypatch):
    monkeypatch.setenv("LANG", "C.UTF-8")
    language.use_language(qapp)
    assert assets.languages() == ()
