"""What a question in note form asks for: "death toll of the flood", "ticket price opera", "troops sent?"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.lexicon import is_person
from index.reasons import CAUSE_NOUNS
from rag.asked_for import Asked, QuestionKind, amount, asks, next_to, share
from rag.asked_how import by_size
from rag.asked_what import NUMBER_OF
from rag.asking_words import HEADS, PRICES, SHARES, STATES, TALLIED
from rag.measures import COINS, MEASURING

if TYPE_CHECKING:
    from index.parsing import Doc, Token

__all__ = ["by_note"]

_UNSURE = frozenset("time day year morning evening afternoon term sentence level range power heat limit hour".split())
"""Nouns that ask for no measure where they open a note ("time for talks")."""
_DEATHS = frozenset({"death", "fatality", "casualty", "injury", "arrest", "layoff"})
_SITES = ("location", "venue", "whereabouts", "site", "address")


def by_note(doc: Doc) -> Asked:
    """Read a question in note form: "death toll of the flood", "number of homes without power", "troops sent?"."""
    if NUMBER_OF.search(doc.text):  # wherever it stands: "Obell fire number of people hurt"
        return Asked(QuestionKind.COUNT, next(t for t in doc if t.lower_ in ("number", "count", "many")))
    words = [t for t in doc if not t.is_punct]
    if any(t.tag_ in ("WP", "WP$", "WDT", "WRB") and asks(t) for t in words):
        return Asked(QuestionKind.OTHER)
    counted = next((t for t in [*words[:4], *words[-1:]] if t.lemma_.lower() in HEADS), None) or _tallied(words)
    if counted is not None:
        return Asked(QuestionKind.COUNT, counted)
    if words[-1].lower_.endswith("s") and words[-1].lower_.removesuffix("s") in COINS:
        return amount(words[-1])  # "damage to the pier in euros"
    for token in words:
        if (found := _by_head(token, words)) is not None:
            return found
    fragment = _fragment(doc)
    return Asked(QuestionKind.COUNT, fragment) if fragment is not None else Asked(QuestionKind.OTHER)


def _tallied(words: list[Token]) -> Token | None:
    """Return what counts in a note: "injured flight 12", "seats for the party?"."""
    first, second = words[0], words[1] if len(words) > 1 else None
    if first.lower_ in STATES and first.lower_ not in ("missing", "arrested", "detained", "displaced", "rescued"):
        person = second is not None and second.tag_ == "NN" and is_person(second.lemma_.lower())
        person = person and not any(t.tag_ == "NN" for t in words[2:3])  # "injured coach crash"
        return None if person else first
    if second is not None and second.tag_ == "NNS" and second.lemma_.lower() in _DEATHS:
        return second
    if first.lemma_.lower() in TALLIED and first.tag_ == "NNS" and (second is None or second.pos_ in ("ADP", "VERB")):
        return first
    return None


def _by_head(token: Token, words: list[Token]) -> Asked | None:
    """Read a note by a noun that opens it, ends it, or has what it is of behind: "price tag of the tunnel"."""
    if token.pos_ != "NOUN" and not (token.pos_ == "PROPN" and token.text.islower()):
        return None
    lemma, following = token.lemma_.lower(), next_to(token)
    opens = token == next(t for t in words if t.pos_ in ("NOUN", "PROPN", "VERB"))
    last = token == words[-1]
    apart = following is None or following.is_punct or following.pos_ in ("ADP", "VERB")
    tagged = following is not None and following.lemma_.lower() in ("tag", "total")
    if token.dep_ == "pobj":  # "row over pay"
        return None
    if lemma in PRICES:
        qualified = following is not None and following.pos_ in ("ADJ", "PROPN")  # "ticket price open-air opera"
        return amount(token) if apart or tagged or last or qualified else None
    if lemma in SHARES and lemma != "majority" and apart:
        return share(token)
    if lemma in MEASURING and lemma not in _UNSURE and (opens or last):
        return Asked(QuestionKind.MEASURE, token, MEASURING[lemma])
    if lemma in ("date", "deadline") and apart:
        return Asked(QuestionKind.WHEN, token)
    return _by_opening(token, lemma) if opens and following is not None and following.pos_ == "ADP" else None


def _by_opening(token: Token, lemma: str) -> Asked | None:
    """Read a noun that opens a note with a preposition behind: "location of the wreck"."""
    preposition = token.nbor(1).lower_
    if lemma == "size":
        return by_size(token)
    if lemma in _SITES and preposition == "of":
        return Asked(QuestionKind.WHERE, token)
    if lemma == "name":
        return Asked(QuestionKind.WHO, token)
    caused = lemma in CAUSE_NOUNS and preposition in ("of", "for", "behind")
    return Asked(QuestionKind.CAUSE) if caused else None


def _fragment(doc: Doc) -> Token | None:
    """Return the noun of a question in note form, a noun and what befell it: "troops sent?"."""
    root = next(iter(doc.sents)).root
    noun = root if root.pos_ == "NOUN" else next((c for c in root.children if c.dep_.startswith("nsubj")), root)
    befell = [c for c in root.children if c.dep_ == "acl"] if noun == root else [root]
    asks_how = doc[0].tag_ == "WRB" or noun.left_edge.i != 0
    if asks_how or not befell or not (noun.tag_ == "NNS" or noun.lower_ == "number"):
        return None
    verb = befell[0]
    finite = any(c.dep_ in ("aux", "auxpass", "dobj", "ccomp", "xcomp") for c in verb.children)
    return noun if verb.tag_ in ("VBN", "VBD") and verb.i > noun.i and not finite else None
