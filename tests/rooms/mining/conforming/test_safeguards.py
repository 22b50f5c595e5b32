"""Safeguards held against logs: the same answers as of running cases, to the second."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tirek.mining.conforming.errors import NameUnclear, RulesUnreadable, StepsUnreadable
from tirek.mining.conforming.rules import rules_in, steps_in
from tirek.mining.conforming.safeguards import Kept, RuleKept, safeguards_kept
from tirek.mining.log import EventLog, log_of
from tirek.procedures import Happened, breaches
from tirek.safeguards import calendar_of, safeguards_of

ZONES = (ZoneInfo("Asia/Almaty"), ZoneInfo("Europe/Berlin"))
STEPS = ("intake", "tell", "decide", "closed")
PEOPLE = ("aliya", "daniyar", None)
LIMITS = ("3 hours", "1 day", "2 working days", "1 month", "1 year")
WHERE = ("", " where ${age} < 18", " where ${org_group} = 'night'", " where ${channel} = 'post' or ${age} = ''")
RULES = [
    *(f"when intake then tell within {limit}{where}" for limit in LIMITS for where in WHERE[:2]),
    *(f"tell before decide{where}" for where in WHERE),
    *(
        f"at most {most} of tell per {per}{where}"
        for most in (0, 1, 2)
        for per in ("case", "year")
        for where in WHERE[:3]
    ),
    *(f"not by the same person: intake, decide{where}" for where in WHERE),
    "tell before decide where today() > '2026-03-10'",
]
START = datetime(2025, 12, 29, tzinfo=UTC)

EVENT = st.tuples(
    st.integers(0, 3),  # case
    st.sampled_from(STEPS),
    st.one_of(st.integers(0, 96), st.integers(0, 24 * 500)),  # hours since the start
    st.sampled_from(PEOPLE),
    st.sampled_from((17.0, 18.0, None)),
    st.sampled_from(("night", "day", None)),
)
Row = tuple[int, str, int, str | None, float | None, str | None]


def log(rows: Sequence[Row]) -> EventLog:
    names = [f"c{row[0]}" for row in rows]
    return log_of(
        names,
        [row[1] for row in rows],
        [START + timedelta(hours=row[2]) for row in rows],
        events={
            "who": [row[3] for row in rows],
            "age": [row[4] for row in rows],
            "org:group": [row[5] for row in rows],
        },
        of_cases={"channel": {"c0": "post", "c1": "visit", "c2": "post"}},
        roles={"resource": "who"},
    )


def held(rows: Sequence[Row], rule: str, zone: ZoneInfo = ZONES[0]) -> Kept:
    row = {"id": "a-rule", "rule": rule, "severity": "breach", "legal basis": "a law", "said": "So it is."}
    return safeguards_kept(log(rows), safeguards_of([row], quoted=True), calendar=calendar_of("KZ"), zone=zone)


def one(rows: Sequence[Row], rule: str) -> RuleKept:
    return held(rows, rule).rules[0]


def live(rows: Sequence[Row], rule: str, zone: ZoneInfo) -> set[tuple[str, datetime]]:
    """The evaluator of running cases, asked case by case at the last moment of the log."""
    guards = safeguards_of([{"id": "x", "rule": rule, "severity": "note", "legal basis": "", "said": ""}])
    now = max(START + timedelta(hours=row[2]) for row in rows)
    found = set()
    for case in {row[0] for row in rows}:
        channel = {0: "post", 1: "visit", 2: "post"}.get(case)
        told = [
            Happened(
                row[1],
                START + timedelta(hours=row[2]),
                row[3] or "",
                {"age": row[4], "org_group": row[5], "channel": channel},
            )
            for row in rows
            if row[0] == case
        ]
        found |= {(f"c{case}", each.at) for each in breaches(guards, told, calendar_of("KZ"), zone, now)}
    return found


@pytest.mark.parametrize("rule", RULES)
@settings(max_examples=40, deadline=None)
@given(st.lists(EVENT, min_size=1, max_size=14), st.sampled_from(ZONES))
def test_a_log_is_judged_as_running_cases_are(rule: str, rows: list[Row], zone: ZoneInfo) -> None:
    answer = held(rows, rule, zone).rules[0]
    told = list(answer.violations())

    assert {(each.case, each.at) for each in told} == live(rows, rule, zone)
    assert len({(each.case, each.at) for each in told}) == len(told)
    names = log(rows).case_names()
    assert {names[case] for case in answer.broken} == {each.case for each in told}
    together = [*answer.broken, *answer.kept, *answer.open]
    assert len(set(together)) == len(together) == answer.applied


def event(case: int, step: str, hours: int, who: str | None = None, age: float | None = None) -> Row:
    return case, step, hours, who, age, None


def test_says_how_many_cases_kept_a_rule_and_which_broke_it_and_why() -> None:
    rows = [
        *(event(0, "intake", 0), event(0, "tell", 5)),
        *(event(1, "intake", 0), event(1, "tell", 30)),
        event(2, "intake", 1),
        event(3, "intake", 40),
        event(3, "closed", 42),
    ]
    answer = one(rows, "when intake then tell within 24 hours").as_json()

    assert (answer["applied"], answer["kept"], answer["broken"], answer["open"]) == (4, 1, 2, 1)
    assert answer["share_kept"] == pytest.approx(1 / 3)
    assert answer["open_cases"] == ["c3"]
    assert answer["violations"] == [
        {
            "case": "c1",
            "at": "2025-12-30T00:00:00Z",
            "why": "“intake” on 2025-12-29 05:00:00 was to be followed by “tell” by 2025-12-30 05:00:00; it came on "
            "2025-12-30 11:00:00.",
        },
        {
            "case": "c2",
            "at": "2025-12-30T01:00:00Z",
            "why": "“intake” on 2025-12-29 06:00:00 was to be followed by “tell” by 2025-12-30 06:00:00; it had not "
            "come when the log ends on 2025-12-30 23:00:00.",
        },
    ]


@pytest.mark.parametrize(
    ("rule", "rows", "why"),
    [
        (
            "tell before decide",
            [event(0, "decide", 0)],
            "“decide” on 2025-12-29 05:00:00 came with no “tell” before it.",
        ),
        (
            "at most 1 of tell per case",
            [event(0, "tell", 0), event(0, "tell", 1)],
            "“tell” on 2025-12-29 06:00:00 is number 2; there may be 1 in a case.",
        ),
        (
            "at most 1 of tell per year",
            [event(0, "tell", 0), event(0, "tell", 1)],
            "“tell” on 2025-12-29 06:00:00 is number 2 of its year; there may be 1.",
        ),
        (
            "not by the same person: intake, decide",
            [event(0, "intake", 0, "aliya"), event(0, "decide", 1, "aliya")],
            "“intake” and “decide” were both done by aliya, the later on 2025-12-29 06:00:00.",
        ),
    ],
)
def test_each_kind_of_rule_says_why(rule: str, rows: list[Row], why: str) -> None:
    assert [each.sentence for each in one(rows, rule).violations()] == [why]


def test_a_year_begins_by_the_clock_of_the_office() -> None:
    rows = [event(0, "tell", 24 * 2), event(0, "tell", 24 * 2 + 20)]  # 31 December in Berlin; in Almaty the 1 January

    assert held(rows, "at most 1 of tell per year", ZONES[0]).all_kept
    assert not held(rows, "at most 1 of tell per year", ZONES[1]).all_kept


def test_who_is_not_named_cannot_be_judged() -> None:
    rows = [
        event(0, "intake", 0, "aliya"),
        event(0, "decide", 1),
        event(1, "intake", 0),
        event(1, "decide", 1, "aliya"),
    ]
    answer = one(rows, "not by the same person: intake, decide")

    assert (answer.applied, len(answer.open), answer.share) == (2, 2, None)


def test_an_activity_may_be_quoted_and_one_that_never_was_is_told() -> None:
    log = log_of(["a", "a"], ["Take in charge", "It's closed"], [0, 1])
    row = {"id": "x", "severity": "note", "legal basis": "", "said": ""}
    rules = [row | {"rule": "'Take in charge' before \"It's closed\""}, row | {"rule": "'Take in charge' before Close"}]
    answers = safeguards_kept(log, safeguards_of(rules, quoted=True), calendar=calendar_of("KZ"), zone=UTC).rules

    assert [(len(each.kept), each.applied, each.missing) for each in answers] == [(1, 1, ()), (0, 0, ("Close",))]


def test_a_step_may_be_several_activities() -> None:
    log = log_of(["a", "a", "b"], ["phone", "close", "close"], [0, 1, 2])
    steps = steps_in(b"step,activity\nheard,phone\nheard,visit\n", "steps.csv")
    rules = rules_in(b"id,rule,severity,legal basis,said\nx,heard before close,breach,a law,So it is.\n", "rules.csv")
    (answer,) = safeguards_kept(log, rules, calendar=calendar_of("KZ"), zone=UTC, steps=steps).rules

    assert [each.case for each in answer.violations()] == ["b"]
    assert answer.missing == ("visit",)


def test_a_name_that_is_no_column_is_refused() -> None:
    with pytest.raises(NameUnclear, match="nobody"):
        one([event(0, "intake", 0)], "tell before intake where ${nobody} = 'x'")


def test_a_limit_past_all_calendars_never_ends() -> None:
    late = log_of(["a"], ["intake"], [datetime(9999, 12, 20, tzinfo=UTC)])
    rules = safeguards_of(
        [
            {"id": unit, "rule": f"when intake then tell within 9999 {unit}", "severity": "note"}
            | {"legal basis": "", "said": ""}
            for unit in ("hours", "days", "working days", "months", "years")
        ]
    )
    kept = safeguards_kept(late, rules, calendar=calendar_of("KZ"), zone=ZONES[0])

    assert [len(each.open) for each in kept.rules] == [1] * 5


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("id,rule,severity,legal basis,said\nx,a after b,breach,l,s\n", "is not a rule"),
        ("id,rule,severity,legal basis,said\nx,a before b,grave,l,s\n", "is not a severity"),
        ("id,rule,severity,legal basis,said\nx,a before b,note,l,s\nx,a before b,note,l,s\n", "no id of its own"),
        ("id,rule\nx,a before b\n", "columns are not"),
        ("id,rule,severity,legal basis,said\nx,a before b\n", "2 cells instead of 5"),
        ('id,rule,severity,legal basis,said\n"x,a before b', "no CSV"),
        ("", "columns are not"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_by_its_row(content: str, reason: str) -> None:
    with pytest.raises(RulesUnreadable, match=reason):
        rules_in(content.encode(), "rules.csv")


def test_a_table_of_steps_needs_its_columns() -> None:
    with pytest.raises(StepsUnreadable):
        steps_in(b"step\nheard\n", "steps.csv")
