"""What is due: actions as often as the plan prints it, and the reports that a programme owes."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from tests.cast import aigul, marat
from tests.rooms.monitoring.watching import DAY, action, done, programme
from tirek import monitoring
from tirek.monitoring import Due, Frequency
from tirek.plans import Programme

pytestmark = pytest.mark.django_db
TODAY = date(2022, 12, 15)


def told(of: Programme, today: date = TODAY, **given: object) -> list[tuple[str, str, str]]:
    return [(each.what, each.key, each.state) for each in monitoring.due(of, today, **given)]  # type: ignore[arg-type]


def actions_told(of: Programme, today: date = TODAY) -> list[tuple[str, str, str]]:
    return [each for each in told(of, today) if each[0].startswith("Action")]


def reports_told(of: Programme, **given: object) -> dict[str, str]:
    return {key: state for what, key, state in told(of, **given) if what.endswith("report")}


def test_it_works() -> None:
    found = programme("Quarterly")
    done(key="2022-Q2", day=date(2022, 7, 1))
    assert actions_told(found) == [
        ("Action 1", "2022-Q2", "done"),
        ("Action 1", "2022-Q3", "late"),
        ("Action 1", "2022-Q4", "due"),
        ("Action 1", "2023-Q1", "later"),
        ("Action 1", "2023-Q2", "later"),
        ("Action 1", "2023-Q3", "later"),
        ("Action 1", "2023-Q4", "later"),
    ]


def test_the_day_is_the_last_of_the_period() -> None:
    found = {each.key: each for each in monitoring.due(programme("Quarterly"), TODAY) if each.action}
    assert found["2022-Q3"].day == date(2022, 9, 30)
    assert found["2022-Q3"].period.key == "2022-Q3"  # type: ignore[union-attr]


@pytest.mark.parametrize("frequency", ["As necessary during project lifespan", "n/a for Initiation Plan", "tbd", ""])
def test_what_comes_round_on_no_day_is_never_due(frequency: str) -> None:
    assert actions_told(programme(frequency)) == []


def test_a_row_whose_purpose_says_that_it_does_not_apply_is_never_due() -> None:
    found = programme()
    action("Annually", of=found, purpose="n/a for Initiation Plan")
    assert actions_told(found) == []


def test_an_annual_action_that_was_done_in_any_quarter_is_done_for_its_year() -> None:
    found = programme("Annually")
    done(key="2022-Q2", day=date(2022, 6, 1))
    assert actions_told(found) == [("Action 1", "2022", "done"), ("Action 1", "2023", "later")]


def test_a_monthly_action_is_done_month_by_month() -> None:
    found = programme("Monthly")
    done(key="2022-Q3", day=date(2022, 7, 20))
    done(key="2022-Q3", day=date(2022, 10, 2))
    states = {key: state for _, key, state in actions_told(found)}
    assert [states[f"2022-{month:02}"] for month in range(5, 13)] == [
        "late",
        "late",
        "done",
        "late",
        "done",
        "late",
        "late",
        "due",
    ]


def test_what_was_withdrawn_is_not_done() -> None:
    found = programme("Quarterly")
    row = done()
    monitoring.withdraw(account=marat(), said=row, reason="Another action.")
    assert ("Action 1", "2022-Q3", "late") in actions_told(found)


def test_reports_are_owed_and_done_when_the_room_of_reports_says_so() -> None:
    found = programme()
    assert reports_told(found) == {
        "2022-Q2": "late",
        "2022-Q3": "late",
        "2022-Q4": "due",
        "2022": "due",
        "2023-Q1": "later",
        "2023-Q2": "later",
        "2023-Q3": "later",
        "2023-Q4": "later",
        "2023": "later",
        "final": "later",
    }
    reported = reports_told(found, reported={"2022-Q2", "2022", "final"})
    assert {key for key, state in reported.items() if state == "done"} == {"2022-Q2", "2022", "final"}


def test_the_final_report_is_due_sixty_days_after_the_end() -> None:
    (final,) = [each for each in monitoring.due(programme(), TODAY) if each.key == "final"]
    assert (final.day, final.action, final.what) == (date(2024, 2, 29), None, "Final report")


def test_all_is_in_the_order_of_its_days() -> None:
    found = monitoring.due(programme("Monthly", "Quarterly", "Annually"), TODAY)
    assert [each.day for each in found] == sorted(each.day for each in found)


def test_an_action_is_named_without_the_marks_of_its_type() -> None:
    found = programme()
    action("Quarterly", of=found)
    assert {each.what for each in monitoring.due(found, TODAY) if each.action} == {"Action 1"}


def test_reports_are_named_in_the_language_of_the_reader() -> None:
    found = programme()
    with translation.override("en"):
        names = {each.what for each in monitoring.due(found, TODAY)}
    assert names == {"Quarterly report", "Annual report", "Final report"}


def test_a_programme_without_anything_has_an_empty_calendar() -> None:
    assert monitoring.due_in([], TODAY) == []


def test_several_programmes_are_one_calendar_and_each_its_own() -> None:
    one, two = programme("Quarterly"), programme("Annually", code="00143777")
    monitoring.mark_done(
        account=aigul(), action=one.monitoring.get(), period=one.periods.get(key="2022-Q3"), day=DAY, note="Done."
    )
    both = monitoring.due_in([one, two], TODAY, {two.pk: {"2022-Q2"}})
    assert sorted(map(str, both)) == sorted(
        map(str, [*monitoring.due(one, TODAY), *monitoring.due(two, TODAY, {"2022-Q2"})])
    )
    assert {(each.programme.code, each.key) for each in both if each.state == "done"} == {
        ("00143776", "2022-Q3"),
        ("00143777", "2022-Q2"),
    }


def cost(programmes: list[Programme]) -> int:
    with CaptureQueriesContext(connection) as asked:
        monitoring.due_in(programmes, TODAY)
    return len(asked)


def test_many_programmes_cost_as_many_queries_as_one() -> None:
    few = [programme("Quarterly")]
    many = [*few, *(programme("Monthly", "Quarterly", "Annually", code=f"0014377{n}") for n in range(7, 10))]
    assert cost(few) == cost(many) == 3


def test_the_rows_of_the_plan_say_how_often_and_when_they_were_done() -> None:
    found = programme("Quarterly", "As necessary", "tbd")
    done(key="2022-Q2", day=date(2022, 7, 1))
    done(day=DAY)
    done(action=found.monitoring.get(line=2), key=None)
    rows = monitoring.action_rows(found)
    assert [(row.what, row.frequency, len(row.done)) for row in rows] == [
        ("Action 1", Frequency.QUARTERLY, 2),
        ("Action 2", Frequency.AS_NEEDED, 1),
        ("Action 3", Frequency.UNREAD, 0),
    ]
    assert rows[0].done[0].day == DAY


@pytest.mark.parametrize(("state", "is_open"), [("done", False), ("due", True), ("late", True), ("later", False)])
def test_open_is_what_somebody_should_do_now(state: str, is_open: bool) -> None:
    row = Due(None, None, "X", DAY, state, "2022-Q3", Programme())  # type: ignore[arg-type]
    assert row.is_open is is_open
