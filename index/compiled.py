"""A sentence-transformers model as OpenVINO runs it, kept between starts (OpenVINO lives here).

OpenVINO encodes 80 to 90 passages a second on two cores, PyTorch 30 to 40, and it starts without PyTorch's seconds.
"""

from __future__ import annotations

import hashlib
import logging
import sys
import tempfile
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import platformdirs
from tokenizers import Encoding, Tokenizer

from index.encoder import Tokens

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

    from index.encoder import Vectors


@contextmanager
def _hidden(module: str) -> Iterator[None]:
    """Let an import of this module fail."""
    found = sys.modules.get(module)
    sys.modules[module] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[module]
        if found is not None:
            sys.modules[module] = found


# Importing OpenVINO reports that to Google Analytics, from a process of its own, unless the reporting is not installed.
with _hidden("openvino_telemetry"):
    import openvino

__all__ = ["CompiledModel", "compile_model", "kept_at", "read_kept"]

_BATCH = 8  # as fast as 16 or 32, with less padding
_SETTINGS = {
    # Full, so that a vector does not depend on whether the processor has a shorter one; its cosine with PyTorch's is
    # then 0.9999999.
    "INFERENCE_PRECISION_HINT": "f32",
    "PERFORMANCE_HINT": "LATENCY",
}
_FAMILIES = frozenset({"bert", "distilbert", "mpnet", "roberta", "xlm-roberta"})  # each tried in the tests
_PROBES = ("", "Nine ships", "The Minister – “Ærø”, he SAID – 北京 has 1,250.5 of them. " * 40)
_CLOSE = 1e-4  # a converted model differs by 3e-7; one token more or less by 1e-2

_FORMAT = "2"
_MAKERS = ("openvino", "sentence-transformers", "tokenizers", "torch", "transformers")
_PARTS = frozenset({".bin", ".json", ".model", ".safetensors", ".txt"})
_GRAPH, _WEIGHTS, _TOKENIZER = "model.xml", "model.bin", "tokenizer.json"
# What reading a damaged archive can raise; a RuntimeError is OpenVINO's.
_UNREADABLE = (OSError, EOFError, KeyError, RuntimeError, ValueError, zipfile.BadZipFile)


class CompiledModel:
    """A model from text to unit vector; may be used by several threads at once."""

    def __init__(self, graph: Any, tokenizer: str, threads: int = 1, weights: bytes | None = None) -> None:  # noqa: ANN401
        """Compile a model of OpenVINO's, or one that is written down: its graph and its weights.

        Args:
            graph: Takes token ids and their mask, both ``(n, tokens)``, and returns vectors of the texts, ``(n, dim)``,
                and of their tokens, ``(n, tokens, dim)``.
            tokenizer: Its JSON, with truncation and padding as they have to be.
            threads: How many work on a text.
            weights: Those of a graph that is written down.
        """
        more = {} if weights is None else {"weights": weights}
        self._compiled = openvino.Core().compile_model(
            graph, "CPU", {**_SETTINGS, "INFERENCE_NUM_THREADS": threads}, **more
        )
        self._tokenizer = Tokenizer.from_str(tokenizer)
        self._dim = int(self._compiled.output(0).partial_shape[1].get_length())

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors of shape ``(len(texts), dim)``; those of a text do not depend on its neighbours."""
        vectors = np.zeros((len(texts), self._dim), dtype=np.float32)
        for rows, _, found in self._infer(texts):
            vectors[rows] = found[0]
        return vectors

    def encode_tokens(self, texts: Sequence[str]) -> tuple[Vectors, list[Tokens]]:
        """Return what ``encode`` does, and the tokens of each text with their vectors."""
        vectors = np.zeros((len(texts), self._dim), dtype=np.float32)
        tokens: dict[int, Tokens] = {}
        for rows, encodings, found in self._infer(texts):
            vectors[rows] = found[0]
            for row, encoding, own in zip(rows, encodings, found[1], strict=True):
                kept = np.flatnonzero(encoding.attention_mask)
                spans = np.array(encoding.offsets, dtype=np.int64)[kept]
                tokens[row] = Tokens(spans, own[kept].astype(np.float16))
        return vectors, [tokens[row] for row in range(len(texts))]

    def _infer(self, texts: Sequence[str]) -> Iterator[tuple[list[int], list[Encoding], Any]]:
        """Yield batches: the places of their texts, these in tokens, and what the model makes of them."""
        request = self._compiled.create_infer_request()  # for this thread alone; takes 0.01 ms
        longest_first = sorted(range(len(texts)), key=lambda row: -len(texts[row]))
        for first in range(0, len(texts), _BATCH):
            rows = longest_first[first : first + _BATCH]
            found = self._tokenizer.encode_batch([texts[row] for row in rows])
            ids, mask = [text.ids for text in found], [text.attention_mask for text in found]
            yield rows, found, request.infer([np.array(ids, dtype=np.int64), np.array(mask, dtype=np.int64)])


def kept_at(model: Path) -> Path:
    """Return where the compiled form of a model is kept, if it is: in the user's cache folder.

    Another model there, or another release of what compiles it, is another file.
    """
    made_by = [_FORMAT, *(f"{library} {version(library)}" for library in _MAKERS)]
    digest = hashlib.sha256("\n".join(made_by).encode())
    for file in sorted(model.rglob("*")):
        if file.suffix in _PARTS and file.is_file():
            digest.update(f"\n{file.relative_to(model).as_posix()} {_checksum(file)}".encode())
    return platformdirs.user_cache_path("rashomon") / f"{digest.hexdigest()[:32]}.zip"


def read_kept(path: Path, threads: int = 1) -> CompiledModel | None:
    """Return the model kept there; none if there is none or it is damaged, which the archive's checksums tell."""
    try:
        with zipfile.ZipFile(path) as parts:
            graph, weights, tokenizer = (parts.read(part) for part in (_GRAPH, _WEIGHTS, _TOKENIZER))
        return CompiledModel(graph, tokenizer.decode(), threads, weights)
    except _UNREADABLE:
        return None


