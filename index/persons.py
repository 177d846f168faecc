"""People counted without a numeral: "a man was killed", "an eighth person has died", "no one was hurt"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from index.datatypes import Qualifier
from index.figures import CASUALTIES, Figure, modifiers_of
from index.grammar import Action, action_of
from index.harm import GROUPS, HARMS, SUSPECTS, UNSETTLED
from index.lexicon import action_class, is_person
from index.lists import joined_to
from index.names import name_phrases
from index.numbers import Number
from index.parsing import text_of
from index.patients import befell, did_it

if TYPE_CHECKING:
    from index.parsing import Span, Token

__all__ = ["find_persons", "summed"]

_ORDINALS = {
    word: place
    for place, word in enumerate(
        "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth".split(), start=2
    )
}
_MULTIPLES = {"double": 2, "triple": 3, "quadruple": 4, "quintuple": 5, "sextuple": 6}
_ONE_BY_ONE = frozenset({"homicide", "murder", "killing", "slaying", "fatality", "drowning"})
"""Events that befall one person each: a double one befell two."""
_PRONOUNS = frozenset("he she him her himself herself".split())
_ANYONE = frozenset({"person", "people", "other", "victim"})
_NOBODY = frozenset({"nobody", "none"})
_NOT_ALL = frozenset("else other others further more additional serious seriously major badly immediate".split())
"""Words with which "no one" or "no injuries" leaves room for others: "no one else", "no serious injuries"."""


def find_persons(sentence: Span, figures: list[Figure]) -> list[Figure]:
    """Find the people of a sentence to whom something befell, beside those that its figures count."""
    ordinals = _ordinals(sentence)
    taken = [*figures, *ordinals]
    singles = [single for token in sentence if (single := _single(token, taken)) is not None]
    return [*ordinals, *singles, *_multiples(sentence), *_nobody(sentence)]


def _single(token: Token, figures: list[Figure]) -> Figure | None:
    """Return the figure of one person whom something befell; part of a toll, as far as the sentence tells."""
    if any(figure.start <= token.idx < figure.end for figure in figures):
        return None
    place = _phrase(token)
    if place is None:
        return None
    action = befell(token)
    if action is None or not (action.classes & (CASUALTIES | HARMS) or UNSETTLED & frozenset(action.lemmas)):
        return None
    start, end, thing = place
    hit = action.classes.isdisjoint(CASUALTIES | HARMS)  # so are towns, by a storm
    if (token.pos_ == "PRON" and "kill" not in action.classes) or (token.pos_ == "PROPN" and hit):
        return None
    return Figure(
        Number(start, end, 1.0, 1.0), start, end, token, thing, modifiers_of(token) if thing != "person" else (), "",
        Qualifier.EXACT, estimated=False, further=False, share=True, action=action, role="patient",
    )  # fmt: skip


def _phrase(token: Token) -> tuple[int, int, str] | None:
    """Return the offsets of the words for one person, and what they are: a noun, a name, "a four-year-old", "he"."""
    if token.lower_ in _PRONOUNS and token.pos_ == "PRON" and token.dep_ != "poss":
        return token.idx, token.idx + len(token), "person"
    first = next((c for c in token.lefts if c.dep_ in ("det", "poss") or c.lower_ in ("a", "an")), None)
    if token.lower_ == "old" and token.i > 1 and token.nbor(-1).text == "-":
        of_noun = token.dep_ in ("amod", "compound", "nmod") and token.head.i > token.i
        return None if of_noun else ((first or token.left_edge).idx, token.idx + len(token), "person")
    aged = any(c.lower_ == "old" for c in token.lefts)
    named = aged or token.ent_type_ in ("PERSON", "") or (token.ent_type_ == "ORG" and token.left_edge == token)
    if (
        named
        and token.pos_ == "PROPN"
        and token.dep_ != "compound"
        and not _renames(token)
        and not is_person(token.lower_)
    ):
        _, start, end = next(iter(name_phrases(token)), (token, 0, 0))
        return (start, end, "person") if end else None
    lemma = token.lemma_.lower()
    counts_one = token.tag_ in ("NN", "NNP") and (is_person(lemma) or lemma == "life") and lemma not in GROUPS
    if (
        not counts_one
        or token.dep_ in ("compound", "nmod", "amod")
        or _renames(token)
        or token.ent_type_ in ("ORG", "GPE")
    ):
        return None
    if any(c.dep_ == "nummod" or c.lower_ in ("no", "every", "each", "any") for c in token.lefts):
        return None
    if lemma == "life" and (first is None or first.lower_ not in ("a", "an", "one")):
        return None
    narrowing = (c.left_edge for c in token.lefts if c.dep_ in ("amod", "compound", "nmod", "nummod"))
    start = first.left_edge.idx if first is not None else min((c.idx for c in narrowing), default=token.idx)
    return start, token.idx + len(token), "person" if lemma == "life" else lemma


def _renames(token: Token) -> bool:
    """Say whether an apposition is another name for the one before it, and neither listed nor told of itself."""
    return token.dep_ == "appos" and not any(child.dep_ in ("conj", "relcl") for child in token.children)


def _ordinals(sentence: Span) -> list[Figure]:
    """Return the counts that ordinals tell: "an eighth person has died"."""
    found = []
    for token in sentence:
        value = _ORDINALS.get(token.lower_)
        noun = token.head
        if value is None or token.dep_ != "amod" or not is_person(noun.lemma_.lower()) or noun.i < token.i:
            continue
        action = action_of(noun)
        if action is not None and action.classes & {"kill", "wound"} and not did_it(noun, action):
            end = noun.idx + len(noun)
            start = next((c.idx for c in noun.lefts if c.lower_ in ("a", "an")), token.idx)
            number = Number(token.idx, token.idx + len(token), float(value), float(value))
            found.append(_counted(number, start, end, noun, noun.lemma_.lower(), action))
    return found


def _multiples(sentence: Span) -> list[Figure]:
    """Return the counts of events that befall one each: "a triple murder" befell three."""
    found = []
    for token in sentence:
        value = _MULTIPLES.get(token.lower_)
        event = token.head if value is not None and token.dep_ in ("amod", "compound", "nmod") else None
        if value is None or event is None or event.lemma_.lower() not in _ONE_BY_ONE or event.i < token.i:
            continue
        if text_of(sentence.doc)[event.idx + len(event) :].startswith("-"):  # in "a murder-suicide" one of them did it
            continue
        number = Number(token.idx, token.idx + len(token), float(value), float(value))
        action = Action(event, (event.lemma_.lower(),))
        found.append(_counted(number, token.idx, event.idx + len(event), event, "person", action))
    return found


def _nobody(sentence: Span) -> list[Figure]:
    """Return the zeros: "no one was hurt", "no injuries were reported", "there were no deaths"."""
    found = []
    says_no = any(token.lower_ == "no" for token in sentence)
    for token in sentence:
        no = next((c for c in token.lefts if c.lower_ == "no"), None) if says_no else None
        if no is None and token.lower_ not in _NOBODY:
            continue
        if any(t.lower_ in _NOT_ALL for t in sentence.doc[max(sentence.start, token.i - 2) : token.i + 6]):
            continue
        lemma = token.lemma_.lower()
        event = token.pos_ == "NOUN" and action_class(lemma) in CASUALTIES and not is_person(lemma)
        action = Action(token, (lemma,)) if event else befell(token)
        if action is not None and action.classes & CASUALTIES:
            start, end = (token if no is None else no).idx, token.idx + len(token)
            found.append(_counted(Number(start, end, 0.0, 0.0), start, end, token, "person", action))
    return found


def summed(figures: list[Figure]) -> list[Figure]:
    """Add the sums of people who are listed together: "a man and two women were killed".

    A part that does not say of itself what kind of people it counts ("two people and a child") is told as a part.
    """
    by_head = {figure.head.i: figure for figure in figures if figure.role == "patient" and figure.number.high > 0}
    lists = [wholes for figure in by_head.values() if (wholes := _counted_list(figure, by_head))]
    longest = [a for a in lists if not any(len(b) > len(a) and a[-1] is b[-1] for b in lists)]
    parts = {id(part) for whole in longest for part in whole if part.thing in _ANYONE}
    marked = [replace(figure, share=True) if id(figure) in parts else figure for figure in figures]
    return [*marked, *map(_sum, longest)]


def _counted_list(figure: Figure, by_head: dict[int, Figure]) -> list[Figure]:
    """Return the figures of a list that begins with one; nothing where another of the list is not counted."""
    listed = [by_head.get(noun.i) for noun in _listed(figure.head)]
    whole = [part for part in listed if part is not None and _adds_up(part, figure)]
    told = len(whole) > 1 and whole[0].number.low == sum(part.number.low for part in whole[1:]) > 1
    return whole if len(whole) > 1 and len(whole) == len(listed) and not told else []  # "three: a man and two women"


def _sum(parts: list[Figure]) -> Figure:
    low, high = (sum(bounds) for bounds in zip(*((p.number.low, p.number.high) for p in parts), strict=True))
    start, end = min(p.start for p in parts), max(p.end for p in parts)
    suspects = tuple(dict.fromkeys(p.thing for p in parts if p.thing in SUSPECTS))
    known = all(part.share and not _is_indefinite(part) for part in parts)  # "the man and his wife": of a toll, maybe
    return replace(
        parts[0], share=known, number=Number(start, end, low, high), start=start, end=end, thing="person",
        further=False, modifiers=suspects,
    )  # fmt: skip


def _is_indefinite(part: Figure) -> bool:
    return any(child.lower_ in ("a", "an") for child in part.head.lefts) or part.number.high > 1


def _listed(noun: Token) -> list[Token]:
    """Return the nouns of a list from a noun on."""
    found, current = [noun], noun
    while following := joined_to(current):
        found.extend(following)
        current = following[-1]
    return found


def _adds_up(part: Figure, first: Figure) -> bool:
    """Say whether a figure counts whole people to whom the same befell as to the first of a list."""
    same = part.action is not None and first.action is not None and part.action.classes == first.action.classes
    named = is_person(part.thing) or part.thing in ("person", "other")
    return same and named and not part.unit and part.head.pos_ != "PRON"


def _counted(number: Number, start: int, end: int, head: Token, thing: str, action: Action) -> Figure:
    return Figure(
        number, start, end, head, thing, (), "", Qualifier.EXACT,
        estimated=False, further=False, share=False, action=action, role="patient",
    )  # fmt: skip
