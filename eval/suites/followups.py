"""Follow-ups: questions of a conversation made to stand alone, against the rewrites of human annotators."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path

from tqdm import tqdm

from eval import gold
from eval.datasets import read_lines
from eval.followups_metrics import MEASURES, score
from eval.gold_samples import BENCHMARK
from eval.lemmas import words_of_all
from eval.records import Record
from eval.suite import Suite
from eval.workspace import Workspace
from rag import Turn
from rag.questions import resolve

__all__ = ["SUITE", "FollowUp", "benchmark", "cast", "mtrag"]


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A turn of a conversation, with what was said before it and a human rewrite that stands alone."""

    item: str
    conversation: str
    question: str
    earlier: tuple[Turn, ...]
    rewrite: str


def cast(data: Path, limit: int | None) -> Iterator[FollowUp]:
    """Yield turns of TREC CAsT 2019 to 2021 (Dalton, Xiong and Callan 2020); those of 2021 have system answers."""
    for record in islice(read_lines(data / "cast_rewrite" / "dev.jsonl"), limit):
        earlier = tuple(Turn(turn["user"], turn["system"] or "") for turn in record["history"])
        yield FollowUp(record["id"], record["split_key"], record["utterance"], earlier, record["rewrite"])


def mtrag(data: Path, limit: int | None) -> Iterator[FollowUp]:
    """Yield turns of MTRAG (Katsis et al. 2025), which gives no answers; its last user turn is the question itself."""
    for record in islice(read_lines(data / "mtrag_rewrite" / "dev.jsonl"), limit):
        earlier = tuple(Turn(question) for question in record["user_turns"][:-1])
        yield FollowUp(record["id"], record["split_key"], record["utterance"], earlier, record["rewrite"])


def benchmark(half: str, limit: int | None) -> Iterator[FollowUp]:
    """Yield the turns of the conversations in one half of our own benchmark, which give no answers."""
    conversations = gold.read_half(gold.BENCHMARK / half).conversations
    turns = (
        FollowUp(
            f"{conversation.id}-{number}",
            conversation.id,
            turn.question,
            tuple(Turn(before.question) for before in conversation.turns[:number]),
            turn.rewrite,
        )
        for conversation in conversations
        for number, turn in enumerate(conversation.turns)
    )
    return islice(turns, limit)


def _as_asked(follow_up: FollowUp) -> str:
    return follow_up.question


def _previous_too(follow_up: FollowUp) -> str:
    return " ".join([turn.question for turn in follow_up.earlier[-1:]] + [follow_up.question])


def _all_earlier(follow_up: FollowUp) -> str:
    return " ".join([turn.question for turn in follow_up.earlier] + [follow_up.question])


def _ours(follow_up: FollowUp) -> str:
    return resolve(follow_up.question, follow_up.earlier)


def _ours_in_conversation(follow_up: FollowUp) -> str:
    """Resolve each turn from the resolutions of those before it, as a conversation with the product goes."""
    return resolve(follow_up.question, _resolved(follow_up.earlier))


@cache
def _resolved(turns: tuple[Turn, ...]) -> tuple[Turn, ...]:
    """Resolve the turns of a conversation one after the other; the turns before are those of its items before."""
    if not turns:
        return ()
    before = _resolved(turns[:-1])
    return (*before, Turn(resolve(turns[-1].question, before), turns[-1].answer))


_PUBLISHED = {"cast_rewrite": cast, "mtrag_rewrite": mtrag}
_SYSTEMS: dict[str, Callable[[FollowUp], str]] = {
    "Rashomon": _ours,
    "Rashomon, own resolutions before": _ours_in_conversation,
    "as asked": _as_asked,
    "previous question before it": _previous_too,
    "all earlier questions before it": _all_earlier,
}


def run(workspace: Workspace) -> Iterator[Record]:
    """Resolve every turn of every set with every system."""
    for dataset in workspace.datasets((BENCHMARK, *_PUBLISHED)):
        turns = list(
            benchmark(workspace.half, workspace.limit)
            if dataset == BENCHMARK
            else _PUBLISHED[dataset](workspace.data, workspace.limit)
        )
        for system, resolution in _SYSTEMS.items():
            resolved = [resolution(turn) for turn in tqdm(turns, desc=f"{dataset}: {system}", leave=False)]
            yield from _records(dataset, system, turns, resolved)


def _records(dataset: str, system: str, turns: Sequence[FollowUp], resolved: Sequence[str]) -> Iterator[Record]:
    questions = words_of_all(turn.question for turn in turns)
    before = words_of_all("\n".join(f"{t.question}\n{t.answer}" for t in turn.earlier) for turn in turns)
    human, ours = words_of_all(turn.rewrite for turn in turns), words_of_all(resolved)
    for turn, text, *words in zip(turns, resolved, questions, before, human, ours, strict=True):
        yield Record(
            "followups",
            dataset,
            system,
            turn.item,
            score(*words),
            unit=turn.conversation,
            question=turn.question,
            answer=text,
            gold=turn.rewrite,
            note="before: " + (" / ".join(t.question for t in turn.earlier) or "nothing"),
        )


SUITE = Suite(
    "followups",
    "follow-ups made to stand alone, by the content words added, against human rewrites",
    run,
    MEASURES,
    quality="quality",
    notes=(
        "First turns have nothing before them and count among the turns that need nothing.",
        "Earlier questions are given as they were typed, although the product gives its own resolutions of them: that "
        "is the system named so.",
        "Words are recovered from questions and, where a set has them (CAsT 2021), from the system's answers.",
        "A human's synonym ('demand' for 'need') counts as a word added, and ours cannot match it: see the ceiling.",
    ),
)
