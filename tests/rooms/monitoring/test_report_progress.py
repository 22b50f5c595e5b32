"""What was done under an activity in a period is written down; the newest of a period counts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests import programme as programmes
from tests.cast import aigul, marat
from tests.programme import activity
from tests.rooms.monitoring.watching import DAY, close, last, period, programme, progress, written
from tirek import monitoring
from tirek.ledger import entries, heads, verify
from tirek.monitoring.errors import (
    AlreadySaid,
    DayImpossible,
    MonitoringIncomplete,
    OfAnotherProgramme,
    PeriodClosed,
    PeriodNotBegun,
    StatusContradicted,
)
from tirek.monitoring.models import Progress, Status
from tirek.plans import Programme, ReportingPeriod

pytestmark = pytest.mark.django_db


def test_it_works() -> None:
    found = programme()
    row = progress(next_steps="Start.", status="on-track", began=date(2022, 7, 1))
    assert (row.activity.number, row.period.key, row.status) == ("1.1", "2022-Q3", "on-track")
    assert monitoring.latest_progress(found, period()) == {"1.1": row}
    assert verify().ok


def test_leaves_one_entry_that_holds_none_of_its_words() -> None:
    programme()
    assert written(lambda: progress(text="A name that nobody should read in the ledger")) == 1
    assert last() == {"activity": "1.1", "period": "2022-Q3", "programme": "00143776"}
    assert entries()[0].sentence == "Progress of activity 1.1 in 2022-Q3 was written down for 00143776."


def test_is_said_by_somebody_at_a_moment_and_knows_its_place_in_the_chain() -> None:
    programme()
    row = progress(aigul())
    assert (row.said_by, row.entered_position) == (aigul(), heads()["HRC"])
    assert timezone.now() - row.said_at < timedelta(minutes=1)


def test_the_newest_of_a_period_counts_and_the_others_stay() -> None:
    found = programme()
    first = progress()
    second = progress(aigul(), text="The trainer fell ill.", status="delayed")
    assert monitoring.latest_progress(found, period()) == {"1.1": second}
    assert list(monitoring.progress_of(marat(), activity("1.1"), period())) == [second, first]


def test_each_activity_and_each_period_has_its_own() -> None:
    found = programme()
    rows = [progress(), progress(number="2.1"), progress(key="2022-Q4")]
    assert monitoring.latest_progress(found, period()) == {"1.1": rows[0], "2.1": rows[1]}
    assert monitoring.latest_progress(found, period("2022-Q4")) == {"1.1": rows[2]}
    assert monitoring.latest_progress(found, period("2023-Q1")) == {}


def test_the_latest_is_by_number() -> None:
    found = programme()
    for number in ("2.2", "1.1", "2.1", "1.2"):
        progress(number=number)
    assert list(monitoring.latest_progress(found, period())) == ["1.1", "1.2", "2.1", "2.2"]


def test_after_a_withdrawal_what_was_said_before_counts() -> None:
    found = programme()
    first, second = progress(), progress(text="Another text.")
    monitoring.withdraw(account=marat(), said=second, reason="A mistake.")
    assert monitoring.latest_progress(found, period()) == {"1.1": first}


def test_as_of_a_position_what_stood_then_counts() -> None:
    found = programme()
    first = progress()
    then = heads()["HRC"]
    second = progress(text="Another text.")
    monitoring.withdraw(account=marat(), said=first, reason="A mistake.")
    assert monitoring.latest_progress(found, period(), head=then) == {"1.1": first}
    assert monitoring.latest_progress(found, period(), head=then - 1) == {}
    assert monitoring.latest_progress(found, period()) == {"1.1": second}


def test_the_same_again_is_refused_and_written_once() -> None:
    programme()
    progress()
    before = heads()
    with pytest.raises(AlreadySaid):
        progress(text="  Terms of reference were written. ")
    assert heads() == before
    assert Progress.objects.count() == 1


def test_the_same_may_be_said_again_after_something_else_or_a_withdrawal() -> None:
    programme()
    progress()
    other = progress(status="delayed")
    again = progress()
    monitoring.withdraw(account=marat(), said=again, reason="No.")
    monitoring.withdraw(account=marat(), said=other, reason="No.")
    with pytest.raises(AlreadySaid):
        progress()
    assert Progress.objects.count() == 3


@pytest.mark.parametrize("given", [{"text": ""}, {"text": " \n "}, {"status": "fine"}, {"status": ""}])
def test_refuses_what_is_not_complete(given: dict[str, Any]) -> None:
    programme()
    before = heads()
    with pytest.raises(MonitoringIncomplete) as refused:
        progress(**given)
    assert refused.value.facts["field"] == next(iter(given))
    assert heads() == before


JULY = date(2022, 7, 1)


@pytest.mark.parametrize(
    "given",
    [
        {"status": "not-started", "began": JULY},
        {"status": "on-track", "began": JULY, "ended": DAY},
        {"status": "delayed", "ended": DAY},
        {"status": "done", "ended": DAY},
    ],
)
def test_refuses_days_that_contradict_the_status(given: dict[str, Any]) -> None:
    programme()
    with pytest.raises(StatusContradicted):
        progress(**given)


@pytest.mark.parametrize(
    "given",
    [
        {"status": "not-started"},
        {"status": "on-track"},
        {"status": "on-track", "began": JULY},
        {"status": "delayed", "began": JULY},
        {"status": "done"},
        {"status": "done", "began": JULY},
        {"status": "done", "began": JULY, "ended": JULY},
        {"status": "stopped", "began": JULY, "ended": DAY},
    ],
)
def test_takes_days_that_fit(given: dict[str, Any]) -> None:
    programme()
    row = progress(**given)
    assert (row.began, row.ended) == (given.get("began"), given.get("ended"))


def test_every_status_can_be_said() -> None:
    programme()
    assert [progress(status=status).status for status in Status.values] == Status.values


@pytest.mark.parametrize(
    ("began", "ended"), [(date(2999, 1, 1), None), (DAY, date(2022, 9, 1)), (DAY, date(2999, 1, 1))]
)
def test_refuses_days_to_come_or_out_of_order(began: date, ended: date | None) -> None:
    programme()
    with pytest.raises(DayImpossible):
        progress(status="done", began=began, ended=ended)


def test_refuses_when_the_period_is_closed() -> None:
    programme()
    closed = close()
    before = heads()
    with pytest.raises(PeriodClosed) as refused:
        progress()
    assert str(closed) in str(refused.value)
    assert heads() == before
    assert progress(key="2022-Q4").period.key == "2022-Q4"


def test_refuses_when_the_period_was_closed_meanwhile() -> None:
    """The page was open while the coordinator closed the period: what counts is what the database says."""
    programme()
    seen = ReportingPeriod.objects.get(key="2022-Q3")
    close()
    with pytest.raises(PeriodClosed):
        monitoring.report_progress(
            account=marat(), activity=activity("1.1"), period=seen, status="on-track", text="Something."
        )


def test_refuses_a_period_that_has_not_begun(time_machine: Any) -> None:
    programme()
    time_machine.move_to(date(2022, 6, 30))
    with pytest.raises(PeriodNotBegun):
        progress()
    assert progress(key="2022-Q2").period.key == "2022-Q2"


def test_refuses_a_period_of_another_programme() -> None:
    programme()
    other = programmes.programme(code="00143777")
    with pytest.raises(OfAnotherProgramme):
        monitoring.report_progress(
            account=marat(),
            activity=activity("1.1", of=Programme.objects.get(code="00143776")),
            period=period(of=other),
            status="on-track",
            text="Something.",
        )


def test_long_texts_and_letters_of_any_language_are_kept() -> None:
    programme()
    text = "Қазақстан Республикасындағы уәкіл. " * 500
    row = progress(text=text)
    assert Progress.objects.get(pk=row.pk).text == text.strip()
