"""Which blocks of an HTML page are its article: extractors vote, and a model weighs their votes and the markup.

The extractor's two settings err on different pages: the default keeps too much of some, the precise one too little of
others. Where they disagree, the block's place and wording decide. What is kept is the page's own text, verbatim.
"""

from __future__ import annotations

import logging
import re
from collections import Counter, defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from index.asides import is_caption, is_cross_reference, is_machine_text
from index.furniture import addresses_reader, ends_article, is_sentence, normalise
from index.logistic import Logistic
from index.markup import Block, Markup
from index.notices import with_notices

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["Extract", "article_lines", "block_features", "extract"]

_SHINGLE = 4  # words
_LONG = 15  # words from which a block that is voted for marks where the article begins and ends
_ENOUGH = 0.7  # of the length of the default text
_HEADLINE = 5  # words
_THRESHOLD = 0.6  # above a half: a menu in an article costs more than a subheading that is missing
_PROMOTION = re.compile(
    r"promo|sponsor|advert|(?:^|[\s_-])ads?(?:$|[\s_-])|newsletter|subscri|sign-?up|paywall|cookie|consent|donat|gdpr",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
Shingle = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Extract:
    """What the extractor makes of a page: its metadata, and its text in two settings."""

    document: Any
    texts: tuple[str, str]
    """The default one and the precise one."""


def extract(tree: HtmlElement, url: str | None) -> Extract | None:
    """Run trafilatura (Barbaresi 2021) in both settings on a parsed page; None where it finds nothing."""
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it logs every page without text as an error
    document: Any = bare_extraction(
        tree, url=url, include_comments=False, with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )  # fmt: skip
    if document is None:
        return None
    default, precise = document.text or "", ""
    for fast in (True, False):  # what it tries besides takes 40% of its time, and matters where it finds too little
        found: Any = bare_extraction(tree, url=url, include_comments=False, favor_precision=True, fast=fast)
        precise = (found.text or "") if found is not None else ""
        if len(precise) >= _ENOUGH * len(default):
            break
    return Extract(document, (default, precise))


def article_lines(markup: Markup, texts: Sequence[str]) -> list[str]:
    """Return the blocks that are the article, in order.

    Args:
        markup: The page.
        texts: What the extractors made of it.
    """
    blocks = markup.blocks
    titles = [normalise(title) for title in markup.titles]
    listed = _listed(blocks)
    said: dict[Shingle, tuple[str, ...]] = {}  # shingles of what is kept, and what is around it
    kept: list[int] = []
    for place, (block, row) in enumerate(zip(blocks, block_features(blocks, texts), strict=True)):
        if _MODEL.probability(row) < _THRESHOLD or listed[place] or _is_apart(block, titles):
            continue
        around = (*block.tags, *block.classes)
        shingles = _shingles(_words(block.text))
        prose = is_sentence(block.text)  # the same prose twice in one place is a refrain, or a page of dummy text
        again = sum(one in said and (said[one] != around or not prose) for one in shingles)
        if len(shingles) > _SHINGLE and again > 0.8 * len(shingles):
            continue  # the page says it twice: for phones, for programs, under each picture of a gallery
        for one in shingles:
            said.setdefault(one, around)
        kept.append(place)
    shown = [block.text for block in blocks]
    return [shown[place] for place in with_notices(shown, kept)]


def block_features(blocks: Sequence[Block], texts: Sequence[str]) -> list[dict[str, float]]:
    """Return what the model looks at for each block, numbers from 0 to 1.

    A vote is the share of a block's shingles that stand in an extract; for a block of less than four words, whether it
    is a line of it.
    """
    ballots = [_Ballot(text) for text in texts]
    words = [_words(block.text) for block in blocks]
    said = [" ".join(each) for each in words]
    votes = []
    for each, text in zip(words, said, strict=True):
        shingles = _shingles(each)
        votes.append([ballot.vote(text, shingles) for ballot in ballots])
    rows = [_features(block, len(each), vote) for block, each, vote in zip(blocks, words, votes, strict=True)]
    mean = [sum(vote) / len(vote) for vote in votes]
    alike = _alike(blocks, words, mean)
    counts = Counter(said)
    first, last = _reach([one > 0.5 and len(each) >= _LONG for one, each in zip(mean, words, strict=True)])
    sure, _ = _reach([min(vote) > 0.5 and len(each) >= 0.8 * _LONG for vote, each in zip(votes, words, strict=True)])
    headlines = [row.pop("headline link") for row in rows]
    endings = [row.pop("ends") for row in rows]
    defaults = [vote[0] for vote in votes]
    for place, row in enumerate(rows):
        row["alike voted"] = alike[place]
        row["between"] = float(first <= place < last)
        row["lead-in"] = float(first <= place < min(sure, last))
        row["default, second after"] = _at(defaults, place + 2)
        row["ends, second before"] = _at(endings, place - 2)
        row["headline link before"] = _at(headlines, place - 1)
        row["headline link after"] = _at(headlines, place + 1)
        row["repeated after"] = float(place + 1 < len(rows) and counts[said[place + 1]] > 1)
    return rows


def _features(block: Block, count: int, vote: Sequence[float]) -> dict[str, float]:
    """Return what is known of a block of so many words by itself."""
    title_like = block.linked > 0.9 and count >= 4 and not is_sentence(block.text)
    return {
        "any": max(vote),
        "all": min(vote),
        "link": block.linked,
        "heading": float(block.tags[:1] == ("h1",)),
        "cell": float(block.tags[:1] == ("td",)),
        "quote": float("blockquote" in block.tags),
        "promotion": float(any(map(_promotes, block.names[:3]))),
        "addresses": float(addresses_reader(block.text)),
        "caption": float(is_caption(block.text)),
        "reference": float(block.linked > 0.3 and is_cross_reference(block.text)),
        "headline link": float(title_like),
        "ends": float(ends_article(block.text)),
    }


@lru_cache(maxsize=4096)
def _promotes(name: str) -> bool:
    """Say whether an element is named for what it sells; asked once for all blocks in it."""
    return bool(_PROMOTION.search(name))


def _is_apart(block: Block, titles: Sequence[str]) -> bool:
    """Say whether a block is no part of a body whoever votes for it: the headline, a headline in capitals, a time."""
    words = _words(block.text)
    shouted = block.text.isupper() and len(words) >= 4 and block.linked > 0.6
    return shouted or is_machine_text(block.text) or _is_title(normalise(block.text), len(words), titles)


def _listed(blocks: Sequence[Block]) -> list[bool]:
    """Say of each block whether it is one of several headlines in a row that lead to other articles."""
    leads = [
        block.linked >= 0.75 and len(_words(block.text)) >= _HEADLINE and not is_sentence(block.text)
        for block in blocks
    ]
    return [
        lead and any(leads[max(0, place - 1) : place] + leads[place + 1 : place + 2])
        for place, lead in enumerate(leads)
    ]


def _is_title(text: str, count: int, titles: Sequence[str]) -> bool:
    """Say whether a text is a wording of the headline, or most of one with the site's name before or behind it."""
    part = (title for title in titles if title.startswith(f"{text} ") or title.endswith(f" {text}"))
    return text in titles or (count >= 4 and any(len(text) > 0.5 * len(title) for title in part))


class _Ballot:
    """What one extractor kept, for asking whether a block is in it."""

    def __init__(self, text: str) -> None:
        words = _words(text)
        self._lines: Set[str] = {" ".join(_words(line)) for line in text.split("\n")}
        self._shingles: Set[Shingle] = set(_shingles(words))

    def vote(self, said: str, shingles: Sequence[Shingle]) -> float:
        if said in self._lines:
            return 1.0
        return sum(map(self._shingles.__contains__, shingles)) / len(shingles) if shingles else 0.0


def _alike(blocks: Sequence[Block], words: Sequence[Sequence[str]], mean: Sequence[float]) -> list[float]:
    """Return for each block the share of the words in blocks of its kind, itself apart, that are voted for.

    Of one kind are blocks whose two nearest elements have the same tags and classes; with no other of its kind: a half.
    """
    kinds = [(block.tags[:2], block.classes[:2]) for block in blocks]
    total: dict[object, float] = defaultdict(float)
    voted: dict[object, float] = defaultdict(float)
    for kind, each, one in zip(kinds, words, mean, strict=True):
        total[kind] += len(each)
        voted[kind] += len(each) * one
    return [
        (voted[kind] - len(each) * one) / (total[kind] - len(each)) if total[kind] > len(each) else 0.5
        for kind, each, one in zip(kinds, words, mean, strict=True)
    ]


def _reach(marked: Sequence[bool]) -> tuple[int, int]:
    """Return the half-open range from the first marked place to the last; everything, where none is."""
    places = [place for place, mark in enumerate(marked) if mark]
    return (places[0], places[-1] + 1) if places else (0, len(marked))


def _at(values: Sequence[float], place: int) -> float:
    return values[place] if 0 <= place < len(values) else 0.0


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _shingles(words: Sequence[str]) -> list[Shingle]:
    return [tuple(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)]


# Logistic regression of "this block is part of the article" over the blocks of 232 pages: news pages whose text was
# copied by hand (each counts 1.5), reader-view tests, and pages of which pieces to keep and to drop were marked; within
# a page a block counts by the root of its words. On folds of sites that it was not fitted on (divided in five, twice),
# F1 was 0.978, 0.954 and 0.949; the extractor's best single setting had 0.975, 0.944 and 0.944, each another one.
_MODEL = Logistic(
    -3.9,
    {
        "any": 1.68, "all": 1.44, "link": -1.03, "heading": -1.24, "cell": 2.12, "quote": 2.4, "promotion": -1.41,
        "addresses": -0.94, "caption": -0.74, "reference": -2.72, "alike voted": 1.82, "between": 1.78,
        "lead-in": -0.91, "default, second after": 1.27, "ends, second before": -2.16, "headline link before": -0.42,
        "headline link after": -0.33, "repeated after": -0.57,
    },
)  # fmt: skip
