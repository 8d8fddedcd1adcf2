"""The store with its training thread, the player and the clock, in real time."""

from __future__ import annotations

import gc
import math
import sys
import threading
from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QObject, Slot
from pytestqt.qtbot import QtBot

from gd_visualizer.core.descent import advance, first_state
from gd_visualizer.core.optimizers.gradient_descent import GradientDescent
from gd_visualizer.core.plan import Plan
from gd_visualizer.runtime.courier import Courier
from gd_visualizer.runtime.descent_worker import Reply, Request, answer
from gd_visualizer.runtime.frame_clock import LONGEST_STEP, FrameClock
from gd_visualizer.runtime.store import Store
from gd_visualizer.session import edits
from gd_visualizer.session.snapshot import Snapshot
from tests.core.builders import line
from tests.session.documents import START, document


@pytest.fixture
def store(qtbot: QtBot) -> Iterator[Store]:
    made = Store(document(rate=1e-6), Courier())
    yield made
    made.close()


class Listener(QObject):
    """Keeps what it is told, and in which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[object] = []
        self.threads: set[int] = set()

    @Slot(object)
    def hear(self, thing: object) -> None:
        self.heard.append(thing)
        self.threads.add(threading.get_ident())


def test_flat_out_walks_in_another_thread_and_pauses(store: Store, qtbot: QtBot) -> None:
    listener = Listener()
    store.changed.connect(listener.hear)
    store.set_speed(math.inf)
    store.play()
    qtbot.waitUntil(lambda: store.snapshot.step > 20_000, timeout=10_000)
    store.pause()
    step = store.snapshot.step
    qtbot.wait(60)
    assert store.snapshot.step == step
    assert store.snapshot.status == "paused"
    assert listener.threads == {threading.get_ident()}
    # one picture a frame, however many replies there were
    pictures = [thing for thing in listener.heard if isinstance(thing, Snapshot)]
    assert len(pictures) < step / 100


def test_the_thread_walks_the_very_same_steps(store: Store, qtbot: QtBot) -> None:
    store.set_speed(math.inf)
    store.play()
    qtbot.waitUntil(lambda: store.snapshot.step > 5_000, timeout=10_000)
    store.pause()
    found = store.snapshot
    plan = Plan(GradientDescent(1e-6))
    chunk = advance(line(), plan, first_state(plan, START), found.last_step)
    assert np.array_equal(found.path[1:], chunk.parameters)
    assert np.array_equal(found.losses[1:], chunk.losses)
    store.seek(found.last_step // 2)
    store.step(3)
    assert np.array_equal(store.snapshot.parameters, found.path[found.last_step // 2 + 3])


def test_unused_objects_are_collected_in_this_thread_only(store: Store, qtbot: QtBot) -> None:
    where: list[int] = []

    def note(phase: str, _info: dict[str, int]) -> None:
        where.append(threading.get_ident())

    store.set_speed(math.inf)
    usual = gc.get_threshold()
    gc.callbacks.append(note)
    gc.set_threshold(1)
    try:
        store.play()
        qtbot.waitUntil(lambda: store.snapshot.step > 20_000, timeout=10_000)
        store.pause()
        qtbot.waitUntil(lambda: not store._courier.busy, timeout=5_000)
    finally:
        gc.set_threshold(*usual)
        gc.callbacks.remove(note)
    assert len(where) >= 4
    assert set(where) == {threading.get_ident()}
    assert gc.isenabled()


def test_a_store_closed_in_mid_request_leaves_the_collector_on(qtbot: QtBot) -> None:
    store = Store(document(rate=1e-6), Courier())
    store.set_speed(math.inf)
    store.play()
    qtbot.waitUntil(lambda: store._courier.busy, timeout=5_000)
    assert not gc.isenabled()
    store.close()
    assert gc.isenabled()


def test_played_slowly_it_arrives(qtbot: QtBot) -> None:
    store = Store(document(rate=0.2), Courier())
    store.set_speed(1000.0)
    store.play()
    qtbot.waitUntil(lambda: store.snapshot.status == "arrived", timeout=10_000)
    store.close()


def test_replies_under_way_are_dropped_after_an_edit(store: Store, qtbot: QtBot) -> None:
    store.set_speed(math.inf)
    for place in range(20):
        store.play()
        qtbot.waitUntil(lambda: store._courier.busy, timeout=5_000)
        store.apply(edits.place_start(float(place), 0.0))
        assert store.snapshot.step == 0
        qtbot.wait(15)
        assert store.snapshot.step == 0
        assert store.snapshot.last_step == 0
        assert store.snapshot.parameters.tolist() == [place, 0.0]


def test_the_rate_changes_while_the_thread_walks(store: Store, qtbot: QtBot) -> None:
    store.set_speed(math.inf)
    store.play()
    for number in range(3):
        before = store.snapshot.step
        qtbot.waitUntil(lambda before=before: store.snapshot.step > before, timeout=5_000)
        store.apply(edits.set_learning_rate(1e-6 * (1 + number % 2)))
        assert store.snapshot.status == "running"
    store.pause()
    path, losses = store.snapshot.path, store.snapshot.losses
    assert len(path) == len(losses) == store.snapshot.last_step + 1
    steps = np.diff(path, axis=0)
    assert (steps[:, 0] > 0).all()
    assert np.array_equal(store.snapshot.objective.values(path), losses)


def test_a_hundred_stores_open_and_close_while_training(qtbot: QtBot) -> None:
    usual = sys.getswitchinterval()
    for number in range(100):
        store = Store(document(rate=1e-6), Courier())
        store.set_speed(math.inf)
        store.play()
        if number % 3:
            qtbot.wait(number % 7)
        store.close()
        store.close()
    qtbot.wait(50)
    assert sys.getswitchinterval() == pytest.approx(usual)


def test_threads_switch_at_their_usual_pace_when_at_rest(store: Store, qtbot: QtBot) -> None:
    usual = sys.getswitchinterval()
    store.set_speed(math.inf)
    store.play()
    qtbot.waitUntil(lambda: store.snapshot.step > 0, timeout=5_000)
    assert sys.getswitchinterval() < usual
    store.pause()
    assert sys.getswitchinterval() == pytest.approx(usual)


def test_two_couriers_leave_the_usual_pace(qtbot: QtBot) -> None:
    usual = sys.getswitchinterval()
    first = Courier()
    first.send(request(10, 1.0))
    second = Courier()
    try:
        first.stop()
        second.stop()
        assert sys.getswitchinterval() == pytest.approx(usual)
    finally:
        sys.setswitchinterval(usual)


def test_nothing_is_drawn_while_nothing_changes(store: Store, qtbot: QtBot) -> None:
    listener = Listener()
    store.changed.connect(listener.hear)
    qtbot.wait(80)
    assert listener.heard == []
    store.set_speed(0.5)
    store.play()
    qtbot.waitUntil(lambda: store.snapshot.step == 1, timeout=5_000)
    count = len(listener.heard)
    qtbot.wait(150)
    assert len(listener.heard) == count
    store.pause()


# ---------------------------------------------------------------------------------------------- the parts alone


def request(steps: int, budget: float, rate: float = 1e-6) -> Request:
    plan = Plan(GradientDescent(rate))
    return Request(7, line(), plan, first_state(plan, START), steps, budget)


def test_a_request_ends_with_its_steps_or_its_time() -> None:
    whole = answer(request(1300, 60.0))
    assert whole.run == 7
    assert whole.chunk is not None
    assert len(whole.chunk.losses) == whole.chunk.state.step == 1300
    short = answer(request(10**6, 0.0)).chunk
    assert short is not None
    assert 0 < len(short.losses) < 10**6
    gone = answer(request(10**6, 60.0, rate=100.0)).chunk
    assert gone is not None
    assert gone.left_range
    assert np.isfinite(gone.losses).all()


def test_a_fault_becomes_words() -> None:
    broken = request(3, 1.0)
    object.__setattr__(broken, "objective", None)
    reply = answer(broken)
    assert reply.chunk is None
    assert "AttributeError" in reply.error


def test_a_courier_brings_the_reply_to_this_thread(qtbot: QtBot) -> None:
    courier, listener = Courier(), Listener()
    courier.returned.connect(listener.hear)
    courier.send(request(10, 1.0))
    assert courier.busy
    qtbot.waitUntil(lambda: not courier.busy, timeout=5_000)
    courier.stop()
    (reply,) = listener.heard
    assert isinstance(reply, Reply)
    assert listener.threads == {threading.get_ident()}


def test_the_clock_ticks_only_while_it_runs(qtbot: QtBot) -> None:
    clock, ticks = FrameClock(), []
    clock.ticked.connect(ticks.append)
    qtbot.wait(40)
    assert ticks == []
    clock.start()
    qtbot.waitUntil(lambda: len(ticks) >= 3, timeout=5_000)
    clock.stop()
    count = len(ticks)
    qtbot.wait(40)
    assert len(ticks) == count
    assert all(0.0 <= tick <= LONGEST_STEP for tick in ticks)
