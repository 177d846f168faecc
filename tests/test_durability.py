"""Nothing is lost: what was stopped goes on, what is damaged is found, what can be made again is made again."""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from fakes import FakeEncoder, make_article
from hypothesis import given, settings
from hypothesis import strategies as st

from index import Article, Hit, Index, IndexDamaged, IndexMissing, IndexOutdated, RashomonError, Skipped, read_articles
from index.copies import group, sign
from index.encoder import Vectors
from index.grouping import join_groups, split_groups
from index.schema import FORMAT
from index.store import Store
from rag import Assistant

ROOT = Path(__file__).parent.parent
STORY = tuple(
    f"The {thing} of Vell was closed on day {day} after the inspector Aud Renning had found {day * 7} cracks in it."
    for day, thing in enumerate(["ferry", "harbour", "bridge", "school", "mine", "tower", "weir", "market"], start=1)
)


def many(count: int, name: str = "a") -> list[Article]:
    return [
        make_article(f"Number {n}: the bridge was painted {n} times by {n + 3} people.", id=f"{name}{n}")
        for n in range(count)
    ]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.index"


@pytest.fixture
def index(path: Path) -> Iterator[Index]:
    index = Index.build(many(20), path, encoder=FakeEncoder())
    yield index
    index.close()


def open_index(path: Path) -> Index:
    return Index.open(path, encoder=FakeEncoder())


def content(index: Index) -> tuple[list[Article], list[Hit], object]:
    articles = list(index.articles())
    claims = [(index.claims(article.id), index.origin(article.id)) for article in articles]
    return articles, index.search("bridge mine", k=30), claims


def damage(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path / "index.sqlite3")) as connection, connection:
        connection.execute(statement)


# the manifest


def test_the_manifest_says_what_the_index_holds(index: Index, path: Path) -> None:
    index.remove(["a3", "a4"])
    said = json.loads((path / "MANIFEST").read_text(encoding="utf-8"))
    info = index.info()
    assert (said["format"], said["encoder"]) == (info.format, "fake")
    assert (said["articles"], said["passages"], said["claims"]) == (18, 18, info.claims)
    assert (said["vectors"], said["dim"], said["generation"]) == (20, 5, 1)  # rows of what is gone stay
    assert said["pages"] * 4096 == (path / "index.sqlite3").stat().st_size
    assert set(said["checksums"]) == {"index.sqlite3.sums", "vectors-1.f32.sums"}


