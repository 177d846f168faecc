"""What a figure counts, and what happened to it: the noun of a number, its action, and the whole that it is of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.figures import CASUALTIES
from index.grammar import Action, action_of, action_of_verb, clause_verb, lemma_of, subject_of
from index.harm import HARMS
from index.lexicon import action_class, is_action, is_person
from index.numbers import Number
from index.numerals import MULTIPLIERS
from index.units import CURRENCY_NOUNS, is_money

if TYPE_CHECKING:
    from index.parsing import Span, Token

__all__ = ["action_and_thing", "counted_noun", "is_loose", "is_outcome", "is_share", "is_valued", "thing_name"]

_COUNT_NOUNS = frozenset({"number", "total", "figure", "count", "toll", "tally", "sum"})
_RELATIVE = frozenset({"%", "points", "fraction", "basis point"})
_PART_WORDS = frozenset("half third thirds quarter quarters fifth fifths tenth tenths none most all each".split())
_PARTITIVE = frozenset({"them", "those", "these", "whom", "the"})


def is_valued(unit: str) -> bool:
    """Say whether a figure says what something comes to, in money or as a share, instead of counting or measuring."""
    return is_money(unit) or unit in _RELATIVE


def is_loose(number: Number) -> bool:
    """Say whether a number is a part of a whole or a magnitude alone."""
    return number.vague or number.unit == "fraction"


def counted_noun(number: Number, span: Span) -> Token | None:
    """Return the noun that a number counts: the one it modifies, the one behind "of", or the word of its unit."""
    if is_loose(number):
        return _of_loose(span)
    if number.unit and not is_valued(number.unit) and len(span) > 1:
        return next((t for t in span if t.lemma_.lower() == number.unit), span[-1])  # "four years and nine months"
    if len(span) > 2 and span[-1].lower_ in MULTIPLIERS and span[-2].lower_ == "a":  # "a quarter of a million people"
        return _modified(span[-1:])
    return _modified(span)


def _of_loose(span: Span) -> Token | None:
    """Return the noun that "dozens of", "half" or "several thousand" counts."""
    of = next((c for token in span for c in token.children if c.lower_ == "of" and c.i >= span.end), None)
    if of is not None:
        return next((c for c in of.children if c.dep_ == "pobj" and c.pos_ in ("NOUN", "PROPN")), None)
    following = span.doc[span.end] if span.end < len(span.doc) else None
    head = next((t for t in (span.root.head, following) if t is not None and t.i >= span.end), None)
    return head if head is not None and head.pos_ in ("NOUN", "PROPN") else None


def _modified(span: Span) -> Token | None:
    """Return the noun that a number modifies, or the one behind its "of"."""
    token = span.root
    number = token.like_num or token.lower_ in MULTIPLIERS
    if token.pos_ in ("NOUN", "PROPN") and token.dep_ not in ("nummod", "quantmod", "compound") and not number:
        return token
    while token.dep_ in ("nummod", "quantmod", "compound", "amod", "nmod", "advmod", "npadvmod"):
        if token.dep_ in ("npadvmod", "advmod") and token.head.pos_ in ("VERB", "AUX"):
            break
        token = token.head
        if token.pos_ in ("NOUN", "PROPN", "ADJ", "VERB") and not token.like_num and token.i >= span.end - 1:
            return token
    of = next((c for c in span.root.children if c.lower_ == "of" and c.i >= span.end), None)
    if of is not None:
        return next((c for c in of.children if c.dep_ == "pobj" and c.pos_ == "NOUN"), None)
    return None


def action_and_thing(span: Span, counted: Token | None, money: bool) -> tuple[Action | None, Token | None]:
    """Return what happened and what is counted; for a bare number, money or percentage, by its clause's subject."""
    if _is_whole(span.root):  # "five of the six": what befell the five
        return None, counted
    following = span.doc[span.end] if span.end < len(span.doc) else None
    if counted is None and following is not None and is_outcome(following):  # "Two killed, three wounded"
        return Action(following, (following.lower_ if following.pos_ == "ADJ" else lemma_of(following),)), None
    if counted is not None and not money and counted.lemma_.lower() not in _COUNT_NOUNS:
        return _of_counted(span, counted)
    if money and (noun := _sum_of(span)) is not None:
        return (Action(noun, (lemma_of(noun),)) if is_action(lemma_of(noun)) else action_of(noun)), noun
    return _by_subject(span, counted, money)


def _of_counted(span: Span, counted: Token) -> tuple[Action | None, Token | None]:
    """Return what befell a counted noun, and the noun; of an event ("600 fatalities among these troops") the people."""
    action = _action_of_part_or_whole(span, counted) if _is_whole(counted) else action_of(counted)
    if action is None or action.token != counted:
        return action, counted
    people = next((p for c in counted.children if c.lower_ in ("of", "among", "in") for p in c.children), None)
    return action, people if people is not None and is_person(people.lemma_.lower()) else None


