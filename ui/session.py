"""What the chat keeps of one reader: the conversation, its answers, and the question that is being changed."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from rag import Answer, Assistant, Conversation
from ui.restored import reopened

__all__ = ["Session"]


@dataclass
class Session:
    """One reader's conversation and its answers, in order; made with the first question."""

    conversation: Conversation
    answers: list[Answer] = field(default_factory=list)
    changing: str = ""
    """The question, as it was understood, that the reader took up to change it."""

    @classmethod
    def opened(cls, assistant: Assistant, text: str) -> Session:
        """Return a session that goes on with a saved conversation; a ``UsageError`` if the text is none."""
        return cls(*reopened(assistant, text))

    def change(self, turn: int) -> str:
        """Take up a question as it was understood; returns it."""
        self.changing = self.answers[turn].resolved_question
        return self.changing

    def is_changed(self, question: str) -> bool:
        """Say whether a question is the one taken up, changed: at least half of its words are that one's."""
        words, taken_up = set(question.lower().split()), set(self.changing.lower().split())
        return bool(words) and 2 * len(words & taken_up) >= len(words)

    def saved(self) -> str:
        """Return the conversation as JSON text."""
        return json.dumps(self.conversation.to_json(), ensure_ascii=False, indent=2)
