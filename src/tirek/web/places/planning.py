"""The plan of visits of a year: what the law and the risk speak for, what is planned, who agreed, what is done."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from tirek import cases, directory, findings
from tirek.directory import Account, NotFound, Office, Verdict, check
from tirek.web.cases.asking import ReasonForm, VerdictForm
from tirek.web.downloads import attachment, safe_cell
from tirek.web.places.forms import PlannedVisitForm, RiskForm
from tirek.web.requests import SignedRequest, page, paged, whole_number

COLUMNS = ("office", "year", "month", "place", "name", "region", "type", "leader", "members", "agreed", "done")


@page()
def plan(request: SignedRequest) -> HttpResponse:
    """This page will show the plan of a year, and which places should come first."""
    check(request.user, "see cases")
    office, year = _asked(request)
    return _shown(request, office, year, VerdictForm())


@page()
def plan_csv(request: SignedRequest) -> HttpResponse:
    """This page will give the plan of a year as a table."""
    check(request.user, "see cases")
    office, year = _asked(request)
    out = io.StringIO()
    sheet = csv.writer(out)
    sheet.writerow(
        ["office", "year", "month", "place", "name", "region", "type", "leader", "members", "agreed", "done"]
    )
    with cases.sight_of(request.user):
        for row in cases.plan_of(request.user, office, year):
            visit, done = row.visit, timezone.localtime(row.done_at).date() if row.done_at else ""
            leader = visit.leader.username if visit.leader else ""
            where = [visit.place.code, str(visit.place), visit.place.region_id]
            agreed = "yes" if row.agreed else "no"
            told = [office.pk, year, visit.month, *where, visit.kind, leader, visit.members, agreed, done]
            sheet.writerow([safe_cell(each) for each in told])
    return attachment("\ufeff" + out.getvalue(), f"visits-{office.pk}-{year}.csv", "text/csv; charset=utf-8")


@page("GET", "POST")
def plan_visit(request: SignedRequest, year: int, code: str) -> HttpResponse:
    """This page will put a visit to a place into the plan."""
    check(request.user, "lead cases")
    place = directory.place(code)
    form = PlannedVisitForm(request.POST or None, account=request.user)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "places/plan_visit.html", {"place": place, "year": year, "form": form}, status=status)
    given = form.cleaned_data
    kind = cases.PlannedVisit.Kind(given["kind"])
    told = {"month": int(given["month"]), "leader": given["leader"], "members": given["members"]}
    cases.plan_visit(actor=request.user, year=year, place=place, kind=kind, **told)
    messages.success(request, _("The visit is in the plan."))
    return _to_plan(year)


@page("GET", "POST")
def withdraw_visit(request: SignedRequest, key: UUID) -> HttpResponse:
    """This page will take a visit out of the plan."""
    check(request.user, "lead cases")
    with cases.sight_of(request.user):
        rows = cases.PlannedVisit.objects.filter(cases.PlannedVisit.standing(), office=request.user.office_id)
        visit = rows.select_related("place").filter(pk=key).first()
    if visit is None:
        raise NotFound
    form = ReasonForm(request.POST or None)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "places/withdraw_visit.html", {"visit": visit, "form": form}, status=status)
    cases.withdraw_visit(actor=request.user, visit=key, reason=form.cleaned_data["reason"])
    messages.success(request, _("The visit is no longer in the plan."))
    return _to_plan(visit.year)


@page("POST")
def propose(request: SignedRequest, year: int) -> HttpResponse:
    """This page will put the plan before the Commissioner."""
    cases.propose_plan(actor=request.user, year=year)
    messages.success(request, _("The plan waits for a second person at the national office."))
    return _to_plan(year)


@page("POST")
def review(request: SignedRequest, key: UUID) -> HttpResponse:
    """This page will agree to a plan, or send it back."""
    check(request.user, "lead cases")
    with cases.sight_of(request.user):
        proposal = cases.PlanProposal.objects.select_related("office").filter(pk=key).first()
    if proposal is None:
        raise NotFound
    form = VerdictForm(request.POST)
    if not form.is_valid():
        return _shown(request, proposal.office, proposal.year, form, 422)
    verdict = Verdict(form.cleaned_data["verdict"])
    cases.review_plan(actor=request.user, proposal=key, verdict=verdict, reason=form.cleaned_data["reason"])
    agreed = verdict == Verdict.APPROVED
    messages.success(request, _("The plan is agreed.") if agreed else _("It was sent back."))
    return _to_plan(proposal.year, proposal.office_id)


@page("GET", "POST")
def risk(request: SignedRequest, code: str) -> HttpResponse:
    """This page will show what is known of a place that makes a visit urgent, and take more."""
    check(request.user, "see cases")
    place = directory.place(code)
    form = RiskForm(request.POST or None)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        kind = cases.RiskReason.Kind(given["kind"])
        told = {"known_on": given["known_on"], "said": given["said"]}
        cases.enter_risk(actor=request.user, place=place, kind=kind, **told)
        messages.success(request, _("It is kept, and counts from now on."))
        return redirect("places:risk", place.code)
    now = timezone.localtime()
    with cases.sight_of(request.user):
        context = {
            "place": place,
            "form": form,
            "rows": cases.risk_reasons(request.user).filter(place=place),
            "urgency": findings.urgencies(request.user, [place], now, _end(now.year))[0],
            "may": _keeps(request.user, place),
        }
        return render(request, "places/risk.html", context, status=422 if form.is_bound else 200)


def _shown(request: SignedRequest, office: Office, year: int, form: VerdictForm, status: int = 200) -> HttpResponse:
    reader, now = request.user, timezone.localtime()
    with cases.sight_of(reader):
        rows = cases.plan_of(reader, office, year)
        planned = {row.visit.place_id for row in rows}
        places = [each for each in directory.places() if office.is_national or each.region_id == office.region_id]
        open_then = [each for each in places if each.closed_on is None or each.closed_on.year >= year]
        found = findings.urgencies(reader, open_then, now, _end(year))
        visited = cases.visits_in(year, [each.pk for each in open_then])
        proposals = [(each, next(iter(each.reviews.all()), None)) for each in cases.proposals_of(reader, office, year)]
    waiting = next((each for each, said in proposals if said is None), None)
    ours = directory.can(reader, "lead cases") and office.pk == reader.office_id
    authors = {row.visit.planned_by_id for row in rows} | ({waiting.proposed_by_id} if waiting else set())
    left = [each for each in found if each.falls_out and each.place.pk not in planned and each.place.pk not in visited]
    context = {
        "office": office,
        "offices": Office.objects.all() if reader.office.is_national else [],
        "year": year,
        "years": range(now.year - 1, now.year + 3),
        "rows": [(row, MONTHS[row.visit.month]) for row in rows],
        "done": sum(row.done_at is not None for row in rows),
        "not_agreed": sum(not row.agreed for row in rows),
        "left": len(left),
        "suggested": paged(request, [(each, each.place.pk in planned) for each in found]),
        "grounds": findings.GROUNDS,
        "proposals": proposals,
        "waiting": waiting,
        "may_plan": ours and year >= now.year,
        "may_review": bool(
            waiting and reader.office.is_national and directory.can(reader, "lead cases") and reader.pk not in authors
        ),
        "form": form,
        "now": now,
    }
    return render(request, "places/plan.html", context, status=status)


def _asked(request: SignedRequest) -> tuple[Office, int]:
    """Of another office only the national one is given the plan."""
    account: Account = request.user
    year = whole_number(request.GET.get("year"))
    code = request.GET.get("office") if account.office.is_national else ""
    office = Office.objects.filter(pk=code).first() if code else None
    return office or account.office, year if 2000 <= year <= 2200 else timezone.localdate().year


def _to_plan(year: int, office: str = "") -> HttpResponse:
    return redirect(f"{reverse('places:plan')}?year={year}" + (f"&office={office}" if office else ""))


def _keeps(account: Account, place: directory.PlaceOfDetention) -> bool:
    here = account.office.is_national or place.region_id == account.office.region_id
    return here and directory.can(account, "work on cases")


def _end(year: int) -> datetime:
    return datetime(year + 1, 1, 1, tzinfo=cases.zone_of_offices())
