"""Nearest passages by words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.words import SCHEMA, add_words, asked_words, count_with, nearest_by_words, remove_words, rows_with

PASSAGES = {
    1: ("Ferry", "The ferry to Skarn was stopped by a rusty ramp."),
    2: (
        "School",
        "The school opened late, and the ferry company gave the children a day on the lake in its oldest boat.",
    ),
    3: ("Ötters", "Nine otters were counted near the Černa weir."),
    4: ("Council", "The council met."),
}


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.execute(SCHEMA)
    connection.execute("CREATE TABLE articles (key INTEGER PRIMARY KEY, publisher TEXT)")
    connection.execute("CREATE TABLE passages (row INTEGER PRIMARY KEY, article INTEGER)")
    for row, (headline, passage) in PASSAGES.items():
        connection.execute("INSERT INTO articles VALUES (?, ?)", (row, "Herald" if row % 2 else "Post"))
        connection.execute("INSERT INTO passages VALUES (?, ?)", (row, row))
        add_words(connection, row, headline, passage)
    yield connection
    connection.close()


def rows(
    connection: sqlite3.Connection, query: str, k: int = 10, condition: str = "1", *arguments: object
) -> list[int]:
    return [row for row, _ in nearest_by_words(connection, asked_words(query), k, condition, arguments)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("rusty ramp", [1]),
        ("ferry", [1, 2]),  # once in each text; the first is shorter and has it in its headline
        ("FERRIES", [1, 2]),
        ("otter", [3]),
        ("cerna", [3]),
        ("ötters", [3]),
        ("ferry otters school council", [1, 2, 3, 4]),
        ("submarine", []),
        ("what was the", []),
        ("", []),
        ('"); DROP TABLE words; --', []),
        ('ferry" AND (', [1, 2]),
        ("ramp*", [1]),
        ("NOT ferry", [1, 2]),
    ],
)
def test_any_of_the_words_in_any_form(connection: sqlite3.Connection, query: str, expected: list[int]) -> None:
    found = rows(connection, query)
    assert (found if len(expected) < 3 else sorted(found)) == expected


def test_a_rare_word_outweighs_a_common_one(connection: sqlite3.Connection) -> None:
    # "ferry" is in two of the four passages, "council" in one.
    assert rows(connection, "ferry council")[0] == 4


def test_a_match_in_the_words_outweighs_one_in_the_headline(connection: sqlite3.Connection) -> None:
    add_words(connection, 5, "Quarry", "A town by the sea has a fine view.")
    add_words(connection, 6, "Seaside", "A town by the quarry has a fine view.")
    connection.executemany("INSERT INTO passages VALUES (?, 1)", [(5,), (6,)])
    assert rows(connection, "quarry") == [6, 5]


def test_at_most_k(connection: sqlite3.Connection) -> None:
    assert rows(connection, "ferry", 1) == [1]


def test_conditions_apply_before_the_limit(connection: sqlite3.Connection) -> None:
    assert rows(connection, "ferry", 1, "articles.publisher = ?", "Post") == [2]
    assert rows(connection, "ferry", 1, "articles.publisher = ?", "Gazette") == []


def test_equal_passages_are_in_the_order_of_their_rows(connection: sqlite3.Connection) -> None:
    for row in (9, 8, 7):
        add_words(connection, row, "", "An avalanche.")
        connection.execute("INSERT INTO passages VALUES (?, 1)", (row,))
    assert rows(connection, "avalanche") == [7, 8, 9]


def test_removed_words_are_not_found(connection: sqlite3.Connection) -> None:
    remove_words(connection, [1, 3])
    assert rows(connection, "ferry otters") == [2]


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("How many soldiers were sent?", ["soldiers", "sent"]),
        ("Soldiers, soldiers; SOLDIERS!", ["soldiers"]),
        ("U-boats & 4,000 men", ["u", "boats", "4", "000", "men"]),
        ("who is it?", []),
    ],
)
def test_words_that_say_something_are_asked_for(query: str, asked: list[str]) -> None:
    assert asked_words(query) == asked


def test_the_score_is_bm25(connection: sqlite3.Connection) -> None:
    # "council" stands in 1 of 4 passages, once in headline (0.6) and once in the words: idf log(3.5 / 1.5) = 0.8473,
    # tf 1.6. The passage has 4 tokens, the four have 11 + 21 + 9 + 4 = 45, so 11.25 on average:
    # 0.8473 * 1.6 * 2.2 / (1.6 + 1.2 * (0.25 + 0.75 * 4 / 11.25)) = 1.3435.
    ((row, score),) = nearest_by_words(connection, ["council"], 9, "1", ())
    assert row == 4
    assert score == pytest.approx(1.3435, abs=1e-4)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ferry company", [2]),  # in a row; the first passage has the first word alone
        ("company ferry", []),
        ("Ferry", [1, 2]),
        ("school", [2]),
        ("CERNA WEIR", [3]),
        ('"; --', []),
    ],
)
def test_rows_with_a_name(connection: sqlite3.Connection, name: str, expected: list[int]) -> None:
    assert rows_with(connection, name, 9) == expected
    assert rows_with(connection, name, 1) == expected[:1]


def test_passages_with_a_word_are_counted(connection: sqlite3.Connection) -> None:
    assert [count_with(connection, word) for word in ("ferry", "otters", "submarine")] == [2, 1, 0]


@given(st.text(max_size=60))
def test_no_query_breaks_the_search(query: str) -> None:
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute(SCHEMA)
        connection.execute("CREATE TABLE articles (key INTEGER PRIMARY KEY)")
        connection.execute("CREATE TABLE passages (row INTEGER PRIMARY KEY, article INTEGER)")
        assert rows(connection, query) == []
    finally:
        connection.close()
