"""The schedule of a programme: planned, expected now, slipped."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import aigul, dana, marat, office
from tests.programme import MADE, activity, programme, store
from tirek import plans
from tirek.ledger import entry, heads
from tirek.plans import Activity, Programme, ScheduleChange, Scheduled

pytestmark = pytest.mark.django_db
TODAY = date(2022, 11, 1)
Q3 = date(2022, 7, 1), date(2022, 9, 30)
STORED = ("stored_chain", "stored_position", "stored_salt")


def marked(number: str, *marks: str) -> Activity:
    """Gives an activity the marks that a plan would have printed."""
    found = activity(number)
    found.marks = list(marks)
    with entry(event=MADE, office=office().pk, by="tests") as trace:
        trace.change(found)
    return found


def moved(number: str, begins: date, ends: date) -> ScheduleChange:
    return plans.change_schedule(
        account=aigul(), activity=activity(number), begins=begins, ends=ends, reason="The academy asked."
    )


def row(number: str, today: date = TODAY, head: int | None = None) -> Scheduled:
    return {each.activity.number: each for each in plans.schedule(Programme.objects.get(), today, head)}[number]


def test_it_works() -> None:
    programme()
    marked("1.1", "Q3 2022")
    moved("1.1", date(2022, 8, 1), date(2022, 11, 14))
    found = row("1.1")
    assert (found.planned, found.spans) == (Q3, (Q3,))
    assert found.revised == found.expected == (date(2022, 8, 1), date(2022, 11, 14))
    assert found.slipped_days == 45
    assert found.changes[0].changed_by == aigul()


def test_what_is_expected_is_what_was_planned_until_it_is_changed() -> None:
    programme()
    marked("1.1", "Q3 2022")
    assert (row("1.1").revised, row("1.1").expected, row("1.1").slipped_days) == (None, Q3, 0)


def test_a_gap_stays_a_gap_and_the_plan_runs_from_first_to_last() -> None:
    programme()
    marked("1.1", "Q3 2022", "Q1 2023")
    assert len(row("1.1").spans) == 2
    assert row("1.1").planned == (date(2022, 7, 1), date(2023, 3, 31))


def test_an_activity_without_marks_has_no_dates_and_has_not_slipped() -> None:
    programme()
    assert (row("1.1").planned, row("1.1").expected, row("1.1").state) == (None, None, "undated")
    moved("1.1", date(2022, 8, 1), date(2022, 11, 14))
    assert (row("1.1").slipped_days, row("1.1").state) == (0, "now")


def test_marks_that_cannot_be_read_are_said() -> None:
    programme()
    marked("1.1", "Q3", "Q4 2022")
    assert [each.mark for each in row("1.1").unread] == ["Q3"]
    assert row("1.1").planned == (date(2022, 10, 1), date(2022, 12, 31))


def test_ending_earlier_than_planned_is_less_than_nothing() -> None:
    programme()
    marked("1.1", "Q3 2022")
    moved("1.1", date(2022, 7, 1), date(2022, 8, 31))
    assert row("1.1").slipped_days == -30


def test_the_newest_change_counts_and_the_earlier_ones_stay() -> None:
    programme()
    marked("1.1", "Q3 2022")
    moved("1.1", date(2022, 8, 1), date(2022, 10, 31))
    moved("1.1", date(2022, 8, 1), date(2022, 12, 31))
    assert row("1.1").slipped_days == 92
    assert [each.ends for each in row("1.1").changes] == [date(2022, 10, 31), date(2022, 12, 31)]


def test_a_withdrawn_change_does_not_count() -> None:
    programme()
    marked("1.1", "Q3 2022")
    moved("1.1", date(2022, 8, 1), date(2022, 10, 31))
    change = ScheduleChange.objects.only("withdrawn_position", "withdrawn_because", *STORED).get()
    with entry(event=MADE, office="HRC", by="tests") as trace:
        change.withdrawn_position, change.withdrawn_because = trace.position, "A slip."
        trace.change(change)
    assert row("1.1").revised is None


def test_the_schedule_can_be_asked_as_of_a_position() -> None:
    programme()
    marked("1.1", "Q3 2022")
    moved("1.1", date(2022, 8, 1), date(2022, 10, 31))
    head = heads()["HRC"]
    moved("1.1", date(2022, 8, 1), date(2022, 12, 31))
    assert row("1.1", head=head).revised == (date(2022, 8, 1), date(2022, 10, 31))
    assert row("1.1", head=0).revised is None


@pytest.mark.parametrize(
    ("today", "state"),
    [(date(2022, 6, 30), "later"), (Q3[0], "now"), (Q3[1], "now"), (date(2022, 10, 1), "over")],
)
def test_today_says_whether_an_activity_runs(today: date, state: str) -> None:
    programme()
    marked("1.1", "Q3 2022")
    assert row("1.1", today).state == state


def test_activities_come_in_the_order_of_their_numbers() -> None:
    made = programme()
    output = made.outputs.get(number="1")
    for number in ("1.10", "1.9"):
        store(Activity(output=output, number=number, title="Added", line=1))
    numbers = [each.activity.number for each in plans.schedule(made, TODAY)]
    assert numbers == ["1.1", "1.2", "1.9", "1.10", "2.1", "2.2"]


def test_the_number_of_queries_does_not_grow() -> None:
    made = programme()
    moved("1.1", date(2022, 8, 1), date(2022, 10, 31))
    with CaptureQueriesContext(connection) as few:
        plans.schedule(made, TODAY)
    output = made.outputs.get(number="1")
    for number in range(3, 12):
        store(Activity(output=output, number=f"1.{number}", title="Added", line=1))
        plans.change_schedule(
            account=(aigul, marat)[number % 2](),
            activity=activity(f"1.{number}"),
            begins=date(2022, 8, 1),
            ends=date(2022, 9, 1),
            reason="Moved.",
        )
    with CaptureQueriesContext(connection) as many:
        plans.schedule(made, TODAY)
    assert len(many) == len(few) == 2


def test_a_programme_of_another_office_has_its_own_schedule() -> None:
    programme()
    other = programme("00999999", "HRC-15")
    plans.change_schedule(
        account=dana(), activity=activity("1.1", other), begins=date(2022, 8, 1), ends=date(2022, 9, 1), reason="Moved."
    )
    assert row_of(other, "1.1").revised is not None
    assert row_of(Programme.objects.get(code="00143776"), "1.1").revised is None


def row_of(made: Programme, number: str) -> Scheduled:
    return {each.activity.number: each for each in plans.schedule(made, TODAY)}[number]
