"""Are disagreements told where there are some, and only there?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from eval.baselines import NUMBERS_DIFFER
from eval.conflicts_metrics import balanced_accuracy, detection_scores, pairs
from eval.datasets import read_lines
from eval.gold_samples import BENCHMARK
from eval.measures import Measure, f1, mean, ratio
from eval.rashomon_system import NAME
from eval.records import Record
from eval.replies import Reply
from eval.suite import Published, Suite
from eval.workspace import Workspace
from rag.conflicts import group

__all__ = ["SUITE"]

_DATASETS = (BENCHMARK, "gva_conflicts", "ramdocs", "contraqa")
_WITH_BASELINE = (BENCHMARK, "gva_conflicts")
_WORDING = "same words"  # the baseline of grouping: answers are one when they are the same words


def _run(workspace: Workspace) -> Iterator[Record]:
    for dataset in workspace.datasets(_DATASETS):
        for system in (NAME, NUMBERS_DIFFER) if dataset in _WITH_BASELINE else (NAME,):
            for reply in workspace.replies(dataset, system):
                yield _record(dataset, system, reply)
    if workspace.datasets(("nanco",)):
        yield from _grouping(workspace)


def _record(dataset: str, system: str, reply: Reply) -> Record:
    sample = reply.sample
    known = ", ".join(f"{value:g}" for value in sample.values) or " | ".join((*sample.texts, *sample.wrong))
    shown = "; ".join(
        f"{conflict.kind}: {' / '.join(stance.value for stance in conflict.stances)}"
        for conflict in reply.disagreements
    )
    return Record(
        "conflicts",
        dataset if sample.certain else f"{dataset}, uncertain",
        system,
        sample.item,
        detection_scores(reply),
        unit=sample.unit,
        question=sample.question,
        answer=reply.text,
        gold=f"{sample.relation or 'conflict' if sample.surface else sample.relation or 'none'}: {known}",
        quotes=tuple(quote.text for quote in reply.quotes),
        note=f"conflicts shown: {shown or 'none'}",
    )


def _grouping(workspace: Workspace) -> Iterator[Record]:
    """Yield a record for each pair of answers to a question: do they say the same?"""
    for record in islice(read_lines(workspace.data / "nanco" / "dev.jsonl"), workspace.limit):
        answers = [answer["answer"] for answer in record["answers"]]
        labels = [answer["group"] for answer in record["answers"]]
        words = [" ".join(answer.lower().split()) for answer in answers]
        for system, found in (
            (NAME, group(record["question"], answers)),
            (_WORDING, [words.index(text) for text in words]),
        ):
            yield from _pair_records(record["id"], record["question"], answers, labels, found, system)


def _pair_records(
    item: str, question: str, answers: Sequence[str], labels: Sequence[int], found: Sequence[int], system: str
) -> Iterator[Record]:
    for a, b, same, together in pairs(labels, found):
        yield Record(
            "conflicts",
            "nanco",
            system,
            f"{item}-{a}-{b}",
            {"same": float(same), "put together": float(together), "quality": float(same == together)},
            unit=item,
            question=question,
            answer=f"{answers[a]} | {answers[b]}: {'together' if together else 'apart'}",
            gold="together" if same else "apart",
        )


SUITE = Suite(
    "conflicts",
    "Whether disagreements between articles are told where there are some, and only there.",
    _run,
    (
        mean("false alarms per 100", "false alarm", lower_is_better=True, percent=True),
        ratio("precision", "surfaced", "told"),
        ratio("recall", "surfaced", "expected"),
        f1("F1", "surfaced", "told", "expected"),
        mean("kind right", "kind right"),
        Measure("balanced accuracy", ("same", "put together"), balanced_accuracy),
    ),
    quality="quality",
    notes=(
        "Surfaced: a conflict with at least two of the values that the articles are known to give. False alarms: any "
        "conflict, on questions whose articles do not disagree; per 100 of these.",
        "Items whose annotator would not bet on the label stand apart as 'uncertain'. Contradictions are few and "
        "mostly uncertain. The flagged half of gva_conflicts was chosen by a pattern: no rate for news follows.",
        "ContraQA's items all disagree; RAMDocs' disagree when more than one answer, right or wrong, is given.",
        "NAnCo: the answers to four questions, each pair put together or kept apart; resampled by question.",
    ),
    published=(Published("nanco", "best model", "balanced accuracy", 0.81, "whole set of 8 questions, trained"),),
)
