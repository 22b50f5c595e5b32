"""The tables of words: plain, complete, without repeats."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

import tirek.reports.claims.vocabulary as vocabulary
from tirek.reports.claims.vocabulary import LANGUAGES, months, numerals, phrases, rows, words

SOURCES = Path(vocabulary.__file__).parent
TABLES = ("groups", "numerals", "months", "bounds", "currencies", "fractions", "bodies", "look_alikes")


def test_it_works() -> None:
    assert numerals("en")["fifty"] == numerals("ru")["пятьдесят"] == numerals("kk")["елу"] == 50


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_twelve_months(language: vocabulary.Language) -> None:
    assert set(months(language).values()) == set(range(1, 13))


@pytest.mark.parametrize("table", TABLES)
def test_no_row_is_short_or_said_twice(table: str) -> None:
    found = [tuple(row.items()) for row in rows(table)]
    assert found
    assert all(value is not None and key is not None for row in found for key, value in row)
    assert [row for row, count in Counter(found).items() if count > 1] == []


def test_no_group_says_a_word_twice() -> None:
    for row in rows("groups"):
        counted = Counter(row["words"].split("|"))
        assert [word for word, count in counted.items() if count > 1] == [], row["group"]
        assert "" not in counted


def test_every_group_is_used() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in SOURCES.rglob("*.py"))
    assert {row["group"] for row in rows("groups") if not re.search(f'"{row["group"]}"', code)} == set()


def test_the_longest_phrase_comes_first() -> None:
    lengths = [len(phrase) for phrase in phrases("part before", "en")]
    assert lengths == sorted(lengths, reverse=True)


def test_an_unknown_group_is_empty() -> None:
    assert words("no such group", "en") == frozenset()
