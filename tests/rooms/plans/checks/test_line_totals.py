"""Line totals across the years."""

from __future__ import annotations

import pytest

from tests.rooms.plans.checks.plans_made import FEE, amount, codes, made, only
from tirek.plans.checks.line_totals import check


def test_it_works() -> None:
    finding = only(check, made(money={(42, None): "36 000"}))
    assert (finding.code, finding.severity, finding.where) == ("line-total", "error", (42,))
    assert (finding.printed, finding.computed) == ("36 000", "35 000")
    assert "1.2 Survey of visited prisoners" in finding.sentence
    assert "36\u00a0000" in finding.sentence
    assert "35\u00a0000" in finding.sentence
    assert "1\u00a0000" in finding.hint


def test_does_not_mention_lines_that_add_up() -> None:
    assert list(check(made())) == []


def test_names_the_year_whose_amount_no_sum_agrees_with() -> None:
    finding = only(check, made(money={(42, 2031): "17 500"}))
    assert finding.code == "line-year-amount"
    assert (finding.printed, finding.computed) == ("35 000", "37 500")
    assert finding.facts["year"] == "2031"
    assert finding.facts["cell_agreeing"] == "15\u00a0000"


def test_names_no_year_where_two_amounts_could_be_wrong() -> None:
    found = list(check(made(money={(41, 2030): "11 000", (42, 2030): "22 000"})))
    assert [(each.code, each.computed) for each in found] == [("line-total", "11 000"), ("line-total", "37 000")]


def test_checks_the_fee_as_a_line() -> None:
    finding = only(check, made(money={(47, None): "8 100"}))
    assert (finding.where, finding.printed, finding.computed) == ((47,), "8 100", "8 000")


def test_writes_what_it_computes_as_the_document_writes_what_it_prints() -> None:
    assert only(check, made(money={(42, None): "36,000"})).computed == "35,000"
    assert only(check, made(money={(42, None): "36.000"})).computed == "35.000"
    assert only(check, made(money={(42, None): "36000"})).computed == "35000"


def test_notes_a_line_without_a_total() -> None:
    finding = only(check, made(rows={42: {"total": None}}))
    assert (finding.code, finding.severity, finding.computed) == ("line-total-missing", "note", "35\u00a0000")


def test_asks_for_the_years_of_a_line_with_a_total_alone() -> None:
    finding = only(check, made(rows={42: {"amounts": {}}}))
    assert (finding.code, finding.severity, finding.where) == ("line-years-missing", "question", (42,))


def test_a_line_with_an_unreadable_amount_is_not_summed() -> None:
    assert codes(list(check(made(money={(42, 2031): "15 OOO"})))) == []


def test_a_blank_is_zero() -> None:
    assert list(check(made(rows={41: {"amounts": {2031: amount("10 000", 41)}}}))) == []


@pytest.mark.parametrize("years", [(), (2030,)])
def test_a_plan_of_one_year_or_none_is_checked_as_far_as_it_goes(years: tuple[int, ...]) -> None:
    plan = made(work_plan={"amount_years": years})
    assert all(finding.code == "line-total" for finding in check(plan))
    assert FEE.total is not None
