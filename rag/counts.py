"""Whether the numbers of a sentence are those of the quotes that it cites, and say of the same the same."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from index import Phase, Qualifier
from index.lexicon import thing_class
from rag.facts import Counted, Facts, Quoted, Value, facts_of
from rag.matching import GENERIC_PEOPLE, OUTCOMES, has_name
from rag.writing import Sentence

__all__ = ["misgiven", "unfounded"]

_CLAUSE = re.compile(r"(?:[,;:]\s*)?\b(?:while|whereas|but|although|though|and|however)\b|;", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|an?|its|their|his|her)\s+", re.IGNORECASE)
_SWEEPING = frozenset(
    """all none nobody nothing every everyone everybody most majority minority double doubled twice triple tripled
    quadruple half quarter always never both""".split()
)
"""Words that count without a number."""
_BOUNDS = {
    Qualifier.AT_LEAST: Qualifier.MORE_THAN,
    Qualifier.AT_MOST: Qualifier.LESS_THAN,
}
_REPORTS = frozenset("report article account source paper newspaper outlet agency".split())
_ANYTHING = GENERIC_PEOPLE | {""}
_ONE = (1.0, 1.0, "")


def unfounded(said: Facts, told: Sequence[Facts]) -> bool:
    """Say whether a number is not in the quotes, or they say something else of it."""
    counted = [one for facts in told for one in facts.counted]
    known = {value for facts in told for value in facts.values}
    text = "\n".join(facts.text for facts in told)
    if any(number not in known and not _is_no_count(number, said) for number in said.numbers):
        return True
    literal = set(re.findall(r"[\w.,:/]*\d\w*", text))
    if any(digits not in literal for digits in said.digits) or any(o not in text.lower() for o in said.ordinals):
        return True
    if (_SWEEPING & said.words) - frozenset().union(*(facts.words for facts in told)):
        return True
    return any(not _is_counted(one, counted, known) for one in said.counted)


def _is_no_count(value: Value, said: Facts) -> bool:
    """Say whether "one" counts nothing but a report or stands for a noun: "one paper says", "one of them"."""
    counts = [one for one in said.counted if one.value == value]
    return value == _ONE and not re.search(r"\b1\b", said.text) and all(one.thing in _REPORTS for one in counts)


def _is_counted(said: Counted, told: Sequence[Counted], known: Collection[Value]) -> bool:
    """Say whether the quotes have a figure of this value that is as exact, and of which they tell the same outcome."""
    alike = [one for one in told if one.value == said.value]
    if not alike:  # the number may be there without being read as a count; "a man" has none
        return said.value in known or not said.classes & OUTCOMES
    same = [one for one in told if thing_class(one.thing) == thing_class(said.thing)]
    if same and said.thing not in GENERIC_PEOPLE and not any(one in same or one.thing in _ANYTHING for one in alike):
        return False  # they count this very thing, and otherwise: "a man and two women"
    return any(_means_the_same(said, one) for one in alike)


def _means_the_same(said: Counted, told: Counted) -> bool:
    moved = told.phase is Phase.EARLIER and said.phase is not Phase.EARLIER  # the value before it rose is no longer one
    return said.further == told.further and not moved and _is_as_exact(said, told) and _befell_the_same(said, told)


def _is_as_exact(said: Counted, told: Counted) -> bool:
    qualifiers = {_BOUNDS.get(one.qualifier, one.qualifier) for one in (said, told)}
    return len(qualifiers) == 1 or (told.qualifier is Qualifier.EXACT and said.qualifier is Qualifier.ABOUT)


def _befell_the_same(said: Counted, told: Counted) -> bool:
    """Say whether what befell those counted is all there: "killed" alone is less than "killed or wounded".

    The other way round it is let pass: the parser carries "missing" back to the count before it.
    """
    outcomes = [one.classes & OUTCOMES for one in (said, told)]
    return not outcomes[0] or not told.classes or (bool(outcomes[1]) and outcomes[1] <= outcomes[0])


def misgiven(sentence: Sentence, quotes: Mapping[int, Quoted]) -> bool:
    """Say whether a sentence that cites several quotes gives a number to somebody who has another, or another quote."""
    return len(sentence.numbers) > 1 and any(_is_misgiven(*clause) for clause in _clauses(sentence, quotes))


def _clauses(sentence: Sentence, quotes: Mapping[int, Quoted]) -> Iterator[tuple[str, list[Quoted]]]:
    """Yield the clauses of a sentence, each with the quotes cited behind it, or all of them where there are none."""
    for words, numbers in sentence.parts:
        cited = [quotes[number] for number in numbers or sentence.numbers]
        for clause in _CLAUSE.split(words):
            yield clause, cited


def _is_misgiven(clause: str, quotes: Sequence[Quoted]) -> bool:
    """Say whether a clause has a number that its quotes do not, or that those of whom it names do not."""
    numbers = facts_of(" ".join(clause.split())).numbers - {_ONE}
    if not numbers:
        return False
    told = [(quoted, quoted.facts.values) for quoted in quotes]
    if not numbers <= frozenset().union(*(values for _, values in told)):
        return True
    for quoted, _ in told:
        named = [n for n in (*quoted.speakers, *quoted.facts.names) if has_name(_bare(n), clause)]
        for name in named:
            own = [values for other, values in told if has_name(_bare(name), other.around)]
            if not numbers <= frozenset().union(*own):
                return True
    return False


def _bare(name: str) -> str:
    return _ARTICLE.sub("", name)
