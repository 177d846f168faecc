"""Everything that can be known only after a question is asked: what it means, the evidence, conflicts, the answer."""

from rag.assistant import Assistant
from rag.conflicts import group, relate
from rag.conversation import Conversation
from rag.datatypes import (
    Answer,
    AnswerLine,
    Choice,
    Citation,
    CitedWarning,
    Conflict,
    Dropped,
    Generated,
    Position,
    Related,
    Relation,
    RetrievedPassage,
    Turn,
)
from rag.llm import LanguageModel, Limits, Message, ServedModel
from rag.questions import Question, QuestionKind, resolve, understand

__all__ = [
    "Answer",
    "AnswerLine",
    "Assistant",
    "Choice",
    "Citation",
    "CitedWarning",
    "Conflict",
    "Conversation",
    "Dropped",
    "Generated",
    "LanguageModel",
    "Limits",
    "Message",
    "Position",
    "Question",
    "QuestionKind",
    "Related",
    "Relation",
    "RetrievedPassage",
    "ServedModel",
    "Turn",
    "group",
    "relate",
    "resolve",
    "understand",
]
