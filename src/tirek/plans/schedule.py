"""When each activity was planned, when it is expected now, and by how much it slipped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db.models import Prefetch, QuerySet

from tirek.plans.errors import NoSuchPlan
from tirek.plans.marks import Span, UnreadMark, spans_of
from tirek.plans.models import Activity, Programme, ScheduleChange

State = Literal["undated", "later", "now", "over"]


@dataclass(frozen=True, slots=True)
class Scheduled:
    """An activity in time. `planned` runs from the first day that the plan's marks name to the last, `spans` are the
    marks with their gaps, `revised` the newest dates that stand, `unread` the marks that give no dates.

    `slipped_days` is how much later it is expected to end than planned; less than 0 is earlier.
    """

    activity: Activity
    planned: Span | None
    spans: tuple[Span, ...]
    revised: Span | None
    slipped_days: int
    unread: tuple[UnreadMark, ...]
    changes: tuple[ScheduleChange, ...]
    state: State

    @property
    def expected(self) -> Span | None:
        """This property will give the dates that count now: the revised ones, else the planned."""
        return self.revised or self.planned


def schedule(programme: Programme, today: date, head: int | None = None) -> list[Scheduled]:
    """This function will give the schedule of every activity, in the order of the plan.

    `head` is the position of the programme's chain as of which changes count; None is now. Two queries.
    """
    return sorted((_scheduled(each, programme, today) for each in _activities(programme, head)), key=_place)


def scheduled(programme: Programme, number: str, today: date) -> Scheduled:
    """This function will give one activity in time by its number, or refuse (`NoSuchPlan`)."""
    found = _activities(programme).filter(number=number).first()
    if found is None:
        raise NoSuchPlan
    return _scheduled(found, programme, today)


def _activities(programme: Programme, head: int | None = None) -> QuerySet[Activity]:
    standing = ScheduleChange.objects.filter(ScheduleChange.standing(head)).order_by("entered_position")
    changes = Prefetch("schedule_changes", standing.select_related("changed_by"), to_attr="standing_changes")
    activities = Activity.objects.filter(output__programme=programme).select_related("output__programme__office")
    return activities.prefetch_related(changes).order_by("output__number", "number")


def _scheduled(activity: Activity, programme: Programme, today: date) -> Scheduled:
    spans, unread = spans_of(activity.marks, programme.starts, programme.ends)
    planned = (spans[0][0], spans[-1][1]) if spans else None
    changes: tuple[ScheduleChange, ...] = tuple(activity.standing_changes)  # type: ignore[attr-defined]
    revised = (changes[-1].begins, changes[-1].ends) if changes else None
    slipped = (revised[1] - planned[1]).days if revised and planned else 0
    state = _state(revised or planned, today)
    return Scheduled(activity, planned, spans, revised, slipped, unread, changes, state)


def _state(expected: Span | None, today: date) -> State:
    if expected is None:
        return "undated"
    if today < expected[0]:
        return "later"
    return "now" if today <= expected[1] else "over"


def _place(each: Scheduled) -> list[tuple[int, str]]:
    """1.10 comes after 1.9."""
    parts = (each.activity.output.number, *each.activity.number.split("."))
    return [(int(part), "") if part.isdigit() else (0, part) for part in parts]
