"""What a sentence and a quote say, so that one can be held against the other: numbers, dates, names, verbs, words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from index import Article, Phase, Qualifier, State
from index.dates import resolve_date
from index.events import names_in
from index.grammar import lemma_of
from index.lexicon import action_class
from index.loose import find_loose
from index.mentions import date_spans
from index.moods import state_of
from index.numbers import find_numbers
from index.parsing import parse
from index.quantities import find_figures
from rag.datatypes import Citation

if TYPE_CHECKING:
    from index.figures import Figure
    from index.parsing import Doc

__all__ = ["Counted", "Dated", "Facts", "Quoted", "Value", "facts_of"]

Value = tuple[float, float, str]
"""Lower end, upper end and unit of a number."""
_DIGITS = re.compile(r"[^\W_]*\d(?:[\d.,:/]*\d)?[^\W_]*")
_WORD = re.compile(r"[^\W\d_]+")
_CONTENT = ("NOUN", "PROPN", "VERB", "ADJ", "ADV")
_PREPOSITIONS = frozenset("according including regarding concerning following".split())
"""Participles that say nothing of what happened."""
_HELPERS = frozenset("be have do there here also so then thus too very well however meanwhile".split())


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure: its value and what is said of it."""

    value: Value
    thing: str
    """Lemma of what is counted."""
    qualifier: Qualifier
    further: bool
    phase: Phase
    classes: frozenset[str]
    """The action classes of what those counted did or what befell them."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date as worded, with the ISO dates that it can mean."""

    wording: str
    isos: frozenset[str]


@dataclass(frozen=True, slots=True)
class Facts:
    """What one text says, as far as it can be compared."""

    text: str
    numbers: frozenset[Value]
    """Those that are no part of a date."""
    digits: tuple[str, ...]
    """What is written with digits and read neither as a number nor as a date: times, scores, names."""
    counted: tuple[Counted, ...]
    dates: tuple[Dated, ...]
    names: tuple[str, ...]
    verbs: tuple[tuple[str, State], ...]
    """The class of each verb, and whether it happened."""
    content: tuple[str, ...]
    """Lemmas of nouns, verbs, adjectives and adverbs."""
    ordinals: tuple[str, ...]

    @property
    def words(self) -> frozenset[str]:
        """All words, in lower case."""
        return frozenset(_WORD.findall(self.text.lower()))

    @property
    def values(self) -> frozenset[Value]:
        """The numbers, and the counts that are told without one ("a man and two women": three)."""
        return self.numbers | {counted.value for counted in self.counted}


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quote that a sentence may rest on."""

    citation: Citation
    article: Article
    speakers: tuple[str, ...] = ()
    """Who says so, as far as reading the article told."""
    known: tuple[str, ...] = ()
    """What else it told: the names of those who take part, also where the quote has "he"."""

    @property
    def facts(self) -> Facts:
        """What the quote says."""
        return facts_of(" ".join(self.citation.quote.split()), self.citation.published)

    @property
    def around(self) -> str:
        """The quote with what names it: headline, publisher, speakers."""
        parts = (self.citation.quote, self.citation.title, self.citation.publisher or "", *self.speakers, *self.known)
        return "\n".join(parts)


@lru_cache(maxsize=512)
def facts_of(text: str, published: str | None = None) -> Facts:
    """Read a text.

    Args:
        text: A sentence, or a few.
        published: ISO date against which relative dates are resolved.
    """
    doc = parse(text)
    spans = [span for sentence in doc.sents for span in date_spans(sentence, text)]
    bare = _without(text, spans)
    found = [*find_numbers(bare), *find_loose(bare)]
    figures = [figure for sentence in doc.sents for figure in find_figures(sentence, text)]
    figures = [f for f in figures if not any(start <= f.number.start < end for start, end in spans)]
    measured = {f.number.start: f.unit for f in figures}  # "two million euros": the unit may stand behind the number
    return Facts(
        text=text,
        numbers=frozenset((n.low, n.high, n.unit or measured.get(n.start, "")) for n in found),
        digits=tuple(_DIGITS.findall(_without(bare, [(n.start, n.end) for n in found]))),
        counted=tuple(map(_counted, figures)),
        dates=tuple(_dated(text[start:end], published) for start, end in spans),
        names=tuple(dict.fromkeys((*_names(doc), *_capitalised(doc, spans)))),
        verbs=tuple(
            (action_class(lemma_of(t)), state_of(t)) for t in doc if t.pos_ == "VERB" and t.lower_ not in _PREPOSITIONS
        ),
        content=_content(doc, spans),
        ordinals=tuple(t.lower_ for t in doc if t.ent_type_ == "ORDINAL" and not t.like_num and t.lower_ != "first"),
    )


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    """Return the text with spans blanked out, every other character in its place."""
    for start, end in spans:
        text = text[:start] + ";" * (end - start) + text[end:]
    return text


def _counted(figure: Figure) -> Counted:
    classes = figure.action.classes if figure.action is not None else frozenset()
    number = figure.number
    value = number.low, number.high, figure.unit
    return Counted(value, figure.thing, figure.qualifier, figure.further, number.phase, frozenset(classes))


def _dated(wording: str, published: str | None) -> Dated:
    found = (resolve_date(wording, published, future=future) for future in (False, True))
    return Dated(" ".join(wording.split()), frozenset(iso for iso in found if iso))


def _names(doc: Doc) -> list[str]:
    return [name for sentence in doc.sents for name in names_in(sentence)]


def _capitalised(doc: Doc, spans: list[tuple[int, int]]) -> list[str]:
    """Return words with a capital that neither the beginning of a sentence nor a date explains."""
    dated = {index for start, end in spans for index in range(start, end)}
    return [
        t.text
        for t in doc
        if t.text[0].isupper() and not t.is_sent_start and t.idx not in dated and t.lower_ != "i" and len(t) > 1
        and not (t.i and doc[t.i - 1].is_quote)
    ]  # fmt: skip


def _content(doc: Doc, spans: list[tuple[int, int]]) -> tuple[str, ...]:
    dated = {index for start, end in spans for index in range(start, end)}
    words = [t for t in doc if t.pos_ in _CONTENT and t.idx not in dated and not t.like_num and t.is_alpha]
    return tuple(dict.fromkeys(lemma for t in words if (lemma := lemma_of(t)) not in _HELPERS))
