"""What the cases of all offices tell of a place: when the step was last done there that the law wants done again.

Which step that is, and how long may pass, is a row of clocks.csv (`STEP was done at the same place`): of preventive
visits at present, and of any mechanism that says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Max, QuerySet
from django.utils import timezone

from tirek.cases.clocks import calendar, zone_of_offices
from tirek.cases.models import Case, Happening
from tirek.cases.rules import rules_of
from tirek.cases.visibility import cases_for, sight_of_the_house
from tirek.directory import Account, PlaceOfDetention, can
from tirek.packs import Mechanism, editions_in_force
from tirek.procedures import ClockRule, due_after, rule_on


@dataclass(frozen=True, slots=True)
class LastThere:
    """When a step that the law wants done again was last done at a place, and by when it must be; None for never.

    `period` is how long the law lets pass.
    """

    at: datetime | None
    due_at: datetime | None
    basis: str
    period: timedelta


def last_at(account: Account, places: Iterable[PlaceOfDetention]) -> dict[UUID, LastThere]:
    """This function will tell for each place when it was last visited, and by when the law wants it visited again.

    All cases count, seen or not: that somebody was there is no secret once it is over. Only who sees cases is told.
    Where several clocks run at places, that one is told which ends first. A place never visited has no day by which.
    """
    asked = [place.pk for place in places]
    if not can(account, "see cases"):
        return {}
    found: dict[UUID, LastThere] = {}
    now = timezone.now()
    for mechanism, rule in clocks_of_places():
        last = last_done(mechanism, rule, asked)
        period = due_at_place(rule, now) - now
        for place in asked:
            at = last.get(place)
            due = due_at_place(rule, at) if at else None
            before = found.get(place)
            if before is None or (before.due_at is not None and (due is None or due < before.due_at)):
                found[place] = LastThere(at, due, rule.basis, period)
    return found


def longest_first(account: Account, places: Iterable[PlaceOfDetention]) -> list[PlaceOfDetention]:
    """This function will give places that were never visited first, then those that were not for longest."""
    found = list(places)
    when = last_at(account, found)
    return sorted(found, key=lambda each: last.at.timestamp() if (last := when.get(each.pk)) and last.at else 0.0)


def cases_at(account: Account, place: PlaceOfDetention) -> QuerySet[Case]:
    """This function will give the cases about a place that the account sees; ask it within `sight_of(account)`."""
    return cases_for(account).filter(place=place).select_related("edition", "office").order_by("-opened_at")


def clocks_of_places(on: date | None = None) -> list[tuple[Mechanism, ClockRule]]:
    """This function will give the clocks that run at places, in force on a day, each with its mechanism."""
    day = on or timezone.localdate()
    found = []
    for edition in editions_in_force():
        rules = rules_of(edition).clocks
        for clock in dict.fromkeys(rule.id for rule in rules if rule.is_of_places):
            if (rule := rule_on(rules, clock, day)) is not None and rule.is_of_places:
                found.append((edition.mechanism, rule))
    return found


def due_at_place(rule: ClockRule, at: datetime) -> datetime:
    """This function will say by when the law wants a place visited again that was visited at a moment."""
    return due_after(rule.limit, at, [], calendar(), zone_of_offices(), at)


def last_done(
    mechanism: Mechanism, rule: ClockRule, places: list[UUID], before: datetime | None = None
) -> dict[UUID, datetime]:
    """This function will say when each place was last visited, by any office; a place that never was is left out."""
    assert rule.starts is not None
    with sight_of_the_house():
        done = Happening.objects.filter(
            step=rule.starts.step, case__place__in=places, case__edition__mechanism=mechanism
        )
        if before is not None:
            done = done.filter(at__lt=before)
        rows = done.order_by().values_list("case__place").annotate(last=Max("at"))
        return dict(rows)
