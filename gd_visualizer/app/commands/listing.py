"""``list``: what there is to choose from, with settings and their ranges."""

from __future__ import annotations

import argparse
import dataclasses
import tomllib
from collections.abc import Callable
from typing import Any

from gd_visualizer.app.commands.output import say, say_json
from gd_visualizer.assets import resource
from gd_visualizer.assets import translate as _
from gd_visualizer.core.registry import PARTS, registered
from gd_visualizer.core.settings import settings_of
from gd_visualizer.session.files.datasets import builtin_datasets
from gd_visualizer.session.lessons.loader import shipped_lessons
from gd_visualizer.session.lessons.markup import plain

EPILOG = None


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("kind", metavar="WHAT", choices=list(KINDS), help=", ".join(KINDS))
    parser.add_argument("--json", action="store_true", help=_("print a JSON list"))


def run(arguments: argparse.Namespace) -> int:
    """Print the entries of one kind."""
    entries = KINDS[arguments.kind](arguments.kind)
    if arguments.json:
        say_json(entries)
    else:
        say("\n".join(line for entry in entries for line in _as_lines(entry)))
    return 0


def _parts(kind: str) -> list[dict[str, Any]]:
    return [
        {
            "key": key,
            "label": _(part.label),
            "formula": part.formula,
            "help": _(part.help),
            "settings": [_setting(item) for item in settings_of(part)],
        }
        for key, part in registered(kind).items()
    ]


def _setting(setting: Any) -> dict[str, Any]:
    choices = [{"key": key, "label": _(label)} for key, label in setting.choices]
    words = {"label": _(setting.label), "help": _(setting.help), "choices": choices}
    return dataclasses.asdict(setting) | words


def _datasets(_kind: str) -> list[dict[str, Any]]:
    return [
        {
            "key": info.key,
            "label": info.name,
            "help": info.look_for,
            "source": info.source,
            "start": list(info.start),
            "learning_rate": info.learning_rate,
        }
        for info in builtin_datasets()
    ]


def _themes(_kind: str) -> list[dict[str, Any]]:
    found = []
    for path in resource("themes").glob("*.toml"):
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        found.append((content["order"], {"key": path.stem, "label": _(content["name"])}))
    return [entry for _order, entry in sorted(found, key=lambda item: (item[0], item[1]["key"]))]


def _lessons(_kind: str) -> list[dict[str, Any]]:
    return [
        {"key": lesson.key, "label": lesson.title, "help": plain(lesson.task.do), "level": lesson.level}
        for lesson in shipped_lessons()
    ]


def _as_lines(entry: dict[str, Any]) -> list[str]:
    """Return an entry as lines for people: key, name and formula, help, then a line a setting."""
    lines = ["  ".join(part for part in (entry["key"], entry["label"], entry.get("formula", "")) if part)]
    if entry.get("help"):
        lines.append(f"    {entry['help']}")
    for item in entry.get("settings", ()):
        lines.append(f"    {item['key']}  {_extent(item)}  {item['help']}".rstrip())
    return lines


def _extent(item: dict[str, Any]) -> str:
    """Return which values a setting can have, in words."""
    usual = item["default"]
    if item["kind"] == "switch":
        return _("on or off, default on") if usual else _("on or off, default off")
    if item["kind"] == "choice":
        keys = ", ".join(choice["key"] for choice in item["choices"])
        return _("one of {keys}, default {usual}").format(keys=keys, usual=usual)
    if item["kind"] == "text":
        return _("a text, default {usual}").format(usual=usual)
    values = {"least": f"{item['minimum']:g}", "most": f"{item['maximum']:g}"}
    if item["kind"] == "widths":
        values["usual"] = ",".join(map(str, usual))
        return _("whole numbers from {least} to {most} with commas between, default {usual}").format(**values)
    return _("{least} to {most}, default {usual}").format(usual=f"{usual:g}", **values)


KINDS: dict[str, Callable[[str], list[dict[str, Any]]]] = {
    **dict.fromkeys(PARTS, _parts),
    "datasets": _datasets,
    "lessons": _lessons,
    "themes": _themes,
}
