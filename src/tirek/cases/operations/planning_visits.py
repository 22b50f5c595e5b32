"""Make the plan of visits of a year, jointly: an office plans, and somebody at the Commissioner's office agrees.

The ledger tells that a visit was planned and not where: that a place will be visited is nobody's to know before.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils import timezone

from tirek.cases import events
from tirek.cases.errors import (
    CaseReasonMissing,
    NotOfThisOffice,
    PlaceIsClosed,
    PlanEmpty,
    PlanReviewed,
    PlanWaits,
    PlanYearOver,
    VisitPlannedAlready,
)
from tirek.cases.models import PlannedVisit, PlanProposal, PlanReview, RiskReason
from tirek.cases.visibility import sight_of
from tirek.cases.visits import waits_for_agreement
from tirek.directory import (
    Account,
    NotFound,
    NotPermitted,
    PlaceOfDetention,
    Verdict,
    can,
    check,
    check_second_person,
)
from tirek.ledger import WITHDRAWING, entry

YEARS_AHEAD = 4


def plan_visit(
    *,
    actor: Account,
    year: int,
    place: PlaceOfDetention,
    month: int,
    kind: PlannedVisit.Kind,
    leader: Account | None = None,
    members: int = 2,
) -> PlannedVisit:
    """This function will put a visit into the plan of the actor's office: to a place of its region, or of the country.

    Raises `NotPermitted`, `PlanYearOver`, `PlaceIsClosed`, `NotOfThisOffice`, `VisitPlannedAlready`.
    """
    check(actor, "lead cases")
    if not (actor.office.is_national or place.region_id == actor.office.region_id):
        raise NotPermitted(deed="lead cases")
    _check_year(year)
    if place.closed_on is not None and place.closed_on < date(year, month, 1):
        raise PlaceIsClosed(place=place)
    if leader is not None and (leader.office_id != actor.office_id or not can(leader, "work on cases")):
        raise NotOfThisOffice
    detail = {"year": year}
    with (
        sight_of(actor),
        entry(event=events.VISIT_PLANNED, office=actor.office_id, by=str(actor.pk), detail=detail) as trace,
    ):
        there = {"office": actor.office, "year": year, "month": month, "place": place}
        if PlannedVisit.objects.filter(PlannedVisit.standing(), **there).exists():
            raise VisitPlannedAlready
        told = {"kind": kind, "leader": leader, "members": members, "planned_by": actor, "planned_at": timezone.now()}
        return trace.store(PlannedVisit(**there, **told, entered_position=trace.position))


def withdraw_visit(*, actor: Account, visit: UUID, reason: str) -> PlannedVisit:
    """This function will take a visit out of the plan, with a reason. Raises `NotPermitted`, `NotFound`,
    `CaseReasonMissing`."""
    check(actor, "lead cases")
    with sight_of(actor):
        found = PlannedVisit.objects.filter(PlannedVisit.standing(), pk=visit, office=actor.office_id).first()
        if found is None:
            raise NotFound
        if not reason.strip():
            raise CaseReasonMissing
        detail = {"year": found.year}
        with entry(event=events.VISIT_NOT_PLANNED, office=found.office_id, by=str(actor.pk), detail=detail) as trace:
            row = PlannedVisit.objects.only(*WITHDRAWING).get(pk=found.pk)
            row.withdrawn_position, row.withdrawn_because = trace.position, reason.strip()[:300]
            trace.change(row)
        return found


def propose_plan(*, actor: Account, year: int) -> PlanProposal:
    """This function will put the plan of the actor's office before the Commissioner. Raises `NotPermitted`,
    `PlanYearOver`, `PlanEmpty`, `PlanWaits`."""
    check(actor, "lead cases")
    _check_year(year)
    detail = {"year": year}
    with (
        sight_of(actor),
        entry(event=events.PLAN_PROPOSED, office=actor.office_id, by=str(actor.pk), detail=detail) as trace,
    ):
        proposals = PlanProposal.objects.filter(PlanProposal.standing(), office=actor.office_id, year=year)
        if proposals.filter(reviews=None).exists():
            raise PlanWaits
        if not waits_for_agreement(actor.office_id, year):
            raise PlanEmpty
        visits = PlannedVisit.objects.filter(PlannedVisit.standing(), office=actor.office_id, year=year).count()
        who = {"proposed_by": actor, "proposed_at": timezone.now(), "entered_position": trace.position}
        return trace.store(PlanProposal(office=actor.office, year=year, visits=visits, **who))


def review_plan(*, actor: Account, proposal: UUID, verdict: Verdict, reason: str = "") -> PlanReview:
    """This function will agree to a plan for the Commissioner, or send it back with a reason.

    Who leads at the national office decides, and nobody who put a visit into the plan. Raises `NotPermitted`,
    `NotFound`, `SamePerson`, `PlanReviewed`, `CaseReasonMissing`.
    """
    check(actor, "lead cases")
    if not actor.office.is_national:
        raise NotPermitted(deed="lead cases")
    with sight_of(actor):
        found = PlanProposal.objects.select_related("office", "proposed_by").filter(pk=proposal).first()
        if found is None:
            raise NotFound
        visits = PlannedVisit.objects.filter(PlannedVisit.standing(), office=found.office_id, year=found.year)
        check_second_person(
            actor, found.proposed_by, *(each.planned_by for each in visits.select_related("planned_by"))
        )
        if verdict == Verdict.RETURNED and not reason.strip():
            raise CaseReasonMissing
        detail = {"year": found.year, "verdict": verdict}
        with entry(event=events.PLAN_REVIEWED, office=found.office_id, by=str(actor.pk), detail=detail) as trace:
            if found.reviews.exists():
                raise PlanReviewed
            said = {"verdict": verdict, "reason": reason.strip() if verdict == Verdict.RETURNED else ""}
            when = {"reviewed_by": actor, "reviewed_at": timezone.now(), "entered_position": trace.position}
            return trace.store(PlanReview(proposal=found, **said, **when))


def enter_risk(
    *, actor: Account, place: PlaceOfDetention, kind: RiskReason.Kind, known_on: date, said: str
) -> RiskReason:
    """This function will keep what is known of a place that speaks for going there soon; it names nobody.

    Raises `NotPermitted`, `CaseReasonMissing`.
    """
    check(actor, "work on cases")
    if not (actor.office.is_national or place.region_id == actor.office.region_id):
        raise NotPermitted(deed="work on cases")
    if not said.strip():
        raise CaseReasonMissing
    detail = {"place": place.code, "kind": kind.value}
    with (
        sight_of(actor),
        entry(event=events.RISK_ENTERED, office=actor.office_id, by=str(actor.pk), detail=detail) as trace,
    ):
        who = {"office": actor.office, "entered_by": actor, "entered_at": timezone.now()}
        told = {"place": place, "kind": kind, "known_on": known_on, "said": said.strip()[:300]}
        return trace.store(RiskReason(**who, **told, entered_position=trace.position))


def _check_year(year: int) -> None:
    this = timezone.localdate().year
    if not this <= year <= this + YEARS_AHEAD:
        raise PlanYearOver(year=year)
