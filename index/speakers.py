"""Who says so: the chain from the speaker to those who pass it on, as the sentence and its paragraph word it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.cast import Cast, plain_words
from index.lexicon import SAYING_VERBS
from index.quotations import Quotation, sayer_of
from index.saying import (
    PRONOUNS,
    behind,
    is_passive,
    is_saying,
    keeps_distance,
    object_of,
    passes_on,
    reported_by,
    sayers_above,
    source_of,
    within,
)

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
        if not sayers and not sources and not relays:
            sayers = self._closing(token)
        spoken = [name for sayer in sayers if (name := self._name(sayer))]
        told = [name for sayer in sayers for name in self._told_to(sayer.head)]
        chain = dict.fromkeys([*sources, *spoken, *relays, *told] or ([self.voice] if self.voice else []))
        return Attribution(tuple(chain), any(t.lower_ in _HEDGES or keeps_distance(t) for t in part))

    def hear(self) -> None:
        """Let the cast know who spoke in the sentence."""
        sayers = [sayer_of(v) for v in self.sentence if v.pos_ == "VERB" and v.lemma_.lower() in SAYING_VERBS]
        for sayer in (*sayers, *filter(None, map(source_of, self.sentence))):
            if sayer is not None and sayer.lower_ not in PRONOUNS and (name := self._name(sayer)):
                self.cast.hear(sayer, name)

    def _sayers(self, token: Token) -> list[Token]:
        """Return the subject of the nearest verb of saying at, above or set in beside a token."""
        found = list(sayers_above(token))
        # "The society said it had ringed 900": the pronoun is the speaker above it.
        return [s for s in found if s.lower_ not in PRONOUNS][:1] or found[:1]

    def _closing(self, token: Token) -> list[Token]:
        """Return who says it where the verb of saying ends the sentence, whatever the parse: "..., X said"."""
        root = self.sentence.root
        subject = sayer_of(root)
        if subject is None or not is_saying(root) or is_passive(root) or within(token, subject):
            return []
        opens = min(root.i, subject.left_edge.i)
        set_off = opens > self.sentence.start and root.doc[opens - 1].pos_ == "PUNCT"
        return [subject] if token.i < opens and set_off else []

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
        if sayer.lower_ in PRONOUNS:
            return self.cast.who(sayer)
        if sayer.lower_ in _NOT_SPEAKERS or sayer.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM", "X"):
            return None
        return self.cast.who(behind(sayer))
