"""What a question leaves out: "What are the symptoms?" asks for those of what was spoken of before."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from index.lexicon import is_person
from rag.anaphora import Known, Taken
from rag.antecedents import asks, is_asked
from rag.relational import EVALUATIVE, KINDS, RELATIONAL, TWO_PLACE, VAGUE, preposition_for, takes_of

if TYPE_CHECKING:
    from index.parsing import Doc, Span, Token
    from rag.antecedents import Mention

__all__ = ["completed"]

_DATES = frozenset({"DATE", "TIME"})
_SPEAKERS = frozenset({"i", "me", "my", "you", "your", "we", "us", "our"})
_NEEDED = frozenset({"need", "require", "involve"})
_SHARED = frozenset("impact effect influence relationship relation difference similarity connection link".split())
"""Nouns with two sides: "the impact on farming" names only one."""
_OTHER_SIDE = frozenset({"on", "to", "with", "from"})
_FEW = 4
"""Tokens of "How many teams?"."""
_MOST_WORDS = 4
"""Content words of its own with which a question can still be about what was said before."""


class _Gap(StrEnum):
    """What is missing after a word."""

    OWNER = "owner"
    """What a noun belongs to: "the symptoms"."""
    KIND = "kind"
    """Of what things one is chosen: "the largest"."""
    WHOLE = "whole"
    """What a part plays its role in: "the role of salt"."""
    SCENE = "scene"
    """Where a definite thing is found: "the harbour master"; said only of named places and events."""


def completed(doc: Doc, known: Known) -> Taken:
    """Say what the question's open noun belongs to, where neither the question nor a name in it does."""
    topic, text = known.topic, doc.text
    sentence = list(doc.sents)[-1] if len(doc) else None
    if topic is None or sentence is None or not asks(sentence):
        return Taken(text)
    if pair := _compared(sentence, known):
        return Taken(_at_end(text, pair), topic, changed=True)
    if (noun := _another(sentence, topic)) is not None:
        return Taken(_put_after(text, noun, f"besides {topic.text}"), topic, changed=True)
    if {t.lemma_.lower() for t in doc} & topic.words:
        return Taken(text)
    member = _membership(sentence)
    if member is None and _is_full(sentence):
        return Taken(text)
    if (place := _place_asked(sentence, known)) is not None:
        return Taken(_at_end(text, f" in {place.text}"), place, changed=True)
    token, gap = (member, _Gap.OWNER) if member is not None else _gap(sentence)
    owner = _owner(token, gap, topic, known) if token is not None else None
    if token is None or owner is None:
        return Taken(text)
    return Taken(_attached(text, token, gap, owner), owner, changed=True)


def _owner(token: Token, gap: _Gap, topic: Mention, known: Known) -> Mention | None:
    """Return what a noun belongs to; a definite thing in a scene belongs to none if it has been spoken of itself."""
    if gap is not _Gap.SCENE:
        return topic
    if any(m.head == token.lemma_.lower() for m in known.recent):
        return None
    scenes = (m for m in (topic, *known.recent) if m is topic or m.named)
    return next((m for m in scenes if _is_scene(m, token)), None)


def _membership(sentence: Span) -> Token | None:
    """Return "member" of "is Norland a member?": though a name is asked about, what it belongs to is left out."""
    for noun in sentence:
        role = noun.dep_ == "attr" and noun.lemma_.lower() in RELATIONAL and is_person(noun.lemma_.lower())
        told = any(takes_of(c) or c.dep_ in ("compound", "amod") for c in noun.children)
        if role and not told and any(c.dep_ == "nsubj" and c.pos_ == "PROPN" for c in noun.head.children):
            return noun
    return None


def _place_asked(sentence: Span, known: Known) -> Mention | None:
    """Return where "are there any theatres?" asks for them, if a place was spoken of."""
    there = any(t.dep_ == "expl" and t.lower_ == "there" for t in sentence)
    if not there or any(map(takes_of, sentence)) or any(t.lemma_.lower() in RELATIONAL for t in sentence):
        return None
    places = [m for m in (known.topic, *known.recent) if m is not None and m.place]
    return next((m for m in places if not m.text.startswith("the ")), next(iter(places), None))


def _put_after(text: str, token: Token, words: str) -> str:
    end = token.idx + len(token)
    return f"{text[:end]} {words}{text[end:]}"


def _at_end(text: str, words: str) -> str:
    stem = text.rstrip(" ?.!")
    return f"{stem}{words}{text[len(stem) :].lstrip() or '?'}"


def _compared(sentence: Span, known: Known) -> str:
    """Return the two things that "which is larger?" compares: those of the turn before."""
    asked = next((t for t in sentence if t.lower_ == "which"), None)
    nouns = any(t.pos_ in ("NOUN", "PROPN") for t in sentence)
    if asked is None or nouns or not any(t.tag_ in ("JJR", "RBR") for t in sentence) or not known.topic:
        return ""
    if known.topic.pair and " and " in known.topic.text:
        return f", {known.topic.text.replace(' and ', ' or ')}"
    alike = len(known.last) > 1 and known.last[0].named == known.last[1].named
    if not alike or known.last[1].text in known.last[0].text:
        return ""
    return f", {known.last[0].text} or {known.last[1].text}"


def _another(sentence: Span, topic: Mention) -> Token | None:
    """Return a noun that asks for more of the topic's kind: "what other storms", after "the Tollow storm"."""
    for noun in sentence:
        others = any(c.lower_ in ("other", "another", "similar") for c in noun.children)
        if noun.lemma_.lower() == topic.head and others and not any(map(takes_of, noun.children)):
            return noun
    return None


