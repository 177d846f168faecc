"""Are the answers right?"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from eval.answers_metrics import exact_match, figure_right, holds, plain_text, token_f1, values_given
from eval.baselines import CONSTANT, FREQUENT, PLAIN_RAG
from eval.citations_metrics import writing_scores
from eval.gold_samples import BENCHMARK
from eval.measures import macro, mean, ratio
from eval.rashomon_system import NAME
from eval.records import Record
from eval.replies import Reply
from eval.suite import Published, Suite
from eval.workspace import Workspace

__all__ = ["SUITE", "score_reply"]

_FIGURES = ("gva_news", "gva_conflicts")
_WORDS = ("squad2", "xquad", "clapnq")
_SYSTEMS = (NAME, PLAIN_RAG)


def score_reply(dataset: str, reply: Reply) -> dict[str, float]:
    """Return the scores of a reply to an answerable question; ``quality`` says how right it is, from 0 to 1."""
    return _SCORERS[dataset](reply) | {"answered": float(not reply.abstained)} | writing_scores(reply)


def _figure(reply: Reply) -> dict[str, float]:
    valued, quoted = figure_right(reply)
    scores = {"figure": float(reply.sample.figure), "value right": float(valued), "figure right": float(quoted)}
    if not reply.abstained:
        scores["right when answered"] = float(quoted)
    return scores | {"quality": float(quoted)}


def _words(reply: Reply) -> dict[str, float]:
    answer = "" if reply.abstained else plain_text(reply.text)
    overlap = token_f1(answer, reply.sample.texts)
    held = any(holds(answer, text) for text in reply.sample.texts)
    return {
        "exact match": exact_match(answer, reply.sample.texts),
        "token F1": overlap,
        "holds answer": float(held),
        "quality": max(overlap, float(held)),
    }


def _ambiguous(reply: Reply) -> dict[str, float]:
    """Score a question with several right answers, beside which some document gives wrong ones."""
    answer = "" if reply.abstained else plain_text(reply.text)
    stances = [stance.value for disagreement in reply.disagreements for stance in disagreement.stances]
    wrong = [text for text in reply.sample.wrong if holds(answer, text)]
    found = [text for text in reply.sample.texts if holds(answer, text)]
    right = len(found) == len(reply.sample.texts) and not wrong
    scores = {
        "all gold, no wrong": float(right),
        "some gold": float(bool(found)),
        "quality": 0.0 if wrong else len(found) / len(reply.sample.texts),
    }
    if wrong:
        scores["wrong only inside a conflict"] = float(
            all(any(holds(stance, text) for stance in stances) for text in wrong)
        )
    if reply.sample.wrong:
        scores["gives a wrong one"] = float(bool(wrong))
    return scores


def _several(reply: Reply) -> dict[str, float]:
    """Score a question whose gold has every position that articles hold."""
    text = "" if reply.abstained else plain_text(reply.text)
    if reply.sample.figure:
        given = values_given(reply)
        told = [bool(set(gold.values) & set(given)) for gold in reply.sample.golds]
        right = figure_right(reply)[1]
    else:
        told = [any(holds(text, wording) for wording in gold.texts) for gold in reply.sample.golds]
        right = any(told)
    right &= not reply.abstained
    scores = {
        "right": float(right),
        "complete": float(right and all(told)),
        "quality": (right + (right and all(told))) / 2,
    }
    if not reply.abstained:
        scores["right when answered"] = float(right)
    return scores


_SCORERS: dict[str, Callable[[Reply], dict[str, float]]] = {
    **dict.fromkeys(_FIGURES, _figure),
    **dict.fromkeys(_WORDS, _words),
    BENCHMARK: _several,
    "ramdocs": _ambiguous,
}


def _run(workspace: Workspace) -> Iterator[Record]:
    for dataset in workspace.datasets(tuple(_SCORERS)):
        for system in _SYSTEMS + workspace.helped + ((CONSTANT, FREQUENT) if dataset in _FIGURES else ()):
            for reply in workspace.replies(dataset, system):
                if reply.sample.answerable:
                    yield _record(dataset, system, reply)


def _record(dataset: str, system: str, reply: Reply) -> Record:
    sample = reply.sample
    gold = ", ".join(f"{value:g}" for value in sample.values) or " | ".join(sample.texts)
    return Record(
        "answers",
        dataset,
        system,
        sample.item,
        score_reply(dataset, reply),
        variant=sample.variant,
        unit=sample.unit,
        question=sample.question,
        answer=reply.text,
        gold=gold + (f" (wrong: {' | '.join(sample.wrong)})" if sample.wrong else ""),
        quotes=tuple(quote.text for quote in reply.quotes),
    )


SUITE = Suite(
    "answers",
    "Whether the answer is right: the figure with its quote, the words of a gold answer, all of several.",
    _run,
    (
        mean("right", "right"),
        mean("complete", "complete"),
        macro("figure right, over sizes", "figure right", "figure"),
        mean("figure right", "figure right"),
        mean("value right", "value right"),
        mean("right when answered", "right when answered"),
        mean("exact match", "exact match"),
        mean("token F1", "token F1"),
        mean("holds answer", "holds answer"),
        mean("all gold, no wrong", "all gold, no wrong"),
        mean("some gold", "some gold"),
        mean("gives a wrong one", "gives a wrong one"),
        mean("wrong only inside a conflict", "wrong only inside a conflict"),
        mean("answered", "answered"),
        mean("paragraph by the model", "paragraph"),
        ratio("sentences by the model kept", "kept", "written"),
        ratio("their figures in their quotes", "kept held", "kept figures"),
    ),
    quality="quality",
    notes=(
        "benchmark: a figure as below, other answers when they hold a position's words; complete when they hold all.",
        "A figure is right when every value given is acceptable and quoted from an article on the event. The mean over "
        "sizes averages within the figures 1, 2, 3, 4, 5 and more, since a constant 1 is right most of the time.",
        "gva_news takes a registry's figure for the only acceptable one, though articles may all say another.",
        "Systems that quote a sentence as it stands are right if any figure in it is; constants need no quote.",
        "Exact match and token F1 compare whole sentences with short gold answers: read 'holds answer' beside them.",
        "With a language model (--llm): in how many answers that it was asked for its text is used, how many of its "
        "sentences are kept, and how many figures of these are in the quotes that they cite, by another reader.",
    ),
    published=(
        Published("ramdocs", "Llama-3.3-70B, plain RAG", "all gold, no wrong", 0.326, "whole set, exact match"),
    ),
)
