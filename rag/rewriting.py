"""A follow-up made to stand alone by a language model: its proposal is taken only if it adds nothing of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index import ModelFailed
from index.grammar import lemma_of
from index.numbers import find_numbers
from index.parsing import parse
from index.reasons import NEGATIONS
from rag.datatypes import Turn
from rag.llm import LanguageModel
from rag.matching import covered
from rag.prompting import asking_for_question
from rag.questions import Question, QuestionKind, understand

__all__ = ["rewritten"]

_CONTENT = ("NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM")
_HELPERS = frozenset("be have do there here then also so too".split())
_LONGEST = 400
"""Characters of a question that stands alone; a longer one is no question."""
_FINDS = (QuestionKind.OTHER,)
"""What a question with its verb left out is taken for: "And in Selm?"."""


def rewritten(llm: LanguageModel, question: str, turns: Sequence[Turn], resolved: str) -> tuple[str, str]:
    """Return a follow-up made to stand alone, and why the model failed if it did.

    Args:
        llm: The model, which is asked only where there are turns and the question may lean on them.
        question: As it was typed.
        turns: Those before it.
        resolved: What the rules made of it; it stands wherever the proposal does not.
    """
    question = " ".join(question.split())
    if not turns or not re.search(r"\w", question) or len(question) > _LONGEST or _stands_alone(question, resolved):
        return resolved, ""
    proposal = ""
    try:
        for piece in llm.write(asking_for_question(question, turns)):
            proposal += piece
            if len(proposal) > 4 * _LONGEST:
                break
    except ModelFailed as error:
        return resolved, str(error)
    proposal = proposal.strip().strip('"“”').strip()
    return (proposal if _is_faithful(proposal, question, turns, resolved) else resolved), ""


def _stands_alone(question: str, resolved: str) -> bool:
    """Say whether a question names what it is about, and the rules found nothing to add."""
    return resolved == question and bool(understand(question).names)


def _is_faithful(proposal: str, question: str, turns: Sequence[Turn], resolved: str) -> bool:
    """Say whether a proposal is one question, has all words of the follow-up, and others from the turns alone."""
    if not proposal or "\n" in proposal or len(proposal) > _LONGEST or proposal.count("?") > 1:
        return False
    known = "\n".join(
        (question, *(turn.question for turn in turns), *(turn.answer.split("\n", 1)[0] for turn in turns))
    )
    words, own = _content(proposal), _content(question)
    if set(words) - covered(words, known) or set(own) - covered(own, proposal):
        return False
    numbers = {(n.low, n.high, n.unit) for n in find_numbers(proposal)}
    if not numbers <= {(n.low, n.high, n.unit) for n in find_numbers(known)} or _denials(proposal) != _denials(
        question
    ):
        return False
    return _asks_the_same(understand(proposal), understand(question), understand(resolved))


def _asks_the_same(proposal: Question, question: Question, resolved: Question) -> bool:
    """Say whether a proposal asks for the kind of answer that the follow-up does, as far as that has one."""
    return proposal.kind in ({question.kind, resolved.kind} if question.kind in _FINDS else {question.kind})


def _content(text: str) -> tuple[str, ...]:
    words = (t for t in parse(text) if t.pos_ in _CONTENT and t.is_alpha)
    return tuple(dict.fromkeys(lemma for t in words if (lemma := lemma_of(t)) not in _HELPERS))


def _denials(text: str) -> set[str]:
    return {token.lower_ for token in parse(text)} & NEGATIONS
