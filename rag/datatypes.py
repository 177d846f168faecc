"""The types of what is known only after a question is asked: the question, the evidence, the answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from index import Claim, Hit

__all__ = [
    "Answer",
    "AnswerLine",
    "Choice",
    "Citation",
    "CitedWarning",
    "Conflict",
    "Dropped",
    "Generated",
    "Position",
    "Related",
    "Relation",
    "RetrievedPassage",
    "Turn",
]


@dataclass(frozen=True, slots=True)
class Turn:
    """One exchange of a conversation, as far as a follow-up needs it."""

    question: str
    answer: str = ""


class Relation(StrEnum):
    """How two claims on one question relate; the last four are conflicts."""

    SAME = "same"
    ROUNDED = "rounded"
    UPDATED = "updated"
    SCOPE = "scope"
    SPEAKER = "speaker"
    CONTRADICTION = "contradiction"


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered quote: ``article.text[start:end] == quote``, always."""

    number: int
    article_id: str
    title: str
    publisher: str | None
    published: str | None
    url: str | None
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Position:
    """One value that one or more claims hold."""

    claims: tuple[Claim, ...]
    """At least one; the first is the one whose wording is shown."""
    value: str
    """The value as shown: ``about 300 miners``."""

    @property
    def low(self) -> float | str | None:
        """Lower end of the value: a number, an ISO date or nothing."""
        return self.claims[0].low

    @property
    def high(self) -> float | str | None:
        """Upper end of the value."""
        return self.claims[0].high

    @property
    def unit(self) -> str:
        """Unit of a measure, or the lemma of what is counted."""
        return self.claims[0].unit or self.claims[0].thing

    @property
    def speaker(self) -> str | None:
        """Who says so, as the article words it."""
        return next((claim.attribution[0] for claim in self.claims if claim.attribution), None)

    @property
    def as_of(self) -> str | None:
        """ISO date at which the value holds, or else of the first report of it."""
        dates = (claim.when.iso if claim.when and claim.when.iso else claim.published for claim in self.claims)
        return min((iso for iso in dates if iso), default=None)

    @property
    def origins(self) -> tuple[str, ...]:
        """Who did the reporting, each once, in alphabetical order."""
        return tuple(sorted({claim.origin for claim in self.claims}))


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two or more positions on the same question that a reader must be told about."""

    kind: Relation
    about: str
    explanation: str
    positions: tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """A claim that is not an answer but that a reader would otherwise take for one."""

    text: str
    reason: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class CitedWarning:
    """Something that cannot be right within one article that the answer cites."""

    article_id: str
    explanation: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One sentence or list item of an answer with the numbers of its citations."""

    text: str
    citations: tuple[int, ...]
    item: bool = False
    """Shown as an item of a list."""


@dataclass(frozen=True, slots=True)
class RetrievedPassage:
    """A passage that was looked at for the answer, with its words."""

    hit: Hit
    text: str


