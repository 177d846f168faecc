"""The index as its users see it: one state at a time, whatever happens to its writers."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import FakeEncoder, make_article

from index import (
    Article,
    ArticleMissing,
    Hit,
    Index,
    IndexBusy,
    IndexDamaged,
    IndexMissing,
    IndexOutdated,
    Passage,
    Skipped,
    UsageError,
    read_articles,
)
from index.candidates import WEIGHTS, Signal
from index.encoder import SentenceEncoder, Vectors

HARBOUR = make_article(
    "Police closed the harbour of Vell and arrested 23 people.",
    id="harbour",
    publisher="Tarn Herald",
    published="2031-03-04",
)
BRIDGE = make_article(
    "The old bridge over the Orrin was torn down.", id="bridge", publisher="Vell Post", published="2031-03-10"
)
SCHOOL = make_article(
    "A school opened above the lake with 340 children.", id="school", publisher="Ålund Nytt", published="2031-04"
)
MINE = make_article("The mine at Skarn was sold to a baker.", id="mine")
ALL = [HARBOUR, BRIDGE, SCHOOL, MINE]
ROOT = Path(__file__).parent.parent


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.index"


@pytest.fixture
def index(path: Path) -> Iterator[Index]:
    index = Index.build(ALL, path, encoder=FakeEncoder())
    yield index
    index.close()


def open_index(path: Path) -> Index:
    return Index.open(path, encoder=FakeEncoder())


def ids(index: Index) -> list[str]:
    return [article.id for article in index.articles()]


def found(index: Index, query: str, **limits: object) -> list[str]:
    return [hit.passage.article_id for hit in index.search(query, **limits)]  # type: ignore[arg-type]


def many(count: int, word: str = "bridge", name: str = "new") -> Iterator[Article]:
    """Yield more articles than are written together (16), if ``count`` is more."""
    for number in range(count):
        yield make_article(f"Number {number}: the {word} was painted {number} times.", id=f"{name}-{number}")


def state(index: Index) -> tuple[object, ...]:
    return list(index.articles()), [index.claims(i) for i in ids(index)], index.search("harbour"), index.skipped


# search


def test_a_hit_is_a_passage_of_an_article_with_its_score(index: Index) -> None:
    best = index.search("harbour")[0]
    # Cosine 1, the highest BM25, and the one word that stands for a name.
    assert best == Hit(Passage("harbour", 0, 57), best.score)
    assert best.score == pytest.approx(WEIGHTS[[Signal.MEANING, Signal.WORDS, Signal.NAMES]].sum())
    assert index.article("harbour").text[0:57] == HARBOUR.text


def test_hits_are_at_most_k_and_best_first(index: Index) -> None:
    hits = index.search("bridge school", k=2)
    assert {hit.passage.article_id for hit in hits} == {"bridge", "school"}
    assert hits[0].score >= hits[1].score
    assert index.search("bridge", k=0) == []


def test_k_passages_are_found_where_there_are_as_many(path: Path) -> None:
    index = Index.build(many(130), path, encoder=FakeEncoder())
    assert len(index.search("bridge", k=130)) == 130
    index.close()


def test_the_same_search_gives_the_same_hits(index: Index, path: Path) -> None:
    assert index.search("harbour bridge mine") == index.search("harbour bridge mine")
    assert open_index(path).search("harbour bridge mine") == index.search("harbour bridge mine")


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        ({}, {"harbour", "bridge", "school", "mine"}),
        ({"since": "2031-03-10"}, {"bridge", "school"}),
        ({"since": "2031-03-11"}, {"school"}),
        ({"since": "2031-03"}, {"harbour", "bridge", "school"}),
        ({"since": "2031-04"}, {"school"}),
        ({"since": "2031"}, {"harbour", "bridge", "school"}),
        ({"until": "2031-03-04"}, {"harbour"}),
        ({"until": "2031-03"}, {"harbour", "bridge"}),
        ({"until": "2031"}, {"harbour", "bridge", "school"}),
        ({"until": "2030"}, set()),
        ({"since": "2031-03-05", "until": "2031-03-31"}, {"bridge"}),
        ({"publishers": ["Vell Post"]}, {"bridge"}),
        ({"publishers": ["vell post", "TARN HERALD"]}, {"harbour", "bridge"}),
        ({"publishers": ["Ålund Nytt"]}, {"school"}),
        ({"publishers": ["ÅLUND NYTT"]}, {"school"}),
        ({"publishers": ["Vell"]}, set()),
        ({"publishers": ["Vell Post"], "until": "2031-03-09"}, set()),
    ],
)
def test_only_articles_within_the_limits_are_found(index: Index, limits: dict[str, object], expected: set[str]) -> None:
    assert set(found(index, "harbour bridge school mine", **limits)) == expected


def test_limits_apply_before_the_search(path: Path) -> None:
    index = Index.build([*many(90), BRIDGE], path, encoder=FakeEncoder())
    assert found(index, "bridge", k=1, publishers=["Vell Post"]) == ["bridge"]
    index.close()


@pytest.mark.parametrize("limits", [{"since": "last week"}, {"until": "2031-02-30"}, {"since": "31"}])
def test_a_limit_that_is_no_date_is_wrong_usage(index: Index, limits: dict[str, object]) -> None:
    with pytest.raises(UsageError, match="not a date"):
        found(index, "bridge", **limits)


def test_an_empty_index_finds_nothing(path: Path) -> None:
    index = Index.build([], path, encoder=FakeEncoder())
    assert (len(index), index.search("bridge"), ids(index)) == (0, [], [])
    assert open_index(path).verify() == []
    index.close()


# build, add, remove


def test_what_was_built_is_there(index: Index) -> None:
    assert list(index.articles()) == ALL
    assert len(index) == 4
    assert [(claim.low, claim.text) for claim in index.claims("harbour") if claim.low] == [(23.0, "23 people")]
    assert index.verify() == []


def test_what_was_built_opens_in_another_process(index: Index, path: Path) -> None:
    code = (
        "import sys; from fakes import FakeEncoder; from index import Index\n"
        "index = Index.open(sys.argv[1], encoder=FakeEncoder())\n"
        "print(*(hit.passage.article_id for hit in index.search('bridge', k=1)), index.claims('harbour')[0].quote)"
    )
    assert run(code, path).stdout == f"bridge {HARBOUR.text}\n"


def test_each_passage_is_encoded_once_and_articles_are_encoded_together(path: Path) -> None:
    encoder = FakeEncoder()
    articles = list(many(20))
    index = Index.build(articles, path, encoder=encoder)
    assert encoder.passages == [[article.text for article in batch] for batch in (articles[:16], articles[16:])]
    assert encoder.parts == encoder.passages  # one short sentence each, which is also all the words around its claims
    index.close()


def test_later_passages_are_encoded_behind_their_headline_and_date(path: Path) -> None:
    sentence = "The ferry from Vell to Skarn was late again on Monday because of the fog."
    article = make_article("\n".join([sentence] * 10), id="f", title="Ferry late", published="2031-03-04")
    encoder = FakeEncoder()
    index = Index.build([article], path, encoder=encoder)
    # The headline stands with what follows: 12 + 9 lines of 73 + 8 breaks are 677 characters, a tenth would pass 700.
    (passages,) = encoder.passages
    behind = "Ferry late 2031-03-04\n"
    assert passages == ["Ferry late\n\n" + "\n".join([sentence] * 9), behind + sentence]
    index.close()


def test_the_same_again_is_left_alone(index: Index, path: Path) -> None:
    encoder = FakeEncoder()
    again = Index.open(path, encoder=encoder)
    before = state(index)
    size = sum(file.stat().st_size for file in path.glob("vectors-*.f32"))
    assert again.add([replace(HARBOUR, source="elsewhere.txt"), MINE]) == 0
    assert not any(encoder.calls)
    assert state(index) == before
    assert sum(file.stat().st_size for file in path.glob("vectors-*.f32")) == size
    again.close()


def test_new_articles_are_added_behind_the_others(index: Index) -> None:
    assert index.add([MINE, *many(2)]) == 2
    assert ids(index) == ["harbour", "bridge", "school", "mine", "new-0", "new-1"]
    assert found(index, "painted", k=2) == ["new-0", "new-1"]
    assert index.verify() == []


def test_a_changed_article_replaces_the_old_one_everywhere(index: Index, path: Path) -> None:
    other = open_index(path)
    assert [claim.low for claim in other.claims("harbour") if claim.low] == [23.0]
    changed = replace(HARBOUR, text="Police closed the tunnel of Vell and arrested 31 people.")
    assert index.add([changed]) == 1
    for reader in (index, other):
        assert len(reader) == 4
        assert reader.article("harbour") == changed
        assert [claim.low for claim in reader.claims("harbour") if claim.low] == [31.0]
        assert [hit.passage for hit in reader.search("tunnel", k=1)] == [Passage("harbour", 0, 56)]
        assert sum(article_id == "harbour" for article_id in found(reader, "harbour tunnel police")) == 1
        assert reader.verify() == []
    other.close()


def test_an_article_without_an_identity_is_refused(index: Index) -> None:
    """``clean`` gives no id to a text without an address: two such texts would count as one article that changed."""
    with pytest.raises(UsageError, match="id"):
        index.add([replace(MINE, id=""), replace(BRIDGE, id="")])
    assert len(index) == 4


@pytest.mark.parametrize("between", [0, 20])
def test_of_two_with_one_identity_the_later_one_counts(path: Path, between: int) -> None:
    later = replace(HARBOUR, text="The harbour of Vell was opened again.")
    index = Index.build([HARBOUR, *many(between), later], path, encoder=FakeEncoder())
    assert index.article("harbour").text == later.text
    assert len(index) == between + 1
    assert found(index, "opened again", k=1) == ["harbour"]
    assert index.verify() == []
    index.close()


def test_a_removed_article_is_never_found_again(index: Index, path: Path) -> None:
    other = open_index(path)
    assert found(other, "harbour", k=1) == ["harbour"]
    assert other.claims("harbour")
    assert index.remove(["harbour", "mine", "harbour"]) == 2
    for reader in (index, other, open_index(path)):
        assert ids(reader) == ["bridge", "school"]
        assert set(found(reader, "harbour police Vell mine")) <= {"bridge", "school"}
        assert reader.verify() == []
        for gone in (reader.article, reader.claims, reader.origin):
            with pytest.raises(ArticleMissing):
                gone("harbour")
    other.close()


@pytest.mark.parametrize("what", ["article", "claims", "origin", "sentences", "warnings"])
def test_asking_about_an_article_that_is_not_there_says_so(index: Index, what: str) -> None:
    with pytest.raises(ArticleMissing, match="no article 'nobody'"):
        getattr(index, what)("nobody")


def test_removing_what_is_not_there_removes_nothing(index: Index) -> None:
    with pytest.raises(ArticleMissing, match="no article 'nobody' in the index; nothing was removed"):
        index.remove(["harbour", "nobody"])
    assert ids(index) == ["harbour", "bridge", "school", "mine"]
    assert found(index, "harbour", k=1) == ["harbour"]


def test_a_removed_article_can_come_back(index: Index) -> None:
    before = [hit.passage for hit in index.search("harbour", k=1)]
    index.remove(["harbour"])
    assert index.add([HARBOUR]) == 1
    assert [hit.passage for hit in index.search("harbour", k=1)] == before
    assert index.verify() == []


def test_building_again_replaces_all(index: Index, path: Path) -> None:
    again = Index.build(many(3), path, encoder=FakeEncoder())
    assert ids(again) == ids(index) == ["new-0", "new-1", "new-2"]
    assert set(found(index, "harbour bridge")) == {"new-0", "new-1", "new-2"}
    assert again.verify() == index.verify() == []
    assert len(list(path.glob("vectors-*.f32"))) == 1
    again.close()


def test_progress_counts_the_articles_that_were_read(path: Path) -> None:
    seen: list[int] = []
    index = Index.build([HARBOUR, HARBOUR, MINE], path, encoder=FakeEncoder(), progress=seen.append)
    assert index.add([MINE, BRIDGE], progress=seen.append) == 1
    assert seen == [1, 2, 3, 1, 2]
    index.close()


def test_what_could_not_be_read_is_kept_with_the_index(tmp_path: Path, path: Path) -> None:
    (tmp_path / "a.json").write_text("{", encoding="utf-8")
    (tmp_path / "b.txt").write_text(f"{HARBOUR.text}\n{BRIDGE.text}", encoding="utf-8")
    index = Index.build(read_articles([tmp_path]), path, encoder=FakeEncoder())
    (skipped,) = index.skipped
    assert skipped == Skipped(str(tmp_path / "a.json"), skipped.reason)
    assert skipped.reason.startswith("not a JSON record")
    assert open_index(path).skipped == (skipped,)
    assert (index.info().articles, index.info().skipped) == (1, 1)
    index.close()


def test_what_is_read_at_last_is_no_longer_skipped(tmp_path: Path, path: Path) -> None:
    (tmp_path / "a.json").write_text("{", encoding="utf-8")
    index = Index.build(read_articles([tmp_path]), path, encoder=FakeEncoder())
    assert [skipped.source for skipped in index.skipped] == [str(tmp_path / "a.json")]
    (tmp_path / "a.json").write_text(json.dumps({"text": f"{HARBOUR.text} {BRIDGE.text}"}), encoding="utf-8")
    assert index.add(read_articles([tmp_path / "a.json"])) == 1
    assert [skipped.source for skipped in index.skipped] == []
    index.close()


def test_info_counts(index: Index, path: Path) -> None:
    index.add([replace(BRIDGE, id="copy")])
    info = index.info()
    assert (info.path, info.articles, info.passages, info.copies, info.skipped) == (str(path), 5, 5, 1, 0)
    assert info.claims == sum(len(index.claims(article.id)) for article in index.articles())
    assert (info.encoder, info.bytes) == ("fake", sum(file.stat().st_size for file in path.iterdir()))


# origins

STORY = "The ferry between Vell and Skarn was stopped because its ramp had rusted through, and 900 people took a bus."


def origins(index: Index, *articles: str) -> list[str]:
    return [index.origin(article) for article in articles]


def test_copies_share_the_origin_of_the_agency_that_one_of_them_credits(index: Index) -> None:
    index.add([
        make_article(STORY, id="first", publisher="Vell Post", published="2031-03-05"),
        make_article(STORY, id="second", publisher="Tarn Herald", published="2031-03-06", agency="NVA"),
    ])  # fmt: skip
    assert origins(index, "first", "second", "bridge", "mine") == ["NVA", "NVA", "Vell Post", "mine"]
    assert {claim.origin for i in ("first", "second") for claim in index.claims(i)} == {"NVA"}
    index.remove(["second"])
    assert origins(index, "first") == ["Vell Post"]
    assert {claim.origin for claim in index.claims("first")} == {"Vell Post"}


def test_copies_without_an_agency_are_of_who_published_first(index: Index) -> None:
    index.add([
        make_article(STORY, id="later", publisher="Vell Post", published="2031-03-06"),
        make_article(STORY, id="undated", publisher="Skarn Mail"),
        make_article(STORY, id="earlier", publisher="Tarn Herald", published="2031-03-05"),
    ])  # fmt: skip
    assert origins(index, "later", "undated", "earlier") == ["Tarn Herald"] * 3
    assert index.info().copies == 2


# opening what is not right


def test_there_is_no_index_to_open(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match=r"there is no index at .*none; make one with: rashomon index"):
        open_index(tmp_path / "none")
    (tmp_path / "file").touch()
    with pytest.raises(IndexMissing):
        open_index(tmp_path / "file")


def test_another_encoder_cannot_open_it(index: Index, path: Path) -> None:
    with pytest.raises(IndexOutdated, match=r"was made with encoder fake, this is other; rebuild it with: rashomon"):
        Index.open(path, encoder=FakeEncoder("other"))


def test_another_format_cannot_be_opened(index: Index, path: Path) -> None:
    damage(path, "UPDATE facts SET value = '0' WHERE name = 'format'")
    with pytest.raises(IndexOutdated, match="was made with format 0, this is"):
        open_index(path)


def test_building_over_an_index_of_another_encoder_replaces_it(index: Index, path: Path) -> None:
    other = Index.build(many(2), path, encoder=FakeEncoder("other"))
    assert other.info().encoder == "other"
    assert other.verify() == []
    other.close()


@pytest.mark.parametrize("how", ["short", "gone"])
def test_an_index_without_its_vectors_is_damaged(index: Index, path: Path, how: str) -> None:
    (vectors,) = path.glob("vectors-*.f32")
    if how == "gone":
        vectors.unlink()
    else:
        os.truncate(vectors, 4 * 5 * 4 - 1)  # 4 rows of 5 numbers of 4 bytes
    with pytest.raises(IndexDamaged, match="holds fewer than the 4 vectors"):
        open_index(path)
    assert index.verify() != []


def damage(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path / "index.sqlite3")
    with connection:
        connection.execute(statement)
    connection.close()


@pytest.mark.parametrize("byte", [0, 37, 79])
def test_verify_finds_a_flipped_byte_in_the_vectors(index: Index, path: Path, byte: int) -> None:
    (vectors,) = path.glob("vectors-*.f32")
    content = bytearray(vectors.read_bytes())
    content[byte] ^= 1
    vectors.write_bytes(content)
    # A row has 5 numbers of 4 bytes: byte 0 is in row 0, 37 in row 1, 79 in row 3.
    article = {0: "harbour", 37: "bridge", 79: "mine"}[byte]
    assert open_index(path).verify() == [f"article {article}: its vectors are not what was written"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE articles SET text = replace(text, '23', '32') WHERE id = 'harbour'",
        "UPDATE articles SET fields = replace(fields, 'Herald', 'Gerald') WHERE id = 'harbour'",
        "UPDATE articles SET raw = x'00' WHERE id = 'harbour'",
        "UPDATE claims SET data = substr(data, 2) WHERE article = (SELECT key FROM articles WHERE id = 'harbour')",
        'UPDATE passages SET "end" = 9 WHERE row = 0',
        "DELETE FROM passages WHERE row = 0",
        "DELETE FROM words WHERE rowid = 0",
        "UPDATE articles SET published = '2031-03-05' WHERE id = 'harbour'",
    ],
)
def test_verify_finds_what_was_changed_behind_its_back(index: Index, path: Path, statement: str) -> None:
    assert index.verify() == []
    damage(path, statement)
    problems = open_index(path).verify()
    assert len(problems) == 1
    assert "harbour" in problems[0]


# writers that are stopped, fail, or meet


def failing(count: int) -> Iterator[Article]:
    yield from many(count)
    raise RuntimeError("the reader failed")


@pytest.mark.parametrize("count", [1, 40])
def test_an_exception_in_the_middle_of_adding_leaves_the_state_before(index: Index, path: Path, count: int) -> None:
    before = state(index)
    with pytest.raises(RuntimeError, match="the reader failed"):
        index.add(failing(count))
    for reader in (index, open_index(path)):
        assert state(reader) == before
        assert reader.verify() == []
    assert index.add(many(count)) == count
    assert index.verify() == []
    assert len(index) == count + 4


def test_an_exception_in_the_middle_of_building_leaves_the_index_before(index: Index, path: Path) -> None:
    before = state(index)
    with pytest.raises(RuntimeError, match="the reader failed"):
        Index.build(failing(40), path, encoder=FakeEncoder("other"))
    for reader in (index, open_index(path)):
        assert state(reader) == before
        assert reader.verify() == []


def test_a_build_that_never_succeeded_is_no_index(path: Path) -> None:
    with pytest.raises(RuntimeError, match="the reader failed"):
        Index.build(failing(40), path, encoder=FakeEncoder())
    with pytest.raises(IndexMissing):
        open_index(path)


def test_what_is_seen_while_adding_is_forgotten_when_it_fails(index: Index) -> None:
    """An ``articles`` that searches as it goes sees what was added so far; that must not outlive the failure."""
    before = state(index)

    def curious() -> Iterator[Article]:
        yield from many(20)
        assert found(index, "painted", k=1) == ["new-0"]
        assert index.claims("new-3")
        raise RuntimeError("the reader failed")

    with pytest.raises(RuntimeError, match="the reader failed"):
        index.add(curious())
    assert state(index) == before
    assert set(found(index, "painted bridge")) == {"harbour", "bridge", "school", "mine"}
    with pytest.raises(ArticleMissing):
        index.claims("new-3")


def test_a_search_in_another_thread_never_finds_what_was_rolled_back(index: Index) -> None:
    results: list[object] = []

    def look() -> None:
        try:
            results.append(set(found(index, "painted bridge")))
        except Exception as error:  # shown by the assertion below
            results.append(error)

    searcher = threading.Thread(target=look)

    def interrupted() -> Iterator[Article]:
        yield from many(20)
        searcher.start()
        searcher.join(0.3)  # long enough to be in the middle of its search, if it does not wait for the writer
        raise RuntimeError("the reader failed")

    with pytest.raises(RuntimeError, match="the reader failed"):
        index.add(interrupted())
    searcher.join()
    assert results == [{"harbour", "bridge", "school", "mine"}]


class Meddler(FakeEncoder):
    """An encoder in whose midst something else happens."""

    def __init__(self) -> None:
        super().__init__()
        self.meddle: Callable[[], object] | None = None

    def encode(self, texts: Sequence[str]) -> Vectors:
        if self.meddle is not None:
            self.meddle()
        return super().encode(texts)


@pytest.mark.parametrize("change", ["remove", "add", "replace", "rebuild"])
def test_a_search_sees_one_state_though_another_writer_is_done_in_its_midst(
    index: Index, path: Path, change: str
) -> None:
    changes: dict[str, Callable[[], object]] = {
        "remove": lambda: index.remove(["harbour", "bridge"]),
        "add": lambda: index.add(many(3)),
        "replace": lambda: index.add([replace(HARBOUR, text="The bridge, the mine and the harbour.")]),
        "rebuild": lambda: Index.build([SCHOOL, MINE], path, encoder=FakeEncoder()),
    }
    encoder = Meddler()
    reader = Index.open(path, encoder=encoder)
    before = reader.search("harbour bridge school mine?")  # worded anew: a query is encoded once
    encoder.meddle = changes[change]
    meanwhile = reader.search("harbour bridge school mine!")
    encoder.meddle = None
    after = reader.search("harbour bridge school mine")
    assert before != after
    assert meanwhile in (before, after)


def test_articles_are_of_one_state_though_one_is_removed_meanwhile(index: Index) -> None:
    articles = index.articles()
    first = next(articles)
    index.remove(["mine"])
    assert [first, *articles] in (ALL, ALL[:3])


def test_many_threads_can_search_at_once(index: Index) -> None:
    index.add(many(20))
    queries = ["harbour", "bridge", "painted number 7", "mine", "school children", "police Vell"] * 10
    alone = [index.search(query) for query in queries]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(index.search, queries)) == alone


CHILD = """
import os, signal, sys
from fakes import FakeEncoder, make_article
from index import Index

