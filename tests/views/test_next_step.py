from __future__ import annotations

import pytest

from gd_visualizer.session import edits
from gd_visualizer.session.choices import choose
from gd_visualizer.views.cards.next_step import NextStep
from gd_visualizer.views.theme import load_theme
from tests.runtime.stores import opened, play_to_the_end


@pytest.fixture
def store():
    return opened()


@pytest.fixture
def card(qtbot, store) -> NextStep:
    card = NextStep()
    qtbot.addWidget(card)
    card.resize(560, 150)
    card.restyle(load_theme("light"))
    card.show()
    card.draw(store.snapshot)
    return card


def texts(card: NextStep, row: int) -> list[str]:
    return [label.text() for label in card.cells[row]]


def test_a_row_is_a_sum_that_can_be_checked(card, store) -> None:
    now, slope = store.snapshot.parameters[0], store.snapshot.gradient[0]
    row = texts(card, 1)
    assert row[0] == "m"
    assert row[2] == "−"
    assert row[3] == "0.05"
    assert float(row[1].replace("−", "-")) == pytest.approx(now, abs=0.01)
    assert float(row[5].strip("()").replace("−", "-")) == pytest.approx(slope, abs=0.01)
    assert row[8].startswith("↑")
    assert texts(card, 3) == [""] * 9
    assert card.advice.text().startswith("Both slopes are below zero")
    assert card.loss.text().startswith("Loss ")
    assert card.accessibleName().startswith("m: ")


def test_other_optimizers_show_the_step_they_take(card, store) -> None:
    store.apply(choose("optimizer", "adagrad"))
    card.draw(store.snapshot)
    assert texts(card, 0)[3] == "the step"
    assert texts(card, 1)[2] == "+"
    assert texts(card, 1)[4:6] == ["", ""]
    assert card.advice.text() == "Step makes exactly this true."


def test_more_parameters_are_counted(card, store) -> None:
    store.apply(choose("model", "network"))
    card.draw(store.snapshot)
    assert texts(card, 3)[0] == "W1[3,1]"
    assert card.advice.text().startswith("And 58 more parameters")


def test_what_has_no_next_step_is_said(card, store) -> None:
    store.apply(edits.clear_points())
    card.draw(store.snapshot)
    assert card.advice.text() == "Without a landscape there is no step to take."
    assert texts(card, 1) == [""] * 9
    store.undo()
    play_to_the_end(store)
    card.draw(store.snapshot)
    assert card.advice.text().startswith("The ground is flat")


def test_slopes_above_zero_ask_for_less(card, store) -> None:
    store.apply(edits.place_start(9.0, 9.0))
    card.draw(store.snapshot)
    assert card.advice.text() == "Both slopes are above zero: less m, less b."


def test_nothing_flickers_while_a_walk_is_running(card, store) -> None:
    before = texts(card, 1)
    store.play()
    card.draw(store.snapshot)
    assert texts(card, 1) == before
    store.pause()


def test_a_third_row_only_where_there_is_room(card) -> None:
    card.resize(560, 100)
    assert not card.cells[3][0].isVisible()
    card.resize(560, 200)
    assert card.cells[3][0].isVisible()
