"""What an article states, with its exact words: figures, dates, places and names, and who says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.cast import Cast, headline_speaker
from index.consistency import DatedSentence, impossible
from index.datatypes import Article, ArticleWarning, Claim, ClaimKind, Span, State
from index.events import Participant, event_of, find_participants, names_in
from index.figures import Figure, modifiers_of
from index.grammar import Action, action_of_verb, clause_verb, lemma_of
from index.lexicon import SAYING_VERBS, action_class
from index.lines import lines_of, stripped_span
from index.mentions import DateMention, tells_past
from index.moods import state_of
from index.names import role_of
from index.notices import tells_what_was_wrong
from index.outlets import relay_of
from index.parsing import parse_all, text_of
from index.quantities import find_figures
from index.quotations import Quotation, find_quotations
from index.settling import settled
from index.speakers import Speakers
from index.statements import own_voice
from index.times import Timeline

if TYPE_CHECKING:
    from index.parsing import Doc, Token
    from index.parsing import Span as Sentence

__all__ = ["Reading", "extract", "read"]


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
    lines = list(lines_of(article.text))
    for line, doc in zip(lines, parse_all([line.text for line in lines]), strict=True):
        if line.start < line.parsed:
            reader.sentences.append(stripped_span(line.start, line.parsed, article.text))
        reader.read_line(doc, line.parsed)
    mistaken = [n.span for n in article.notices if tells_what_was_wrong(n.span.of(article.text))]
    stated = [claim for claim in reader.whole_claims() if not any(n.start <= claim.start < n.end for n in mistaken)]
    found = settled(stated, frozenset(reader.told))
    claims = tuple(sorted(found, key=lambda c: (c.start, c.end, c.kind, c.role, c.actions)))
    if article.language not in (None, "en"):
        return Reading(tuple(reader.sentences), (), ())
    return Reading(tuple(reader.sentences), claims, tuple(impossible(article, reader.sentences, reader.dated)))


class _Reader:
    """Reads the sentences of one article in order, remembering who was named, who spoke last and what was dated."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.timeline = Timeline(article.published)
        self.cast = Cast()
        self.voice = own_voice(article.publisher, article.text)
        self.sentences: list[Span] = []
        self.claims: list[Claim] = []
        self.dated: list[DatedSentence] = []
        self.told: set[str] = set()

    def read_line(self, doc: Doc, start: int) -> None:
        """Add the claims of a line whose parsed part begins at ``start``."""
        line = self.article.text[start : start + len(text_of(doc))]
        quotations = find_quotations(doc, line)
        self.timeline.new_paragraph()
        self.cast.floor = None
        for sentence in doc.sents:
            if sentence.text.strip():
                self._read_sentence(sentence, start, line, quotations)

    def whole_claims(self) -> Iterator[Claim]:
        """Yield the claims with the names in them made whole, now that all of the article is known."""
        spoken = dict.fromkeys(claim.attribution[0] for claim in self.claims if claim.attribution)
        title = headline_speaker(self.article.title, spoken)
        for claim in self.claims:
            titled = not claim.attribution and claim.end <= len(self.article.title)
            chain = (title,) if title is not None and titled else claim.attribution
            refers = self.cast.whole_name(claim.text) if claim.kind is ClaimKind.NAME else ""
            yield replace(
                claim,
                refers=refers,
                names=self.cast.whole_names(claim.names),
                attribution=tuple(map(self.cast.whole, chain)),
            )

    def _read_sentence(self, sentence: Sentence, start: int, line: str, quotations: list[Quotation]) -> None:
        span = stripped_span(sentence.start_char + start, sentence.end_char + start, self.article.text)
        self.sentences.append(span)
        mentions = self.timeline.read(sentence, line)
        speakers = Speakers(sentence, self.cast, quotations, self.article.publisher or "", self.voice)
        names = tuple(dict.fromkeys((*names_in(sentence), *self.cast.referents(sentence))))
        self.cast.meet(sentence)
        scene = _Scene(self, sentence, span, start, line, mentions, names, find_participants(sentence), speakers)
        for mention in mentions:
            if mention.when.iso and mention.when.relation == "at":
                past = tells_past(mention.token)
                self.dated.append(DatedSentence(span, mention.when.iso, mention.when.wording, past))
        self.told.update(lemma_of(t) for t in sentence if t.pos_ in ("NOUN", "VERB", "ADJ"))
        self.claims.extend(scene.figures())
        self.claims.extend(scene.participants())
        self.claims.extend(scene.dates())
        speakers.hear()


