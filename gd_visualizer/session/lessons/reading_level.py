"""The reading level of a text: for which school year it is written.

The measure is the grade level of Kincaid, Fishburne, Rogers and Chissom, "Derivation of new readability formulas for
Navy enlisted personnel", Research Branch Report 8-75 (1975): 0.39·(words a sentence) + 11.8·(syllables a word) − 15.59.
A child of twelve is in the sixth or seventh year. Syllables are counted by groups of vowels, with the usual rules for
silent endings; that holds for English alone.
"""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_END = re.compile(r"[.!?]+(?:\s|$)|\n")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_VOWELS = re.compile(r"[aeiouyŷ]+")
_SILENT = re.compile(r"(?:[^aeiouylr]e|[^aeiouytd]ed|[^aeiouysxzcg]es|[aeiou][lr]e)$")


def grade(text: str) -> float:
    """Return the school year for which a text is written; 0 for a text without words."""
    plain = _LINK.sub(r"\1", re.sub(r"\{[^{}]*\}", "two", text)).replace("*", "")
    sentences = [piece for piece in _END.split(plain) if _WORD.search(piece)]
    words = _WORD.findall(plain)
    if not words:
        return 0.0
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def syllables(word: str) -> int:
    """Return how many syllables a word has, by its vowels."""
    word = word.lower()
    count = len(_VOWELS.findall(word))
    return max(1, count - bool(_SILENT.search(word) and count > 1))
