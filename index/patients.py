"""What befell those whom a noun phrase counts: killed, hurt, arrested, taken to hospital, destroyed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from index.grammar import Action, carried_action, lemma_of
from index.harm import BEFALLING, BODIES, FATAL, FINDING, HARMS, STATES, SUCCUMBING
from index.lexicon import SAYING_VERBS, action_class, is_action, is_person
from index.lists import last_joined, top_of
from index.outcomes import befalls, is_health, leaves_open, suffers, told

if TYPE_CHECKING:
    from index.parsing import Token

__all__ = ["befell", "befell_whole", "did_it"]

_OBJECTS = frozenset({"dobj", "obj", "dative"})
_REFLEXIVES = frozenset("himself herself themselves itself".split())
_RELATIVES = frozenset({"who", "whom", "which", "that"})
_INSERTION = 14  # words between the commas of "five people, among them a child, were hurt"
_LIVING = frozenset({"survive", "recover", "live"})
"""What the hurt are expected to do."""
_UNEARTHING = FINDING | {"recover", "retrieve", "pull", "unearth"}
_HELPING = frozenset({"be", "have"})
_COPULAS = frozenset({"be", "remain", "stay", "lie"})
_EVENTS = frozenset({"kill", "wound", "shoot", "stab"})
"""Classes whose event nouns take those whom it befell behind "of": "the deaths of", "the stabbing of"."""


def befell(noun: Token) -> Action | None:
    """Return what befell those whom a noun or number counts; None where nothing did, or where they did it themselves.

    What stands right behind the phrase comes first ("the three men arrested were named"), then the verb that has the
    phrase as its patient, then the words on the phrase itself ("two wounded men", "the deaths of two men").
    """
    if noun.lemma_.lower() == "time":  # "shot three times"
        return None
    head = top_of(noun)
    last = last_joined(head)
    ways: list[tuple[Callable[[Token], Action | None], Token]] = [
        (_behind, noun),
        (_of_verb, head),
        (_of_relative, noun),
        (_behind, noun if last is None else last),
        (_after, head),
        (_of_event, head),
        (_before, noun),
    ]
    found = (action for way, token in ways if (action := way(token)) is not None)
    first = next(found, None)
    if first is None or not leaves_open(first):
        return first
    # "A boy who died was shot by accident": what the first leaves open, another may tell.
    return next((action for action in found if not leaves_open(action)), first)


def befell_whole(noun: Token) -> Action | None:
    """Return what befell all of a whole: not what befell the part, but what the phrase itself tells."""
    if noun.head.head.dep_ == "ROOT":  # "three of the 12 drowned", read as a noun phrase
        return _before(noun)
    return _of_relative(noun) or _before(noun)


def did_it(noun: Token, action: Action) -> bool:
    """Say whether those whom a noun counts did what befell others: "three gunmen killed two men"."""
    head = top_of(noun)
    if not befalls(action.lemmas) or action.classes == {"miss"} or not SUCCUMBING.isdisjoint(action.lemmas):
        return False
    if head.dep_ == "pobj" and head.head.dep_ == "agent":
        return head.head.head == action.token
    return head.dep_ == "nsubj" and head.head == action.token and not _reflexive(action.token)


def _behind(noun: Token) -> Action | None:
    """Read what stands right behind a phrase: "four people fatally shot", "three men hurt", "two men were killed".

    It is read off the words, because a parser that takes a headline or a long list apart wrongly still leaves them
    side by side.
    """
    token, helped = _next_word(noun)
    if token is None:
        return None
    if noun.like_num and token.nbor(-1).lower_ in FATAL and not token.tag_.startswith("V"):
        return Action(token.nbor(-1), ("kill",))  # "five were shot, three fatally"
    if token.lower_ == "in" and noun.like_num and any(is_health(c) for c in token.children):
        return Action(token, ("hospitalize",))  # "five in hospital, two in critical condition"
    lemma = token.lower_ if token.lower_ in STATES else lemma_of(token)
    return told(token, lemma, noun) if _is_outcome(token, lemma) and _is_theirs(noun, token, helped) else None


def _is_outcome(token: Token, lemma: str) -> bool:
    """Say whether a word tells in what state people are, or what was done to them."""
    if lemma in STATES or token.tag_ not in ("VBN", "VBD"):
        return lemma in STATES
    known = is_action(lemma) and lemma not in SAYING_VERBS
    return lemma in FINDING or (known and (token.tag_ == "VBN" or action_class(lemma) in BEFALLING))


def _is_theirs(noun: Token, token: Token, helped: bool) -> bool:
    """Say whether a participle or adjective behind a phrase is said of it, and not of what follows."""
    if helped:
        return _may_be_subject(noun, token)
    if token.lower_ not in STATES:
        return not _takes_object(token) and not _acts(token, noun)
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    return token.tag_ != "JJ" or following is None or following.pos_ not in ("NOUN", "PROPN")


def _next_word(noun: Token) -> tuple[Token | None, bool]:
    """Return the word that goes on behind a phrase, over an insertion, adverbs and "was"; and whether "was" stood."""
    doc, end = noun.doc, noun.sent.end
    of = next((c for c in noun.children if c.lower_ == "of" and c.i == noun.i + 1), None) if noun.like_num else None
    place = (noun if of is None else of.right_edge).i + 1
    if place < end and doc[place].text == ",":
        closing = next((i for i in range(place + 1, min(place + _INSERTION, end)) if doc[i].text == ","), None)
        if closing is None or closing + 1 >= end or doc[closing + 1].lemma_ not in _HELPING:
            return None, False
        place = closing + 1
    helped = False
    while place < end and (doc[place].pos_ == "ADV" or (doc[place].lemma_ in _HELPING and doc[place].pos_ == "AUX")):
        helped = helped or doc[place].lemma_ == "be"
        place += 1
    return (doc[place], helped) if place < end else (None, False)


def _may_be_subject(noun: Token, word: Token) -> bool:
    """Say whether a participle or adjective has no other subject than a noun, by the parser's account."""
    verb = word if word.tag_.startswith("V") else word.head
    subjects = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    return not subjects or top_of(noun) in subjects


