"""Synthetic logs of the services of the Ministry, as tests ask for them: each made once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import cache
from itertools import pairwise

from tests.mechanisms.folders import FOLDER
from tirek.command.synthetic_logs import ZONE, Planted, Row, synthetic_log
from tirek.mining import EventLog, log_of
from tirek.packs import Pack, Service, read_folder, services_of, steps_named, synthetic_of
from tirek.safeguards import Ceiling, Order, Response, Safeguard, calendar_of, safeguards_of

CASES = 1000
POLICE = FOLDER / "police-services"


@cache
def pack() -> Pack:
    return Pack(read_folder(POLICE))


@cache
def services() -> dict[str, Service]:
    return {service.code: service for service in services_of(pack())}


@cache
def made(code: str, course: str, seed: int = 1) -> tuple[tuple[Row, ...], Planted]:
    service = services()[code]
    return synthetic_log(service, synthetic_of(service), course, cases=CASES, seed=seed)


@cache
def as_log(code: str, course: str) -> EventLog:
    rows, _planted = made(code, course)
    names = steps_named(pack(), services()[code], "en")
    return log_of(
        [row.case for row in rows],
        [names[row.step] for row in rows],
        [row.complete for row in rows],
        starts=[row.start for row in rows],
        events={"resource": [row.resource or None for row in rows], "office": [row.office for row in rows]},
        roles={"resource": "resource", "office": "office"},
    )


def by_case(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """The rows of each case, in the order in which they were complete."""
    cases: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.complete):
        cases[row.case].append(row)
    return cases


def waiting(rows: Sequence[Row]) -> Counter[str]:
    """The seconds that all cases together waited before each step, counted in the plainest way."""
    waited: Counter[str] = Counter()
    for case in by_case(rows).values():
        for before, after in pairwise(case):
            waited[after.step] += max(0, int((after.start - before.complete).total_seconds()))
    return waited


def broken(code: str, rows: Sequence[Row]) -> dict[str, set[str]]:
    """The cases that broke each safeguard of a service, by code that shares nothing with that of the house."""
    rules = safeguards_of(services()[code].safeguards)
    found: dict[str, set[str]] = {each.id: set() for each in rules}
    for name, case in by_case(rows).items():
        for each in rules:
            if any(_breaches(each, case)):
                found[each.id].add(name)
    return found


def _breaches(safeguard: Safeguard, case: Sequence[Row]) -> Iterator[bool]:
    rule, steps = safeguard.rule, [row.step for row in case]
    if isinstance(rule, Order):
        yield rule.then in steps and rule.first not in steps[: steps.index(rule.then)]
    elif isinstance(rule, Ceiling):
        yield steps.count(rule.of) > rule.most
    elif isinstance(rule, Response):
        for place, row in enumerate(case):
            if row.step == rule.when:
                later = [each.complete for each in case[place + 1 :] if each.step == rule.then]
                yield not later or min(later) > _end(rule, row.complete)
    else:
        one, other = ({row.resource for row in case if row.step == step} - {""} for step in (rule.one, rule.other))
        yield bool(one & other)


def _end(rule: Response, since: datetime) -> datetime:
    if rule.within.unit == "hours":
        return since + timedelta(hours=rule.within.count)
    day, left, calendar = since.astimezone(ZONE).date(), rule.within.count, calendar_of("KZ")
    while left:
        day += timedelta(days=1)
        left -= rule.within.unit == "days" or calendar.is_working_day(day)
    return datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=ZONE)
