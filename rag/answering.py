"""Composing the answer: a first sentence that answers, the positions, what is related, what to beware of; all cited."""

from __future__ import annotations

from collections.abc import Sequence

from index import Article, Claim, ClaimKind, Span
from rag.datatypes import (
    Answer,
    AnswerLine,
    Citation,
    CitedWarning,
    Conflict,
    Position,
    Related,
    Relation,
    RetrievedPassage,
)
from rag.evidence import UNSURE, Evidence
from rag.questions import Question
from rag.wording import as_of, attribution, capitalise, day, join, participles, value

__all__ = ["Composition"]

_MOST_RELATED = 3
_NUMBERS = {2: "Two", 3: "Three", 4: "Four", 5: "Five", 6: "Six", 7: "Seven", 8: "Eight", 9: "Nine"}


class Composition:
    """An answer in the making: its lines, and the citations that they have used so far."""

    def __init__(self, question: Question, articles: dict[str, Article]) -> None:
        """Begin an answer from the articles that were found."""
        self.question = question
        self.articles = articles
        self.earliest = False
        """The value that was reported first leads."""
        self.lines: list[AnswerLine] = []
        self.citations: dict[tuple[str, int], Citation] = {}
        self.positions: list[Position] = []
        self.related: list[Related] = []
        self.warnings: list[CitedWarning] = []

    def cite(self, article_id: str, span: Span) -> int:
        """Return the number of the citation of a sentence, making it when it is new."""
        key = (article_id, span.start)
        if key not in self.citations:
            article = self.articles[article_id]
            self.citations[key] = Citation(
                len(self.citations) + 1, article.id, article.title, article.publisher, article.published, article.url,
                span.of(article.text), span.start, span.end,
            )  # fmt: skip
        return self.citations[key].number

    def cite_all(self, claims: Sequence[Claim]) -> tuple[int, ...]:
        """Return the numbers of the citations of claims, in order."""
        return tuple(sorted({self.cite(claim.article_id, claim.sentence) for claim in claims}))

    def say(self, text: str, citations: tuple[int, ...], *, item: bool = False) -> None:
        """Add a line."""
        self.lines.append(AnswerLine(text, citations, item))

    # one position, or several names that go together

    def state(self, position: Position) -> None:
        """Answer with one position."""
        self.positions.append(position)
        claim = position.claims[0]
        text = capitalise(position.value)
        extra = [part for part in (self._counting(claim), claim.when and self._time(claim), attribution(claim)) if part]
        self.say(f"{', '.join([text, *extra])}.", self.cite_all(position.claims))
        worded = [value(c, self.question.noun) for c in position.claims]
        others = [w for w, c in zip(worded, position.claims, strict=True) if c.low != claim.low]
        if others:
            self.say(
                f"Also given as {join(others)}.", self.cite_all([c for c in position.claims if c.low != claim.low])
            )
        if len(position.origins) > 1:
            count = _NUMBERS.get(len(position.origins), str(len(position.origins)))
            self.say(f"{count} origins agree.", self.cite_all(position.claims))

    def name(self, found: Sequence[Position]) -> None:
        """Answer with names, places or dates that go together."""
        self.positions += found
        shown = [p.value for p in found]
        self.say(f"{capitalise(join(shown))}.", self.cite_all([c for p in found for c in p.claims]))

    def quote(self, sentences: Sequence[tuple[str, Span]], short: str = "", *, leads: bool = False) -> None:
        """Answer with sentences of the articles, or with a few words of one; these may lead it."""
        for article_id, span in sentences:
            words = " ".join(span.of(self.articles[article_id].text).split())
            quoted = words if words[0] in '"“' else f"“{words}”"
            text = quoted if not short else f"{capitalise(short)}: {quoted}" if leads else f"{capitalise(short)}."
            self.say(text, (self.cite(article_id, span),))

    # conflicts

    def differ(self, conflicts: Sequence[Conflict]) -> None:
        """Say how the sources differ, then each position, then why."""
        first = conflicts[0]
        shown = [p.claims[0].thing or p.value if _is_statement(p) else p.value for p in first.positions]
        cited = self.cite_all([c for p in first.positions for c in p.claims])
        if first.kind is Relation.UPDATED:
            self.say(self._moved(first, shown), cited)
        elif first.kind is Relation.SCOPE:
            self.say(f"The articles count differently: {join(shown, 'or')}.", cited)
        else:
            self.say(f"Sources differ: {join(shown, 'or')}.", cited)
        told: set[Position] = set()
        for conflict in conflicts:
            for position in conflict.positions:
                if position not in told:
                    told.add(position)
                    self.say(self._position(position), self.cite_all(position.claims), item=True)
        for conflict in conflicts:
            self.say(conflict.explanation, self.cite_all([p.claims[0] for p in conflict.positions]))

    def _moved(self, conflict: Conflict, shown: Sequence[str]) -> str:
        """Tell how a figure moved, from the report that is asked for."""
        asked = conflict.positions[-1 if self.earliest else 0].claims[0].published
        when = f" ({day(asked)})" if asked else ""
        if self.earliest:
            *later, first = shown
            return f"{capitalise(first)} by the first report{when}; after that {join(later[::-1])}."
        latest, *earlier = shown
        return f"{capitalise(latest)} by the latest report{when}; before that {join(earlier)}."

    def _position(self, position: Position) -> str:
        claim = position.claims[0]
        article = self.articles[claim.article_id]
        where = ", ".join(
            part for part in (article.publisher, day(article.published) if article.published else "") if part
        )
        parts = [position.value, self._counting(claim), self._time(claim) if claim.when else "", attribution(claim)]
        return ", ".join(part for part in parts if part) + (f" – {where}" if where else "")

    def _counting(self, claim: Claim) -> str:
        """Return what a figure counts, where its own words do not say so and it is not simply what was asked."""
        words = participles(claim)
        return words if len(claim.actions) > 1 and words not in claim.text and claim.low is not None else ""

    @staticmethod
    def _time(claim: Claim) -> str:
        return as_of(claim.when) if claim.when and claim.when.wording not in claim.text else ""

    # beside the answer

    def relate(self, evidence: Evidence) -> None:
        """Name what a reader would take for an answer, with the reason why it is none."""
        for claim, reason in evidence.related[:_MOST_RELATED]:
            said = attribution(claim)
            shown = value(claim, self.question.noun)
            text = f"{'a further ' if claim.further else ''}{shown} ({reason})" + (f", {said}" if said else "")
            self.related.append(Related(text, reason, (claim,)))
            lead = "Also stated" if reason is UNSURE else "Not the same count"
            self.say(f"{lead}: {text}.", self.cite_all([claim]))

    def warn(self, article_id: str, explanation: str, evidence: Sequence[Span]) -> None:
        """Say what cannot be right within a cited article."""
        numbers = tuple(sorted(self.cite(article_id, span) for span in evidence))
        article = self.articles[article_id]
        named = f"“{article.title}”" if article.title else f"the article of citation {self._number_of(article_id)}"
        self.warnings.append(CitedWarning(article_id, explanation, numbers))
        self.say(f"Caution about {named}: {explanation}.", numbers)

    def cited_articles(self) -> list[str]:
        """Return the ids of the articles cited so far, each once."""
        return list(dict.fromkeys(c.article_id for c in self.citations.values()))

    def quotes(self, article_id: str) -> list[str]:
        """Return what is cited from an article so far."""
        return [citation.quote for citation in self.citations.values() if citation.article_id == article_id]

    def finish(
        self, original: str, passages: tuple[RetrievedPassage, ...], *, conflicts: tuple[Conflict, ...] = (),
        confidence: float = 0.0, reason: str | None = None, nearest: int | None = None,
    ) -> Answer:  # fmt: skip
        """Return the answer to the question as it was typed; with a ``reason`` it is an abstention."""
        return Answer(
            question=original, resolved_question=self.question.text, lines=tuple(self.lines),
            citations=tuple(self.citations.values()), conflicts=conflicts, positions=tuple(self.positions),
            related=tuple(self.related), warnings=tuple(self.warnings), abstained=reason is not None,
            reason=reason, nearest=nearest, confidence=round(confidence, 4), passages=passages,
        )  # fmt: skip

    def _number_of(self, article_id: str) -> int:
        return next(c.number for c in self.citations.values() if c.article_id == article_id)


def _is_statement(position: Position) -> bool:
    return position.claims[0].kind is ClaimKind.STATEMENT
