"""Numbers that name, date or order something instead of counting it: years, times, routes, models, addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.dates import MONTHS
from index.lexicon import is_person
from index.numbers import Number
from index.numerals import MULTIPLIERS
from index.units import CURRENCY_NOUNS, TIME_UNITS

if TYPE_CHECKING:
    from index.parsing import Span, Token

__all__ = ["counts_nothing"]

_CLOCK = re.compile(r"^\s?(?:a\.?m\b|p\.?m\b|o'clock|hours?,? local|GMT|UTC)", re.IGNORECASE)
_DIFFERENCE = re.compile(r"^\s(?:\w+\s)?(?:more|fewer|less|higher|lower)\s(?:\w+\s)?than\b", re.IGNORECASE)
_PRONOUN = re.compile(r"^\s?another\b", re.IGNORECASE)  # "one another"
_DAY_OF_MONTH = re.compile(rf"^(?:st|nd|rd|th)?\s(?:of\s)?{MONTHS}\b", re.IGNORECASE)
_MONTH_BEFORE = re.compile(rf"(?P<day>\b\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?)?\b{MONTHS}\s$")
_STREET = re.compile(
    r"^\s(?:[NSEW]\.?\s)?(?:[A-Z][\w'-]*\s){1,3}(?:Street|St|Road|Rd|Lane|Avenue|Ave|Drive|Way|Square|Place|Court|Boulevard|Terrace)\b"
)
_BLOCK = re.compile(r"^\sblock\b", re.IGNORECASE)  # "the 2100 block of Mill Lane"
_BORE = re.compile(r"^[\s-]?(?:caliber|calibre|gauge)\b", re.IGNORECASE)
_TELEPHONE = re.compile(r"\(?\d{3,5}\)?[-. ]?\d{3,4}(?:[-. ]\d{3,4})?(?!\d)")
_CALLED = re.compile(
    r"\b(?:call(?:s|ed|ing)?|tele(?:phone)?|phone[ds]?|dial(?:s|l?ed|l?ing)?|text|contact(?:ed)?|reached?|hotline|line"
    r"|numbers?)\b[^.!?;]{0,60}$",
    re.IGNORECASE,
)
_EMERGENCY = re.compile(r"(?:911|999|112|000)\b")
_CALLED_UP = re.compile(r"\b(?:call|dial|phon)\w*\s$", re.IGNORECASE)
_EMERGENCY_CALL = re.compile(r"^\s(?:emergency\s)?(?:call|dispatch|operator|tape|recording|system|cent(?:er|re))")
_ITEM = re.compile(r"^[.)]\s")  # "10. The port was closed."
_HOUR = re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d")  # "14.30  The gates are open", in a live report
_NUMBERED = re.compile(r"(?:\bno\.?\s|#|\bno\s)$", re.IGNORECASE)
_PER = re.compile(r"\bper\s$", re.IGNORECASE)
_PLACED = re.compile(r"\b(?:top|bottom|every)\s$", re.IGNORECASE)  # "the top three", "one for every 12"
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_DAY = re.compile(r"(?:[12]?\d|3[01])(?:\s?(?:-|to|and|or)\s?(?:[12]?\d|3[01]))?")
_DECIMAL = re.compile(r"\d+\.\d+")
_YEARS = re.compile(rf"{_YEAR.pattern}\s?(?:-|to|and|or)\s?(?:{_YEAR.pattern}|\d\d)")
_IN_YEAR = re.compile(r"\b(?:in|since|until|during|mid|early|late|by)[\s-]$", re.IGNORECASE)
_NO_NOUN = re.compile(r"^(?:'s\b|′s\b|[^\w\s]|$|\s(?:to|and|or|when|after|before|with|at|by|in|on|for)\b)")
_DATED = re.compile(r"\d{1,2}|(?:1\d|20)\d\d|[^\d]+")
_BEFORE = (_NUMBERED, _PER, _PLACED)
_AFTER = (_DIFFERENCE, _CLOCK, _PRONOUN, _DAY_OF_MONTH, _STREET, _BLOCK, _BORE)
_HOURS = 12
_AT_HOUR = frozenset("at before after until till past".split())
_MEASURING = frozenset(
    """be put stand remain hold set estimate value stay stick peak cap count fix keep settle number place reckon level
    rate rank total""".split()
)
"""Verbs before "at" and a number that is none of the clock."""
_TIME_NOUNS = TIME_UNITS | {"season", "night", "morning", "quarter"}
_UNINFLECTED = frozenset(
    """people police staff crew cattle sheep fish deer aircraft spacecraft personnel series offspring head other dead
    wounded injured percent million billion thousand hundred dozen""".split()
)
"""Nouns that stand in the singular behind a number."""


def counts_nothing(number: Number, span: Span, plain: str, offset: int) -> bool:
    """Say whether a number names or dates something instead of counting.

    Args:
        number: The number, at offsets into its sentence.
        span: Its tokens.
        plain: The text of the whole line.
        offset: Where the sentence begins in the line.
    """
    start, end = number.start + offset, number.end + offset
    before, after = plain[:start], plain[end : end + 60]
    if _is_dialled(plain, start) or _STREET.match(plain[start:].lstrip("0123456789")):
        return True
    if number.unit:
        return _PER.search(before) is not None
    token, written = span[-1] if span[-1].lower_ in MULTIPLIERS else span.root, plain[start:end]
    if month := _MONTH_BEFORE.search(before):  # "May 9", but not "On 9 May 320 people marched"
        return bool(_YEAR.fullmatch(written)) or (not month["day"] and bool(_DAY.fullmatch(written)))
    beside = any(p.match(after) for p in _AFTER) or any(p.search(before) for p in _BEFORE)
    hour = _HOUR.fullmatch(written) is not None and after[:1].isspace() and after.lstrip()[:1].isupper()
    item = not before.strip() and (hour or _ITEM.match(after) is not None)
    if beside or item or after.startswith("-") or _is_clock(token, number, after):
        return True
    if _YEAR.fullmatch(written) and (
        span[0].ent_type_ == "DATE" or token.head.pos_ != "NOUN" or token.head.i < token.i
    ):
        return True
    if _YEARS.fullmatch(written) or (
        _YEAR.fullmatch(written) and _NO_NOUN.match(after) and (_IN_YEAR.search(before) or "s" in after[:2])
    ):
        return True
    dated = any(t.ent_type_ in ("DATE", "TIME", "ORDINAL") for t in span) and not _counts_things(token)
    if dated and _DATED.fullmatch(written):
        return True
    behind = token.head.i == span.start - 1  # "Version 3.2"
    named = _names(token) and (written.isdigit() or (behind and _DECIMAL.fullmatch(written) is not None))
    return (
        _is_pronoun(span) or _ends_name(span) or (number.low > 1 and (named or (written.isdigit() and _is_name(span))))
    )


def _is_dialled(plain: str, start: int) -> bool:
    """Say whether digits are of a telephone number: one behind a word for calling, or the emergency number."""
    first = start
    while first and plain[first - 1] in "0123456789-.() ":  # the digits may be its later ones
        first -= 1
    digits = plain[first:].lstrip("-. ")
    if _EMERGENCY.match(digits) and (_EMERGENCY_CALL.match(digits[3:]) or _CALLED_UP.search(plain[:start])):
        return True
    if plain[first - 1 : first] == "+" or re.match(r"\(?0\d", digits):
        return True
    found = _TELEPHONE.match(digits)
    if found is None or sum(sign.isdigit() for sign in found[0]) < 7 or not _NO_NOUN.match(digits[found.end() :]):
        return False
    return _CALLED.search(plain[:first]) is not None


def _is_clock(token: Token, number: Number, after: str) -> bool:
    """Say whether a number is an hour: "shortly before seven", "closed at nine", not "put the number at nine"."""
    preposition = token.head
    if number.high > _HOURS or token.dep_ != "pobj" or not _NO_NOUN.match(after) or any(True for _ in token.children):
        return False
    if preposition.lower_ == "by":  # "By ten, hundreds had gathered"
        return preposition.is_sent_start is True and after.startswith(",")
    measured = preposition.head.lemma_.lower() in _MEASURING or preposition.head.pos_ not in ("VERB", "ADV", "AUX")
    return preposition.lower_ in _AT_HOUR and (preposition.lower_ != "at" or not measured)


def _is_pronoun(span: Span) -> bool:
    """Say whether "one" stands for a noun: "each one", "the one", "a big one"."""
    if span.text.lower() != "one" or not span.start:
        return False
    token, before = span.root, span.doc[span.start - 1]
    return before.pos_ in ("DET", "ADJ") and before.lower_ not in ("at", "least") and token.dep_ != "nummod"


def _ends_name(span: Span) -> bool:
    """Say whether a number word is the end of a name ("the Big Ten"): a capital behind a capital, not in a headline."""
    written, sentence = span.text, span.sent
    if not written[0].isupper() or span.start == sentence.start or not span.doc[span.start - 1].text[0].isupper():
        return False
    words = [token for token in sentence if token.is_alpha]
    return span.start - 1 > sentence.start and 2 * sum(token.is_lower for token in words) >= len(words)


def _names(token: Token) -> bool:
    """Say whether digits stand behind the noun that they number: "Route 66", "Article 12"."""
    numbers = token.dep_ in ("nummod", "appos", "npadvmod", "compound") and token.head.i < token.i
    return numbers and token.head.pos_ in ("PROPN", "NOUN")


def _is_name(span: Span) -> bool:
    """Say whether digits are part of a name: they stand before a singular, or behind a name of the same phrase."""
    token, head = span.root, span.root.head
    if head.i <= token.i or token.dep_ not in ("nummod", "compound", "nmod", "quantmod"):
        return False
    before = span.doc[span.start - 1] if span.start else None
    if before is not None and before.pos_ == "PROPN" and before.dep_ in ("compound", "nmod") and before.head == head:
        return True
    lemma = head.lemma_.lower()
    if lemma in _UNINFLECTED or lemma in CURRENCY_NOUNS or is_person(lemma) or head.lower_.endswith("s"):
        return False
    determined = before is not None and before.tag_ in ("DT", "PRP$", "POS")  # "a 14 gauge tip"
    named = head.tag_ == "NNP" and head.text[:1].isupper()
    return named or (head.tag_ == "NN" and (determined or _YEAR.fullmatch(span.text) is not None))


def _counts_things(token: Token) -> bool:
    """Say whether a number counts the noun behind it, whatever the parser takes the two for."""
    head = token.head
    if head.i <= token.i or head.pos_ != "NOUN":
        return False
    return head.lemma_.lower() in _TIME_NOUNS or head.ent_type_ not in ("DATE", "TIME")
