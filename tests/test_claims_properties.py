"""What holds of the claims of any text: they lie in it, come again the same, and are nobody else's business."""

from __future__ import annotations

from dataclasses import replace

from fakes import make_article
from hypothesis import given, settings
from hypothesis import strategies as st
from newslike import ARBITRARY, NEWS
from test_claims import check

from index import Claim, ClaimKind, Phase, Span
from index.claims import extract
from index.loose import find_loose
from index.numbers import find_numbers

PUBLISHED = "2031-05-14"
UNRELATED = "The hills above the valley were green."


@settings(max_examples=100)
@given(st.one_of(NEWS, ARBITRARY))
def test_claims_of_any_text_lie_in_it_and_come_again_the_same(text: str) -> None:
    article = make_article(text, published=PUBLISHED)
    found = extract(article)
    check(found, article.text)
    assert found == extract(article)


@settings(max_examples=100)
@given(NEWS)
def test_what_is_vague_or_a_part_or_an_age_says_so(text: str) -> None:
    for claim in extract(make_article(text, published=PUBLISHED)):
        if claim.kind is not ClaimKind.QUANTITY:
            assert (claim.vague, claim.per, claim.phase) == (False, "", Phase.PRESENT)
        assert claim.thing != "age" or claim.unit in ("year", "month", "week", "day")
        assert claim.unit != "fraction" or 0 < float(claim.low or 0) < 1


def moved(claim: Claim, by: int, text: str) -> Claim:
    """Return a claim as it is where its paragraph begins later by some characters."""
    sentence = Span(claim.sentence.start + by, claim.sentence.end + by)
    at = Span(claim.start + by, claim.end + by)
    return replace(claim, start=at.start, end=at.end, sentence=sentence, text=at.of(text), quote=sentence.of(text))


@settings(max_examples=100)
@given(NEWS, st.integers(0, 3))
def test_an_unrelated_paragraph_changes_no_other_claim(text: str, place: int) -> None:
    lines = text.split("\n")
    place = min(place, len(lines))
    longer = "\n".join([*lines[:place], UNRELATED, *lines[place:]])
    border = len("\n".join(lines[:place])) if place else -1
    before = extract(make_article(text, published=PUBLISHED))
    expected = [moved(c, len(UNRELATED) + 1 if c.start > border else 0, longer) for c in before]
    assert list(extract(make_article(longer, published=PUBLISHED))) == expected


@settings(max_examples=500)
@given(ARBITRARY)
def test_numbers_of_any_text_lie_in_it_in_order(text: str) -> None:
    for find in (find_numbers, find_loose):
        position = 0
        for number in find(text):
            assert position <= number.start < number.end <= len(text)
            assert number.low <= number.high
            position = number.end
