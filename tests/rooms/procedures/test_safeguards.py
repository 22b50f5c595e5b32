"""Safeguards are held against what happened, late and missing alike."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from tirek.procedures import Happened, breaches
from tirek.safeguards import calendar_of, safeguards_of

ZONE = ZoneInfo("Asia/Almaty")


def at(day: int, hour: int = 10, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=ZONE)


def found(rule: str, *happened: Happened, now: datetime | None = None) -> list[datetime]:
    row = {"id": "a-rule", "rule": rule, "severity": "breach", "legal basis": "a law", "said": "So it is."}
    all_found = breaches(safeguards_of([row]), happened, calendar_of("KZ"), ZONE, now or at(31))
    assert all((each.safeguard, each.severity, each.said) == ("a-rule", "breach", "So it is.") for each in all_found)
    return [each.at for each in all_found]


SAME_DAY = "when intake then tell-head within 24 hours where ${torture} = 'yes'"
TORTURE = Happened("intake", at(2), answers={"torture": "yes"})


def test_it_works() -> None:
    assert found(SAME_DAY, TORTURE, Happened("tell-head", at(2, 15))) == []
    assert found(SAME_DAY, TORTURE) == [at(3)]


def test_what_comes_late_is_a_breach_from_the_end_of_the_time() -> None:
    assert found(SAME_DAY, TORTURE, Happened("tell-head", at(4))) == [at(3)]


def test_there_is_time_until_it_is_over() -> None:
    assert found(SAME_DAY, TORTURE, now=at(3)) == []
    assert found(SAME_DAY, TORTURE, now=at(3, 11)) == [at(3)]


def test_a_rule_with_a_condition_is_about_those_alone_that_fit() -> None:
    assert found(SAME_DAY, Happened("intake", at(2), answers={"torture": "no"}), Happened("intake", at(2))) == []


def test_what_came_before_is_no_answer() -> None:
    assert found(SAME_DAY, Happened("tell-head", at(1)), TORTURE) == [at(3)]


def test_each_time_needs_its_own_answer_in_time() -> None:
    again = Happened("intake", at(9), answers={"torture": "yes"})
    assert found(SAME_DAY, TORTURE, Happened("tell-head", at(2, 12)), again) == [at(10)]


def test_working_days_are_those_of_the_country() -> None:
    rule = "when send then answer within 2 working days"
    assert found(rule, Happened("send", at(6)), Happened("answer", at(11))) == []  # the 9th is made good for the 8th


def test_a_step_before_another() -> None:
    rule = "hear before recommend"
    assert found(rule, Happened("hear", at(2)), Happened("recommend", at(3))) == []
    assert found(rule, Happened("recommend", at(3)), Happened("hear", at(4))) == [at(3)]


def test_what_happened_at_one_moment_is_taken_in_its_order() -> None:
    assert found("hear before recommend", Happened("hear", at(2)), Happened("recommend", at(2))) == []
    assert found("hear before recommend", Happened("recommend", at(2)), Happened("hear", at(2))) == [at(2)]


def test_a_log_in_disorder_is_read_in_the_order_of_time() -> None:
    assert found("hear before recommend", Happened("recommend", at(3)), Happened("hear", at(2))) == []


def test_no_more_than_so_many() -> None:
    told = [Happened("interview", at(day)) for day in (2, 3, 4)]
    assert found("at most 2 of interview per case", *told) == [at(4)]
    december = Happened("interview", datetime(2025, 12, 31, 10, tzinfo=ZONE))
    assert found("at most 2 of interview per year", december, *told[:2]) == []
    assert found("at most 2 of interview per case", december, *told[:2]) == [at(3)]


def test_not_by_the_same_person() -> None:
    rule = "not by the same person: register, decide"
    told = Happened("register", at(2), "aliya")
    assert found(rule, told, Happened("decide", at(3), "daniyar")) == []
    assert found(rule, told, Happened("decide", at(3), "aliya")) == [at(3)]
    assert found(rule, Happened("register", at(2)), Happened("decide", at(3))) == []


def test_what_lies_ahead_is_not_found_yet() -> None:
    assert found("hear before recommend", Happened("recommend", at(20)), now=at(3)) == []
