"""What of a log may go into a report: measured here, reported as the figure of a programme, approved by another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from tirek import plans, studies
from tirek.directory import Account, can, sees_office
from tirek.plans import Programme, ReportingPeriod
from tirek.refusals import Refusal
from tirek.reports import period_name
from tirek.studies import Measure
from tirek.web.requests import SignedRequest, page
from tirek.web.results.forms import refuse
from tirek.web.studies.asked import Asked, asked_of
from tirek.web.studies.logs import log_of
from tirek.web.templatetags.rooms import shown

NEWEST = 50  # figures of a study that are listed
Quarters = Mapping[str, tuple[Programme, ReportingPeriod]]


class FigureForm(forms.Form):
    """Which figure, for which quarter of which programme."""

    measure = forms.ChoiceField(label=_("Which figure"), widget=forms.RadioSelect)
    quarter = forms.ChoiceField(
        label=_("Programme and quarter"),
        help_text=_("Of a quarter that is closed it goes into the next open one; the note says why it comes late."),
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *given: Any, measures: Sequence[Measure], quarters: Quarters) -> None:
        super().__init__(*given)
        language = _language()
        told = [(each.code, f"{each.title[language]}: {shown(each.number)} {each.unit[language]}") for each in measures]
        self.fields["measure"].choices = told  # type: ignore[attr-defined]
        grouped: dict[str, list[tuple[str, str]]] = {}
        for key, (programme, period) in quarters.items():
            name = period_name(period.key)
            said = gettext("%(quarter)s (closed)") % {"quarter": name} if period.closed_at else name
            grouped.setdefault(f"{programme.code} {programme.title}", []).append((key, said))
        self.fields["quarter"].choices = list(grouped.items())  # type: ignore[attr-defined]
        still_open = [key for key, (_programme, period) in quarters.items() if period.closed_at is None]
        self.fields["quarter"].initial = still_open[0] if still_open else None


@page("GET", "POST")
def figures(request: SignedRequest, code: str, key: UUID) -> HttpResponse:
    """This page will list what is measured of these cases, and report one of it into a programme."""
    asked = asked_of(request, log_of(request, code, key))
    may = _may_report(request.user, asked)
    if request.method == "POST":
        studies.check_keep(request.user, asked.log.study)
    found, refused = _measured(request.user, asked)
    offered = [each for each in found if each.enough]
    quarters = _quarters(request.user) if may else {}
    form = FigureForm(request.POST or None, measures=offered, quarters=quarters)
    if request.method == "POST" and form.is_valid():
        programme, period = quarters[form.cleaned_data["quarter"]]
        try:
            made = studies.report_figure(
                actor=request.user,
                log=asked.log,
                only=asked.only,
                measure=form.cleaned_data["measure"],
                programme=programme,
                period=period,
                note=form.cleaned_data["note"],
            ).value
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(
                request,
                gettext(
                    "The figure is reported. When a second person has approved it, a report inserts it as %(mark)s."
                )
                % {"mark": f"[[{made.code}]]"},
            )
            return redirect(f"{reverse('results:indicator', args=(programme.code, made.code))}#value-{made.pk}")
    language = _language()
    context = {
        **asked.context("figures"),
        "rows": [
            (each.title[language], each.question[language], each.number, each.unit[language], each.cases)
            for each in offered
        ],
        "left": _left(len(found) - len(offered)),
        "refusal": refused,
        "may": may,
        "form": form if quarters and offered else None,
        "no_quarter": may and not quarters,
        "sees_figures": can(request.user, "see figures"),
        "told": studies.figures_for(request.user)
        .filter(log__study=asked.log.study)
        .order_by("-value__entered_at")[:NEWEST],
    }
    return render(request, "studies/figures.html", context, status=422 if form.errors or refused else 200)


def _measured(account: Account, asked: Asked) -> tuple[list[Measure], Refusal | None]:
    """What is measured, or why these cases are not: they are somebody's, or a rule asks what the log does not say."""
    rules, before = studies.rules_for(account, asked.log.study), studies.before_of(account, asked.log)
    try:
        return studies.measures_of(asked.log, asked.only, rules, before), None
    except Refusal as refusal:
        return [], refusal


def _may_report(account: Account, asked: Asked) -> bool:
    return studies.can_keep(account, asked.log.study) and all(
        can(account, deed) for deed in ("define figures", "enter values")
    )


def _quarters(account: Account) -> Quarters:
    """The quarters that have begun of programmes into which the account reports, the newest of each first."""
    today = timezone.localdate()
    return {
        f"{programme.code}:{period.key}": (programme, period)
        for programme in plans.programmes_for(account).select_related("office").order_by("code")
        if sees_office(account, programme.office)
        for period in plans.periods_of(programme).filter(begins__lte=today).reverse()
    }


def _left(number: int) -> str:
    if not number:
        return ""
    return ngettext(
        "%(n)s more figure would tell of fewer than five cases, and is not offered.",
        "%(n)s more figures would tell of fewer than five cases, and are not offered.",
        number,
    ) % {"n": number}


def _language() -> str:
    return (get_language() or "en")[:2]
