"""Rows that cannot be read, numbered or charged."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.rooms.plans.checks.plans_made import amount, codes, made, only
from tirek.plans.checks.row_fields import check
from tirek.plans.reading import reasons
from tirek.plans.reading.plan import Unread


def test_it_works() -> None:
    finding = only(check, made(money={(41, 2030): "1O OOO"}))
    assert (finding.code, finding.severity, finding.where) == ("amount-unreadable", "error", (41,))
    assert finding.printed == "1O OOO"


def test_sound_rows_have_no_finding() -> None:
    assert list(check(made())) == []


def test_asks_about_an_amount_below_zero() -> None:
    finding = only(check, made(money={(48, None): "-108 000"}))
    assert (finding.code, finding.severity, finding.where) == ("amount-negative", "question", (48,))


def test_amounts_of_the_cover_are_read_too() -> None:
    unreadable = replace(amount("$ many", 7), number=None)
    assert only(check, made(cover={"resources_required": unreadable})).where == (7,)


def test_one_number_for_two_activities_is_an_error_and_no_gap() -> None:
    finding = only(check, made(rows={42: {"number": "1.1"}}))
    assert (finding.code, finding.severity, finding.where) == ("activity-number-twice", "error", (41, 42))


@pytest.mark.parametrize(("number", "missing"), [("1.3", "1.2"), ("1.5.", "1.2, 1.3, 1.4")])
def test_a_number_left_out_is_noted(number: str, missing: str) -> None:
    finding = only(check, made(rows={42: {"number": number}}))
    assert (finding.code, finding.severity, finding.computed) == ("activity-number-gap", "note", missing)


def test_a_number_of_another_output_is_asked_about() -> None:
    finding = only(check, made(rows={42: {"number": "2.3"}}))
    assert (finding.code, finding.facts["output"], finding.where) == ("activity-number-of-other-output", "1", (42,))


def test_rows_without_numbers_are_left_alone() -> None:
    assert list(check(made(rows={41: {"number": None}, 42: {"number": None}}))) == []


def test_rows_with_money_and_no_party_or_fund_are_listed_in_one_question_each() -> None:
    found = list(check(made(rows={41: {"responsible_party": None, "fund": None}, 44: {"fund": None}})))
    assert [(each.code, each.where) for each in found] == [
        ("responsible-party-missing", (41,)),
        ("fund-missing", (41, 44)),
    ]


def test_a_plan_without_a_work_plan_is_an_error() -> None:
    assert codes(list(check(replace(made(), work_plan=None)))) == ["work-plan-missing"]


def test_lines_that_could_not_be_put_anywhere_are_named() -> None:
    unread = (Unread(33, "…", reasons.UNKNOWN_TABLE), Unread(12, "…", reasons.STAMP))
    finding = only(check, made(unread=unread))
    assert (finding.code, finding.severity, finding.where) == ("lines-unread", "note", (33,))
