"""Whole proper names in a parsed sentence, which the small model splits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from index.grammar import phrase
from index.lexicon import is_person

if TYPE_CHECKING:
    from index.parsing import Span, Token

__all__ = ["PLACE_OPENINGS", "group_phrase", "is_aged", "is_office", "name_phrases", "named_aside", "role_of"]

PLACE_OPENINGS = frozenset("st saint lake mount mt port cape fort river hotel".split())
"""First words of names that are places, not people."""

_TITLES = frozenset(
    """mr mrs ms dr sir president prime minister foreign chancellor king queen prince princess general secretary senator
    governor mayor judge justice captain colonel major lieutenant sergeant admiral chief deputy vice premier defence
    defense interior finance chairman chairwoman director professor coach former acting leader counterpart envoy
    ambassador commander spokesman spokeswoman spokesperson commissioner inspector councillor pope bishop sheriff
    detective""".split()
)
_NAME_LABELS = frozenset("PERSON ORG GPE LOC FAC EVENT PRODUCT WORK_OF_ART LAW".split())
_HONORIFICS = frozenset("mr mrs ms dr sir prime vice deputy acting former".split())  # they say nothing alone
_SETTLEMENTS = frozenset("town city village port island district province state region county suburb hamlet".split())
_GROUPS = frozenset(
    """delegation team side squad crew union party board council committee commission ministry court police army navy
    troops forces government group company office agency service unit brigade faction""".split()
)
_NAME_PARTS = frozenset("PROPN ADP DET NUM X CCONJ ADJ".split())


def name_phrases(token: Token) -> Iterator[tuple[Token, int, int]]:
    """Yield the proper names headed by a token and those coordinated with or in apposition to it.

    The small model splits whole names, so a name is an unbroken run of proper nouns, or the entity around it.

    Yields:
        The head token and the character offsets of the whole name, titles left out.
    """
    run = _name_run(token) if token.pos_ == "PROPN" else None
    if run:
        yield token, run[0].idx, run[-1].idx + len(run[-1])
    elif (place := _named_place(token)) is not None:
        yield from name_phrases(place)
    for child in token.children:
        if child.dep_ in ("conj", "appos") and child.i > token.i and (not run or child not in run):
            yield from name_phrases(child)


def _named_place(noun: Token) -> Token | None:
    """Return the name of "the town of Vell"."""
    if noun.lemma_.lower() not in _SETTLEMENTS:
        return None
    of = next((c for c in noun.children if c.lower_ == "of"), None)
    return next((c for c in of.children if c.dep_ == "pobj" and c.pos_ == "PROPN"), None) if of is not None else None


def group_phrase(noun: Token) -> tuple[int, int] | None:
    """Return the offsets of people told by a name before them ("the Guild's crew"), or None."""
    if noun.pos_ != "NOUN" or not (noun.lemma_.lower() in _GROUPS or is_person(noun.lemma_.lower())):
        return None
    named = [c for c in noun.lefts if c.pos_ == "PROPN" and c.dep_ in ("poss", "compound", "nmod")]
    return phrase(noun) if any(c.ent_type_ not in ("NORP", "DATE", "TIME") for c in named) else None


def role_of(name: Token) -> Token | None:
    """Return the noun that says what somebody named is: "regional governor Ola Brandt", "Ola Brandt, the governor"."""
    beside = [c for c in name.children if c.dep_ in ("appos", "compound", "nmod", "amod")]
    if name.dep_ == "appos":
        beside.append(name.head)
    own = _name_run(name)  # "General" is no office of General Motors
    return next((noun for noun in reversed(beside) if is_office(noun) and noun not in own), None)


def is_office(noun: Token) -> bool:
    """Say whether a noun is what people are by office, trade or kin."""
    title = noun.lower_ in _TITLES and noun.lower_.rstrip(".") not in _HONORIFICS
    return title or (noun.pos_ == "NOUN" and is_person(noun.lemma_.lower()))


def _name_run(token: Token) -> list[Token]:
    """Return the tokens of the name around a proper noun: its run of proper nouns, less titles and days."""
    doc = token.doc
    entity = next((e for e in doc.ents if e.start <= token.i < e.end and e.label_ in _NAME_LABELS), None)
    whole = entity is not None and entity[-1].pos_ == "PROPN" and all(t.pos_ in _NAME_PARTS for t in entity)
    whole = whole and not _is_way(entity)
    first, last = (entity.start, entity.end - 1) if entity is not None and whole else (token.i, token.i)
    while first > 0 and _continues_name(doc[first - 1]) and doc[first - 1].ent_type_ != "NORP":
        first -= 1
    while last + 1 < len(doc) and _continues_name(doc[last + 1]):
        last += 1
    run = list(doc[first : last + 1])
    # The parser leaves a person's title out of the name, but takes it into "General Motors".
    titled = entity is not None and entity.label_ != "PERSON" and entity.start == first and len(entity) == len(run) > 1
    while run and (
        (run[0].lower_.rstrip(".") in _TITLES and not titled) or run[0].pos_ not in ("PROPN", "X", "NUM", "ADJ")
    ):
        run.pop(0)
    # "Tarn County Sheriff Ola Brandt" is Ola Brandt by name; in "Chief Memorial Park" nothing of the sort is left.
    last = max((i for i, t in enumerate(run) if t.lower_.rstrip(".") in _TITLES), default=-1)
    run = run[last + 1 :] if last < len(run) - 2 else run
    named = any(t.pos_ == "PROPN" and t.text[0].isupper() and t.lower_ not in _TITLES for t in run)
    return run if named else []


def _is_way(entity: Span | None) -> bool:
    """Say whether an entity is two places, where from and where to: "left Vell for Port Orrin"."""
    if entity is None or entity.start == 0 or entity.doc[entity.start - 1].lemma_.lower() != "leave":
        return False
    return any(t.lower_ == "for" for t in entity)


def is_aged(name: Token) -> bool:
    """Say whether an age stands behind a name of two words or more: "Ola Brandt, 41,"."""
    behind = name.doc[name.i + 1 : name.i + 4]
    shape = "".join("9" if t.text.isdecimal() and len(t) == 2 else t.text for t in behind)
    return shape in (",9,", ",9.", ",9;") and len(_name_run(name)) > 1


def named_aside(office: Token, verb: Token) -> Token | None:
    """Return the name between two commas behind an office, whatever the model ties it to: "her deputy, Ola Brandt,"."""
    doc = office.doc
    comma = next((t for t in doc[office.i + 1 : verb.i] if t.text == "," or t.pos_ in ("VERB", "AUX")), None)
    if comma is None or comma.text != "," or _continues_name(doc[comma.i - 1]):  # "a man from Vell, Norvania, said"
        return None
    first = doc[comma.i + 1]
    run = _name_run(first) if first.pos_ == "PROPN" and first.ent_type_ != "GPE" else []
    whole = len(run) > 1 and run[0] == first and doc[run[-1].i + 1].text == ","
    return run[-1] if whole and run[-1].i < verb.i else None


def _continues_name(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.ent_type_ not in ("DATE", "TIME") and token.text[0].isupper()
