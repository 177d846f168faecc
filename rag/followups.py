"""A follow-up made to stand alone, from the turns before it, without a language model."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.events import names_in
from index.grammar import LIGHT_VERBS, action_of_verb, lemma_of
from index.lexicon import action_class, is_person
from index.parsing import parse
from rag.asked import main_verb
from rag.datatypes import Turn

if TYPE_CHECKING:
    from index.parsing import Doc, Token

__all__ = ["resolve"]

_OPENING = re.compile(r"^(?:and|but|so|also|ok(?:ay)?|then)\b[\s,]*", re.IGNORECASE)
_ABOUT = re.compile(r"^(?:what|how) about\s+(?P<what>.+?)\??$", re.IGNORECASE)
_BARE = re.compile(r"^(?P<wh>(?:when|where|why|who|how)(?: and (?:when|where|why|how))?)\s*\?*$", re.IGNORECASE)
_OF_THEM = re.compile(
    r"\bhow many\s+(?:of\s+(?:them|those|these)\s+)?(?=(?:were|was|are|is|have|had|has|died|will|would|did)\b)",
    re.IGNORECASE,
)
_DATES = frozenset({"DATE", "TIME"})
_FINITE = frozenset({"VB", "VBP", "VBZ", "MD", "WP", "WRB", "WDT"})
"""Tags of a question with a verb or question word of its own."""
_ADVERBS = ("when", "where", "why", "how")
_PAST = {"are": "were", "is": "was"}
_TOLL = re.compile(r"\btoll (?:of|from|in) (?P<event>.+?)\s*\??$", re.IGNORECASE)
_GROUP = frozenset({"they", "them", "their"})
_PERSON = frozenset({"he", "she", "him", "her", "his"})


def resolve(question: str, earlier: Sequence[Turn]) -> str:
    """Return the question so that it can be understood without the turns before it.

    Args:
        question: The follow-up as typed.
        earlier: The turns before it, oldest first; their questions stand alone.
    """
    question = " ".join(question.split())
    if not earlier or not question:
        return question
    previous = parse(earlier[-1].question)
    plain = _OPENING.sub("", question)
    bare = plain[:1].upper() + plain[1:]
    if match := _BARE.match(bare):
        return _asked_anew(match["wh"].capitalize(), previous, _parties(earlier[-1])) or question
    about = _ABOUT.match(bare)
    if part := _part(about["what"] if about else plain, previous, named=about is not None or plain != question):
        return part
    if _OF_THEM.search(bare):
        if (counted := _counted(previous)) is not None:
            return _of_them(bare, previous, counted)
        if toll := _TOLL.search(previous.text):
            event = "" if _has_place(bare) else f" in {toll['event']}"
            return _OF_THEM.sub("How many people ", bare).rstrip("?") + f"{event}?"
    return _without_pronouns(bare, earlier[-1], previous) or question


def _part(words: str, previous: Doc, *, named: bool) -> str | None:
    """Put the words of a follow-up without a verb into the question before: "to Obell", "injured", "last year".

    A name or noun alone ("Obell") counts as such a part only where the follow-up is opened as one ("And Obell?").
    """
    words = re.sub(r"^the\s+", "", words.strip(" ?"), flags=re.IGNORECASE)
    doc = parse(words)
    if not words or any(t.tag_ in _FINITE or t.pos_ == "AUX" for t in doc):
        return None
    root = next(iter(doc.sents)).root
    if doc[0].pos_ == "ADP" and (objects := [c for c in doc[0].children if c.dep_ == "pobj"]):
        return _with_phrase(words[:1].lower() + words[1:], objects[0], previous)
    if root.ent_type_ in _DATES:
        return _with_phrase(f"in {words}" if words.isdigit() else words, root, previous)
    state = root.tag_ in ("VBN", "VBD", "VBG") or (root.pos_ == "ADJ" and action_class(root.lower_) != root.lower_)
    if state and root.i == 0 and (counted := _counted(previous)) is not None:
        return _of_them(f"How many were {words[:1].lower()}{words[1:]}?", previous, counted)
    return _about(words, previous) if named else None


def _with_phrase(words: str, noun: Token, previous: Doc) -> str:
    """Put a phrase of place or time in the stead of the one of its sort in the question before, or at its end."""
    dated = noun.ent_type_ in _DATES
    old: list[tuple[Token, Token]] = []
    for token in previous:
        here = token.ent_type_ in _DATES if dated else token.pos_ == noun.pos_
        if here and token.dep_ == "pobj" and token.head.i > 0:
            old.append((token.head, token))
        elif here and dated and token.dep_ in ("npadvmod", "tmod", "advmod"):
            old.append((token.left_edge, token))
    if not old:
        return f"{previous.text.rstrip(' ?')} {words}?"
    start, last = next((pair for pair in old if pair[0].lower_ == words.split(maxsplit=1)[0]), old[-1])
    entity = next((e for e in previous.ents if e.start <= last.i < e.end), previous[last.i : last.i + 1])
    return f"{previous.text[: start.idx]}{words}{previous.text[entity.end_char :]}"


def _of_them(question: str, previous: Doc, counted: Token) -> str:
    """Say what "how many (of them)" counts: what the question before counted, and in which event."""
    noun = previous.text[counted.left_edge.idx : counted.idx + len(counted)]
    noun = re.sub(r"^(?:how many|how much|of|the)\s+", "", noun, flags=re.IGNORECASE)
    noun = re.sub(r"^(?:of|the)\s+", "", noun, flags=re.IGNORECASE)
    verb, rest = _predicate(previous, counted)
    ending = "" if question.endswith("?") else "?"
    if (is_person(counted.lemma_.lower()) and counted.lemma_.lower() in ("people", "person")) or verb is None:
        place = "" if _has_place(question) or not rest else f" {rest}"
        if place.startswith(" when "):  # "are missing when it collapsed" has two tenses
            question = re.sub(r"\b(?:are|is)\b", lambda m: _PAST[m[0]], question, count=1)
        return _OF_THEM.sub(f"How many {noun} ", question).rstrip("?") + f"{place}?"
    passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children)
    after = previous.text[counted.idx + len(counted) :].strip(" ?")
    clause = f"{verb.text} {rest}" if passive else f"that {_straight(after)}"
    return _OF_THEM.sub(f"How many of the {noun} {clause.strip()} ", question) + ending


def _straight(clause: str) -> str:
    """Put a question's words into the order of a statement: "did Norland send" becomes "Norland did send"."""
    match = re.match(
        r"(?P<aux>did|does|do|has|have|will)\s+(?P<subject>(?:the\s+)?(?:[A-Z][\w'’-]*\s+)+|(?:the\s+)?\w+\s+)", clause
    )
    return f"{match['subject']}{match['aux']} {clause[match.end() :]}" if match else clause


