"""The Gradio chat: wiring between the reader, the assistant and ``ui/render_html.py``, and nothing else.

Nothing of the page comes from another host (system fonts, no analytics), so that it works with no route out. What a
reader asked is kept in that reader's session alone, and the thread on the screen is derived from it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read when gradio is imported

import gradio as gr

from index import RashomonError
from rag import Assistant
from ui.render_html import answer_html, article_html, header_html, hint_html, note_html, question_html
from ui.restored import LONGEST
from ui.session import Session

__all__ = ["build_app", "launch"]

SANS = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Ubuntu", "Cantarell", "Noto Sans", "sans-serif"]
MONO = ["ui-monospace", "SFMono-Regular", "Menlo", "Consolas", "monospace"]
WELCOME = (
    "## Ask about the articles\n\nEvery sentence of an answer carries the numbers of its quotes. Choose one to read it."
)
UNREAD = "Choose a citation number in an answer to read its quote in the article."
HINT = "Type a question first, for example: How many troops were sent?"

SHOW_LAST = """
() => setTimeout(() => [...document.querySelectorAll("#thread .question")].at(-1)?.scrollIntoView(), 50)
"""
"""Puts the last question at the top, so that a long answer is read from its beginning; 50 ms for it to be drawn."""


@dataclass(frozen=True)
class Page:
    """The components that events read and write."""

    thread: gr.Chatbot
    question: gr.Textbox
    ask: gr.Button
    hint: gr.HTML
    since: gr.Textbox
    until: gr.Textbox
    publishers: gr.Dropdown
    restart: gr.Button
    save: gr.Button
    reopen: gr.Button
    saved: gr.Textbox
    """The conversation as text on its way to or from a file; never shown."""
    article: gr.HTML


class Chat:
    """What happens when the reader asks, opens a citation or starts again."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def ask(
        self,
        question: str,
        since: str | None,
        until: str | None,
        publishers: Sequence[str] | None,
        session: Session | None,
    ) -> Iterator[tuple[Any, ...]]:
        """Show the question at once, then its answer; yields the thread, the question box, the session and the hint.

        The limits are ``None`` as long as the reader has not opened them.
        """
        session = session or Session(self._assistant.conversation())
        if not question.strip():
            yield gr.skip(), gr.skip(), session, hint_html(HINT)
            return
        as_typed, session.changing = session.is_changed(question), ""
        yield _thread(session, question), "", session, hint_html("")
        turn = len(session.answers)
        try:
            for answer in session.conversation.stream(
                question,
                since=since or None,
                until=until or None,
                publishers=tuple(publishers or ()),
                as_typed=as_typed,
            ):
                session.answers[turn:] = [answer]
                yield _thread(session), "", session, hint_html("")
        except RashomonError as error:
            yield _thread(session), question, session, hint_html(str(error))

    def open(self, event: gr.EventData, session: Session | None) -> str:
        """Return the article of a citation with its quote marked; only this reader's own citations can be opened."""
        if session is None:  # the page is older than the server
            return note_html("This answer is no longer known here. Ask the question again.")
        answer = session.answers[int(event.turn)]
        citation = next(c for c in answer.citations if c.number == int(event.number))
        index = self._assistant.index
        try:
            article = index.article(citation.article_id)
        except RashomonError as error:
            return note_html(str(error))
        return article_html(article, citation.start, citation.end, index.warnings(article.id))

    @staticmethod
    def edit(event: gr.EventData, session: Session | None) -> tuple[str, Session | None]:
        """Return a question as it was understood, to be changed and asked as it then stands."""
        return (session.change(int(event.turn)) if session else ""), session

    @staticmethod
    def save(session: Session | None) -> str:
        """Return the conversation as text; empty before its first question."""
        return session.saved() if session else ""

    def reopen(self, text: str) -> tuple[Any, ...]:
        """Return the thread of a saved conversation, its session, the hint and no article; no text changes nothing.

        The text comes from the reader's browser: the server keeps no file that another reader could ask for.
        """
        if not text:
            return gr.skip(), gr.skip(), gr.skip(), gr.skip()
        try:
            session = Session.opened(self._assistant, text)
        except RashomonError as error:
            return gr.skip(), gr.skip(), hint_html(str(error)), gr.skip()
        count = len(session.answers)
        told = f"Opened a conversation of {count} question{'' if count == 1 else 's'}. The next one follows up on it."
        return _thread(session), session, hint_html(told, wrong=False), note_html(UNREAD)

    @staticmethod
    def restart() -> tuple[list[Any], None, str, str]:
        """Return an empty thread, no session, an empty hint and no article."""
        return [], None, hint_html(""), note_html(UNREAD)


def build_app(assistant: Assistant, examples: Sequence[str] = ()) -> gr.Blocks:
    """Return the chat over an assistant's articles; ``examples`` are questions offered before the first one."""
    app = gr.Blocks(title="Rashomon", analytics_enabled=False, fill_height=True, fill_width=True)
    with app:
        session = gr.State(None)
        page = _layout(len(assistant.index), examples)
        _wire(Chat(assistant), session, page)
    return app


