"""Does it answer when the articles do, and decline when they do not?"""

from __future__ import annotations

from collections.abc import Iterator

from eval.abstention_metrics import answered_at_precision, risk_coverage_area
from eval.baselines import PLAIN_RAG
from eval.gold_samples import BENCHMARK
from eval.measures import Measure, mean
from eval.rashomon_system import NAME
from eval.records import Record
from eval.replies import Reply
from eval.suite import Suite
from eval.suites.answers import score_reply
from eval.workspace import Workspace

__all__ = ["SUITE"]

_DATASETS = (BENCHMARK, "gva_news", "squad2", "clapnq", "multihop")
_RIGHT = 0.5  # quality from which an answer in words counts as right


def _run(workspace: Workspace) -> Iterator[Record]:
    for dataset in workspace.datasets(_DATASETS):
        for system in (NAME, PLAIN_RAG):
            for reply in workspace.replies(dataset, system):
                yield _record(dataset, system, reply)


def _record(dataset: str, system: str, reply: Reply) -> Record:
    sample = reply.sample
    quality = score_reply("squad2" if dataset == "multihop" else dataset, reply)["quality"] if sample.answerable else 0
    right = float(quality >= _RIGHT and not reply.abstained)
    scores = {
        "answerable": float(sample.answerable),
        "answered": float(not reply.abstained),
        "right": right,
        "confidence": reply.confidence,
        "quality": right if sample.answerable else float(reply.abstained),
    }
    if sample.answerable:
        scores["answered when answerable"] = scores["answered"]
    else:
        scores["declined when unanswerable"] = float(reply.abstained)
    if not reply.abstained:
        scores["right when answered"] = right
    return Record(
        "abstention",
        dataset,
        system,
        sample.item,
        scores,
        variant=sample.variant,
        unit=sample.unit,
        question=sample.question,
        answer=reply.text,
        gold=("answerable: " + " | ".join(sample.texts or map(str, sample.values)))
        if sample.answerable
        else "unanswerable",
        quotes=tuple(quote.text for quote in reply.quotes),
    )


_CURVE = ("answered", "confidence", "right", "answerable")

SUITE = Suite(
    "abstention",
    "Whether it answers when the articles do, and declines when they do not.",
    _run,
    (
        mean("declined when unanswerable", "declined when unanswerable"),
        mean("answered when answerable", "answered when answerable"),
        mean("right when answered", "right when answered"),
        Measure("area under risk-coverage", _CURVE, risk_coverage_area, lower_is_better=True),
        Measure("answered at 95% precision", _CURVE, answered_at_precision),
    ),
    quality="quality",
    notes=(
        "Right when answered counts an answer to an unanswerable question as wrong.",
        "Rashomon's answers are ordered by the confidence that each of them states; plain RAG's by cosine.",
        "Answers in words count as right from half of the words of a gold answer, or when they hold it whole. "
        "multihop's yes, no and comparisons are not what the product answers: there, read the share declined.",
    ),
)
