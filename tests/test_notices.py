"""Corrections, updates and retractions: kept when a page is cleaned, told apart, and brought to whom they concern."""

from __future__ import annotations

from pathlib import Path

import pytest
from fakes import make_article

from index import Article, ClaimKind, Index, NoticeKind, clean
from index.claims import extract
from index.encoder import SentenceEncoder
from rag import Assistant
from rag.notices import touching_notices

LEAD = "A ferry sank off Skarn on Monday evening, and 14 people were killed, the coast guard of Vell said."
SECOND = "Divers searched the wreck until midnight, and the harbour stayed closed to all other ships until Tuesday."
THIRD = "The company that owns the ferry said that it had been inspected in May, and that nothing had been found."
CORRECTION = "Correction: An earlier version of this article misstated the number of people killed as 19."
HTML = (
    "<html><body><nav><a href=/>Home</a></nav><article>{}</article><footer>All rights reserved</footer></body></html>"
)


def kinds(text: str) -> list[tuple[str, str]]:
    return [(notice.kind.value, notice.span.of(text)) for notice in Article(id="a", text=text).notices]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (CORRECTION, "correction"),
        ("Correction (5 March 2031): The bridge is 90 metres long, not 900.", "correction"),
        ("This article was amended on 6 March 2031 to say that the mayor resigned in May.", "correction"),
        ("(Corrects spelling of the captain's name in the third paragraph)", "correction"),
        ("Editor's note: this story has been retracted, as its source could not be found.", "retraction"),
        ("The Tarn Herald has withdrawn this article after a complaint by the company.", "retraction"),
        ("Update: The harbour was opened again at noon on Wednesday.", "update"),
        ("This story has been updated with a statement of the coast guard.", "update"),
        ("The company withdrew the ferry from service on Monday.", None),
        ("The minister corrected his figure, and said that 14 people were killed.", None),
        ("Corrections officers were hurt when a cell burned out at Vell.", None),
        ("An earlier version of the plan was thrown out by the council.", None),
        ("Updated 4 March 2031", None),
        ("| UPDATED: 11:05, Tue, March 4, 2031", None),
        ("Updated: Sat 8:31 PM, March 4, 2031", None),
    ],
)
def test_what_is_a_notice_and_of_which_kind(line: str, kind: str | None) -> None:
    assert kinds(f"{LEAD}\n{line}") == ([(kind, line)] if kind else [])


def test_a_notice_stays_in_the_text_of_a_page() -> None:
    lines = (LEAD, SECOND, THIRD, CORRECTION)
    page = HTML.format("".join(f"<p>{line}</p>" for line in lines))
    assert clean(page).body == "\n".join(lines)
    assert clean("\n".join(("Home", "News", *lines, "Share this article", "© 2031 Tarn Herald"))).body == "\n".join(
        lines
    )
    first = (CORRECTION, LEAD, SECOND, THIRD)
    assert clean("\n".join(("Home", "News", *first))).body == "\n".join(first)


def test_a_notice_far_from_the_article_is_another_articles() -> None:
    menu = ("Home", "News", "Sport", "Weather", "Letters")
    assert clean("\n".join((LEAD, SECOND, THIRD, *menu, CORRECTION))).body == "\n".join((LEAD, SECOND, THIRD))


def test_what_was_wrong_is_no_claim() -> None:
    claims = extract(make_article(f"{LEAD}\n{CORRECTION}"))
    assert [claim.low for claim in claims if claim.kind is ClaimKind.QUANTITY] == [14]


def test_a_correction_touches_what_shares_its_number_or_its_subject() -> None:
    article = Article(id="a", text=f"{LEAD}\n{SECOND}\n{CORRECTION}\nUpdate: The harbour is open to all ships again.")
    (found,) = touching_notices(article, [LEAD])
    assert found[0] == "it carries a correction that touches what is quoted"
    assert found[1].of(article.text) == CORRECTION
    assert list(touching_notices(article, [SECOND])) == []
    spelling = Article(id="a", text=f"{LEAD}\nCorrection: The name of the captain is Ilka Brenn, not Ilse Brenn.")
    assert list(touching_notices(spelling, [LEAD])) == []


def test_a_retraction_touches_all() -> None:
    article = Article(id="a", text=f"{LEAD}\nRetraction: this report rested on a source that could not be found.")
    assert [article.notices[0].kind] == [NoticeKind.RETRACTION]
    assert [reason for reason, _ in touching_notices(article, [SECOND])] == ["it says that it was retracted"]


def test_an_answer_warns_of_the_correction_and_cites_it(tmp_path: Path, encoder: SentenceEncoder) -> None:
    corrected = make_article(f"{LEAD}\n{SECOND}\n{CORRECTION}", title="Ferry sinks off Skarn")
    with_index = Index.build([corrected], tmp_path / "i", encoder=encoder)
    answer = Assistant(with_index).ask("How many people were killed when the ferry sank off Skarn?")
    assert "14" in answer.text
    (warning,) = answer.warnings
    assert warning.explanation == "it carries a correction that touches what is quoted"
    quotes = {citation.number: citation.quote for citation in answer.citations}
    assert [quotes[number] for number in warning.citations] == [CORRECTION]
