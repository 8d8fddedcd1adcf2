"""No table that leaves the program has a text that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from gd_visualizer.core.dataset import Dataset
from gd_visualizer.runtime.courier import InlineCourier
from gd_visualizer.runtime.store import Store
from gd_visualizer.session.document import first_document
from gd_visualizer.session.export.path_table import path_csv
from gd_visualizer.session.files.defused import armed, defused
from gd_visualizer.session.files.save import table_text
from gd_visualizer.session.step_export import tab_separated
from gd_visualizer.session.step_table import Head

HOSTILE = ("=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1", "\r=1", "  =1", '=cmd|"/c calc"!A1', "=", "-")


def is_run(cell: str) -> bool:
    """Return True for a text that a spreadsheet would take for a formula; a number it may read."""
    try:
        float(cell)
    except ValueError:
        return cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))
    return False


def cells(text: str, delimiter: str) -> list[str]:
    return [cell for row in csv.reader(io.StringIO(text), delimiter=delimiter) for cell in row]


def test_the_check_sees_what_is_run() -> None:
    assert all(map(is_run, HOSTILE))
    assert not any(map(is_run, ("-1.5", "1e-9", "x", "'=1", "−1")))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_defused_text_is_found_again(name) -> None:
    assert not is_run(defused(name))
    assert armed(defused(name)) == name


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("name", HOSTILE)
def test_names_of_columns_are_defused_in_files_and_on_the_clipboard(name, delimiter) -> None:
    data = Dataset.from_arrays(np.array([-1.0, 2.0]), np.array([-3.5, 4.0]), name, name)
    found = cells(table_text(data, delimiter), delimiter)
    assert "-3.5" in found
    assert not any(map(is_run, found))


@pytest.mark.parametrize("name", HOSTILE)
def test_the_step_for_a_spreadsheet_is_defused(name) -> None:
    table = SimpleNamespace(
        heads=(Head("", ""), Head(name, "")), row_count=1, name=lambda _row: name, formula=lambda _row: name,
        value=lambda _row, _column: -1.5,
    )  # fmt: skip
    text = tab_separated(table)
    found = [cell for line in text.splitlines() for cell in line.split("\t")]
    assert "-1.5" in found
    assert not any(map(is_run, found))


@pytest.mark.parametrize("title", HOSTILE)
def test_the_path_holds_nothing_that_is_run(title) -> None:
    store = Store(replace(first_document(), title=title), InlineCourier())
    store.step(3)
    assert not any(map(is_run, cells(path_csv(store.snapshot), ",")))
