"""How replies are scored: answers, conflicts, abstention, citations and rankings, worked by hand."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from eval.abstention_metrics import answered_at_precision, risk_coverage, risk_coverage_area
from eval.answers_metrics import exact_match, figure_right, holds, plain_text, token_f1, values_given
from eval.citations_metrics import citation_scores, writing_scores
from eval.conflicts_metrics import balanced_accuracy, detection_scores, pairs
from eval.datasets import Sample
from eval.figures import figures_in, shown
from eval.replies import Disagreement, Quote, Quoting, Reply, Stance, Written
from eval.retrieval_metrics import ranking_scores


def reply(text: str = "", **fields: Any) -> Reply:
    sample = {"values": (3, 4), "gold_articles": ("ferry", "dock"), **fields.pop("sample", {})}
    return Reply(Sample("i", "How many people were hurt?", **sample), text, **fields)


def quote(article: str = "ferry", text: str = "Three people were hurt.", number: int = 1, exact: bool = True) -> Quote:
    return Quote(number, article, text, exact)


def conflict(*values: float, kind: str = "updated", citations: tuple[int, ...] = (1,)) -> Disagreement:
    return Disagreement(kind, tuple(Stance(f"{value:g} people", value, value, citations) for value in values))


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Seven people, on October 8, 2014. [1]", [7]),
        ("A 34-year-old man and two others, aged 50, were hurt at 9:30 p.m.", [2]),
        ("Some 1,200 people of 2.5 million", [1200, 2_500_000]),
        ("No one was hurt, 12 fled", [0, 12]),
        ("Nobody was hurt", [0]),
        ("The 2019 storm cost $3.5 million, or 4% of the budget, the 3rd such loss", []),
        ("2000 people came", [2000]),
        ("Between ten and twelve people on 3 May", [10, 12]),
    ],
)
def test_counts_are_read_and_dates_ages_times_shares_and_sums_are_not(text: str, figures: list[float]) -> None:
    assert figures_in(text) == figures


def test_shares_and_sums_are_read_where_they_are_asked_for() -> None:
    assert figures_in("In 2019 it cost $3.5 million, or 4% of all", measures=True) == [3_500_000, 4]


def test_a_figure_is_shown_whole_where_it_is() -> None:
    assert [shown(1200.0), shown(2.5)] == ["1,200", "2.5"]


def test_the_text_of_an_answer_has_no_citations_and_list_marks() -> None:
    assert plain_text("Sources differ: 3 or 4 [1] [2]\n- 3 people [1]") == "Sources differ: 3 or 4\n3 people"


def test_exact_match_forgives_case_articles_and_punctuation() -> None:
    assert exact_match("The Vall Bridge.", ["vall bridge"]) == 1.0
    assert exact_match("Near the Vall Bridge", ["vall bridge"]) == 0.0


def test_token_f1_is_the_best_over_the_gold_answers() -> None:
    # answer: near vall bridge = 3 words; gold "vall bridge" = 2, both shared: 2 * 2 / (3 + 2) = 0.8.
    assert token_f1("near the Vall Bridge", ["Obell", "Vall Bridge"]) == 0.8
    assert token_f1("", ["Obell"]) == 0.0


def test_an_answer_is_held_as_whole_words_in_a_row() -> None:
    assert holds("It was 3,559 people in all", "3,559 people")
    assert not holds("It was 13,559 people", "3,559 people")
    assert not holds("people: 3,559", "3,559 people")
    assert not holds("anything", "the")


def test_the_value_given_is_the_first_figure_of_a_composed_answer() -> None:
    assert values_given(reply("3 people, says a report of 11 offices [1]\nOf 40 aboard")) == [3]


def test_the_values_given_are_all_positions_of_a_conflict() -> None:
    assert values_given(reply("Sources differ.", disagreements=(conflict(3, 4),))) == [3, 4]


def test_a_figure_is_right_when_it_is_acceptable_and_quoted_from_the_event() -> None:
    assert figure_right(reply("3 people [1]", quotes=(quote(),))) == (True, True)
    assert figure_right(reply("3 people [1]", quotes=(quote("other event"),))) == (True, False)
    assert figure_right(reply("5 people [1]", quotes=(quote(),))) == (False, False)


def test_the_quote_that_counts_is_the_one_that_the_figure_cites() -> None:
    quotes = (quote("other event"), quote("ferry", number=2))
    assert figure_right(reply("3 people [1]\nMore [2]", quotes=quotes)) == (True, False)


def test_every_position_of_a_conflict_must_be_right() -> None:
    quotes = (quote(), quote("other event", number=2))
    assert figure_right(reply("", quotes=quotes, disagreements=(conflict(3, 4),))) == (True, True)
    assert figure_right(reply("", quotes=quotes, disagreements=(conflict(3, 5),))) == (False, False)
    assert figure_right(reply("", quotes=quotes, disagreements=(conflict(3, 4, citations=(2,)),))) == (True, False)


def test_a_quoted_sentence_is_right_by_any_of_its_figures_and_a_constant_needs_no_quote() -> None:
    assert figure_right(reply("Of 20 aboard 3 were hurt.", quotes=(quote(),), verbatim=True)) == (True, True)
    assert figure_right(reply("3")) == (True, True)


def test_an_abstention_is_not_right() -> None:
    assert figure_right(reply("The articles do not say. 3", abstained=True)) == (False, False)


def test_a_conflict_is_surfaced_by_two_acceptable_values() -> None:
    found = detection_scores(reply(disagreements=(conflict(3, 4),), sample={"surface": True, "relation": "update"}))
    assert found == {"told": 1, "expected": 1, "surfaced": 1, "kind right": 1, "quality": 1}


def test_a_conflict_of_other_values_does_not_surface_the_one_that_is_there() -> None:
    found = detection_scores(reply(disagreements=(conflict(3, 9),), sample={"surface": True, "relation": "scope"}))
    assert found == {"told": 1, "expected": 1, "surfaced": 0, "quality": 0}


def test_a_kind_may_be_wrong() -> None:
    found = detection_scores(reply(disagreements=(conflict(3, 4),), sample={"surface": True, "relation": "scope"}))
    assert found["kind right"] == 0


@pytest.mark.parametrize("told", [False, True])
def test_any_conflict_where_there_is_none_is_a_false_alarm(told: bool) -> None:
    found = detection_scores(reply(disagreements=(conflict(3, 4),) * told, sample={"surface": False}))
    assert (found["false alarm"], found["quality"], found["surfaced"]) == (told, not told, 0)


def test_conflicts_in_words_are_surfaced_by_two_known_answers() -> None:
    stances = (Stance("the harbour office", None, None, ()), Stance("Mayor Tarn", None, None, ()))
    known: dict[str, Any] = {"values": (), "texts": ("Harbour office",), "wrong": ("Tarn",), "surface": True}
    assert detection_scores(reply(disagreements=(Disagreement("speaker", stances),), sample=known))["surfaced"] == 1


def test_pairs_are_balanced() -> None:
    # labels a a b, found x y y: (0, 1) same but apart, (0, 2) apart and apart, (1, 2) apart but together.
    found = pairs([0, 0, 1], [0, 1, 1])
    assert found == [(0, 1, True, False), (0, 2, False, False), (1, 2, False, True)]
    columns = {"same": np.array([1.0, 0.0, 0.0]), "put together": np.array([0.0, 0.0, 1.0])}
    assert balanced_accuracy(columns) == 0.25  # recall of same 0 / 1, of different 1 / 2


def curve_columns(*rows: tuple[float, float, float, float]) -> dict[str, Any]:
    names = ("answered", "confidence", "right", "answerable")
    return {name: np.array(values, dtype=float) for name, values in zip(names, zip(*rows, strict=True), strict=True)}


def test_risk_and_coverage_fall_from_the_surest_down_with_ties_together() -> None:
    # Four asked. Confidence 2: one right. Confidence 1: one right, one wrong. One declined.
    columns = curve_columns((1, 2, 1, 1), (1, 1, 1, 1), (1, 1, 0, 1), (0, 9, 0, 0))
    coverage, risk = risk_coverage(columns)
    assert coverage.tolist() == [0.25, 0.75]
    assert risk.tolist() == [0.0, pytest.approx(1 / 3)]
    # (0 * 0.25 + 1/3 * 0.5) / 0.75 = 2/9
    assert risk_coverage_area(columns) == pytest.approx(2 / 9)
    # At 95% precision only the surest: 1 of the 3 answerable questions; at 60% all three answers.
    assert answered_at_precision(columns) == pytest.approx(1 / 3)
    assert answered_at_precision(columns, 0.6) == 1.0


def test_a_system_that_answers_nothing_has_no_risk() -> None:
    columns = curve_columns((0, 0, 0, 1), (0, 0, 0, 0))
    assert math.isnan(risk_coverage_area(columns))
    assert answered_at_precision(columns) == 0.0


def test_citations_are_counted() -> None:
    text = "3 people [1]\nBoth are estimates."
    found = citation_scores(reply(text, quotes=(quote(), quote("other", "Nobody was.", 2, exact=False))))
    assert (found["sentences"], found["cited"]) == (2, 1)
    assert (found["quotes"], found["exact"]) == (2, 1)
    assert (found["values"], found["held"]) == (1, 1)
    # cited: ferry, other; gold: ferry, dock. P = 1/2, R = 1/2.
    assert (found["article precision"], found["article recall"]) == (0.5, 0.5)


def test_a_value_must_stand_in_the_quote_that_it_cites() -> None:
    quotes = (quote(text="A man was hurt."), quote(text="Four people were hurt.", number=2))
    assert citation_scores(reply("4 people [1]", quotes=quotes))["held"] == 0
    assert citation_scores(reply("4 people [1] [2]", quotes=quotes))["held"] == 1
    assert citation_scores(reply("One person [1]", quotes=quotes))["held"] == 1


def test_quotes_are_compared_with_gold_sentences() -> None:
    gold = ("Three people were hurt.", "A fourth was found later.")
    found = citation_scores(
        reply("3 [1]", quotes=(quote(text="Police: “Three people were hurt”"),), sample={"gold_quotes": gold})
    )
    # the one quote meets one of two gold sentences
    assert (found["sentence precision"], found["sentence recall"]) == (1.0, 0.5)


def test_rankings_are_scored_by_article_with_copies_folded() -> None:
    # b and c are copies. Ranking x, b, c, d folds to x, (b c), d; gold c, d: ranks 2 and 3.
    (found,) = ranking_scores([["x", "b", "c", "d"]], [["c", "d"]], {"b": 7, "c": 7})
    assert (found["hit@1"], found["hit@4"], found["all gold@10"]) == (0.0, 1.0, 1.0)
    assert (found["recall@4"], found["MRR@10"]) == (1.0, 0.5)
    # DCG = 1/log2(3) + 1/log2(4); ideal = 1/log2(2) + 1/log2(3)
    ideal = 1 + 1 / math.log2(3)
    assert found["nDCG@10"] == pytest.approx((1 / math.log2(3) + 1 / 2) / ideal)


def test_what_is_ranked_below_ten_does_not_count_and_nothing_found_is_zero() -> None:
    first, second = ranking_scores([[*"abcdefghij", "gold"], []], [["gold"], ["gold"]], {})
    assert set(first.values()) == {0.0}
    assert set(second.values()) == {0.0}


def test_some_gold_is_not_all_gold() -> None:
    (found,) = ranking_scores([["a"]], [["a", "b"]], {})
    assert (found["hit@1"], found["recall@10"], found["all gold@10"]) == (1.0, 0.5, 0.0)


def test_what_a_model_wrote_is_scored_by_its_sentences_and_their_figures() -> None:
    """Of its three sentences two are kept; of their figures 3, 5 and 7 the quotes that they cite have 3 and 5."""
    kept = (Quoting("Three people were hurt, five fled.", (1, 2)), Quoting("7 stayed.", (2,)))
    quotes = (quote(), quote(text="Five people fled.", number=2), quote(text="Seven stayed.", number=3))
    assert writing_scores(reply("Three people were hurt.", quotes=quotes, written=Written(kept, 1))) == {
        "paragraph": 1,
        "written": 3,
        "kept": 2,
        "kept figures": 3,
        "kept held": 2,
    }
    nothing = writing_scores(reply("Three.", written=Written((), 0)))
    assert (nothing["paragraph"], nothing["written"]) == (0, 0)
    assert writing_scores(reply("Three.")) == {}


def test_a_date_and_a_duration_are_held_by_their_words() -> None:
    day = Stance("9 June 2031 (“Monday, June 9”)", "2031-06-09", "2031-06-09", (1,))
    term = Stance("four years and nine months", 4.75, 4.75, (2,))
    quotes = (
        Quote(1, "a", "They voted on Monday, June 9, at night.", exact=True),
        Quote(2, "a", "He got four years and nine months.", exact=True),
    )
    told = reply("Sources differ.", quotes=quotes, disagreements=(Disagreement("contradiction", (day, term)),))
    assert (citation_scores(told)["values"], citation_scores(told)["held"]) == (2, 2)
    wrong = Stance("8 June 2031 (“Sunday”)", "2031-06-08", "2031-06-08", (1,))
    told = reply("Sources differ.", quotes=quotes, disagreements=(Disagreement("contradiction", (wrong, term)),))
    assert citation_scores(told)["held"] == 1