def _by_subject(span: Span, counted: Token | None, money: bool) -> tuple[Action | None, Token | None]:
    """Return what happened and what is counted by the subject of the clause: "the toll stood at 43"."""
    verb = clause_verb(span.root)
    action = action_of(counted if counted is not None else span.root)
    subject = subject_of(verb) if verb is not None else None
    if subject is None or subject in span:
        return action, counted if money else None
    if subject.lemma_.lower() in _COUNT_NOUNS:
        return _tolled(subject, action)
    by_so_many = span.root.dep_ == "pobj" and span.root.head.dep_ == "agent"  # "was seen by 9,000"
    if not money and (by_so_many or span.root.dep_ in ("dobj", "obj")):  # "the quake injured more than 1,000"
        return action, counted
    if counted is not None and not money:
        return action, counted
    valued = _valued(subject, verb, span)
    counts = valued is not None and valued.lemma_.lower() in _COUNT_NOUNS  # "put the number of visitors at 9,000"
    return _tolled(valued, action) if counts and valued is not None else (action, valued)


def _valued(subject: Token, verb: Token | None, span: Span) -> Token | None:
    """Return what a figure is the value of: the object of its verb ("put the loss at 47 million"), else the subject.

    A person is nothing that has a value, but one who speaks of it.
    """
    objects = (c for c in verb.children if c.dep_ in ("dobj", "obj")) if verb is not None else iter(())
    valued = next((c for c in objects if c not in span and c.pos_ == "NOUN" and c.i < span.start), None)
    named = subject.ent_type_ == "PERSON" and subject.pos_ == "PROPN" and subject.i > subject.sent.start
    person = named or is_person(subject.lemma_.lower())
    return valued if valued is not None else None if person else subject


def _is_whole(counted: Token) -> bool:
    """Say whether a noun is the whole that a part is taken of: of "three of the 12 sailors", the sailors."""
    of = counted.head
    return counted.dep_ == "pobj" and of.lower_ == "of" and (of.head.like_num or of.head.lower_ in _PART_WORDS)


def _action_of_part_or_whole(span: Span, counted: Token) -> Action | None:
    """Return what befell the part ("three of the 12 drowned"), or all of the whole ("of the 12 found on Monday").

    A part that nothing befell itself is still one of those whom something did.
    """
    part = counted.head.head
    if part in span and (own := action_of(span.root)) is not None:
        return own
    if part not in span and part.dep_ == "ROOT":  # "three of the 12 drowned", read as a noun phrase
        return None
    verb = next((c for c in counted.children if c.dep_ in ("acl", "relcl") and c.i > counted.i), None)
    return action_of_verb(verb, counted) if verb is not None else None


def _sum_of(span: Span) -> Token | None:
    """Return the noun whose sum an amount is: "a loss of 310 million", "a 5 million fine"."""
    token = span.root
    while (
        token.dep_ in ("nummod", "quantmod", "compound")
        and token.head.i > token.i
        and token.head.lemma_ not in CURRENCY_NOUNS
    ):
        token = token.head
    head = token.head if token.dep_ in ("nummod", "quantmod", "compound", "nmod") else token
    if head.dep_ == "pobj" and head.head.lower_ == "of" and head.head.head.pos_ == "NOUN":
        return head.head.head
    return None


def is_outcome(token: Token | None) -> bool:
    """Say whether a word behind a number tells what befell those it counts: also "shot", in the singular a noun."""
    if token is None:
        return False
    participle = token.tag_ in ("VBN", "VBD", "JJ") or (token.tag_ == "NN" and token.lower_ in ("shot", "hurt"))
    return participle and action_class(lemma_of(token)) in CASUALTIES | HARMS


def _tolled(count: Token, action: Action | None) -> tuple[Action | None, Token | None]:
    """Read "the death toll", "the number of injured": what the count is a count of."""
    for child in count.children:
        if child.dep_ in ("compound", "amod") and action_class(child.lemma_.lower()) in CASUALTIES:
            return Action(child, (child.lemma_.lower(),)), None
    if count.lemma_.lower() == "toll":
        return Action(count, ("death",)), None
    of = next((c for c in count.children if c.lower_ == "of"), None)
    noun = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    if noun is None:
        return action, None
    if action_class(noun.lower_) in CASUALTIES:  # "the number of injured"
        return Action(noun, (noun.lower_,)), None
    return action_of(noun) or action, noun if noun.pos_ == "NOUN" else None


def thing_name(noun: Token | None, action: Action | None) -> str:
    """Return the lemma of what is counted; people where something befell them."""
    lemma = noun.lemma_.lower() if noun is not None and noun.pos_ in ("NOUN", "PROPN", "ADJ", "VERB") else ""
    counts_people = action is not None and bool(action.classes & CASUALTIES)
    if counts_people and (not lemma or action_class(lemma) in CASUALTIES or lemma in ("other", "more", "life", "body")):
        return "person"
    return lemma


def is_share(span: Span) -> bool:
    """Say whether the figure is a part of another: "three of the 12", "two of them"."""
    of = next((c for c in span.root.children if c.lower_ == "of" and c.i >= span.end), None)
    whole = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    return whole is not None and (
        whole.lower_ in _PARTITIVE or any(c.dep_ in ("det", "poss", "nummod") for c in whole.children)
    )
