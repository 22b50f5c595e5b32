"""What the plan of visits of a year holds, what of it is agreed to, and what of it is done; ask within `sight_of`.

A visit is done when the step that the law wants done again was done at its place in its year: of preventive visits the
checklist. Nobody ticks anything off by hand.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, QuerySet

from tirek.cases.clocks import zone_of_offices
from tirek.cases.models import Happening, PlannedVisit, PlanProposal, RiskReason
from tirek.cases.places import clocks_of_places, due_at_place, last_done
from tirek.cases.rules import rules_of
from tirek.cases.visibility import sight_of_the_house
from tirek.directory import Account, Office, Verdict, can
from tirek.packs import edition_in_force


@dataclass(frozen=True, slots=True)
class Planned:
    """A visit of the plan: whether a second person agreed to it, and when it was done."""

    visit: PlannedVisit
    agreed: bool
    done_at: datetime | None


def plan_of(account: Account, office: Office, year: int) -> list[Planned]:
    """This function will give the plan of an office for a year, by month; of another office to the national one alone.

    Of several visits to one place the first planned is done by the first that took place.
    """
    rows = list(_planned(account, office.pk, year).select_related("place__region", "place__kind", "leader"))
    until = _agreed_until(office.pk, year)
    done = visits_in(year, {row.place_id for row in rows})
    taken: defaultdict[UUID, int] = defaultdict(int)
    found = []
    for row in rows:
        times = done.get(row.place_id, [])
        at = times[taken[row.place_id]] if taken[row.place_id] < len(times) else None
        taken[row.place_id] += 1
        found.append(Planned(row, until is not None and row.planned_at <= until, at))
    return found


def proposals_of(account: Account, office: Office, year: int) -> list[PlanProposal]:
    """This function will give when the plan was put before the Commissioner and what was said, the newest first."""
    if not _sees_plan(account, office.pk):
        return []
    found = PlanProposal.objects.filter(PlanProposal.standing(), office=office, year=year)
    return list(found.select_related("proposed_by").prefetch_related("reviews__reviewed_by"))


def waits_for_agreement(office: str, year: int) -> bool:
    """This function will say whether a plan has visits that no second person agreed to."""
    until = _agreed_until(office, year)
    rows = PlannedVisit.objects.filter(PlannedVisit.standing(), office=office, year=year)
    return (rows.filter(planned_at__gt=until) if until else rows).exists()


def planned_places(account: Account, office: Office, year: int) -> set[UUID]:
    """This function will name the places that the plan of an office goes to in a year."""
    return set(_planned(account, office.pk, year).values_list("place", flat=True))


def visits_in(year: int, places: Iterable[UUID] | None = None) -> dict[UUID, list[datetime]]:
    """This function will tell when each place was visited in a year, by any office: all cases count, seen or not.

    Without `places`, of every place. That somebody was there is no secret once it is over.
    """
    zone = zone_of_offices()
    span = datetime(year, 1, 1, tzinfo=zone), datetime(year + 1, 1, 1, tzinfo=zone)
    found: defaultdict[UUID, list[datetime]] = defaultdict(list)
    for mechanism, rule in clocks_of_places():
        assert rule.starts is not None
        with sight_of_the_house():
            done = Happening.objects.filter(
                step=rule.starts.step, case__edition__mechanism=mechanism, at__gte=span[0], at__lt=span[1]
            ).exclude(case__place=None)
            asked = done if places is None else done.filter(case__place__in=list(places))
            for place, at in asked.order_by("at").values_list("case__place", "at"):
                found[place].append(at)
    return dict(found)


def risk_reasons(account: Account) -> QuerySet[RiskReason]:
    """This function will give what was entered of places that makes a visit urgent, as the account may see it."""
    found = RiskReason.objects.filter(RiskReason.standing()).select_related("place", "entered_by__office")
    if not can(account, "see cases"):
        return found.none()
    return found if account.office.is_national else found.filter(office=account.office_id)


def _planned(account: Account, office: str, year: int) -> QuerySet[PlannedVisit]:
    found = PlannedVisit.objects.filter(PlannedVisit.standing(), office=office, year=year)
    return found.order_by("month", "place__code") if _sees_plan(account, office) else found.none()


def _sees_plan(account: Account, office: str) -> bool:
    return can(account, "see cases") and (account.office.is_national or account.office_id == office)


def _agreed_until(office: str, year: int) -> datetime | None:
    agreed = PlanProposal.objects.filter(
        PlanProposal.standing(), office=office, year=year, reviews__verdict=Verdict.APPROVED
    )
    return agreed.order_by("-proposed_at").values_list("proposed_at", flat=True).first()


def covered(places: Iterable[UUID], moment: datetime) -> set[UUID]:
    """This function will name the places that had been visited within the legal period that ends at a moment."""
    asked = list(places)
    found: set[UUID] = set()
    for mechanism, rule in clocks_of_places(moment.astimezone(zone_of_offices()).date()):
        last = last_done(mechanism, rule, asked, before=moment)
        found |= {place for place, at in last.items() if due_at_place(rule, at) >= moment}
    return found


def steps_done(account: Account, year: int) -> list[tuple[str, int]]:
    """This function will tell how often each step of visits was done in a year, by its name in the reader's language.

    Of all offices for the national one, else of the account's own; they are counts, and open nothing.
    """
    zone = zone_of_offices()
    span = datetime(year, 1, 1, tzinfo=zone), datetime(year + 1, 1, 1, tzinfo=zone)
    found: Counter[str] = Counter()
    for mechanism in {mechanism for mechanism, _rule in clocks_of_places()}:
        rules = rules_of(edition_in_force(mechanism.code))
        names = {step.id: rules.said(step.name) for each in rules.procedures.values() for step in each.steps.values()}
        done = Happening.objects.filter(case__edition__mechanism=mechanism, at__gte=span[0], at__lt=span[1])
        if not account.office.is_national:
            done = done.filter(case__opened_in=account.office_id)
        with sight_of_the_house():
            told = dict(done.exclude(by=None).order_by().values_list("step").annotate(n=Count("pk")))
        for step, name in names.items():
            found[name] += told.get(step, 0)
    return sorted((+found).items())
