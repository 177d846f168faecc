"""Figures: how many of what, how exactly, doing what."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from index.ages import age_end
from index.counting import action_and_thing, counted_noun, is_loose, is_outcome, is_share, is_valued, thing_name
from index.datatypes import Phase, Qualifier
from index.figures import ESTIMATED, FURTHER, Figure, modifiers_of
from index.grammar import Action
from index.harm import BODIES, SUSPECTS
from index.lexicon import is_moving
from index.lists import counted_together, is_whole
from index.loose import find_loose
from index.noncounts import counts_nothing
from index.numbers import Number, find_numbers
from index.parsing import text_of
from index.patients import befell, befell_whole, did_it
from index.persons import find_persons, summed
from index.qualifiers import LEAD, TRAIL, qualifier_of
from index.rates import rate_of
from index.units import CURRENCIES, CURRENCY_NOUNS

if TYPE_CHECKING:
    from index.parsing import Span, Token

__all__ = ["find_figures"]

_MILLIONS = re.compile(r"(?:\b|\d)(?:million|billion|trillion|mn?|bn)$", re.IGNORECASE)
_UP_TO = re.compile(r"^up to\s+(?=(?:more|less|at|over|under|near|almost|about|around)\w*\s)", re.IGNORECASE)
"""Words that say where something went, not how exact a figure is: "shot up to more than 16%"."""


def find_figures(sentence: Span, text: str) -> list[Figure]:
    """Find the figures of a sentence; dates, times, scores and names with numbers in them are none."""
    offset = sentence.start_char
    plain = text_of(sentence.doc)
    figures, ages = [], []
    for number in _numbers(plain[offset : sentence.end_char]):
        span = sentence.doc.char_span(number.start + offset, number.end + offset, alignment_mode="expand")
        if span is None:
            continue
        old = age_end(number, span, plain[: number.start + offset], plain[number.end + offset : sentence.end_char])
        if old is not None:
            ages.append(_age(number, span, number.end + offset + old, text))
        elif not counts_nothing(number, span, plain, offset):
            figures.append(_figure(_in_its_change(number, span), span, sentence, text))
    figures = [figure for figure in _in_one_currency(_pair(figures), text) if not _stands_for_noun(figure)]
    people = summed([*figures, *find_persons(sentence, figures)])
    return sorted([*people, *ages], key=lambda figure: figure.start)


def _numbers(text: str) -> list[Number]:
    """Return the numbers of a text, the words of "half of" and "one in five" read as the parts that they are."""
    loose = find_loose(text)
    exact = [n for n in find_numbers(text) if all(n.end <= o.start or o.end <= n.start for o in loose)]
    return sorted([*exact, *loose], key=lambda number: number.start)


def _in_its_change(number: Number, span: Span) -> Number:
    """Return a number, taken for a difference behind "by" only where something moved: not "arrested by 12 officers"."""
    by = span.doc[span.start - 1] if span.start else None
    if number.phase is not Phase.DIFFERENCE or by is None or by.lower_ != "by" or is_moving(by.head.lemma_.lower()):
        return number
    return replace(number, phase=Phase.PRESENT)


def _pair(figures: list[Figure]) -> list[Figure]:
    """Give the two ends of a change the unit or the noun that only one of them has: "from 208 pounds to 193"."""
    paired = list(figures)
    for place, (first, second) in enumerate(pairwise(figures)):
        if {first.number.phase, second.number.phase} != {Phase.EARLIER, Phase.PRESENT}:
            continue
        if _is_bare(second) and not _is_bare(first):
            paired[place + 1] = _like(second, first)
        elif _is_bare(first) and not _is_bare(second):
            paired[place] = _like(first, second)
    return paired


def _in_one_currency(figures: list[Figure], text: str) -> list[Figure]:
    """Give bare millions the currency of the sum before them: "40 million crowns at first, now put at 60 million"."""
    found: list[Figure] = []
    for figure in figures:
        sums = [one for one in found if one.unit in CURRENCIES]
        bare = _is_bare(figure) and _MILLIONS.search(text[figure.start : figure.end]) is not None
        found.append(replace(figure, unit=sums[-1].unit, thing=sums[-1].thing) if sums and bare else figure)
    return found


def _like(bare: Figure, other: Figure) -> Figure:
    return replace(bare, unit=other.unit, thing=other.thing, modifiers=other.modifiers, action=other.action)


def _is_bare(figure: Figure) -> bool:
    return not figure.unit and (figure.head.pos_ == "NUM" or figure.head.like_num)


def _age(number: Number, span: Span, end: int, text: str) -> Figure:
    lead = _lead(number, span, text)
    words = "" if lead.strip().lower() in ("a", "an", "the") else lead
    start = span.sent.start_char + number.start - len(words)
    return Figure(
        number, start, end, span.root, "age", (), number.unit or "year", qualifier_of(words),
        estimated=False, further=False, share=False, action=None,
    )  # fmt: skip


def _figure(number: Number, span: Span, sentence: Span, text: str) -> Figure:
    counted = counted_noun(number, span)
    lead = _lead(number, span, text)
    start = number.start + sentence.start_char - len(lead)
    stop = number.end + sentence.start_char  # a token may reach further ("$95m.")
    end = max(stop, counted.idx + len(counted)) if counted is not None and counted not in span else stop
    per = rate_of(text[end : sentence.end_char])
    around = lead + " " + text[span.end_char : end]
    trail, end = _trail(text[: sentence.end_char], stop, end)
    unit = number.unit or (_currency(counted) if counted is not None else "")
    if _is_apart(span, counted):
        counted, end = None, stop
    together = counted_together(counted) if counted is not None and not unit else None
    if together is not None:
        end = together.idx + len(together)
    head = counted or span.root
    befallen = None if unit else _befallen(span, head)
    valued = is_valued(unit) and not is_loose(number)
    action, noun = (befallen, counted) if befallen else action_and_thing(span, counted, valued)
    told = befallen is not None or (counted is None and is_outcome(_following(span)))
    qualifier = Qualifier.AT_LEAST if number.open_above else qualifier_of(lead + trail)
    if number.vague and qualifier is Qualifier.EXACT:
        qualifier = Qualifier.ABOUT
    return Figure(
        number, start, end, head, thing_name(noun, action) if together is None else "people",
        (*(modifiers_of(noun) if noun is not None else ()), *_included(head)), unit, qualifier,
        estimated=bool(ESTIMATED.search(lead)) or _is_estimate(head),
        further=bool(FURTHER.search(around)) or text[end : end + 5].lower() == " more",
        share=is_share(span) or (counted is None and number.high == 1.0) or _is_part(head, befallen), action=action,
        per=per, role="patient" if told else "agent" if action is not None and did_it(head, action) else "",
    )  # fmt: skip


def _currency(noun: Token) -> str:
    """Return the unit of money that a noun stands for; the parser leaves rare plurals as they are."""
    return CURRENCY_NOUNS.get(noun.lemma_.lower()) or CURRENCY_NOUNS.get(noun.lower_.removesuffix("s"), "")


def _following(span: Span) -> Token | None:
    return span.doc[span.end] if span.end < len(span.doc) else None


def _is_apart(span: Span, counted: Token | None) -> bool:
    """Say whether a number has its outcome behind it and another noun only by the parser's slip: "one dead, 3 hurt"."""
    following = _following(span)
    if counted is None or not is_outcome(following):
        return False
    return counted == following or "," in [token.text for token in span.doc[span.end : counted.i]]


