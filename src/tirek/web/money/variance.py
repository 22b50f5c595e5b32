"""Where budget and actual differ, and why."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tirek import money
from tirek.directory import Account
from tirek.money import Question
from tirek.plans import Programme, ReportingPeriod
from tirek.web.money.forms import VarianceForm, activities_of
from tirek.web.money.overview import seen_programme
from tirek.web.requests import SignedRequest, page

NOTHING = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Variance:
    """An activity in a period: the year's budget, what was spent in the period and in the year until its end."""

    activity: Any
    budget: Decimal
    spent: Decimal
    until: Decimal
    reason: Any

    @property
    def delivery(self) -> Decimal | None:
        """This property will give the percentage of the year's budget that was spent by the end of the period."""
        return money.delivery_rate(self.until, self.budget)


def variances(account: Account, programme: Programme, period: ReportingPeriod) -> list[Variance]:
    """This function will give every activity's variance in a period; four questions."""
    begun = period.ends.replace(month=1, day=1)
    by = ("output", "activity")
    budget = money.amounts("budget", Question.of(programme, begins=begun, ends=period.ends), by)
    spent = money.amounts("expenditure", Question.of(programme, begins=period.begins, ends=period.ends), by)
    until = money.amounts("expenditure", Question.of(programme, begins=begun, ends=period.ends), by)
    reasons = money.variance_reasons(account, programme)
    found = []
    for each in activities_of(programme):
        place = (each.output.number, each.number)
        reason = reasons.get((each.number, period.key))
        found.append(
            Variance(each, budget.get(place, NOTHING), spent.get(place, NOTHING), until.get(place, NOTHING), reason)
        )
    return found


def period_of(programme: Programme, key: str) -> tuple[list[ReportingPeriod], ReportingPeriod | None]:
    """This function will give the periods that have begun, and the one asked for, or the newest that is over."""
    today = timezone.localdate()
    begun = [each for each in programme.periods.order_by("begins") if each.begins <= today]
    over = [each for each in begun if each.ends < today] or begun
    chosen = next((each for each in begun if each.key == key), over[-1] if over else None)
    return begun, chosen


@page("GET", "POST")
def index(request: SignedRequest, code: str) -> HttpResponse:
    """This page will show a period's variances with their reasons, and keep another reason."""
    programme = seen_programme(request, code)
    periods, period = period_of(programme, request.GET.get("period", ""))
    chosen = request.GET.get("activity", "")
    form = VarianceForm(programme, request.POST or None, initial={"activity": chosen})
    if request.method == "POST":
        money.check_enter(request.user, programme)
        if period is not None and form.is_valid():
            activity = form.activities[form.cleaned_data["activity"]]
            text = form.cleaned_data["text"]
            money.explain_variance(account=request.user, activity=activity, period=period, text=text)
            messages.success(request, _("The reason is kept."))
            return redirect(f"{redirect('money:variance', code).url}?period={period.key}")
    context = {
        "programme": programme,
        "current": "variance",
        "periods": periods,
        "period": period,
        "rows": variances(request.user, programme, period) if period else [],
        "form": form,
        "may_enter": money.can_enter(request.user, programme),
    }
    return render(request, "money/variance.html", context, status=422 if form.errors else 200)
