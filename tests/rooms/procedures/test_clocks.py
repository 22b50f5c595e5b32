"""The limits of the law, by the country's days and by the version in force."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tirek.procedures import ClockRule, Due, Stay, clock_runs, clocks_of, rule_on
from tirek.safeguards import calendar_of, limit_of

ZONE = ZoneInfo("Asia/Almaty")
KAZAKHSTAN = calendar_of("KZ")


def at(day: int, hour: int = 10, month: int = 3, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, tzinfo=ZONE)


def rules(*rows: dict[str, str]) -> tuple[ClockRule, ...]:
    row = {
        "id": "consideration",
        "step": "closure",
        "limit": "15 working days",
        "starts when": "register is done",
        "pauses when": "",
        "may be extended by": "",
        "when late": "the head of the office is told",
        "valid from": "2022-01-10",
        "valid to": "",
        "legal basis": "a law",
    }
    return clocks_of([row | each for each in rows])


def last_day(limit: str, start: datetime) -> date:
    return KAZAKHSTAN.end_of(limit_of(limit), start, ZONE).astimezone(ZONE).date()


def test_it_works() -> None:
    """From Monday the 16th: Nauryz is the 21st to the 23rd, of which the weekend's days move to the 24th and 25th."""
    holidays = [day for day in range(16, 32) if not KAZAKHSTAN.is_working_day(date(2026, 3, day))]
    assert {21, 22, 23, 28, 29} <= set(holidays)
    expected, left = date(2026, 3, 16), 15
    while left:
        expected += timedelta(days=1)
        left -= KAZAKHSTAN.is_working_day(expected)
    assert last_day("15 working days", at(16)) == expected


@pytest.mark.parametrize(
    ("limit", "start", "expected"),
    [
        ("1 working days", at(13), date(2026, 3, 16)),
        ("3 days", at(13), date(2026, 3, 16)),
        ("1 month", at(31, month=1), date(2026, 2, 28)),
        ("1 year", at(29, month=2, year=2024), date(2025, 2, 28)),
        ("4 years", at(29, month=2, year=2024), date(2028, 2, 29)),
    ],
)
def test_the_day_of_the_start_does_not_count(limit: str, start: datetime, expected: date) -> None:
    assert last_day(limit, start) == expected


def test_hours_are_exact() -> None:
    assert KAZAKHSTAN.end_of(limit_of("24 hours"), at(13, 17), ZONE) == at(14, 17)


def test_a_day_is_that_of_the_office() -> None:
    """Late in the evening in London it is the next day already in Almaty."""
    late = datetime(2026, 3, 12, 22, tzinfo=ZoneInfo("UTC"))
    assert last_day("1 day", late) == date(2026, 3, 14)


def test_the_version_in_force_on_the_day_decides() -> None:
    both = rules({"limit": "10 days", "valid to": "2026-03-15"}, {"valid from": "2026-03-17"})
    assert rule_on(both, "consideration", date(2026, 3, 15)).limit_text == "10 days"  # type: ignore[union-attr]
    assert rule_on(both, "consideration", date(2026, 3, 16)) is None
    assert rule_on(both, "consideration", date(2026, 3, 17)).limit_text == "15 working days"  # type: ignore[union-attr]


def runs(which: tuple[ClockRule, ...], done: list[tuple[str, datetime]], *stays: Stay, now: datetime) -> list[str]:
    found = clock_runs(which, at(2), done, stays, KAZAKHSTAN, ZONE, now)
    return [f"{each.due_at.astimezone(ZONE):%d.%m} {each.met} {each.paused}" for each in found]


def test_a_clock_runs_from_its_start_until_its_step_is_done() -> None:
    which = rules({"limit": "5 working days"})
    assert runs(which, [("intake", at(2))], now=at(3)) == []
    assert runs(which, [("register", at(2))], now=at(3)) == ["10.03 None False"]
    assert runs(which, [("register", at(2)), ("closure", at(10))], now=at(20)) == ["10.03 True False"]
    assert runs(which, [("register", at(2)), ("closure", at(11))], now=at(20)) == ["10.03 False False"]


def test_women_s_day_does_not_count_and_is_made_good_on_monday() -> None:
    assert not KAZAKHSTAN.is_working_day(date(2026, 3, 9))  # the 8th is a Sunday


