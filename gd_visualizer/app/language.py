"""The language of the window: what the environment asks for, else what the system says; Qt's own words in the same."""

from __future__ import annotations

import os

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from gd_visualizer.assets import VARIABLES, languages, resource, speak


def use_language(application: QCoreApplication) -> None:
    """Choose the language before the first word is shown."""
    if not any(os.environ.get(name) for name in VARIABLES):
        # Windows and macOS keep it among their settings, which Qt can read.
        speak(QLocale.system().uiLanguages())
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for language in languages():
        translator = QTranslator(application)
        # Where the program itself has to speak English, the buttons of Qt do so too.
        if resource("translations", language).is_dir() and translator.load(f"qtbase_{language}", folder):
            application.installTranslator(translator)
            return
