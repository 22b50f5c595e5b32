"""Names alike in all but one word: "Asia Pacific Forum", "Asian Pacific Forum"; or one of words taken for another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache, lru_cache
from typing import NamedTuple

from django.utils.translation.trans_null import gettext_noop

from tirek.reports.claims.consistency.document import Document, Statement
from tirek.reports.claims.consistency.found import Found, Side, found
from tirek.reports.claims.stems import is_empty, name_form, stem
from tirek.reports.claims.tokens import tokens_of
from tirek.reports.claims.vocabulary import Language, rows

NEARLY_ONE_NAME = gettext_noop("“%(first)s” and “%(second)s” differ in a word: is it one body?")
LENGTHS = (3, 4, 5, 6)  # content words of a name; two are too few to tell a variant from another name
ALIKE = 0.7  # how alike two words must be written to be taken for one (difflib's ratio)
SHARED = 0.3  # share of the sentences' content that must agree where only a table of words says they are alike


class Window(NamedTuple):
    """Some content words that stand together; `named` says that they begin with capital letters."""

    stems: tuple[str, ...]
    words: tuple[str, ...]
    text: str
    named: bool
    statement: Statement


def near_names(document: Document) -> Iterator[Found]:
    """This function will find a name and a variant of it that differs in one word other than the last."""
    index: dict[tuple[object, ...], dict[str, Window]] = defaultdict(dict)
    said: set[frozenset[str]] = set()
    for statement in document.prose:
        for window in _windows(statement):
            for at in range(len(window.stems) - 1):
                key = (statement.language, at, *window.stems[:at], None, *window.stems[at + 1 :])
                others = index[key]
                if window.stems[at] not in others and len(others) < 8:
                    yield from _reports(document, window, list(others.values()), at, said)
                    others[window.stems[at]] = window


def _reports(
    document: Document, window: Window, others: Iterable[Window], at: int, said: set[frozenset[str]]
) -> Iterator[Found]:
    for other in others:
        pair = frozenset((window.stems[at], other.stems[at]))
        if pair not in said and _is_variant(document, other, window, at):
            said.add(pair)
            sides = [Side(each.statement.text, each.statement.line, each.text) for each in (other, window)]
            yield found("names", sides, NEARLY_ONE_NAME, {"first": other.text, "second": window.text})


def _is_variant(document: Document, one: Window, other: Window, at: int) -> bool:
    language = one.statement.language
    first, second = one.words[at].lower(), other.words[at].lower()
    if _interchangeable(one.stems[at], other.stems[at], language):
        shared = document.content(one.statement) & document.content(other.statement)
        own = {stem(word, language) for word in (*one.words, *other.words)}
        least = min(len(document.content(each.statement) - own) for each in (one, other))
        return least > 0 and len(shared - own) / least >= SHARED
    return one.named and other.named and _written_alike(first, second)


def _written_alike(first: str, second: str) -> bool:
    begin = min(4, len(first), len(second))
    return begin > 2 and first[:begin] == second[:begin] and SequenceMatcher(None, first, second).ratio() >= ALIKE


@lru_cache(maxsize=1 << 12)
def _interchangeable(first: str, second: str, language: Language) -> bool:
    return any(first in group and second in group for group in _look_alikes(language))


@cache
def _look_alikes(language: Language) -> tuple[frozenset[str], ...]:
    return tuple(
        frozenset(name_form(word, language) for word in row["words"].split("|"))
        for row in rows("look_alikes")
        if row["language"] == language
    )


def _windows(statement: Statement) -> Iterator[Window]:
    """This function will give runs of content words that may be a name: with a capital, or with a word of the table."""
    tokens = tokens_of(statement.text, 0, len(statement.text))
    run: list[tuple[str, str, int, int]] = []
    for token in tokens:
        if token.kind != "word":
            yield from _of_run(statement, run)
            run = []
        elif not is_empty(token.text, statement.language):
            run.append((name_form(token.text, statement.language), token.text, token.start, token.end))
    yield from _of_run(statement, run)


def _of_run(statement: Statement, run: Sequence[tuple[str, str, int, int]]) -> Iterator[Window]:
    """This function will give names, the longest first, then runs with a word of the table, the shortest first."""
    if len(run) < LENGTHS[0]:
        return
    capitals = [word[0].isupper() for _, word, _, _ in run]
    known = [_known(one, statement.language) for one, _, _, _ in run]
    for length in reversed(LENGTHS) if any(capitals) else ():
        for begin in range(len(run) - length + 1):
            if all(capitals[begin : begin + length]):
                yield _window(statement, run[begin : begin + length], named=True)
    for length in LENGTHS if any(known) else ():
        for begin in range(len(run) - length + 1):
            if known[begin]:
                yield _window(statement, run[begin : begin + length], named=False)


def _window(statement: Statement, part: Sequence[tuple[str, str, int, int]], named: bool) -> Window:
    stems, words = tuple(one[0] for one in part), tuple(one[1] for one in part)
    return Window(stems, words, statement.text[part[0][2] : part[-1][3]], named, statement)


@lru_cache(maxsize=1 << 14)
def _known(one: str, language: Language) -> bool:
    return any(one in group for group in _look_alikes(language))