def test_a_case_that_is_opened_starts_a_clock() -> None:
    assert runs(rules({"starts when": "the case is opened", "limit": "3 days"}), [], now=at(3)) == ["05.03 None False"]


def test_a_step_that_begins_starts_a_clock() -> None:
    which = rules({"starts when": "inquiry begins", "limit": "3 days"})
    assert runs(which, [], Stay("inquiry", at(4)), now=at(4)) == ["07.03 None False"]


def test_what_only_people_can_tell_starts_none() -> None:
    which = rules({"starts when": "the body receives the recommendation"})
    assert which[0].starts is None
    assert runs(which, [("register", at(2))], now=at(3)) == []


def test_a_clock_of_places_runs_in_no_case() -> None:
    which = rules({"starts when": "register was done at the same place"})
    assert which[0].is_of_places
    assert runs(which, [("register", at(2))], Stay("register", at(1)), now=at(3)) == []


def test_days_on_which_a_clock_stands_still_do_not_count() -> None:
    which = rules({"limit": "5 working days", "pauses when": "ask-the-person waits"})
    waited = Stay("ask-the-person", at(3), at(5))
    assert runs(which, [("register", at(2))], waited, now=at(6)) == ["13.03 None False"]


def test_a_clock_that_stands_still_says_so_and_moves_on() -> None:
    which = rules({"limit": "5 days", "pauses when": "ask-the-person waits"})
    assert runs(which, [("register", at(2))], Stay("ask-the-person", at(3)), now=at(5)) == ["10.03 None True"]


def test_hours_stand_still_exactly() -> None:
    which = rules({"limit": "24 hours", "pauses when": "ask-the-person waits"})
    stays = (Stay("ask-the-person", at(2, 12), at(2, 15)), Stay("ask-the-person", at(2, 14), at(2, 16)))
    (run,) = clock_runs(which, at(2), [("register", at(2))], stays, KAZAKHSTAN, ZONE, at(3))
    assert run.due_at == at(3, 14)


def test_a_clock_is_started_again_once_its_step_was_done() -> None:
    which = rules({"limit": "3 days"})
    done = [("register", at(2)), ("register", at(3)), ("closure", at(4)), ("register", at(10))]
    assert runs(which, done, now=at(11)) == ["05.03 True False", "13.03 None False"]


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        ("P15D", at(31)),
        ("PT24H", at(17)),
        ("P1M", at(16, month=4)),
        ("P1Y2M1W", at(23, month=5, year=2027)),
        ("2 hours", at(16, 12)),
        ("consideration", at(19, 23) + timedelta(minutes=59, seconds=59)),
    ],
)
def test_a_timer_is_set_to_a_duration_a_limit_or_a_clock(limit: str, expected: datetime) -> None:
    which = rules({"limit": "3 days"})
    assert Due("1", "late", limit).due_at(at(16), KAZAKHSTAN, ZONE, which) == expected


def test_a_clock_that_its_own_step_starts_is_over_and_started_anew_the_next_time() -> None:
    which = rules({"limit": "3 days", "step": "visit", "starts when": "visit is done"})
    assert runs(which, [("visit", at(2)), ("visit", at(4))], now=at(5)) == ["05.03 True False", "07.03 None False"]


def test_days_on_which_the_case_was_closed_count_for_no_clock() -> None:
    which = rules({"limit": "5 working days"})
    closed = [Stay("", at(3), at(5))]
    (run,) = clock_runs(which, at(2), [("register", at(2))], [], KAZAKHSTAN, ZONE, at(6), closed)
    assert run.due_at.astimezone(ZONE).date() == date(2026, 3, 13)


def test_an_extension_begins_where_the_limit_ended() -> None:
    which = rules({"limit": "5 days", "pauses when": "ask-the-person waits"})
    given = {("consideration", at(2)): limit_of("3 working days")}
    (run,) = clock_runs(which, at(2), [("register", at(2))], [], KAZAKHSTAN, ZONE, at(6), (), given)
    assert run.due_at.astimezone(ZONE).date() == date(2026, 3, 12)  # Saturday the 7th, of which the 9th is a holiday
