"""Claims against annotations: the matching by hand, and the suite on invented sentences and articles."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from fakes import make_article

from eval import gold
from eval.claims_metrics import (
    Quantity,
    befell,
    gold_quantities,
    holds,
    located,
    match,
    names_speaker,
    overlaps,
    same_quantity,
    same_value,
    unit_names,
)
from eval.measures import figure
from eval.records import Record
from eval.stated import LOST, positions, reports
from eval.suites.claims import SUITE
from eval.workspace import Workspace
from index import Claim, ClaimKind, Span
from index.claims import extract


def quantities(*values: float, unit: str = "") -> list[Quantity]:
    return [Quantity(value, unit_names(unit)) for value in values]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("$", "dollar"),
        ("USD", "dollar"),
        ("$ an ounce", "dollar"),  # what stands behind the head is cut
        ("Norvanian thalers", "thaler"),
        ("%", "percentage"),
        ("percent", "percentage"),
        ("km", "kilometre"),
        ("kilometers", "kilometre"),
        ("mph", "mile"),  # an alias of "mile per hour", whose head is the mile
        ("square miles", "square mile"),
        ("old stone bridges", "bridge"),
        ("ferries", "ferry"),
        ("boxes of maps", "box"),
        ("people", "person"),
        ("-", ""),
        ("% harbours", "harbour"),
    ],
)
def test_a_unit_goes_by_its_head_noun_or_its_alias(written: str, name: str) -> None:
    assert unit_names(written) == {name}


def test_a_unit_given_twice_goes_by_either_name() -> None:
    assert unit_names("RM", "malaysian ringgit") == {"malaysian ringgit"}
    assert unit_names("-", "year of age") == {"", "year"}


def test_a_range_is_its_two_ends() -> None:
    assert [q.value for q in gold_quantities("4-7.5", "km", "kilometre")] == [4.0, 7.5]
    assert [q.value for q in gold_quantities("900-400", "$", "dollar")] == [900.0, 400.0]


def test_a_minus_sign_or_an_exponent_makes_no_range() -> None:
    assert [q.value for q in gold_quantities("-30", "degree", "degree")] == [-30.0]
    assert [q.value for q in gold_quantities("2.5E-08", "m", "metre")] == [2.5e-08]


def test_what_is_no_number_is_an_error() -> None:
    with pytest.raises(ValueError, match="no number or range: 'many'"):
        gold_quantities("many", "boats", "boat")


def test_values_agree_within_a_millionth() -> None:
    (gold,) = quantities(1_000_000)
    near, far, least, zero = quantities(1_000_001, 1_000_002, 1e-9, 0)
    assert same_value(near, gold)  # off by 1e-6 exactly
    assert not same_value(far, gold)
    assert not same_value(least, zero)  # nothing but 0 is near 0


def test_quantities_agree_in_value_and_unit() -> None:
    euros, dollars, bare = quantities(5, unit="EUR") + quantities(5, unit="$") + quantities(5)
    assert same_quantity(euros, Quantity(5, unit_names("€", "euro")))
    assert not same_quantity(euros, dollars)
    assert not same_quantity(euros, bare)


def test_matching_is_one_to_one() -> None:
    # 7 is found twice and annotated once: one of the two is extra. 9 is found in vain, 3 is missed.
    ((ours, theirs),) = match(quantities(9, 7, 7), quantities(3, 7), same_value)
    assert ours in (1, 2)
    assert theirs == 1


def test_matching_is_as_large_as_it_can_be() -> None:
    # A greedy matching gives "5, of any unit" to the first gold 5 and then nothing to "5 km": 1 pair instead of 2.
    found = [Quantity(5, frozenset({"kilometre", "mile"})), Quantity(5, frozenset({"kilometre"}))]
    gold = [Quantity(5, frozenset({"kilometre"})), Quantity(5, frozenset({"mile"}))]
    assert sorted(match(found, gold, same_quantity)) == [(0, 1), (1, 0)]


def test_nothing_matches_nothing() -> None:
    assert match([], quantities(1), same_value) == []


SENTENCES = [
    {
        "id": "a",
        "text": "About 300 miners from Obell blocked the Vall bridge on 4 May 2021.",
        "quantities": [{"value": "300", "unit": "miners", "normalized_unit": "miner"}],
    },
    {"id": "b", "text": "The ferry to Norvania was late again.", "quantities": []},
]


@pytest.fixture
def records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Record]:
    folder = tmp_path / "newsquant"
    folder.mkdir()
    (folder / "dev.jsonl").write_text("\n".join(map(json.dumps, SENTENCES)), encoding="utf-8")
    for name in ("gva_news/corpus.jsonl", "gva_news/dev.jsonl", "gva_conflicts/dev.jsonl"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    monkeypatch.setattr(gold, "BENCHMARK", tmp_path)
    for name in ("articles", "questions", "conversations"):
        (tmp_path / "dev").mkdir(exist_ok=True)
        (tmp_path / "dev" / f"{name}.jsonl").touch()
    return list(SUITE.run(Workspace(tmp_path, tmp_path / "work")))


def test_the_suite_scores_both_readers(records: list[Record]) -> None:
    assert [(record.system, record.item) for record in records] == [
        ("Rashomon", "a"),
        ("Rashomon", "b"),
        ("quantulum3", "a"),
        ("quantulum3", "b"),
    ]
    ours = records[0]
    assert (ours.answer, ours.gold, ours.note) == ("300 miner", "300 miners", "")
    assert ours.scores == {"found": 1, "gold": 1, "values": 1, "values and units": 1, "right": 1.0}
    assert records[1].scores == {
        "found": 0, "gold": 0, "values": 0, "values and units": 0, "right": 1.0, "left alone": 1.0,
    }  # fmt: skip
    # quantulum3 finds 300 without a unit, and the numbers of the date: the value is right, its unit is not.
    assert records[2].scores["values"] == 1
    assert records[2].scores["values and units"] == 0
    assert "extra: 2021 -" in records[2].note
    assert "unit: 300 - for 300 miners" in records[2].note


def test_the_figures_are_sums_over_sentences() -> None:
    # Found 4 + 1, annotated 2 + 3, right 2 + 0: P = 2/5, R = 2/5, F1 = 4/10.
    scores = [{"found": 4, "gold": 2, "values": 2}, {"found": 1, "gold": 3, "values": 0}]
    made = [
        Record("claims", "newsquant", "x", str(n), {k: float(v) for k, v in s.items()}) for n, s in enumerate(scores)
    ]
    measures = [measure for measure in SUITE.measures if measure.name.startswith("value ")]
    figures = [figure(measure, made, interval=False) for measure in measures]
    assert [found.value if found else None for found in figures] == pytest.approx([0.4, 0.4, 0.4])


def claim_of(sentence: str, kind: ClaimKind = ClaimKind.QUANTITY) -> Claim:
    """Return the first claim of a kind."""
    return next(claim for claim in extract(make_article(sentence, published="2031-05-14")) if claim.kind is kind)


def test_a_quote_is_found_wherever_it_stands_whatever_its_white_space() -> None:
    text = "Nine dead in Vell\n\nNine dead  in\nVell, police say."
    assert located("Nine dead in Vell", text) == [Span(0, 17), Span(19, 37)]
    assert located("Ten dead in Vell", text) == []


def test_a_claim_overlaps_a_quote_that_holds_a_part_of_its_words() -> None:
    claim = claim_of("At least nine people were killed in Vell.")
    assert claim.text == "At least nine people"
    assert overlaps(claim, [Span(18, 25)])  # "le were"
    assert not overlaps(claim, [Span(20, 25)])  # " were"
    assert not overlaps(claim, [])


@pytest.mark.parametrize(
    ("sentence", "low", "high", "action", "expected"),
    [
        ("Nine people were killed in Vell.", 9, 9, "kill", True),
        ("Nine people were killed in Vell.", 8, 8, "kill", False),
        ("Nine people were killed in Vell.", 9, 10, "kill", False),
        ("Nine people were killed in Vell.", 9, 9, "wound", False),
        ("Nine people were killed or wounded in Vell.", 9, 9, "kill", False),  # neither of the two
        ("Nine people were killed or wounded in Vell.", 9, 9, "wound", False),
        ("Nine people were arrested in Vell.", 9, 9, "kill", False),
        ("Nine gunmen killed the mayor.", 9, 9, "kill", False),  # they did it
    ],
)
def test_so_many_to_whom_just_this_happened(
    sentence: str, low: float, high: float, action: str, expected: bool
) -> None:
    assert befell(claim_of(sentence), low, high, action) is expected


def test_the_value_of_a_position() -> None:
    count = claim_of("The blast destroyed 40 to 50 homes.")
    assert holds(count, 40, 50, "40 to 50")
    assert not holds(count, 40, 40, "some homes")
    assert holds(count, 45, 45, "40 to 50 homes")  # the position's figure is another article's, its words are these
    day = claim_of("The dam collapsed on Monday.", ClaimKind.DATE)  # 12 May 2031
    assert holds(day, "2031-05-12", "2031-05-12", "on Monday")
    assert holds(day, "2031-05", "2031-05", "in May")  # equal as far as both go
    assert not holds(day, "2031-06", "2031-06", "in June")
    assert not holds(count, "2031-05", "2031-05", "in May")
    place = claim_of("The dam collapsed in Lower Vell.", ClaimKind.PLACE)
    assert holds(place, None, None, "in the town of Lower Vell")
    assert holds(place, None, None, "Vell")
    assert not holds(place, None, None, "Upper Vell")
    assert not holds(count, None, None, "40 to 50 homes")  # a count is neither a name nor a place


def test_a_speaker_is_named_by_all_the_words_of_either() -> None:
    claim = claim_of("Tova Lind, the fire chief, said 40 homes were destroyed.")
    assert names_speaker(claim, "Tova Lind")
    assert names_speaker(claim, "the fire chief Tova Lind")
    assert not names_speaker(claim, "Tova Brandt")
    assert not names_speaker(claim_of("The blaze destroyed 40 homes."), "Tova Lind")


ARTICLE = (
    "A bomb went off at the market of Vell on Friday, and the whole of the old town was closed for many hours.\n"
    "Three people were killed and five were injured, police said. It was the first attack in years there.\n"
    "Earlier reports had spoken of two dead."
)


def test_reports_of_annotators_against_the_claims_of_the_cleaned_article(tmp_path: Path) -> None:
    def report(number: int, quote: str, note: str = "", article: str = "a") -> dict[str, object]:
        return {"doc_id": article, "low": number, "high": number, "as_written": "x", "quote": quote, "note": note}

    found = [
        report(3, "Three people were killed"),
        report(4, "Three people were killed"),
        report(2, "Earlier reports had spoken of two dead.", "superseded: replaced by the three"),
        report(3, "Three people were killed", article="b"),
    ]
    line = {
        "id": "q", "question": "How many died?", "kind": "killed", "reports": found, "relation": "agree",
        "surface": False, "acceptable": [3], "certain": True,
    }  # fmt: skip
    articles = [
        {"id": one, "title": "", "date": "2031-05-14", "url": None, "text": text}
        for one, text in (("a", ARTICLE), ("b", "-"))
    ]
    incident = {"id": "q", "registry_count": 3, "doc_ids": ["a", "b"]}
    for name, rows in (
        ("gva_news/corpus", articles),
        ("gva_news/dev", [incident]),
        ("gva_conflicts/dev", [line]),
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / f"{name}.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    made = list(reports(Workspace(tmp_path, tmp_path / "work")))
    assert [(record.item, record.unit) for record in made] == [(f"q/{number}", "q") for number in range(4)]
    assert [dict(record.scores) for record in made] == [
        {"report kept": 1, "report claimed": 1, "right": 1},
        {"report kept": 1, "report claimed": 0, "right": 0},
        {"report aside claimed": 1},
        {"report kept": 0, "report claimed": 0, "right": 0},  # cleaning found no article in "-"
    ]
    assert [record.note for record in made] == ["", "", "superseded: replaced by the three", LOST]


def test_positions_of_the_benchmark_against_the_claims(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    article = {
        "id": "vell-01", "event": "vell", "story": "s", "origin": "Tarn Herald", "text": ARTICLE, "date": "2031-05-14",
    }  # fmt: skip
    position: dict[str, Any] = {
        "value": "five people", "low": 5, "high": 5, "unit": "person", "speaker": "police", "as_of": None,
        "origins": ["Tarn Herald"],
        "evidence": [{"article": "vell-01", "quote": "Three people were killed and five were injured, police said.",
                      "words": "five"}],
    }  # fmt: skip
    unheld = [position["evidence"][0] | {"words": "injured"}]
    elsewhere = position | {"speaker": None, "low": 6, "high": 6, "evidence": unheld}
    unnamed = {"article": "vell-02", "quote": "The blast injured five, and no one knows why.", "words": "five"}
    named_once = position | {"evidence": [unnamed, position["evidence"][0]]}
    question = {
        "id": "vell-q1", "event": "vell", "question": "How many were injured?", "today": "2031-05-20", "kind": "number",
        "relation": "contradiction", "positions": [position, elsewhere, named_once],
    }  # fmt: skip
    cause = question | {"id": "vell-q2", "kind": "cause"}
    (tmp_path / "dev").mkdir()
    other = article | {"id": "vell-02", "text": f"The market of Vell was shut. {unnamed['quote']}"}
    for name, rows in (("articles", [article, other]), ("questions", [question, cause]), ("conversations", [])):
        (tmp_path / "dev" / f"{name}.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    monkeypatch.setattr(gold, "BENCHMARK", tmp_path)
    made = list(positions(Workspace(None, tmp_path / "work")))
    assert [(record.item, dict(record.scores)) for record in made] == [
        (
            "vell-q1/0/vell-01",
            {"value claimed": 1, "speaker named": 1, "right": 1, "speaker of a position named": 1},
        ),
        ("vell-q1/1/vell-01", {"value claimed": 0, "right": 0}),
        (
            "vell-q1/2/vell-02",
            {"value claimed": 1, "speaker named": 0, "right": 0, "speaker of a position named": 1},
        ),
        ("vell-q1/2/vell-01", {"value claimed": 1, "speaker named": 1, "right": 1}),
    ]
