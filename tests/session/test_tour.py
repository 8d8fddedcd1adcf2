"""The tour: short enough, and in words that a child of twelve can read."""

from __future__ import annotations

import re

from gd_visualizer.session.lessons.markup import check_marks
from gd_visualizer.session.lessons.reading_level import grade
from gd_visualizer.session.tour import tour_stops

WORDS_A_MINUTE = 200.0


def test_the_tour_takes_two_minutes_at_most():
    texts = [f"{stop.title}. {stop.text}" for stop in tour_stops()]
    assert sum(len(text.split()) for text in texts) / WORDS_A_MINUTE <= 2.0


def test_each_stop_is_three_short_sentences_at_most():
    stops = tour_stops()
    assert len({stop.part for stop in stops}) == len(stops) == 8
    for stop in stops:
        assert check_marks(stop.text) == ""
        assert len(re.findall(r"[.!?](?:\s|$)", stop.text)) <= 3
        assert len(stop.text.split()) <= 40


def test_the_tour_is_written_for_the_sixth_school_year_or_below():
    assert grade(" ".join(stop.text for stop in tour_stops())) < 6.0
