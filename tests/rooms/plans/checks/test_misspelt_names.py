"""Misspelt names."""

from __future__ import annotations

import pytest

from tests.rooms.plans.checks.plans_made import made, only
from tirek.plans.checks.misspelt_names import check, is_slip


def test_it_works() -> None:
    finding = only(check, made(prose={22: "It follows the County Programme Document of 2028."}))
    assert (finding.code, finding.severity, finding.where) == ("name-misspelt", "question", (22,))
    assert (finding.printed, finding.computed) == ("County Programme Document", "Country Programme Document")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("The Human Rights Comissioner spoke.", "Human Rights Commissioner"),
        ("A law on the Nationl Preventive Mechanism.", "National Preventive Mechanism"),
        ("The Resident Representitive signs.", "Resident Representative"),
    ],
)
def test_known_names_are_recognised_with_a_slip_in_them(text: str, meant: str) -> None:
    assert only(check, made(prose={22: text})).computed == meant


def test_a_name_may_be_misspelt_more_than_once() -> None:
    prose = {21: "The Human Rights Comissioner spoke.", 22: "The Human Rights Comissioner left."}
    assert only(check, made(prose=prose)).where == (21, 22)


def test_a_name_of_this_document_is_the_measure_of_its_misspellings() -> None:
    prose = {21: "The Karmak Academy trains. The Karmak Academy pays.", 22: "The Kamrak Academy trains too."}
    finding = only(check, made(prose=prose))
    assert (finding.printed, finding.computed) == ("Kamrak Academy", "Karmak Academy")


def test_a_single_name_is_held_against_one_that_is_frequent() -> None:
    prose = {22: "In Ruritania and Ruritania, as all Ruritania knows, Rurtania is loved."}
    assert only(check, made(prose=prose)).computed == "Ruritania"


@pytest.mark.parametrize(
    "text",
    [
        "The Country Programme Document is followed.",
        "The Police Academies and the Police Academy train.",
        "The Community Police follow the Community Policy, and the policy is good.",
        "The Central Asian offices of Central Asia met.",
        "The Regional Centre and the National Center met.",
    ],
)
def test_other_forms_and_other_words_are_no_slips(text: str) -> None:
    assert list(check(made(prose={22: text}))) == []


@pytest.mark.parametrize(
    ("word", "meant", "slip"),
    [
        ("county", "country", True),
        ("minister", "ministry", False),
        ("asian", "asia", False),
        ("form", "from", True),
        ("police", "policy", False),
        ("policies", "police", False),
        ("justice", "health", False),
    ],
)
def test_a_slip_is_a_letter_or_two_but_not_an_ending(word: str, meant: str, slip: bool) -> None:
    assert is_slip(word, meant) is slip