def compile_model(model: SentenceTransformer, path: Path, threads: int = 1) -> CompiledModel | None:
    """Compile a model and keep it at ``path``, if that can be written.

    Returns:
        None for a model of a make that is better left to sentence-transformers: what is known to be compiled well is
        an encoder of the common families, mean pooling and normalisation.
    """
    if not _is_plain(model):
        return None
    graph, tokenizer = _convert(model), _tokenizer(model)
    compiled = CompiledModel(graph, tokenizer, threads)
    wanted = model.encode(list(_PROBES), normalize_embeddings=True, show_progress_bar=False)
    if np.abs(compiled.encode(_PROBES) - np.asarray(wanted)).max() > _CLOSE:  # it lower-cases, has a prompt, ...
        return None
    try:
        _keep(graph, tokenizer, path)
    except OSError:  # the next start compiles again, which takes seconds
        return compiled
    return compiled


def _is_plain(model: SentenceTransformer) -> bool:
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer

    if [type(module) for module in model] != [Transformer, Pooling, Normalize]:
        return False
    transformer: Any = model[0]
    pooling: Any = model[1]
    is_known = transformer.config.model_type in _FAMILIES and pooling.pooling_mode == "mean"
    return is_known and hasattr(model.tokenizer, "backend_tokenizer")


def _convert(model: SentenceTransformer) -> Any:  # noqa: ANN401 - OpenVINO has no types
    import torch

    class Pooled(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
            found = self.model({"input_ids": ids, "attention_mask": mask})
            return found["sentence_embedding"], found["token_embeddings"]

    ids = torch.full((2, 16), 5)
    mask = torch.ones_like(ids)
    mask[1, 8:] = 0  # a mask without gaps would be traced as if there were none
    with _quiet():
        return openvino.convert_model(Pooled().eval(), example_input=(ids, mask))


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep to oneself that tracing is deprecated, what it takes to be constant, and that there is no loss."""
    from transformers.utils import logging as transformers

    verbosity = transformers.get_verbosity()
    transformers.set_verbosity(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        transformers.set_verbosity(verbosity)


def _tokenizer(model: SentenceTransformer) -> str:
    """Return the model's tokenizer as JSON, with its truncation and padding set."""
    found = model.tokenizer
    tokenizer = Tokenizer.from_str(found.backend_tokenizer.to_str())
    tokenizer.enable_truncation(model.max_seq_length or found.model_max_length)
    tokenizer.enable_padding(direction=found.padding_side, pad_id=found.pad_token_id, pad_token=found.pad_token)
    return tokenizer.to_str()


def _keep(graph: Any, tokenizer: str, path: Path) -> None:  # noqa: ANN401
    """Write a model under a name of its own, then move it into place: nobody meets half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent) as name:
        folder = Path(name)
        openvino.save_model(graph, folder / _GRAPH, compress_to_fp16=False)
        (folder / _TOKENIZER).write_text(tokenizer, encoding="utf-8")
        with zipfile.ZipFile(folder / path.name, "w") as parts:
            for part in (_GRAPH, _WEIGHTS, _TOKENIZER):
                parts.write(folder / part, part)
        (folder / path.name).replace(path)


def _checksum(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
