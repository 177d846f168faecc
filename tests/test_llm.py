"""The client of a language model, against a server on loopback that does everything wrong that one can."""

from __future__ import annotations

import json
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler

import pytest
from scripted import Asked, Script, chunk, says, scripted, sends

from index import ModelFailed, UsageError
from rag.llm import Limits, Message, ServedModel

MESSAGES = (Message("system", "Write."), Message("user", "On what?"))
SHORT = Limits(connect=1, first=0.3, total=0.6)


def written(script: Script, limits: Limits | None = None) -> str:
    with scripted(script) as server:
        return "".join(ServedModel(server.url, "small", key="", limits=limits).write(MESSAGES))


def failure(script: Script, limits: Limits | None = None) -> str:
    with pytest.raises(ModelFailed) as raised:
        written(script, limits)
    return str(raised.value)


def test_the_text_comes_in_pieces_and_is_asked_for_as_the_interface_has_it() -> None:
    with scripted(says("300 ", "miners", " marched.")) as server:
        model = ServedModel(server.url, "small", key="")
        assert list(model.write(MESSAGES)) == ["300 ", "miners", " marched."]
    (asked,) = server.asked
    assert asked.path == "/v1/chat/completions"
    assert asked.body == {
        "model": "small",
        "stream": True,
        "messages": [{"role": "system", "content": "Write."}, {"role": "user", "content": "On what?"}],
        "temperature": 0,
        "seed": 0,
        "max_tokens": 600,
    }
    assert "authorization" not in asked.headers


def test_pieces_are_given_as_they_come() -> None:
    gone = threading.Event()

    def slowly(asked: Asked, handler: BaseHTTPRequestHandler) -> None:
        sends(chunk("First"))(asked, handler)
        gone.wait(5)
        handler.wfile.write(chunk(" second", finish="stop"))

    with scripted(slowly) as server:
        pieces = ServedModel(server.url, "small", key="").write(MESSAGES)
        assert next(pieces) == "First"
        gone.set()
        assert list(pieces) == [" second"]


def test_a_reader_may_leave_in_the_middle() -> None:
    def endless(asked: Asked, handler: BaseHTTPRequestHandler) -> None:
        sends(*(chunk(f"{n} ") for n in range(3)))(asked, handler)
        time.sleep(0.2)

    with scripted(endless) as server:
        pieces = ServedModel(server.url, "small", key="").write(MESSAGES)
        assert next(pieces) == "0 "
        pieces.close()  # type: ignore[attr-defined]  # a generator's


def test_the_key_is_sent_and_shown_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RASHOMON_LLM_KEY", " sk-secret\n")
    with scripted(sends(b"sk-secret", status=401)) as server:
        model = ServedModel(server.url, "small")
        with pytest.raises(ModelFailed) as raised:
            list(model.write(MESSAGES))
    assert server.asked[0].headers["authorization"] == "Bearer sk-secret"
    assert str(raised.value) == "the server answered HTTP 401: check RASHOMON_LLM_KEY"
    assert "secret" not in repr(model) + repr(raised.value) + repr(raised.value.__cause__)


@pytest.mark.parametrize("key", ["sk\nX-Other: 1", "sk-ключ", "two words"])
def test_a_key_that_is_none_is_not_repeated(key: str) -> None:
    with pytest.raises(UsageError) as raised:
        ServedModel("http://127.0.0.1/v1", "small", key=key)
    assert str(raised.value) == "RASHOMON_LLM_KEY has characters that no key has"


def test_the_key_does_not_follow_a_redirect() -> None:
    with scripted(says("elsewhere")) as other:
        reason = failure(sends(status=307, Location=f"{other.url}/chat/completions"))
    assert reason == "the server answered HTTP 307: redirects are not followed"
    assert other.asked == []


def test_the_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    assert written(says("direct")) == "direct"


@pytest.mark.parametrize(
    ("given", "sent_to"),
    [
        ("http://localhost:11434/v1", "http://localhost:11434/v1/chat/completions"),
        ("http://localhost:11434/", "http://localhost:11434/v1/chat/completions"),
        ("https://host.example/api/v1/", "https://host.example/api/v1/chat/completions"),
        ("https://host.example/v1/chat/completions", "https://host.example/v1/chat/completions"),
        ("http://[::1]:80", "http://[::1]:80/v1/chat/completions"),
    ],
)
def test_addresses(given: str, sent_to: str) -> None:
    assert ServedModel(given, "small", key="").url == sent_to


@pytest.mark.parametrize(
    "given",
    """localhost:11434 file:///etc/passwd ftp://host/v1 http:// http://host:port http://host:70000 http://[::1
    http://u:p@host/v1 http://host/v1?key=1 http://host/v1#a""".split(),
)
def test_what_is_no_address(given: str) -> None:
    with pytest.raises(UsageError, match=r"^the address of the language model"):
        ServedModel(given, "small", key="")


@pytest.mark.parametrize("given", ["", "http://host/\nv1", "http://host/ v1"])
def test_an_address_is_one_word(given: str) -> None:
    test_what_is_no_address(given)


