"""What an article states, with its exact words: figures, dates, places and names, and who says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.consistency import DatedSentence, impossible_dates
from index.datatypes import Article, ArticleWarning, Claim, ClaimKind, Span, State
from index.events import Participant, find_participants, names_in
from index.figures import Figure
from index.grammar import action_of_verb, clause_verb, lemma_of, state_of
from index.lexicon import SAYING_VERBS, action_class
from index.parsing import parse_all
from index.quantities import find_figures
from index.settling import settled
from index.speakers import attribution_of
from index.times import DateMention, Timeline

if TYPE_CHECKING:
    from index.parsing import Span as Sentence
    from index.parsing import Token

__all__ = ["Reading", "extract", "read"]

_DATELINE = re.compile(
    r"(?:(?=[^a-z]{3})[A-Z][A-Z.'’ -]+(?:,\s[A-Z][\w.]*(?:\s[\w.]+)?)?(?:\s\([^()]{2,40}\))?"  # "VELL (NPA)"
    r"|[A-Z][\w.'’ ]{2,30}(?:,\s[A-Z][\w. ]{1,20})?\s\([^()]{2,40}\))"  # "Tarn Vell (NPA)"
    r"\s?(?:--|[-–—])\s?(?=[\"“'A-Z\d])"
)
"""The place, and perhaps the agency, that opens a report."""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that reading an article gives: its sentences, its claims, and what cannot be right in it."""

    sentences: tuple[Span, ...]
    claims: tuple[Claim, ...]
    warnings: tuple[ArticleWarning, ...]


def extract(article: Article) -> tuple[Claim, ...]:
    """Return the claims of an article, in the order of their words; none for an article that is not in English."""
    return read(article).claims


def read(article: Article) -> Reading:
    """Read an article: split it into sentences and, if it is in English, extract its claims."""
    reader = _Reader(article)
    lines = list(_lines(article.text))
    for line, doc in zip(lines, parse_all([line.text for line in lines]), strict=True):
        if line.start < line.parsed:
            reader.sentences.append(_stripped(Span(line.start, line.parsed), article.text))
        for sentence in doc.sents:
            if sentence.text.strip():
                reader.read_sentence(sentence, line, doc.text)
    found = settled(reader.claims, frozenset(reader.told))
    claims = tuple(sorted(found, key=lambda c: (c.start, c.end, c.kind, c.role, c.actions)))
    english = article.language in (None, "en")
    return Reading(
        tuple(reader.sentences), claims if english else (), impossible_dates(article, reader.dated) if english else ()
    )


@dataclass(frozen=True, slots=True)
class _Line:
    """A filled line of an article, and the part of it that is parsed."""

    start: int
    """Where the line begins in the article."""
    parsed: int
    """Where the parsed part begins: behind the dateline, which the parser would take for a part of the sentence."""
    text: str


def _lines(text: str) -> Iterator[_Line]:
    position = 0
    for line in text.split("\n"):
        if line.strip():
            dateline = _DATELINE.match(line)
            lead = dateline.end() if dateline else 0
            yield _Line(position, position + lead, line[lead:])
        position += len(line) + 1


