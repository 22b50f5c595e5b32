"""Abbreviations that a document defines itself."""

from __future__ import annotations

import pytest

from tests.rooms.plans.checks.plans_made import made
from tirek.plans.checks.abbreviations import abbreviations, expanded, long_form
from tirek.plans.checks.words import stems


def test_it_works() -> None:
    known = abbreviations(made(prose={22: "The community safety council (CSC) meets."}))
    assert known["CSC"] == frozenset(stems("community safety council"))


@pytest.mark.parametrize(
    ("short", "before", "long"),
    [
        ("HRC", "the new law on the Human Rights Commissioner", "Human Rights Commissioner"),
        ("NPM", "the National Preventive Mechanism against torture", "National Preventive Mechanism against torture"),
        ("SGBV", "victims of sexual and gender-based violence", "sexual and gender-based violence"),
        ("XYZ", "the Ministry of Justice", None),
        ("CB", "by the Crisis Bureau", "Crisis Bureau"),
    ],
)
def test_the_long_form_is_found_from_the_right(short: str, before: str, long: str | None) -> None:
    assert long_form(short, before) == long


def test_an_abbreviation_may_be_the_end_of_a_longer_one_and_plural() -> None:
    known = {"SGBV": frozenset({"gender", "violenc"}), "CSC": frozenset({"council"})}
    assert expanded(["GBV", "CSCs", "meet"], known) == {"gender", "violenc", "council", "meet"}


def test_an_unknown_abbreviation_stands_for_itself() -> None:
    assert expanded(["OSCE", "Kazakhstan"], {}) == {"osce", "kazakhstan"}
