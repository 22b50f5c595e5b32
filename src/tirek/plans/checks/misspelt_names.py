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
    windows = {window: name for name in found for size in (2, 3) for window in _windows(name.words, size)}
    suspects: defaultdict[str, list[tuple[Name, str]]] = defaultdict(list)
    for name in found:
        for at, word in enumerate(name.words):
            if len(word) >= _SHORTEST and counts[word] <= _SELDOM:
                meant = _known_name(name, at) or _name_here(name, at, windows, counts) or _frequent(word, counts, found)
                suspects[word] += [(name, meant)] if meant is not None else []
    for word, occurrences in suspects.items():
        if occurrences and len(occurrences) == counts[word]:
            name, meant = occurrences[0]
            lines = [each.line for each, _ in occurrences]
            yield MISSPELT.at(lines, name.text, meant, printed=name.text, meant=meant)


def _windows(name: tuple[str, ...], size: int) -> Iterator[tuple[str, ...]]:
    for start in range(len(name) - size + 1):
        yield name[start : start + size]


def _places(name: Name, at: int, size: int) -> Iterator[tuple[tuple[str, ...], int]]:
    """This function will give each run of `size` words that holds the word at a place, and its place in the run."""
    for start in range(max(0, at - size + 1), min(at, len(name.words) - size) + 1):
        yield name.words[start : start + size], at - start


def _known_name(name: Name, at: int) -> str | None:
    """This function will give the known name that this one is, but for a slip in the word at this place."""
    for known, text in _known().items():
        if any(_differs_by_a_slip(here, known, place) for here, place in _places(name, at, len(known))):
            return text
    return None


def _name_here(name: Name, at: int, windows: dict[tuple[str, ...], Name], counts: Counter[str]) -> str | None:
    """This function will give a name of this document that differs by a slip in a word that is used more often."""
    for size in (2, 3):
        for here, place in _places(name, at, size):
            for window, other in windows.items():
                oftener = len(window) == size and counts[window[place]] > counts[here[place]]
                if oftener and _differs_by_a_slip(here, window, place):
                    return other.text
    return None


def _differs_by_a_slip(here: tuple[str, ...], other: tuple[str, ...], at: int) -> bool:
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


def _frequent(word: str, counts: Counter[str], found: list[Name]) -> str | None:
    if len(word) < _SHORTEST_ALONE:
        return None
    capitalised = {each for name in found for each in name.words if counts[each] >= _OFTEN}
    near = [each for each in sorted(capitalised) if is_slip(word, each) and distance(word, each) == 1]
    return max(near, key=lambda each: counts[each]).capitalize() if near else None


@cache
def _known() -> dict[tuple[str, ...], str]:
    """This function will read the known names, by their significant words, from `known_names.csv`."""
    return {significant(row["name"]): row["name"] for row in rows_of("known_names")}
