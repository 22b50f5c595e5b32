"""What the preventive mechanism did in a year: the figures of its consolidated report.

They count places, visits and recommendations, and no people; how many were spoken with stands in sealed checklists,
which a report opens none of. The national office counts those of all offices, another one its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from tirek.cases import (
    PlannedVisit,
    clocks_of_places,
    covered,
    plan_of,
    sight_of,
    sight_of_the_house,
    steps_done,
    visits_in,
    zone_of_offices,
)
from tirek.directory import Account, Office, PlaceOfDetention, check, places
from tirek.findings.queries import Standing, recommendations_told, standing

FEWEST = 5
"""A figure that is published isolates nobody: of what may have befallen people fewer than this are not told."""


@dataclass(frozen=True, slots=True)
class Group:
    """Places of a region or of a type: how many, how many visits they had, how many are within the legal period."""

    key: str
    name: str
    places: int
    visits: int
    covered: int


@dataclass(frozen=True, slots=True)
class YearOfVisits:
    """The figures of a year. `steps` holds None where fewer than five would be told.

    `synthetic` says that places among them were made up.
    """

    year: int
    places: int
    visits: int
    covered: int
    by_type: tuple[tuple[str, int], ...]
    by_region: tuple[Group, ...]
    by_kind: tuple[Group, ...]
    steps: tuple[tuple[str, int | None], ...]
    asked: Standing
    synthetic: bool


def year_of_visits(account: Account, year: int, now: datetime) -> YearOfVisits:
    """This function will count what the mechanism did in a year, up to now. Raises `NotPermitted`."""
    check(account, "see findings")
    zone = zone_of_offices()
    end = min(datetime(year + 1, 1, 1, tzinfo=zone), now)
    known = [each for each in _places(account) if _stood(each, year)]
    visits = {place: len(times) for place, times in visits_in(year, {each.pk for each in known}).items()}
    within = covered({each.pk for each in known}, end)

    def grouped(key: Callable[[PlaceOfDetention], Any]) -> tuple[Group, ...]:
        groups = {str(key(each).pk): key(each) for each in known}
        counted = Counter(str(key(each).pk) for each in known)
        went: Counter[str] = Counter()
        inside = Counter(str(key(each).pk) for each in known if each.pk in within)
        for each in known:
            went[str(key(each).pk)] += visits.get(each.pk, 0)
        rows = [Group(name, str(groups[name]), counted[name], went[name], inside[name]) for name in groups]
        return tuple(sorted(rows, key=lambda row: row.name))

    return YearOfVisits(
        year=year,
        places=len(known),
        visits=sum(visits.values()),
        covered=len(within),
        by_type=_types(account, year, sum(visits.values())),
        by_region=grouped(lambda each: each.region),
        by_kind=grouped(lambda each: each.kind),
        steps=tuple((name, count if count >= FEWEST else None) for name, count in steps_done(account, year)),
        asked=_asked(account, year, min(now.astimezone(zone).date(), end.astimezone(zone).date())),
        synthetic=any(each.synthetic for each in known),
    )


def _places(account: Account) -> list[PlaceOfDetention]:
    found = places().select_related("region", "kind")
    return list(found if account.office.is_national else found.filter(region=account.office.region_id))


def _stood(place: PlaceOfDetention, year: int) -> bool:
    first, last = date(year, 1, 1), date(year, 12, 31)
    return not (place.closed_on and place.closed_on < first) and not (place.opened_on and place.opened_on > last)


def _types(account: Account, year: int, visits: int) -> tuple[tuple[str, int], ...]:
    """As the plans say of those visits that are done; what no plan had is its own row."""
    offices = Office.objects.all() if account.office.is_national else [account.office]
    found: Counter[str] = Counter()
    with sight_of(account):
        for office in offices:
            found.update(each.visit.kind for each in plan_of(account, office, year) if each.done_at)
    rows = [(kind.value, found[kind.value]) for kind in PlannedVisit.Kind]
    return (*rows, ("", max(visits - found.total(), 0)))


def _asked(account: Account, year: int, today: date) -> Standing:
    mechanisms = [mechanism.pk for mechanism, _rule in clocks_of_places()]
    mine = Q() if account.office.is_national else Q(case__opened_in=account.office_id)
    with sight_of_the_house():
        rows = recommendations_told().filter(mine, case__edition__mechanism__in=mechanisms, sent_on__year=year)
        return standing(rows, today)
