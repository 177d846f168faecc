"""Vectors on disk, and the nearest of them against a dot product worked by brute force."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index import IndexDamaged, UsageError
from index.encoder import SentenceEncoder, Vectors
from index.vectors import VectorFile


def unit_vectors(rows: int, dim: int, seed: int) -> Vectors:
    vectors = np.random.default_rng(seed).normal(size=(rows, dim)).astype(np.float32)
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


def brute_force(vectors: Vectors, query: Vectors, rows: NDArray[np.int64], k: int) -> list[tuple[int, float]]:
    cosines = [(int(row), float(np.dot(vectors[row].astype(np.float64), query.astype(np.float64)))) for row in rows]
    return sorted(cosines, key=lambda found: -found[1])[:k]


@pytest.mark.parametrize("allowed", ["all", "every third", "one", "none"])
@pytest.mark.parametrize("k", [1, 7, 500])
def test_the_nearest_are_those_of_a_brute_force_dot_product(tmp_path: Path, allowed: str, k: int) -> None:
    vectors, queries = unit_vectors(300, 16, seed=1), unit_vectors(5, 16, seed=2)
    file = VectorFile(tmp_path / "v.f32", 16)
    file.append(vectors, 0)
    rows = {
        "all": np.arange(300),
        "every third": np.arange(0, 300, 3),
        "one": np.array([17]),
        "none": np.array([], dtype=np.int64),
    }[allowed].astype(np.int64)
    for query in queries:
        found, expected = file.nearest(query, rows, 300, k), brute_force(vectors, query, rows, k)
        assert [row for row, _ in found] == [row for row, _ in expected]
        assert [cosine for _, cosine in found] == pytest.approx([cosine for _, cosine in expected], abs=1e-6)


def test_a_cosine_is_the_cosine(tmp_path: Path) -> None:
    file = VectorFile(tmp_path / "v.f32", 2)
    file.append(np.array([[1, 0], [0.6, 0.8], [-1, 0]], dtype=np.float32), 0)
    # (0, 1) . (0.6, 0.8) = 0.8, and 0 with the two others; with (1, 0): 1, 0.6, -1.
    found = file.nearest(np.array([1, 0], dtype=np.float32), np.arange(3), 3, 3)
    assert [row for row, _ in found] == [0, 1, 2]
    assert [cosine for _, cosine in found] == pytest.approx([1.0, 0.6, -1.0])


def test_vectors_are_taken_by_their_rows(tmp_path: Path) -> None:
    file, vectors = VectorFile(tmp_path / "v.f32", 8), unit_vectors(10, 8, seed=8)
    file.append(vectors, 0)
    assert np.array_equal(file.take(np.array([7, 2]), 10), vectors[[7, 2]])
    assert file.take(np.array([], dtype=np.int64), 10).shape == (0, 8)


def test_rows_keep_their_numbers_when_more_are_appended(tmp_path: Path) -> None:
    file, vectors = VectorFile(tmp_path / "v.f32", 8), unit_vectors(10, 8, seed=3)
    file.append(vectors[:4], 0)
    file.append(vectors[4:], 4)
    assert np.array_equal(file.map(10), vectors)
    assert np.array_equal(file.map(6), vectors[:6])
    assert np.array_equal(VectorFile(tmp_path / "v.f32", 8).map(10), vectors)


def test_rows_left_over_from_a_stopped_writer_are_overwritten(tmp_path: Path) -> None:
    file, vectors = VectorFile(tmp_path / "v.f32", 8), unit_vectors(12, 8, seed=4)
    file.append(vectors[:4], 0)
    file.append(vectors[4:9], 4)  # never committed
    with file.path.open("ab") as torn:
        torn.write(b"\x01\x02\x03")  # and stopped in the middle of a number
    file.append(vectors[9:], 4)
    assert np.array_equal(file.map(7), np.concatenate([vectors[:4], vectors[9:]]))
    assert file.path.stat().st_size == 7 * 8 * 4


def test_the_mapped_rows_cannot_be_written(tmp_path: Path) -> None:
    file = VectorFile(tmp_path / "v.f32", 8)
    file.append(unit_vectors(2, 8, seed=5), 0)
    with pytest.raises(ValueError, match="read-only"):
        file.map(2)[0, 0] = 1.0


def test_a_file_that_is_too_short_or_not_there_is_damage(tmp_path: Path) -> None:
    file = VectorFile(tmp_path / "v.f32", 8)
    assert file.map(0).shape == (0, 8)
    with pytest.raises(IndexDamaged, match=r"v\.f32 holds fewer than the 1 vectors"):
        file.map(1)
    file.append(unit_vectors(3, 8, seed=6), 0)
    with pytest.raises(IndexDamaged, match="fewer than the 4 vectors"):
        file.map(4)


def test_the_checksum_tells_one_flipped_bit_in_its_rows_and_none_in_others(tmp_path: Path) -> None:
    file = VectorFile(tmp_path / "v.f32", 8)
    file.append(unit_vectors(6, 8, seed=7), 0)
    before = [file.checksum(0, 2, 6), file.checksum(2, 3, 6), file.checksum(5, 1, 6)]
    content = bytearray(file.path.read_bytes())
    content[3 * 8 * 4 + 5] ^= 1  # in row 3
    file.path.write_bytes(content)
    after = [file.checksum(0, 2, 6), file.checksum(2, 3, 6), file.checksum(5, 1, 6)]
    assert [a == b for a, b in zip(before, after, strict=True)] == [True, False, True]


def test_the_encoder_gives_unit_vectors_that_order_by_meaning(encoder: SentenceEncoder) -> None:
    vectors = encoder.encode(
        ["A ship sank in the storm.", "The vessel went down in heavy seas.", "The school hired a cook."]
    )
    assert vectors.shape == (3, 384)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1, 1], abs=1e-5)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.3


def test_the_encoder_takes_no_texts(encoder: SentenceEncoder) -> None:
    assert encoder.encode([]).shape == (0, 384)


def test_the_encoder_is_named_by_its_weights(encoder: SentenceEncoder) -> None:
    assert encoder.name == "all-MiniLM-L6-v2@53aa51172d14"


def test_a_model_that_is_not_on_this_machine_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no model at .*nowhere; give the folder"):
        SentenceEncoder(tmp_path / "nowhere")
