"""How numbers are written."""

from __future__ import annotations

from tests.rooms.plans.checks.plans_made import amount, codes, made, only
from tirek.plans.checks.number_formats import check


def test_it_works() -> None:
    finding = only(check, made(money={(42, None): "35,000", (46, None): "55,000"}))
    assert (finding.code, finding.severity, finding.where) == ("number-formats-in-table", "note", (42, 46))
    assert (finding.printed, finding.computed) == ("1,000", "1 000")
    assert "like 35,000" in finding.sentence
    assert "lines 42, 46" in finding.sentence


def test_one_style_throughout_is_no_finding() -> None:
    assert list(check(made())) == []


def test_numbers_under_a_thousand_have_no_style() -> None:
    assert list(check(made(money={(41, 2031): "500"}))) == []


def test_thousands_run_together_are_a_style() -> None:
    assert only(check, made(money={(42, None): "35000"})).printed == "1000"


def test_a_cover_that_writes_otherwise_than_the_table_is_a_finding_of_its_own() -> None:
    cover = {"resources_required": amount("$108,000", 7)}
    both = check(made(cover=cover, money={(42, None): "35,000"}))
    assert codes(list(both)) == ["number-formats-in-table", "number-formats-cover-and-table"]
    assert only(check, made(cover=cover)).where == (7,)


def test_a_comma_for_decimals_beside_a_comma_for_thousands_is_found() -> None:
    prose = {22: "Only 14,6% of officers are women."}
    finding = next(iter(check(made(prose=prose, money={(42, None): "35,000"}))))
    assert finding.code == "number-formats-in-table"
    decimal = list(check(made(prose=prose, money={(42, None): "35,000"})))[1]
    assert (decimal.code, decimal.where, decimal.printed) == ("decimal-comma", (22, 42), "14,6%")


def test_a_decimal_comma_alone_is_a_style_like_any() -> None:
    assert list(check(made(prose={22: "Only 14,6% of officers are women."}))) == []