def test_a_folder_of_articles_may_hold_its_index(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("\n".join(STORY), encoding="utf-8")
    for _ in range(2):
        index = Index.build(read_articles([tmp_path]), tmp_path / "news.index", encoder=FakeEncoder())
        assert (len(index), index.skipped) == (1, ())
        index.close()


@pytest.mark.parametrize("how", ["gone", "changed", "no JSON"])
def test_a_manifest_that_is_not_what_was_written_is_told_on_opening_and_written_again(
    index: Index, path: Path, how: str
) -> None:
    manifest = path / "MANIFEST"
    before = manifest.read_text(encoding="utf-8")
    if how == "gone":
        manifest.unlink()
    else:
        manifest.write_text(before.replace("20", "21", 1) if how == "changed" else before[:-9], encoding="utf-8")
    with pytest.raises(IndexDamaged, match=r"MANIFEST cannot be read: .*; repair it with: rashomon verify --repair"):
        open_index(path)
    assert len(index.verify()) == 1
    assert Index.repair(path, encoder=FakeEncoder()) == ["the manifest was written again"]
    assert manifest.read_text(encoding="utf-8") == before


def test_a_manifest_of_the_state_before_is_no_damage(index: Index, path: Path) -> None:
    """As a writer leaves it that is killed right after its change."""
    before = (path / "MANIFEST").read_bytes()
    index.add(many(2, "b"))
    (path / "MANIFEST").write_bytes(before)
    with closing(open_index(path)) as reader:
        assert reader.verify() == []
        reader.add(many(3, "c"))
        assert reader.verify() == []
    assert json.loads((path / "MANIFEST").read_text(encoding="utf-8"))["articles"] == 25


# what a change costs


def statements(index: Index, article: Article) -> int:
    """Return how many statements it takes to add an article and to remove it."""
    seen: list[str] = []
    index._store.connection.set_trace_callback(seen.append)
    index.add([article])
    index.remove([article.id])
    index._store.connection.set_trace_callback(None)
    return len([text for text in seen if not text.startswith("--")])  # those are of FTS5, which merges now and then


def test_adding_and_removing_cost_what_they_touch(tmp_path: Path) -> None:
    counts = set()
    for count in (1, 40):
        articles = [
            make_article(" ".join(random.Random(n).choices("abcdefghijklmnop", k=60)), id=f"{n}") for n in range(count)
        ]
        index = Index.build(articles, tmp_path / f"{count}.index", encoder=FakeEncoder())
        counts.add(statements(index, make_article("\n".join(STORY), id="new")))
        index.close()
    assert len(counts) == 1


def test_the_same_again_changes_no_file(index: Index, path: Path) -> None:
    index.close()
    before = {file.name: file.read_bytes() for file in path.iterdir() if "-shm" not in file.name}
    with closing(open_index(path)) as again:
        assert again.add(many(20)) == 0
    after = {file.name: file.read_bytes() for file in path.iterdir()}
    assert {name: after[name] for name in before if name in after} == {n: b for n, b in before.items() if n in after}
    assert "MANIFEST" in after


# copies, as they come and go


LINES = st.lists(st.integers(0, len(STORY) - 1), min_size=1, max_size=4, unique=True)
CHANGES = st.lists(st.tuples(st.integers(0, 7), st.one_of(st.none(), LINES)), min_size=1, max_size=14)


@given(CHANGES)
@settings(max_examples=40)
def test_groups_made_one_by_one_are_those_made_at_once(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[int, list[int] | None]]
) -> None:
    """Articles are cuts of one story, so that they are copies of each other by chains that come and go."""
    store = Store(tmp_path_factory.mktemp("groups"), create=True, private=True)
    with store.writing():
        for name, lines in changes:
            gone = store.delete(f"{name}")
            split_groups(store, [] if gone is None else [gone])
            if lines is not None:
                article = make_article("\n".join(STORY[line] for line in lines), id=f"{name}")
                join_groups(store, [store.put(article, sign(article), (), (b"", b""), (), 0)])
            stored = store.rows("SELECT key, copies FROM articles ORDER BY key")
            expected = group(store.article(i) for i in store.ids())
            assert [number for _, number in stored] == [stored[place][0] for place in expected]
    store.close()


# a build that was stopped


def encoded(encoder: FakeEncoder) -> list[str]:
    """Return the passages that a build has encoded; here an article is one."""
    return [text for batch in encoder.passages for text in batch]


def stopped(articles: Sequence[Article], after: int) -> Iterator[Article]:
    yield from articles[:after]
    raise KeyboardInterrupt


def test_a_first_build_that_was_stopped_goes_on(path: Path, tmp_path: Path) -> None:
    encoder = FakeEncoder()
    with pytest.raises(KeyboardInterrupt):
        Index.build(stopped(many(50), 40), path, encoder=encoder)
    with pytest.raises(IndexMissing):
        open_index(path)
    assert encoded(encoder) == [article.text for article in many(32)]  # two batches of 16
    encoder = FakeEncoder()
    index = Index.build(many(50), path, encoder=encoder)
    assert encoded(encoder) == [article.text for article in many(50)[32:]]  # nothing twice
    with closing(Index.build(many(50), tmp_path / "other.index", encoder=FakeEncoder())) as other:
        assert content(index) == content(other)
    assert (path / "vectors-1.f32").read_bytes() == (tmp_path / "other.index" / "vectors-1.f32").read_bytes()
    assert index.verify() == []
    assert not (path / "building").exists()
    index.close()


