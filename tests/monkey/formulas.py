"""Throw texts made by chance at the parser: ``python -m tests.monkey.formulas 100000 [seed]``."""

from __future__ import annotations

import random
import sys
import time

from gd_visualizer.core.expression.display import plain, readable
from gd_visualizer.core.expression.graph import Graph
from gd_visualizer.core.expression.latex import latex
from gd_visualizer.core.expression.parser import parse
from gd_visualizer.core.expression.words import words
from tests.core.expression.test_parser import SAME, WRONG, assert_answered
from tests.core.expression.trees import ALPHABET, NAMES, WORDS

PIECES = [*ALPHABET, *WORDS, *NAMES, *[f"{sign}{name}" for sign in "+-*/^" for name in "abx"]]
SAMPLES = [text for text, *_ in (*SAME, *WRONG)]


def text_by(chance: random.Random) -> str:
    """Return nonsense, or a text from the tests with a few characters put in, left out or repeated."""
    if chance.random() < 0.4:
        return "".join(chance.choices(PIECES, k=chance.randint(0, 40)))
    text = chance.choice(SAMPLES) + chance.choice(["", "+", "*", "^"]) + chance.choice(SAMPLES)
    for _ in range(chance.randint(0, 4)):
        place, end = sorted(chance.choices(range(len(text) + 1), k=2))
        text = text[:place] + chance.choice(["", chance.choice(PIECES), 2 * text[place:end]]) + text[end:]
    return text


def run(count: int, seed: int) -> None:
    """Ask for an answer to every text; say how many were formulas and how long the slowest took."""
    chance, formulas, slowest = random.Random(seed), 0, 0.0
    for _ in range(count):
        text = text_by(chance)
        began = time.perf_counter()
        try:
            if assert_answered(text):
                formulas += 1
                tree = parse(text)
                assert Graph.of(tree).nodes
                assert len(plain(tree)) > 500 or parse(plain(tree)) == tree
                assert len(readable(tree)) > 500 or parse(readable(tree)) == tree
                assert latex(tree)
                assert words(tree)
        except BaseException:
            print("broken by:", ascii(text))
            raise
        slowest = max(slowest, time.perf_counter() - began)
    print(f"{count} texts, {formulas} of them formulas, slowest {1e3 * slowest:.1f} ms")


if __name__ == "__main__":
    run(int(sys.argv[1]) if sys.argv[1:] else 100_000, int(sys.argv[2]) if sys.argv[2:] else 0)
