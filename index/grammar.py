"""What a parsed sentence says happened: actions, their state, their participants, and phrases as written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.harm import BEFALLING, FATAL
from index.lexicon import ACTION_NOUNS, SAYING_VERBS, action_class, is_action, is_person

if TYPE_CHECKING:
    from index.parsing import Token

__all__ = [
    "LIGHT_VERBS",
    "Action",
    "action_of",
    "action_of_verb",
    "carried_action",
    "carried_words",
    "clause_verb",
    "is_infinitive",
    "is_verb",
    "lemma_of",
    "phrase",
    "subject_of",
    "with_alternatives",
]

LIGHT_VERBS = frozenset(
    """be have do include total number add reach rise stand remain become climb hit grow increase fall drop exceed pass
    top jump surge decline revise lower cause result suffer""".split()
)
"""Verbs that carry a figure or an event noun without saying themselves what happened."""
_CARRIERS = LIGHT_VERBS | frozenset(
    "take bring put make get give keep hold conduct stage see raise carry leave".split()
)
"""Verbs that say nothing themselves where their object is an event ("hold talks")."""
_CARRIED = {
    ("take", "part"): "participate", ("take", "place"): "happen", ("lose", "life"): "die", ("claim", "life"): "kill",
    ("take", "life"): "kill", ("cost", "life"): "kill", ("turn", "out"): "attend", ("hold", "talk"): "meet",
    ("treat", "injury"): "injure", ("treat", "wound"): "wound", ("go", "missing"): "miss", ("go", "strike"): "walk_out",
    ("give", "notice"): "give_notice",
}  # fmt: skip
_STATE_WORDS = frozenset("dead injured wounded missing hurt homeless displaced unaccounted ill sick".split())
_SLIPS = {"shot": "shoot", "slain": "slay"}
"""Participles that spaCy leaves as they are."""
_OBJECTS = frozenset({"dobj", "obj", "dative", "oprd", "attr"})
_ASIDE = frozenset("with after before despite amid following since without near beside".split())
_PHRASE_STOPS = frozenset({"relcl", "acl", "appos", "advcl", "punct", "cc", "conj", "parataxis", "ccomp"})


@dataclass(frozen=True, slots=True)
class Action:
    """What happened: its head token and the lemmas that name it (several for "killed or wounded")."""

    token: Token
    lemmas: tuple[str, ...]

    @property
    def classes(self) -> frozenset[str]:
        """The action classes of the lemmas."""
        return frozenset(map(action_class, self.lemmas))


def action_of(noun: Token) -> Action | None:
    """Return the action that a noun phrase takes part in.

    An event noun ("fatalities") is its own action; then the verb the phrase is subject or object of; if that says
    nothing itself, the participle or relative clause on the noun ("soldiers sent to the front").
    """
    event = Action(noun, with_alternatives(noun)) if _is_event(noun) else None
    if event is not None and not is_person(noun.lemma_.lower()):
        return event
    verb = clause_verb(noun)
    modifier = next((c for c in noun.children if c.dep_ in ("acl", "relcl") and c.i > noun.i and is_verb(c)), None)
    direct = noun.dep_.startswith("nsubj") or noun.dep_ in _OBJECTS or noun.dep_ == "conj"
    if verb is not None and (found := action_of_verb(verb, noun)) and (direct or modifier is None):
        return None if event is None and modifier is None and _stands_aside(noun, found) else found
    if event is None and modifier is not None:
        return action_of_verb(modifier, noun) or Action(modifier, (lemma_of(modifier),))
    return event


def _stands_aside(noun: Token, action: Action) -> bool:
    """Say whether nothing befell a noun that only stands beside: "killed while with two friends", not "along with"."""
    while noun.dep_ == "conj":
        noun = noun.head
    return (
        bool(action.classes & BEFALLING)
        and noun.dep_ == "pobj"
        and noun.head.lower_ in _ASIDE
        and not _joins(noun.head)
    )


def _joins(preposition: Token) -> bool:
    return preposition.i > 0 and preposition.nbor(-1).lower_ in ("along", "together")


def action_of_verb(verb: Token, noun: Token | None = None) -> Action | None:
    """Return what a verb says happened, alone or through the event noun or adjective it carries; None if nothing."""
    lemma = lemma_of(verb)
    for child in verb.children:
        if child.lower_ in _STATE_WORDS and child.dep_ in ("acomp", "oprd", "ccomp", "advcl", "xcomp", "attr", "amod"):
            return Action(child, with_alternatives(child))
    particles = (f"{lemma}_{c.lower_}" for c in verb.children if c.dep_ in ("prt", "advmod") and c.i > verb.i)
    phrasal = next((word for word in particles if is_action(word)), "")
    carried = carried_action(verb)
    if carried or phrasal:
        return Action(verb, (carried or phrasal,))
    if lemma in _CARRIERS or verb.pos_ == "AUX":
        for child in verb.children:
            if child.dep_ in _OBJECTS and child != noun and is_action(lemma_of(child)):
                return Action(verb, (lemma_of(child),))
            if child.dep_ == "xcomp" and lemma == "be" and is_infinitive(child):  # "are to be sent"
                return action_of_verb(child, noun)
    if lemma in LIGHT_VERBS or verb.pos_ == "AUX":
        return None
    if lemma in SAYING_VERBS and noun is not None and noun.dep_.startswith("nsubj"):
        return None
    return Action(verb, with_alternatives(verb))


def carried_action(verb: Token) -> str:
    """Return what a verb says with the noun that it carries ("claimed lives": kill), or nothing."""
    lemma = lemma_of(verb)
    objects = [c for child in verb.children for c in (child, *(g for g in child.children if child.pos_ == "ADP"))]
    return next((_CARRIED[lemma, c.lemma_.lower()] for c in objects if (lemma, c.lemma_.lower()) in _CARRIED), "")


def lemma_of(token: Token) -> str:
    """Return a token's lemma, spaCy's slips mended where the right one is a known action ("fined", not "fin")."""
    lemma: str = _SLIPS.get(token.lemma_.lower(), token.lemma_.lower())
    if token.lower_.endswith("ed") and not is_action(lemma) and is_action(f"{lemma}e"):
        return f"{lemma}e"
    return lemma


def carried_words(lemma: str) -> frozenset[str]:
    """Return the words of the phrases that stand for an action ("take", "part" for participate)."""
    return frozenset(word for phrase_words, action in _CARRIED.items() if action == lemma for word in phrase_words)


def clause_verb(token: Token) -> Token | None:
    """Return the verb of the clause in which a token stands, or None."""
    current = token
    while current.head != current:
        current = current.head
        if is_verb(current):
            return current
    return current if current != token and is_verb(current) else None


def subject_of(verb: Token) -> Token | None:
    """Return the subject of a verb, inherited over "to", "and", and from the noun of a relative clause."""
    current: Token | None = verb
    for _ in range(6):
        if current is None:
            return None
        for child in current.children:
            if child.dep_ in ("nsubj", "nsubjpass", "csubj"):
                if child.lower_ in ("who", "which", "that") and current.dep_ == "relcl":
                    return current.head
                return child
        if current.dep_ not in ("xcomp", "conj", "advcl", "pcomp", "ccomp", "relcl", "acl"):
            return None
        if current.dep_ in ("relcl", "acl"):
            return current.head
        current = current.head
    return None


def phrase(noun: Token) -> tuple[int, int]:
    """Return the character offsets of a noun phrase as written, up to the first clause or apposition on it."""
    left = noun.left_edge
    end = noun.idx + len(noun)
    for child in noun.rights:
        if child.dep_ in _PHRASE_STOPS and not (child.dep_ in ("cc", "conj") and child.pos_ != "VERB"):
            break
        edge = child.right_edge
        end = edge.idx + len(edge)
    start = left.idx
    return start, max(end, noun.idx + len(noun))


def with_alternatives(token: Token) -> tuple[str, ...]:
    """Return the lemma of a token and of those joined to it without a subject, object or number of their own."""
    lemmas = [lemma_of(token) if token.lower_ not in _STATE_WORDS else token.lower_]
    for child in token.children:
        own = {c.dep_ for c in child.children} & {"nsubj", "nsubjpass", "dobj", "nummod", "expl"}
        alike = child.pos_ in (token.pos_, "VERB", "ADJ") and (child.pos_ != "NOUN" or is_action(lemma_of(child)))
        if child.dep_ == "conj" and alike and not own and child.i - token.i <= 8:
            lemmas.extend(with_alternatives(child))
        elif child.lower_ in FATAL:  # "fatally wounded" is not "killed or wounded"
            lemmas = [*(lemma for lemma in lemmas if action_class(lemma) != "wound"), "kill"]
    return tuple(dict.fromkeys(lemmas))


def _is_event(noun: Token) -> bool:
    lemma = noun.lemma_.lower()
    return (lemma in ACTION_NOUNS or noun.lower_ in _STATE_WORDS) and not (noun.pos_ == "VERB" and noun.dep_ != "nsubj")


def is_infinitive(token: Token) -> bool:
    """Say whether "to" stands before a verb."""
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in token.children)


def is_verb(token: Token) -> bool:
    """Say whether a token is a verb, or helps one."""
    return token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass", "amod", "compound")
