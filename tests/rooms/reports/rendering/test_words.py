"""The words of documents."""

from __future__ import annotations

import pytest

from tirek.reports.rendering.words import WORDS


def test_it_works() -> None:
    assert WORDS["kk"]["page"].format(page=2, pages=30) == "30 беттің 2-беті"


def test_every_language_has_every_word() -> None:
    assert {tuple(words) for words in WORDS.values()} == {tuple(WORDS["en"])}
    assert all(word.strip() for words in WORDS.values() for word in words.values())


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_no_word_was_left_in_english(language: str) -> None:
    same = [key for key, word in WORDS[language].items() if word == WORDS["en"][key]]  # type: ignore[index]
    assert same == []


@pytest.mark.parametrize("word", ["figure", "page"])
def test_patterns_name_the_same_places_in_every_language(word: str) -> None:
    for words in WORDS.values():
        filled = words[word].format(number=7, title="T", page=8, pages=9)
        assert "{" not in filled
        assert ("7" in filled and "T" in filled) or ("8" in filled and "9" in filled)
