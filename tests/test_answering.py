"""Composing an answer: its lines, its citations, and what stands beside it."""

from __future__ import annotations

import pytest
from fakes import make_article

from index import Article, Claim, ClaimKind, Qualifier, Span, When
from rag import Answer, Conflict, Position, Relation, understand
from rag.answering import Composition
from rag.evidence import Evidence

FIRST, SECOND, THIRD = (
    "Police said 12,000 people marched in Obell.",
    "The organisers counted 19,000.",
    "A further 500 people will march on Monday.",
)
STAR = make_article(f"{FIRST}\n{THIRD}", id="star", title="Thousands march", publisher="Evening Star",
                    published="2025-09-13", url="https://star.example/march")  # fmt: skip
WIRE = make_article(SECOND, id="wire")
QUESTION = understand("How many people marched in Obell?")


def claim_in(article: Article, text: str, low: float | None, /, **given: object) -> Claim:
    """A claim at the first place of its words in an article, whose line is its sentence."""
    start = article.text.index(text)
    begin = article.text.rfind("\n", 0, start) + 1
    sentence = Span(begin, (article.text + "\n").index("\n", start))
    base: dict[str, object] = {
        "article_id": article.id, "kind": ClaimKind.QUANTITY, "start": start, "end": start + len(text),
        "sentence": sentence, "text": text, "quote": sentence.of(article.text), "low": low, "high": low,
        "thing": "people", "actions": ("march",), "origin": article.publisher or article.id,
        "published": article.published,
    }  # fmt: skip
    return Claim(**{**base, **given})  # type: ignore[arg-type]


POLICE = claim_in(STAR, "12,000 people", 12_000, attribution=("police",))
LEAGUE = claim_in(WIRE, "19,000", 19_000, attribution=("the organisers",))
FURTHER = claim_in(STAR, "A further 500 people", 500, further=True)


@pytest.fixture
def made() -> Composition:
    return Composition(QUESTION, {"star": STAR, "wire": WIRE})


def finished(made: Composition) -> Answer:
    return made.finish("and how many marched?", ())


def test_a_citation_is_the_sentence(made: Composition) -> None:
    assert made.cite("star", POLICE.sentence) == 1
    (citation,) = finished(made).citations
    assert citation.quote == FIRST == STAR.text[citation.start : citation.end]
    assert (citation.title, citation.publisher, citation.published, citation.url) == (
        "Thousands march", "Evening Star", "2025-09-13", "https://star.example/march",
    )  # fmt: skip


def test_a_sentence_is_cited_once(made: Composition) -> None:
    assert [made.cite("star", POLICE.sentence), made.cite("wire", LEAGUE.sentence)] == [1, 2]
    assert made.cite("star", POLICE.sentence) == 1
    assert made.cite_all([LEAGUE, POLICE, LEAGUE]) == (1, 2)
    assert made.cited_articles() == ["star", "wire"]
    assert [c.number for c in finished(made).citations] == [1, 2]


def test_only_found_articles_can_be_cited(made: Composition) -> None:
    with pytest.raises(KeyError, match="elsewhere"):
        made.cite("elsewhere", Span(0, 1))


def test_one_position(made: Composition) -> None:
    made.state(Position((POLICE,), "12,000 people"))
    assert finished(made).text == "12,000 people, according to police. [1]"


def test_agreement_with_another_wording(made: Composition) -> None:
    """12,000 in the Star; "nearly 12,100" (0.8% off) in the wire: two origins."""
    wire = make_article("Nearly 12,100 people marched in Obell.", id="wire")
    made.articles["wire"] = wire
    rounded = claim_in(wire, "Nearly 12,100 people", 12_100, qualifier=Qualifier.ABOUT)
    made.state(Position((POLICE, rounded), "12,000 people"))
    assert finished(made).text == (
        "12,000 people, according to police. [1] [2]\nAlso given as nearly 12,100 people. [2]\n"
        "Two origins agree. [1] [2]"
    )


def test_copies_do_not_agree_with_each_other(made: Composition) -> None:
    copy = make_article(FIRST, id="copy")
    made.articles["copy"] = copy
    made.state(Position((POLICE, claim_in(copy, "12,000 people", 12_000, origin="Evening Star")), "12,000 people"))
    assert finished(made).text == "12,000 people, according to police. [1] [2]"


def test_a_time_that_the_figure_does_not_say(made: Composition) -> None:
    dated = claim_in(STAR, "12,000 people", 12_000, when=When("on Friday", "2025-09-12"))
    made.state(Position((dated,), "12,000 people"))
    assert finished(made).text == "12,000 people, “on Friday” (12 September 2025). [1]"