def test_a_build_that_goes_on_holds_these_articles_and_no_others(path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        Index.build(stopped(many(40), 40), path, encoder=FakeEncoder())
    changed = [
        replace(article, text=f"{article.text} Twice.") if article.id == "a7" else article for article in many(40)
    ]
    index = Index.build(changed[4:], path, encoder=FakeEncoder())
    assert {a.id: a for a in index.articles()} == {a.id: a for a in changed[4:]}
    assert index.verify() == []
    index.close()


def test_what_another_encoder_has_begun_is_not_used(path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        Index.build(stopped(many(20), 20), path, encoder=FakeEncoder("other"))
    encoder = FakeEncoder()
    index = Index.build(many(20), path, encoder=encoder)
    assert encoded(encoder) == [article.text for article in many(20)]
    assert index.info().encoder == "fake"
    index.close()


@pytest.mark.parametrize("name", ["index.sqlite3", "vectors.f32"])
def test_what_was_begun_and_is_damaged_is_not_used(path: Path, name: str) -> None:
    with pytest.raises(KeyboardInterrupt):
        Index.build(stopped(many(20), 20), path, encoder=FakeEncoder())
    (path / "building" / name).write_bytes(b"no such thing")
    index = Index.build(many(20), path, encoder=FakeEncoder())
    assert (len(index), index.verify()) == (20, [])
    index.close()


# made anew from what is stored


def test_an_index_of_another_encoder_is_made_anew_without_the_original_files(tmp_path: Path, path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.html").write_text(
        f"<html><title>Ferry stops</title><body><h1>Ferry stops</h1><p>{'</p><p>'.join(STORY)}</p></body></html>",
        encoding="utf-8",
    )
    record = {"id": "b", "text": "\n".join(STORY[:3]), "publisher": "Tarn Herald", "date": "2031-03-04"}
    (folder / "b.json").write_text(json.dumps(record), encoding="utf-8")
    (folder / "c.json").write_text("{", encoding="utf-8")
    with closing(Index.build(read_articles([folder]), path, encoder=FakeEncoder("old"))) as old:
        old.add([make_article("The mine at Skarn was sold to a baker.", id="own", publisher="Vell Post")])
        before, skipped = list(old.articles()), old.skipped
    shutil.rmtree(folder)
    with pytest.raises(
        IndexOutdated, match="encoder old, this is fake; rebuild it with: rashomon index --rebuild --to"
    ):
        open_index(path)
    with closing(Index.rebuild(path, encoder=FakeEncoder())) as new:
        assert list(new.articles()) == before
        assert (new.info().encoder, new.skipped) == ("fake", skipped)
        assert new.verify() == []
    assert json.loads((path / "MANIFEST").read_text(encoding="utf-8"))["encoder"] == "fake"


def test_an_index_of_the_format_before_is_made_anew(index: Index, path: Path) -> None:
    """Format 2 had neither manifest nor checksums nor bands; its articles stand in the same columns."""
    before = content(index)
    index.close()
    damage(path, "UPDATE facts SET value = '2' WHERE name = 'format'")
    damage(path, "DELETE FROM facts WHERE name NOT IN ('format', 'encoder', 'generation', 'rows', 'dim')")
    damage(path, "DROP TABLE bands")
    for name in ("MANIFEST", "index.sqlite3.sums", "vectors-1.f32.sums"):
        (path / name).unlink()
    with pytest.raises(IndexOutdated, match=f"format 2, this is {FORMAT}; rebuild it with: rashomon index --rebuild"):
        open_index(path)
    with closing(Index.rebuild(path, encoder=FakeEncoder())) as new:
        assert content(new) == before
        assert new.verify() == []


# a flipped byte


def test_a_flipped_byte_anywhere_is_found_and_set_right(index: Index, path: Path, tmp_path: Path) -> None:
    index.add(many(8, "b"))
    index.remove(["a3", "b5"])
    index.close()
    files = sorted(file.name for file in path.iterdir())
    assert files == ["MANIFEST", "index.sqlite3", "index.sqlite3.sums", "vectors-1.f32", "vectors-1.f32.sums"]
    draw = random.Random(5)
    for flip in range(30):
        copy = tmp_path / f"{flip}"
        shutil.copytree(path, copy)
        file = copy / files[flip % len(files)]
        flipped = bytearray(file.read_bytes())
        place = draw.randrange(len(flipped))
        flipped[place] ^= draw.randrange(1, 256)
        file.write_bytes(flipped)
        assert problems(copy) != [], (file.name, place)
        Index.repair(copy, encoder=FakeEncoder())
        for name in files:
            assert (copy / name).read_bytes() == (path / name).read_bytes(), (file.name, place)


def problems(path: Path) -> list[str]:
    try:
        with closing(open_index(path)) as index:
            return index.verify()
    except IndexDamaged as error:
        return [str(error)]


def test_repairing_what_is_sound_does_nothing(index: Index, path: Path) -> None:
    before = content(index)
    assert Index.repair(path, encoder=FakeEncoder()) == []
    assert content(index) == before


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE claims SET data = substr(data, 2)",
        "DELETE FROM passages WHERE row = 7",
        "DELETE FROM words WHERE rowid = 3",
        "UPDATE articles SET signature = x'00', sentences = '[]' WHERE id = 'a5'",
        "UPDATE articles SET origin = 'nobody' WHERE id = 'a5'",
        "UPDATE articles SET text = replace(text, 'bridge', 'fridge') WHERE id = 'a5'",
    ],
)
def test_what_is_damaged_is_made_again(tmp_path: Path, statement: str) -> None:
    """The text too, from its document: the bodies are long enough for an article to be read from."""
    path = tmp_path / "news.index"
    articles = [
        replace(make_article(f"Day {n}. The bridge. {STORY[n % 8]} {STORY[(n + 1) % 8]}", id=f"a{n}")) for n in range(8)
    ]
    with closing(Index.build(articles, path, encoder=FakeEncoder())) as index:
        before = content(index)
    damage(path, statement)
    assert problems(path) != []
    done = Index.repair(path, encoder=FakeEncoder())
    assert not [line for line in done if line.startswith("lost")]
    assert problems(path) == []
    with closing(open_index(path)) as index:
        assert content(index) == before