def _predicate(previous: Doc, counted: Token) -> tuple[Token | None, str]:
    """Return the main verb of a question and what follows it."""
    root = next(iter(previous.sents)).root
    if root.pos_ not in ("VERB", "AUX") or root.i < counted.i:
        return None, ""
    said = action_of_verb(root)
    through = lemma_of(root) in LIGHT_VERBS or (said is not None and lemma_of(root) not in said.lemmas)
    of_the_verb = ("acomp", "attr", "oprd", "prt", *(("dobj",) if through else ()))  # "took part in the march"
    last = next((c for c in reversed(list(root.rights)) if c.dep_ in of_the_verb), root)
    return root, previous.text[last.idx + len(last) :].strip(" ?")


def _asked_anew(wh: str, previous: Doc, parties: str) -> str | None:
    """Ask the question before with another question word: "When?" after "Who did she meet?"."""
    text = previous.text.rstrip(" ?")
    if previous[0].pos_ == "AUX" or previous[0].lemma_ == "do":
        return f"{wh} {text[:1].lower()}{text[1:]}?"
    asking = [t for t in previous if t.lower_ in ("many", "much", "who", "whom", "what", *_ADVERBS)]
    asker = next((t for t in asking if t.i + 1 == len(previous) or previous[t.i + 1] not in asking), None)
    if asker is None:
        return None
    counted, verb = _counted(previous), main_verb(next(iter(previous.sents)).root)
    known = f"the {_plain(counted)}" if counted is not None else parties if asker.lower_ in ("who", "whom") else ""
    first = counted or asker
    helping = next((t for t in previous[first.i + 1 : verb.i + 1] if t.pos_ == "AUX" or t.lemma_ == "do"), None)
    after = text[verb.idx + len(verb) :]
    if helping is None:  # the one asked for is the subject: "Who met him?"
        return f"{wh} did {known or 'someone'} {verb.lemma_}{after}?" if verb.i > first.i else None
    rest = text[helping.idx + len(helping) :].strip()
    if asker.lower_ in (*_ADVERBS, "what") or helping == verb:
        return " ".join(word for word in (wh, helping.text, known if counted else "", f"{rest}?") if word)
    if any(t.dep_ in ("nsubj", "nsubjpass", "compound") for t in previous[helping.i + 1 : verb.i]):
        if asker.dep_ == "pobj" and asker.i > 0 and known:
            known = f"{previous[asker.i - 1].lower_} {known}"  # "With whom"
        return f"{wh} {_completed(text[helping.idx : verb.idx + len(verb)], after, known, counted)}?"
    return f"{wh} {helping.text} {known or 'someone'} {rest}?"


