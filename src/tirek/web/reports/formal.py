"""Start a formal report, fill it anew, ask for a review, review."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tirek import plans, reports
from tirek.directory import Verdict
from tirek.refusals import Refusal
from tirek.web.reports.forms import FormalReportForm
from tirek.web.requests import SignedRequest, page, whole_number


@page("GET", "POST")
def start(request: SignedRequest, code: str) -> HttpResponse:
    """This page will start a quarterly, an annual or a final report, of all, of one fund, or of one party."""
    programme = plans.programme(request.user, code)
    plans.check_programme(request.user, "write reports", programme)
    initial = {"language": (get_language() or "en")[:2]}
    given = request.POST if request.method == "POST" else None
    form = FormalReportForm(given, initial=initial, programme=programme)
    if request.method == "POST" and form.is_valid():
        try:
            report = reports.start_formal_report(account=request.user, programme=programme, **form.asked())
        except Refusal as refusal:
            form.add_error(None, f"{_(refusal.sentence) % refusal.facts} {_(refusal.hint) % refusal.facts}")
        else:
            messages.success(request, _("The report is started: read it, add what the records do not tell, save it."))
            return redirect("reports:edit", report.pk)
    context = {"programme": programme, "form": form}
    return render(request, "reports/start.html", context, status=422 if form.errors else 200)


@page("POST")
def fill_anew(request: SignedRequest, key: UUID) -> HttpResponse:
    """This page will fill the template of a report again with what is known by now, as its next version."""
    report = reports.report(request.user, key)
    version = whole_number(request.POST.get("version"))
    reports.fill_anew(account=request.user, report=report, base_version=version)
    messages.success(request, _("The report is filled anew; what stood in it before is an earlier version."))
    return redirect("reports:edit", key)


@page("POST")
def ask(request: SignedRequest, key: UUID) -> HttpResponse:
    """This page will ask a second person to look at the newest version."""
    report = reports.report(request.user, key)
    reports.check_on(request.user, "write reports", report)
    reports.ask_for_review(account=request.user, text=_version(request, report))
    messages.success(request, _("A reviewer can now approve this version or send it back."))
    return redirect("reports:edit", key)


@page("POST")
def review(request: SignedRequest, key: UUID) -> HttpResponse:
    """This page will keep what a second person says of the version that was read."""
    report = reports.report(request.user, key)
    reports.check_on(request.user, "review reports", report)
    verdict, reason = request.POST.get("verdict", ""), request.POST.get("reason", "")
    reports.review_text(account=request.user, text=_version(request, report), verdict=verdict, reason=reason)
    approved = verdict == Verdict.APPROVED
    messages.success(request, _("The version is approved.") if approved else _("The version is sent back."))
    return redirect("reports:edit", key)


@page("POST")
def release(request: SignedRequest, key: UUID) -> HttpResponse:
    """This page will let totals be published that changed by a few people, as a second person and with a reason."""
    report = reports.report(request.user, key)
    reports.check_on(request.user, "review reports", report)
    reason = request.POST.get("reason", "")
    reports.release_changes(account=request.user, text=_version(request, report), reason=reason)
    messages.success(request, _("The changed totals are released."))
    return redirect("reports:edit", key)


def _version(request: SignedRequest, report: reports.Report) -> reports.ReportText:
    """The version that the page showed, whatever has been saved since."""
    version = whole_number(request.POST.get("version"))
    found = report.texts.filter(version=version).first()
    if found is None:
        raise reports.WrittenMeanwhile(mine=version, newest=reports.latest_text(report).version)
    return found
