"""What a conversation has been about: the phrases of its questions that a later question may refer to.

After centering theory (Grosz, Joshi and Weinstein 1995), the phrases of a question are ordered by their part in its
grammar, and the one that a question takes up from those before it stays the topic.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from index.grammar import phrase
from index.lexicon import is_action, is_person
from index.parsing import parse
from rag.relational import EVALUATIVE, RELATIONAL, VAGUE

if TYPE_CHECKING:
    from index.parsing import Doc, Span, Token

__all__ = ["Mention", "asks", "is_asked", "mentions_of", "own_words", "read"]

read = lru_cache(maxsize=256)(parse)
"""Parse a short text; the turns of a conversation are read again with each of its questions."""

_ROLES = {
    "nsubj": 3.0, "nsubjpass": 3.0, "csubj": 3.0, "attr": 3.0, "ROOT": 2.6, "dobj": 2.5, "poss": 2.2, "pobj": 2.0,
    "dative": 2.0, "oprd": 1.5, "appos": 1.0,
}  # fmt: skip
_NAMED = 1.5
"""A name says what a question is about: as object of a preposition (2 + 1.5) more than a subject without one (3)."""
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_WH = frozenset({"WP", "WRB", "WDT", "WP$"})
_DATES = frozenset({"DATE", "TIME"})
_COUNTED = frozenset({"PERCENT", "MONEY", "CARDINAL", "ORDINAL", "QUANTITY"})
_POINTING = frozenset({"this", "that", "these", "those"})
_OURS = frozenset({"my", "your", "our"})
_KEPT = frozenset("of for between".split())
"""Prepositions whose phrase belongs to a noun; "in the evening" may belong to the verb."""
_SETTING = frozenset("in at on during after before near over since amid".split())
"""Prepositions with which a phrase can stand behind any question."""
_ASKING = frozenset({"what", "which", "how", "whose", "who", "whom"})
_DEFINING = 6.0
"""Weight of X in "What is X?": above every other phrase (a named subject has 4.5)."""
_ASKED_WITH = re.compile(
    r"^(?:what|which|who|whom|when|where|why|how)\b.*?\b(?:did|does?|is|are|was|were|has|have|had|will|would|can|could)\s+",
    re.IGNORECASE,
)
"""Words before a phrase where the parser took the whole question for one: "how did the Norland council vote"."""
_DEFINED = re.compile(
    r"^(?:what|who)(?:'s| is| are| was| were) (?P<article>(?:an?|the) )?(?P<what>[\w/.-]+(?: [\w/.-]+){0,3}?) ?\??$",
    re.IGNORECASE,
)
_DID = re.compile(
    r"^(?:(?:when|where|why|how(?: much| long| far| often)?) )?"
    r"(?:did|does|do) (?P<what>(?:the|an?) (?:[\w-]+ ){0,2}?[\w-]+) \w+\s*\?*$",
    re.IGNORECASE,
)
"""A short question whose last word is its verb."""
_LEADING = re.compile(
    r"^(?:(?:any|some|all|many|much|more|most|other|another|such|these|those|this|that|each|every|no|of)\s+)+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase of an earlier question or answer."""

    text: str
    """As it can be put into another question."""
    head: str
    """Lemma of its noun, in lower case."""
    plural: bool
    person: bool
    """Can be "he" or "she"."""
    place: bool
    event: bool
    named: bool
    weight: float
    """How far its question is about it; it orders the phrases of one question."""
    words: frozenset[str]
    """Its content lemmas."""
    pair: bool = False
    """Names two things: "Vall and Tollow"."""
    one: str = ""
    """The phrase in the singular, without an article, where it is the name of a kind."""
    preposition: str = ""
    """The preposition of place or time before it: "in", "during"."""

    @property
    def bare(self) -> str:
        """The phrase without its article."""
        return re.sub(r"^(?:the|an?)\s+", "", self.text)


def is_asked(noun: Token) -> bool:
    """Say whether a noun is what a question asks for: "which ships", "how many homes"."""
    return any(t.lower_ in _ASKING and t.i <= noun.i and noun in (t.head, t.head.head) for t in noun.subtree)


