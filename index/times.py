"""When a claim holds: the date expression nearest to its action, resolved against the article."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from index.datatypes import When
from index.dates import day_of_story, first_day, last_day, resolve_date
from index.grammar import subject_of
from index.lexicon import SAYING_VERBS
from index.mentions import ANCHORED, RELATIONS, DateMention, date_spans, is_to_come, relation_of, root_of

if TYPE_CHECKING:
    from index.parsing import Span, Token

__all__ = ["Timeline"]

_BACKGROUND = timedelta(days=60)  # what is older is no longer the news that an article tells
_DETERMINERS = frozenset({"this", "that", "the", "these", "those"})


@dataclass(slots=True)
class Timeline:
    """The dates of one article, as far as it has been read; resolves "since this agreement" by what came before."""

    anchor: str | None
    dated_nouns: dict[str, str] = field(default_factory=dict)
    background: When | None = None
    """When what a paragraph tells happened, once it has gone back in time: "In March last year, ..."."""
    last_day: str | None = None
    """The day of the story that was told last, from which "two days later" is counted."""

    def read(self, sentence: Span, text: str) -> list[DateMention]:
        """Return the date expressions of a sentence, in order, and remember the events that they date."""
        mentions = []
        for start, end in date_spans(sentence, text):
            root, wording = root_of(sentence, start, end), text[start:end]
            iso = day_of_story(wording, self.last_day) or resolve_date(wording, self.anchor, future=is_to_come(root))
            if iso is None and not ANCHORED.search(wording):
                continue
            mention = DateMention(root, start, end, When(wording, iso, relation_of(root)))
            mentions.append(mention)
            if iso:
                self._remember(root, iso)
            if iso and len(iso) == 10 and mention.when.relation == "at":
                self.last_day = iso
        mentions.extend(self._events(sentence, text))
        if mentions:
            self.background = next((m.when for m in mentions if self._goes_back(sentence, m)), None)
        return mentions

    def new_paragraph(self) -> None:
        """Leave what the last paragraph told of earlier times."""
        self.background = None

    def _goes_back(self, sentence: Span, mention: DateMention) -> bool:
        """Say whether a sentence opens with a day well before the article's: what follows it happened then too."""
        when, root = mention.when, sentence.root
        if self.anchor is None or len(self.anchor) < 10 or when.iso is None or when.relation != "at":
            return False
        subject = subject_of(root)
        opens = subject is not None and mention.end <= subject.left_edge.idx
        long_ago = last_day(when.iso) < first_day(self.anchor) - _BACKGROUND
        return opens and long_ago and _is_told(root)

    def _remember(self, date: Token, iso: str) -> None:
        """Remember the event that a date dates: "the treaty of June", or what a dated verb has as object."""
        head = date.head
        while head.pos_ == "ADP" and head.head != head:
            head = head.head
        dated = [c for c in head.children if c.dep_ in ("dobj", "nsubjpass")] if head.pos_ == "VERB" else [head]
        for noun in dated:
            if noun.pos_ == "NOUN":
                self.dated_nouns[noun.lemma_.lower()] = iso

    def when(self, token: Token, mentions: list[DateMention]) -> When | None:
        """Return when a token's action holds: by a date of its sentence, else by what its paragraph goes back to."""
        mention = self.nearest(token, mentions)
        if mention is not None:
            return mention.when
        return self.background if not mentions and _is_told(token.sent.root) else None

    def nearest(self, token: Token, mentions: list[DateMention]) -> DateMention | None:
        """Return the mention that dates a token's action: one below it, else one beside it in the same clause."""
        mentions = [m for m in mentions if not _compares(m.token)]
        below = [m for m in mentions if token.is_ancestor(m.token) and _no_clause_between(token, m.token)]
        above = [
            m for m in mentions
            if m.token.head.is_ancestor(token) and m.token.head.pos_ in ("VERB", "ADP", "SCONJ")
            and m.token.head.lemma_.lower() not in SAYING_VERBS  # it dates when that was said
        ]  # fmt: skip
        pool = below or above
        return min(pool, key=lambda m: (abs(m.token.i - token.i), m.start)) if pool else None

    def _events(self, sentence: Span, text: str) -> list[DateMention]:
        """Read "since this agreement": dated when the article dated that noun before."""
        found = []
        for word in sentence:
            if word.lower_ not in ("since", "after", "following", "before") or word.pos_ not in (
                "ADP",
                "SCONJ",
                "VERB",
            ):
                continue
            noun = next((c for c in word.children if c.dep_ in ("pobj", "dobj") and c.pos_ == "NOUN"), None)
            if noun is None or noun.ent_type_ == "DATE" or not any(c.lower_ in _DETERMINERS for c in noun.children):
                continue
            iso = self.dated_nouns.get(noun.lemma_.lower())
            end = noun.idx + len(noun)
            when = When(text[word.idx : end], iso, RELATIONS[word.lower_])
            found.append(DateMention(noun, word.idx, end, when))
        return found


def _is_told(verb: Token) -> bool:
    """Say whether a verb tells a story on: it is in the past tense and reports nobody's words."""
    helpers = {c.tag_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    past = verb.tag_ == "VBD" or (verb.tag_ == "VBN" and "VBD" in helpers)
    return past and verb.lemma_.lower() not in SAYING_VERBS


def _compares(date: Token) -> bool:
    """Say whether a date is only compared with: "five fewer than on Wednesday"."""
    return any(ancestor.lower_ == "than" for ancestor in date.ancestors)


def _no_clause_between(token: Token, below: Token) -> bool:
    current = below
    while current not in (current.head, token):
        if current.dep_ in ("relcl", "ccomp", "advcl", "acl") and current != token:
            return False
        current = current.head
    return True
