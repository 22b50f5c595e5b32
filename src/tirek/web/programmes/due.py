"""What is late or due, as pages say it; remembered until something is written or the day is over."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tirek import monitoring, reports
from tirek.monitoring import Due, State
from tirek.plans import Programme
from tirek.web.remembered import remembered
from tirek.web.templatetags.results import quarter

LATE: tuple[State, ...] = ("late",)
UNDONE: tuple[State, ...] = ("late", "due", "later")


@dataclass(frozen=True, slots=True)
class DueLine:
    """One thing that is late or due: `when` names its quarter, month or year, and is empty for the final report."""

    what: str
    when: str
    day: date
    state: str
    is_report: bool
    code: str
    title: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits, the longest first: the first few by name, all by number; and what comes next."""

    lines: tuple[DueLine, ...]
    count: int
    late: int
    following: DueLine | None

    @property
    def more(self) -> int:
        """This property will count what is not named."""
        return self.count - len(self.lines)


def waiting(programmes: Sequence[Programme], today: date, most: int) -> Waiting:
    """This function will gather what is late or due in programmes and name at most so many things."""
    return remembered("waiting", (_keys(programmes), today, most), lambda: _waiting(programmes, today, most))


def _waiting(programmes: Sequence[Programme], today: date, most: int) -> Waiting:
    listed = _due(programmes, today, UNDONE)
    open_now = [each for each in listed if each.is_open]
    following = next((each for each in listed if each.state == "later"), None)
    return Waiting(
        tuple(_line(each) for each in open_now[:most]),
        len(open_now),
        sum(1 for each in open_now if each.state == "late"),
        _line(following) if following else None,
    )


def late_by_programme(programmes: Sequence[Programme], today: date) -> dict[UUID, int]:
    """This function will count what is late in each programme."""
    return remembered("late", (_keys(programmes), today), lambda: _late(programmes, today))


def _late(programmes: Sequence[Programme], today: date) -> dict[UUID, int]:
    found = {each.pk: 0 for each in programmes}
    for each in _due(programmes, today, LATE):
        found[each.programme.pk] += 1
    return found


def _due(programmes: Sequence[Programme], today: date, states: Collection[State]) -> list[Due]:
    """What is in one of these states; of a portfolio the rest would be listed for nothing."""
    return monitoring.due_in(programmes, today, reports.formal_reports_done_in(programmes), states)


def _line(each: Due) -> DueLine:
    of, key = each.programme, each.key
    when = {"final": "", each.period.key if each.period else "": quarter(each.period)}.get(key, key)
    return DueLine(each.what, when, each.day, each.state, each.action is None, of.code, of.title)


def _keys(programmes: Iterable[Programme]) -> list[str]:
    return [str(each.pk) for each in programmes]
