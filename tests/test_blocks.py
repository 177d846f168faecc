"""Checksums of blocks: a changed byte is found and set right."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.blocks import BLOCK, BlockSums

SIZE = 2 * BLOCK + 100


@pytest.fixture
def sums(tmp_path: Path) -> BlockSums:
    sums = BlockSums(tmp_path / "file")
    sums.path.write_bytes(random.Random(3).randbytes(SIZE))
    sums.write(SIZE)
    return sums


def change(path: Path, place: int, by: int) -> bytes:
    """Change a byte and return what was there before."""
    before = path.read_bytes()
    path.write_bytes(before[:place] + bytes([before[place] ^ by]) + before[place + 1 :])
    return before


def test_what_was_written_is_right(sums: BlockSums) -> None:
    assert sums.bad(SIZE) == []
    assert sums.mend(SIZE) == []
    assert sums.sums.stat().st_size == 3 * 8


@pytest.mark.parametrize(
    ("place", "block"), [(0, 0), (BLOCK - 1, 0), (BLOCK, 1), (2 * BLOCK - 1, 1), (2 * BLOCK, 2), (SIZE - 1, 2)]
)
@pytest.mark.parametrize("by", [1, 128, 255])
def test_a_changed_byte_is_found_and_set_right(sums: BlockSums, place: int, block: int, by: int) -> None:
    before = change(sums.path, place, by)
    assert sums.bad(SIZE) == [block]
    assert sums.mend(SIZE) == [block]
    assert sums.path.read_bytes() == before
    assert sums.bad(SIZE) == []


@pytest.mark.parametrize("place", [0, 3, 4, 7, 8, 23])
def test_a_changed_checksum_is_found_and_set_right(sums: BlockSums, place: int) -> None:
    before = change(sums.sums, place, 16)
    assert sums.bad(SIZE) == [place // 8]
    assert sums.mend(SIZE) == [place // 8]
    assert sums.sums.read_bytes() == before


def test_two_changed_bytes_of_a_block_are_found_and_left(sums: BlockSums) -> None:
    change(sums.path, 10, 1)
    change(sums.path, 20, 1)
    damaged = sums.path.read_bytes()
    assert sums.bad(SIZE) == [0]
    assert sums.mend(SIZE) == []
    assert sums.path.read_bytes() == damaged


def test_what_is_missing_is_bad(sums: BlockSums) -> None:
    sums.path.write_bytes(sums.path.read_bytes()[: BLOCK + 1])
    assert sums.bad(SIZE) == [1, 2]
    sums.path.unlink()
    assert sums.bad(SIZE) == [0, 1, 2]
    sums.sums.unlink()
    assert sums.bad(SIZE) == [0, 1, 2]
    assert sums.bad(0) == []


def test_only_the_changed_blocks_are_written_again(sums: BlockSums) -> None:
    change(sums.path, 0, 1)
    change(sums.path, BLOCK, 1)
    sums.write(SIZE, {1: None, 7: None})  # there is no block 7
    assert sums.bad(SIZE) == [0]


def test_bytes_behind_those_that_count_do_not_matter(sums: BlockSums) -> None:
    sums.write(BLOCK + 10)
    change(sums.path, BLOCK + 10, 1)
    assert sums.bad(BLOCK + 10) == []
    change(sums.path, BLOCK + 9, 1)
    assert sums.bad(BLOCK + 10) == [1]


@given(st.binary(min_size=1, max_size=BLOCK), st.data())
def test_any_single_byte_is_set_right(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("blocks") / "file"
    path.write_bytes(content)
    sums = BlockSums(path)
    sums.write(len(content))
    change(path, data.draw(st.integers(0, len(content) - 1)), data.draw(st.integers(1, 255)))
    assert sums.bad(len(content)) == [0]
    assert sums.mend(len(content)) == [0]
    assert path.read_bytes() == content
