"""Cost reports: taken in, looked through, withdrawn; lines that match nothing, and what they belong to."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tirek import money
from tirek.money import CostReport, RowsUnreadable
from tirek.plans import Programme
from tirek.refusals import Refusal
from tirek.web.downloads import attachment
from tirek.web.money.forms import FEE, AssignmentForm, CostReportForm, refused
from tirek.web.money.overview import seen_programme
from tirek.web.requests import SignedRequest, page, paged


@page("GET", "POST")
def index(request: SignedRequest, code: str) -> HttpResponse:
    """This page will list the cost reports and take in another."""
    programme = seen_programme(request, code)
    form, problems = CostReportForm(), None
    if request.method == "POST":
        money.check_enter(request.user, programme)
        form = CostReportForm(request.POST, request.FILES)
        try:
            if form.is_valid() and (report := _taken_in(request, programme, form)):
                return redirect("money:cost-report", code, report.pk)
        except RowsUnreadable as refusal:
            problems = refusal
    reports = list(money.cost_reports(programme).order_by("-begins", "-entered_position"))
    context = {
        "programme": programme,
        "current": "costs",
        "reports": reports,
        "form": form,
        "problems": problems,
        "may_enter": money.can_enter(request.user, programme),
    }
    status = 422 if problems or form.errors else 200
    return render(request, "money/costs.html", context, status=status)


def _taken_in(request: SignedRequest, programme: Programme, form: CostReportForm) -> CostReport | None:
    given = dict(form.cleaned_data)
    upload = given.pop("file")
    try:
        report = money.take_in_cost_report(
            account=request.user, programme=programme, name=upload.name, content=upload.read(), **given
        )
    except RowsUnreadable:
        raise
    except Refusal as refusal:
        refused(form, refusal)
        return None
    messages.success(request, _("The report is taken in. Lines: %(count)s.") % {"count": report.line_count})
    return report


@page()
def report(request: SignedRequest, code: str, key: UUID) -> HttpResponse:
    """This page will show the lines of a report, each with what it matches."""
    programme = seen_programme(request, code)
    found = money.cost_report(request.user, programme, key)
    lines = money.report_lines(programme, found)
    only = request.GET.get("only") == "unmatched"
    context = {
        "programme": programme,
        "current": "costs",
        "report": found,
        "lines": paged(request, lines.exclude(problem="") if only else lines),
        "only": only,
        "unmatched_count": lines.exclude(problem="").count(),
        "may_enter": money.can_enter(request.user, programme) and found.withdrawn_position is None,
    }
    return render(request, "money/cost_report.html", context)


@page()
def original(request: SignedRequest, code: str, key: UUID) -> HttpResponse:
    """This page will give a report back, byte for byte as it came."""
    programme = seen_programme(request, code)
    found = money.cost_report(request.user, programme, key)
    return attachment(bytes(found.content), found.name)


@page("POST")
def withdraw(request: SignedRequest, code: str, key: UUID) -> HttpResponse:
    """This page will withdraw a report with a reason."""
    programme = seen_programme(request, code)
    money.check_enter(request.user, programme)
    found = money.cost_report(request.user, programme, key)
    money.withdraw_cost_report(account=request.user, report=found, reason=request.POST.get("reason", ""))
    messages.success(request, _("The report is withdrawn; it stays on record and counts no more."))
    return redirect("money:costs", code)


@page()
def unmatched(request: SignedRequest, code: str) -> HttpResponse:
    """This page will list the lines that match no row of the budget in force."""
    programme = seen_programme(request, code)
    context = {
        "programme": programme,
        "current": "unmatched",
        "lines": paged(request, money.unmatched_lines(programme)),
        "revision": money.budget_in_force(programme),
        "may_enter": money.can_enter(request.user, programme),
    }
    return render(request, "money/unmatched.html", context)


@page("GET", "POST")
def assign(request: SignedRequest, code: str, key: UUID) -> HttpResponse:
    """This page will say what a line belongs to."""
    programme = seen_programme(request, code)
    money.check_enter(request.user, programme)
    line = money.cost_line(request.user, programme, key)
    form = AssignmentForm(programme, request.POST or None, initial=_placed(line))
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        activity, fund = form.activities.get(given.pop("activity")), form.funds[given.pop("fund")]
        try:
            money.assign_line(account=request.user, line=line, activity=activity, fund=fund, **given)
        except Refusal as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("The line is assigned."))
            return redirect("money:unmatched", code)
    context: dict[str, Any] = {
        "programme": programme,
        "current": "unmatched",
        "line": line,
        "form": form,
        "assignments": money.assignments(line),
    }
    return render(request, "money/assign.html", context, status=422 if form.errors else 200)


def _placed(line: Any) -> dict[str, Any]:
    """What the line says of itself is where the form begins."""
    activity = FEE if line.kind == "fee" else str(line.activity_id or "")
    return {"activity": activity, "fund": str(line.fund_id or ""), "account_code": line.account_code}
