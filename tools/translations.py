"""Gather every sentence of the program for translators, and make catalogues of what they wrote.

``python -m tools.translations`` writes ``build/gd_visualizer.pot``, brings every catalogue in
``resources/translations`` up to date and compiles it; ``python -m tools.translations de`` begins a catalogue for German
first. ``docs/translating.md`` tells the rest.
"""

from __future__ import annotations

import ast
import json
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import is_dataclass
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from gd_visualizer.app.command_line import COMMANDS
from gd_visualizer.assets import DOMAIN
from gd_visualizer.core.penalty import Penalty
from gd_visualizer.core.registry import PARTS, registered
from gd_visualizer.core.settings import Setting, settings_of
from gd_visualizer.session.lessons.conditions import NUMBER, TRUTH, WORD
from gd_visualizer.session.notation import in_letters

ROOT = Path(__file__).resolve().parents[1]
RESOURCES = ROOT / "resources"
CATALOGUES = RESOURCES / "translations"
TEMPLATE = ROOT / "build" / f"{DOMAIN}.pot"
# What sentences are wrapped in, and how many of its arguments are sentences. Errors of core are English where they are
# raised, and translated where they are shown.
KEYWORDS = {"_": 1, "translate": 1, "translate_plural": 2, "RefusalError": 1, "FormulaError": 1}
NOTE = "Copyright (C) the authors of Gradient Descent Visualizer. Under the MIT licence, like the program."


def template() -> Catalog:
    """Return every sentence of the program, each with the places it comes from."""
    catalog = Catalog(project="Gradient Descent Visualizer", header_comment=f"# {NOTE}", charset="utf-8", fuzzy=False)
    for path in sorted((ROOT / "gd_visualizer").rglob("*.py")):
        place = path.relative_to(ROOT).as_posix()
        for line, message in sentences(path.read_text(encoding="utf-8")):
            catalog.add(message, locations=[(place, line)])
    for place, text in (*_of_core(), *_of_resources()):
        if any(letter.isalpha() for letter in text):
            catalog.add(text, locations=[(place, 0)])
    return catalog


def sentences(source: str) -> Iterator[tuple[int, str | tuple[str, str]]]:
    """Yield the line and the words of every sentence in a file of Python; two of them where a number decides the form.

    Babel's own reader does not see what stands inside of an f-string.
    """
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    for node in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        if isinstance(node.func, ast.Name) and node.func.id in KEYWORDS:
            texts = [_texts(argument) for argument in node.args[: KEYWORDS[node.func.id]]]
            if KEYWORDS[node.func.id] == 2:
                yield node.lineno, (texts[0][0], texts[1][0])
            else:
                yield from ((node.lineno, text) for text in texts[0])


def _texts(node: ast.expr) -> list[str]:
    """Return the texts that an expression may stand for, as far as they are written there."""
    if isinstance(node, ast.IfExp):
        return _texts(node.body) + _texts(node.orelse)
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def misfits(message: Message) -> list[str]:
    """Return what is wrong with a translation: names in braces that are missing or unknown, marks left open."""
    originals = message.id if isinstance(message.id, tuple) else (message.id,)
    forms = message.string if isinstance(message.string, tuple) else (message.string,)
    allowed = set().union(*map(names_in, originals))
    needed = names_in(originals[-1])
    found = []
    for form in filter(None, forms):
        names = names_in(form)
        # A form for one thing may leave out the number, as the English one does.
        missing = needed - names if len(forms) == 1 else set()
        found += [f"{{{name}}} is missing" for name in sorted(missing)]
        found += [f"{{{name}}} is unknown" for name in sorted(names - allowed)]
        if form.count("**") % 2:
            found.append("** is not closed")
    return found


def names_in(text: str) -> set[str]:
    """Return the names in braces of a sentence."""
    return {piece.split("}")[0] for piece in text.split("{")[1:]}


