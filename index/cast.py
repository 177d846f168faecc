"""Who an article has named so far: whole names by surname, and whom "he", "it" and "the minister" stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.grammar import phrase
from index.names import PLACE_OPENINGS, is_office, name_phrases, role_of
from index.parsing import text_of

if TYPE_CHECKING:
    from index.parsing import Span, Token

__all__ = ["Cast", "headline_speaker", "is_person_like", "plain_words"]

_PERSONAL = frozenset({"he", "she", "him", "her"})
_NO_PERSON = frozenset({"GPE", "LOC", "FAC", "NORP", "DATE", "TIME", "EVENT"})
_HONORIFIC = re.compile(r"^(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Dame|Lord|Lady)\.?\s", re.IGNORECASE)
_DEMONYM = re.compile(r"(?:an|ese|ish)$")  # "Lurian intelligence" keeps its capital
_HEADLINE = re.compile(r"(?P<before>[^:?!]{2,40}):\s|.+(?:\s[-–—]|:)\s(?P<behind>[^:–—-]{2,40})$")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_LITTLE = frozenset("the a an of in for and".split())
_FIRMS = frozenset("company firm group maker manufacturer operator airline carrier retailer".split())
_OF_MINISTER = re.compile(r"(?P<of>[\w ]+?) minister\b", re.IGNORECASE)
_OPENS = frozenset({"DET", "NOUN", "PRON", "ADJ", "VERB"})


@dataclass(slots=True)
class Cast:
    """Everybody whom an article has named so far."""

    persons: dict[str, set[str]] = field(default_factory=dict)
    """Whole names by their last word."""
    told: dict[str, str] = field(default_factory=dict)
    """The fullest words for somebody, by surname ("Brandt") or by the head noun ("ministry")."""
    person: str | None = None
    """The person named last, for "he" and "she"."""
    body: str | None = None
    """The speaker of no single person named last, for "it"."""
    speaker: str | None = None
    """Who spoke last, for "they"."""
    firm: str | None = None
    """The organisation named last as a subject, for "the company"."""
    floor: str | None = None
    """Whose words the next sentence of the paragraph gives."""

    def meet(self, sentence: Span) -> None:
        """Remember the people of a sentence, and the subjects that are told by more than one word."""
        for token in sentence:
            if token.pos_ == "PROPN" and token.ent_type_ not in _NO_PERSON:
                self._meet_name(token)
            elif token.pos_ == "NOUN" and token.dep_.startswith("nsubj") and _is_told(token):
                self.told[token.lemma_.lower()] = plain_words(token)
            if (
                token.pos_ == "PROPN"
                and token.ent_type_ == "ORG"
                and token.dep_ in ("nsubj", "nsubjpass", "pobj", "appos")
            ):
                self._meet_body(token)

    def _meet_body(self, token: Token) -> None:
        """Remember an organisation by its whole name, which is told later by its last word: "the Office"."""
        words = plain_words(token)
        bare = words.removeprefix("the ").removeprefix("The ")
        if " " in bare and token.text in bare.split():
            self.told[f"the {token.text}"] = words
        if token.dep_.startswith("nsubj"):
            self.firm = words

    def _meet_name(self, token: Token) -> None:
        for head, start, end in name_phrases(token):
            name = text_of(token.doc)[start:end]
            if head != token or " " not in name or token.idx + len(token) != end:
                continue
            if name.split()[0].lower().rstrip(".") in PLACE_OPENINGS:
                continue
            role = role_of(token)
            if token.ent_type_ == "PERSON" or role is not None:
                self.persons.setdefault(name.split()[-1], set()).add(name)
                if token.dep_.startswith("nsubj") or role is not None:
                    self.person = name
                if role is not None and role.i < token.i and role.dep_ != "appos":
                    self.told[name.split()[-1]] = plain_words(token)

    def hear(self, subject: Token, words: str) -> None:
        """Remember who spoke, in the words of a subject that is no pronoun."""
        self.speaker = words
        if is_person_like(subject) or (self.person is None and _may_be_person(subject)):
            self.person = words
        if not is_person_like(subject):
            self.body = words
        if subject.pos_ == "NOUN" and _is_told(subject):
            self.told[subject.lemma_.lower()] = words

    def who(self, subject: Token) -> str | None:
        """Return whom a subject stands for, in the fullest words that the article has for them; None if unknown."""
        word = subject.lower_
        if word in _PERSONAL:
            return self.told.get(self.person.split()[-1], self.person) if self.person else None
        if word in ("they", "them"):
            return self.speaker
        if word == "it":
            return self.body
        words = plain_words(subject)
        if not words.strip():  # a stray sign that the parser takes for a noun
            return None
        if subject.pos_ == "PROPN":
            return self.told.get(words) or self.whole(words)
        lemma = subject.lemma_.lower()
        if words.split()[0] in ("his", "her"):
            return self._of_person(lemma) or words
        definite = any(c.lower_ in ("the", "this", "that") for c in subject.children)
        if not definite or _is_told(subject):
            return words
        return self.told.get(lemma) or (self.firm if lemma in _FIRMS else None) or words

    def _of_person(self, lemma: str) -> str | None:
        """Return which ministry is "her ministry", by her office: "Education Minister Oda Brandt"."""
        if lemma != "ministry" or self.person is None:
            return self.told.get(lemma)
        office = _OF_MINISTER.match(self.told.get(self.person.split()[-1], ""))
        return f"the {office['of'].lower()} ministry" if office else self.told.get(lemma)

    def referents(self, sentence: Span) -> tuple[str, ...]:
        """Return the names of those whom "he" and "she" as subjects of a sentence stand for."""
        subjects = {t.lower_ for t in sentence if t.dep_ in ("nsubj", "nsubjpass")}
        return (self.person,) if self.person in self._names() and subjects & {"he", "she"} else ()

    def _names(self) -> set[str]:
        return set().union(*self.persons.values())

    def whole(self, words: str) -> str:
        """Return the fullest words for somebody told by a surname alone, or the words themselves."""
        surname = _HONORIFIC.sub("", words)
        names = self.persons.get(surname, set())
        if " " in surname or len(names) > 1 or not surname[:1].isupper():
            return words
        return self.told.get(surname) or next(iter(names), words)

    def whole_name(self, name: str) -> str:
        """Return the whole name of somebody told by a surname alone, or an empty string."""
        names = self.persons.get(name, set())
        return next(iter(names)) if len(names) == 1 else ""

    def whole_names(self, names: Sequence[str]) -> tuple[str, ...]:
        """Return names with surnames made whole, each once."""
        return tuple(dict.fromkeys(self.whole_name(name) or name for name in names))


def headline_speaker(title: str, speakers: Iterable[str]) -> str | None:
    """Return who says what a headline does, by a name before or behind it that speaks below: "Lind: ..."."""
    match = _HEADLINE.match(title)
    named = frozenset((match["before"] or match["behind"] or "").lower().split()) - _LITTLE if match else frozenset()
    spoken = (words for words in speakers if named <= frozenset(words.lower().split()))
    return next(spoken, None) if named else None


def is_person_like(noun: Token) -> bool:
    """Say whether a noun is one person: by the model, by an office beside a name, or by what the noun says."""
    if noun.pos_ == "PROPN":
        return noun.ent_type_ == "PERSON" or role_of(noun) is not None
    return is_office(noun) and noun.tag_ == "NN"


def _may_be_person(noun: Token) -> bool:
    """Say whether a noun is a name of two words or more that need not be a person's."""
    joined = {c.dep_ for c in noun.children}
    return noun.pos_ == "PROPN" and noun.ent_type_ not in _NO_PERSON and "compound" in joined and "det" not in joined


