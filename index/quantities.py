"""Figures: how many of what, how exactly, doing what."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.datatypes import Qualifier
from index.figures import CASUALTIES, ESTIMATED, FURTHER, Figure, modifiers_of
from index.grammar import Action, action_of, clause_verb, lemma_of, subject_of
from index.lexicon import CURRENCY_NOUNS, action_class, is_action, is_person
from index.noncounts import counts_nothing
from index.numbers import Number, find_numbers
from index.persons import find_persons

if TYPE_CHECKING:
    from index.parsing import Span, Token

__all__ = ["find_figures"]

_QUALIFIERS = [
    (Qualifier.AT_LEAST, r"at least|no (?:fewer|less) than|a minimum of|not less than"),
    (Qualifier.AT_MOST, r"up to|at most|as many as|as much as|a maximum of|no more than|not more than"),
    (Qualifier.MORE_THAN, r"more than|over|above|upwards? of|in excess of|exceeding|well over|just over"),
    (Qualifier.LESS_THAN, r"fewer than|less than|under|below"),
    (
        Qualifier.ABOUT,
        r"nearly|almost|close to|just under|about|around|approximately|roughly|some|circa|an? estimated|estimated",
    ),
]
_BEFORE = re.compile(
    r"(?:\b(?:" + "|".join(words for _, words in _QUALIFIERS)
    + r"|an?|the|only|further|additional|another|extra|between|total of|a total of)\s+)+$", re.IGNORECASE,
)  # fmt: skip
_MEASURES = {
    "km": "km", "kilometre": "km", "kilometer": "km", "mile": "mile", "metre": "m", "meter": "m", "foot": "foot",
    "inch": "inch", "tonne": "tonne", "ton": "ton", "kg": "kg", "kilogram": "kg", "litre": "litre",
    "liter": "litre", "hectare": "hectare", "acre": "acre", "degree": "degree", "mph": "mph", "kph": "kph",
    "megawatt": "MW", "mw": "MW", "year": "year", "month": "month", "week": "week", "day": "day", "hour": "hour",
    "minute": "minute", "second": "second", "cm": "cm",
}  # fmt: skip
_UNITS = _MEASURES | CURRENCY_NOUNS
_COUNT_NOUNS = frozenset({"number", "total", "figure", "count", "toll", "tally", "sum"})
_PARTITIVE = frozenset({"them", "those", "these", "whom", "the"})


def find_figures(sentence: Span, text: str) -> list[Figure]:
    """Find the figures of a sentence; ages, dates, times, scores and names with numbers in them are none."""
    offset = sentence.start_char
    plain = sentence.doc.text
    figures = []
    for number in find_numbers(plain[offset : sentence.end_char]):
        span = sentence.doc.char_span(number.start + offset, number.end + offset, alignment_mode="expand")
        if span is None or counts_nothing(number, span, plain, offset):
            continue
        figures.append(_figure(number, span, sentence, text))
    return sorted([*figures, *find_persons(sentence, figures)], key=lambda figure: figure.start)


def _figure(number: Number, span: Span, sentence: Span, text: str) -> Figure:
    counted = _counted_noun(span)
    before = _BEFORE.search(text[sentence.start_char : span.start_char])
    lead = before[0] if before else ""
    if re.match(r"(?:over|above|under|below)\s+$", lead, re.IGNORECASE) and _governs(span.doc[span[0].i - 1]):
        lead = ""  # "ambitions over five regions" is no bound
    start = span.start_char - len(lead)
    head = counted or span.root
    stop = number.end + sentence.start_char  # a token may reach further ("$95m.")
    end = max(stop, counted.idx + len(counted)) if counted is not None and counted not in span else stop
    unit = number.unit or (_UNITS.get(counted.lemma_.lower(), "") if counted is not None else "")
    action, thing_noun = _action_and_thing(span, counted, number.unit)
    thing = _thing_name(thing_noun, action)
    around = lead + " " + text[span.end_char : end]
    qualifier = Qualifier.AT_LEAST if number.open_above else _qualifier(lead)
    return Figure(
        number, start, end, head, thing, modifiers_of(thing_noun) if thing_noun is not None else (), unit, qualifier,
        estimated=bool(ESTIMATED.search(lead)) or _is_estimate(head),
        further=bool(FURTHER.search(around)) or text[end : end + 5].lower() == " more" or " more " in around,
        share=_is_share(span) or (counted is None and number.high == 1.0), action=action,
    )  # fmt: skip


def _governs(word: Token) -> bool:
    """Say whether a word before a number is a preposition of the sentence's own, not a bound."""
    return word.dep_ == "prep" and word.head.i < word.i and any(c.dep_ == "pobj" for c in word.children)


