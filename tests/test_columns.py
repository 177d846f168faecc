"""Objects whose fields are read when they are first asked for: nobody can tell them from others."""

from __future__ import annotations

import copy
import pickle
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, fields, replace

import pytest
from fakes import make_article

from index import Article, Claim
from index.claims import extract
from index.records import pack_claims, unpack_claims

TEXT = (
    "Police said 12 boats sank in Vell on Monday.\n40 men drowned. The harbour office in Orrin spent 3 million euros."
)


@pytest.fixture(name="article")
def _article() -> Article:
    return make_article(TEXT, published="2031-05-14")


@pytest.fixture(name="claims")
def _claims(article: Article) -> tuple[Claim, ...]:
    return extract(article)


def stored(article: Article, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    origin = article.agency or article.publisher or article.id
    return unpack_claims(pack_claims(claims), len(claims), article.id, article.text, origin, article.published)


@pytest.mark.parametrize("name", [field.name for field in fields(Claim)])
def test_each_field_can_be_the_first_that_is_read(article: Article, claims: tuple[Claim, ...], name: str) -> None:
    found = [getattr(claim, name) for claim in stored(article, claims)]
    assert found == [getattr(claim, name) for claim in claims]


def test_they_are_equal_hashed_shown_copied_and_changed_like_others(
    article: Article, claims: tuple[Claim, ...]
) -> None:
    assert stored(article, claims) == claims
    assert claims == stored(article, claims)
    assert {*stored(article, claims)} == {*claims}
    assert repr(stored(article, claims)) == repr(claims)
    assert pickle.loads(pickle.dumps(stored(article, claims))) == claims
    assert copy.deepcopy(stored(article, claims)) == claims
    assert [*map(asdict, stored(article, claims))] == [*map(asdict, claims)]
    assert [replace(claim, thing="x") for claim in stored(article, claims)] == [replace(c, thing="x") for c in claims]


def test_what_is_no_field_is_missing(article: Article, claims: tuple[Claim, ...]) -> None:
    for claim in (claims[0], stored(article, claims)[0]):
        assert not hasattr(claim, "colour")
        with pytest.raises(AttributeError, match="colour"):
            claim.colour  # type: ignore[attr-defined]  # noqa: B018
        with pytest.raises(AttributeError):
            claim.thing = "x"  # type: ignore[misc]


def test_threads_may_read_them_at_once(article: Article, claims: tuple[Claim, ...]) -> None:
    for _ in range(20):
        shared = stored(article, claims)
        with ThreadPoolExecutor(4) as pool:
            shown = [*pool.map(repr, [shared] * 4)]
        assert shown == [repr(claims)] * 4
