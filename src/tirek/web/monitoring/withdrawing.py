"""Withdrawing what was said in monitoring."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tirek import monitoring
from tirek.monitoring import (
    ActionDone,
    CourseCorrection,
    Lesson,
    Progress,
    QualityReview,
    RiskAssessment,
    Said,
)
from tirek.web.monitoring.asked import watched
from tirek.web.requests import SignedRequest, page

KINDS: dict[str, tuple[type[Said], str]] = {
    "progress": (Progress, "monitoring:index"),
    "done": (ActionDone, "monitoring:index"),
    "assessments": (RiskAssessment, "monitoring:risks"),
    "lessons": (Lesson, "monitoring:lessons"),
    "quality": (QualityReview, "monitoring:quality"),
    "corrections": (CourseCorrection, "monitoring:corrections"),
}
"""What can be withdrawn, and the page that is shown then."""


@page("POST")
def withdraw(request: SignedRequest, code: str, kind: str, key: UUID) -> HttpResponse:
    """This page will withdraw what was said, with a reason."""
    found = watched(request, code)
    model, back = KINDS[kind]
    said = monitoring.said(request.user, model, found, key)
    monitoring.withdraw(account=request.user, said=said, reason=request.POST.get("reason", ""))
    messages.success(request, _("It is withdrawn, and stays on record."))
    return redirect(back, code)