def asks(sentence: Span) -> bool:
    """Say whether a sentence is a question or a request, not a remark between them."""
    tokens = [t for t in sentence if not t.is_punct]
    first = next((t for t in tokens if t.lower_ not in ("and", "but", "so", "ok", "okay", "also", "then", "now")), None)
    if first is None:
        return False
    inverted = first.pos_ == "AUX" or first.lemma_.lower() in ("do", "be", "have")
    opened = first != tokens[0] and sentence.text.rstrip().endswith("?")
    return inverted or opened or first.tag_ == "VB" or any(t.tag_ in _WH for t in tokens)


def own_words(noun: Token) -> list[Token]:
    """Return the tokens of a noun phrase before its noun, and the noun, less articles."""
    before = [t for t in noun.subtree if t.i < noun.i and t.dep_ != "det" and t.tag_ not in ("PDT", "PRP$")]
    return [*before, noun]


def mentions_of(doc: Doc) -> tuple[Mention, ...]:
    """Return the phrases of a question that another may refer to, the one it is most about first."""
    if match := _DEFINED.match(doc.text):
        start, end = match.span("what")
        span = doc.char_span(start, end)
        if span is not None and not any(
            t.pos_ in ("PRON", "ADP", "AUX") or t.lemma_.lower() in (RELATIONAL | VAGUE) or t.lower_ in EVALUATIVE
            for t in span
        ):
            return (_defined(span, match["article"] or ""),)
    verbs = [t.head for t in doc if t.dep_ == "nsubj" and t.head.pos_ == "VERB"]
    if (match := _DID.match(doc.text)) and all(verb.lemma_ == "do" for verb in verbs):
        doc = read(match["what"])  # "did the dam collapse" is one noun to the parser
    found = [mention for token in doc if (mention := _mention(token))]
    return tuple(sorted(found, key=lambda m: -m.weight))


def _defined(span: Span, article: str) -> Mention:
    """Return what "What is X?" asks about; the parser reads many a technical term as an adjective or a verb."""
    head = span[-1]
    plural = head.tag_ in ("NNS", "NNPS")
    named = any(t.pos_ == "PROPN" for t in span)
    text = f"{article}{span.text}"
    return Mention(
        text[:1].lower() + text[1:] if article else text,
        head.lemma_.lower(),
        plural,
        head.ent_type_ == "PERSON" or is_person(head.lemma_.lower()),
        head.ent_type_ in _PLACES,
        is_action(head.lemma_.lower()),
        named,
        _DEFINING,
        frozenset(t.lemma_.lower() for t in span if not t.is_stop),
        one="" if named else " ".join([*(t.text for t in span[:-1]), head.lemma_]),
    )


def _mention(noun: Token) -> Mention | None:
    gerund = noun.tag_ == "VBG" and noun.dep_ in ("csubj", "nsubj", "nsubjpass")
    if any(t.lower_ in _POINTING or (t.tag_ == "PRP$" and t.lower_ not in _OURS) for t in noun.children):
        return None
    if not gerund and (noun.pos_ not in ("NOUN", "PROPN") or noun.dep_ in ("compound", "npadvmod", "nmod", "amod")):
        return None
    named = any(t.pos_ == "PROPN" for t in own_words(noun))
    lemma = noun.lemma_.lower()
    if noun.ent_type_ in _DATES or (noun.ent_type_ in _COUNTED and not named):
        return None
    if not gerund and not named and (lemma in VAGUE or is_asked(noun) or _is_open(noun)):
        return None
    text = _text(noun)
    if not re.search(r"\w\w", text):
        return None
    return Mention(
        text,
        lemma,
        plural=noun.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in noun.children),
        person=(noun.ent_type_ == "PERSON" and len(own_words(noun)) > 1) or (not named and is_person(lemma)),
        place=noun.ent_type_ in _PLACES,
        event=noun.ent_type_ == "EVENT" or is_action(lemma),
        named=named,
        weight=_weight(noun, named=named),
        words=frozenset(
            t.lemma_.lower() for t in (*noun.subtree, *_place_behind(noun, noun)) if not t.is_stop and t.is_alpha
        ),
        pair=any(c.dep_ == "conj" for c in noun.children),
        one="" if named else " ".join([t.text for t in own_words(noun)[:-1] if not _chooses(t)] + [noun.lemma_]),
        preposition=noun.head.lower_ if noun.dep_ == "pobj" and noun.head.lower_ in _SETTING else "",
    )


