"""A scenario is written down and read back the same; what cannot be meant is refused with its place."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.rooms.mining.redesigning.made import OFFICE, drawing, scenario
from tirek.mining.redesigning.distributions import Distribution, exponential, sample
from tirek.mining.redesigning.errors import ScenarioUnreadable
from tirek.mining.redesigning.scenario import Calendar
from tirek.mining.redesigning.scenario_json import scenario_of
from tirek.mining.redesigning.simulation import simulate

MADE = scenario(
    {"a": sample([60, 30, 90]), "b": Distribution("lognormal", (60, 20), 0.5)},
    cases=30,
    every=exponential(600),
    capacity=2,
    calendar=Calendar(OFFICE.spans, (date(2026, 1, 6),)),
    routing={"x1": {"x1-a-1": 0.5, "x1-b-2": 0.5}},
)
WAYS = drawing("start>x1 x1>a x1>b a>end b>end")


def plain() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.dumps(MADE.as_json()))
    return found


def test_it_works() -> None:
    again = scenario_of(plain())
    assert again == MADE
    assert simulate(WAYS, again).as_json() == simulate(WAYS, MADE).as_json()


def test_hours_are_written_as_people_write_them() -> None:
    assert plain()["calendars"]["hours"] == {
        "hours": {**{day: ["09:00-17:00"] for day in ("mon", "tue", "wed", "thu", "fri")}, "sat": [], "sun": []},
        "holidays": ["2026-01-06"],
    }


def test_more_people_wait_less_and_half_the_time_is_half_the_work() -> None:
    crowded = scenario({"a": exponential(500)}, cases=300, every=exponential(600), capacity=1)
    data = json.loads(json.dumps(crowded.as_json()))
    line = drawing("start>a a>end")
    before = simulate(line, scenario_of(data))
    data["pools"]["people"]["capacity"] = 2
    assert simulate(line, scenario_of(data)).waiting_s.mean < before.waiting_s.mean / 3
    data["activities"]["a"]["time"]["factor"] = 0.5
    assert simulate(line, scenario_of(data)).service_s.mean == pytest.approx(before.service_s.mean / 2)


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (lambda d: d.pop("cases"), "cases"),
        (lambda d: d.update(cases=0), "cases"),
        (lambda d: d.update(cases=True), "cases"),
        (lambda d: d.update(begins="soon"), "begins"),
        (lambda d: d.update(scenario=2), "scenario"),
        (lambda d: d.update(warm_up=30), "warm_up"),
        (lambda d: d["arrival"]["gaps"].update(kind="weekly"), "arrival/gaps/kind"),
        (lambda d: d["arrival"]["gaps"].update(mean=float("nan")), "arrival/gaps/mean"),
        (lambda d: d["arrival"].update(hours={"mon": [1]}), "arrival/hours/mon"),
        (lambda d: d["activities"]["a"].update(pool="nobody"), "activities/a/pool"),
        (lambda d: d["activities"]["a"]["time"].update(seconds=[]), "activities/a/time/seconds"),
        (lambda d: d["activities"]["a"]["time"].update(seconds=[-1]), "activities/a/time/seconds"),
        (lambda d: d["pools"]["people"].update(capacity=1.5), "pools/people/capacity"),
        (lambda d: d["pools"]["people"].update(calendar="never"), "pools/people/calendar"),
        (lambda d: d["calendars"]["hours"]["hours"].update(mon=["9 to 5"]), "calendars/hours/hours/mon"),
        (lambda d: d["calendars"]["hours"]["hours"].update(mon=["09:00-12:00", "11:00-13:00"]), "calendars/hours"),
        (lambda d: d["calendars"]["hours"].update(hours={}), "calendars/hours"),
        (lambda d: d["routing"].update(x1={"x1-a-1": 0}), "routing/x1"),
        (lambda d: d.update(activities=[]), "activities"),
    ],
)
def test_refuses(change: Callable[[dict[str, Any]], object], place: str) -> None:
    data = plain()
    change(data)
    if place == "activities":
        assert scenario_of({**data, "activities": {}}).activities == {}
        data["activities"] = ["a"]
    with pytest.raises(ScenarioUnreadable) as refused:
        scenario_of(data)
    assert refused.value.facts["place"] == place


def test_refuses_what_is_no_object() -> None:
    with pytest.raises(ScenarioUnreadable):
        scenario_of([1])
