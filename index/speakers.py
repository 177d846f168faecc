"""Who says so: the chain from the speaker to those who pass it on, as the sentence and its paragraph word it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.cast import Cast, is_person_like, plain_words
from index.lexicon import SAYING_VERBS
from index.quotations import Quotation, sayer_of
from index.saying import (
    PRONOUNS,
    can_speak,
    is_saying,
    keeps_distance,
    passes_on,
    reported_by,
    sayers_above,
    within,
)
from index.sources import behind, handed_to, is_source, object_of, of_record, source_of
from index.turns import closes, contrasts, gapped, leads

if TYPE_CHECKING:
    from index.parsing import Span, Token

__all__ = ["Attribution", "Speakers"]

_HEDGES = frozenset(
    "reportedly allegedly apparently supposedly purportedly unconfirmed alleged claimed believed".split()
)
_NOT_SPEAKERS = frozenset("there this that these those which what who i we you".split())
_PARLIAMENTS = frozenset(
    "parliament congress senate assembly council court house commons lords board commission".split()
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says so, the speaker first, and whether the article keeps its distance."""

    chain: tuple[str, ...] = ()
    hedged: bool = False


@dataclass(frozen=True, slots=True)
class Speakers:
    """Who says what in one sentence, by its grammar, the quotations of its paragraph, and who was named before."""

    sentence: Span
    cast: Cast
    quotations: Sequence[Quotation] = ()
    publisher: str = ""
    """Whose article it is: told to itself is passed on by nobody."""
    voice: str | None = None
    """Who speaks where nobody is named: the institution whose own statement the article is."""

    def of(self, token: Token) -> Attribution:
        """Return who says what a token's clause states; the token is the head of the action, or of the figure."""
        quotation = next((q for q in self.quotations if q.start <= token.idx < q.end), None)
        sayers = [q] if quotation is not None and (q := quotation.sayer) is not None else self._sayers(token)
        part = self._part_of(token)
        sources, relays = self._cited(token, part)
        sources.extend(filter(None, map(self._name, self._named_by(token))))
        if not sayers and not sources and not relays:
            sayers = self._closing(token, part) or self._announcing(token)
        spoken = [name for sayer in sayers if (name := self._name(sayer))]
        told = [name for sayer in sayers for name in self._told_to(sayer.head)]
        chain = dict.fromkeys([*sources, *spoken, *relays, *told] or filter(None, [self.cast.floor or self.voice]))
        return Attribution(tuple(chain), any(t.lower_ in _HEDGES or keeps_distance(t) for t in part))

    def hear(self) -> None:
        """Let the cast know who spoke in the sentence."""
        sayers = [sayer_of(v) for v in self.sentence if v.pos_ == "VERB" and v.lemma_.lower() in SAYING_VERBS]
        for sayer in (*sayers, *filter(None, map(source_of, self.sentence))):
            if sayer is not None and sayer.lower_ not in PRONOUNS and (name := self._name(sayer)):
                self.cast.hear(sayer, name)
        self.cast.floor = self._handed()

    def _handed(self) -> str | None:
        """Return whose words the next sentence of the paragraph gives, where this one leads up to them."""
        keeper = handed_to(list(self.sentence))
        return self._name(keeper) if keeper is not None else None

    def _sayers(self, token: Token) -> list[Token]:
        """Return the subject of the nearest verb of saying at, above or set in beside a token."""
        if (apart := of_record(token) or gapped(token) or contrasts(token)) is not None:
            return [apart]
        found = list(sayers_above(token))
        # "The society said it had ringed 900": the pronoun is the speaker above it.
        return [s for s in found if s.lower_ not in PRONOUNS][:1] or found[:1]

    def _closing(self, token: Token, part: Sequence[Token]) -> list[Token]:
        """Return who says it where the verb of saying ends its part, whatever the parse: "..., X said"."""
        for words in (part, list(self.sentence)):
            closed = closes(words)
            if closed is not None and token.i < closed[1] and not within(token, closed[0]):
                return [closed[0]]
        return []

    def _announcing(self, token: Token) -> list[Token]:
        """Return who has the word before a colon: "The guild insists: 40 boats", "The guild struck its list: 40"."""
        words = list(self.sentence)
        colon = next((t.i for t in reversed(words) if t.text == ":" and t.i < token.i), None)
        lead = [t for t in words if colon is not None and t.i < colon]
        if any(t.lower_ == "than" for t in lead):  # "more than its report counts: with the drivers, 40"
            return []
        verb = next((t for t in reversed(lead) if leads(t)), None)
        keeper = (sayer_of(verb) if verb is not None else None) or handed_to(lead)
        if keeper is None:
            keeper = next((t for t in reversed(lead) if is_source(t) and t.dep_ in ("nsubj", "pobj")), None)
        return [] if keeper is None else [keeper]

    def _named_by(self, token: Token) -> list[Token]:
        """Return whose belief or record a colon gives a figure for: "40 boats: that is the number in X's book"."""
        words = list(self.sentence)
        colon = next((t.i for t in words if t.text == ":" and t.i > token.i), None)
        behind_it = [t for t in words if colon is not None and t.i > colon]
        if len(behind_it) < 3 or behind_it[0].lower_ not in ("that", "this") or behind_it[1].lemma_ != "be":
            return []
        what = next((t for t in behind_it if t.lower_ == "what"), None)
        verb = next((t for t in behind_it if is_saying(t) and what is not None and t.i > what.i), None)
        if verb is not None:
            return [subject for subject in [sayer_of(verb)] if subject is not None]
        keeper = handed_to(behind_it)
        return [t for t in [keeper or next((t for t in behind_it if is_source(t) and t.dep_ == "pobj"), None)] if t]

    def _cited(self, token: Token, part: Sequence[Token]) -> tuple[list[str], list[str]]:
        """Return the sources in a token's part of the sentence, and those who pass on ("cited by X")."""
        found: list[str] = []
        relays: list[str] = []
        for word in part:
            verb = reported_by(word)
            source = object_of(word) if verb is not None else source_of(word)
            if source is not None and not within(token, source) and (name := self._name(source)):
                (relays if verb is not None and passes_on(verb) else found).append(name)
        return found, relays

    def _part_of(self, token: Token) -> list[Token]:
        """Return the words of a token's part of the sentence, between semicolons."""
        words = list(self.sentence)
        ends = [t.i for t in words if t.text == ";"]
        first = max((end for end in ends if end < token.i), default=-1)
        last = min((end for end in ends if end > token.i), default=words[-1].i + 1)
        return [t for t in words if first < t.i < last]

    def _told_to(self, verb: Token) -> Iterator[str]:
        """Yield the outlet that somebody told it to: "the minister told the Dree Times"."""
        told = (c for c in verb.children if c.dep_ in ("dobj", "dative") and c.pos_ == "PROPN" and c.i > verb.i)
        for outlet in told if verb.lemma_.lower() == "tell" else ():
            name = plain_words(outlet)
            own = set(name.lower().split()) - {"the"} <= set(self.publisher.lower().split())
            person = outlet.ent_type_ in ("PERSON", "GPE", "LOC", "NORP", "DATE")
            if not person and not own and outlet.lower_ not in _PARLIAMENTS:
                yield name

    def _name(self, sayer: Token) -> str | None:
        """Return who a sayer is, in the fullest words that the article has."""
        if sayer.lower_ in ("who", "which", "that") and sayer.head.dep_ == "relcl":
            sayer = sayer.head.head
        if sayer.lower_ == "we" and self.voice:
            return self.voice
        if sayer.lower_ == "it" and (own := self._subject_before(sayer)) is not None:
            return self.cast.who(own)
        if sayer.lower_ in PRONOUNS:
            return self.cast.who(sayer)
        if sayer.lower_ in _NOT_SPEAKERS or sayer.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM", "X"):
            return None
        return self.cast.who(behind(sayer))

    def _subject_before(self, pronoun: Token) -> Token | None:
        """Return the body that "it" stands for in its own sentence: "The ministry cut its forecast: it expects 30"."""
        before = self.sentence.doc[self.sentence.start : pronoun.i]
        subjects = (t for t in reversed(before) if t.dep_ == "nsubj" and t.pos_ in ("NOUN", "PROPN"))
        subject = next(subjects, None)
        return subject if subject is not None and can_speak(subject) and not is_person_like(subject) else None
