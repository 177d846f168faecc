"""Whether what is said is cited, and whether the citations hold it."""

from __future__ import annotations

import re

from eval.answers_metrics import plain_text
from eval.figures import figures_in
from eval.replies import Reply, Stance

__all__ = ["citation_scores", "writing_scores"]

_CITED = re.compile(r"\[(\d+)\]")
_WORDING = re.compile(r"“([^”]+)”")
_ONE = re.compile(r"\b(?:a|an|one|another|his|her|the)\b", re.IGNORECASE)


def citation_scores(reply: Reply) -> dict[str, float]:
    """Return the scores of a reply that answers.

    ``sentences`` and ``cited``: lines of the answer, and those with a citation. ``quotes`` and ``exact``: quotes, and
    those whose words stand at the place they name. ``values`` and ``held``: values with a citation, and those that a
    cited quote holds. Where the articles that answer are known, precision and recall of the cited ones against them;
    where sentences are, of the quotes against these (Gao et al. 2023 define them on judged sentences; here on gold).
    """
    lines = [line for line in reply.text.split("\n") if line.strip()]
    held = [_held(value, numbers, reply) for value, numbers in _cited_values(reply)]
    scores = {
        "sentences": float(len(lines)),
        "cited": float(sum(reply.verbatim or bool(_CITED.search(line)) for line in lines)),
        "quotes": float(len(reply.quotes)),
        "exact": float(sum(quote.exact for quote in reply.quotes)),
        "values": float(len(held)),
        "held": float(sum(held)),
    }
    return scores | _against_articles(reply) | _against_sentences(reply)


def writing_scores(reply: Reply) -> dict[str, float]:
    """Return the scores of what a language model wrote of a reply; none where none was asked.

    ``written`` and ``kept``: its sentences, and those in the reply. ``kept figures`` and ``kept held``: figures of
    these, and those that a quote which the sentence cites has. ``paragraph``: whether any sentence was kept.
    """
    if reply.written is None:
        return {}
    figures = held = 0
    for sentence in reply.written.kept:
        cited = " ; ".join(quote.text for quote in reply.quotes if quote.number in sentence.citations)
        said, told = figures_in(sentence.text), figures_in(cited)
        figures += len(said)
        held += sum(value in told for value in said)
    kept = len(reply.written.kept)
    return {
        "paragraph": float(kept > 0),
        "written": float(kept + reply.written.dropped),
        "kept": float(kept),
        "kept figures": float(figures),
        "kept held": float(held),
    }


def _against_articles(reply: Reply) -> dict[str, float]:
    gold, cited = set(reply.sample.gold_articles), {quote.article_id for quote in reply.quotes}
    if not reply.sample.answerable or not gold or not cited:
        return {}
    right = len(gold & cited)
    return {"article precision": right / len(cited), "article recall": right / len(gold)}


def _against_sentences(reply: Reply) -> dict[str, float]:
    gold = [_words(text) for text in dict.fromkeys(reply.sample.gold_quotes)]
    quotes = [_words(quote.text) for quote in reply.quotes]
    if not reply.sample.answerable or not gold or not quotes:
        return {}
    precision = sum(any(_meet(quote, text) for text in gold) for quote in quotes) / len(quotes)
    return {
        "sentence precision": precision,
        "sentence recall": sum(any(_meet(quote, text) for quote in quotes) for text in gold) / len(gold),
    }


def _cited_values(reply: Reply) -> list[tuple[float | str, set[int]]]:
    """Return the values that a reply gives with the numbers of their citations."""
    if reply.disagreements:
        stances = [stance for disagreement in reply.disagreements for stance in disagreement.stances]
        return [(_value(stance), set(stance.citations)) for stance in stances]
    first = reply.text.split("\n")[0]
    figures = (
        []
        if reply.verbatim or not reply.sample.values
        else figures_in(plain_text(first), measures=reply.sample.measure)[:1]
    )
    return [(figure, {int(number) for number in _CITED.findall(first)}) for figure in figures]


def _value(stance: Stance) -> float | str:
    """Return the figure of a position, or its words: those of the article, where a date is written out beside them.

    A figure with a fraction that no words show is that of two units ("four years and nine months"): its words are
    looked for.
    """
    low = stance.low
    if isinstance(low, int | float) and (low == int(low) or "." in stance.value):
        return float(low)
    wording = _WORDING.search(stance.value)
    return wording[1] if wording else stance.value


def _held(value: float | str, numbers: set[int], reply: Reply) -> bool:
    quotes = [quote.text for quote in reply.quotes if quote.number in numbers]
    if isinstance(value, str):
        return any(_words(value) in _words(quote) for quote in quotes)
    if value == 1 and any(_ONE.search(quote) for quote in quotes):
        return True  # "a man was killed" holds one person
    written = f"{value:g}"  # an age between commas is no figure of its sentence, but it is there
    return any(
        value in figures_in(quote, measures=reply.sample.measure) or written in _words(quote).split()
        for quote in quotes
    )


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _meet(first: str, second: str) -> bool:
    """Tell whether one text holds the other."""
    return bool(first) and bool(second) and (first in second or second in first)