class _Reader:
    """Reads the sentences of one article in order, remembering who spoke last and what was dated."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.timeline = Timeline(article.published)
        self.last_speaker: str | None = None
        self.sentences: list[Span] = []
        self.claims: list[Claim] = []
        self.dated: list[DatedSentence] = []
        self.told: set[str] = set()

    def read_sentence(self, sentence: Sentence, line: _Line, parsed: str) -> None:
        """Add the claims of one sentence of a line."""
        line_start = line.parsed
        span = _trimmed(sentence, line_start, self.article.text)
        self.sentences.append(span)
        line_text = self.article.text[line_start : line_start + len(parsed)]
        future = any(t.dep_ == "aux" and t.lower_ in ("will", "'ll", "shall") for t in sentence)
        dates = self.timeline.read(sentence, line_text, future=future)
        scene = _Scene(self, sentence, span, line_start, line_text, dates, names_in(sentence))
        for mention in dates:
            if mention.when.iso and mention.when.relation == "at":
                self.dated.append(
                    DatedSentence(span, mention.when.iso, mention.when.wording, _told_as_past(mention.token))
                )
        self.told.update(lemma_of(t) for t in sentence if t.pos_ in ("NOUN", "VERB", "ADJ"))
        self.claims.extend(scene.figures())
        self.claims.extend(scene.participants())
        speaker = attribution_of(sentence.root, sentence, line_text, self.last_speaker).chain
        self.last_speaker = speaker[-1] if speaker else self.last_speaker


@dataclass(frozen=True, slots=True)
class _Scene:
    """One sentence with all that its claims share."""

    reader: _Reader
    sentence: Sentence
    span: Span
    offset: int
    line: str
    dates: list[DateMention]
    names: tuple[str, ...]

    def figures(self) -> Iterator[Claim]:
        """Yield a claim for each figure."""
        for figure in find_figures(self.sentence, self.line):
            yield self._quantity(figure)

    def participants(self) -> Iterator[Claim]:
        """Yield a claim for each name and place in an action, and for each date of an action with names in it."""
        found = find_participants(self.sentence)
        for participant in found:
            yield self._named(participant)
        named = {p.action.token.i: p.action for p in found}
        verbs = {
            t.i: action_of_verb(t) for t in self.sentence if t.pos_ == "VERB" and t.lemma_.lower() not in SAYING_VERBS
        }
        for action in (named | {i: a for i, a in verbs.items() if a is not None and i not in named}).values():
            mention = self.reader.timeline.nearest(action.token, self.dates)
            if mention is not None:
                base = self._claim(ClaimKind.DATE, mention.start, mention.end, action.token)
                iso = mention.when.iso
                yield replace(base, low=iso, high=iso, actions=action.lemmas, role="time", when=mention.when)

    def _quantity(self, figure: Figure) -> Claim:
        token = figure.action.token if figure.action else clause_verb(figure.head) or figure.head
        if figure.number.high == 0 and token == figure.head:  # the "no" of "no injuries" denies nothing
            token = clause_verb(token) or token
        base = self._claim(ClaimKind.QUANTITY, figure.start, figure.end, token, speakers_at=figure.head)
        return replace(
            base,
            low=figure.number.low,
            high=figure.number.high,
            unit=figure.unit,
            per=figure.per,
            phase=figure.number.phase,
            vague=figure.number.vague,
            thing=figure.thing,
            modifiers=figure.modifiers,
            qualifier=figure.qualifier,
            estimated=figure.estimated,
            further=self._adds(figure),
            share=figure.share,
            actions=figure.action.lemmas if figure.action else (),
            role=figure.role,
            state=_state(figure, base.state),
        )

    def _adds(self, figure: Figure) -> bool:
        """Say whether a figure comes on top of others; "another" does so only where its like was counted before."""
        if not figure.further or "another" not in self.line[figure.start : figure.end].lower():
            return figure.further
        classes = set(map(action_class, figure.action.lemmas)) if figure.action else set()
        return any(
            classes & set(map(action_class, c.actions)) for c in self.reader.claims if c.kind is ClaimKind.QUANTITY
        )

    def _named(self, participant: Participant) -> Claim:
        base = self._claim(participant.kind, participant.start, participant.end, participant.action.token)
        return replace(base, actions=participant.action.lemmas, role=participant.role)

    def _claim(self, kind: ClaimKind, start: int, end: int, token: Token, speakers_at: Token | None = None) -> Claim:
        attribution = attribution_of(speakers_at or token, self.sentence, self.line, self.reader.last_speaker)
        mention = self.reader.timeline.nearest(token, self.dates)
        article = self.reader.article
        at = Span(start + self.offset, end + self.offset)
        return Claim(
            article_id=article.id,
            kind=kind,
            start=at.start,
            end=at.end,
            sentence=self.span,
            text=at.of(article.text),
            quote=self.span.of(article.text),
            state=state_of(token),
            names=self.names,
            when=mention.when if mention else None,
            attribution=attribution.chain,
            hedged=attribution.hedged,
            origin=_origin(article, attribution.chain),
            published=article.published,
        )


def _state(figure: Figure, state: State) -> State:
    """Return the state of a figure's action, ``state`` by the verbs around it.

    That no one was hurt happened so, and deaths that are investigated, or will be, have happened.
    """
    event = figure.role == "patient" and figure.action is not None and figure.action.token.pos_ == "NOUN"
    return State.HAPPENED if figure.number.high == 0 or (event and state is not State.DENIED) else state


def _told_as_past(token: Token) -> bool:
    """Say whether the clause of a date is in a past tense and happened."""
    verb = clause_verb(token)
    if verb is None or state_of(verb) is not State.HAPPENED:
        return False
    tense = {verb.tag_, *(c.tag_ for c in verb.children if c.dep_ in ("aux", "auxpass"))}
    return "VBD" in tense or (verb.tag_ == "VBN" and any(c.lower_ in ("has", "have", "'ve") for c in verb.children))


def _origin(article: Article, chain: tuple[str, ...]) -> str:
    """Return who did the reporting, as far as one article tells: its relay, agency, publisher or the article itself."""
    relay = chain[-1] if len(chain) > 1 else None
    return relay or article.agency or article.publisher or article.id


def _trimmed(sentence: Sentence, offset: int, text: str) -> Span:
    return _stripped(Span(sentence.start_char + offset, sentence.end_char + offset), text)


def _stripped(span: Span, text: str) -> Span:
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
