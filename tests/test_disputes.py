"""Yes against no, and one reason against another, told by different origins: shown as a conflict, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from fakes import make_article

from index import Index
from index.encoder import SentenceEncoder
from rag import Answer, Assistant

CONVICTED = "A court in Obell convicted the banker Ivo Lund of forging letters on Monday, the judge Mila Drost said."
ACQUITTED = "The banker Ivo Lund was acquitted of forging letters by a court in Obell on Monday."
VALVE = "The ferry Sorn sank off Obell on Monday because a valve had leaked, the owner said."
STORM = "The ferry Sorn sank off Obell on Monday because waves had smashed its bow doors, divers said."


def ask(encoder: SentenceEncoder, path: Path, question: str, *bodies: str) -> Answer:
    articles = [
        make_article(f"{body}\nThe town is quiet.", id=f"a{n}", publisher=f"Paper {n}", published="2025-03-12")
        for n, body in enumerate(bodies)
    ]
    index = Index.build(articles, path / "news.index", encoder=encoder)
    answer = Assistant(index).ask(question, today="2025-04-01")
    index.close()
    return answer


def test_yes_against_no(encoder: SentenceEncoder, tmp_path: Path) -> None:
    answer = ask(encoder, tmp_path, "Was the banker Ivo Lund convicted of forging letters?", CONVICTED, ACQUITTED)
    (conflict,) = answer.conflicts
    assert {p.value for p in conflict.positions} == {f"yes: “{CONVICTED}”", f"no: “{ACQUITTED}”"}
    assert {c.quote for c in answer.citations} == {CONVICTED, ACQUITTED}
    assert answer.text.startswith(("Sources differ: yes or no.", "Sources differ: no or yes."))


@pytest.mark.parametrize(("body", "side"), [(CONVICTED, "Yes, according to Mila Drost"), (ACQUITTED, "No")])
def test_one_side(encoder: SentenceEncoder, tmp_path: Path, body: str, side: str) -> None:
    answer = ask(encoder, tmp_path, "Was the banker Ivo Lund convicted of forging letters?", body)
    assert answer.text == f"{side}: “{body}” [1]"


def test_two_reasons(encoder: SentenceEncoder, tmp_path: Path) -> None:
    answer = ask(encoder, tmp_path, "Why did the ferry Sorn sink off Obell?", VALVE, STORM)
    (conflict,) = answer.conflicts
    reasons = {p.value for p in conflict.positions}
    assert reasons == {"because a valve had leaked", "because waves had smashed its bow doors"}


def test_one_reason_in_two_wordings_is_no_conflict(encoder: SentenceEncoder, tmp_path: Path) -> None:
    other = "Divers say that the ferry Sorn sank off Obell because of a leaking valve."
    assert ask(encoder, tmp_path, "Why did the ferry Sorn sink off Obell?", VALVE, other).conflicts == ()


def test_a_reason_leads_its_sentence(encoder: SentenceEncoder, tmp_path: Path) -> None:
    answer = ask(encoder, tmp_path, "Why did the ferry Sorn sink off Obell?", VALVE)
    assert answer.text == f"Because a valve had leaked: “{VALVE}” [1]"


def test_a_sentence_that_begins_with_its_reason_needs_no_lead(encoder: SentenceEncoder, tmp_path: Path) -> None:
    body = "Because a valve had leaked, the ferry Sorn sank off Obell on Monday."
    assert ask(encoder, tmp_path, "Why did the ferry Sorn sink off Obell?", body).text == f"“{body}” [1]"


def test_what_changed_from_one_day_to_the_next_was_updated(encoder: SentenceEncoder, tmp_path: Path) -> None:
    articles = [
        make_article(
            "The moor fire at Obell is out of control, the fire service said.", id="a", published="2025-03-12"
        ),
        make_article("The moor fire at Obell is under control, the fire service said.", id="b", published="2025-03-14"),
    ]
    index = Index.build(articles, tmp_path / "news.index", encoder=encoder)
    answer = Assistant(index).ask("Is the moor fire at Obell under control?", today="2025-04-01")
    index.close()
    (conflict,) = answer.conflicts
    assert conflict.kind == "updated"
    assert conflict.positions[0].value.startswith("yes")
