"""Whose words or figures a sentence tells without a verb of saying: "according to X", "in X's books", "going by X"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from index.lexicon import SAYING_VERBS, SOURCE_NOUNS
from index.quotations import sayer_of
from index.statements import BODIES

if TYPE_CHECKING:
    from index.parsing import Token

__all__ = ["behind", "handed_to", "is_source", "object_of", "of_record", "owner_of", "source_of"]

_RELAYS = frozenset({"cite", "quote"})
_GOING_BY = frozenset({"go", "judge"})
_BELIEVERS = frozenset({"one", "we", "you"})
_FIGURES = frozenset("figure number count estimate sum total claim toll price".split())
_AS_TOLD = frozenset("say tell note recall report put explain admit claim confirm remark announce write".split())
_MADE = frozenset("complete keep make draw compile publish issue work write release hold present strike".split())
_HEARD = frozenset({"hear", "learn"})


def source_of(word: Token) -> Token | None:
    """Return the source that a word brings in: "according to X", "citing X", "in the words of X", "by X's count"."""
    if word.lower_ == "according":
        to = next((c for c in word.children if c.dep_ == "prep"), None)
        return object_of(to) if to is not None else None
    if word.lemma_.lower() in _RELAYS and word.tag_ == "VBG":
        return next((c for c in word.children if c.dep_ == "dobj"), None)
    if word.dep_ == "prep" and word.lower_ in ("in", "on", "by", "from", "per"):
        return _behind_preposition(word)
    return _as_told(word) or _believed(word) or _owned_figure(word)


def _behind_preposition(word: Token) -> Token | None:
    verb, noun = word.head, object_of(word)
    if noun is None:
        return None
    if word.lower_ == "per":  # "40 boats, per the coast guard"; not "per day"
        body = noun.lemma_.lower() in BODIES or noun.ent_type_ in ("ORG", "PERSON")
        return noun if body and word.nbor(-1).text == "," else None
    if word.lower_ in ("by", "from") and verb.lemma_.lower() in _GOING_BY and verb.tag_ in ("VBG", "VB"):
        return next(_keepers(noun), noun)  # "going by the meters"
    if word.lower_ == "from":  # "we hear from the ministry"
        hearer = sayer_of(verb) if verb.lemma_.lower() in _HEARD else None
        return noun if hearer is not None and hearer.lower_ == "we" else None
    if is_source(noun) and (verb.pos_ in ("VERB", "AUX") or word.lower_ == "on"):
        return owner_of(noun) or _its_keeper(noun)
    return None


def _as_told(word: Token) -> Token | None:
    """Return who is agreed with: "as the minister recalled"; not "as police said the road was closed"."""
    verb = word.head
    if word.lower_ != "as" or word.dep_ not in ("mark", "advmod") or verb.lemma_.lower() not in _AS_TOLD:
        return None
    if word.is_sent_start is not True and word.nbor(-1).pos_ != "PUNCT":
        return None
    said = any(c.dep_ in ("ccomp", "dobj", "xcomp") and c.lower_ != "it" for c in verb.children)
    return None if said else sayer_of(verb)


def _believed(verb: Token) -> Token | None:
    """Return who is believed: "if one believes X", "if X is to be believed"."""
    if verb.lemma_.lower() != "believe" or not any(c.lower_ == "if" for c in (*verb.children, *verb.head.children)):
        return None
    if any(c.dep_ == "nsubj" and c.lower_ in _BELIEVERS for c in verb.children):
        return next((behind(c) for c in verb.children if c.dep_ == "dobj"), None)
    passive = verb.dep_ == "xcomp" and any(c.dep_ == "auxpass" for c in verb.children)
    return next((behind(c) for c in verb.head.children if c.dep_.startswith("nsubj")), None) if passive else None


def _owned_figure(noun: Token) -> Token | None:
    """Return who stands by a figure told before: "40 boats, a number that the guild confirmed"."""
    if noun.lemma_.lower() not in _FIGURES or noun.dep_ not in ("appos", "npadvmod", "attr") or noun.i == 0:
        return None
    clauses = (c for c in noun.children if c.dep_ == "relcl" and c.lemma_.lower() in SAYING_VERBS)
    return next((s for c in clauses if (s := sayer_of(c)) is not None and s.tag_ not in ("WDT", "WP")), None)


def owner_of(noun: Token) -> Token | None:
    """Return whose words or figures a noun is: "the ministry's figures", "a report by the ministry"."""
    for child in noun.children:
        if child.dep_ == "poss" and child.pos_ != "PRON":
            return child
        if child.dep_ == "prep" and child.lower_ in ("of", "by", "from") and (owner := object_of(child)) is not None:
            if any(t.ent_type_ in ("DATE", "TIME") for t in (owner, *owner.lefts)):  # "by letter from 26 April"
                return None
            body = owner.pos_ == "PROPN" or owner.lemma_.lower() in BODIES
            return owner if body or child.lower_ != "of" else None
        if child.dep_ == "acl" and (by := next((c for c in child.children if c.dep_ == "agent"), None)) is not None:
            return object_of(by)
    return None


def behind(sayer: Token) -> Token:
    """Return who stands behind a document that says something: "whose report found", "pictures by X show"."""
    whose = next((c for c in sayer.children if c.tag_ == "WP$"), None)
    if whose is not None and sayer.head.dep_ == "relcl":
        return sayer.head.head
    made = any(c.dep_ == "acl" for c in sayer.children)
    return (owner_of(sayer) or sayer) if made and is_source(sayer) else sayer


def is_source(noun: Token | None) -> bool:
    """Say whether a noun is what somebody's words or figures stand in."""
    return noun is not None and noun.lemma_.lower() in SOURCE_NOUNS