def _chooses(word: Token) -> bool:
    """Say whether a modifier chooses from a set, and does not say what the set is of."""
    return word.tag_ in ("JJS", "RBS", "JJR", "CD") or word.lower_ in EVALUATIVE


def _is_open(noun: Token) -> bool:
    """Say whether a noun stands for a part, property or kind of something else: "the history of ferries", "types"."""
    if noun.lemma_.lower() not in RELATIONAL:
        return False
    return any(c.lower_ == "of" for c in noun.children) or all(map(_chooses, own_words(noun)[:-1]))


def _weight(noun: Token, *, named: bool) -> float:
    """Return how far a question is about a noun, by its part in the grammar.

    A complement has the part of the noun that it completes, if that one says little itself ("the history of ferries").
    """
    head, dep, inside = noun, noun.dep_, False
    for _ in range(4):
        if dep == "conj":
            head, dep = head.head, head.head.dep_
        elif dep == "pobj" and head.head.dep_ == "prep" and head.head.head.pos_ in ("NOUN", "PROPN"):
            outer = head.head.head
            inside = inside or not (outer.lemma_.lower() in VAGUE or is_asked(outer) or _is_open(outer))
            head, dep = outer, outer.dep_
        else:
            break
    weight = _ROLES.get(dep, 0.5)
    weight -= 0.1 if noun.dep_ == "conj" else 0.7 if noun.dep_ == "pobj" and dep != "pobj" else 0.0
    weight -= 1.0 if inside else 0.0
    weight -= 1.0 if any(c.lower_ in EVALUATIVE for c in noun.children) else 0.0
    adjunct = dep == "pobj" and noun.ent_type_ in _PLACES
    return weight + (_NAMED if named and not adjunct else 0.0)


def _place_behind(noun: Token, last: Token) -> list[Token]:
    """Return where it is behind a noun ("the flood IN TOLLOW"), whatever the parser hangs that on."""
    behind = noun.doc[last.i + 1] if last.i + 1 < len(noun.doc) else None
    placed = noun.pos_ == "NOUN" and behind is not None and behind.dep_ == "prep" and _is_placing(behind)
    return list(noun.doc[behind.i : behind.right_edge.i + 1]) if placed and behind is not None else []


def _is_placing(preposition: Token) -> bool:
    return preposition.lower_ in ("in", "at", "on", "near") and any(t.pos_ == "PROPN" for t in preposition.subtree)


def _text(noun: Token) -> str:
    """Return a noun phrase with what belongs to it, as it can stand in another question."""
    start, _ = phrase(noun)
    last = noun
    for child in noun.rights:
        told = child.dep_ == "prep" and (child.lower_ in _KEPT or _is_placing(child))
        joined = child.dep_ in ("cc", "conj") and child.pos_ != "VERB"
        if not told and not joined:
            break
        last = child.right_edge
    if place := _place_behind(noun, last):
        last = place[-1]
    text = noun.doc.text[start : last.idx + len(last)].strip(" ?!.,;:\"'")
    text = _LEADING.sub("", _ASKED_WITH.sub("", text))
    while noun.tag_ in ("NNS", "NNPS") and (first := text.split(" ", 1)[0].lower()) in EVALUATIVE:
        text = text[len(first) :].lstrip()
    text = re.sub(r"^(?:my|your|our)\s+", "the ", text, flags=re.IGNORECASE)
    return text[:1].lower() + text[1:] if text.startswith(("The ", "A ", "An ")) else text
