"""Currencies."""

from __future__ import annotations

from dataclasses import replace

from tests.rooms.plans.checks.plans_made import COVER, WORK_PLAN, amount, made, only
from tirek.plans.checks.currency import check


def test_it_works() -> None:
    euros = replace(amount("108 000", 8), currency="€")
    finding = only(check, made(cover={"resources_allocated": euros}))
    assert (finding.code, finding.printed, finding.where) == ("currencies-differ", "USD, EUR", (8,))


def test_a_sign_and_a_name_are_one_currency() -> None:
    dollars = replace(amount("108 000", 8), currency="$")
    assert list(check(made(cover={"resources_allocated": dollars}))) == []


def test_a_table_without_a_currency_takes_that_of_the_cover() -> None:
    assert list(check(made())) == []


def _without_currency() -> dict[str, object]:
    source = COVER.resources[0]
    return {
        "resources_required": amount("108 000", 7),
        "resources_allocated": amount("108 000", 8),
        "resources": (replace(source, amount=amount("108 000", 9)),),
    }


def test_asks_where_no_amount_names_its_currency() -> None:
    assert only(check, made(cover=_without_currency())).code == "currency-missing"


def test_a_currency_in_a_heading_is_enough() -> None:
    columns = (*WORK_PLAN.columns[:-1], "Total (USD)")
    assert list(check(made(cover=_without_currency(), work_plan={"columns": columns}))) == []
