"""Scenarios as JSON and back, with the place named where somebody wrote what cannot be meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from itertools import pairwise
from math import isfinite
from typing import Any, Final, TypeVar

from tirek.mining.redesigning.clock import MINUTES, Span
from tirek.mining.redesigning.distributions import FIELDS, Distribution
from tirek.mining.redesigning.errors import ScenarioUnreadable
from tirek.mining.redesigning.scenario import Arrival, Calendar, Pool, Scenario, Work

DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SPAN: Final = re.compile(r"([01]\d|2[0-4]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)")
FORM: Final = 1
MOST_CASES: Final = 1_000_000
MOST_PEOPLE: Final = 100_000
MOST_SECONDS: Final = 100 * 366 * 86_400.0
DAY: Final = 24 * 60

Read = TypeVar("Read")


def scenario_as_json(scenario: Scenario) -> dict[str, Any]:
    """This function will give a scenario as JSON: every key always, names in order."""
    hours = scenario.arrival.hours
    return {
        "scenario": FORM,
        "begins": scenario.begins.astimezone(UTC).isoformat(),
        "zone": scenario.zone,
        "cases": scenario.cases,
        "warm_up": scenario.warm_up,
        "arrival": {
            "gaps": _as_json(scenario.arrival.gaps),
            "hours": None if hours is None else {day: list(hours[i * 24 : i * 24 + 24]) for i, day in enumerate(DAYS)},
        },
        "calendars": {name: _calendar_json(each) for name, each in sorted(scenario.calendars.items())},
        "pools": {
            name: {"capacity": each.capacity, "calendar": each.calendar, "cost_per_hour": each.cost_per_hour}
            for name, each in sorted(scenario.pools.items())
        },
        "activities": {
            name: {
                "time": _as_json(each.time),
                "wait": None if each.wait is None else _as_json(each.wait),
                "pool": each.pool,
                "cost": each.cost,
                "source": each.source,
            }
            for name, each in sorted(scenario.activities.items())
        },
        "routing": {name: dict(sorted(each.items())) for name, each in sorted(scenario.routing.items())},
        "timers": {name: _as_json(each) for name, each in sorted(scenario.timers.items())},
        "notes": [{"id": note.id, "sentence": str(note)} for note in scenario.notes],
    }


def scenario_of(data: object) -> Scenario:
    """This function will read a scenario. What is optional may be left out. Raises `ScenarioUnreadable`."""
    whole = _Part(data, "the file")
    if whole.get("scenario", FORM) != FORM:
        raise whole.fault("scenario", f"only form {FORM} is known")
    with whole.saying("begins"):
        begins = datetime.fromisoformat(str(whole.need("begins")))
    scenario = Scenario(
        begins=begins if begins.tzinfo else begins.replace(tzinfo=UTC),
        cases=whole.integer("cases", 1, MOST_CASES),
        arrival=_arrival(_Part(whole.need("arrival"), "arrival")),
        activities=whole.named("activities", _work),
        pools=whole.named("pools", _pool),
        calendars=whole.named("calendars", _calendar),
        routing=whole.named("routing", _shares),
        timers=whole.named("timers", _distribution),
        zone=whole.integer("zone", -14 * 60, 14 * 60, 0),
        warm_up=whole.integer("warm_up", 0, MOST_CASES, 0),
    )
    for name, work in scenario.activities.items():
        if work.pool is not None and work.pool not in scenario.pools:
            raise ScenarioUnreadable(place=f"activities/{name}/pool", reason=f"there is no pool “{work.pool}”")
    for name, pool in scenario.pools.items():
        if pool.calendar is not None and pool.calendar not in scenario.calendars:
            raise ScenarioUnreadable(place=f"pools/{name}/calendar", reason=f"there is no calendar “{pool.calendar}”")
    if scenario.warm_up >= scenario.cases:
        raise whole.fault("warm_up", "no case would be left to count")
    return scenario


class _Part:
    """An object of the JSON and where it stands."""

    def __init__(self, data: object, place: str) -> None:
        if not isinstance(data, Mapping):
            raise ScenarioUnreadable(place=place, reason="an object is needed here")
        self.data, self.place = data, place

    def at(self, key: str) -> str:
        return key if self.place == "the file" else f"{self.place}/{key}"

    def fault(self, key: str, reason: str) -> ScenarioUnreadable:
        return ScenarioUnreadable(place=self.at(key), reason=reason)

    def get(self, key: str, otherwise: object = None) -> Any:
        return self.data.get(key, otherwise)

    def need(self, key: str) -> Any:
        if key not in self.data:
            raise self.fault(key, "it is missing")
        return self.data[key]

    @contextmanager
    def saying(self, key: str) -> Iterator[None]:
        try:
            yield
        except (ValueError, TypeError) as error:
            raise self.fault(key, str(error)[:100]) from None

    def number(self, key: str, least: float, most: float, otherwise: float | None = None) -> float:
        value = self.need(key) if otherwise is None else self.get(key, otherwise)
        if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
            raise self.fault(key, "a number is needed here")
        if not least <= value <= most:
            raise self.fault(key, f"it must lie between {least:g} and {most:g}")
        return float(value)

    def integer(self, key: str, least: int, most: int, otherwise: int | None = None) -> int:
        value = self.number(key, least, most, otherwise)
        if value != int(value):
            raise self.fault(key, "a whole number is needed here")
        return int(value)

    def text(self, key: str, otherwise: str | None = None) -> str | None:
        value = self.get(key, otherwise)
        if value is not None and not isinstance(value, str):
            raise self.fault(key, "a name is needed here")
        return value

    def named(self, key: str, reading: Callable[[_Part], Read]) -> dict[str, Read]:
        part = _Part(self.get(key) or {}, self.at(key))
        return {str(name): reading(_Part(value, part.at(str(name)))) for name, value in part.data.items()}

    def part(self, key: str) -> _Part:
        return _Part(self.need(key), self.at(key))


def _as_json(each: Distribution) -> dict[str, Any]:
    values: dict[str, Any] = dict(zip(FIELDS[each.kind], each.values, strict=False))
    if each.kind == "sample":
        values = {"seconds": list(each.values)}
    return {"kind": each.kind, **values, "factor": each.factor}


def _distribution(part: _Part) -> Distribution:
    kind = part.need("kind")
    if kind not in FIELDS:
        raise part.fault("kind", f"it must be one of {', '.join(FIELDS)}")
    factor = part.number("factor", 0, 1_000_000, 1.0)
    if kind == "sample":
        values = part.need("seconds")
        if not isinstance(values, list) or not values:
            raise part.fault("seconds", "a list of numbers is needed here")
        each = [_Part({"seconds": value}, part.place).number("seconds", 0, MOST_SECONDS) for value in values]
        return Distribution(kind, tuple(sorted(each)), factor)
    return Distribution(kind, tuple(part.number(key, 0, MOST_SECONDS) for key in FIELDS[kind]), factor)


def _arrival(part: _Part) -> Arrival:
    gaps, hours = _distribution(part.part("gaps")), part.get("hours")
    if hours is None:
        return Arrival(gaps)
    days = _Part(hours, part.at("hours"))
    rates: list[float] = []
    for day in DAYS:
        told = days.get(day, [0.0] * 24)
        if not isinstance(told, list) or len(told) != 24:
            raise days.fault(day, "24 numbers are needed here")
        rates += [_Part({day: rate}, days.place).number(day, 0, 1_000_000) for rate in told]
    if not any(rates):
        raise part.fault("hours", "no case would ever come")
    return Arrival(gaps, tuple(rates))


def _pool(part: _Part) -> Pool:
    capacity = None if part.get("capacity") is None else part.integer("capacity", 1, MOST_PEOPLE)
    return Pool(capacity, part.text("calendar"), part.number("cost_per_hour", 0, 1e9, 0.0))


def _work(part: _Part) -> Work:
    wait = None if part.get("wait") is None else _distribution(part.part("wait"))
    cost = part.number("cost", 0, 1e12, 0.0)
    return Work(_distribution(part.part("time")), wait, part.text("pool"), cost, part.text("source") or "given")


def _shares(part: _Part) -> dict[str, float]:
    shares = {str(way): part.number(str(way), 0, 1e12) for way in part.data}
    if not any(shares.values()):
        raise ScenarioUnreadable(place=part.place, reason="no way is ever taken")
    return shares


def _calendar_json(calendar: Calendar) -> dict[str, Any]:
    found: dict[str, list[str]] = {day: [] for day in DAYS}
    for start, past, _ in calendar.spans:
        while start < past:
            day = start // DAY
            end = min(past, (day + 1) * DAY)
            found[DAYS[day]].append(f"{_told(start - day * DAY)}-{_told(end - day * DAY)}")
            start = end
    return {"hours": found, "holidays": [day.isoformat() for day in calendar.closed]}


def _told(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _calendar(part: _Part) -> Calendar:
    spans: list[Span] = []
    hours = part.part("hours")
    for number, day in enumerate(DAYS):
        told = hours.get(day) or []
        for text in told if isinstance(told, list) else [told]:
            match = SPAN.fullmatch(str(text))
            if match is None:
                raise hours.fault(day, "hours are written like 09:00-18:00")
            first, last = int(match[1]) * 60 + int(match[2]), int(match[3]) * 60 + int(match[4])
            if not first < last <= DAY:
                raise hours.fault(day, f"{text} does not end after it begins")
            spans.append((number * DAY + first, number * DAY + last, 1.0))
    spans.sort()
    if any(second[0] < first[1] for first, second in pairwise(spans)):
        raise ScenarioUnreadable(place=part.place, reason="two spans of hours overlap")
    if not spans or spans[-1][1] > MINUTES:
        raise ScenarioUnreadable(place=part.place, reason="it has no hour in which anybody works")
    with part.saying("holidays"):
        closed = tuple(date.fromisoformat(str(day)) for day in part.get("holidays") or [])
    return Calendar(tuple(spans), closed)