def launch(app: gr.Blocks, host: str, port: int) -> str:
    """Start serving the chat in the background and return its address; end it with ``app.close()``.

    Raises:
        RashomonError: the port is taken, or the host is none of this machine's.
    """
    theme = gr.themes.Base(primary_hue="slate", neutral_hue="stone", font=SANS, font_mono=MONO)
    try:
        _, address, _ = app.launch(
            server_name=host, server_port=port, share=False, quiet=True, prevent_thread_lock=True, ssr_mode=False,
            run_history=False, footer_links=[], theme=theme, css_paths=[_beside("app.css")],
        )  # fmt: skip
    except OSError as error:
        raise RashomonError(f"cannot serve at {host}, port {port}: choose a port that no other program uses") from error
    return address


def _beside(name: str) -> Path:
    return Path(__file__).with_name(name)


def _layout(articles: int, examples: Sequence[str]) -> Page:
    with gr.Row(elem_id="masthead"):
        gr.HTML(header_html(articles), apply_default_css=False)
        save = gr.Button("Save", elem_id="save", size="sm", min_width=72)
        reopen = gr.Button("Open a conversation", elem_id="reopen", size="sm")
        restart = gr.Button("New conversation", elem_id="restart", size="sm")
        saved = gr.Textbox(visible=False)
    with gr.Row(elem_id="desk"):
        with gr.Column(scale=3, min_width=340, elem_id="asking"):
            thread = gr.Chatbot(
                label="Conversation",
                show_label=False,
                placeholder=WELCOME,
                layout="panel",
                buttons=[],
                examples=[{"text": example} for example in examples],
                latex_delimiters=[],
                autoscroll=False,
                elem_id="thread",
            )
            question, ask = _question()
            hint = gr.HTML(hint_html(""), elem_id="hint", apply_default_css=False)
            with gr.Accordion("Limit by date or publisher", open=False, elem_id="filters"), gr.Row():
                since = gr.Textbox(label="Published from", placeholder="2024-10", min_width=120)
                until = gr.Textbox(label="Published until", placeholder="2025-07-13", min_width=120)
                publishers = gr.Dropdown(
                    label="Publishers (type a name, then Enter)",
                    choices=[],
                    multiselect=True,
                    allow_custom_value=True,
                    min_width=180,
                    scale=2,
                )
        with gr.Column(scale=2, min_width=320, elem_id="reading"):
            article = gr.HTML(
                note_html(UNREAD),
                elem_id="article",
                js_on_load=_beside("citations.js").read_text(),
                apply_default_css=False,
            )
    return Page(thread, question, ask, hint, since, until, publishers, restart, save, reopen, saved, article)


def _question() -> tuple[gr.Textbox, gr.Button]:
    with gr.Row():
        question = gr.Textbox(
            label="Your question",
            show_label=False,
            container=False,
            autofocus=True,
            max_lines=4,
            scale=8,
            placeholder="Ask a question, or follow up on the last answer",
            elem_id="question",
        )
        ask = gr.Button("Ask", variant="primary", min_width=96, elem_id="ask")
    return question, ask


def _wire(chat: Chat, session: gr.State, page: Page) -> None:
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    limits = [page.since, page.until, page.publishers]
    shown = [page.thread, page.question, session, page.hint]
    example = page.thread.example_select(_example, None, page.question, **quiet)
    for asked in (page.question.submit, page.ask.click, example.then):
        answered = asked(chat.ask, [page.question, *limits, session], shown, concurrency_id="ask", **quiet)
        answered.then(None, js=SHOW_LAST, **quiet)
    page.article.open(chat.open, session, page.article, **quiet)
    changed = page.article.edit(chat.edit, session, [page.question, session], **quiet)
    changed.then(None, js="() => document.querySelector('#question textarea').focus()", **quiet)
    page.save.click(chat.save, session, page.saved, **quiet).then(
        None, page.saved, js=_beside("download.js").read_text(), **quiet
    )
    opened = page.reopen.click(
        chat.reopen,
        page.saved,
        [page.thread, session, page.hint, page.article],
        js=_beside("upload.js").read_text().replace("LONGEST", str(LONGEST)),
        **quiet,
    )
    opened.then(None, js=SHOW_LAST, **quiet)
    page.restart.click(chat.restart, None, [page.thread, session, page.hint, page.article], **quiet)


def _example(event: gr.SelectData) -> str:
    return str(event.value["text"])


def _thread(session: Session, asked: str | None = None) -> list[dict[str, Any]]:
    messages = []
    for turn, answer in enumerate(session.answers):
        messages += [_message("user", question_html(answer.question)), _message("assistant", answer_html(answer, turn))]
    return messages if asked is None else [*messages, _message("user", question_html(asked))]


def _message(role: str, html: str) -> dict[str, Any]:
    return {"role": role, "content": gr.HTML(html, apply_default_css=False, render=False)}
