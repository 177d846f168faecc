"""What is asked: the kind of answer, the thing counted, the action, and the names and dates that constrain it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from index import State, UsageError, When
from index.dates import resolve_date
from index.events import names_in
from index.grammar import action_of, action_of_verb, state_of
from index.lexicon import action_class, thing_class
from index.parsing import parse
from index.quantities import modifiers_of
from rag.followups import resolve

if TYPE_CHECKING:
    from index.parsing import Doc, Token

__all__ = ["LONGEST", "Question", "QuestionKind", "resolve", "understand"]

LONGEST = 1000
"""Characters in a question at most."""


class QuestionKind(StrEnum):
    """What sort of answer is asked for."""

    COUNT = "count"
    AMOUNT = "amount"
    SHARE = "share"
    WHO = "who"
    WHERE = "where"
    WHEN = "when"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Question:
    """A question that stands alone, read."""

    text: str
    kind: QuestionKind
    thing: str = ""
    """Lemma of what is counted."""
    noun: str = ""
    """The counted noun as the question writes it, with what narrows it."""
    modifiers: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    """Lemmas of the action asked about."""
    role: str = ""
    """For who: ``agent`` or ``patient``."""
    names: tuple[str, ...] = ()
    when: When | None = None
    further: bool = False
    """Asks for what comes on top ("additional")."""
    planned: bool = False
    """Asks for what is to come."""
    content: tuple[str, ...] = ()
    """Lemmas of its nouns, verbs, adjectives and names."""

    @property
    def action_classes(self) -> frozenset[str]:
        """The action classes of what is asked."""
        return frozenset(map(action_class, self.actions))

    @property
    def thing_class(self) -> str:
        """The class of what is counted."""
        return thing_class(self.thing)


_GENERIC_NOUNS = frozenset(
    {"number", "toll", "total", "figure", "count", "share", "percentage", "proportion", "percent"}
)
_SHARES = re.compile(r"\b(?:what|which) (?:share|percentage|proportion|percent|per cent|fraction)\b", re.IGNORECASE)
_PRICES = frozenset({"cost", "spend", "earn", "fund", "fine"})


def understand(text: str, today: str | None = None) -> Question:
    """Read a question that stands alone.

    Args:
        text: The question.
        today: ISO date against which its relative dates are resolved.

    Raises:
        UsageError: the question is empty or too long.
    """
    text = " ".join(text.split())
    if not re.search(r"\w", text):
        raise UsageError("the question is empty")
    if len(text) > LONGEST:
        raise UsageError(f"the question has {len(text)} characters; {LONGEST} is the most")
    doc = parse(text)
    kind, asked = _kind(doc)
    noun = _counted(asked) if kind in (QuestionKind.COUNT, QuestionKind.SHARE) and asked is not None else None
    root = _main_verb(next(iter(doc.sents)).root)
    action = _action(doc, noun, root)
    return Question(
        text=text,
        kind=kind,
        thing=noun.lemma_.lower() if noun is not None else "",
        noun=_noun_phrase(noun, text) if noun is not None else "",
        modifiers=modifiers_of(noun) if noun is not None else (),
        actions=action,
        role=_role(asked) if kind is QuestionKind.WHO and asked is not None else "",
        names=_required_names(doc),
        when=_when(doc, today),
        further=bool(re.search(r"\b(?:additional|further|more|another|extra)\b", text, re.IGNORECASE)),
        planned=state_of(root) is State.PLANNED,
        content=_content(doc, asked),
    )


def _main_verb(root: Token) -> Token:
    """Return the verb that "did" helps, where the parser took the helping verb for the main one."""
    helped = (c for c in root.children if c.dep_ in ("ccomp", "xcomp") and c.pos_ == "VERB" and c.i > root.i)
    return next(helped, root) if root.lemma_.lower() == "do" else root


def _kind(doc: Doc) -> tuple[QuestionKind, Token | None]:
    """Return what is asked for and the word that asks."""
    if _SHARES.search(doc.text):
        return QuestionKind.SHARE, next(
            t for t in doc if t.lower_ in ("share", "percentage", "proportion", "percent", "cent", "fraction")
        )
    for token in doc:
        word, following = token.lower_, doc[token.i + 1] if token.i + 1 < len(doc) else None
        if word == "how" and following is not None and following.lower_ in ("many", "much"):
            money = following.lower_ == "much" and not _noun_follows(following)
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
    return QuestionKind.OTHER, None


def _noun_follows(token: Token) -> bool:
    """Say whether "how much" asks for an amount of something other than money ("how much oil")."""
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else token
    return following.pos_ in ("NOUN", "ADJ") and following.lemma_.lower() != "money"


def _counted(asked: Token) -> Token | None:
    """Return the noun that "how many" counts."""
    if asked.lemma_.lower() == "toll":
        return None
    of = next((c for c in asked.children if c.lower_ == "of"), None)
    if of is not None:
        return next((c for c in of.children if c.dep_ == "pobj" and c.pos_ in ("NOUN", "PROPN", "PRON")), None)
    if asked.lower_ in _GENERIC_NOUNS:
        return None
    following = [t for t in asked.doc[asked.i + 1 : asked.i + 6] if t.pos_ in ("NOUN", "PROPN")]
    head = asked.head
    if head.pos_ in ("NOUN", "PROPN") and head.i > asked.i:
        return head
    verbs = [t.i for t in asked.doc[asked.i + 1 :] if t.pos_ in ("VERB", "AUX")]
    nouns = [t for t in following if not verbs or t.i < verbs[0]]
    return nouns[-1] if nouns else None


def _action(doc: Doc, noun: Token | None, root: Token) -> tuple[str, ...]:
    """Return the lemmas of what is asked to have happened: the main verb's, else those of an event noun."""
    main = action_of_verb(root) if root.pos_ in ("VERB", "AUX") else None
    if noun is not None:
        own = action_of(noun)
        if own is not None and own.token == noun:
            return own.lemmas
        if main is None and own is not None:
            return own.lemmas
    if any(t.lemma_.lower() == "toll" for t in doc):
        return ("death",)
    if main is not None:
        return main.lemmas
    if root.pos_ == "NOUN" and any(t.dep_ == "aux" and t.lemma_ == "do" for t in root.children):
        return (root.lemma_.lower(),)  # "When did the dam collapse?", read as a noun
    return tuple(t.lemma_.lower() for t in doc if t.pos_ == "NOUN" and action_class(t.lemma_.lower()) in _PRICES)


