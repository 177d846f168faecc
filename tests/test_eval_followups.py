"""The measures of follow-ups, by hand, and the reading of their data."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from eval.followups_metrics import MEASURES, score
from eval.lemmas import Words, words
from eval.measures import figure
from eval.records import Record
from eval.suites.followups import SUITE, benchmark, cast, mtrag
from eval.workspace import Workspace
from rag import Turn


def said(*content: str, also: tuple[str, ...] = ()) -> Words:
    return Words(frozenset(content), frozenset(content) | frozenset(also))


def test_words_are_content_lemmas_without_stop_words() -> None:
    found = words("How many soldiers were quickly deployed to Obell?")
    assert found.content == {"soldier", "quickly", "deploy", "obell"}
    assert {"soldiers", "soldier", "were", "be", "to"} <= found.forms
    assert "?" not in found.forms


def test_a_word_in_another_form_is_not_added() -> None:
    # "closed" may be tagged as an adjective or a verb; it stands in the other text as written, so it adds nothing.
    assert Words(frozenset({"closed"}), frozenset({"closed"})).added_to(words("Who closed the bridge?")) == frozenset()


def test_score_counts_the_words_of_one_turn() -> None:
    # The human added vall, bridge and collapse; the turns before have vall and bridge: 2 of 3 can be recovered.
    # Ours added bridge (right) and ferry (wrong): 1 of 2 recovered, 1 of 2 wrong. P = R = 1/2, so F1 = 1/2.
    question = said("close", also=("why", "it"))
    human = said("close", "vall", "bridge", "collapse")
    earlier = said("build", "vall", "bridge")
    assert score(question, earlier, human, said("close", "bridge", "ferry")) == {
        "added_by_human": 3.0, "recoverable": 2.0, "recovered": 1.0, "turn_recall": 0.5, "added": 2.0, "wrong": 1.0,
        "kept_by_human": 1.0, "lost": 0.0, "exact": 0.0, "quality": 0.5,
    }  # fmt: skip


def test_a_turn_that_needs_nothing_is_right_when_left_alone() -> None:
    question = said("open", "ferry")
    assert score(question, said("bridge"), question, question) == {
        "left_alone": 1.0, "kept_by_human": 2.0, "lost": 0.0, "exact": 1.0, "quality": 1.0,
    }  # fmt: skip


def test_words_that_need_not_be_added_are_wrong_and_words_may_be_lost() -> None:
    # Added: bridge, which the human does not have: P = 0. Of open and ferry, which the human kept, ferry is gone.
    question = said("open", "ferry")
    found = score(question, said("bridge"), question, said("open", "bridge"))
    assert (found["left_alone"], found["added"], found["wrong"]) == (0.0, 1.0, 1.0)
    assert (found["lost"], found["kept_by_human"], found["exact"], found["quality"]) == (1.0, 2.0, 0.0, 0.0)


def test_what_was_never_said_cannot_be_recovered_and_costs_no_quality() -> None:
    # The human added a synonym that no turn has: nothing to recover, nothing added, so F1 = 1; but not exactly right.
    found = score(said("need"), said("worker"), said("demand"), said("need"))
    assert (found["added_by_human"], found["recoverable"], found["exact"], found["quality"]) == (1.0, 0.0, 0.0, 1.0)
    assert "turn_recall" not in found
    assert "added" not in found


def test_figures_are_micro_averages() -> None:
    question, earlier = said("close"), said("vall", "bridge", "river")
    records = [
        Record("followups", "d", "s", "1", score(question, earlier, said("close", "vall"), said("close", "vall"))),
        Record(
            "followups", "d", "s", "2",
            score(question, earlier, said("close", "vall", "bridge", "river"), said("close", "ferry")),
        ),
        Record("followups", "d", "s", "3", score(question, earlier, question, question)),
    ]  # fmt: skip
    values = {}
    for measure in MEASURES:
        found = figure(measure, records, interval=False)
        values[measure.name] = found.value if found else math.nan
    # Recovered 1 of 1 and 0 of 3: micro 1/4, mean (1 + 0) / 2. Added vall and ferry: 1 of 2 wrong. Item 3 left alone.
    # Items 1 and 3 are exactly right: 2/3. All 4 words of the humans were said before: the ceiling is 1.
    assert list(values.values()) == pytest.approx([2 / 3, 0.25, 0.5, 0.5, 0.0, 1.0, 1.0])


def write(path: Path, record: dict[str, object]) -> None:
    path.parent.mkdir()
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    write(
        tmp_path / "cast_rewrite" / "dev.jsonl",
        {
            "id": "c_2", "split_key": "c", "utterance": "Why was it closed?",
            "rewrite": "Why was the Vall bridge closed?",
            "history": [{"user": "Who built the Vall bridge?", "system": None}],
        },
    )  # fmt: skip
    write(
        tmp_path / "mtrag_rewrite" / "dev.jsonl",
        {
            "id": "m-1", "split_key": "m", "domain": "news", "utterance": "Who governs Norvania?",
            "rewrite": "Who governs Norvania?", "user_turns": ["Who governs Norvania?"],
        },
    )  # fmt: skip
    return tmp_path


def test_turns_are_read_with_what_was_said_before(data: Path) -> None:
    (turn,) = cast(data, None)
    assert (turn.question, turn.earlier) == ("Why was it closed?", (Turn("Who built the Vall bridge?", ""),))
    (first,) = mtrag(data, None)  # the last user turn is the question itself
    assert (first.question, first.earlier, first.rewrite) == ("Who governs Norvania?", (), "Who governs Norvania?")


def test_the_turns_of_our_own_conversations_come_with_those_before_them() -> None:
    first, second = benchmark("dev", 2)
    assert (first.earlier, first.conversation) == ((), second.conversation)
    assert second.earlier == (Turn(first.question),)
    assert (first.item, second.item) == (f"{first.conversation}-0", f"{first.conversation}-1")


def test_without_published_sets_our_own_conversations_are_left(tmp_path: Path) -> None:
    assert {record.dataset for record in SUITE.run(Workspace(None, tmp_path, limit=1))} == {"benchmark"}


def test_the_suite_scores_every_system_on_every_turn(data: Path, tmp_path: Path) -> None:
    records = list(SUITE.run(Workspace(data, tmp_path, limit=1)))
    assert len(records) == 3 * 5
    assert len({record.key for record in records}) == len(records)
    assert all(SUITE.quality in record.scores for record in records)
    by_key = {(record.dataset, record.system): record for record in records}
    asked = by_key["cast_rewrite", "as asked"]
    assert (asked.answer, asked.unit, asked.scores["recovered"]) == ("Why was it closed?", "c", 0.0)
    # The previous question brings "vall" and "bridge", which the human added, and "build", which it did not.
    previous = by_key["cast_rewrite", "previous question before it"]
    assert previous.answer == "Who built the Vall bridge? Why was it closed?"
    assert (previous.scores["recovered"], previous.scores["wrong"], previous.scores["added"]) == (2.0, 1.0, 3.0)
    assert all(r.scores["left_alone"] == 1.0 for r in records if r.dataset == "mtrag_rewrite")
