"""What the suites of one run share: the data, the indexes made of it, and what each system replied."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, partial
from pathlib import Path

from tqdm import tqdm

from eval import rashomon_system
from eval.baselines import SYSTEMS
from eval.collections import LOADERS
from eval.datasets import Collection
from eval.gold_samples import BENCHMARK, benchmark
from eval.plain_rag import PlainRag
from eval.replies import Reply
from index import Index, UsageError
from index.encoder import SentenceEncoder
from rag import LanguageModel

__all__ = ["Workspace"]


class Workspace:
    """The data folder of a run, and what was made from it so far.

    Whatever two suites need is made once: an index for the documents of a collection, the replies of each system.
    """

    def __init__(
        self, data: Path | None, folder: Path, limit: int | None = None, half: str = "dev", reranker: str | None = None,
        llm: LanguageModel | None = None, *, kept: bool = False,
    ) -> None:  # fmt: skip
        """Read from ``data`` and keep indexes in ``folder``, which should be empty.

        Args:
            data: Folder of the published data sets; without it there is our own benchmark alone.
            folder: For what is made on the way.
            limit: At most so many items of each set.
            half: ``dev``; ``train``, our benchmark's part that models are fitted on; or ``test`` for what nothing was
                tuned on: our benchmark's other half and other edits of copies. Of these two the published data sets are
                no part.
            reranker: Name or folder of a cross-encoder that the product searches with.
            llm: A language model, with which the product is one more system.
            kept: Use the indexes that ``folder`` has from before: it need not be empty.
        """
        self.half = half
        self.reranker = reranker
        self.llm = llm
        self._kept = kept
        self._data = data
        self.folder = folder
        self.limit = limit
        self._collections: dict[str, tuple[Collection, ...]] = {}
        self._replies: dict[tuple[str, str], tuple[Reply, ...]] = {}
        self._built: set[str] = set()
        self._chunks: dict[str, PlainRag] = {}

    @property
    def data(self) -> Path:
        """The folder of the published data sets.

        Raises:
            UsageError: none was given.
        """
        if self._data is None:
            raise UsageError("this needs published data sets: give their folder with --data or RASHOMON_DATA")
        return self._data

    def datasets(self, wanted: Sequence[str]) -> tuple[str, ...]:
        """Return those of the data sets that this run has, in their order."""
        published = self._data is not None and self.half == "dev"
        return tuple(name for name in wanted if name == BENCHMARK or published)

    @property
    def has_data(self) -> bool:
        """Whether there is a folder of published data sets."""
        return self._data is not None

    @property
    def helped(self) -> tuple[str, ...]:
        """The product with its language model, as a system; none without one."""
        return (f"{rashomon_system.NAME} with {self.llm.name}",) if self.llm is not None else ()

    @cached_property
    def encoder(self) -> SentenceEncoder:
        """The encoder that the product and the baselines share."""
        return SentenceEncoder()

    def collections(self, dataset: str) -> tuple[Collection, ...]:
        """Return a data set's documents and questions."""
        if dataset not in self._collections:
            self._collections[dataset] = (
                (benchmark(self.half, self.limit),)
                if dataset == BENCHMARK
                else tuple(LOADERS[dataset](self.data, self.limit))
            )
        return self._collections[dataset]

    def index(self, collection: Collection) -> Path:
        """Return where the index of a collection's documents is; it is made when it is first wanted."""
        path = self.folder / "indexes" / f"{collection.name}.index"
        if collection.name not in self._built and not (self._kept and path.exists()):
            with tqdm(total=len(collection.documents), desc=f"{collection.name}: indexing", leave=False) as bar:
                rashomon_system.build(
                    collection.documents, path, self.encoder, lambda done: bar.update(done - bar.n)
                ).close()
        self._built.add(collection.name)
        return path

    def open(self, collection: Collection) -> Index:
        """Open the index of a collection's documents; the caller closes it."""
        return Index.open(self.index(collection), encoder=self.encoder)

    def chunks(self, collection: Collection) -> PlainRag:
        """Return the baseline's store of a collection's documents."""
        if collection.name not in self._chunks:
            self._chunks[collection.name] = PlainRag(collection.documents, self.encoder)
        return self._chunks[collection.name]

    def replies(self, dataset: str, system: str) -> Sequence[Reply]:
        """Return what a system replies to all questions of a data set, in their order."""
        if (dataset, system) not in self._replies:
            found = tqdm(
                self._ask(dataset, system),
                total=sum(len(collection.samples) for collection in self.collections(dataset)),
                desc=f"{dataset}: {system}",
                leave=False,
            )
            self._replies[dataset, system] = tuple(found)
        return self._replies[dataset, system]

    def _ask(self, dataset: str, system: str) -> Iterator[Reply]:
        for collection in self.collections(dataset):
            if system == rashomon_system.NAME or system in self.helped:
                yield from rashomon_system.ask_all(
                    self.index(collection), collection.samples, self.encoder, self.reranker,
                    self.llm if system in self.helped else None,
                )  # fmt: skip
            else:
                yield from SYSTEMS[system](collection, partial(self.chunks, collection))
