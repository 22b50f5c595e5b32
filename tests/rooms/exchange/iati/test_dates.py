"""When work began, and how a programme stands by its dates."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from lxml import etree

from tests.cast import aigul, marat
from tests.programme import activity, programme
from tests.rooms.money.books import budget, printed, row, spent
from tirek import ledger, monitoring, plans
from tirek.exchange.iati.dates import Dates, dates_of, write_status
from tirek.monitoring import Progress
from tirek.plans import Programme, ReportingPeriod

pytestmark = pytest.mark.django_db

DURING, AFTER = date(2023, 6, 1), date(2024, 1, 1)


@pytest.fixture(autouse=True)
def the_programme() -> Programme:
    return programme()


def dated(today: date = DURING, head: int | None = None) -> Dates:
    return dates_of(Programme.objects.get(), head=head, today=today)


def worked(began: date, number: str = "1.1", key: str = "2022-Q4") -> Progress:
    period = ReportingPeriod.objects.get(key=key)
    return monitoring.report_progress(
        account=marat(), activity=activity(number), period=period, status="on-track", text="Work goes on.", began=began
    )


def closed(*keys: str) -> None:
    for period in ReportingPeriod.objects.filter(key__in=keys) if keys else ReportingPeriod.objects.all():
        plans.close_period(account=aigul(), period=period)


def test_it_works() -> None:
    worked(date(2022, 5, 20))
    found = dated()
    assert (found.planned_start, found.planned_end) == (date(2022, 5, 1), date(2023, 12, 31))
    assert (found.actual_start, found.actual_end, found.status) == (date(2022, 5, 20), None, "2")


@pytest.mark.parametrize(
    ("today", "status"),
    [
        (date(2022, 4, 30), "1"),
        (date(2022, 5, 1), "2"),
        (date(2023, 12, 31), "2"),
        (date(2024, 1, 1), "3"),
    ],
)
def test_the_status_follows_the_dates(today: date, status: str) -> None:
    assert dated(today).status == status


def test_a_programme_is_closed_when_its_last_period_is() -> None:
    closed("2022-Q2", "2022-Q3")
    assert (dated(AFTER).status, dated(AFTER).actual_end) == ("3", None)
    closed()
    assert (dated(AFTER).status, dated(AFTER).actual_end) == ("4", date(2023, 12, 31))


def test_periods_closed_early_close_nothing() -> None:
    closed()
    assert (dated(DURING).status, dated(DURING).actual_end) == ("2", None)


def test_nothing_is_on_record_yet() -> None:
    assert dated().actual_start is None


def test_work_began_when_money_was_first_spent_if_that_was_earlier() -> None:
    budget(row("1.1"))
    worked(date(2022, 9, 1))
    spent(printed(day="2022-08-15"), printed(day="2022-07-02"))
    assert dated().actual_start == date(2022, 7, 2)


def test_what_lies_ahead_has_not_begun() -> None:
    worked(date(2022, 10, 15))
    assert dated(date(2022, 10, 14)).actual_start is None
    assert dated(date(2022, 10, 15)).actual_start == date(2022, 10, 15)


def test_what_was_withdrawn_did_not_happen_and_did_as_of_before() -> None:
    progress = worked(date(2022, 5, 20))
    before = ledger.heads()["HRC"]
    monitoring.withdraw(account=marat(), said=progress, reason="The wrong activity.")
    assert dated().actual_start is None
    assert dated(head=before).actual_start == date(2022, 5, 20)
    assert dated(head=0).actual_start is None


def test_another_programme_has_its_own_dates() -> None:
    other = programme(code="00999999")
    monitoring.report_progress(
        account=marat(),
        activity=activity("1.1", other),
        period=other.periods.get(key="2022-Q3"),
        status="on-track",
        text="Elsewhere.",
        began=date(2022, 7, 1),
    )
    assert dates_of(other, head=None, today=DURING).actual_start == date(2022, 7, 1)
    assert dates_of(Programme.objects.get(code="00143776"), head=None, today=DURING).actual_start is None


def test_only_dates_that_there_are_are_written() -> None:
    element: Any = etree.Element("iati-activity")
    write_status(element, Dates(date(2022, 5, 1), None, date(2023, 12, 31), None, "2"))
    assert [(each.tag, dict(each.attrib)) for each in element] == [
        ("activity-status", {"code": "2"}),
        ("activity-date", {"iso-date": "2022-05-01", "type": "1"}),
        ("activity-date", {"iso-date": "2023-12-31", "type": "3"}),
    ]