def test_what_cannot_be_made_again_is_told(index: Index, path: Path) -> None:
    index.close()
    damage(path, "UPDATE articles SET text = 'x', raw = x'00' WHERE id = 'a5'")
    damage(path, "UPDATE articles SET raw = x'00' WHERE id = 'a6'")
    lost = [line for line in Index.repair(path, encoder=FakeEncoder()) if line.startswith("lost")]
    assert lost == ["lost: article a5: its document and its text", "lost: article a6: its document"]
    with closing(open_index(path)) as repaired:
        assert [a.id for a in repaired.articles()] == [f"a{n}" for n in range(20) if n != 5]
        assert repaired.article("a6") == replace(many(20)[6], raw=b"")
        assert repaired.skipped == (Skipped("a5", "it was damaged in the index"),)
        assert repaired.verify() == []


def test_an_index_of_which_nothing_can_be_read_is_left_as_it_is(index: Index, path: Path) -> None:
    index.close()
    database = path / "index.sqlite3"
    database.write_bytes(b"\xa5" * database.stat().st_size)
    with pytest.raises(IndexDamaged, match="cannot be repaired, remove it and index the articles again: file is not a"):
        Index.repair(path, encoder=FakeEncoder())
    assert database.read_bytes()[:9] == b"\xa5" * 9
    with pytest.raises(IndexMissing):
        Index.repair(path / "none", encoder=FakeEncoder())


# a full disk


def long(count: int, name: str) -> list[Article]:
    """Return articles with documents of 4,000 bytes that cannot be compressed."""
    return [replace(article, raw=random.Random(article.id).randbytes(4000)) for article in many(count, name)]


@contextmanager
def no_file_over(limit: int) -> Iterator[None]:
    """Let no file of this process grow beyond a number of bytes."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("limit", [1_000, 20_000, 70_000, 180_000])
@pytest.mark.parametrize("what", ["add", "build"])
def test_a_file_that_may_not_grow_leaves_the_state_before(index: Index, path: Path, what: str, limit: int) -> None:
    before = content(index)
    write = index.add if what == "add" else partial(Index.build, path=path, encoder=FakeEncoder())
    with no_file_over(limit), pytest.raises((OSError, RashomonError)):
        write(long(40, "b"))
    for reader in (index, open_index(path)):
        assert content(reader) == before
        assert reader.verify() == []
    assert index.add(many(2, "c")) == 2
    assert index.verify() == []
    Index.build(long(40, "b"), path, encoder=FakeEncoder()).close()
    assert len(index) == 40
    assert index.verify() == []


FULL = """
import os, sys
from pathlib import Path
from test_durability import FakeEncoder, Index, RashomonError, long

