"""What is asked: the kind of answer, the thing counted, the action, and the names and dates that constrain it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index import State, UsageError, When
from index.dates import resolve_date
from index.events import names_in
from index.figures import modifiers_of
from index.grammar import carried_words, lemma_of
from index.lexicon import action_class, is_person, thing_class
from index.moods import state_of
from index.parsing import parse
from rag.asked import action_asked, counted_noun, losses_asked, main_verb, state_word
from rag.asked_politely import plain_question
from rag.followups import resolve
from rag.kinds import QuestionKind, is_headcount, joined_kinds, kind_asked

if TYPE_CHECKING:
    from index.parsing import Doc, Token

__all__ = ["LONGEST", "Question", "QuestionKind", "resolve", "understand"]

LONGEST = 1000
"""Characters in a question at most."""
_AGO = re.compile(r"\b(?:\d+|\w+) (?:day|week|month|year)s? ago\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Question:
    """A question that stands alone, read."""

    text: str
    kind: QuestionKind
    asked: str = ""
    """Lemma of the word that says what is asked for: "often" of "how often", "company" of "which company"."""
    also: tuple[QuestionKind, ...] = ()
    """What else it asks for: "where and when"."""
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
    events: tuple[str, ...] = ()
    """Lemmas of the single events it asks about ("the fire in Obell")."""
    planned: bool = False
    """Asks for what is to come."""
    units: frozenset[str] = frozenset()
    """Units that an answer can come in, if it is a measure."""
    content: tuple[str, ...] = ()
    """Lemmas of its nouns, verbs, adjectives and names."""

    @property
    def action_classes(self) -> frozenset[str]:
        """The action classes of what is asked."""
        return frozenset(map(action_class, self.actions))

    @property
    def subject(self) -> tuple[str, ...]:
        """The content words that are not names."""
        named = {word.lower() for name in self.names for word in name.split()}
        return tuple(lemma for lemma in self.content if lemma not in named)

    @property
    def circumstances(self) -> tuple[str, ...]:
        """The content words that tell which event is meant: not the names, the thing counted, the action or a date."""
        carried = (word for action in self.actions for word in carried_words(action))
        wording = self.when.wording.lower().split() if self.when else []
        dated = [form for word in wording for form in (word, word.removesuffix("s"))]
        told = {self.thing, *carried, *self.modifiers, *self.actions, *dated}
        classes = self.action_classes
        return tuple(w for w in self.subject if w not in told and action_class(w) not in classes and w.isalpha())

    @property
    def thing_class(self) -> str:
        """The class of what is counted."""
        return thing_class(self.thing)


def understand(text: str, today: str | None = None) -> Question:
    """Read a question that stands alone.

    Args:
        text: The question.
        today: ISO date against which its relative dates are resolved.

    Raises:
        UsageError: the question is empty or too long.
    """
    text = plain_question(" ".join(text.split()))
    if not re.search(r"\w", text):
        raise UsageError("the question is empty")
    if len(text) > LONGEST:
        raise UsageError(f"the question has {len(text)} characters; {LONGEST} is the most")
    doc = parse(text)
    kind, asked, units = kind_asked(doc)
    noun = counted_noun(asked) if kind in (QuestionKind.COUNT, QuestionKind.SHARE) and asked is not None else None
    if noun is not None and is_headcount(asked) and not is_person(lemma_of(noun)):
        noun = None  # "the workforce of the pit" counts no pits
    root = main_verb(next(iter(doc.sents)).root)
    losses = losses_asked(asked) if kind is QuestionKind.COUNT else ()
    if losses and noun == asked:
        noun = None
    actions = losses or action_asked(doc, noun, root)
    state = state_word(doc, noun) if not actions else None
    if state is not None:
        actions = (state.lower_ if action_class(state.lower_) != state.lower_ else lemma_of(state),)
    return Question(
        text=text,
        kind=kind,
        asked=lemma_of(asked) if asked is not None else "",
        also=joined_kinds(asked),
        thing=_counted(noun) if noun is not None else "people" if losses or is_headcount(asked) else "",
        noun=_noun_phrase(noun, text, state) if noun is not None else "",
        modifiers=_modifiers(noun, state),
        actions=actions,
        role=_role(asked) if kind is QuestionKind.WHO and asked is not None else "",
        names=_required_names(doc),
        when=_when(doc, today),
        further=bool(re.search(r"\b(?:additional|further|more(?! than)|another|extra)\b", text, re.IGNORECASE)),
        events=_events(doc, noun),
        planned=state_of(root) is State.PLANNED,
        units=units,
        content=_content(doc, asked, kind),
    )


def _counted(noun: Token) -> str:
    """Return the lemma of a counted noun; lives are people's."""
    lemma = lemma_of(noun)
    return "people" if lemma == "life" else lemma


def _role(asked: Token) -> str:
    passive = any(c.dep_ == "auxpass" for c in asked.head.children)
    if asked.dep_ in ("nsubj", "attr"):
        return "agent"
    return (
        "agent"
        if asked.dep_ == "pobj" and asked.head.lower_ == "by"
        else ("patient" if not passive or asked.dep_ == "nsubjpass" else "agent")
    )


def _noun_phrase(noun: Token, text: str, state: Token | None) -> str:
    start = noun
    for left in reversed(list(noun.lefts)):
        asks = any(t.lower_ == "how" for t in left.subtree)  # "how many more"
        if asks or left.lower_ in ("many", "much", "the", "these", "those") or left.dep_ == "det" or left == state:
            break
        start = left.left_edge
    return text[start.idx : noun.idx + len(noun)]


def _modifiers(noun: Token | None, state: Token | None) -> tuple[str, ...]:
    words = modifiers_of(noun) if noun is not None else ()
    return tuple(word for word in words if state is None or word != state.lower_)


def _required_names(doc: Doc) -> tuple[str, ...]:
    """Return the names of a question, less those that only say where another one is ("Springfield, Ohio")."""
    names = [name for sentence in doc.sents for name in names_in(sentence)]
    return tuple(name for i, name in enumerate(names) if not (i and f"{names[i - 1]}, {name}" in doc.text))


def _when(doc: Doc, today: str | None) -> When | None:
    dated = [entity.text for entity in doc.ents if entity.label_ == "DATE"]
    dated += _AGO.findall(doc.text)  # "Almery 31 years ago" is one name to the parser
    resolved = ((wording, resolve_date(wording, today)) for wording in dated)
    return next((When(wording, iso) for wording, iso in resolved if iso), None)


def _events(doc: Doc, noun: Token | None) -> tuple[str, ...]:
    """Return the nouns in the singular that tell where or when it happened: "in the fire", "during a march"."""
    placed = [t for t in doc if t.tag_ == "NN" and t.dep_ == "pobj" and t != noun and t.ent_type_ == ""]
    return tuple(lemma_of(t) for t in placed if t.head.lower_ in ("in", "during", "at", "after", "by", "from", "on"))


def _content(doc: Doc, asked: Token | None, kind: QuestionKind) -> tuple[str, ...]:
    """Return the lemmas that matter; "money" says no more than that a sum is asked for."""
    skipped = set("happen occur how many much what who when where why which do be have there".split())
    skipped |= {"money", "cash"} if kind is QuestionKind.AMOUNT else set()
    words = [t for t in doc if t.pos_ in ("NOUN", "PROPN", "VERB", "ADJ", "NUM") and (t != asked or t.tag_ == "NNS")]
    return tuple(dict.fromkeys(lemma_of(t) for t in words if lemma_of(t) not in skipped))