def _befallen(span: Span, head: Token) -> Action | None:
    """Return what befell those counted; of a whole ("three of the 12 drowned") what all of it is said to have."""
    counts_it = head == span.root or (span.root.dep_ == "nummod" and span.root.head == head)
    whole = counts_it and is_whole(head)
    return befell_whole(head) if whole else befell(head)


def _is_part(head: Token, befallen: Action | None) -> bool:
    """Say whether a figure counts some of a toll: those "among the dead", or bodies, found one after another."""
    return befallen is not None and (befallen.token.head.lower_ == "among" or head.lemma_.lower() in BODIES)


def _included(noun: Token) -> tuple[str, ...]:
    """Return who did it, where a count says that it counts them too: "four people, including the gunman"."""
    including = (c for c in noun.children if c.lower_ in ("including", "counting") and c.i > noun.i)
    return tuple(
        t.lemma_.lower() for c in including for t in c.children if t.dep_ == "pobj" and t.lemma_.lower() in SUSPECTS
    )


def _stands_for_noun(figure: Figure) -> bool:
    """Say whether "one" is a pronoun and no count: "hopes to get one"."""
    alone = figure.head.lower_ == "one" and not any(c.lower_ == "of" for c in figure.head.children)
    return alone and figure.role != "patient" and figure.head.dep_ != "nummod" and not figure.unit


def _lead(number: Number, span: Span, text: str) -> str:
    """Return the words before a number that belong to it."""
    offset = span.sent.start_char
    before = LEAD.search(text[offset : offset + number.start])
    lead = _UP_TO.sub("", before[0]) if before else ""
    if re.match(r"(?:over|above|under|below)\s+$", lead, re.IGNORECASE) and _governs(span.doc[span[0].i - 1]):
        return ""  # "ambitions over five regions" is no bound
    return lead


def _trail(text: str, stop: int, end: int) -> tuple[str, int]:
    """Return the words behind a number or behind its noun that say how exact it is, and where the figure then ends."""
    for place in (stop, end):
        if match := TRAIL.match(text[place:]):
            return match[0], max(end, place + match.end())
    return "", end


def _governs(word: Token) -> bool:
    """Say whether a word before a number is a preposition of the sentence's own, not a bound."""
    return word.dep_ == "prep" and word.head.i < word.i and any(c.dep_ == "pobj" for c in word.children)


def _is_estimate(head: Token) -> bool:
    return any(t.lemma_.lower() == "estimate" for t in head.ancestors)