path, filler = Path("small/news.index"), Path("small/filler")
index = Index.build(long(5, "a"), path, encoder=FakeEncoder())
with filler.open("wb", buffering=0) as file:
    try:
        while True:
            file.write(bytes(4096))
    except OSError:
        pass
failures = []
for write in (lambda: index.add(long(40, "b")), lambda: Index.build(long(40, "b"), path, encoder=FakeEncoder())):
    try:
        write()
    except (OSError, RashomonError) as error:
        failures.append(str(error))
index.close()
filler.unlink()
index = Index.open(path, encoder=FakeEncoder())
print(failures, [article.id for article in index.articles()], index.verify())
print(index.add(long(2, "c")), index.verify())
"""


@pytest.mark.skipif(shutil.which("unshare") is None, reason="needs unshare to mount a small file system")
def test_a_full_file_system_leaves_the_state_before(tmp_path: Path) -> None:
    mount = 'mount -t tmpfs -o size=1000k none small && exec "$0" -c "$1"'
    (tmp_path / "small").mkdir()
    done = subprocess.run(
        ["unshare", "-Urm", "sh", "-c", mount, sys.executable, FULL],
        cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")])},
    )  # fmt: skip
    if "mount" in done.stderr or "unshare" in done.stderr:
        pytest.skip(f"no small file system could be mounted: {done.stderr.strip()}")
    first, second = done.stdout.splitlines()
    assert first.count("nothing was changed") + first.count("No space") == 2
    assert first.endswith(" ['a0', 'a1', 'a2', 'a3', 'a4'] []")
    assert second == "2 []"


# an article that is removed while there are readers

FERRY = make_article(
    "The ferry to Skarn sank on Monday in the fog.\nAbout 900 people were on board the ferry to Skarn.",
    id="ferry", title="Ferry sinks", publisher="Tarn Herald", published="2031-03-04",
)  # fmt: skip
QUESTION = "How many people were on board the ferry to Skarn?"


def test_a_removed_article_is_not_cited_by_an_assistant_that_had_the_index_open(path: Path) -> None:
    index = Index.build([FERRY, *many(3)], path, encoder=FakeEncoder())
    assistant = Assistant(open_index(path))
    assert [citation.article_id for citation in assistant.ask(QUESTION).citations] == ["ferry"]
    index.remove(["ferry"])
    answer = assistant.ask(QUESTION)
    assert "ferry" not in {citation.article_id for citation in answer.citations}
    assert "ferry" not in {passage.hit.passage.article_id for passage in answer.passages}
    assistant.index.close()
    index.close()


class Meddling(FakeEncoder):
    """Removes an article, or builds the index anew, in the midst of a question."""

    def __init__(self) -> None:
        super().__init__()
        self.meddle: Callable[[], object] = lambda: None

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.meddle()
        return super().encode(texts)


@pytest.mark.parametrize("how", ["remove", "build"])
def test_an_answer_is_of_one_state(path: Path, how: str) -> None:
    index = Index.build([FERRY, *many(3)], path, encoder=FakeEncoder())
    encoder = Meddling()
    reader = Index.open(path, encoder=encoder)
    before = replace(Assistant(reader).ask(QUESTION), seconds=0)
    reader._encoded.cache_clear()  # a query is encoded once, and what meddles does so when one is

    def meddle() -> None:
        if how == "remove":
            index.remove(["ferry"])
        else:
            Index.build(many(3), path, encoder=FakeEncoder()).close()
        encoder.meddle = lambda: None

    encoder.meddle = meddle
    assert replace(Assistant(reader).ask(QUESTION), seconds=0) == before
    assert "ferry" not in {citation.article_id for citation in Assistant(reader).ask(QUESTION).citations}
    reader.close()
    index.close()