def _is_full(sentence: Span) -> bool:
    """Say whether a question has a name, an anaphor or so many words of its own that it needs nothing from before."""
    own = 0
    for token in sentence:
        if token.pos_ == "PROPN" and token.ent_type_ not in _DATES:
            return True
        anaphor = token.tag_ in ("PRP", "PRP$") and token.lower_ not in _SPEAKERS
        if anaphor or (token.dep_ == "nsubj" and token.lower_ in ("this", "that", "these", "those")):
            return True
        carries = token.pos_ in ("NOUN", "VERB", "ADJ") and not token.is_stop
        own += carries and token.lemma_.lower() not in RELATIONAL | VAGUE and token.lower_ not in EVALUATIVE
    return own > _MOST_WORDS


def _gap(sentence: Span) -> tuple[Token | None, _Gap]:
    """Return the word after which something is missing."""
    for token in sentence:
        if _is_bare_choice(token):
            return token, _Gap.KIND
        if token.pos_ != "NOUN" or token.dep_ in ("compound", "npadvmod") or token.ent_type_ in _DATES:
            continue
        after, gap, stop = _gap_after(token, sentence)
        if after is not None or stop:
            return after, gap
    return None, _Gap.OWNER


def _gap_after(noun: Token, sentence: Span) -> tuple[Token | None, _Gap, bool]:
    """Return the word after which a noun lacks something, what, and whether the search ends here."""
    lemma, complements = noun.lemma_.lower(), [c for c in noun.children if takes_of(c)]
    if is_asked(noun):
        return _asked_gap(noun, sentence), _Gap.OWNER, False
    the = any(c.lower_ == "the" and c.dep_ == "det" for c in noun.children)
    if complements and lemma in TWO_PLACE and complements[0].lower_ == "of":
        return complements[0].right_edge, _Gap.WHOLE, True
    if complements:
        open_side = lemma in _SHARED and all(c.lower_ in _OTHER_SIDE for c in complements)
        return (noun if open_side else None), _Gap.OWNER, True
    if lemma in RELATIONAL:
        told = noun.tag_ == "NN" and any(c.dep_ == "compound" for c in noun.children)
        central = _is_central(noun) or (the and noun.dep_.startswith("nsubj"))
        return (noun if central and not told else None), _Gap.OWNER, False
    chosen = any(c.lower_ in EVALUATIVE or c.tag_ == "JJS" for c in noun.children)
    if chosen and noun.head == sentence.root:
        return noun, _Gap.OWNER, True
    told = any(c.dep_ == "acl" or (c.dep_ == "relcl" and c.i > noun.i) for c in noun.children)
    told = told or sum(c.dep_ in ("amod", "compound") for c in noun.children) > 1
    in_scene = the and not told and lemma not in VAGUE and _is_in_scene(noun)
    return (noun if in_scene else None), _Gap.SCENE, False


def _asked_gap(noun: Token, sentence: Span) -> Token | None:
    """Return the word after which something is missing where a noun is asked for: "what type", "how many teams"."""
    lemma, verb = noun.lemma_.lower(), noun.head
    if lemma in KINDS and not any(map(takes_of, noun.children)):
        return noun
    if lemma not in RELATIONAL and (verb.lemma_ in _NEEDED or len(sentence) <= _FEW):
        return verb if verb.i > noun.i else noun
    return None


def _is_central(noun: Token) -> bool:
    """Say whether a noun is what a question asks for: "what are the causes", "tell me about the causes"."""
    head = noun.head
    if noun.dep_ in ("attr", "nsubj") and head.lemma_ == "be":
        return True
    if noun.dep_ == "pobj" and head.lower_ == "about" and head.head.tag_ == "VB":
        return True
    return noun.lemma_.lower() in KINDS and noun.dep_ in ("nsubj", "nsubjpass", "pobj")


def _is_scene(mention: Mention, noun: Token) -> bool:
    """Say whether a definite thing can be told by a mention: a person by a place or an event alone."""
    return mention.place or mention.event or (mention.named and not is_person(noun.lemma_.lower()))


def _is_in_scene(noun: Token) -> bool:
    about = noun.dep_ == "pobj" and noun.head.lower_ == "about" and noun.head.head.lower_ in ("what", "how")
    return noun.dep_ in ("nsubj", "nsubjpass", "attr", "ROOT") or about


def _is_bare_choice(token: Token) -> bool:
    """Say whether a superlative or ordinal has no noun: "the largest", "the most serious", "the first"."""
    if token.tag_ != "JJS" and token.ent_type_ != "ORDINAL" and not any(c.tag_ == "RBS" for c in token.children):
        return False
    the = token.pos_ in ("ADJ", "NOUN") and any(c.lower_ == "the" for c in token.children)
    return (the or token.dep_ in ("acomp", "attr")) and token.dep_ not in ("amod", "advmod")


def _attached(text: str, after: Token, gap: _Gap, topic: Mention) -> str:
    if gap is _Gap.KIND and topic.one:
        many = any(t.lower_ in ("are", "were") for t in after.doc)
        return _put_after(text, after, topic.bare if many else topic.one)
    lemma = after.lemma_.lower()
    within = gap is _Gap.WHOLE or topic.place or (topic.event and lemma not in RELATIONAL)
    preposition = "in" if within else preposition_for(lemma)
    return _put_after(text, after, f"{preposition} {topic.text}")