def test_a_server_that_does_not_stream_is_understood() -> None:
    sent = {"choices": [{"message": {"role": "assistant", "content": "300 marched."}, "finish_reason": "stop"}]}
    assert written(sends(json.dumps(sent, indent=1).encode(), media_type="application/json")) == "300 marched."


def test_a_server_that_refuses_what_is_asked_for_beside_the_messages_is_asked_again_without() -> None:
    with scripted(sends(b"{}", status=400), says("300 marched.")) as server:
        assert list(ServedModel(server.url, "small", key="").write(MESSAGES)) == ["300 marched."]
    assert [sorted(asked.body) for asked in server.asked] == [
        ["max_tokens", "messages", "model", "seed", "stream", "temperature"],
        ["messages", "model", "stream"],
    ]


def test_comments_other_fields_and_parts_without_text_are_passed_over() -> None:
    used = b'data: {"choices": [], "usage": {"total_tokens": 9}}\r\n\r\n'
    parts = (b": alive\n\n", b"event: x\nid: 1\n", chunk(), chunk("300"), chunk(" marched.", finish="stop"), used)
    assert written(sends(*parts)) == "300 marched."


def test_letters_may_be_cut_in_two() -> None:
    sent = 'data: {"choices": [{"delta": {"content": "Ålvik"}, "finish_reason": "stop"}]}\n\n'.encode()
    cut = sent.index("Å".encode()) + 1
    assert written(sends(sent[:cut], sent[cut:])) == "Ålvik"


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        (sends(status=500), "the server answered HTTP 500"),
        (sends(status=404), "the server answered HTTP 404: check the address and the model's name"),
        (sends(b"data: {not json\n\n"), "it sent something that is no JSON"),
        (sends(b'data: {"choices": [{"delta": {"content": "\xff"}}]}\n\n'), "it sent something that is no JSON"),
        (sends(b"data: " + b"[" * 100_000 + b"\n\n"), "it sent something that is no JSON"),
        (sends(b"data: [1]\n\n"), "it sent something that is no completion"),
        (sends(b'data: {"choices": "all"}\n\n'), "it sent something that is no completion"),
        (sends(b'data: {"choices": [{"delta": {"content": 7}}]}\n\n'), "it sent something that is no text"),
        (sends(b'data: {"error": {"message": "out of memory"}}\n\n'), "it reported an error"),
        (sends(chunk("300 mar")), "the connection ended before it had finished"),
        (sends(chunk("300 mar", finish="length")), "it was cut off before it had finished"),
        (sends(b"<html>Bad gateway</html>"), "the connection ended before it had finished"),
        (sends(b"<html>Bad gateway</html>", media_type="application/json"), "it sent something that is no JSON"),
        (sends(b"\x1f\x8b\x08packed", Content_Encoding="gzip"), "the connection ended before it had finished"),
    ],
)
def test_what_a_server_may_do_wrong_is_told_in_a_line(script: Script, reason: str) -> None:
    assert failure(script) == reason


def test_an_endless_stream_is_cut_by_its_bytes_and_by_its_characters() -> None:
    def endless(part: bytes) -> Script:
        def answer(asked: Asked, handler: BaseHTTPRequestHandler) -> None:
            sends()(asked, handler)
            while True:  # until the reader goes away
                handler.wfile.write(part)

        return answer

    few = Limits(received=50_000)
    started = time.monotonic()
    assert failure(endless(b": alive\n\n"), few) == "it sent more than 50,000 bytes"
    assert failure(endless(b"x" * 1000), few) == "it sent more than 50,000 bytes"
    assert failure(endless(chunk("on and ")), Limits(text=500)) == "it wrote more than 500 characters"
    assert time.monotonic() - started < 5


def waiting(handler: BaseHTTPRequestHandler, part: bytes, seconds: float = 3.0) -> None:
    for _ in range(int(seconds / 0.05)):
        handler.wfile.write(part)
        handler.wfile.flush()
        time.sleep(0.05)


def silent(asked: Asked, handler: BaseHTTPRequestHandler) -> None:
    time.sleep(2)


def dripping_headers(asked: Asked, handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    waiting(handler, b"a")


def keeping_alive(asked: Asked, handler: BaseHTTPRequestHandler) -> None:
    sends()(asked, handler)
    waiting(handler, b": alive\n\n")


def dripping_text(asked: Asked, handler: BaseHTTPRequestHandler) -> None:
    sends()(asked, handler)
    waiting(handler, chunk("a "))


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        (silent, "it did not begin within 0.3 seconds"),
        (dripping_headers, "it did not begin within 0.3 seconds"),
        (keeping_alive, "it did not begin within 0.3 seconds"),
        (dripping_text, "it did not finish within 0.6 seconds"),
    ],
)
def test_every_wait_has_an_end(script: Script, reason: str) -> None:
    started = time.monotonic()
    assert failure(script, SHORT) == reason
    assert time.monotonic() - started < 3.5  # the server's own sleep is waited for when it is closed


def test_a_server_that_is_not_there() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(ModelFailed, match=r"^the server cannot be reached$"):
        list(ServedModel(url, "small", key="").write(MESSAGES))


def test_a_model_can_be_asked_from_within_an_event_loop() -> None:
    import asyncio

    async def notebook() -> str:
        return written(says("300 marched."))

    assert asyncio.run(notebook()) == "300 marched."