def compiled(catalog: Catalog, folder: Path) -> Path:
    """Write a catalogue for the program into a folder of its language, and return the file."""
    path = folder / "LC_MESSAGES" / f"{DOMAIN}.mo"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_mo(file, catalog)
    return path


def read_catalogue(path: Path) -> Catalog:
    """Return a catalogue that a translator works on."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parents[1].name)


def main(languages: list[str]) -> int:
    """Bring the template and every catalogue up to date."""
    messages = template()
    TEMPLATE.parent.mkdir(exist_ok=True)
    with TEMPLATE.open("wb") as file:
        write_po(file, messages, width=100)
    print(f"{TEMPLATE.relative_to(ROOT)}: {len(messages)} sentences")
    for language in languages:
        path = CATALOGUES / language / "LC_MESSAGES" / f"{DOMAIN}.po"
        if not path.exists():
            path.parent.mkdir(parents=True)
            with path.open("wb") as file:
                write_po(file, Catalog(locale=Locale.parse(language), header_comment=f"# {NOTE}", fuzzy=False))
    problems = [problem for path in sorted(CATALOGUES.glob(f"*/LC_MESSAGES/{DOMAIN}.po")) for problem in _refresh(path)]
    print("\n".join(problems), file=sys.stderr, end="\n" if problems else "")
    return bool(problems)


def _refresh(path: Path) -> list[str]:
    """Bring one catalogue up to date, compile it, and return what is wrong with it."""
    catalog = read_catalogue(path)
    catalog.update(template(), no_fuzzy_matching=False)
    with path.open("wb") as file:
        write_po(file, catalog, width=100, ignore_obsolete=True)
    done = [message for message in catalog if message.id and all(_forms(message)) and not message.fuzzy]
    compiled(catalog, path.parents[1])
    print(f"{path.relative_to(ROOT)}: {len(done)} of {len(catalog)} sentences")
    return [f"{path.relative_to(ROOT)}: {message.id!r}: {problem}" for message in done for problem in misfits(message)]


def _forms(message: Message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string,)


def _of_core() -> Iterator[tuple[str, str]]:
    """Yield what the parts of core say of themselves: written in English, and translated where they are shown."""
    for part in PARTS:
        for entry in registered(part).values():
            place = entry.__module__.replace(".", "/") + ".py"
            # The formula of a model is what can be typed, but for the one that people type; in the others there are
            # words, and fewer of them in symbols.
            formula = "" if part == "models" and entry.key != "formula" else entry.formula
            yield from ((place, text) for text in (entry.label, entry.help, formula, in_letters(formula)))
            for item in settings_of(entry) if is_dataclass(entry) else ():
                yield from ((place, text) for text in _of_setting(item))
    yield from (("gd_visualizer/core/penalty.py", text) for item in settings_of(Penalty) for text in _of_setting(item))
    yield from (("gd_visualizer/session/lessons/conditions.py", kind) for kind in (NUMBER, TRUTH, WORD))
    for module, _summary in COMMANDS.values():
        epilog = getattr(sys.modules.get(module) or __import__(module, fromlist=["EPILOG"]), "EPILOG", None)
        if epilog:
            yield module.replace(".", "/") + ".py", epilog


def _of_setting(item: Setting) -> Iterator[str]:
    yield from (item.label, item.help, item.unit, *(label for _key, label in item.choices))


def _of_resources() -> Iterator[tuple[str, str]]:
    """Yield the names of what the program ships with."""
    for path in sorted(RESOURCES.glob("datasets/*.toml")):
        entry = tomllib.loads(path.read_text(encoding="utf-8"))
        yield from ((f"resources/datasets/{path.name}", entry.get(key, "")) for key in ("name", "look_for", "source"))
    for path in sorted(RESOURCES.glob("themes/*.toml")):
        yield f"resources/themes/{path.name}", tomllib.loads(path.read_text(encoding="utf-8"))["name"]
    for path in sorted(RESOURCES.glob("templates/*.gdv")):
        yield f"resources/templates/{path.name}", json.loads(path.read_text(encoding="utf-8")).get("title", "")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
