"""Budgets by year: only what a second person approved, the first and the one in force."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from lxml import etree

from tests.cast import gulnara
from tests.programme import programme
from tests.rooms.money.books import budget, drafted, row
from tirek import ledger, money
from tirek.exchange.iati.budgets import Budget, approved_revisions, budgets_of, weights_of, write_budgets
from tirek.plans import Programme

pytestmark = pytest.mark.django_db

D = Decimal


@pytest.fixture(autouse=True)
def the_programme() -> Programme:
    return programme()


def budgets(head: int | None = None) -> tuple[Budget, ...]:
    made = Programme.objects.get()
    return budgets_of(made, approved_revisions(made, head))


def test_it_works() -> None:
    budget(row("1.1", "1000.00"), row("2.1", "500.00", year=2023))
    assert budgets() == (
        Budget("1", date(2022, 5, 1), date(2022, 12, 31), D("1080.00")),  # the fee of 8 % is in it
        Budget("1", date(2023, 1, 1), date(2023, 12, 31), D("540.00")),
    )


def test_a_draft_is_no_budget() -> None:
    drafted(row("1.1"))
    assert budgets() == ()


def test_a_budget_that_was_sent_back_is_none() -> None:
    money.review_revision(account=gulnara(), revision=drafted(row("1.1")), verdict="returned", reason="The fee.")
    assert budgets() == ()


def test_a_later_one_is_a_revision_beside_the_original() -> None:
    budget(row("1.1", "1000.00"))
    budget(row("1.1", "2000.00"), title="Second")
    budget(row("1.1", "3000.00"), title="Third")
    drafted(row("1.1", "9000.00"), title="Not yet")
    assert [(each.type, each.amount) for each in budgets()] == [("1", D("1080.00")), ("2", D("3240.00"))]


def test_it_is_as_of_then() -> None:
    budget(row("1.1", "1000.00"))
    then = ledger.heads()["HRC"]
    budget(row("1.1", "2000.00"), title="Second")
    assert [each.amount for each in budgets(then)] == [D("1080.00")]
    assert budgets(0) == ()


def test_no_budget_is_longer_than_a_year_or_reaches_past_the_programme() -> None:
    budget(row("1.1"), row("1.1", year=2023))
    for each in budgets():
        assert each.begins.year == each.ends.year
        assert date(2022, 5, 1) <= each.begins <= each.ends <= date(2023, 12, 31)


def test_another_programme_has_its_own() -> None:
    budget(row("1.1"))
    other = programme(code="00999999")
    assert approved_revisions(other, None) == []


def test_outputs_weigh_by_their_direct_costs_in_the_budget_in_force() -> None:
    budget(row("1.1", "1.00"))
    budget(row("1.1", "100.00"), row("1.2", "50.00"), row("2.1", "25.00", year=2023), title="Second")
    assert weights_of(approved_revisions(Programme.objects.get(), None)) == {"1": D("150.00"), "2": D("25.00")}
    assert weights_of([]) == {}


def test_it_is_written_with_days_type_status_currency_and_the_day_of_its_value() -> None:
    activity = etree.Element("iati-activity")
    write_budgets(activity, [Budget("2", date(2022, 5, 1), date(2022, 12, 31), D("10.50"))], "KZT")
    (written,) = activity
    assert dict(written.attrib) == {"type": "2", "status": "2"}
    assert [each.tag for each in written] == ["period-start", "period-end", "value"]
    assert (written[0].get("iso-date"), written[1].get("iso-date")) == ("2022-05-01", "2022-12-31")
    assert (dict(written[2].attrib), written[2].text) == ({"currency": "KZT", "value-date": "2022-05-01"}, "10.50")
