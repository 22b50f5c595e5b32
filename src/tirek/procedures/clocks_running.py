"""The clocks that run by what happened: when each started, stands still, ends, and whether it was kept. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo

from tirek.procedures.clocks import ClockRule, rule_on
from tirek.safeguards import Calendar, Limit, end_of_day

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stay:
    """That a step waited for somebody, from when to when; `until` is None while it still does."""

    step: str
    since: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class ClockRun:
    """One run of a clock under the version of its rule that was in force on the day it started."""

    rule: ClockRule
    started_at: datetime
    due_at: datetime
    paused: bool
    ended_at: datetime | None

    @property
    def met(self) -> bool | None:
        """This property will say whether the step was done in time; None while it is not done."""
        return None if self.ended_at is None else self.ended_at <= self.due_at


def clock_runs(
    rules: Sequence[ClockRule],
    opened: datetime,
    done: Iterable[tuple[str, datetime]],
    stays: Sequence[Stay],
    calendar: Calendar,
    zone: tzinfo,
    now: datetime,
    closed: Sequence[Stay] = (),
    extended: Mapping[tuple[str, datetime], Limit] | None = None,
) -> tuple[ClockRun, ...]:
    """This function will give every run of the clocks in a case, by the steps that were done and those that wait.

    A clock that runs is not started again; it may be once its step is done. On a day without a version none starts.
    While the case was `closed` none runs. `extended` tells, by the id of a clock and when it started, by how much.
    """
    longer = extended or {}
    ends = sorted(done, key=lambda each: each[1])
    found: list[ClockRun] = []
    for clock in dict.fromkeys(rule.id for rule in rules):
        until: datetime | None = opened - timedelta(microseconds=1)
        for start, named in sorted(_starts(rules, clock, opened, ends, stays), key=lambda each: each[0]):
            rule = rule_on(rules, clock, start.astimezone(zone).date())
            if until is None or start < until or rule is None or rule.starts != named:
                continue
            until = next((at for step, at in ends if step == rule.step and at > start), None)
            pauses = [each for each in stays if rule.pauses and each.step == rule.pauses]
            still = [*pauses, *closed]
            due = due_after(rule.limit, start, still, calendar, zone, until or now)
            if (clock, start) in longer:
                due = due_after(longer[clock, start], due, still, calendar, zone, until or now)
            paused = until is None and any(each.until is None for each in pauses)
            found.append(ClockRun(rule, start, due, paused, until))
    return tuple(sorted(found, key=lambda each: each.started_at))


def _starts(
    rules: Sequence[ClockRule],
    clock: str,
    opened: datetime,
    done: Sequence[tuple[str, datetime]],
    stays: Sequence[Stay],
) -> Iterator[tuple[datetime, object]]:
    for named in dict.fromkeys(rule.starts for rule in rules if rule.id == clock):
        if named is None:
            continue
        if named.kind == "opened":
            yield opened, named
        elif named.kind == "done":
            yield from ((at, named) for step, at in done if step == named.step)
        elif named.kind == "begins":
            yield from ((stay.since, named) for stay in stays if stay.step == named.step)


def due_after(
    limit: Limit, start: datetime, pauses: Iterable[Stay], calendar: Calendar, zone: tzinfo, now: datetime
) -> datetime:
    """This function will give the end of a limit of which some time does not count, as far as it is known by `now`.

    Of a limit in hours the pauses themselves are left out; of all others each day on which the clock stood still.
    """
    spans = [(max(each.since, start), each.until or now) for each in pauses]
    spans = [(since, until) for since, until in spans if since < until]
    if limit.unit == "hours":
        return _hours(start.astimezone(UTC) + timedelta(hours=limit.count), spans)
    still = {
        since.astimezone(zone).date() + _DAY * number
        for since, until in spans
        for number in range((until.astimezone(zone).date() - since.astimezone(zone).date()).days + 1)
    }
    return end_of_day(_last_day(limit, start.astimezone(zone).date(), still, calendar), zone)


def _hours(due: datetime, spans: Sequence[tuple[datetime, datetime]]) -> datetime:
    until = datetime.min.replace(tzinfo=UTC)
    for since, end in sorted(spans):
        since = max(since, until)
        if since < due and end > since:
            due += end - since
        until = max(until, end)
    return due


def _last_day(limit: Limit, start: date, still: set[date], calendar: Calendar) -> date:
    if limit.unit == "working days":
        day, left = start, limit.count
        while left > 0:
            day += _DAY
            left -= day not in still and calendar.is_working_day(day)
        return day
    last, day = calendar.last_day(limit, start), start
    while day < last:
        day += _DAY
        if day in still:
            last += _DAY
    return last