def _completed(clause: str, after: str, known: str, counted: Token | None) -> str:
    """Put the known party behind the verb of a clause, or behind the preposition that waits for it at its end."""
    stranded = re.fullmatch(r"\s(?:to|with|by|for|from|at|on)", after)
    if stranded and counted is not None:
        return clause
    if stranded or not known:
        return f"{clause}{after} {known}".rstrip()
    return f"{clause} {known}{after}"


def _about(what: str, previous: Doc) -> str | None:
    """Put another name or noun into the question before: "What about Obell?"."""
    counted = _counted(previous)
    named = list(names_in(next(iter(previous.sents))))
    what = what.rstrip("?").strip()
    if named and what[:1].isupper():
        return re.sub(r"\b(\w+) \1\b", r"\1", previous.text.replace(named[-1], what))  # "Vall" for "the Vall bridge"
    if counted is not None:
        start = previous.text.lower().index("many") + 5 if "many" in previous.text.lower() else counted.left_edge.idx
        return f"{previous.text[:start]}{what}{previous.text[counted.idx + len(counted) :]}"
    return None


def _without_pronouns(question: str, turn: Turn, previous: Doc) -> str | None:
    """Replace "they", "he", "there" by who and what the last turn was about; None when nothing is left open."""
    doc = parse(question)
    asked = [name for sentence in previous.sents for name in names_in(sentence)]
    answered = _answered(turn)
    counted = _counted(previous)
    place = next((e.text for e in reversed(previous.ents) if e.label_ in ("GPE", "LOC", "FAC")), None)
    pieces, position, changed = [], 0, False
    for token in doc:
        put: str | None = None
        if token.lower_ in _GROUP:
            people = list(dict.fromkeys([*asked[:1], *answered[:1]]))
            put = f"the {_plain(counted)}" if counted is not None else " and ".join(people) or None
        elif token.lower_ in _PERSON:
            put = next(iter([*answered, *asked]), None)
        elif token.lower_ == "there" and token.dep_ == "advmod" and place:
            put = f"in {place}"
        if put:
            possessive = token.tag_ == "PRP$"
            pieces += [question[position : token.idx], put + ("'s" if possessive else "")]
            position, changed = token.idx + len(token), True
    return (
        "".join([*pieces, question[position:]])
        if changed
        else (question if asked and names_in(next(iter(doc.sents))) else None)
    )


def _answered(turn: Turn) -> list[str]:
    """Return the names in the first line of an answer."""
    line = turn.answer.split("\n", 1)[0]
    if not line or line.startswith("The articles do not say"):
        return []
    return [name for sentence in parse(line).sents for name in names_in(sentence)]


def _parties(turn: Turn) -> str:
    """Return whom an answer names, if it names nothing else."""
    plain = not re.search(r"[:“]", turn.answer.split("\n", 1)[0])
    return " and ".join(_answered(turn)) if plain else ""


def _counted(previous: Doc) -> Token | None:
    """Return the noun that a question counts."""
    asked = next((t for t in previous if t.lower_ in ("many", "much")), None)
    if asked is None:
        return None
    of = next((c for c in asked.children if c.lower_ == "of"), None)
    if of is not None:
        return next((c for c in of.children if c.dep_ == "pobj"), None)
    helped = any(t.pos_ == "AUX" for t in previous[asked.i : asked.head.i])
    return asked.head if asked.head.pos_ in ("NOUN", "PROPN") and not helped else None


def _plain(counted: Token) -> str:
    words = [t.text for t in counted.subtree if t.i <= counted.i and t.lower_ not in ("how", "many", "much", "the")]
    return " ".join(words)


def _has_place(question: str) -> bool:
    return any(e.label_ in ("GPE", "LOC", "FAC") for e in parse(question).ents)
