"""Sentences take a side on a yes-or-no question by their verb, its denials and its opposites, or take none."""

from __future__ import annotations

import pytest

from rag import understand
from rag.polarity import Side, side_of


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Was the director convicted of forgery?", "A jury convicted the director of forgery on Monday."),
        ("Is the dam safe?", "The dam is safe, the ministry said."),
        ("Will Orle close the plant?", "Orle will close the plant in May."),
        ("Is Orle going to shut down the mill?", "Orle will close the mill in May."),
        ("Did Ada Lund resign?", "Ada Lund resigned on Friday."),
        ("Did the two firms talk before the bid?", "The two firms talked for weeks before the bid."),
        ("Is the moor fire under control?", "The moor fire has been under control since Sunday."),
        ("Did the union not accept the offer?", "The union rejected the offer."),
        ("Has Ada Lund resigned?", "Ada Lund told her cabinet that she was stepping down as mayor."),
    ],
)
def test_yes(question: str, sentence: str) -> None:
    assert side_of(understand(question), sentence) is Side.YES


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Was the director convicted of forgery?", "On the charge of forgery the director was acquitted."),
        ("Were the observers let through?", "The observers were not let through."),
        ("Did the union accept the offer?", "The union rejected the offer."),
        ("Did the union accept the offer?", "The union refused to accept the offer."),
        ("Did the captain survive the crash?", "The captain died in the crash."),
        ("Is the dam safe?", "The dam is not safe, engineers said."),
        ("Has the fund paid the farmers?", "The fund has never paid the farmers."),
        ("Did the satellite reach its orbit?", "The satellite failed to reach its orbit."),
        ("Is the moor fire under control?", "The moor fire is out of control, the fire service said."),
        ("Is the moor fire under control?", "There is no sign that anybody has the moor fire under control."),
        ("Did Orle and Tarn Steel talk before the bid?", "There were no talks with Orle before the bid."),
        ("Has anyone been arrested?", "Nobody has been arrested."),
        ("Did anybody die in the fire?", "No one was killed in the fire."),
        ("Has Ada Lund resigned?", "Ada Lund ruled out stepping down."),
        ("Did the head of Tarn Steel quit?", "The head of Tarn Steel will not step down."),
        ("Were the inspectors allowed into the mine?", "The inspectors drove to the mine and were turned back."),
    ],
)
def test_no(question: str, sentence: str) -> None:
    assert side_of(understand(question), sentence) is Side.NO


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Did the union accept the offer?", "Members of the union may accept the offer."),
        ("Did the union accept the offer?", "The union met on Friday about the offer."),
        ("Did the union accept the offer?", "The court asked whether the union accepted the offer."),
        (
            "Will Orle close the plant?",
            "Orle denied that it would close the plant.",
        ),  # its word
        ("Is the moor fire under control?", "The moor fire may soon be under control."),
        ("Is the moor fire under control?", "There is a debate over whether the moor fire is under control."),
        ("Is Orle going to shut down the mill?", "Orle stock fell 4 per cent to close at 21 crowns."),
        ("Was the director convicted of forgery?", "The court did not say if the director was convicted of forgery."),
    ],
)
def test_neither(question: str, sentence: str) -> None:
    assert side_of(understand(question), sentence) is None