@dataclass(frozen=True, slots=True)
class Dropped:
    """A sentence that a language model wrote and that is not in the answer, with what was wrong with it."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Generated:
    """What a language model had to do with an answer."""

    model: str
    """Its name, as the server calls it."""
    lines: tuple[AnswerLine, ...] = ()
    """The sentences by it, each checked against the quotes that it cites; they begin the answer's ``lines``."""
    dropped: tuple[Dropped, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several events that a question fits, to be taken by a reader."""

    label: str
    """As shown: ``Tollow, March 2025``."""
    place: str
    """What tells it from the others in a question: ``Tollow``; empty where nothing does."""
    since: str
    """ISO date of the first article on it."""
    until: str
    """ISO date of the last one."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A cited answer, or an abstention with its reason and the nearest thing that the articles say."""

    question: str
    resolved_question: str
    lines: tuple[AnswerLine, ...]
    citations: tuple[Citation, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    related: tuple[Related, ...] = ()
    warnings: tuple[CitedWarning, ...] = ()
    abstained: bool = False
    reason: str | None = None
    nearest: int | None = None
    """Number of the citation that comes nearest to an answer, when abstaining."""
    confidence: float = 0.0
    """Probability that the answer is right, as far as development data tell; when abstaining that of the likeliest."""
    passages: tuple[RetrievedPassage, ...] = ()
    positions: tuple[Position, ...] = ()
    """What was answered where the sources agree; those that differ are in ``conflicts``."""
    choices: tuple[Choice, ...] = ()
    """The events that the question fits, if it fits several; each was answered, or is asked back."""
    seconds: float = field(default=0.0, compare=False)
    generated: Generated | None = None
    """What a language model wrote of it; nothing where none was asked."""
    notices: tuple[str, ...] = ()
    """What a reader must know of how the answer came about: sentences by a model, and those that failed."""
    growing: bool = False
    """It is the beginning of an answer, of which a model is still writing the rest."""

    @property
    def text(self) -> str:
        """The answer as plain text, with citation numbers in square brackets."""
        return "\n".join(
            f"{'- ' if line.item else ''}{line.text}" + "".join(f" [{number}]" for number in line.citations)
            for line in self.lines
        )

    def citations_of(self, claims: tuple[Claim, ...]) -> tuple[int, ...]:
        """Return the numbers of the citations that quote these claims, in order."""
        places = {(claim.article_id, claim.sentence.start) for claim in claims}
        return tuple(c.number for c in self.citations if (c.article_id, c.start) in places)

    def to_json(self) -> dict[str, Any]:
        """Return the answer as plain data, as ``rag/answer.schema.json`` describes it."""
        return {
            "question": self.question,
            "resolved_question": self.resolved_question,
            "text": self.text,
            "abstained": self.abstained,
            "reason": self.reason,
            "confidence": self.confidence,
            "citations": [
                {
                    "number": c.number,
                    "article_id": c.article_id,
                    "title": c.title,
                    "publisher": c.publisher,
                    "published": c.published,
                    "url": c.url,
                    "quote": c.quote,
                    "start": c.start,
                    "end": c.end,
                }
                for c in self.citations
            ],
            "conflicts": [self._conflict_json(conflict) for conflict in self.conflicts],
            "related": [
                {"text": r.text, "reason": r.reason, "citations": list(self.citations_of(r.claims))}
                for r in self.related
            ],
            "warnings": [
                {"article_id": w.article_id, "explanation": w.explanation, "citations": list(w.citations)}
                for w in self.warnings
            ],
            "nearest": self.nearest,
            "passages": [
                {
                    "article_id": p.hit.passage.article_id,
                    "start": p.hit.passage.start,
                    "end": p.hit.passage.end,
                    "text": p.text,
                    "score": p.hit.score,
                }
                for p in self.passages
            ],
            "choices": [{"label": c.label, "place": c.place, "since": c.since, "until": c.until} for c in self.choices],
            "seconds": self.seconds,
        } | (self._generated_json(self.generated) if self.generated is not None else {})

    def _generated_json(self, generated: Generated) -> dict[str, Any]:
        return {
            "generated": {
                "model": generated.model,
                "sentences": [{"text": line.text, "citations": list(line.citations)} for line in generated.lines],
                "dropped": [{"text": dropped.text, "reason": dropped.reason} for dropped in generated.dropped],
            },
            "notices": list(self.notices),
        }

    def _conflict_json(self, conflict: Conflict) -> dict[str, Any]:
        return {
            "kind": conflict.kind.value,
            "about": conflict.about,
            "explanation": conflict.explanation,
            "positions": [
                {
                    "value": p.value,
                    "low": p.low,
                    "high": p.high,
                    "unit": p.unit,
                    "speaker": p.speaker,
                    "as_of": p.as_of,
                    "origins": list(p.origins),
                    "citations": list(self.citations_of(p.claims)),
                }
                for p in conflict.positions
            ],
        }
