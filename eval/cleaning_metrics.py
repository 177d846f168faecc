"""How much of an article's text is found, how much else with it, and what the page states about the article."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from eval.measures import Columns, Measure

__all__ = [
    "Overlap",
    "Segments",
    "differences",
    "f1_of_averages",
    "harmonic",
    "identical",
    "names_found",
    "overlap",
    "same_title",
    "same_words",
    "segments",
    "token_f1",
]

_SHINGLE = 4  # tokens, as in the benchmark
_SHOWN = 3  # differences of each sort, the longest ones
_QUOTES = str.maketrans("‘’‚‛“”„«»‐‑–—", '\'\'\'\'"""""----')


@dataclass(frozen=True, slots=True)
class Overlap:
    """Precision and recall of one page's text, by shingles."""

    precision: float
    recall: float


def overlap(found: str, gold: str) -> Overlap:
    r"""Compare two texts by their multisets of 4-token shingles, tokens being ``\w+``.

    After github.com/scrapinghub/article-extraction-benchmark: precision is the share of the found shingles that are
    gold, recall the share of the gold ones that were found. A text with no shingle found has precision 0; the
    benchmark leaves such a page out of the average of precision.
    """
    ours, theirs = _shingles(found), _shingles(gold)
    shared = sum((ours & theirs).values())
    precision = shared / sum(ours.values()) if ours else 0.0
    return Overlap(precision, shared / sum(theirs.values()) if theirs else 0.0)


def identical(found: str, gold: str) -> bool:
    """Say whether two texts are the same sequence of tokens, the benchmark's accuracy."""
    return _tokens(found) == _tokens(gold)


def harmonic(precision: float, recall: float) -> float:
    """Return ``2 P R / (P + R)``, and 0 where both are (van Rijsbergen 1979)."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def f1_of_averages(name: str, precision: str, recall: str) -> Measure:
    """Return the measure that is the F1 of precision and recall averaged over pages, as the benchmark has it."""

    def estimate(columns: Columns) -> float:
        there = ~np.isnan(columns[precision])
        if not there.any():
            return float("nan")
        return harmonic(float(columns[precision][there].mean()), float(columns[recall][there].mean()))

    return Measure(name, (precision, recall), estimate)


@dataclass(frozen=True, slots=True)
class Segments:
    """Which pieces of a page are wrong in its text: those that are missing, and those that should be."""

    missing: tuple[str, ...]
    left: tuple[str, ...]


def segments(text: str, keep: Sequence[str], drop: Sequence[str]) -> Segments:
    """Look for pieces of a page in its text, white space normalised (Barbaresi 2021; trafilatura's evaluation).

    A piece to keep that is there is a true positive, else a false negative; a piece to drop that is there is a false
    positive. Precision and recall are over the pieces of all pages.
    """
    whole = _spaced(text)
    return Segments(
        tuple(piece for piece in keep if _spaced(piece) not in whole),
        tuple(piece for piece in drop if _spaced(piece) in whole),
    )


def same_words(found: str, stated: str) -> bool:
    """Say whether two texts differ in white space, case and the shape of quotation marks and dashes at most."""
    return _plain(found) == _plain(stated)


def same_title(found: str, stated: str, names: Sequence[str]) -> bool:
    """Say whether two titles are the same words once the names of the site and of authors are cut from their ends."""
    ends = "|".join(re.escape(_plain(name)) for name in names if _plain(name))
    tail = re.compile(rf"(?: [-|] (?:{ends}))+$") if ends else re.compile(r"(?!)")
    return tail.sub("", _plain(found)) == tail.sub("", _plain(stated))


def token_f1(found: str, stated: str) -> float:
    """Return the F1 of the tokens that two texts share, as multisets (Rajpurkar et al. 2016, its articles kept)."""
    ours, theirs = Counter(_tokens(_plain(found))), Counter(_tokens(_plain(stated)))
    shared = sum((ours & theirs).values())
    return 2 * shared / (sum(ours.values()) + sum(theirs.values())) if shared else 0.0


def names_found(found: Sequence[str], stated: Sequence[str]) -> bool:
    """Say whether each stated name is among the authors found, with all its words in one of them."""
    authors = [set(_tokens(_plain(author))) for author in found]
    return all(any(set(_tokens(_plain(name))) <= author for author in authors) for name in stated)


def differences(found: str, gold: str) -> tuple[str, ...]:
    """Return the longest lines that one text has and the other has not, for whoever reads a failure."""
    shown: list[str] = []
    for label, lines, other in (("missing", gold, found), ("extra", found, gold)):
        whole = f" {' '.join(_tokens(other))} "
        absent = {line.strip() for line in lines.split("\n") if f" {' '.join(_tokens(line))} " not in whole}
        longest = sorted(absent, key=lambda line: (-len(line), line))[:_SHOWN]
        shown.extend(f"{label}: {line[:200]}" for line in longest if _tokens(line))
    return tuple(shown)


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    tokens = _tokens(text)
    if not tokens:
        return Counter()
    return Counter(tuple(tokens[i : i + _SHINGLE]) for i in range(max(1, len(tokens) - _SHINGLE + 1)))


def _tokens(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _plain(text: str) -> str:
    return _spaced(unicodedata.normalize("NFKC", text).translate(_QUOTES)).casefold()
