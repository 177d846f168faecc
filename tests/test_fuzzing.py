"""The reading of numbers and of claims on fuzzed text, for minutes: never a crash, never a claim outside its text."""

from __future__ import annotations

import os
import random

import pytest
from fakes import make_article
from newslike import fuzzed
from test_claims import check

from index.claims import extract
from index.loose import find_loose
from index.numbers import find_numbers

TEXTS = int(os.environ.get("RASHOMON_TORTURE_TEXTS", "100000"))
ARTICLES = TEXTS // 50
LINES = 4


@pytest.mark.torture
def test_numbers_of_fuzzed_texts() -> None:
    draw = random.Random(23)
    for _ in range(TEXTS):
        text = fuzzed(draw)
        for number in (*find_numbers(text), *find_loose(text)):
            assert 0 <= number.start < number.end <= len(text), repr(text)
            assert number.low <= number.high, repr(text)


@pytest.mark.torture
def test_claims_of_fuzzed_articles() -> None:
    draw = random.Random(29)
    for _ in range(ARTICLES):
        article = make_article(
            "\n".join(fuzzed(draw) for _ in range(LINES)), title=fuzzed(draw), published="2031-05-14"
        )
        check(extract(article), article.text)
