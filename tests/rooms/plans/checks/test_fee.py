"""The fee, its rate and its base."""

from __future__ import annotations

import pytest

from tests.rooms.plans.checks.plans_made import FEE, amount, made, only
from tirek.plans.checks.fee import check
from tirek.plans.reading.plan import Value


def fee(*money: str, title: str = "GMS (8%)") -> dict[int, dict[str, object]]:
    """This function will change the fee row: its amounts by year, then its total."""
    amounts = {2030: amount(money[0], 47), 2031: amount(money[1], 47)}
    return {47: {"amounts": amounts, "total": amount(money[2], 47), "title": Value(title, 47)}}


def test_it_works() -> None:
    finding = only(check, made(rows=fee("5 217", "3 478", "8 695")))
    assert (finding.code, finding.severity, finding.where) == ("fee-on-total", "question", (47,))
    assert (finding.printed, finding.computed) == ("8 695", "8 000")
    for number in ("100\u00a0000", "8\u00a0000", "8\u00a0695", "108\u00a0695"):
        assert number in finding.sentence
    assert "2030: 5\u00a0217 / 4\u00a0800" in finding.hint
    assert "2031: 3\u00a0478 / 3\u00a0200" in finding.hint


def test_a_fee_on_direct_costs_is_sound() -> None:
    assert list(check(made())) == []


@pytest.mark.parametrize(
    "title", ["GMS 8%", "Fee, 8 %", "General management support 8.0%", "GMS 8,0%", "GMS 8 per cent"]
)
def test_reads_the_rate_however_it_is_written(title: str) -> None:
    assert list(check(made(rows={47: {"title": Value(title, 47)}}))) == []


def test_reads_the_rate_from_another_cell_of_the_row() -> None:
    finding = only(check, made(rows={47: {"title": Value("GMS", 47), "cells": ("", "GMS", "7.5%")}}))
    assert finding.facts["rate"] == "7.5"


def test_a_fee_that_fits_neither_base_is_an_error() -> None:
    finding = only(check, made(rows=fee("4 000", "3 000", "7 000")))
    assert (finding.code, finding.severity, finding.computed) == ("fee-amount", "error", "8 000")
    assert finding.facts["on_total"] == "8\u00a0695.65"


def test_a_wrong_rate_is_found_as_well_as_a_wrong_amount() -> None:
    assert only(check, made(rows={47: {"title": Value("GMS (7%)", 47)}})).code == "fee-amount"


def test_a_fee_spread_otherwise_over_the_years_is_asked_about() -> None:
    first, second = check(made(rows=fee("5 000", "3 000", "8 000")))
    assert (first.code, first.facts["year"], first.computed) == ("fee-of-year", "2030", "4 800")
    assert second.facts["year"] == "2031"


def test_a_unit_of_rounding_is_no_finding() -> None:
    assert list(check(made(rows=fee("4 801", "3 200", "8 001")))) == []


def test_asks_for_a_rate_that_is_not_printed_and_says_what_it_would_be() -> None:
    finding = only(check, made(rows={47: {"title": Value("GMS", 47)}}))
    assert (finding.code, finding.severity) == ("fee-rate-missing", "question")
    assert finding.facts["of_direct"] == "8"
    assert finding.facts["of_total"] == "7.41"


def test_asks_for_an_amount_that_is_not_printed() -> None:
    finding = only(check, made(rows={47: {"amounts": {}, "total": None}}))
    assert (finding.code, finding.facts["on_direct"]) == ("fee-amount-missing", "8\u00a0000")


def test_a_fault_in_a_line_is_not_the_fees() -> None:
    assert list(check(made(money={(41, 2030): "19 000"}))) == []
    assert list(check(made(money={(41, None): "19 000"}))) == []


def test_a_fee_on_the_total_is_shown_on_the_base_that_it_fits_though_a_line_is_wrong() -> None:
    on_total = fee("5 217", "3 478", "8 695")
    money = {(41, None): "19 000", (48, None): "108 695"}
    assert only(check, made(rows=on_total, money=money)).facts["direct"] == "100\u00a0000"


def test_a_fault_in_the_fees_own_sum_is_not_reported_twice() -> None:
    assert list(check(made(money={(47, None): "9 000"}))) == []


def test_a_plan_without_a_fee_is_not_asked_for_one() -> None:
    assert FEE is not None
    assert list(check(made(work_plan={"fee": None}))) == []