def plain_words(noun: Token) -> str:
    """Return a noun phrase as somebody is called by it: without a time, a manner or a clause that stands on it."""
    start, end = phrase(noun)
    for child in noun.rights:
        if child.dep_ == "appos" and child.pos_ == "PROPN" and noun.pos_ == "NOUN":
            named = max((stop for _, _, stop in name_phrases(child)), default=end)
            return _tidy(noun, start, max(named, noun.idx + len(noun)))
        counts = child.dep_ == "nummod" or (child.dep_ == "prep" and any(c.pos_ == "NUM" for c in child.children))
        if noun.pos_ == "NOUN" and counts:  # "police counted 8,000, the union 20,000"
            end = min(end, noun.idx + len(noun))
        if child.dep_ == "prep" and _is_circumstance(child):
            end = min(end, max(child.idx, noun.idx + len(noun)))
    clauses = (t.left_edge.idx for t in noun.subtree if t.dep_ in ("relcl", "acl") and t.left_edge.i > noun.i)
    return _tidy(noun, start, min(end, *clauses, end))


def _is_circumstance(preposition: Token) -> bool:
    """Say whether a preposition on a speaker is about the speaking: "on Monday", "in a statement"."""
    return any(
        c.ent_type_ in ("DATE", "TIME") or c.lemma_ in ("statement", "report", "interview", "briefing", "post", "email")
        for c in preposition.children
    )


def _tidy(noun: Token, start: int, end: int) -> str:
    words = " ".join(text_of(noun.doc)[start:end].split()).strip(" ,;:-–—\"'")
    if noun.dep_ == "poss":
        words = _POSSESSIVE.sub("", words)
    first = noun.left_edge
    plain = first.text[1:].islower() or len(first) == 1
    opens = first.i == first.sent.start and first.pos_ in _OPENS and plain and not _DEMONYM.search(first.lower_)
    return words[:1].lower() + words[1:] if opens else words


def _is_told(noun: Token) -> bool:
    """Say whether a noun has something on it that tells which one is meant."""
    return any(
        c.dep_ in ("amod", "compound", "nmod", "poss") or (c.dep_ == "prep" and c.lower_ == "of") for c in noun.children
    )
