"""The validator of the benchmark: every span, every reference, and what the labels must agree on.

``python -m eval.gold_check`` checks all parts and prints what is wrong.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator

from eval.gold import BENCHMARK, Evidence, GoldQuestion, Half, read_half

__all__ = ["problems"]

_SEVERAL = frozenset(("rounded", "updated", "scope", "speaker", "contradiction"))


def problems(half: Half) -> list[str]:
    """Return what is wrong with a half of the benchmark, a line each; nothing when it is sound."""
    return [*_article_problems(half), *_question_problems(half), *_conversation_problems(half)]


def _article_problems(half: Half) -> Iterator[str]:
    yield from _repeated("article", [article.id for article in half.articles])
    origins: dict[str, str] = {}
    for article in half.articles:
        if sum(map(bool, (article.text, article.html, article.file))) != 1:
            yield f"{article.id}: exactly one of text, html and file must be there"
        elif article.file and not (half.folder / article.file).is_file():
            yield f"{article.id}: no file {article.file}"
        if not article.id.startswith(f"{article.event}-"):
            yield f"{article.id}: the id does not begin with its event {article.event}"
        if origins.setdefault(article.story, article.origin) != article.origin:
            yield f"{article.id}: copies of the story {article.story} have different origins"


def _question_problems(half: Half) -> Iterator[str]:
    yield from _repeated("question", [question.id for question in half.questions])
    texts = {article.id: half.raw_text(article) for article in half.articles if _is_there(half, article.file)}
    origins = {article.id: article.origin for article in half.articles}
    events = {article.event for article in half.articles}
    for question in half.questions:
        if question.event not in events:
            yield f"{question.id}: no article is on {question.event}"
        for evidence in question.evidence:
            yield from (f"{question.id}: {problem}" for problem in _evidence_problems(evidence, texts))
        yield from (f"{question.id}: {problem}" for problem in _label_problems(question, origins))


def _evidence_problems(evidence: Evidence, texts: dict[str, str]) -> Iterator[str]:
    if evidence.article not in texts:
        yield f"no article {evidence.article}"
        return
    count = _spaced(texts[evidence.article]).count(_spaced(evidence.quote))
    if count != 1:
        yield f"the quote {evidence.quote[:50]!r} is found {count} times in {evidence.article}"
    if _spaced(evidence.words) not in _spaced(evidence.quote):
        yield f"the words {evidence.words!r} are not in the quote {evidence.quote[:50]!r}"


def _label_problems(question: GoldQuestion, origins: dict[str, str]) -> Iterator[str]:
    positions = question.positions
    if question.relation in _SEVERAL and len(positions) < 2:
        yield f"relation {question.relation} with {len(positions)} positions"
    if positions and question.nearest:
        yield "a nearest miss, though it is answered"
    if question.relation == "same" and not any(len(position.origins) > 1 for position in positions):
        yield "relation same, though no position has two origins"
    yield from _repeated("position", [position.value for position in positions])
    for position in positions:
        found = {origins[e.article] for e in position.evidence if e.article in origins}
        if set(position.origins) != found:
            yield f"origins of {position.value!r} are {sorted(position.origins)}, of its articles {sorted(found)}"
        if not position.evidence:
            yield f"no evidence for {position.value!r}"
        if question.kind in ("number", "amount", "share") and not isinstance(position.low, int | float):
            yield f"{position.value!r} has no number"


def _conversation_problems(half: Half) -> Iterator[str]:
    yield from _repeated("conversation", [conversation.id for conversation in half.conversations])
    for conversation in half.conversations:
        if not 2 <= len(conversation.turns) <= 5:
            yield f"{conversation.id}: {len(conversation.turns)} turns"
        if conversation.turns and conversation.turns[0].question != conversation.turns[0].rewrite:
            yield f"{conversation.id}: the first turn is rewritten"


def _repeated(kind: str, names: list[str]) -> Iterator[str]:
    for name, count in Counter(names).items():
        if count > 1:
            yield f"{kind} {name!r} is there {count} times"


def _is_there(half: Half, file: str) -> bool:
    return not file or (half.folder / file).is_file()


def _spaced(text: str) -> str:
    """Return a text with single spaces: pages break lines where they like."""
    return " ".join(text.split())


def main() -> int:
    """Print the problems of all parts; return 1 if there are any."""
    parts = ("train", "dev", "test")
    found = [f"{part}: {problem}" for part in parts for problem in problems(read_half(BENCHMARK / part))]
    print("\n".join(found) if found else "The benchmark is sound.")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
