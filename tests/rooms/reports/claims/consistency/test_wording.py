"""Sentences that agree nearly word for word."""

from __future__ import annotations

import pytest

from tests.rooms.reports.claims.said import contradictions, disagreements

START = "The school taught cooks of the town to prepare soup, bread and tea for guests of the fair, with care for"


def test_it_works() -> None:
    (found,) = contradictions(f"{START} honest prices.\n\nIn spring, too: {START} clean hands.")
    assert (found.kind, found.values, found.where) == ("wording", ("honest prices", "clean hands"), (1, 3))
    assert "honest prices" in found.note


def test_other_words_in_the_middle_are_found() -> None:
    begin, end = "Autumn after autumn trained cooks of the town wash", "of the hall before guests of the fair arrive."
    text = f"{begin} kitchen floors {end} {begin} painted windows {end}"
    assert disagreements(text, "wording") == [("wording", ("kitchen floors", "painted windows"))]


def test_another_body_in_the_same_sentence_is_a_matter_of_names() -> None:
    text = f"{START} the Nordic Food Institute. And again. {START} the Baltic Bread Council."
    assert disagreements(text) == [("names", ("Nordic Food Institute", "Baltic Bread Council"))]


def test_an_acronym_and_what_it_stands_for_are_one() -> None:
    text = f"{START} the Clean Hands Rule (CHR). So: {START} the CHR."
    assert disagreements(text) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("honest prices", "honest prices"),
        ("honest prices", "the honest price"),
        ("logistic help", "logistical help"),
        ("honest prices", "prices that are honest"),
        ("honest prices", "honest prices and clean hands of the cooks"),
        ("Astana", "Almaty"),
        ("12 guests", "14 guests"),
        ("guests in May 2021", "guests in May 2022"),
    ],
)
def test_what_is_trivial_or_told_elsewhere_is_not_reported(one: str, other: str) -> None:
    assert disagreements(f"{START} {one}. And so on. {START} {other}.", "wording") == []


def test_short_sentences_are_not_compared() -> None:
    assert disagreements("The cooks prepared soup for guests. The cooks prepared soup for horses.") == []


def test_sentences_with_other_numbers_tell_of_other_things() -> None:
    assert disagreements(f"In 5 towns {START} honest prices. In 7 towns {START} clean hands.", "wording") == []
