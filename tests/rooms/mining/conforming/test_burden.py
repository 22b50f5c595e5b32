"""What a case asked of its person is counted from the events in which the person is met."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tirek.mining.conforming.burden import burden
from tirek.mining.conforming.errors import ActivityNotInLog
from tirek.mining.log import EventLog, log_of

HOUR = 3_600_000_000
ROWS = [
    ("a", "interview", 0, "aliya", "police"),
    ("a", "file", 24, "marat", "police"),
    ("a", "interview", 48, "daniyar", "health"),
    ("a", "interview", 49, "aliya", "police"),
    ("b", "interview", 0, "aliya", None),
    ("b", "file", 12, None, None),
]


def log(rows: list[tuple[str, str, int, str | None, str | None]] = ROWS, *, hours: int = 0) -> EventLog:
    return log_of(
        [row[0] for row in rows],
        [row[1] for row in rows],
        [row[2] * HOUR for row in rows],
        starts=[(row[2] - hours) * HOUR for row in rows] if hours else None,
        events={"who": [row[3] for row in rows], "where": [row[4] for row in rows]},
        roles={"resource": "who", "office": "where"},
    )


def test_it_works() -> None:
    found = burden(log(), interviews=["interview"], meetings=["interview"]).of_case

    assert {name: figures.tolist() for name, figures in found.items()} == {
        "interviews": [3, 1],
        "officers": [2, 1],
        "handovers": [2, 0],
        "offices": [2, 0],
        "days_waited": [49 / 24, 0.5],
        "longest_wait_days": [1, 0.5],
    }


def test_without_meetings_said_all_count() -> None:
    found = burden(log()).of_case

    assert "interviews" not in found
    assert (found["officers"].tolist(), found["handovers"].tolist()) == ([3, 1], [3, 0])


def test_what_is_being_done_is_not_waited_for() -> None:
    assert burden(log(hours=12)).of_case["days_waited"].tolist() == [1, 0]


def test_the_distribution_and_the_worst_cases() -> None:
    answer = burden(log(), interviews=["interview"]).as_json(1)

    assert answer["interviews"] == {
        "mean": 2.0,
        "median": 2.0,
        "p90": 2.8,
        "max": 3.0,
        "cases_by_number": {"1": 1, "3": 1},
        "worst": [{"case": "a", "value": 3.0}],
    }
    assert burden(log()).as_json()["interviews"] is None
    assert burden(log([])).as_json()["days_waited"] is None


def test_an_activity_that_never_was_is_refused() -> None:
    with pytest.raises(ActivityNotInLog):
        burden(log(), interviews=["intervew"])


SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 15)), min_size=1, max_size=8)


@given(SPANS)
def test_a_case_waits_in_every_hour_in_which_nothing_is_done(spans: list[tuple[int, int]]) -> None:
    ends = [begin + length for begin, length in spans]
    made = log_of(
        *(["c"] * len(spans), ["x"] * len(spans), [end * HOUR for end in ends]),
        starts=[begin * HOUR for begin, _ in spans],
    )
    busy = {hour for begin, length in spans for hour in range(begin, begin + length)}
    idle = [hour for hour in range(min(ends), max(ends)) if hour not in busy]

    assert burden(made).of_case["days_waited"][0] * 24 == pytest.approx(len(idle))