def _role(asked: Token) -> str:
    passive = any(c.dep_ == "auxpass" for c in asked.head.children)
    if asked.dep_ in ("nsubj", "attr"):
        return "agent"
    return (
        "agent"
        if asked.dep_ == "pobj" and asked.head.lower_ == "by"
        else ("patient" if not passive or asked.dep_ == "nsubjpass" else "agent")
    )


def _noun_phrase(noun: Token, text: str) -> str:
    start = noun
    for left in reversed(list(noun.lefts)):
        if left.lower_ in ("many", "much", "the", "these", "those", "how") or left.dep_ == "det":
            break
        start = left.left_edge
    return text[start.idx : noun.idx + len(noun)]


def _required_names(doc: Doc) -> tuple[str, ...]:
    """Return the names of a question, less those that only say where another one is ("Springfield, Ohio")."""
    names = [name for sentence in doc.sents for name in names_in(sentence)]
    return tuple(name for i, name in enumerate(names) if not (i and f"{names[i - 1]}, {name}" in doc.text))


def _when(doc: Doc, today: str | None) -> When | None:
    for entity in doc.ents:
        if entity.label_ == "DATE" and (iso := resolve_date(entity.text, today)):
            return When(entity.text, iso)
    return None


def _content(doc: Doc, asked: Token | None) -> tuple[str, ...]:
    skipped = {"how", "many", "much", "what", "who", "when", "where", "why", "which", "do", "be", "have", "there"}
    lemmas = [
        t.lemma_.lower() for t in doc
        if t.pos_ in ("NOUN", "PROPN", "VERB", "ADJ", "NUM") and t != asked and t.lemma_.lower() not in skipped
    ]  # fmt: skip
    return tuple(dict.fromkeys(lemmas))
