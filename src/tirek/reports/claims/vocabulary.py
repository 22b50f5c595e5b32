"""The words by which a narrative speaks of quantities, read from the tables in `words/`, in each language."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Literal

Language = Literal["en", "ru", "kk"]
LANGUAGES: tuple[Language, ...] = ("en", "ru", "kk")
_WORDS = Path(__file__).parent / "words"


def rows(table: str) -> Iterator[Mapping[str, str]]:
    """This function will read one table of `words/`, row by row."""
    with (_WORDS / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@cache
def _groups() -> Mapping[tuple[str, str], frozenset[str]]:
    return {(row["group"], row["language"]): frozenset(row["words"].split("|")) for row in rows("groups")}


@cache
def words(group: str, language: Language) -> frozenset[str]:
    """This function will give the words of one group ("label", "person") in one language; none where it has none."""
    return _groups().get((group, language), frozenset())


@cache
def phrases(group: str, language: Language) -> tuple[tuple[str, ...], ...]:
    """This function will give the phrases of one group as tuples of words, the longest first."""
    return by_length(words(group, language))


@cache
def _by_first_word(group: str, language: Language) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases(group, language):
        found.setdefault(phrase[0], []).append(phrase)
    return {first: tuple(each) for first, each in found.items()}


def beginning(group: str, language: Language, word: str) -> tuple[tuple[str, ...], ...]:
    """This function will give the phrases of one group that begin with a word, the longest first."""
    return _by_first_word(group, language).get(word, ())


def by_length(texts: frozenset[str]) -> tuple[tuple[str, ...], ...]:
    """This function will split phrases into words and put the longest first, so that "more than" beats "than"."""
    return tuple(sorted((tuple(text.split()) for text in texts), key=lambda phrase: (-len(phrase), phrase)))


@cache
def numerals(language: Language) -> Mapping[str, int]:
    """This function will give the number words of one language with their values."""
    return {row["word"]: int(row["value"]) for row in rows("numerals") if row["language"] == language}


@cache
def months(language: Language) -> Mapping[str, int]:
    """This function will give the names of the months (for Russian and Kazakh how they begin) with their numbers."""
    return {row["word"]: int(row["month"]) for row in rows("months") if row["language"] == language}


@cache
def currencies() -> Mapping[str, str]:
    """This function will give the signs and names of currencies with their ISO 4217 codes."""
    return {row["word"]: row["code"] for row in rows("currencies")}
