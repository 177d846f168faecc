"""What a question counts, the action asked about, and whether it asks why or whether."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from index.grammar import Action, action_of, action_of_verb, lemma_of
from index.lexicon import SAYING_VERBS, action_class
from index.reasons import CAUSE_NOUNS, CAUSING_VERBS

if TYPE_CHECKING:
    from index.parsing import Doc, Token

__all__ = ["action_asked", "asks_whether", "asks_why", "counted_noun", "main_verb", "state_word"]


_GENERIC_NOUNS = frozenset(
    {"number", "toll", "total", "figure", "count", "share", "percentage", "proportion", "percent"}
)
_PRICES = frozenset({"cost", "spend", "earn", "fund", "fine"})
_HAPPENINGS = frozenset(
    """death fatality casualty injury arrest evacuation detention case infection vote ballot deployment layoff
    redundancy conviction""".split()
)
"""Event nouns that are counted themselves; "protesters" or "jobs" are counted in what befalls them."""
_STATES = frozenset(
    "dead killed injured wounded missing hurt homeless displaced arrested detained evacuated rescued infected".split()
)
_OPENING = 4  # words before "why" at most: "And for the strike, why"
_HELPING = frozenset(
    """is are was were am isn't wasn't weren't aren't do does did don't doesn't didn't has have had hasn't haven't will
    would can could should may might must shall""".split()
)
_NEEDED = {
    "lead": ("to", "ccomp", "xcomp"), "result": ("in",), "set": ("off",), "bring": ("about", "on"),
    "make": ("ccomp", "xcomp"),
}  # fmt: skip
"""What must stand behind a verb for its subject to be a cause."""


def counted_noun(asked: Token) -> Token | None:
    """Return the noun that "how many" counts."""
    if asked.lemma_.lower() == "toll":
        return None
    if asked.tag_ == "NNS":
        return asked  # in a fragment the noun itself asks
    of = next((c for c in asked.children if c.lower_ == "of"), None)
    if of is not None:
        return next((c for c in of.children if c.dep_ == "pobj" and c.pos_ in ("NOUN", "PROPN", "PRON")), None)
    if asked.lower_ in _GENERIC_NOUNS:
        return None
    head = asked.head
    if head.pos_ in ("NOUN", "PROPN") and head.i > asked.i:
        return head
    before = takewhile(lambda t: t.pos_ not in ("VERB", "AUX", "ADP"), asked.doc[asked.i + 1 : asked.i + 6])
    return next((t for t in reversed(list(before)) if t.pos_ in ("NOUN", "PROPN")), None)


def action_asked(doc: Doc, noun: Token | None, root: Token) -> tuple[str, ...]:
    """Return the lemmas of what is asked to have happened: a counted happening's ("deaths"), else the main verb's."""
    main = action_of_verb(root) if root.pos_ in ("VERB", "AUX") else None
    if root.pos_ == "NOUN" and (root.head.lemma_ == "do" or any(t.dep_ == "aux" for t in root.children)):
        main = Action(root, (lemma_of(root),))  # "How many jobs will it cut?", read as a noun
    own = action_of(noun) if noun is not None else None
    counted = noun is not None and (lemma_of(noun) in _HAPPENINGS or lemma_of(root) in SAYING_VERBS)
    if own is not None and own.token == noun and counted:
        return own.lemmas
    if any(t.lemma_.lower() == "toll" for t in doc):
        return ("death",)
    said = main or own
    if said is not None:
        return said.lemmas
    return tuple(lemma_of(t) for t in doc if t.pos_ == "NOUN" and action_class(lemma_of(t)) in _PRICES)


def state_word(doc: Doc, noun: Token | None) -> Token | None:
    """Return the word that says what befell those counted, where no verb does: "how many dead soldiers"."""
    words = doc if noun is None else noun.lefts
    return next((t for t in words if t.lower_ in _STATES), None)


def main_verb(root: Token) -> Token:
    """Return the verb that "did", "was" or "has" helps, where the parser took the helping verb for the main one."""
    after = [c for c in root.children if c.i > root.i]
    clauses = (c for c in after if c.dep_ in ("ccomp", "xcomp") and c.pos_ == "VERB")
    helped = [c for c in clauses if all(word.dep_ != "mark" for word in c.children)]
    if not helped and root.lemma_.lower() == "do":  # "Did Ann Lee resign?", read as one noun phrase
        helped = [c for c in after if c.tag_ == "NN" and any(word.dep_ == "compound" for word in c.children)]
    return next(iter(helped), root) if root.lemma_.lower() in ("do", "be", "have") else root


def asks_whether(doc: Doc) -> bool:
    """Say whether a question is answered by yes or no: it begins with its helping verb, and offers no choice."""
    words = [t for t in doc if not t.is_punct]
    comma = next((t.i for t in doc if t.lower_ == ","), -1)
    opening = [words[0], *(t for t in doc[comma + 1 : comma + 2] if comma >= 0 and words[0].tag_ == "IN")]
    choice = any(t.lower_ == "or" and not any(n.lower_ == "not" for n in doc[t.i + 1 : t.i + 2]) for t in doc)
    return not choice and len(words) > 2 and any(t.lower_ in _HELPING for t in opening)


def asks_why(doc: Doc) -> bool:
    """Say whether a question asks for a cause: "why", "for what reason", "what triggered the slide"."""
    for token in doc:
        if (token.lower_ == "why" and token.i <= _OPENING) or (token.lower_ == "how" and _follows(token, "come")):
            return True
        if token.lower_ in ("what", "which") and _asks_cause(token):
            return True
    return False


def _asks_cause(what: Token) -> bool:
    """Say whether "what" asks for a cause, as the subject of a verb that brings about or beside its noun."""
    verb = what.head
    nouns = [verb, *(c for c in verb.children if c.dep_ in ("nsubj", "attr")), *what.children]
    if any(t.pos_ == "NOUN" and t.lemma_.lower() in CAUSE_NOUNS for t in nouns):
        return True
    lemma = verb.lemma_.lower()
    if what.dep_ not in ("nsubj", "nsubjpass") or lemma not in CAUSING_VERBS:
        return False
    needed = _NEEDED.get(lemma)
    if needed is None:
        return any(c.dep_ in ("dobj", "ccomp", "xcomp") for c in verb.children)
    return any(c.lower_ in needed or c.dep_ in needed for c in verb.children)


def _follows(token: Token, word: str) -> bool:
    return token.i + 1 < len(token.doc) and token.doc[token.i + 1].lower_ == word
