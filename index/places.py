"""Where: places by name, and phrases for places that a name tells ("the town theatre at Vell")."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from index.grammar import phrase
from index.names import name_phrases

if TYPE_CHECKING:
    from index.parsing import Doc, Token

__all__ = ["PLACE_LABELS", "PLACE_PREPOSITIONS", "is_event_place", "place_phrases", "told_place"]

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_NO_PLACE = frozenset({"DATE", "TIME", "PERSON", "NORP", "MONEY", "PERCENT"})
PLACE_PREPOSITIONS = frozenset(
    """in at near outside inside on off along around across over beside from into to through onto towards toward behind
    beyond between""".split()
)
_STILL = frozenset("in at near outside inside on off along around across over beside behind".split())
"""Prepositions of where something is, not of where it goes or comes from."""
_LOOSE = frozenset("behind beyond between towards toward onto".split())
"""Prepositions that stand before what is no place too ("behind Lind in the polls")."""
_PLACE_NOUNS = frozenset(
    """airport alley apartment arch area arena avenue balcony bar barracks base basin bay beach bend border bridge
    building camp campsite canal cape capital castle cathedral cave cemetery centre center channel
    chapel church city cliff clinic coast college corridor corner country county court courthouse
    crossing dam depot desert district dock dockyard drive embassy entrance estate exit factory farm field floor forest
    fort fortress foundry gallery garden gate glacier ground gulf gym hall harbour harbor headquarters hill hospital
    hostel hotel house infirmary inn island islet junction kitchen laboratory lake lane library lighthouse market
    meadow mill mine monastery mosque motorway mountain mouth museum neighbourhood neighborhood office palace park
    parliament peak peninsula pier pitch plain plant platform plaza pool port prison province pub quarry
    quarter quay railway ranch range reef refinery region reserve reservoir residence restaurant ridge river road roof
    room route runway school sea shelter shipyard shop shore shrine site slope spot square stadium stairs station
    steps step store strait street suburb summit supermarket synagogue tavern temple tent terminal terrace territory
    theatre theater tower town track tunnel university valley venue villa village wall ward warehouse waters wharf
    wood woods workshop yard zone""".split()
)
"""Common nouns for places that news names: language data."""


def place_phrases(preposition: Token, noun: Token) -> Iterator[tuple[Token, int, int]]:
    """Yield the places behind a preposition: names, or else the whole phrase of a place noun that a name tells.

    Yields:
        The head token and the half-open character offsets of the place's words.
    """
    if preposition.lower_ not in PLACE_PREPOSITIONS or (noun.ent_type_ in _NO_PLACE and noun.pos_ == "PROPN"):
        return
    if (told := told_place(noun)) is not None:
        yield noun, *told
        return
    for head, start, end in name_phrases(noun):
        loose = preposition.lower_ in _LOOSE and head.ent_type_ not in PLACE_LABELS
        told_to = preposition.lower_ in ("to", "from") and preposition.head.pos_ == "NOUN"  # "a letter to the Times"
        if head.ent_type_ not in _NO_PLACE and not (loose or (told_to and head.ent_type_ not in PLACE_LABELS)):
            yield head, start, _end_of_site(head, end)


def _end_of_site(name: Token, end: int) -> int:
    """Return where a named place ends with the place that it lies in: "the Villa Lumen in Vell"."""
    for preposition in name.children:
        if preposition.lower_ in ("in", "at", "near", "on") and preposition.idx == end + 1:
            inside = next((c for c in preposition.children if c.pos_ == "PROPN" and c.ent_type_ not in _NO_PLACE), None)
            return max((stop for _, _, stop in islice(name_phrases(inside), 1)), default=end) if inside else end
    return end


def is_event_place(preposition: Token) -> bool:
    """Say whether a preposition on a noun says where the event of that noun's clause is: "the bridge in Vell fell"."""
    return preposition.lower_ in _STILL


def told_place(noun: Token) -> tuple[int, int] | None:
    """Return the offsets of a place noun's phrase if a name tells which place it is, not just any hall or street."""
    if noun.pos_ != "NOUN" or noun.lemma_.lower() not in _PLACE_NOUNS:
        return None
    start, end = phrase(noun)
    end = next((t.idx for t in noun.doc[noun.i :] if t.idx < end and t.text in (",", "-", "(", ";")), end)
    if not _has_name(noun.doc, start, end):
        end = _end_with_site(noun, end)
    return (start, end) if _has_name(noun.doc, start, end) else None


def _has_name(doc: Doc, start: int, end: int) -> bool:
    inside = (t for t in doc if start <= t.idx < end)
    return any(t.pos_ == "PROPN" and t.ent_type_ not in ("DATE", "TIME") and t.text[:1].isupper() for t in inside)


def _end_with_site(noun: Token, end: int) -> int:
    """Return where a place's phrase ends with the place behind it, whatever that is tied to: "the theatre at Vell"."""
    following = [t for t in noun.sent if t.idx >= end][:3]
    if len(following) < 2 or following[0].lower_ not in ("in", "at", "of", "near", "on"):
        return end
    name = following[2] if following[1].pos_ == "DET" and len(following) > 2 else following[1]
    if name.pos_ != "PROPN" or name.ent_type_ in _NO_PLACE:
        return end
    return max((stop for _, _, stop in islice(name_phrases(name), 1)), default=end)
