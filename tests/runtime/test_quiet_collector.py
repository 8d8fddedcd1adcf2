"""The collector rests while anybody holds it, and only then."""

from __future__ import annotations

import gc

from gd_visualizer.runtime.quiet_collector import QuietCollector


def test_the_last_who_lets_go_switches_it_on() -> None:
    first, second = QuietCollector(), QuietCollector()
    first.hold()
    first.hold()
    second.hold()
    assert not gc.isenabled()
    first.release()
    assert not gc.isenabled()
    first.release()
    assert not gc.isenabled()
    second.release()
    assert gc.isenabled()


def test_one_that_was_off_stays_off() -> None:
    one = QuietCollector()
    gc.disable()
    try:
        one.hold()
        one.release()
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_while_another_holds_it_what_is_young_is_looked_at() -> None:
    class Knot:
        def __init__(self) -> None:
            self.itself = self

    first, second = QuietCollector(), QuietCollector()
    gone: list[int] = []
    first.hold()
    second.hold()
    try:
        gc.collect()
        for _turn in range(2 * gc.get_threshold()[0]):
            Knot()
        gc.callbacks.append(lambda phase, info: gone.append(info["collected"]))
        second.release()
        assert max(gone) > gc.get_threshold()[0]
    finally:
        gc.callbacks.pop()
        first.release()
