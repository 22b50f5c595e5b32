"""Whether the safeguards of a mechanism were kept, by what happened: in a running case, or in any log of past ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from tirek.expressions import Expression, Values, holds
from tirek.safeguards import Calendar, Ceiling, Order, Response, Rule, Safeguard, Separation


@dataclass(frozen=True, slots=True)
class Happened:
    """That a step was done, when, by whom (empty where nobody did it), and with which answers."""

    step: str
    at: datetime
    by: str = ""
    answers: Values = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """A safeguard that was not kept, by its id, and since when."""

    safeguard: str
    severity: str
    at: datetime
    said: str


def breaches(
    safeguards: Iterable[Safeguard],
    happened: Iterable[Happened],
    calendar: Calendar,
    zone: tzinfo,
    now: datetime,
) -> tuple[Found, ...]:
    """This function will find what was not kept until `now`, in the order in which it came to pass.

    `happened` is what happened in one case. What happened at one moment is taken in the order given.
    """
    told = sorted(happened, key=lambda each: each.at)
    found = {
        (safeguard.id, at): Found(safeguard.id, safeguard.severity, at, safeguard.said)
        for safeguard in safeguards
        for at in _moments(safeguard.rule, told, calendar, zone, now)
        if at <= now
    }
    return tuple(sorted(found.values(), key=lambda each: each.at))


def _moments(
    rule: Rule, told: Sequence[Happened], calendar: Calendar, zone: tzinfo, now: datetime
) -> Iterator[datetime]:
    watched = [place for place, each in enumerate(told) if each.step == rule.steps[0] and _fits(rule.where, each, zone)]
    if isinstance(rule, Response):
        for place in watched:
            end = calendar.end_of(rule.within, told[place].at, zone)
            after = next((each.at for each in told[place + 1 :] if each.step == rule.then), None)
            if (after or now) > end:
                yield end
    elif isinstance(rule, Order):
        for place in watched:
            if all(each.step != rule.first for each in told[:place]):
                yield told[place].at
    elif isinstance(rule, Ceiling):
        seen: dict[int, int] = {}
        for place in watched:
            year = told[place].at.astimezone(zone).year if rule.per == "year" else 0
            seen[year] = seen.get(year, 0) + 1
            if seen[year] > rule.most:
                yield told[place].at
    else:
        yield from _by_one(rule, told, watched)


def _by_one(rule: Separation, told: Sequence[Happened], watched: Sequence[int]) -> Iterator[datetime]:
    for place in watched:
        by = told[place].by
        for each in told:
            if by and each.step == rule.one and each.by == by:
                yield max(each.at, told[place].at)


def _fits(where: Expression | None, happened: Happened, zone: tzinfo) -> bool:
    """What was not answered counts as empty; days are told by the office's clock."""
    if where is None:
        return True
    values = {name: happened.answers.get(name) for name in where.names}
    return holds(where, values, now=happened.at.astimezone(zone))