def test_names_go_together(made: Composition) -> None:
    names = [claim_in(WIRE, text, None, kind=ClaimKind.NAME) for text in ("The", "organisers")]
    made.name([Position((name,), shown) for name, shown in zip(names, ("tove Ansgar", "Rikard Sund"), strict=True)])
    assert finished(made).text == "Tove Ansgar and Rikard Sund. [1]"


def test_quoted_sentences(made: Composition) -> None:
    quoting = make_article('"We are many,"\tsaid  Ida Renn.', id="said")
    made.articles["said"] = quoting
    made.quote([("star", POLICE.sentence), ("said", Span(0, len(quoting.text)))])
    assert [line.text for line in finished(made).lines] == [f"“{FIRST}”", '"We are many," said Ida Renn.']
    assert finished(made).citations[1].quote == '"We are many,"\tsaid  Ida Renn.'


def conflict(kind: Relation, explanation: str, *claims: Claim) -> Conflict:
    shown = {12_000: "12,000 people", 19_000: "19,000 people", 500: "500 people"}
    return Conflict(kind, "people", explanation, tuple(Position((c,), shown[int(float(c.low or 0))]) for c in claims))


def test_speakers_differ(made: Composition) -> None:
    made.differ([conflict(Relation.SPEAKER, "The speakers differ.", POLICE, LEAGUE)])
    assert finished(made).text == (
        "Sources differ: 12,000 people or 19,000 people. [1] [2]\n"
        "- 12,000 people, according to police – Evening Star, 13 September 2025 [1]\n"
        "- 19,000 people, according to the organisers [2]\n"
        "The speakers differ. [1] [2]"
    )


def test_an_update_tells_the_latest_first(made: Composition) -> None:
    made.differ([conflict(Relation.UPDATED, "The figure moved.", POLICE, LEAGUE, FURTHER)])
    assert finished(made).lines[0].text == (
        "12,000 people by the latest report (13 September 2025); before that 19,000 people and 500 people."
    )


def test_scope_says_that_the_counts_differ(made: Composition) -> None:
    wider = claim_in(WIRE, "19,000", 19_000, actions=("march", "watch"))
    made.differ([conflict(Relation.SCOPE, "They count different groups.", POLICE, wider)])
    assert finished(made).lines[0].text == "The articles count differently: 12,000 people or 19,000 people."


def test_a_position_of_two_conflicts_is_told_once(made: Composition) -> None:
    made.differ(
        [
            conflict(Relation.CONTRADICTION, "First.", POLICE, LEAGUE),
            conflict(Relation.SCOPE, "Second.", POLICE, FURTHER),
        ]
    )
    items = [line for line in finished(made).lines if line.item]
    assert [line.citations for line in items] == [(1,), (2,), (3,)]
    assert [line.text for line in finished(made).lines[-2:]] == ["First.", "Second."]


def test_related_figures(made: Composition) -> None:
    made.state(Position((POLICE,), "12,000 people"))
    made.relate(Evidence(answers=(POLICE,), related=((FURTHER, "planned, and on top of those already counted"),)))
    answer = finished(made)
    said = "a further 500 people (planned, and on top of those already counted)"
    assert [related.text for related in answer.related] == [said]
    assert answer.lines[-1].text == f"Not the same count: {said}."
    assert answer.to_json()["related"] == [
        {"text": said, "reason": "planned, and on top of those already counted", "citations": [2]}
    ]


def test_three_related_figures_at_most(made: Composition) -> None:
    made.relate(Evidence(related=tuple((claim_in(STAR, "12,000 people", n), "planned") for n in range(1, 6))))
    assert len(finished(made).related) == 3


@pytest.mark.parametrize(
    ("article", "span", "named"),
    [("star", POLICE.sentence, "“Thousands march”"), ("wire", LEAGUE.sentence, "the article of citation 1")],
)
def test_warning(made: Composition, article: str, span: Span, named: str) -> None:
    made.warn(article, "two dates cannot be right", [span])
    answer = finished(made)
    assert answer.text == f"Caution about {named}: two dates cannot be right. [1]"
    assert answer.to_json()["warnings"] == [
        {"article_id": article, "explanation": "two dates cannot be right", "citations": [1]}
    ]


def test_finish_keeps_what_was_typed(made: Composition) -> None:
    made.state(Position((POLICE,), "12,000 people"))
    answer = finished(made)
    assert (answer.question, answer.resolved_question) == ("and how many marched?", QUESTION.text)
    assert (answer.abstained, answer.reason, answer.nearest, answer.conflicts) == (False, None, None, ())
