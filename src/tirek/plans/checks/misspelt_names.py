"""Is a name misspelt: one letter or two away from the same name elsewhere, or from a name of the UNDP world?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache

from django.utils.translation.trans_null import gettext_noop

from tirek.plans.checks.beside import rows_of
from tirek.plans.checks.finding import Finding
from tirek.plans.checks.kind import Kind
from tirek.plans.checks.proper_names import Name, names, one_form, significant
from tirek.plans.checks.words import distance, words
from tirek.plans.reading.markup import plain as bare
from tirek.plans.reading.plan import Plan

MISSPELT = Kind(
    code="name-misspelt",
    severity="question",
    looks_for="a name one or two letters away from a known name or from the same name elsewhere in the document",
    message=gettext_noop("“%(printed)s” looks like a misspelling of “%(meant)s”."),
    advice=gettext_noop("Ask whether “%(meant)s” is meant."),
    example={"printed": "Human Right Comissioner", "meant": "Human Rights Commissioner"},
)
KINDS = (MISSPELT,)

Words = tuple[str, ...]

_SHORTEST = 5
_SHORTEST_ALONE = 7
_OFTEN = 3
_SELDOM = 2
_ENDING = 2


def check(plan: Plan) -> Iterator[Finding]:
    """This function will compare names with the known names and with each other, and single names with frequent ones.

    A word that the document also uses where nothing is amiss is a word, not a misspelling.
    """
    found = list(names(plan))
    counts = Counter(one_form(word.lower()) for line in plan.lines for word in words(bare(line.text)))
    beside = _beside(found)
    frequent = sorted({word for name in found for word in name.words if counts[word] >= _OFTEN})
    suspects: defaultdict[str, list[tuple[Name, str]]] = defaultdict(list)
    for name in found:
        for at, word in enumerate(name.words):
            if len(word) >= _SHORTEST and counts[word] <= _SELDOM:
                meant = (
                    _known_name(name, at) or _name_here(name, at, beside, counts) or _frequent(word, counts, frequent)
                )
                suspects[word] += [(name, meant)] if meant is not None else []
    for word, occurrences in suspects.items():
        if occurrences and len(occurrences) == counts[word]:
            name, meant = occurrences[0]
            lines = [each.line for each, _ in occurrences]
            yield MISSPELT.at(lines, name.text, meant, printed=name.text, meant=meant)


def _beside(found: list[Name]) -> dict[Words, dict[str, Name]]:
    """This function will index every word of every name by the words it stands among, its own place left blank."""
    index: defaultdict[Words, dict[str, Name]] = defaultdict(dict)
    for name in found:
        for at, word in enumerate(name.words):
            for around in _around(name, at):
                index[around].setdefault(word, name)
    return index


def _around(name: Name, at: int) -> Iterator[Words]:
    """This function will give the runs of two and three words that hold the word at a place, that word left blank."""
    for size in (2, 3):
        for here, place in _places(name, at, size):
            yield (*here[:place], "", *here[place + 1 :])


def _places(name: Name, at: int, size: int) -> Iterator[tuple[Words, int]]:
    """This function will give each run of `size` words that holds the word at a place, and its place in the run."""
    for start in range(max(0, at - size + 1), min(at, len(name.words) - size) + 1):
        yield name.words[start : start + size], at - start


def _known_name(name: Name, at: int) -> str | None:
    """This function will give the known name that this one is, but for a slip in the word at this place."""
    for known, text in _known().items():
        if any(_differs_by_a_slip(here, known, place) for here, place in _places(name, at, len(known))):
            return text
    return None


def _name_here(name: Name, at: int, beside: dict[Words, dict[str, Name]], counts: Counter[str]) -> str | None:
    """This function will give a name of this document that differs by a slip in a word that is used more often."""
    word = name.words[at]
    for around in _around(name, at):
        for other, meant in beside[around].items():
            if counts[other] > counts[word] and is_slip(word, other):
                return meant.text
    return None


def _differs_by_a_slip(here: Words, other: Words, at: int) -> bool:
    if len(here) != len(other) or here[:at] != other[:at] or here[at + 1 :] != other[at + 1 :]:
        return False
    return is_slip(here[at], other[at])


def is_slip(word: str, meant: str) -> bool:
    """This function will say whether a word is another with a slip in it, and not another form of it."""
    if len(word) == len(meant) and word[:-_ENDING] == meant[:-_ENDING]:
        return False
    if word.startswith(meant) or meant.startswith(word):
        return False
    return distance(word, meant) <= (1 if len(meant) < 8 else 2)


def _frequent(word: str, counts: Counter[str], frequent: list[str]) -> str | None:
    if len(word) < _SHORTEST_ALONE:
        return None
    alike = (each for each in frequent if len(set(word) ^ set(each)) <= 2)
    near = [each for each in alike if is_slip(word, each) and distance(word, each) == 1]
    return max(near, key=lambda each: counts[each]).capitalize() if near else None


@cache
def _known() -> dict[Words, str]:
    """This function will read the known names, by their significant words, from `known_names.csv`."""
    return {significant(row["name"]): row["name"] for row in rows_of("known_names")}
