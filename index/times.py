"""When a claim holds: the date expression nearest to its action, resolved against the article."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.datatypes import When
from index.dates import resolve_date

if TYPE_CHECKING:
    from index.parsing import Span, Token

__all__ = ["DateMention", "Timeline"]

_RELATIONS = {
    "since": "since",
    "before": "before",
    "after": "after",
    "following": "after",
    "until": "until",
    "by": "by",
}
_DURATION = re.compile(
    r"^(?:(?:more than|\w+)[\s-])?[\w,.-]+[\s-](?:day|week|month|year|decade)s?(?:[\s-]old)?$",
    re.IGNORECASE,
)
_ANCHORED = re.compile(r"\b(?:ago|last|next|this|past|previous|earlier|later|coming|current)\b", re.IGNORECASE)
_DETERMINERS = frozenset({"this", "that", "the", "these", "those"})


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression in a sentence: its head token, character offsets and reading."""

    token: Token
    start: int
    end: int
    when: When


@dataclass(slots=True)
class Timeline:
    """The dates of one article, as far as it has been read; resolves "since this agreement" by what came before."""

    anchor: str | None
    dated_nouns: dict[str, str] = field(default_factory=dict)

    def read(self, sentence: Span, text: str, *, future: bool = False) -> list[DateMention]:
        """Return the date expressions of a sentence, in order, and remember the events that they date."""
        mentions = []
        for entity in sentence.ents:
            wording = text[entity.start_char : entity.end_char]
            if entity.label_ != "DATE" or (_DURATION.match(wording) and not _ANCHORED.search(wording)):
                continue
            iso = resolve_date(wording, self.anchor, future=future)
            if iso is None and not _ANCHORED.search(wording):
                continue
            mentions.append(self._mention(entity.root, entity.start_char, entity.end_char, text, iso))
            if iso:
                self._remember(entity.root, iso)
        mentions.extend(self._events(sentence, text))
        return mentions

    def _remember(self, date: Token, iso: str) -> None:
        """Remember the event that a date dates: "the treaty of June", or what a dated verb has as object."""
        head = date.head
        while head.pos_ == "ADP" and head.head != head:
            head = head.head
        dated = [c for c in head.children if c.dep_ in ("dobj", "nsubjpass")] if head.pos_ == "VERB" else [head]
        for noun in dated:
            if noun.pos_ == "NOUN":
                self.dated_nouns[noun.lemma_.lower()] = iso

    def nearest(self, token: Token, mentions: list[DateMention]) -> DateMention | None:
        """Return the mention that dates a token's action: one below it, else one beside it in the same clause."""
        mentions = [m for m in mentions if not _compares(m.token)]
        below = [m for m in mentions if token.is_ancestor(m.token) and _no_clause_between(token, m.token)]
        above = [
            m for m in mentions if m.token.head.is_ancestor(token) and m.token.head.pos_ in ("VERB", "ADP", "SCONJ")
        ]
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
            when = When(text[word.idx : end], iso, _RELATIONS[word.lower_])
            found.append(DateMention(noun, word.idx, end, when))
        return found

    @staticmethod
    def _mention(root: Token, start: int, end: int, text: str, iso: str | None) -> DateMention:
        preposition = root.head if root.head.pos_ in ("ADP", "SCONJ") else None
        relation = _RELATIONS.get(preposition.lower_, "at") if preposition is not None else "at"
        return DateMention(root, start, end, When(text[start:end], iso, relation))


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