def articles():
    for number in range(40):
        yield make_article(f"Number {number}: the bridge was painted {number} times.", id=f"child-{number}")
    how = sys.argv[3]
    if how == "wait":
        print("in the middle", flush=True)
        sys.stdin.readline()
    elif how == "exit":
        os._exit(7)
    else:
        os.kill(os.getpid(), signal.SIGKILL)

path, what = sys.argv[1:3]
if what == "add":
    Index.open(path, encoder=FakeEncoder()).add(articles())
else:
    Index.build(articles(), path, encoder=FakeEncoder())
"""


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")])}


def run(code: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(command, env=environment(), capture_output=True, text=True, check=False, timeout=120)


@pytest.mark.parametrize(("what", "how", "status"), [("add", "kill", -signal.SIGKILL), ("build", "exit", 7)])
def test_a_writer_that_is_stopped_leaves_the_state_before(
    index: Index, path: Path, what: str, how: str, status: int
) -> None:
    before = state(index)
    stopped = run(CHILD, path, what, how)
    assert stopped.returncode == status, stopped.stderr
    for reader in (index, open_index(path)):
        assert state(reader) == before
        assert reader.verify() == []
    assert index.add(many(2)) == 2
    assert found(index, "painted", k=2) == ["new-0", "new-1"]
    assert index.verify() == []
    assert Index.build(ALL, path, encoder=FakeEncoder()).verify() == []
    assert state(index) == before


def test_readers_see_whole_states_and_a_second_writer_is_told_while_one_writes(index: Index, path: Path) -> None:
    before = state(index)
    command = [sys.executable, "-c", CHILD, str(path), "add", "wait"]
    with subprocess.Popen(
        command, env=environment(), text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as writer:
        assert writer.stdin is not None
        assert writer.stdout is not None
        assert writer.stdout.readline() == "in the middle\n"
        late = open_index(path)
        for reader in (index, late):
            assert state(reader) == before
            assert reader.verify() == []
        writes: list[Callable[[], object]] = [
            lambda: index.add([replace(MINE, id="mine-2")]),
            lambda: late.remove(["mine"]),
            lambda: Index.build([MINE], path, encoder=FakeEncoder()),
        ]
        for write in writes:
            with pytest.raises(IndexBusy, match=r"another process is writing to .*news\.index"):
                write()
        writer.stdin.write("\n")
    assert writer.returncode == 0
    for reader in (index, late):
        assert len(reader) == 44
        assert found(reader, "painted", k=1) == ["child-0"]
        assert reader.verify() == []


# the demo articles, with the real encoder


def test_the_demo_index_is_sound_and_finds_by_meaning(demo_index: Index) -> None:
    assert demo_index.verify() == []
    assert demo_index.skipped == ()
    # Fifteen articles, of which dam-3 is the agency story of dam-2 again.
    info = demo_index.info()
    assert (info.articles, info.copies) == (15, 1)
    # No article says "levee" or "drowned"; those on the dam of Kestrow say "dam" and "killed".
    assert not any(word in article.text for word in ("levee", "drowned") for article in demo_index.articles())
    texts = [demo_index.article(i).text for i in found(demo_index, "people drowned when the levee gave way", k=3)]
    assert ["Kestrow" in text for text in texts] == [True] * 3


def test_every_article_of_the_demo_is_found_by_its_own_headline(demo_index: Index) -> None:
    missed = [a.id for a in demo_index.articles() if a.id not in found(demo_index, a.title or a.text[:80], k=3)]
    assert missed == []


def test_the_real_encoder_is_the_one_an_index_opens_with(demo_index: Index, encoder: SentenceEncoder) -> None:
    opened = Index.open(demo_index.path)
    assert opened.info().encoder == encoder.name
    assert opened.search("dam", k=3) == demo_index.search("dam", k=3)
    opened.close()
