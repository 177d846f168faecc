"""Who somebody is: "the mayor of Harnick", "budget director", read off how the articles introduce a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from index import Span
from index.grammar import lemma_of
from index.lexicon import is_person
from index.parsing import parse
from rag.asking_words import names_somebody
from rag.retrieval import QuotedSentence, Retrieved

if TYPE_CHECKING:
    from index.parsing import Doc, Token
    from index.parsing import Span as DocSpan

__all__ = ["DESCRIBED", "described", "name_asked"]

DESCRIBED = 0.9
"""How likely a description read off the grammar is right: of 50 that were found for speakers of our benchmark's
training and development part, 45 had words of the role that they are labelled with."""
_WHO_IS = re.compile(
    r"^\W*(?:who|what)(?: is| was| are| were|['’]s)\s+(?P<name>[^?]+?)\W*$", re.IGNORECASE
)  # fmt: skip
_LOOKED_AT = 8  # sentences with the name that are parsed, at some 5 ms each
_LONGEST = 12  # words of a description
_OFFICES = frozenset("head chief chair counsel".split())
"""Nouns for people where they introduce a name, and for other things elsewhere."""
_VAGUE = frozenset("man woman person people name".split())
_WHOSE = frozenset("its his her their our my".split())
_TITLE_PARTS = ("compound", "amod", "nmod")
_CUT = ("relcl", "acl", "advcl", "punct", "appos", "cc", "conj")


def name_asked(question: str, retrieved: Retrieved) -> str | None:
    """Return whom "Who is ...?" asks about, as the articles spell the name; none where it asks for somebody by role."""
    match = _WHO_IS.match(question)
    if match is None:
        return None
    asked = re.compile(rf"\b{re.escape(match['name'])}\b", re.IGNORECASE)
    for article in retrieved.articles.values():
        found = asked.search(article.text)
        if found and all(word[0].isupper() for word in re.findall(r"\w+", found[0])):
            return found[0]
    return None


def described(name: str, retrieved: Retrieved) -> tuple[QuotedSentence, str] | None:
    """Return a sentence that says who somebody is, and what it says; none where none does.

    The first one found, but one that names the body before one that says "its director".
    """
    having = [one for one in retrieved.sentences if re.search(rf"\b{re.escape(name)}\b", one.text)]
    order = {article_id: place for place, article_id in enumerate(retrieved.articles)}
    having.sort(key=lambda one: (order[one.article_id], one.span.start))
    found = [
        (sentence, " ".join(words.of(sentence.text).split()))
        for sentence in having[:_LOOKED_AT]
        for words in _descriptions(name, parse(sentence.text))
    ]
    return min(found, key=lambda one: one[1].split()[0].lower() in _WHOSE, default=None)


def _descriptions(name: str, doc: Doc) -> Iterator[Span]:
    for match in re.finditer(rf"\b{re.escape(name)}\b", doc.text):
        named = doc.char_span(match.start(), match.end(), alignment_mode="expand")
        if named is None:
            continue
        head = named.root
        behind = [c for token in named for c in token.children if c.dep_ == "appos" and c.i >= named.end]
        yield from (_span(c) for c in behind if _tells(c) and _is_joined(doc[named.end : c.i]))  # "Ada Lund, the mayor"
        if head.dep_ == "appos" and head.head.i < named.start and _tells(head.head):  # "the mayor, Ada Lund"
            yield _span(head.head)
        before = _title(doc[: named.start])
        if before:  # "mayor Ada Lund"
            yield Span(before[0].idx, before[-1].idx + len(before[-1]))
        if head.dep_ == "nsubj" and head.head.lemma_ == "be":  # "Ada Lund is the mayor"
            yield from (_span(c) for c in head.head.children if c.dep_ == "attr" and _tells(c))


def _tells(noun: Token) -> bool:
    """Say whether a noun phrase introduces somebody or a body that acts: "the mayor of Obell", "a maker of bells"."""
    words = _words(noun)
    lemma = lemma_of(noun)
    somebody = (names_somebody(lemma) and lemma not in _VAGUE) or lemma in _OFFICES
    introduced = noun.pos_ in ("NOUN", "PROPN") and somebody
    return introduced and len(words) <= _LONGEST


def _title(before: DocSpan) -> list[Token]:
    """Return the words right before a name that say what somebody is: "budget director".

    A noun without a capital that stands there is one, whatever it is; one with a capital if it is for people.
    """
    if not len(before) or before[-1].pos_ not in ("NOUN", "PROPN") or not before[-1].is_alpha:
        return []
    office = before[-1]
    if not is_person(lemma_of(office)) and (office.tag_ != "NN" or not office.is_lower):
        return []
    title = [office]
    for token in reversed(list(before)[:-1]):
        if token.dep_ not in _TITLE_PARTS or token.head not in (*title, office.head) or not token.is_alpha:
            break
        title.insert(0, token)
    return title


def _is_joined(between: DocSpan) -> bool:
    """Say whether what stands between a name and its apposition is no more than that: another one, an age, commas."""
    return all(token.lower_ not in (";", ":", "-", "--") for token in between)


def _words(noun: Token) -> list[Token]:
    """Return a noun with what belongs to it, up to where its sentence goes on to tell more."""
    cut = {t.i for child in noun.children if child.dep_ in _CUT and child.i > noun.i for t in child.subtree}
    first = min((t.i for t in noun.subtree), default=noun.i)
    words = []
    for token in noun.doc[first : noun.right_edge.i + 1]:
        if token.i in cut or (token.i > noun.i and token.is_punct and token.text != "-"):
            break
        words.append(token)
    return words


def _span(noun: Token) -> Span:
    words = _words(noun)
    return Span(words[0].idx, words[-1].idx + len(words[-1]))
