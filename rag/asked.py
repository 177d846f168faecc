"""What a question counts, and the action asked about."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from index.grammar import Action, action_of, action_of_verb, lemma_of
from index.lexicon import SAYING_VERBS, action_class

if TYPE_CHECKING:
    from index.parsing import Doc, Token

__all__ = ["action_asked", "counted_noun", "main_verb", "state_word"]


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
