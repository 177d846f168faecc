"""The chat in a real browser, over the demo articles."""

from __future__ import annotations

import json
import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import ui

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

DEMO = Path(ui.__file__).parent / "demo"
MARCH = "How many people took part in the march in Almery?"
ARRESTED = "And how many of them were arrested?"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next((found for name in names if (found := shutil.which(name))), None)
    if path is None:
        message = f"no browser: none of {', '.join(names)} is installed"
        pytest.fail(message) if os.environ.get("RASHOMON_REQUIRE_BROWSER") == "1" else pytest.skip(message)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        chromium = playwright.chromium.launch(executable_path=path, args=arguments)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def address(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    from index import Index, read_articles
    from rag import Assistant
    from ui.app import build_app, launch

    port = sorted(DEMO.glob("port-*"))  # one event of the three: a third of the time to index
    index = Index.build(read_articles(port), tmp_path_factory.mktemp("chat") / "news.index")
    app = build_app(Assistant(index), examples=[MARCH])
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = free.getsockname()[1]
    yield launch(app, "127.0.0.1", number)
    app.close(verbose=False)


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A reader of their own: another browser session, whose page asks no other host for anything."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.set_default_timeout(15_000)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    yield page
    context.close()
    assert asked
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []


def ask(page: Page, question: str) -> None:
    answered = page.locator("article.answer").count()
    page.get_by_label("Your question").fill(question)
    page.keyboard.press("Enter")
    page.locator("article.answer").nth(answered).wait_for()


def test_a_reader_sees_the_conflict_and_each_quote_in_its_article(page: Page) -> None:
    ask(page, MARCH)
    conflict = page.locator("table.conflict")
    assert conflict.locator("caption strong").inner_text().startswith("Each side gives its own figure")
    assert {"12,000", "19,000"} <= set(conflict.inner_text().split())
    for row in conflict.locator("tbody tr").all():
        figure = "12,000" if "12,000" in row.inner_text() else "19,000"
        row.locator("button.cite").first.click()
        quote = page.locator("#quote", has_text=figure)
        quote.wait_for()
        page.wait_for_function("document.querySelector('#quote').getBoundingClientRect().bottom < innerHeight")
        assert quote.evaluate("quote => quote.getBoundingClientRect().top") > 0


def test_a_follow_up_is_made_to_stand_alone(page: Page) -> None:
    ask(page, MARCH)
    ask(page, ARRESTED)
    understood = page.locator(".understood")
    assert understood.inner_text().startswith("Understood as:")
    assert "Almery" in understood.inner_text()
    answer = page.locator("article.answer").nth(1).inner_text().casefold()
    assert "twenty-three people" in answer
    assert "31 people" in answer


def test_a_reader_never_meets_another_readers_conversation(browser: Browser, page: Page, address: str) -> None:
    ask(page, MARCH)
    other = browser.new_context().new_page()
    other.goto(address)
    ask(other, ARRESTED)
    assert other.locator("article.answer").count() == 1
    assert "Almery" not in " ".join(other.locator(".understood").all_inner_texts())
    other.context.close()


def test_a_quote_is_reached_with_the_keyboard(page: Page) -> None:
    ask(page, MARCH)
    page.locator("button.cite").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.id === 'quote'")
    assert page.locator("button.cite").first.get_attribute("aria-current") == "true"


def test_an_example_is_asked_when_it_is_chosen(page: Page) -> None:
    page.get_by_text(MARCH).click()
    page.locator("table.conflict").wait_for()


def test_an_empty_question_gives_a_hint(page: Page) -> None:
    page.get_by_role("button", name="Ask", exact=True).click()
    page.get_by_role("status").filter(has_text="Type a question first").wait_for()
    assert page.locator("article.answer").count() == 0


def test_a_date_that_is_none_is_said_to_be_none(page: Page) -> None:
    page.get_by_text("Limit by date or publisher").click()
    page.get_by_label("Published from").fill("last week")
    page.get_by_label("Your question").fill(MARCH)
    page.keyboard.press("Enter")
    page.get_by_role("status").filter(has_text="last week").wait_for()
    assert page.get_by_label("Your question").input_value() == MARCH


def test_a_new_conversation_starts_empty(page: Page) -> None:
    ask(page, MARCH)
    page.locator("button.cite").first.click()
    page.locator("#quote").wait_for()
    page.get_by_role("button", name="New conversation").click()
    page.locator("article.answer").wait_for(state="detached")
    page.locator("#quote").wait_for(state="detached")
    ask(page, ARRESTED)
    assert "Almery" not in " ".join(page.locator(".understood").all_inner_texts())


def test_what_was_understood_can_be_changed(page: Page) -> None:
    ask(page, MARCH)
    ask(page, ARRESTED)
    page.get_by_role("button", name="Change the question as it was understood").click()
    box = page.get_by_label("Your question")
    page.wait_for_function("document.querySelector('#question textarea').value.includes('Almery')")
    box.fill(box.input_value().replace("arrested", "hurt"))
    page.keyboard.press("Enter")
    answer = page.locator("article.answer").nth(2)
    answer.wait_for()
    assert answer.locator(".understood").count() == 0  # as it was typed
    assert page.locator(".question").last.inner_text() == "How many people were hurt in the march in Almery?"


def test_a_conversation_is_saved_as_a_file(page: Page) -> None:
    ask(page, MARCH)
    ask(page, "Who says the lower number?")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save", exact=True).click()
    data = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert [one["question"] for one in data["record"]] == [MARCH, "Who says the lower number?"]


def test_two_readers_at_once_each_have_their_own(browser: Browser, page: Page, address: str) -> None:
    other = browser.new_context().new_page()
    other.goto(address)
    ask(page, MARCH)
    ask(other, "What do the articles say about the dock workers?")
    ask(page, "Who says the lower number?")
    ask(other, "Who says the lower number?")
    assert "12,000" in page.locator("article.answer").nth(1).inner_text()
    assert "12,000" not in other.locator("article.answer").nth(1).inner_text().split("Sources")[0]
    other.context.close()


def open_file(page: Page, path: Path) -> None:
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Open a conversation").click()
    chooser.value.set_files(path)


def test_a_saved_conversation_is_opened_and_gone_on_with(
    browser: Browser, page: Page, address: str, tmp_path: Path
) -> None:
    ask(page, MARCH)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save", exact=True).click()
    download.value.save_as(tmp_path / "talk.json")
    other = browser.new_context().new_page()
    other.goto(address)
    open_file(other, tmp_path / "talk.json")
    other.locator("article.answer").wait_for()
    assert other.locator(".question").inner_text() == MARCH
    other.locator("button.cite").first.click()
    other.locator("#quote").wait_for()
    ask(other, ARRESTED)
    assert "Almery" in other.locator(".understood").inner_text()
    assert page.locator("article.answer").count() == 1  # the reader who saved it sees nothing of this
    ask(page, "Who says the lower number?")
    assert page.locator("article.answer").count() == 2
    other.context.close()


def test_a_file_that_is_no_conversation_leaves_the_one_on_the_screen(page: Page, tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text('{"name": "Tollow"}', encoding="utf-8")
    (tmp_path / "empty.json").write_bytes(b"")
    ask(page, MARCH)
    for name in ("other.json", "empty.json"):
        open_file(page, tmp_path / name)
        page.get_by_role("status").filter(has_text="That file is no saved conversation").wait_for()
        assert page.locator("article.answer").count() == 1
    ask(page, ARRESTED)
    assert "Almery" in page.locator(".understood").inner_text()
    assert page.get_by_role("status").filter(has_text="That file").count() == 0


def test_every_button_can_be_pressed_on_a_small_screen(page: Page, tmp_path: Path) -> None:
    page.set_viewport_size({"width": 400, "height": 700})
    ask(page, MARCH)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save", exact=True).click()
    download.value.save_as(tmp_path / "talk.json")
    page.get_by_role("button", name="New conversation").click()
    page.locator("article.answer").wait_for(state="detached")
    open_file(page, tmp_path / "talk.json")
    page.locator("article.answer").wait_for()
