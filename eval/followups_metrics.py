"""How well a follow-up was made to stand alone: the words added to it, against those that a human added.

The question as typed, the human rewrite and ours are compared by content lemmas, after the way in which QuReTeC
(Voskarides et al. 2020) measures query resolution: precision and recall of the terms added from the turns before.
Terms that occur in no turn before are kept apart, because no resolver that only takes up what was said could add them.

With A the content lemmas that the human rewrite has and the question lacks, E the words of the earlier turns and O the
words of our resolution:

* recall = |A and E and O| / |A and E|, summed over turns, or averaged over the turns with A and E not empty;
* wrong = |O - question - human| / |O - question|, over content lemmas, summed over turns;
* ceiling = |A and E| / |A|, summed over turns: the recall over all of A of a resolver that finds all that was said;
* left alone: of the turns with A empty, the share with O - question empty;
* exactly right: the share of turns with O - question = A, where a word counts in any of its forms.
"""

from __future__ import annotations

from collections.abc import Mapping

from eval.lemmas import Words
from eval.measures import Measure, mean, ratio

__all__ = ["MEASURES", "score"]

MEASURES: tuple[Measure, ...] = (  # the first heads the summary: repeating everything said recalls all of it
    mean("exactly right", "exact"),
    ratio("recall of the words that can be recovered", "recovered", "recoverable"),
    mean("the same, mean over turns", "turn_recall"),
    ratio("wrong among the words added", "wrong", "added", lower_is_better=True),
    ratio("words of the question lost", "lost", "kept_by_human", lower_is_better=True),
    mean("left alone, of the turns that need nothing", "left_alone"),
    ratio("ceiling: the human's words that were said before", "recoverable", "added_by_human"),
)


def score(question: Words, earlier: Words, human: Words, ours: Words) -> Mapping[str, float]:
    """Score one turn.

    Args:
        question: The words of the follow-up as typed.
        earlier: The words of all turns before it, questions and answers.
        human: The words of the human rewrite.
        ours: The words of the resolution that is scored.
    """
    added_by_human = human.added_to(question)
    recoverable = added_by_human & earlier.forms
    recovered = recoverable & ours.forms
    added = ours.added_to(question)
    wrong = added - human.forms
    kept_by_human = question.content & human.forms
    scores = {
        "exact": not wrong and added_by_human <= ours.forms,
        "quality": _f1(len(added) - len(wrong), len(added), len(recovered), len(recoverable)),
    }
    if recoverable:
        scores |= {"recovered": len(recovered), "turn_recall": len(recovered) / len(recoverable)}
    if added_by_human:
        scores |= {"recoverable": len(recoverable), "added_by_human": len(added_by_human)}
    else:
        scores["left_alone"] = not added
    if added:
        scores |= {"wrong": len(wrong), "added": len(added)}
    if kept_by_human:
        scores |= {"lost": len(kept_by_human - ours.forms), "kept_by_human": len(kept_by_human)}
    return {name: float(value) for name, value in scores.items()}


def _f1(right: int, added: int, recovered: int, recoverable: int) -> float:
    """Return the harmonic mean of precision and recall; either is 1 where there is nothing to get wrong."""
    precision = right / added if added else 1.0
    recall = recovered / recoverable if recoverable else 1.0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
