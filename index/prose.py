"""How likely a line of a page without markup is part of the article: learned from its shape and its neighbours."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby

from index.asides import is_caption, is_glued, names_commenter
from index.furniture import ends_article, is_furniture, is_sentence, normalise, word_count
from index.logistic import Logistic

__all__ = ["prose_features", "prose_probabilities"]

_CUT_SHORT = ("…", "...", "[…]", "[...]")
_WORD = re.compile(r"\w+")
_BY = re.compile(r"^\W*(?:by|von|por|par|di|written by|reported by|photos? by)\b", re.IGNORECASE)
_CONSENT = re.compile(r"cookie|consent|gdpr", re.IGNORECASE)
_STOP = re.compile(r"[.!?。][\"'”’)\]]?$")
_FAR = 20  # lines
_SHORT_RUN = 20  # words under which a line may be one of a list


def prose_probabilities(lines: Sequence[str], stretch: tuple[int, int]) -> list[float]:
    """Return for each line how likely it is part of the article; arguments as for ``prose_features``."""
    return [_MODEL.probability(row) for row in prose_features(lines, stretch)]


def prose_features(lines: Sequence[str], stretch: tuple[int, int]) -> list[dict[str, float]]:
    """Return what the model looks at for each line.

    Args:
        lines: The lines that have text.
        stretch: Half-open range of the lines among which the article was found.
    """
    start, end = stretch
    own = [_features(line) for line in lines]
    words = [normalise(line) for line in lines]
    counts, seen = Counter(words), Counter[str]()
    runs = _runs(own)
    rows = []
    for place, row in enumerate(own):
        seen[words[place]] += 1
        rows.append(
            row
            | {
                "stretch": float(start <= place < end),
                "far after": min(max(place + 1 - end, 0) / _FAR, 1.0),
                "repeated": float(counts[words[place]] > 1),
                "repeated later": float(counts[words[place]] > seen[words[place]]),
                "run": math.log1p(runs[place]),
                "sentence before": _at(own, place - 1, "sentence"),
                "full stop after": _at(own, place + 1, "full stop"),
                "full stop, second after": _at(own, place + 2, "full stop"),
                "glued, second before": _at(own, place - 2, "glued"),
            }
        )
    return rows


def _features(line: str) -> dict[str, float]:
    """Return what is known of a line by itself."""
    count = word_count(line)
    names = [word for word in _WORD.findall(line) if word[0].isalpha() and len(word) > 1]
    return {
        "words": math.log1p(count),
        "capitals": sum(word[0].isupper() for word in names) / max(1, len(names)),
        "sentence": float(is_sentence(line)),
        "full stop": float(bool(_STOP.search(line))),
        "cut short": float(line.endswith(_CUT_SHORT)),
        "caption": float(is_caption(line)),
        "commenter": float(names_commenter(line)),
        "glued": float(is_glued(line)),
        "consent": float(len(_CONSENT.findall(line)) > 1),
        "by": float(count < 20 and bool(_BY.match(line))),
        "ends": float(ends_article(line)),
        "furniture": float(is_furniture(line)),
    }


def _runs(rows: Sequence[Mapping[str, float]]) -> list[int]:
    """Return for each line the length of the list it may be of: lines in a row that are short and no sentences."""
    listed = [not row["sentence"] and row["words"] < math.log1p(_SHORT_RUN) for row in rows]
    runs: list[int] = []
    for short, group in groupby(listed):
        length = len(list(group))
        runs.extend([length if short else 0] * length)
    return runs


def _at(rows: Sequence[Mapping[str, float]], place: int, name: str) -> float:
    return rows[place][name] if 0 <= place < len(rows) else 0.0


# Logistic regression of "this line is part of the article" over the lines of 232 pages as copied text, labelled and
# weighted like the blocks in index/extraction.py. On folds of sites that it was not fitted on (divided in five, three
# times), F1 was 0.922 on the news pages, 0.921 on the reader-view tests and 0.852 on the marked pieces; the stretch
# alone had 0.893, 0.906 and 0.841. (Both before ``index.stripped`` cut off the readers' comments.)
_MODEL = Logistic(
    -1.64,
    {
        "words": 0.43, "capitals": -1.16, "sentence": -0.25, "full stop": 0.34, "cut short": -1.83, "caption": -2.13,
        "commenter": -3.24, "glued": -0.11, "consent": -6.49, "by": -0.59, "ends": -0.63, "furniture": -1.46,
        "stretch": 1.97, "far after": -1.09, "repeated": -0.16, "repeated later": -0.28, "run": -0.26,
        "sentence before": 0.56, "full stop after": 0.4, "full stop, second after": 0.43, "glued, second before": -0.41,
    },
)  # fmt: skip
