"""Findings and recommendations: the list, those of a case, one with its answers, and what is written there."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tirek import findings, studies
from tirek.cases import cases_for, sight_of
from tirek.directory import NotFound, can_see_places, check
from tirek.studies import Study
from tirek.web.findings.forms import (
    STATES,
    AnswerForm,
    AskedForm,
    FindingForm,
    FollowUpForm,
    RecommendForm,
    WithdrawForm,
)
from tirek.web.monitoring.sheets import sheet
from tirek.web.requests import SignedRequest, page, paged


@page()
def index(request: SignedRequest) -> HttpResponse:
    """This page will list the recommendations that the reader sees and asked for."""
    findings.check_see_findings(request.user)
    with sight_of(request.user):
        asking, rows = _asked(request)
        listed = paged(request, rows)
        with_silence(listed.object_list)
        context = {
            "asking": asking,
            "rows": listed,
            "count": listed.paginator.count,
            "places": can_see_places(request.user),
            "query": urlencode({name: value for name, value in request.GET.items() if name != "page"}),
        }
        return render(request, "findings/index.html", context)


@page()
def table(request: SignedRequest) -> HttpResponse:
    """This page will give the recommendations of the list as a file, without what was written: that is sealed."""
    findings.check_see_findings(request.user)
    with sight_of(request.user):
        return as_sheet(_asked(request)[1])


def as_sheet(rows: Any) -> HttpResponse:
    """This function will give recommendations as a CSV file."""
    today, themes = timezone.localdate(), findings.themes()
    headings = [
        _("Case or study"),
        _("Authority"),
        _("Theme"),
        _("Sent"),
        pgettext("limit", "Due"),
        _("Answered"),
        _("Answer"),
        _("Silence, days"),
    ]
    lines = (
        (
            row.subject,
            row.addressee.name,
            themes.get(row.finding.theme, row.finding.theme),
            row.sent_on,
            row.due_on,
            row.answered_on or "",
            row.answer or "",
            max(0, (today - row.due_on).days) if row.answered_on is None else 0,
        )
        for row in rows
    )
    return sheet("recommendations.csv", headings, lines)


def _asked(request: SignedRequest) -> tuple[AskedForm, Any]:
    asking = AskedForm(request.GET or None)
    rows = findings.recommendations_for(request.user)
    if asking.is_bound and asking.is_valid():
        rows = findings.in_state(rows, asking.cleaned_data["state"], timezone.localdate())
        if asking.cleaned_data["authority"]:
            rows = rows.filter(addressee=asking.cleaned_data["authority"])
        if asking.cleaned_data["theme"]:
            rows = rows.filter(finding__theme=asking.cleaned_data["theme"])
    return asking, rows


def with_silence(rows: Any) -> None:
    """This function will tell recommendations how long the authority keeps silent, and what it says, for a page."""
    today, said = timezone.localdate(), dict(STATES)
    for row in rows:
        row.band = findings.silence(row.due_on, row.answered_on, today)
        row.days = (today - row.due_on).days
        row.says = said.get(row.answer or "", "") if row.answer else ""


@page("GET", "POST")
def of_case(request: SignedRequest, number: str) -> HttpResponse:
    """This page will show what was found in a case, and take another finding."""
    check(request.user, "see findings")
    with sight_of(request.user):
        case = cases_for(request.user).filter(number=number).first()
        if case is None:
            raise NotFound
        form = FindingForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            made = findings.find(actor=request.user, case=case.pk, **form.cleaned_data)
            messages.success(request, _("The finding is kept."))
            return redirect("findings:finding", made.pk)
        rows = list(findings.findings_for(request.user).filter(case=case))
        themes = findings.themes()
        context = {
            "case": case,
            "form": form,
            "may": findings.can_keep_findings(request.user, case),
            "rows": [(row, themes.get(row.theme, row.theme), findings.text_of(row)["text"]) for row in rows],
        }
        return render(request, "findings/case.html", context)


@page("GET", "POST")
def finding(request: SignedRequest, key: UUID) -> HttpResponse:
    """This page will show a finding with its recommendations, and take another recommendation."""
    findings.check_see_findings(request.user)
    if request.method == "POST":
        findings.check_write_findings(request.user)
    with sight_of(request.user):
        if request.method != "POST":
            return finding_page(request, key)
        row = findings.findings_for(request.user).filter(pk=key).first()
        if row is None:
            raise NotFound
        earlier = findings.recommendations_for(request.user)
        form = RecommendForm(request.POST, finding=row, earlier=earlier)
        if not form.is_valid():
            return finding_page(request, key, form=form)
        given = form.cleaned_data
        given["repeats"] = given["repeats"].pk if given["repeats"] else None
        made = findings.recommend(actor=request.user, finding=row.pk, **given)
        messages.success(request, _("The recommendation is kept."))
        return redirect("findings:recommendation", made.pk)


def finding_page(
    request: SignedRequest, key: UUID, form: RecommendForm | None = None, withdrawing: WithdrawForm | None = None
) -> HttpResponse:
    """This function will answer with the page of a finding, asked within a sight; forms are those that were refused."""
    row = findings.findings_for(request.user).filter(pk=key).first()
    if row is None:
        raise NotFound
    earlier = findings.recommendations_for(request.user)
    asked = list(earlier.filter(finding=row))
    with_silence(asked)
    told = findings.text_of(row)
    context = {
        "finding": row,
        "study": study_of(request, row),
        "theme": findings.themes().get(row.theme, row.theme),
        "right": findings.rights().get(row.right, row.right),
        "told": told,
        "seen_in": seen_in(row, told),
        "form": form or RecommendForm(finding=row, earlier=earlier),
        "withdrawing": withdrawing or WithdrawForm(auto_id="withdraw_%s"),
        "rows": asked,
        "may": findings.can_keep_finding(request.user, row),
    }
    return render(request, "findings/finding.html", context)


def study_of(request: SignedRequest, row: findings.Finding) -> Study | None:
    """This function will give the study that a finding is of, where the reader sees it."""
    if row.study is None:
        return None
    return studies.studies_for(request.user).filter(code=row.study, office=row.office_id).first()


def seen_in(row: findings.Finding, told: dict[str, str]) -> str:
    """This function will give the address of the page of the study on which a finding was seen, if it was said."""
    below = told.get("seen_in")
    return f"{reverse('studies:study', args=(row.study,))}{below}" if row.study and below else ""


@page()
def recommendation(request: SignedRequest, key: UUID) -> HttpResponse:
    """This page will show a recommendation with its answers and what came of it."""
    findings.check_see_findings(request.user)
    with sight_of(request.user):
        return recommendation_page(request, key)


@page("POST")
def answer(request: SignedRequest, key: UUID) -> HttpResponse:
    """This page will keep what the authority answered."""
    findings.check_write_findings(request.user)
    form = AnswerForm(request.POST)
    with sight_of(request.user):
        if not form.is_valid():
            return recommendation_page(request, key, answering=form)
        findings.answer(actor=request.user, recommendation=key, **form.cleaned_data)
    messages.success(request, _("The answer is kept."))
    return redirect("findings:recommendation", key)


@page("POST")
def follow_up(request: SignedRequest, key: UUID) -> HttpResponse:
    """This page will keep what was seen to have been done."""
    findings.check_write_findings(request.user)
    form = FollowUpForm(request.POST)
    with sight_of(request.user):
        if not form.is_valid():
            return recommendation_page(request, key, looking=form)
        findings.follow_up(actor=request.user, recommendation=key, **form.cleaned_data)
    messages.success(request, _("What was seen is kept."))
    return redirect("findings:recommendation", key)


def recommendation_page(
    request: SignedRequest,
    key: UUID,
    answering: AnswerForm | None = None,
    looking: FollowUpForm | None = None,
    withdrawing: WithdrawForm | None = None,
) -> HttpResponse:
    """This function will answer with the page of a recommendation, asked within a sight."""
    row = findings.recommendations_for(request.user).filter(pk=key).first()
    if row is None:
        raise NotFound
    with_silence([row])
    hanging = ("case", "recommendation__finding")
    answers = findings.Response.objects.filter(findings.Response.standing(), recommendation=row)
    looks = findings.FollowUp.objects.filter(findings.FollowUp.standing(), recommendation=row)
    told = findings.text_of(row.finding)
    context = {
        "row": row,
        "study": study_of(request, row.finding),
        "seen_in": seen_in(row.finding, told),
        "text": findings.text_of(row)["text"],
        "answers": [(each, findings.text_of(each)["text"]) for each in answers.select_related(*hanging)],
        "looks": [(each, findings.text_of(each)["text"]) for each in looks.select_related(*hanging)],
        "answering": answering or AnswerForm(auto_id="answer_%s"),
        "looking": looking or FollowUpForm(auto_id="look_%s"),
        "withdrawing": withdrawing or WithdrawForm(auto_id="withdraw_%s"),
        "may": findings.can_keep_finding(request.user, row.finding),
    }
    return render(request, "findings/recommendation.html", context)
