"""One line for each item that a system was tried on: all that its figures and its failures need."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from index import UsageError

__all__ = ["Record", "read_records", "write_records"]


@dataclass(frozen=True, slots=True)
class Record:
    """What one system did with one item, and how it was scored."""

    suite: str
    dataset: str
    system: str
    item: str
    """Id of the item within its data set."""
    scores: Mapping[str, float]
    """What measures are computed from, by name; a score that does not apply is left out."""
    variant: str = ""
    """Wording of the item, where it is asked in several."""
    unit: str = ""
    """What is drawn when resampling: records that are not independent share it. The item, when empty."""
    question: str = ""
    answer: str = ""
    gold: str = ""
    quotes: tuple[str, ...] = ()
    note: str = field(default="")
    """Anything else that a reader of this failure wants to know."""

    @property
    def key(self) -> tuple[str, str, str, str, str]:
        """What names the record in any run."""
        return self.suite, self.dataset, self.system, self.item, self.variant


def write_records(records: Iterable[Record], path: Path) -> None:
    """Write records as JSON lines, in their order."""
    with path.open("w", encoding="utf-8") as file:
        for record in records:
            file.write(json.dumps(asdict(record), ensure_ascii=False) + "\n")


def read_records(folder: Path) -> list[Record]:
    """Read the records of a run.

    Raises:
        UsageError: the folder holds none, or a line is no record.
    """
    paths = sorted(folder.glob("*.records.jsonl"))
    if not paths:
        raise UsageError(f"no records (*.records.jsonl) in {folder}; make them with python -m eval --out {folder}")
    records = []
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            try:
                fields = json.loads(line)
                records.append(Record(**{**fields, "quotes": tuple(fields["quotes"])}))
            except (KeyError, TypeError, ValueError) as error:
                raise UsageError(f"{path}:{number} is no record of a run: {error}") from error
    return records
