"""Open questions are answered by quotes that say enough of what is asked, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import make_article

from index import Index
from index.encoder import SentenceEncoder
from rag import Assistant

BRIDGE = """Works minister Tove Ansgar met union leader Rikard Sund in Brenn on Friday to discuss the Vall bridge.
The bridge is 412 metres long. It is due to open in March 2026.
The old crossing was closed because its cables had rusted through, the engineer Mila Drost said."""
MAYOR = """Bruno Stratt, the former mayor of Quillhaven, will appeal against his sentence.
His lawyer, Ivo Kemp, said that the court had heard nobody who knew the company."""


@pytest.fixture(scope="module")
def assistant(encoder: SentenceEncoder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    path: Path = tmp_path_factory.mktemp("quoting") / "news.index"
    articles = [
        make_article(BRIDGE, id="bridge", title="Talks on the Vall bridge", published="2025-07-19"),
        make_article(MAYOR, id="mayor", title="Stratt to appeal", published="2025-03-21"),
    ]
    index = Index.build(articles, path, encoder=encoder)
    yield Assistant(index)
    index.close()


@pytest.mark.parametrize(
    ("question", "quotes"),
    [
        ("How long is the Vall bridge?", ["The bridge is 412 metres long."]),
        ("Who is Bruno Stratt's lawyer?", [MAYOR.split("\n")[1]]),
        ("Why was the old crossing closed?", [BRIDGE.split("\n")[2]]),
        ("How old is the Vall bridge?", []),
        ("What is the capital of Torrowby?", []),
    ],
)
def test_quotes(assistant: Assistant, question: str, quotes: list[str]) -> None:
    answer = assistant.ask(question, today="2025-08-01")
    assert ([] if answer.abstained else [c.quote for c in answer.citations]) == quotes
