"""Where: places by name, and phrases for places that a name tells ("the town theatre at Vell")."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from index.grammar import phrase
from index.names import PLACE_OPENINGS, name_phrases, role_of

if TYPE_CHECKING:
    from index.parsing import Doc, Token

__all__ = ["PLACE_LABELS", "PLACE_PREPOSITIONS", "is_event_place", "is_place", "place_phrases", "told_place"]

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
_WITHIN = frozenset("in at inside on outside off aboard onto into from".split())
"""Prepositions behind which a boat, a tent or an office is where something is."""
_BORNE = frozenset("to from into towards toward".split())
_TRAVELS = frozenset(
    """move go come travel fly sail drive return walk ride march run flee escape relocate migrate emigrate bring carry
    take send ship transfer lead transport head""".split()
)
"""Verbs of going and bringing: where to, and where from, stands behind them."""
_OF_THE_MIND = frozenset("believe trust confide see find delight rejoice invest result lie".split())
"""Verbs behind which "in" takes somebody."""
_PLACE_NOUNS = frozenset(
    """airport alley allotment apartment arch area arena avenue bakery balcony bar barracks base basin bay beach bend
    boatyard border brewery bridge building bypass cafe café camp campsite campus canal cape capital castle
    cathedral cave cellar cemetery center centre channel chapel church churchyard city cliff clinic coast college
    corner corridor cottage country county court courthouse courtroom courtyard crossing dam depot desert district
    dock dockyard drive embassy entrance estate exit factory fairground farm field floor forest fort fortress
    foundry gallery garden gate glacier graveyard greenhouse ground gulf gym hall hangar harbor harbour headquarters
    hill hospital hostel hotel house infirmary inn island islet junction kitchen laboratory lake lane library
    lighthouse mansion market marsh meadow mill mine monastery moor mosque motorway mountain mouth museum
    neighborhood neighbourhood office orchard palace park parliament pavilion peak peninsula pier pitch plain plant
    platform playground plaza pool port prison province pub quarry quarter quay quayside racecourse racetrack
    railway ranch range reef refinery region reserve reservoir residence restaurant ridge river riverbank road roof
    room roundabout route runway sawmill school sea shelter shipyard shop shore showground showroom shrine site
    slaughterhouse slope spa spot square stable stadium stairs station step steps store strait street suburb summit
    supermarket synagogue tavern temple tent terminal terrace territory theater theatre tower town track tunnel
    university valley velodrome venue villa village vineyard wall ward warehouse waterfront waters weir wharf wood
    woods workshop yard zone""".split()
)
"""Common nouns for places that news names: language data."""
_ENCLOSURES = frozenset(
    """aircraft ambulance balloon barge boat bunker bus cabin canteen car caravan carriage cell cockpit compartment
    deck den ferry flat garage helicopter hut jet kiosk lobby lorry minibus office plane ship silo stall steamer
    studio tanker taxi trailer train tram trawler truck van vault vessel wagon yacht""".split()
)
"""Common nouns for what is a place for those in it alone."""


def place_phrases(preposition: Token, noun: Token) -> Iterator[tuple[Token, int, int]]:
    """Yield the places behind a preposition: names, or else the whole phrase of a place noun that a name tells.

    Yields:
        The head token and the half-open character offsets of the place's words.
    """
    out_of = preposition.lower_ == "of" and preposition.head.lower_ == "out"
    word = "from" if out_of else preposition.lower_
    mistaken = _is_place_by_verb(preposition, noun)
    if word not in PLACE_PREPOSITIONS or (noun.ent_type_ in _NO_PLACE and noun.pos_ == "PROPN" and not mistaken):
        return
    if (told := told_place(noun, within=word in _WITHIN)) is not None:
        yield noun, *told
        return
    on_noun = preposition.head.pos_ == "NOUN" and word in ("to", "from", "over")  # "a letter to the Times"
    loose = on_noun or out_of or word in _LOOSE
    for head, start, end in name_phrases(noun):
        known = is_place(head) if loose else head.ent_type_ not in _NO_PLACE
        if known or (mistaken and head == noun):
            yield head, start, _end_of_site(head, end)


def is_place(name: Token) -> bool:
    """Say whether the model takes a name for a place's."""
    return name.ent_type_ in PLACE_LABELS


def _is_place_by_verb(preposition: Token, name: Token) -> bool:
    """Say whether a name that the model takes for a person's is a place by what stands before it.

    So it is in "built in Vell" and "moved to Vell": a single word, or one that opens as places do ("Port Vell").
    """
    verb, word = preposition.head, preposition.lower_
    if name.ent_type_ != "PERSON" or name.pos_ != "PROPN" or verb.pos_ not in ("VERB", "AUX"):
        return False
    before = list(name.doc[preposition.i + 1 : name.i])
    if role_of(name) is not None or len(before) > 1 or any(t.lower_ not in PLACE_OPENINGS for t in before):
        return False
    lemma = verb.lemma_.lower()
    return (word == "in" and lemma not in _OF_THE_MIND) or (word in _BORNE and lemma in _TRAVELS)


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


def told_place(noun: Token, *, within: bool = False) -> tuple[int, int] | None:
    """Return the offsets of a place noun's phrase if a name tells which place it is, not just any hall or street.

    Args:
        noun: The head of the phrase.
        within: Something is in it, so that a boat or an office is a place too.
    """
    lemma = noun.lemma_.lower()
    named_works = noun.lower_ == "works" and any(c.dep_ == "compound" and c.pos_ == "PROPN" for c in noun.lefts)
    known = lemma in _PLACE_NOUNS or (within and lemma in _ENCLOSURES) or named_works
    if noun.pos_ != "NOUN" or not known:
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
