"""Which articles are copies of one story."""

from __future__ import annotations

import pytest
from fakes import make_article

from index import Article
from index.copies import group, sign

STORY = (
    "The ferry between Vell and Skarn was taken out of service on Wednesday because its ramp had rusted through.",
    "About 900 people use the boat every day, said the company, which runs buses over the Orn pass until May.",
    "The inspector, Aud Renning, found the damage when she drove her own car on board on the way to her sister.",
    "A new ramp will be forged at the yard in Selm and carried over the lake on a raft as soon as the ice is gone.",
    "Until then the post comes twice a week, and the baker of Skarn has begun to sell his bread from a sledge.",
    "The council of Skarn wants the company to pay for the fuel of those who have to drive around the lake.",
)
RIVAL = (
    "Nobody crosses Lake Ossel by boat any more: the ferry to Skarn lies at its pier with a hole in the ramp.",
    "Some 900 commuters have to take a bus over the pass, and they are told that this will last until the spring.",
    "It was an inspector on a private trip who saw that the steel was eaten away, the ferry company admitted.",
    "The yard that built the boat has promised a new part, but the raft that is to bring it needs open water.",
)
OTHER = (
    "The otters of Lake Ossel have come back after forty years, the valley's ranger said on a walk along the shore.",
    "She counted nine of them in one night, and four more in the reeds below the weir, which is a record there.",
)


def article(lines: tuple[str, ...], **fields: str) -> Article:
    return make_article("\n".join(lines), **fields)


def test_copies_share_a_number_and_others_do_not() -> None:
    edited = (STORY[0].replace("Wednesday", "Wednesday morning"), *STORY[1:])
    articles = [article(STORY), article(OTHER), article(edited), article(RIVAL), article(STORY)]
    assert group(articles) == [0, 1, 0, 3, 0]


@pytest.mark.parametrize("kept", [(0, 1, 2), (0, 1, 2, 3), (3, 4, 5), (0, 2, 3, 5)])
def test_a_copy_that_was_cut_is_a_copy(kept: tuple[int, ...]) -> None:
    cut = tuple(STORY[i] for i in kept)
    assert group([article(STORY), article(cut)]) == [0, 0]
    assert group([article(cut), article(STORY)]) == [0, 0]


def test_the_headline_is_not_the_story() -> None:
    assert group([article(STORY, title="Ferry stops"), article(STORY, title="A hole in the ramp")]) == [0, 0]
    assert group([article(RIVAL, title="Ferry stops"), article(OTHER, title="Ferry stops")]) == [0, 1]


def test_case_punctuation_and_line_breaks_do_not_matter() -> None:
    assert sign(article(STORY)) == sign(make_article(" ".join(STORY).upper().replace(",", " ;")))


def test_copies_of_a_copy_are_of_one_story() -> None:
    # The first and the last share one line of six (under the 60% of a copy), but each shares half with the middle.
    first, whole, last = article(STORY[:4]), article(STORY), article(STORY[2:])
    assert group([first, whole, last]) == [0, 0, 0]


def test_a_signature_counts_its_shingles() -> None:
    # Seven words have 7 - 4 + 1 = 4 shingles of four words; three words are one.
    assert sign(make_article("one two three four five six seven")).shingles == 4
    assert sign(make_article("one two three")).shingles == 1
    # Of "a b c d a b c d" the shingles are abcd, bcda, cdab, dabc and abcd again.
    assert sign(make_article("a b c d a b c d")).shingles == 4


def test_few_or_no_articles() -> None:
    assert group([]) == []
    assert group([article(STORY)]) == [0]
    assert group([make_article(""), article(STORY)]) == [0, 1]


def test_the_same_every_time() -> None:
    articles = [article(STORY), article(RIVAL), article(STORY[1:]), article(OTHER)]
    assert group(articles) == group(iter(articles)) == [0, 1, 0, 3]
