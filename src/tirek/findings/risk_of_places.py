"""How urgent a visit to each place is: its risk, a number made of what is on record, times the years since the last.

What counts and how much stands in one table, which the page shows; nothing else goes into the number.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from tirek.cases import LastThere, RiskReason, cases_for, clocks_of_places, last_at, risk_reasons
from tirek.directory import Account, PlaceOfDetention
from tirek.findings.queries import recommendations_for

LASTING = timedelta(days=730)
"""For so long what was entered by hand counts."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What adds to the risk of a place: so many points each, and so many at most."""

    id: str
    points: int
    most: int
    said: Any


GROUNDS = (
    Ground("complaints", 2, 10, _("Open complaints about the place")),
    Ground("silent", 1, 5, _("Recommendations that were not answered in time")),
    Ground("not-done", 2, 6, _("Recommendations that were seen not to be done")),
    Ground("death", 5, 15, _("Deaths in the last two years")),
    Ground("event", 3, 9, _("Violence, self-harm or unrest in the last two years")),
    Ground("allegation", 3, 9, _("Other allegations in the last two years")),
    Ground("overcrowding", 4, 4, _("More people than the place is made for, in the last two years")),
)


@dataclass(frozen=True, slots=True)
class Urgency:
    """How urgent a visit is, and out of what that number came. `falls_out` says that the legal period ends before the
    end of the year that is planned, or that the place was never visited."""

    place: PlaceOfDetention
    last: LastThere | None
    counted: tuple[tuple[Ground, int, int], ...]
    years: float
    falls_out: bool

    @property
    def risk(self) -> int:
        """This property will give the points of what is on record, and one for being a place of detention."""
        return 1 + sum(points for _ground, _count, points in self.counted)

    @property
    def number(self) -> float:
        """This property will give the number by which places are put in order."""
        return round(self.risk * self.years, 1)


def urgencies(account: Account, places: Iterable[PlaceOfDetention], now: datetime, until: datetime) -> list[Urgency]:
    """This function will put places in the order in which they should be visited; ask it within `sight_of(account)`.

    Cases and recommendations count as the account may see them. A place that was never visited counts as one whose
    legal period has passed in whole.
    """
    asked = list(places)
    last = last_at(account, asked)
    counts = _counts(account, {place.pk for place in asked}, now.date())
    found = [_urgency(place, last.get(place.pk), counts[place.pk], now, until) for place in asked]
    return sorted(found, key=lambda each: (-each.number, each.place.code))


def _urgency(
    place: PlaceOfDetention, last: LastThere | None, counts: Counter[str], now: datetime, until: datetime
) -> Urgency:
    counted = tuple(
        (ground, counts[ground.id], min(counts[ground.id] * ground.points, ground.most))
        for ground in GROUNDS
        if counts[ground.id]
    )
    if last is None:
        return Urgency(place, None, counted, 0.0, falls_out=False)
    since = now - last.at if last.at else last.period
    return Urgency(place, last, counted, since / timedelta(days=365.25), last.due_at is None or last.due_at < until)


def _counts(account: Account, places: set[UUID], today: date) -> defaultdict[UUID, Counter[str]]:
    found: defaultdict[UUID, Counter[str]] = defaultdict(Counter)
    visits = [mechanism.pk for mechanism, _rule in clocks_of_places()]
    complaints = cases_for(account).filter(place__in=places, closed_at=None).exclude(edition__mechanism__in=visits)
    for place, count in complaints.order_by().values_list("place").annotate(n=Count("pk")):
        found[place]["complaints"] = count
    asked = recommendations_for(account).filter(finding__place__in=places)
    for place, due_on, answer, seen in asked.values_list("finding__place", "due_on", "answer", "seen"):
        found[place]["silent"] += answer is None and due_on < today
        found[place]["not-done"] += seen == "not"
    entered = risk_reasons(account).filter(place__in=places, known_on__gt=today - LASTING)
    for place, kind in entered.order_by().values_list("place", "kind"):
        found[place][RiskReason.Kind(kind).value] += 1
    return found
