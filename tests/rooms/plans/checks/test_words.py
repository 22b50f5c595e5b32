"""Stems and likeness."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tirek.plans.checks.words import distance, likeness, stem, stems

LETTERS = st.text(alphabet="abcdeé", max_size=8)


def test_it_works() -> None:
    assert stems("Trainings for the trained trainers") == ["train", "train", "train"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("community", "communities"),
        ("police", "policing"),
        ("revise", "revision"),
        ("assessment", "assessments"),
        ("institution", "institutional"),
        ("law", "laws"),
        ("woman", "women"),
        ("Centre", "Centers"),
        ("legislative", "legislation"),
        ("Ombudsman's", "ombudsman"),
        ("strengthened", "strengthening"),
    ],
)
def test_forms_of_one_word_meet(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("police", "policy"),
        ("internal", "international"),
        ("interior", "internal"),
        ("nation", "region"),
        ("legal", "legislation"),
    ],
)
def test_other_words_stay_apart(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@given(st.text(alphabet="abcdefghilmnorstuy", min_size=1, max_size=14))
def test_a_stem_is_never_empty_and_is_its_own_stem_or_shorter(word: str) -> None:
    assert 0 < len(stem(word)) <= len(word) + 1


def test_likeness_is_that_of_meaning_words() -> None:
    assert likeness("Training of the police", "The police, trained") == 1
    assert likeness("Training of police", "Register of complaints") == 0
    assert likeness("", "") == 1


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("county", "country", 1),
        ("comission", "commission", 1),
        ("recieve", "receive", 1),
        ("same", "same", 0),
        ("one", "another", 3),
    ],
)
def test_letters_dropped_or_swapped_count_one(one: str, other: str, apart: int) -> None:
    assert distance(one, other) == apart


@given(LETTERS, LETTERS)
def test_distance_is_the_same_from_both_sides(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) == (one == other)
