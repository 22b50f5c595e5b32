"""Logs that are made up: cases led through the drawing of a service, by officers who are few and work by the calendar.

Whatever waits does so because somebody is busy or the office is closed, so that a planted bottleneck is one. What
goes wrong is planted and noted: whoever looks for it in the log can be told what there was to be found.
"""

from __future__ import annotations

import heapq
from bisect import bisect_right
from collections import Counter, deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from random import Random
from typing import Final

from tirek.packs import Course, Deviation, Service, Synthetic
from tirek.safeguards import Calendar, Order, calendar_of, rule_of

ZONE: Final = timezone(timedelta(hours=5))  # all of Kazakhstan since March 2024
DAY: Final = 86_400
WEEK: Final = ("mon", "tue", "wed", "thu", "fri")


@dataclass(frozen=True, slots=True)
class Row:
    """One step of a case. `resource` is the code of an officer, empty where a machine or somebody outside did it."""

    case: str
    step: str
    start: datetime
    complete: datetime
    resource: str
    office: str
    channel: str


@dataclass(frozen=True, slots=True)
class Planted:
    """What there is to be found: the step before which most waiting is, the way back and who went it, rules broken."""

    bottleneck: str
    rework: str
    reworked: tuple[str, ...]
    broken: Mapping[str, tuple[str, ...]]


def synthetic_log(
    service: Service, synthetic: Synthetic, course: str, *, cases: int, seed: int
) -> tuple[tuple[Row, ...], Planted]:
    """This function will make so many cases of a service, in the order in which their steps were completed.

    The same arguments give the same log. `course` is "as-is" or "to-be"; KeyError where the data has no such course.
    """
    run = _Run(synthetic, synthetic.courses[course], service, Random(f"{service.code} {course} {seed}"))  # noqa: S311
    return run.of(cases)


class Hours:
    """When a post works, as a line of seconds since the first midnight that skips what is not worked."""

    def __init__(self, works: str, begins: date, calendar: Calendar) -> None:
        parts = works.split()
        self.always = works == "always"
        self.days = {WEEK.index(part) for part in parts if part in WEEK}
        self.daily = [_span(part) for part in parts if "-" in part]
        self.begins, self.calendar = begins, calendar
        self.opens: list[int] = []
        self.closes: list[int] = []
        self.day = 0

    @property
    def per_day(self) -> int:
        """How many seconds are worked on a day that is worked."""
        return DAY if self.always else sum(close - open_ for open_, close in self.daily)

    def opening(self, at: int) -> int:
        """This method will give the first second from `at` on that is worked."""
        if self.always:
            return at
        while not self.closes or self.closes[-1] <= at:
            self._another_day()
        return max(at, self.opens[bisect_right(self.closes, at)])

    def after(self, at: int, work: int) -> int:
        """This method will give the second at which so much work is done that is begun at the opening after `at`."""
        if self.always:
            return at + work
        now = self.opening(at)
        place = bisect_right(self.closes, now)
        while work > self.closes[place] - now:
            work -= self.closes[place] - now
            place += 1
            while place >= len(self.opens):
                self._another_day()
            now = self.opens[place]
        return now + work

    def _another_day(self) -> None:
        day = self.begins + timedelta(days=self.day)
        if day.weekday() in self.days and self.calendar.is_working_day(day):
            self.opens += [self.day * DAY + open_ for open_, _close in self.daily]
            self.closes += [self.day * DAY + close for _open, close in self.daily]
        self.day += 1


def _span(text: str) -> tuple[int, int]:
    first, last = (time.fromisoformat(part) for part in text.split("-"))
    return first.hour * 3600 + first.minute * 60, last.hour * 3600 + last.minute * 60


@dataclass(slots=True)
class _Case:
    name: str
    office: str
    channel: str
    joined: Counter[str] = field(default_factory=Counter)
    taken: Counter[str] = field(default_factory=Counter)
    done: dict[str, str] = field(default_factory=dict)
    kept: dict[str, str] = field(default_factory=dict)
    drawn: set[int] = field(default_factory=set)
    deviation: Deviation | None = None
    came_to_pass: bool = False


