"""Which files of a folder are read."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

import pytest
from fakes import FakeEncoder, make_article
from test_formats import FERRY, LINE, MESSAGE, PAGE, read

from index import Index, Skipped, read_articles
from index.folders import files_of


def names(root: Path) -> list[str]:
    return [path.relative_to(root).as_posix() for path in files_of(root)[0]]


def test_files_are_taken_by_their_names_and_else_by_what_they_are(tmp_path: Path) -> None:
    for name, content in {
        "a.txt": b"", "b.php": PAGE, "c": PAGE, "d": FERRY.encode(), "e.XML.GZ": b"", "letter.msg": MESSAGE,
        "f.geojson": LINE, "g": LINE, "logo.png": b"\x89PNG\r\n", "style.css": b"p { color: red }", "h": b"\x00\x01",
        "i.css": b"", "README": b"read me", "readme.md": b"", "LICENSE.txt": b"", "Makefile": b"all:",
        ".hidden.txt": b"", ".git/config.txt": b"", "sub/j.eml": b"",
    }.items():  # fmt: skip
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    assert names(tmp_path) == ["a.txt", "b.php", "c", "d", "e.XML.GZ", "g", "letter.msg", "sub/j.eml"]
    (others,) = files_of(tmp_path)[1]
    assert others.source == tmp_path.resolve().as_posix()
    assert others.reason == "files of other kinds in this folder: 2 .css, 1 .geojson, 1 .png, 1 without a suffix"


def test_a_folder_inside_a_hidden_one_is_read_when_it_is_named(tmp_path: Path) -> None:
    folder = tmp_path / ".cache" / "news"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text(FERRY)
    assert names(folder) == ["a.txt"]
    assert names(tmp_path) == []


def test_an_index_is_not_what_one_is_made_of(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FERRY)
    Index.build([make_article(FERRY)], tmp_path / "news.index", encoder=FakeEncoder()).close()
    assert files_of(tmp_path) == ([tmp_path / "a.txt"], [])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_what_is_no_file_and_what_is_elsewhere_is_told(tmp_path: Path) -> None:
    (tmp_path / "here" / "sub").mkdir(parents=True)
    (tmp_path / "there").mkdir()
    os.mkfifo(tmp_path / "here" / "a.txt")
    (tmp_path / "here" / "b.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "here" / "sub" / "more").symlink_to(tmp_path / "there")
    assert files_of(tmp_path / "here") == (
        [],
        [
            Skipped(
                (tmp_path / "here" / "sub" / "more").as_posix(),
                "a link to another folder, which is not followed; give that folder as well",
            ),
            Skipped(
                (tmp_path / "here").as_posix(),
                "files of other kinds in this folder: 2 that can be no file of articles",
            ),
        ],
    )


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="may read everything")
def test_a_folder_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "shut").mkdir(mode=0)
    assert read(tmp_path)[1] == [Skipped((tmp_path / "shut").as_posix(), "Permission denied")]


def test_what_is_no_longer_there_is_no_longer_told(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text(FERRY)
    (folder / "style.css").write_text("p { color: red }")
    with closing(Index.build(read_articles(folder), tmp_path / "a.index", encoder=FakeEncoder())) as index:
        told = Skipped(folder.as_posix(), "files of other kinds in this folder: 1 .css")
        assert index.skipped == (told,)
        index.add(read_articles(folder / "a.txt"))
        assert index.skipped == (told,)
        (folder / "style.css").unlink()
        assert index.add(read_articles(folder)) == 0
        assert not index.skipped
