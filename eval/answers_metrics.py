"""Whether an answer is right: figures by their value and their quote, words by their overlap."""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Iterable, Sequence

from eval.figures import figures_in
from eval.replies import Reply, Stance

__all__ = ["exact_match", "figure_right", "holds", "plain_text", "token_f1", "values_given"]


_TYPOGRAPHIC = "“”‘’„–—…"  # punctuation that SQuAD's texts do not have, and news does


def plain_text(answer: str) -> str:
    """Return an answer without its citation numbers and list marks."""
    return re.sub(r"\s*\[\d+\]", "", re.sub(r"(?m)^- ", "", answer)).strip()


def exact_match(answer: str, golds: Iterable[str]) -> float:
    """Return 1 if an answer is one of the gold ones after SQuAD's normalisation (Rajpurkar et al. 2016), else 0."""
    return float(any(_words(answer) == _words(gold) for gold in golds))


def token_f1(answer: str, golds: Iterable[str]) -> float:
    """Return the best F1 of the answer's words against a gold answer's, as multisets (Rajpurkar et al. 2016)."""
    return max((_f1(_words(answer), _words(gold)) for gold in golds), default=0.0)


def holds(text: str, answer: str) -> bool:
    """Tell whether a text has the words of an answer, in a row."""
    words = _words(answer)
    return bool(words) and f" {' '.join(words)} " in f" {' '.join(_words(text))} "


def values_given(reply: Reply) -> list[float]:
    """Return the figures that a reply gives as answers.

    Those are the bounds of all its positions if it tells of a disagreement, else the first figure of its text. Of a
    sentence that is quoted as it stands, every figure counts as given.
    """
    if reply.disagreements:
        bounds = (
            bound
            for disagreement in reply.disagreements
            for stance in disagreement.stances
            for bound in (stance.low, stance.high)
        )
        return list(dict.fromkeys(float(bound) for bound in bounds if isinstance(bound, int | float)))
    found = figures_in(plain_text(reply.text).split("\n")[0], measures=reply.sample.measure)
    return found if reply.verbatim else found[:1]


def figure_right(reply: Reply) -> tuple[bool, bool]:
    """Return whether every value given is acceptable, and whether it is also quoted from an article on the event.

    A sentence quoted as it stands is let off lightly: one of its figures being acceptable is enough. A reply without
    quotes (a constant) is judged by its value alone.
    """
    given, acceptable = values_given(reply), set(reply.sample.values)
    matches = [value in acceptable for value in given]
    valued = any(matches) if reply.verbatim else bool(matches) and all(matches)
    if not valued or reply.abstained:
        return False, False
    gold = set(reply.sample.gold_articles)
    in_gold = {quote.number for quote in reply.quotes if quote.article_id in gold}
    if not reply.quotes:
        return True, True
    if reply.disagreements:
        stances = [stance for disagreement in reply.disagreements for stance in disagreement.stances]
        return True, all(_quoted(stance, in_gold) for stance in stances)
    first = reply.text.split("\n")[0]
    cited = {int(number) for number in re.findall(r"\[(\d+)\]", first)} or {quote.number for quote in reply.quotes}
    return True, bool(cited & in_gold)


def _quoted(stance: Stance, numbers: set[int]) -> bool:
    return bool(numbers & set(stance.citations))


def _words(text: str) -> list[str]:
    """Return the words of a text as SQuAD compares them: lower case, no punctuation, no articles."""
    bare = text.lower().translate(str.maketrans("", "", string.punctuation + _TYPOGRAPHIC))
    return [word for word in bare.split() if word not in ("a", "an", "the")]


def _f1(answer: Sequence[str], gold: Sequence[str]) -> float:
    if not answer or not gold:
        return float(answer == gold)
    shared = sum((Counter(answer) & Counter(gold)).values())
    return 2 * shared / (len(answer) + len(gold))