@dataclass(frozen=True, slots=True)
class _Item:
    """A step that waits. `only` is the one officer who may take it, "" for any."""

    case: _Case
    step: str
    only: str


@dataclass(slots=True)
class _Pool:
    """The officers of a role in an office."""

    office: str
    hours: Hours
    idle: deque[str]
    waiting: list[_Item] = field(default_factory=list)


class _Run:
    def __init__(self, synthetic: Synthetic, course: Course, service: Service, chance: Random) -> None:
        self.synthetic, self.course, self.chance = synthetic, course, chance
        self.rules = {row["id"]: rule_of(row["rule"]) for row in service.safeguards}
        self.calendar = calendar_of("KZ")
        self.begins = datetime.combine(synthetic.begins, time(), ZONE)
        self.pools: dict[tuple[str, str], _Pool] = {}
        self.pool_of: dict[str, _Pool] = {}
        self.heap: list[tuple[int, int, str, _Item, str, int]] = []
        self.pushed = 0
        self.rows: list[Row] = []
        self.cases: list[_Case] = []

    def of(self, cases: int) -> tuple[tuple[Row, ...], Planted]:
        hours = Hours(self.course.arrive, self.synthetic.begins, self.calendar)
        gap = hours.per_day / self.course.per_day
        at = 0
        for number in range(1, cases + 1):
            at = hours.after(at, max(1, round(self.chance.expovariate(1 / gap))))
            case = _Case(f"SYN-{number:06}", self._one(self.synthetic.offices), self._one(self.synthetic.channels))
            self.cases.append(case)
            self._push(at, "arrives", _Item(case, self.course.model.start, ""))
        while self.heap:
            now, _number, what, item, officer, start = heapq.heappop(self.heap)
            if what == "arrives":
                self._onward(item.case, item.step, now)
            elif what == "waited":
                self._queue(item, now)
            else:
                self._completed(item, officer, start, now)
        return tuple(self.rows), self._planted()

    def _push(self, at: int, what: str, item: _Item, officer: str = "", start: int = 0) -> None:
        self.pushed += 1  # of what happens at one moment, the first that was known of comes first
        heapq.heappush(self.heap, (at, self.pushed, what, item, officer, start))

    def _one(self, shares: Mapping[str, float]) -> str:
        return self.chance.choices(list(shares), list(shares.values()))[0]

    def _onward(self, case: _Case, node: str, now: int) -> None:
        """Leave a node: by the way chosen, or by all where things go on side by side."""
        model = self.course.model
        ways = model.onward[node]
        if model.tags[node] == "exclusiveGateway" and len(ways) > 1:
            chosen = self._chosen(case, node)
            case.taken[chosen] += 1
            ways = tuple(way for way in ways if way.id == chosen)
        for way in ways:
            self._come(case, way.to, now)

    def _come(self, case: _Case, node: str, now: int) -> None:
        model = self.course.model
        if model.tags[node] == "parallelGateway":
            case.joined[node] += 1
            if case.joined[node] < model.arriving[node]:
                return
            case.joined[node] = 0
        if model.tags[node] == "userTask":
            self._step(case, node, now)
        else:
            self._onward(case, node, now)

    def _chosen(self, case: _Case, node: str) -> str:
        ways = [way.id for way in self.course.model.onward[node]]
        for place, each in enumerate(self.course.deviations):
            if each.kind == "again" and each.steps[0] in ways and self._goes_wrong(case, place):
                case.came_to_pass = True
                if case.taken[each.steps[0]] < each.amount:
                    return each.steps[0]
                ways.remove(each.steps[0])
        if case.taken[self.course.rework] and self.course.rework in ways:
            ways.remove(self.course.rework)  # nobody goes back twice by chance, so that going back too often is planted
        given = {way: self.course.ways.get(way, 0.0) for way in ways}
        rest = 100 - sum(given.values())
        unsaid = [way for way in ways if way not in self.course.ways]
        return self._one(given | {way: rest / len(unsaid) for way in unsaid})

    def _goes_wrong(self, case: _Case, place: int) -> bool:
        """Whether a deviation befalls a case: asked once of each case that comes to it, and one a case at most."""
        deviation = self.course.deviations[place]
        if case.deviation is None and place not in case.drawn:
            case.drawn.add(place)
            if self.chance.random() * 100 < deviation.share:
                case.deviation = deviation
        return case.deviation is deviation

    def _step(self, case: _Case, step: str, now: int) -> None:
        only, wait = "", 0
        for place, each in enumerate(self.course.deviations):
            if each.kind == "same" and each.steps[1] == step and case.done.get(each.steps[0]):
                if self._goes_wrong(case, place):
                    only, case.came_to_pass = case.done[each.steps[0]], True
            elif each.kind in ("skip", "late") and each.steps[0] == step and self._goes_wrong(case, place):
                case.came_to_pass = True
                if each.kind == "skip":
                    self._onward(case, step, now)
                    return
                wait = each.amount * 3600
        self._push(now + wait, "waited", _Item(case, step, only))

    def _queue(self, item: _Item, now: int) -> None:
        role = self.course.model.roles[item.step]
        post = self.course.posts[role]
        only = item.only or (item.case.kept.get(role, "") if post.keeps else "")
        pool = self.pool_of[only] if only else self._pool(role, item.case.office)
        waiting = _Item(item.case, item.step, only)
        if post.officers is None and not only:
            self._begin(pool, waiting, "", now)
        elif pool.idle and (not only or only in pool.idle):
            officer = only or pool.idle[0]
            pool.idle.remove(officer)
            self._begin(pool, waiting, officer, now)
        else:
            pool.waiting.append(waiting)

    def _pool(self, role: str, office: str) -> _Pool:
        post = self.course.posts[role]
        place = post.at or office
        if (role, place) not in self.pools:
            names = [f"{place}-{role}-{number:02}" for number in range(1, (post.officers or 0) + 1)]
            hours = Hours(post.works, self.synthetic.begins, self.calendar)
            self.pools[role, place] = _Pool(place, hours, deque(names))
            self.pool_of |= dict.fromkeys(names, self.pools[role, place])
        return self.pools[role, place]

    def _begin(self, pool: _Pool, item: _Item, officer: str, now: int) -> None:
        least, usual, most = self.course.minutes[item.step]
        work = round(self.chance.triangular(least, most, usual) * 60)
        start = pool.hours.opening(now)
        self._push(pool.hours.after(start, work), "done", item, officer, start)

    def _completed(self, item: _Item, officer: str, start: int, now: int) -> None:
        case, role = item.case, self.course.model.roles[item.step]
        pool = self.pool_of[officer] if officer else self._pool(role, case.office)
        begun, done = (self.begins + timedelta(seconds=each) for each in (start, now))
        self.rows.append(Row(case.name, item.step, begun, done, officer, pool.office, case.channel))
        case.done[item.step] = officer
        if officer:
            case.kept.setdefault(role, officer)
            self._next(pool, officer, now)
        self._onward(case, item.step, now)

    def _next(self, pool: _Pool, officer: str, now: int) -> None:
        """Who is free takes what has waited longest, of that which he or she may take."""
        for place, item in enumerate(pool.waiting):
            if item.only in ("", officer):
                del pool.waiting[place]
                self._begin(pool, item, officer, now)
                return
        pool.idle.append(officer)

    def _planted(self) -> Planted:
        broken: dict[str, list[str]] = {rule: [] for each in self.course.deviations for rule in each.breaks}
        for case in self.cases:
            for rule_id in case.deviation.breaks if case.deviation and case.came_to_pass else ():
                rule = self.rules[rule_id]
                if not isinstance(rule, Order) or rule.then in case.done:  # what came before nothing broke no order
                    broken[rule_id].append(case.name)
        return Planted(
            bottleneck=self.course.bottleneck,
            rework=self.course.rework,
            reworked=tuple(case.name for case in self.cases if case.taken[self.course.rework]),
            broken={rule: tuple(cases) for rule, cases in broken.items()},
        )