def handed_to(words: list[Token]) -> Token | None:
    """Return whose record a clause speaks of, for the figure that follows it.

    "The guild struck its list last evening: 40 boats are gone." "The registers are thorough work: 40 boats are gone."
    """
    for noun in reversed(words):
        if not is_source(noun) or noun.pos_ not in ("NOUN", "PROPN"):
            continue
        if (found := next(_keepers(noun), None)) is not None:
            return found
    return None


def _keepers(noun: Token) -> Iterator[Token]:
    """Yield who keeps a record: its owner, the subject of whom it is "its", or whoever works by it."""
    if (owner := owner_of(noun)) is not None:
        yield owner
    if (keeper := _its_keeper(noun)) is not None:
        yield keeper
    clauses = (c for c in (*noun.children, *noun.head.head.children) if c.dep_ in ("relcl", "ccomp") and c.i > noun.i)
    for clause in clauses:
        if clause.lemma_.lower() in _MADE:
            yield from (c for c in clause.children if c.dep_ == "nsubj" and c.pos_ in ("NOUN", "PROPN"))


def _its_keeper(noun: Token) -> Token | None:
    """Return the subject of whom a record is "its" or "their" own."""
    if not any(c.dep_ == "poss" and c.lower_ in ("its", "their", "his", "her") for c in noun.children):
        return None
    verb = next((t for t in noun.ancestors if t.pos_ in ("VERB", "AUX")), None)
    subject = sayer_of(verb) if verb is not None else None
    return subject if subject is not None and subject.pos_ != "PRON" else None


def of_record(token: Token) -> Token | None:
    """Return whose record tells a figure that it is named by: "the guild's tally of 40 boats"."""
    of = token.head
    noun = of.head if of.dep_ == "prep" and of.lower_ == "of" else None
    return owner_of(noun) if noun is not None and is_source(noun) and noun.tag_ == "NN" else None


def object_of(preposition: Token) -> Token | None:
    """Return the noun behind a preposition."""
    return next((c for c in preposition.children if c.dep_ == "pobj"), None)
