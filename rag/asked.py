"""What a question asks for: its kind, the noun it counts, and the action asked about."""

from __future__ import annotations

import re
from enum import StrEnum
from itertools import takewhile
from typing import TYPE_CHECKING

from index.grammar import Action, action_of, action_of_verb, lemma_of
from index.lexicon import SAYING_VERBS, action_class

if TYPE_CHECKING:
    from index.parsing import Doc, Token

__all__ = [
    "QuestionKind",
    "action_asked",
    "counted_noun",
    "joined_kinds",
    "kind_asked",
    "main_verb",
    "state_word",
]


class QuestionKind(StrEnum):
    """What sort of answer is asked for."""

    COUNT = "count"
    AMOUNT = "amount"
    SHARE = "share"
    WHO = "who"
    WHERE = "where"
    WHEN = "when"
    OTHER = "other"


_GENERIC_NOUNS = frozenset(
    {"number", "toll", "total", "figure", "count", "share", "percentage", "proportion", "percent"}
)
_SHARES = re.compile(r"\b(?:what|which) (?:share|percentage|proportion|percent|per cent|fraction)\b", re.IGNORECASE)
_PRICES = frozenset({"cost", "spend", "earn", "fund", "fine"})
_MONEY = frozenset(
    """money cash pay salary wage compensation funding damages bail ransom rent debt tax revenue profit income bonus
    pension""".split()
)
_HAPPENINGS = frozenset(
    """death fatality casualty injury arrest evacuation detention case infection vote ballot deployment layoff
    redundancy conviction""".split()
)
"""Event nouns that are counted themselves; "protesters" or "jobs" are counted in what befalls them."""
_STATES = frozenset(
    "dead killed injured wounded missing hurt homeless displaced arrested detained evacuated rescued infected".split()
)


def kind_asked(doc: Doc) -> tuple[QuestionKind, Token | None]:
    """Return what is asked for and the word that asks."""
    if _SHARES.search(doc.text):
        return QuestionKind.SHARE, next(
            t for t in doc if t.lower_ in ("share", "percentage", "proportion", "percent", "cent", "fraction")
        )
    for token in doc:
        word, following = token.lower_, doc[token.i + 1] if token.i + 1 < len(doc) else None
        if word == "how" and following is not None and following.lower_ in ("many", "much"):
            money = following.lower_ == "much" and _is_money(following)
            return (QuestionKind.AMOUNT if money else QuestionKind.COUNT), following
        if word == "what" and any(t.lemma_.lower() in ("toll",) for t in doc):
            return QuestionKind.COUNT, next(t for t in doc if t.lemma_.lower() == "toll")
        if word == "what" and any(action_class(t.lemma_.lower()) == "cost" for t in doc):
            return QuestionKind.AMOUNT, token
        for kind in (QuestionKind.WHERE, QuestionKind.WHEN):
            if word == kind.value and token.i <= 3:
                return kind, token
        if word in ("who", "whom") and token.i <= 3:
            return QuestionKind.WHO, token
    fragment = _fragment(doc)
    return (QuestionKind.COUNT, fragment) if fragment is not None else (QuestionKind.OTHER, None)


def joined_kinds(asked: Token | None) -> tuple[QuestionKind, ...]:
    """Return the kinds joined to the word that asks: "where and when"."""
    joined = [t.lower_ for t in asked.doc[asked.i + 1 : asked.i + 3]] if asked is not None else []
    if len(joined) == 2 and joined[0] == "and" and joined[1] in ("who", "where", "when"):
        return (QuestionKind(joined[1]),)
    return ()


def _fragment(doc: Doc) -> Token | None:
    """Return the noun of a question in note form, a noun and what befell it: "troops sent?"."""
    root = next(iter(doc.sents)).root
    noun = root if root.pos_ == "NOUN" else next((c for c in root.children if c.dep_.startswith("nsubj")), root)
    befell = [c for c in root.children if c.dep_ == "acl"] if noun == root else [root]
    if not (noun.tag_ == "NNS" or noun.lower_ == "number") or noun.left_edge.i != 0 or not befell:
        return None
    verb = befell[0]
    finite = any(c.dep_ in ("aux", "auxpass", "dobj", "ccomp", "xcomp") for c in verb.children)
    return noun if verb.tag_ in ("VBN", "VBD") and verb.i > noun.i and not finite else None


def _is_money(much: Token) -> bool:
    """Say whether "how much" asks for a sum ("how much was paid", "how much prize money"), not for oil or water."""
    following = much.doc[much.i + 1] if much.i + 1 < len(much.doc) else much
    if following.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return True
    head = much.head if much.head.pos_ == "NOUN" and much.head.i > much.i else following
    return head.lower_ in _MONEY or lemma_of(head) in _MONEY


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
