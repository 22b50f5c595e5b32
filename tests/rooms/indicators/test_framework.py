"""The results framework: what each indicator came to by quarter, how it stands, and who is awaited."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import aigul, gulnara, marat
from tests.programme import activity, attended, people, person, programme, training
from tests.rooms.indicators.figures import EVERY, TEXT
from tests.rooms.indicators.reporting import (
    PLAIN,
    RESIDENTS,
    TEXTS,
    TRUST,
    approve,
    approved,
    by_sex,
    close,
    defined,
    placed,
    quarter,
    reported,
    the,
)
from tirek import evidence, indicators
from tirek.indicators import IndicatorRow, PeriodValue, Scope, evaluate, numbers_now, results_framework

pytestmark = pytest.mark.django_db
DAY = date(2022, 5, 1)
PEOPLE = TEXTS | {"code": "people", "counts": "people"}
LATER = date(2026, 11, 1)


@pytest.fixture(autouse=True)
def _figures() -> None:
    programme()
    defined(RESIDENTS, TRUST, PLAIN, PEOPLE)


def row(code: str = "plain", today: date = LATER) -> IndicatorRow:
    (found,) = [each for each in results_framework(the(), today) if each.indicator.code == code]
    return found


def at(found: IndicatorRow, key: str) -> PeriodValue:
    return next(each for each in found.periods if each.period.key == key)


def aim(code: str, value: Any, key: str | None = None, **given: Any) -> None:
    indicator = the().framework_indicators.filter(code=code, withdrawn_position=None).first() or placed(code, **given)
    period = quarter(key) if key else None
    indicators.set_target(account=aigul(), indicator=indicator, period=period, value=Decimal(value))


def test_it_works() -> None:
    aim("residents", 400, output=the().outputs.get(number="2"), baseline=Decimal(0), baseline_on=DAY)
    aim("residents", 150, "2022-Q4")
    approved("residents", "2022-Q3", 96, splits=by_sex(51, 45))
    approved("residents", "2022-Q4", 118, splits=by_sex(60, 58))
    found = row("residents", date(2023, 2, 1))
    assert [(each.period.key, each.value, each.until) for each in found.periods[:4]] == [
        ("2022-Q2", None, None),
        ("2022-Q3", 96, 96),
        ("2022-Q4", 118, 214),
        ("2023-Q1", None, 214),
    ]
    assert (found.to_date, found.combining, found.state) == (214, "sum", "on-target")
    assert found.target is not None
    assert (found.target.value, found.due and found.due.value, found.reached) == (400, 150, 214)
    assert row("residents").state == "behind"


def test_an_empty_framework_is_empty() -> None:
    assert results_framework(the()) == []


def test_indicators_come_in_the_order_of_outputs_and_activities_the_outcome_first() -> None:
    from tests.programme import store
    from tirek.plans import Activity, Output

    tenth = Output(programme=the(), number="10", title="Tenth", line=1)
    store(tenth)
    store(Activity(output=the().outputs.get(number="1"), number="1.10", title="X", line=1))
    defined(*(TEXTS | {"code": f"x{at}", "counts": "reported"} for at in range(6)))
    placed("x0", output=tenth)
    placed("x1", activity=activity("1.10"))
    placed("x2", activity=activity("1.2"))
    placed("x3", output=the().outputs.get(number="1"))
    placed("x4")
    placed("x5", activity=activity("2.1"))
    codes = [each.indicator.code for each in results_framework(the())]
    assert codes == ["x4", "x3", "x2", "x1", "x5", "x0"]


# Three ways of combining, never mixed.


def test_people_are_distinct_over_quarters_and_never_added() -> None:
    placed("people")
    attended(training(day=date(2022, 8, 1)), person("KZ-AGAIN"), *people(2))
    attended(training(day=date(2022, 11, 1)), person("KZ-AGAIN"), *people(3))
    found = row("people")
    assert [(each.value, each.until) for each in found.periods[:4]] == [(0, 0), (3, 3), (4, 6), (0, 6)]
    assert (found.to_date, found.combining) == (6, "distinct")


def test_the_latest_percentage_stands_until_a_newer_one() -> None:
    placed("trust")
    approved("trust", "2022-Q3", "41.5")
    approved("trust", "2023-Q1", "47.5")
    found = row("trust")
    values = [(each.value, each.until) for each in found.periods[1:5]]
    first, second = Decimal("41.5"), Decimal("47.5")
    assert values == [(first, first), (None, first), (second, second), (None, second)]
    assert (found.to_date, found.combining) == (second, "latest")


def test_every_number_is_what_the_figure_by_itself_comes_to() -> None:
    """The table asks all at once; each of its numbers is that of the key, as a report would bind it."""
    specs = [
        TEXTS | {"code": "attendances", "counts": "attendances", "where": {"topics": ["community-policing"]}},
        TEXTS | {"code": "staff", "counts": "people", "where": {"roles": ["staff"], "activities": ["2.2"]}},
        TEXTS | {"code": "made", "counts": "deliverables", "where": {"kinds": ["film"]}},
        TEXTS | {"code": "decided", "counts": "decisions", "period": {"from": "2022-08-01", "to": "2022-12-31"}},
        TEXTS | {"code": "sums", "counts": "measurement"},
        TEXTS | {"code": "latest", "counts": "measurement", "combine": "latest"},
        TEXTS | {"code": "offices", "counts": "offices", "where": {"kinds": ["regional"]}},
    ]
    defined(*specs)
    for day in (date(2022, 8, 1), date(2022, 9, 30), date(2022, 10, 1), date(2023, 5, 5)):
        attended(training(day=day), person("KZ-AGAIN"), *people(2), *people(1, role="staff"))
        attended(training(day=day, topic="other", number="1.1"), *people(1, role="staff"))
        common = {"account": marat(), "activity": activity(), "title": "X", "date": day}
        evidence.add_deliverable(kind="film", **common)
        evidence.add_deliverable(kind="book", **common)
        evidence.add_decision(kind="law", **common)
        evidence.add_measurement(kind="x", value=Decimal(day.month), unit="days", **common)
    approved("residents", "2022-Q3", 20, splits=by_sex(12, 8))
    approved("trust", "2022-Q4", "40.5")
    codes = [*(spec["code"] for spec in specs), "people", "residents", "trust", "plain"]
    for code in codes:
        placed(code)
    rows = {each.indicator.code: each for each in results_framework(the())}
    for code in codes:
        definition = indicators.figure_definition(the(), code).definition

        def alone(period: str, definition: Any = definition) -> Any:
            return evaluate(definition, Scope(the().pk, None, period)).number

        assert rows[code].to_date == alone(""), code
        for each in rows[code].periods:
            key = each.period.key
            assert (each.value, each.until) == (alone(key), alone(f"..{key}")), (code, key)
    assert rows["decided"].to_date == 3
    assert rows["latest"].to_date == 5


# How it stands.


def test_without_target_or_data_it_says_so() -> None:
    placed("plain")
    assert row().state == "no-data"
    approved("plain", "2022-Q3", 10)
    assert row().state == "no-target"
    placed("residents")
    aim("residents", 10)
    assert row("residents").state == "no-data"


def test_a_target_that_is_not_due_leaves_it_under_way_until_it_is_reached() -> None:
    aim("plain", 20)
    approved("plain", "2022-Q3", 10)
    assert row(today=date(2022, 10, 5)).state == "under-way"
    approved("plain", "2022-Q4", 10)
    assert row(today=date(2022, 10, 5)).state == "on-target"


def test_a_target_of_a_quarter_is_due_the_day_after_its_end_and_asks_what_was_reached_by_then() -> None:
    aim("plain", 10, "2022-Q3")
    approved("plain", "2022-Q3", 9)
    approved("plain", "2022-Q4", 5)
    assert row(today=date(2022, 9, 30)).state == "on-target"  # 14 by now; not due before the quarter is over
    due = row(today=date(2022, 10, 1))
    assert (due.state, due.reached, due.to_date) == ("behind", 9, 14)


def test_the_newest_target_that_is_due_decides() -> None:
    aim("plain", 10, "2022-Q3")
    aim("plain", 30, "2022-Q4")
    aim("plain", 100)
    approved("plain", "2022-Q3", 9)
    approved("plain", "2022-Q4", 20)
    assert [row(today=day).state for day in (date(2022, 10, 1), date(2023, 1, 1), date(2024, 1, 1))] == ["behind"] * 3
    approved("plain", "2022-Q4", 21, base=1)
    assert row(today=date(2023, 1, 1)).state == "on-target"
    due = row(today=date(2023, 1, 1)).due
    assert due is not None
    assert due.value == 30


def test_where_less_is_better_the_target_lies_below_the_baseline() -> None:
    defined(TEXTS | {"code": "complaints", "counts": "reported", "combine": "latest"})
    aim("complaints", 50, baseline=Decimal(80), baseline_on=DAY)
    approved("complaints", "2022-Q3", 60)
    assert row("complaints").state == "behind"
    approved("complaints", "2022-Q4", 50)
    assert row("complaints").state == "on-target"


def test_nothing_counted_is_no_data_and_a_reported_nothing_is_an_answer() -> None:
    aim("people", 10)
    aim("plain", 10)
    assert [row("people").state, row("plain").state] == ["no-data", "no-data"]
    approved("plain", "2022-Q3", 0)
    assert row("plain").state == "behind"


# Who is awaited.


def test_a_value_that_waits_is_shown_and_does_not_count() -> None:
    placed("plain")
    value = reported("plain", "2022-Q3", 10)
    found = at(row(), "2022-Q3")
    assert (found.value, found.waiting, found.changed, found.counting) == (None, value, False, ())
    assert row().waiting == (value,)
    approve(value)
    found = at(row(), "2022-Q3")
    assert (found.value, found.waiting, found.counting) == (10, None, (value,))


def test_changed_after_approval_it_asks_again() -> None:
    placed("plain")
    first = approved("plain", "2022-Q3", 10)
    second = reported("plain", "2022-Q3", 12, base=1)
    found = at(row(), "2022-Q3")
    assert (found.value, found.waiting, found.changed) == (10, second, True)
    assert found.versions == (second, first)
    approve(second)
    found = at(row(), "2022-Q3")
    assert (found.value, found.changed, found.counting) == (12, False, (second,))


def test_what_was_sent_back_or_withdrawn_waits_for_nobody() -> None:
    placed("plain")
    value = reported("plain", "2022-Q3", 10)
    indicators.review_value(account=gulnara(), value=value, verdict="returned", reason="No list.")
    assert at(row(), "2022-Q3").waiting is None
    again = reported("plain", "2022-Q3", 10, base=1)
    indicators.withdraw(account=marat(), row=again, reason="Wrong.")
    found = at(row(), "2022-Q3")
    assert (found.waiting, found.versions) == (None, (value,))


def test_a_late_value_is_shown_in_the_quarter_into_which_it_went() -> None:
    placed("plain")
    approved("plain", "2022-Q3", 10)
    close("2022-Q3")
    late = reported("plain", "2022-Q3", 3, note="By post.")
    found = row()
    assert (at(found, "2022-Q3").versions[0].value, at(found, "2022-Q4").waiting) == (10, late)
    approve(late)
    found = row()
    assert (at(found, "2022-Q3").value, at(found, "2022-Q4").value, found.to_date) == (10, 3, 13)


def test_an_indicator_that_was_taken_out_is_gone() -> None:
    indicators.withdraw(account=aigul(), row=placed("plain"), reason="So.")
    assert results_framework(the()) == []


# What it costs.


def queries(ask: Callable[[], Any]) -> int:
    cache.clear()
    with CaptureQueriesContext(connection) as asked:
        ask()
    return len(asked)


def test_the_number_of_questions_does_not_grow() -> None:
    def page() -> list[Any]:
        return [
            (
                each.indicator.output and each.indicator.output.title,
                each.indicator.activity and each.indicator.activity.output.title,
                [target.period and target.period.key for target in each.indicator.targets.all()],
                [(v.entered_by.office.name, v.late_for and v.late_for.key, v.period.key) for v in each.waiting],
                [
                    (review.reviewed_by.office.name, review.verdict)
                    for period in each.periods
                    for version in period.versions
                    for review in version.reviews.all()
                ],
            )
            for each in results_framework(the())
        ]

    placed("people")
    placed("plain", activity=activity("1.1"))
    aim("plain", 10, "2022-Q3")
    approved("plain", "2022-Q3", 10)
    few = queries(page)
    many = [TEXTS | {"code": f"p{number}", "counts": "people", "split_by": EVERY} for number in range(20)]
    many += [TEXTS | {"code": f"r{number}", "counts": "reported", "question": TEXT} for number in range(20)]
    defined(*many)
    for spec in many:
        placed(spec["code"], activity=activity("2.1"))
        aim(spec["code"], 10)
        aim(spec["code"], 5, "2022-Q4")
    for spec in many[20:]:
        for key in ("2022-Q3", "2022-Q4"):
            approved(spec["code"], key, 5)
            reported(spec["code"], key, 6, base=1)
    attended(training(day=date(2022, 8, 1)), *people(100))
    assert queries(page) == few


def test_numbers_of_now_follow_every_write_and_are_not_counted_twice(django_assert_num_queries) -> None:
    (definition,) = indicators.definitions(the(), {"people": 1})
    asked = [(definition, ""), (definition, "2022-Q3")]
    attended(training(day=date(2022, 8, 1)), *people(2))
    assert numbers_now(asked) == {("people", ""): 2, ("people", "2022-Q3"): 2}
    with django_assert_num_queries(1):  # the heads
        numbers_now(asked)
    attended(training(day=date(2022, 11, 1)), *people(3))
    assert numbers_now(asked) == {("people", ""): 5, ("people", "2022-Q3"): 2}
