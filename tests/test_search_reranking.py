"""A second reading of the best hits."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from fakes import FakeEncoder, make_article
from numpy.typing import NDArray

from index import Hit, Index, Passage, UsageError
from index.reranking import RERANKED, CrossEncoderReranker, rerank


class ByLength:
    """Likes short texts. Implements ``Reranker``."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, list[str]]] = []

    def score(self, query: str, texts: Sequence[str]) -> NDArray[np.float64]:
        self.calls.append((query, list(texts)))
        return np.array([-float(len(text)) for text in texts])


def hits(count: int) -> list[Hit]:
    return [Hit(Passage(f"a{n}", 0, 9), 1 - n / 100) for n in range(count)]


def test_the_two_ranks_are_joined() -> None:
    # First ranks 1, 2, 3, 4; by length 4, 1, 2, 3. 1/61 + 1/64 = 0.03202, 1/62 + 1/61 = 0.03252,
    # 1/63 + 1/62 = 0.03200, 1/64 + 1/63 = 0.03150.
    found = rerank(ByLength(), "q", hits(4), ["xxxx", "x", "xx", "xxx"])
    assert [hit.passage.article_id for hit in found] == ["a1", "a0", "a2", "a3"]
    assert [hit.score for hit in found] == [1.0, 0.99, 0.98, 0.97]


def test_those_behind_stay_where_they_are() -> None:
    reranker, texts = ByLength(), ["x" * (50 - n) for n in range(RERANKED)]
    found = rerank(reranker, "q", hits(RERANKED + 2), texts)
    assert [hit.passage.article_id for hit in found[RERANKED:]] == [f"a{RERANKED}", f"a{RERANKED + 1}"]
    assert reranker.calls == [("q", texts)]
    assert rerank(reranker, "q", [], []) == []


def test_an_index_opened_with_one_uses_it(tmp_path: Path) -> None:
    long = make_article("The harbour was closed, and nobody knew for how long.", id="long")
    short = make_article("The harbour is open.", id="short", title="Harbour", published="2031-03-04")
    Index.build([long, short], tmp_path / "i", encoder=FakeEncoder()).close()
    reranker = ByLength()
    index = Index.open(tmp_path / "i", encoder=FakeEncoder(), reranker=reranker)
    found = index.search("harbour", k=1)
    assert len(found) == 1
    ((query, texts),) = reranker.calls
    assert query == "harbour"
    assert sorted(texts) == ["Harbour\n\nThe harbour is open.", long.text]
    index.close()


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a cross-encoder with one layer and random weights, which are the same every time."""
    import torch
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Whitespace
    from tokenizers.processors import TemplateProcessing
    from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast

    folder = tmp_path_factory.mktemp("tiny-cross-encoder")
    vocabulary = {word: n for n, word in enumerate("[PAD] [UNK] [CLS] [SEP] harbour bridge school mine".split())}
    tokenizer = Tokenizer(WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    tokenizer.post_processor = TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]", cls_token="[CLS]", sep_token="[SEP]",
        model_max_length=32,
    ).save_pretrained(folder)  # fmt: skip
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=len(vocabulary), hidden_size=8, num_hidden_layers=1, num_attention_heads=1, intermediate_size=8,
        max_position_embeddings=32,
    )  # fmt: skip
    config.num_labels = 1
    BertForSequenceClassification(config).save_pretrained(folder)
    assert json.loads((folder / "config.json").read_text())["hidden_size"] == 8
    return folder


def test_a_cross_encoder_scores_each_text_alone(tiny_model: Path) -> None:
    reranker = CrossEncoderReranker(tiny_model)
    texts = ["bridge", "school mine", "harbour harbour"]
    together = reranker.score("harbour", texts)
    assert together.shape == (3,)
    assert together == pytest.approx([reranker.score("harbour", [text])[0] for text in texts], abs=1e-5)
    assert len(set(together.tolist())) == 3


def test_a_cross_encoder_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no cross-encoder at .*nowhere"):
        CrossEncoderReranker(tmp_path / "nowhere").score("harbour", ["bridge"])
