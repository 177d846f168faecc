"""The edits that make copies, the measures of groups, by hand, and the pool that they are measured on."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from eval import edits
from eval.copies_metrics import MEASURES, adjusted_rand, exact_groups, ngram_groups, overlaps, score_groups
from eval.edits import Story
from eval.measures import figure
from eval.records import Record
from eval.suites.copies import SUITE
from eval.workspace import Workspace

PARAGRAPHS = (
    "The Vall bridge was closed on Monday, the mayor of Obell said.",
    "Some 9 percent of the cables had rusted.",
    "Engineers had warned twice. Nobody listened.",
    "Ferries run toward the north bank until Sept. 4.",
    "The bridge is the only one in Norvania.",
    "It opened with two lanes.",
)
STORY = Story("Vall bridge closed", PARAGRAPHS, "seed", "A background paragraph.")


def test_cut_takes_away_the_end() -> None:
    # The paragraphs have 12, 8, 6, 9, 8 and 5 words, which end at 12, 20, 26, 35, 43 and 48. Two thirds (32 words) are
    # reached with the fourth, half (24) with the third, a third (16) with the second; which it is hangs on the seed.
    left = {len(edits.cut(replace(STORY, seed=str(n))).paragraphs) for n in range(30)}
    assert left == {2, 3, 4}
    assert edits.cut(STORY).paragraphs == PARAGRAPHS[: len(edits.cut(STORY).paragraphs)]


def test_cut_goes_by_sentences_where_there_are_few_paragraphs() -> None:
    story = replace(STORY, paragraphs=("It rained. It snowed.", "It froze. It thawed. It rained. It ended."))
    sentences = "It rained. It snowed. It froze. It thawed."  # of six 4, 3 or 2
    found = {edits.cut(replace(story, seed=str(n))).text for n in range(30)}
    assert found == {sentences, sentences.removesuffix(" It thawed."), "It rained. It snowed."}


def test_another_headline_is_the_first_words() -> None:
    found = edits.retitled(STORY)
    assert (found.title, found.paragraphs) == ("The Vall bridge was closed on Monday, the mayor", PARAGRAPHS)


def test_a_byline_goes_on_top_and_small_print_to_the_end() -> None:
    found = edits.bylined(STORY).paragraphs
    assert found[0].startswith("By ")
    assert found[1].endswith(f"— {PARAGRAPHS[0]}")
    assert found[2:7] == PARAGRAPHS[1:]
    assert len(found) == 1 + 6 + 3


def test_one_figure_changes_and_no_date_or_time() -> None:
    paragraphs = ("At 10:30 p.m. on 3/4 some 1,200 people met.", "In all 41 left.")
    found = edits.figure_changed(replace(STORY, paragraphs=paragraphs)).paragraphs
    assert found[0] == paragraphs[0]
    assert found[1] in ("In all 42 left.", "In all 43 left.", "In all 44 left.")
    words = edits.figure_changed(replace(STORY, paragraphs=("It lost two lanes.",))).text
    assert words in ("It lost three lanes.", "It lost four lanes.", "It lost five lanes.")


def test_without_a_figure_nothing_changes() -> None:
    story = replace(STORY, paragraphs=("Nobody listened.",))
    assert edits.figure_changed(story) == story


def test_the_lead_is_turned_round() -> None:
    lead = "The mayor of Obell said, the Vall bridge was closed on Monday."
    assert edits.releaded(STORY).paragraphs == (
        "The mayor of Obell said, The Vall bridge was closed on Monday.", *PARAGRAPHS[1:],
    )  # fmt: skip
    aside = replace(STORY, paragraphs=("The Vall bridge was closed after its cables had rusted. It is old.",))
    assert edits.releaded(aside).text == "After its cables had rusted, The Vall bridge was closed. It is old."
    plain = replace(STORY, paragraphs=("It closed. It is old.",))
    assert edits.releaded(plain).text == "It is old. It closed."
    assert lead.lower() == edits.releaded(STORY).paragraphs[0].lower()


def test_paragraphs_are_shuffled_behind_the_first() -> None:
    found = edits.reordered(STORY).paragraphs
    assert found[0] == PARAGRAPHS[0]
    assert found != PARAGRAPHS
    assert sorted(found) == sorted(PARAGRAPHS)


def test_another_house_style() -> None:
    found = edits.restyled(STORY).paragraphs
    assert found[1] == "Some 9 per cent of the cables had rusted."
    assert found[3] == "Ferries run towards the north bank until September 4."
    assert found[5] == "It opened with 2 lanes."
    assert edits.restyled(replace(STORY, paragraphs=("He organized 5% at 3 p.m. today.",))).text == (
        "He organised 5 per cent at 3 pm today."
    )


def test_combined_puts_background_into_the_middle() -> None:
    found = edits.combined(STORY).paragraphs
    assert found[3] == "A background paragraph."
    assert found[0].startswith("The mayor of Obell said")
    assert found[2] == PARAGRAPHS[2]


def test_no_kind_is_in_both_halves() -> None:
    assert len(edits.DEVELOPMENT) == len(edits.TEST) == 4
    assert not set(edits.DEVELOPMENT) & set(edits.TEST)


def records(groups: list[int], stories: list[int]) -> list[Record]:
    return [
        Record("copies", "d", "s", str(n), scores, unit=str(stories[n]))
        for n, scores in enumerate(score_groups(groups, stories))
    ]


def test_pairs_by_hand() -> None:
    # Stories {0, 1, 2} and {3, 4}; groups {0, 1} and {2, 3, 4}. Pairs put together: 01, 23, 24, 34; copies: 01, 02,
    # 12, 34; both: 01, 34. P = 2/4, R = 2/4, F1 = 1/2. ARI (scikit-learn's formula): index 2, expected 4 * 4 / 10 =
    # 1.6, maximum 4: (2 - 1.6) / (4 - 1.6) = 1/6.
    found = records([0, 0, 2, 2, 2], [7, 7, 7, 8, 8])
    values = [figure(measure, found, interval=False) for measure in MEASURES[:4]]
    assert [value.value for value in values if value] == pytest.approx([0.5, 0.5, 0.5, 1 / 6])
    # Article 2: group {2, 3, 4}, story {0, 1, 2}: 1 of 5 articles in both.
    assert found[2].scores["quality"] == 1 / 5
    assert found[0].scores["quality"] == 2 / 3


def test_an_event_drawn_twice_counts_as_two_events() -> None:
    columns = {name: np.array([score[name] for score in score_groups([0, 1, 2], [0, 0, 2])])
               for name in ("article", "group", "story")}  # fmt: skip
    assert adjusted_rand(columns) == 0.0  # no pair was put together
    twice = {name: np.concatenate([values, values, [np.nan]]) for name, values in columns.items()}
    assert adjusted_rand(twice) == 0.0  # next to themselves, the articles would be 3 pairs put together rightly


def test_overlap_of_five_grams() -> None:
    # "a b c d e f g" has abcde bcdef cdefg, "b c d e f g" has bcdef cdefg: Jaccard 2/3, containment 2/2.
    assert list(overlaps(["a b c d e f g", "B c d e, f g!", "x y z x y z"])) == [(0, 1, 2 / 3, 1.0)]


def test_baselines_put_alike_texts_together() -> None:
    texts = ["A b c d e f g.", "a b, c d e f g", "b c d e f g", "x y z x y z"]
    assert exact_groups(texts) == [0, 0, 2, 3]
    assert ngram_groups(texts) == [0, 0, 0, 1]


def article(name: str) -> str:
    """Return a text of more than 800 characters, no words of which stand in another one's."""
    return "\n\n".join(
        f"The {name}{n} saw {name}{n}a and {name}{n}b near {n + 20} {name}{n}c today." for n in range(24)
    )


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "gva_news"
    folder.mkdir()
    texts = {name: article(name) for name in ("vall", "obell", "tarn", "almery", "tarnholm")}
    texts |= {"short": "text on the fair", "brief": "text on the ferry", "small": "text on the harbour"}
    texts["longer"] = texts["vall"] + "\n\nMore on Obell."  # may be a real copy of vall
    corpus = [
        {"id": id_, "title": f"Title {id_}", "date": "2020-01-01", "url": f"https://x.example/{id_}", "text": text}
        for id_, text in texts.items()
    ]
    incident = {
        "kind": "killed", "place": "Obell, Norvania", "event_date": "2020-01-01", "registry_count": 1,
        "answerable": True, "question": "How many?",
    }  # fmt: skip
    filed = {
        "bridge": ["vall", "obell", "longer"], "fair": ["tarn", "short"], "ferry": ["almery", "brief"],
        "port": ["tarnholm", "small"], "single": ["obell"],
    }  # fmt: skip
    questions = [incident | {"id": name, "split_key": name, "doc_ids": ids} for name, ids in filed.items()]
    for name, lines in (("corpus", corpus), ("dev", questions)):
        (folder / f"{name}.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return tmp_path


def run(data: Path, half: str = "dev") -> list[Record]:
    """Run the suite on edited articles; our benchmark's are beside them in any run."""
    records = list(SUITE.run(Workspace(data, data, half=half)))
    assert {record.dataset for record in records} == {"benchmark", "test" if half == "test" else "development"}
    return [record for record in records if record.dataset != "benchmark"]


def kind_of(record: Record) -> str:
    return record.note.split(":")[0]


def test_the_suite_makes_its_pool_and_groups_it(data: Path) -> None:
    found = run(data)
    left_out = {record.item: record.scores["left_out"] for record in found if record.system == "the pool"}
    assert {"vall", "obell", "longer"} < left_out.keys()  # the bridge is in this half, with one of the other events
    assert len(left_out) == 5
    assert left_out["vall"] + left_out["longer"] == sum(left_out.values()) == 1.0  # one of the two stays
    ours = [record for record in found if record.system == "Rashomon"]
    copies = [record for record in ours if kind_of(record) in edits.DEVELOPMENT]
    assert len({record.unit for record in copies}) == 2
    assert len(ours) == 4 + len(copies)
    assert all(record.scores["event_merged"] == 0.0 for record in ours if record not in copies)
    assert all(kind_of(record) in record.scores for record in copies)
    assert all("quality" in record.scores for record in found if record.system != "the pool")
    assert found == run(data)


def test_the_test_half_has_other_kinds_and_other_events(data: Path) -> None:
    development = {record.unit for record in run(data)}
    found = [record for record in run(data, "test") if record.system == "Rashomon"]
    kinds = {kind_of(record) for record in found}
    assert kinds <= {*edits.TEST, "as published"}
    assert len(kinds) > 1
    assert len({record.unit for record in found}) == 2
    assert not {record.unit for record in found} & development