def _acts(verb: Token, noun: Token) -> bool:
    """Say whether a main verb is in the active: in a whole sentence, whose nouns have articles as no headline's do."""
    clause = verb.dep_ in ("ROOT", "ccomp", "conj", "parataxis") and noun in verb.children
    main = verb.tag_ == "VBD" and clause and lemma_of(verb) not in SUCCUMBING
    return main and any(child.dep_ in ("det", "poss") for child in noun.lefts)


def _takes_object(verb: Token) -> bool:
    """Say whether a verb in the active has another than its subject for its patient: "shot a man", "shot at him"."""
    for child in verb.children:
        if child.i < verb.i:
            continue
        if child.dep_ in _OBJECTS and child.lower_ not in _REFLEXIVES:
            return True
        if child.lower_ in ("at", "into", "toward", "towards") and verb.tag_ == "VBD":
            aimed = next((c for c in child.children if c.dep_ == "pobj"), None)
            if aimed is not None and (aimed.pos_ == "PRON" or is_person(aimed.lemma_.lower())):
                return True
    return False


def _reflexive(verb: Token) -> bool:
    return any(child.dep_ in _OBJECTS and child.lower_ in _REFLEXIVES for child in verb.children)


def _of_verb(noun: Token) -> Action | None:
    """Read the verb that has a phrase as its patient."""
    verb = noun.head
    if verb == noun or verb.pos_ not in ("VERB", "AUX"):
        return None
    lemma = lemma_of(verb)
    if noun.dep_ in _OBJECTS or noun.dep_ == "nsubjpass":
        return _patient(noun, verb, lemma)
    if noun.dep_ != "nsubj":
        return None
    found = lemma in FINDING and not _takes_object(verb)  # "the girl found shot dead", "found" for the main verb
    if carried_action(verb) == "die":  # "lost their lives"
        return Action(verb, ("die",))
    suffering = lemma in SUCCUMBING or lemma == "recover" or _reflexive(verb) or suffers(verb)
    headline = verb.tag_ == "VBN" and not _takes_object(verb) and not _has_perfect(verb)
    if found or suffering or headline or lemma in _COPULAS or verb.pos_ == "AUX":
        return told(verb, lemma, noun)
    return None


def _patient(noun: Token, verb: Token, lemma: str) -> Action | None:
    if lemma in _UNEARTHING and noun.lemma_.lower() in BODIES:
        return Action(verb, ("dead",))
    if lemma == "expect" and any(c.dep_ == "xcomp" and c.lemma_ in _LIVING for c in verb.children):
        return Action(verb, ("injure",))
    return told(verb, lemma, noun)


def _has_perfect(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children)


def _of_relative(noun: Token) -> Action | None:
    """Read a relative clause or a participle further on: "three men who died", "the man whom they shot"."""
    for verb in noun.children:
        if verb.i < noun.i or verb.dep_ not in ("relcl", "acl") or verb.pos_ not in ("VERB", "AUX"):
            continue
        subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if subject is not None and subject.lower_ in _RELATIVES:
            found = _of_verb(subject)
        elif subject is not None and _takes_object(verb):
            found = None
        else:
            found = told(verb, lemma_of(verb)) if subject is not None or verb.tag_ == "VBN" else None
        if found is not None:
            return found
    return None


def _after(noun: Token) -> Action | None:
    """Read what befell the subject of a verb before: "two men are recovering after being shot"."""
    if not noun.dep_.startswith("nsubj"):
        return None
    for preposition in noun.head.children:
        if preposition.lower_ in ("after", "from", "upon") and preposition.dep_ == "prep":
            for verb in preposition.children:
                if verb.dep_ == "pcomp" and any(c.dep_ == "auxpass" for c in verb.children):
                    return told(verb, lemma_of(verb))
    return None


def _of_event(noun: Token) -> Action | None:
    """Read the event noun that a phrase completes: "the deaths of two men", "claimed the lives of two men"."""
    if noun.dep_ == "poss":
        event = noun.head
    elif noun.dep_ == "pobj" and noun.head.lower_ == "of":
        event = noun.head.head
    else:
        return None
    lemma = event.lemma_.lower()
    if lemma == "life" and event.head.pos_ == "VERB" and (carried := carried_action(event.head)):
        return Action(event.head, (carried,))
    if event.pos_ not in ("NOUN", "PROPN") or action_class(lemma) not in _EVENTS or is_person(lemma):
        return None
    named = _named_for(lemma)
    if any(child.lower_ in FATAL or child.lower_ == "deadly" for child in event.lefts):
        return Action(event, (named, "kill"))
    return Action(event, (named,))


def _named_for(lemma: str) -> str:
    """Return the verb for a noun of harm ("shooting": shoot), other nouns themselves."""
    return action_class(lemma) if action_class(lemma) in HARMS else lemma


def _before(noun: Token) -> Action | None:
    """Read the words before a noun: "two wounded men", "three gunshot victims"."""
    for child in noun.lefts:
        if child.lower_ in STATES and child.dep_ in ("amod", "compound", "nmod"):
            return Action(child, (child.lower_,))
        lemma = child.lemma_.lower()
        if noun.lemma_.lower() == "victim" and child.dep_ in ("compound", "amod") and action_class(lemma) in _EVENTS:
            return Action(child, (_named_for(lemma),))
    return None
