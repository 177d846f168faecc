"""What all tests share. Nothing is downloaded: the two variables are set before anything reads them."""

from __future__ import annotations

import os

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TRANSFORMERS_OFFLINE"] = "1"

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import ui
from index import Index, read_articles
from index.encoder import SentenceEncoder

settings.register_profile(
    "rashomon",
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("rashomon")


@pytest.fixture(scope="session")
def encoder() -> SentenceEncoder:
    """The real encoder, loaded once."""
    return SentenceEncoder()


@pytest.fixture(scope="session")
def demo() -> Path:
    """The folder of the demo articles."""
    return Path(ui.__file__).parent / "demo"


@pytest.fixture(scope="session")
def demo_index(demo: Path, encoder: SentenceEncoder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """An index of the demo articles, to be read and not written to."""
    index = Index.build(read_articles([demo]), tmp_path_factory.mktemp("demo") / "demo.index", encoder=encoder)
    yield index
    index.close()