@dataclass(frozen=True, slots=True)
class _Scene:
    """One sentence with all that its claims share."""

    reader: _Reader
    sentence: Sentence
    span: Span
    offset: int
    line: str
    mentions: list[DateMention]
    names: tuple[str, ...]
    found: list[Participant]
    speakers: Speakers

    def figures(self) -> Iterator[Claim]:
        """Yield a claim for each figure."""
        for figure in find_figures(self.sentence, self.line):
            yield self._quantity(figure)

    def participants(self) -> Iterator[Claim]:
        """Yield a claim for each name and place in an action; a holiday's name is a date."""
        for part in self.found:
            if not any(m.start <= part.start and part.end <= m.end for m in self.mentions):
                yield self._named(part)

    def dates(self) -> Iterator[Claim]:
        """Yield a claim for each date of an action, and for each other date with what it stands on."""
        dated = set()
        for action in self._actions():
            mention = self.reader.timeline.nearest(action.token, self.mentions)
            if mention is not None:
                dated.add(mention.start)
                yield self._dated(mention, action)
        for mention in self.mentions:
            event = event_of(mention.token) if mention.start not in dated else None
            if event is not None:
                yield self._dated(mention, event)

    def _actions(self) -> Iterable[Action]:
        """Return the actions that a date of the sentence may date, each token's once; not what is said of them."""
        acting = (p.action for p in self.found if p.action.token.pos_ != "NOUN")  # a date stands on an event noun
        named = {action.token.i: action for action in acting if action.token.lemma_.lower() not in SAYING_VERBS}
        verbs = (t for t in self.sentence if t.pos_ == "VERB" and t.lemma_.lower() not in SAYING_VERBS)
        others = {t.i: action for t in verbs if (action := action_of_verb(t)) is not None and t.i not in named}
        return (named | others).values()

    def _dated(self, mention: DateMention, action: Action) -> Claim:
        base = self._claim(ClaimKind.DATE, mention.start, mention.end, action.token)
        iso = mention.when.iso
        return replace(base, low=iso, high=iso, actions=action.lemmas, role="time", when=mention.when)

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
        verb = participant.action.token
        base = self._claim(participant.kind, participant.start, participant.end, verb, speakers_at=participant.token)
        office = role_of(participant.token) if participant.kind is ClaimKind.NAME else None
        return replace(
            base,
            actions=participant.action.lemmas,
            role=participant.role,
            thing=office.lemma_.lower() if office is not None else "",
            modifiers=modifiers_of(office) if office is not None else (),
        )

    def _claim(self, kind: ClaimKind, start: int, end: int, token: Token, speakers_at: Token | None = None) -> Claim:
        attribution = self.speakers.of(speakers_at or token)
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
            when=self.reader.timeline.when(token, self.mentions),
            attribution=attribution.chain,
            hedged=attribution.hedged,
            origin=_origin(article, attribution.chain),
            published=article.published,
        )


def _state(figure: Figure, state: State) -> State:
    """Return the state of a figure's action, ``state`` by the verbs around it.

    That no one was hurt happened so, and deaths that are investigated, or will be, have happened. Somebody's age is
    what it is, whatever is planned or denied of them.
    """
    if figure.thing == "age":
        return State.HAPPENED
    event = figure.role == "patient" and figure.action is not None and figure.action.token.pos_ == "NOUN"
    return State.HAPPENED if figure.number.high == 0 or (event and state is not State.DENIED) else state


def _origin(article: Article, chain: tuple[str, ...]) -> str:
    """Return who did the reporting, as far as one article tells: its relay, agency, publisher or the article itself."""
    return relay_of(chain) or article.agency or article.publisher or article.id
