"""What is on disk: what goes in comes out, and damage is told."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import make_article

from index import (
    Article,
    ArticleMissing,
    ArticleWarning,
    IndexBusy,
    IndexDamaged,
    IndexMissing,
    Passage,
    Span,
    State,
    When,
)
from index.claims import read
from index.copies import sign
from index.records import pack_claims, unpack_claims
from index.store import Store, content_checksum

TEXT = """Minister Tova Lind met Rasmus Ekholt in Vell on 3 March 2031.
According to Lurian intelligence, about 500 further fighters were reportedly killed or wounded last year.
“The bridge” cost $1.2bn, the Dree Times reported, citing the ministry."""

TITLED = f"Lind in Vell\n\n{TEXT}"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path / "news.index", create=True)
    yield store
    store.close()


VECTORS = (b"\x7f\x00\x00\x7f", b"\x7f\x00")  # of two sentences and a claim in two dimensions, packed


@pytest.fixture
def article() -> Article:
    return make_article(
        TEXT, id="lind", title="Lind in Vell", url="https://herald.example/lind", publisher="Tarn Valley Herald",
        agency="NVA", published="2031-05-14",
    )  # fmt: skip


def put(store: Store, article: Article) -> int:
    reading = read(article)
    with store.writing():
        key = store.put(article, sign(article), reading.sentences, VECTORS, reading.warnings, vectors_checksum=0)
        store.put_claims(key, reading.claims)
    return key


def test_an_article_comes_back_as_it_was(store: Store, article: Article) -> None:
    put(store, article)
    assert store.article("lind") == article
    assert store.ids() == ["lind"]


def test_claims_come_back_as_they_were(store: Store, article: Article) -> None:
    key = put(store, article)
    with store.writing():
        store.connection.execute("UPDATE articles SET origin = 'NVA' WHERE key = ?", (key,))
    made = read(article).claims
    assert len(made) >= 6
    assert store.claims("lind") == made


def test_what_is_stored_of_claims_tells_all_of_them_apart(article: Article) -> None:
    """Values that are equal and not the same, that one claim has or all have, and an origin that follows the copies."""
    (claim, *_) = read(article).claims
    plain = replace(claim, low=None, high=None, when=None, attribution=(), names=(), origin="Herald")
    claims = (
        plain,
        replace(plain, low=1.0, high=1, state=State.DENIED, hedged=True, thing="line\nbreak"),
        replace(plain, start=4, end=9, text=TITLED[4:9], low="2031-03-03", when=When("3 March", None, "since")),
        replace(
            plain, sentence=Span(0, 4), quote=TITLED[:4], attribution=("the ministry", "Dree Times"), origin="Dree"
        ),
    )
    known = (article.id, TITLED, "Herald", article.published)
    assert repr(unpack_claims(pack_claims(claims), 4, *known)) == repr(claims)
    for one in claims:
        assert repr(unpack_claims(pack_claims([one]), 1, *known)) == repr((one,))
    moved = unpack_claims(pack_claims(claims), 4, article.id, TITLED, "NVA", None)
    assert [(c.origin, c.published) for c in moved] == [("NVA", None)] * 3 + [("Dree", None)]


def test_an_article_without_claims_has_none(store: Store) -> None:
    put(store, make_article("Rain.", id="r"))
    assert store.claims("r") == ()
    assert (store.number("articles"), store.number("claims"), store.facts().get("claims", "0")) == (1, 0, "0")


def test_sentences_and_warnings_come_back(store: Store) -> None:
    article = make_article(
        "It was dry.\nThe presidents met in Selm on 9 November 2031.", id="w", published="2031-05-14"
    )
    put(store, article)
    assert store.sentences("w") == (Span(0, 11), Span(12, 58))
    assert store.packed_vectors("w") == VECTORS
    (warning,) = store.warnings("w")
    assert warning == ArticleWarning(
        "w", "it is dated 2031-05-14 but tells of 9 November 2031 as past", (Span(12, 58),)
    )


@pytest.mark.parametrize("what", ["article", "claims"])
def test_what_is_not_there_is_missing(store: Store, what: str) -> None:
    with pytest.raises(ArticleMissing, match="no article 'nobody'"):
        getattr(store, what)("nobody")


def test_a_deleted_article_leaves_nothing(store: Store, article: Article) -> None:
    key = put(store, article)
    with store.writing():
        store.put_passage(key, 0, Passage("lind", 0, 20), article.title, article.text[:20])
    with store.writing():
        store.delete("lind")
    for table in ("articles", "passages", "claims", "words"):
        assert store.rows(f"SELECT count(*) FROM {table}") == [(0,)]
    assert {name: store.facts()[name] for name in ("articles", "passages", "claims")} == dict.fromkeys(
        ("articles", "passages", "claims"), "0"
    )


def test_the_checksum_is_of_all_that_an_article_says(article: Article) -> None:
    same = replace(article, source="elsewhere.txt", raw=b"another page around it")
    assert content_checksum(same) == content_checksum(article)
    changed = [
        replace(article, title="Lind in Skarn"),
        replace(article, text=article.text + "."),
        replace(article, publisher="Tarn Herald"),
        replace(article, agency=None),
        replace(article, url=None),
        replace(article, published="2031-05-15"),
        replace(article, language="de"),
        replace(article, authors=("Ilse Marrow",)),
    ]
    # Nine articles that differ in what they say have nine checksums.
    assert len({content_checksum(each) for each in [article, *changed]}) == 9


def test_a_failed_change_leaves_no_trace(store: Store, article: Article) -> None:
    put(store, article)

    def change_and_fail() -> None:
        with store.writing():
            store.delete("lind")
            store.set_fact("rows", 9)
            raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        change_and_fail()
    assert store.ids() == ["lind"]
    assert "rows" not in store.facts()


def test_one_writer_at_a_time(store: Store, tmp_path: Path) -> None:
    second = Store(tmp_path / "news.index")
    with (
        store.writing(),
        pytest.raises(IndexBusy, match=r"another process is writing to .*news\.index"),
        second.writing(),
    ):
        pytest.fail("two writers at once")
    with second.writing():
        second.set_fact("rows", 1)
    assert store.facts()["rows"] == "1"
    second.close()


def test_a_reader_sees_the_state_before_until_the_writer_is_done(store: Store, tmp_path: Path) -> None:
    reader = Store(tmp_path / "news.index")
    before = reader.version()
    with store.writing():
        store.set_fact("rows", 1)
        assert reader.facts() == {}
        assert reader.version() == before
    assert reader.facts() == {"rows": "1", "state": "1"}
    assert reader.version() != before
    reader.close()


def test_there_is_no_store_where_none_was_made(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match=r"there is no index at .*none; make one with: rashomon index"):
        Store(tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_a_file_that_is_no_database_is_damage(tmp_path: Path) -> None:
    (tmp_path / "index.sqlite3").write_bytes(b"this is no database, whatever its name may say" * 100)
    with pytest.raises(IndexDamaged, match=r"index\.sqlite3 cannot be read"):
        Store(tmp_path)


def test_an_empty_database_is_damage(tmp_path: Path) -> None:
    sqlite3.connect(tmp_path / "index.sqlite3").close()
    (tmp_path / "index.sqlite3").touch()
    with pytest.raises(IndexDamaged, match=r"index\.sqlite3 cannot be read"):
        Store(tmp_path)
