from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from gd_visualizer.runtime.store import Store
from tests.runtime.stores import opened


@pytest.fixture
def store(qtbot: QtBot) -> Iterator[Store]:
    """Give a store with eight points and no thread."""
    made = opened()
    yield made
    made.close()
