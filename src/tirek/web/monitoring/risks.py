"""The risk register: as a table and as a matrix, a risk's history, a new risk, a new assessment."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tirek import monitoring
from tirek.monitoring import RiskRow
from tirek.web.monitoring.asked import around, kept, watched
from tirek.web.monitoring.forms import AssessmentForm, RiskForm
from tirek.web.monitoring.sheets import sheet
from tirek.web.requests import SignedRequest, page


@page()
def risks(request: SignedRequest, code: str) -> HttpResponse:
    """This page will show the register as a table and as a matrix."""
    found = watched(request, code)
    rows = monitoring.risk_register(found)
    open_rows = [row for row in rows if not row.latest.closed]
    context = around(
        request,
        found,
        "risks",
        register=sorted(rows, key=lambda row: (row.latest.closed, -row.latest.score, row.risk.number)),
        rose=[row for row in open_rows if row.rose],
        matrix=matrix(open_rows),
        likelihoods=monitoring.likelihoods(),
    )
    return render(request, "monitoring/risks.html", context)


def matrix(rows: list[RiskRow]) -> list[tuple[int, str, list[tuple[str, list[RiskRow]]]]]:
    """This function will lay the risks out by impact (the gravest first) and likelihood, each cell with its level."""
    here: dict[tuple[int, int], list[RiskRow]] = {}
    for row in rows:
        here.setdefault((row.latest.impact, row.latest.likelihood), []).append(row)
    return [
        (
            impact,
            name,
            [
                (monitoring.level_of(likelihood, impact), here.get((impact, likelihood), []))
                for likelihood in monitoring.likelihoods()
            ],
        )
        for impact, name in reversed(monitoring.impacts().items())
    ]


@page("GET", "POST")
def add(request: SignedRequest, code: str) -> HttpResponse:
    """This page will record a risk."""
    found = kept(request, code)
    form = RiskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        edition, _slash, given["category"] = given["category"].partition("/")
        given |= {"edition": edition, "impact_score": given["impact"], "impact": given.pop("consequence")}
        risk = monitoring.record_risk(account=request.user, programme=found, **given)
        messages.success(request, _("Risk %(number)s is recorded.") % {"number": risk.number})
        return redirect("monitoring:risk", code, risk.number)
    return render(
        request, "monitoring/add.html", around(request, found, "risks", form=form, heading=_("Record a risk"))
    )


@page("GET", "POST")
def risk(request: SignedRequest, code: str, number: int) -> HttpResponse:
    """This page will show a risk with every look at it, and take a new one."""
    found = watched(request, code)
    row = monitoring.risk(found, number)
    if request.method == "POST":
        monitoring.check_keep(request.user, found)
    said = list(monitoring.assessments(request.user, row))
    standing = next((each for each in said if each.withdrawn_position is None), None)
    initial = {"owner": standing.owner, "treatment": standing.treatment} if standing else {}
    form = AssessmentForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        monitoring.assess_risk(account=request.user, risk=row, **form.cleaned_data)
        messages.success(request, _("The assessment is written down."))
        return redirect("monitoring:risk", code, number)
    corrections = monitoring.corrections(found).filter(risk=row)
    context = around(request, found, "risks", risk=row, said=said, standing=standing, form=form)
    return render(request, "monitoring/risk.html", context | {"corrections": corrections})


@page()
def risks_csv(request: SignedRequest, code: str) -> HttpResponse:
    """This page will give the register as CSV."""
    found = watched(request, code)
    headings = (_("Number"), _("Category"), _("Cause"), _("Event"), _("Impact"), _("Day"), _("Likelihood"))
    more = (_("Impact in points"), _("Score"), _("Level"), _("Rose"), _("Owner"), _("Treatment"), _("Closed"))
    levels = monitoring.levels()
    rows = (
        (
            row.risk.number,
            monitoring.category_name(row.risk.category),
            row.risk.cause,
            row.risk.event,
            row.risk.impact,
            row.latest.day.isoformat(),
            row.latest.likelihood,
            row.latest.impact,
            row.latest.score,
            levels[row.level],
            _("yes") if row.rose else _("no"),
            row.latest.owner,
            row.latest.treatment,
            _("yes") if row.latest.closed else _("no"),
        )
        for row in monitoring.risk_register(found)
    )
    return sheet(f"{code}-risks.csv", (*headings, *more), rows)
