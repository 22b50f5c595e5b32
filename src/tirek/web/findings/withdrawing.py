"""Take back what should not stand: a finding, a recommendation."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tirek import findings
from tirek.cases import sight_of
from tirek.directory import NotFound
from tirek.web.findings.forms import WithdrawForm
from tirek.web.findings.views import finding_page, recommendation_page
from tirek.web.requests import SignedRequest, page


@page("POST")
def finding(request: SignedRequest, key: UUID) -> HttpResponse:
    """This page will withdraw a finding."""
    findings.check_write_findings(request.user)
    form = WithdrawForm(request.POST)
    with sight_of(request.user):
        row = findings.findings_for(request.user).filter(pk=key).first()
        if row is None:
            raise NotFound
        if not form.is_valid():
            return finding_page(request, key, withdrawing=form)
        findings.withdraw_finding(actor=request.user, finding=key, reason=form.cleaned_data["reason"])
    messages.success(request, _("The finding is withdrawn."))
    if row.case is not None:
        return redirect("findings:case", row.case.number)
    return redirect("studies:findings", row.study)


@page("POST")
def recommendation(request: SignedRequest, key: UUID) -> HttpResponse:
    """This page will withdraw a recommendation."""
    findings.check_write_findings(request.user)
    form = WithdrawForm(request.POST)
    with sight_of(request.user):
        row = findings.recommendations_for(request.user).filter(pk=key).first()
        if row is None:
            raise NotFound
        if not form.is_valid():
            return recommendation_page(request, key, withdrawing=form)
        findings.withdraw_recommendation(actor=request.user, recommendation=key, reason=form.cleaned_data["reason"])
    messages.success(request, _("The recommendation is withdrawn."))
    return redirect("findings:finding", row.finding_id)