def _counted_noun(span: Span) -> Token | None:
    """Return the noun that a number counts: the one it modifies, or the one behind "of"."""
    token = span.root
    if token.pos_ in ("NOUN", "PROPN") and token.dep_ not in ("nummod", "quantmod", "compound") and not token.like_num:
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


def _action_and_thing(span: Span, counted: Token | None, unit: str) -> tuple[Action | None, Token | None]:
    """Return what happened and what is counted; for a bare number, money or percentage, by its clause's subject."""
    following = span.doc[span.end] if span.end < len(span.doc) else None
    if counted is None and following is not None and _befell(following):  # "Two killed, three wounded"
        return Action(following, (following.lower_ if following.pos_ == "ADJ" else following.lemma_.lower(),)), None
    money = bool(unit) or (counted is not None and counted.lemma_.lower() in CURRENCY_NOUNS)
    if counted is not None and not money and counted.lemma_.lower() not in _COUNT_NOUNS:
        action = action_of(counted)
        if action is not None and action.token == counted:  # "600 fatalities among these troops"
            people = next((p for c in counted.children if c.lower_ in ("of", "among", "in") for p in c.children), None)
            return action, people if people is not None and is_person(people.lemma_.lower()) else None
        return action, counted
    if money and (noun := _sum_of(span)) is not None:
        return (Action(noun, (lemma_of(noun),)) if is_action(lemma_of(noun)) else action_of(noun)), noun
    verb = clause_verb(span.root)
    action = action_of(counted if counted is not None else span.root)
    subject = subject_of(verb) if verb is not None else None
    if subject is None or subject in span:
        return action, counted if money else None
    if subject.lemma_.lower() in _COUNT_NOUNS:
        return _tolled(subject, action)
    if not money and span.root.dep_ in ("dobj", "obj"):  # "the quake injured more than 1,000"
        return action, counted
    return action, counted if counted is not None and not money else subject


def _sum_of(span: Span) -> Token | None:
    """Return the noun whose sum an amount is: "a loss of 310 million", "a 5 million fine"."""
    token = span.root
    while (
        token.dep_ in ("nummod", "quantmod", "compound") and token.head.i > token.i and token.head.lemma_ not in _UNITS
    ):
        token = token.head
    head = token.head if token.dep_ in ("nummod", "quantmod", "compound", "nmod") else token
    if head.dep_ == "pobj" and head.head.lower_ == "of" and head.head.head.pos_ == "NOUN":
        return head.head.head
    return None


def _befell(token: Token) -> bool:
    """Say whether a word behind a number tells what befell those it counts."""
    return token.tag_ in ("VBN", "VBD", "JJ") and action_class(token.lemma_.lower()) in CASUALTIES


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


def _thing_name(noun: Token | None, action: Action | None) -> str:
    lemma = noun.lemma_.lower() if noun is not None and noun.pos_ in ("NOUN", "PROPN", "ADJ", "VERB") else ""
    counts_people = action is not None and bool(action.classes & CASUALTIES)
    if counts_people and (not lemma or action_class(lemma) in CASUALTIES or lemma in ("other", "more", "life")):
        return "person"
    return lemma


def _qualifier(lead: str) -> Qualifier:
    for qualifier, words in _QUALIFIERS:
        if re.search(rf"\b(?:{words})\b", lead, re.IGNORECASE):
            return qualifier
    return Qualifier.EXACT


def _is_estimate(head: Token) -> bool:
    return any(t.lemma_.lower() == "estimate" for t in head.ancestors)


def _is_share(span: Span) -> bool:
    """Say whether the figure is a part of another: "three of the 12", "two of them"."""
    of = next((c for c in span.root.children if c.lower_ == "of" and c.i >= span.end), None)
    whole = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    return whole is not None and (
        whole.lower_ in _PARTITIVE or any(c.dep_ in ("det", "poss", "nummod") for c in whole.children)
    )
