"""What a question counts, the action asked about, and whether it asks why or whether."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from index.grammar import Action, action_of, action_of_verb, is_infinitive, lemma_of
from index.lexicon import SAYING_VERBS, action_class
from index.reasons import CAUSE_NOUNS, CAUSING_VERBS
from rag.asking_words import STATES, TRACES

if TYPE_CHECKING:
    from index.parsing import Doc, Token

__all__ = ["action_asked", "asks_whether", "asks_why", "counted_noun", "losses_asked", "main_verb", "state_word"]


_GENERIC_NOUNS = frozenset(
    {"number", "toll", "total", "figure", "count", "share", "percentage", "proportion", "percent"}
)
_PRICES = frozenset({"cost", "spend", "earn", "fund", "fine"})
_HAPPENINGS = frozenset(
    """death fatality casualty injury arrest evacuation detention case infection vote ballot deployment layoff
    redundancy conviction""".split()
)
"""Event nouns that are counted themselves; "protesters" or "jobs" are counted in what befalls them."""
_LOSSES = {"casualty": ("casualty", "kill", "wound"), "loss": ("casualty", "kill", "wound")}
"""Nouns that count all to whom something befell; of what is lost by name ("the loss of cattle") it is gone or dead."""
_TAKING_LIVES = frozenset({("claim", "life"), ("claim", "victim"), ("cost", "life"), ("take", "life")})
"""Verbs with what stands before them: "how many lives did it cost"."""
_WH_TAGS = ("WP", "WP$", "WDT", "WRB")
_OPENING = 4  # words before "why" at most: "And for the strike, why"
_HELPING = frozenset(
    """is are was were am isn't wasn't weren't aren't do does did don't doesn't didn't has have had hasn't haven't will
    would can could should may might must shall""".split()
)
_LEADING_UP = frozenset({"go", "suppose", "schedule", "expect", "need", "plan", "intend", "manage"})
"""Verbs that say of the one behind "to" only how it stands with it: "is going to close"."""
_NEEDED = {
    "lead": ("to", "ccomp", "xcomp"), "result": ("in",), "set": ("off",), "bring": ("about", "on"),
    "make": ("ccomp", "xcomp"),
}  # fmt: skip
"""What must stand behind a verb for its subject to be a cause."""


def counted_noun(asked: Token) -> Token | None:
    """Return the noun that "how many" counts."""
    if asked.lemma_.lower() == "toll" or asked.lower_ in STATES:
        return None
    if asked.lower_ == "many" and all(t.is_punct for t in asked.doc[asked.i + 1 :]):
        return next((t for t in asked.doc if t.tag_ == "NNS"), None)  # "hikers found, how many?"
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
    asked = root.dep_ != "ROOT" or any(t.dep_ == "aux" for t in root.children)
    if root.pos_ in ("NOUN", "ADJ", "ADV") and asked:  # the parser's slip: "How many jobs will it cut?"
        main = Action(root, (lemma_of(root),))
    own = action_of(noun) if noun is not None else None
    if own is not None and own.lemmas == ("have",):  # "residents who had to leave"
        own = action_of_verb(main_verb(own.token)) or own
    counted = noun is not None and (lemma_of(noun) in _HAPPENINGS or lemma_of(root) in SAYING_VERBS)
    if own is not None and own.token == noun and counted:
        return own.lemmas
    if any(t.lemma_.lower() == "toll" for t in doc):
        return ("death",)
    if noun is not None and (lemma_of(root), lemma_of(noun)) in _TAKING_LIVES:
        return ("kill",)
    said = main or own
    if said is not None:
        return said.lemmas
    return tuple(lemma_of(t) for t in doc if t.pos_ == "NOUN" and action_class(lemma_of(t)) in _PRICES)


def losses_asked(asked: Token | None) -> tuple[str, ...]:
    """Return the lemmas of what befell those whom "casualties" or "losses" count; nothing for another word."""
    lemma = asked.lemma_.lower() if asked is not None else ""
    named = asked is not None and any(c.lower_ == "of" for c in asked.children)
    return ("lose", "kill") if named and lemma == "loss" else _LOSSES.get(lemma, ())


def state_word(doc: Doc, noun: Token | None) -> Token | None:
    """Return the word that says what befell those counted, where no verb does: "how many dead soldiers"."""
    words = doc if noun is None else noun.lefts
    return next((t for t in words if t.lower_ in STATES), None)


def main_verb(root: Token) -> Token:
    """Return the verb that "did", "was", "has" or "is going to" helps, where the parser took that for the main one."""
    after = [c for c in root.children if c.i > root.i]
    asker = next((c for c in root.children if c.dep_ == "aux" and c.lemma_ == "do" and c.i == root.i - 1), None)
    if asker is not None:  # "did acme stop", the name without its capital read as the verb
        bare = next((c for c in after if c.dep_ == "xcomp" and c.tag_ == "VB" and not is_infinitive(c)), None)
        if bare is not None:
            return bare
    if root.pos_ == "NOUN" and any(c.dep_ == "aux" and c.lemma_ == "do" for c in root.children):
        return next(iter(_ending(root)), root)
    lemma = root.lemma_.lower()
    if lemma in _LEADING_UP:
        led = next((c for c in after if c.dep_ == "xcomp" and c.pos_ == "VERB" and is_infinitive(c)), None)
        return main_verb(led) if led is not None else root
    clauses = (c for c in after if c.dep_ in ("ccomp", "xcomp") and c.pos_ == "VERB")
    helped = [c for c in clauses if all(word.dep_ != "mark" for word in c.children)]
    if not helped and lemma == "do":  # "Did Ann Lee resign?", read as one noun phrase
        helped = [c for c in after if c.tag_ == "NN" and any(word.dep_ == "compound" for word in c.children)]
        helped = _ending(root) or helped
    if not helped and lemma == "be":
        helped = _passive(root)
    return next(iter(helped), root) if lemma in ("do", "be", "have") else root


def _ending(root: Token) -> list[Token]:
    """Return the verb that ends a question, taken for another word: "How long did the harbour outage LAST?"."""
    words = [t for t in root.doc if not t.is_punct]
    last = words[-1]
    bare = (last.tag_ in ("JJ", "NN", "VB", "VBP") or last.lower_ == "last") and last.lower_ == last.lemma_.lower()
    return [last] if bare and last.i > root.i and last.nbor(-1).pos_ in ("NOUN", "PROPN") else []


def _passive(root: Token) -> list[Token]:
    """Return the participle behind "was", taken for one that tells which is meant: "Was the clerk CONVICTED?"."""
    stated = [c for c in root.children if c.dep_ == "acomp" and c.tag_ == "VBN" and c.i > root.i]
    if stated:
        return stated
    told = any(c.dep_ in ("attr", "acomp", "prep") and c.i > root.i for c in root.children)
    if told or root.i > 2 or any(c.dep_ == "attr" for c in root.children):
        return []
    behind = [t for t in root.subtree if t.i > root.i + 1]
    return [t for t in behind if t.dep_ == "acl" and t.tag_ == "VBN"][:1]


_CAUSE_ASKED = re.compile(
    r"^what(?: is|'s|’s| was| were| are| went| has gone| had gone) (?:wrong|the matter|the trouble)\b"
    r"|^what (?:is|was|lies|lay|stood|is to|was to)? ?(?:behind|blame for)\b"
    r"|\bwhat set\b.+\b(?:on fire|ablaze|alight)\b|^(?:because|as a result) of what\b|^due to what\b"
    r"|^how (?:did|could|can|does) .+ (?:start|begin|happen|come about|occur|break out|come to pass)\s*\??$"
    r"|^what (?:killed|sank|derailed|delayed|held up|brought down|sickened) ",
    re.IGNORECASE,
)
_WHENCE = re.compile(r"^where (?:did|does|do|was|were) .+\bcom(?:e|ing) from\b", re.IGNORECASE)
_ANYBODY = re.compile(r"^(?:any|anyone|anybody)\b", re.IGNORECASE)
_IF = re.compile(r"^(?:whether|if)\b[^,]*$", re.IGNORECASE)


def asks_whether(doc: Doc) -> bool:
    """Say whether a question is answered by yes or no: it begins with its helping verb, and offers no choice."""
    if _IF.match(doc.text) or (_ANYBODY.match(doc.text) and not any(t.tag_ in _WH_TAGS for t in doc)):
        return True
    words = [t for t in doc if not t.is_punct]
    if not words:
        return False
    if doc.text.rstrip().endswith("?") and _is_stated(words):
        return True
    comma = next((t.i for t in doc if t.lower_ == ","), -1)
    opening = [words[0], *(t for t in doc[comma + 1 : comma + 2] if comma >= 0 and words[0].tag_ == "IN")]
    choice = any(t.lower_ == "or" and not any(n.lower_ == "not" for n in doc[t.i + 1 : t.i + 2]) for t in doc)
    return not choice and len(words) > 2 and any(t.lower_ in _HELPING for t in opening)


def _is_stated(words: list[Token]) -> bool:
    """Say whether a question has the order of a statement: "The mayor has resigned?"."""
    root = next(iter(words[0].doc.sents)).root
    subject = next((c for c in root.children if c.dep_.startswith("nsubj") and c.i < root.i), None)
    if subject is None or root.pos_ not in ("VERB", "AUX") or any(t.tag_ in _WH_TAGS for t in words):
        return False
    whole = subject.pos_ == "PRON" or any(c.dep_ in ("det", "poss") for c in subject.children)
    helped = any(c.dep_ in ("aux", "auxpass") and subject.i < c.i < root.i for c in root.children)
    return subject.left_edge == words[0] and (whole or helped)


def asks_why(doc: Doc) -> bool:
    """Say whether a question asks for a cause: "why", "for what reason", "what triggered the slide"."""
    if _CAUSE_ASKED.search(doc.text):
        return True
    if _WHENCE.search(doc.text) and any(t.lemma_.lower() in TRACES for t in doc[1:6]):
        return True
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
    if any(t.pos_ == "NOUN" and {t.lemma_.lower(), t.lower_} & CAUSE_NOUNS for t in nouns):
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
