"""Institutions under several names."""

from __future__ import annotations

import pytest

from tests.rooms.plans.checks.plans_made import made, only
from tirek.plans.checks.body_names import check


def said(*texts: str):
    """This function will make the sound plan with paragraphs from line 20 on."""
    return made(prose=dict(zip((20, 21, 22, 24, 25), texts, strict=False)))


def test_it_works() -> None:
    finding = only(
        check,
        said(
            "The National Rights Center helps.",
            "A word with the National Center for Rights.",
            "National Rights Center.",
        ),
    )
    assert (finding.code, finding.severity, finding.where) == ("body-named-two-ways", "question", (20, 21, 22))
    assert finding.printed == "National Rights Center, National Center for Rights"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the Ministry of Interior", "the Ministry of Internal Affairs"),
        ("the General Prosecutor's Office", "the Prosecutor General's Office"),
        ("the Commissioner for Human Rights", "the Human Rights Commissioner"),
        ("the Ombudsman", "the Human Rights Commissioner"),
    ],
)
def test_known_other_names_and_other_orders_are_found(one: str, other: str) -> None:
    found = list(check(said(f"We met {one} twice.", f"We then wrote to {other}.")))
    assert {each.where for each in found} == {(20, 21)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the Ministry of Justice", "the Ministry of Health"),
        ("the National Centre for Health", "the National Center for Health"),
        ("the Human Rights Commissioner", "the Human Rights Commission"),
        ("the Committee of the Prisons", "the Committee of Prisons"),
        ("the Police Department", "the police department"),
        ("the Bar Association", "Bar Associations"),
    ],
)
def test_other_bodies_and_other_spellings_are_not(one: str, other: str) -> None:
    assert list(check(said(f"We met {one} twice.", f"We then wrote to {other}."))) == []


def test_names_side_by_side_are_an_explanation() -> None:
    assert list(check(said("The Human Rights Commissioner (Ombudsman) reports.", "The Ombudsman reports again."))) == []


def test_two_bodies_joined_by_and_are_two() -> None:
    texts = (
        "The Ministry of Justice and Ministry of Health met.",
        "The Ministry of Health and Ministry of Justice met.",
    )
    assert list(check(said(*texts))) == []


def test_names_in_table_cells_count() -> None:
    plan = made(prose={20: "The National Rights Center helps."}, text={35: "National Center for Rights"})
    assert only(check, plan).where == (20, 35)
