"""Slips of the finger in a question: a word that neither English nor the articles have, a letter away from theirs."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterator

from index.parsing import is_known

__all__ = ["corrected", "nearest_word"]

_WORD = re.compile(r"(?<![\w'’-])[^\W\d_]+(?![\w'’-])")
_SHORTEST = 4
"""Letters of a word that is corrected: of shorter ones too many are a letter away from another."""


def corrected(question: str, count: Callable[[str], int]) -> str:
    """Return a question with its misspelt words put right; names, which begin with a capital, stay as they are.

    Args:
        question: As typed.
        count: Returns how many passages have a word.
    """

    def right(match: re.Match[str]) -> str:
        word = match[0]
        first = match.start() == 0
        if len(word) < _SHORTEST or (word[0].isupper() and not first) or is_known(word.lower()) or count(word):
            return word
        found = nearest_word(word.lower(), count)
        return (found.capitalize() if word[0].isupper() else found) if found else word

    return _WORD.sub(right, question)


def nearest_word(word: str, count: Callable[[str], int]) -> str:
    """Return the word of the articles that is one slip away and that most passages have; empty if there is none.

    A slip is a letter left out, put in, taken for another or changed places with the next (Damerau 1964).
    """
    found = {other: count(other) for other in set(_one_slip_away(word)) if len(other) >= _SHORTEST}
    best = max(sorted(found), key=lambda other: found[other], default="")
    return best if best and found[best] else ""


def _one_slip_away(word: str) -> Iterator[str]:
    for i in range(len(word) + 1):
        before, after = word[:i], word[i:]
        if after:
            yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        for letter in string.ascii_lowercase:
            yield before + letter + after
            if after and i:  # the first letter is seldom mistaken
                yield before + letter + after[1:]
