"""Funds and contributions: of a programme for its office, and of one fund for its donor."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.forms.models import model_to_dict
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from tirek import money, reports
from tirek.directory import can, check
from tirek.money import Contribution, Fund, FundGrant, Question
from tirek.plans import Programme
from tirek.refusals import Refusal
from tirek.web.money.forms import ContributionForm, FundForm, FundWordsForm, GrantForm, refused
from tirek.web.money.overview import seen_programme, sums
from tirek.web.requests import SignedRequest, page

NOTHING = Decimal("0.00")


@page()
def own(request: SignedRequest) -> HttpResponse:
    """This page will list the funds that a donor was granted, each with its money."""
    check(request.user, "see own funds")
    funds = list(money.funds_for(request.user).order_by("programme__code", "code"))
    rows: list[tuple[Any, ...]] = []
    for programme in {each.programme for each in funds}:
        question = money.limited(request.user, Question.of(programme))
        budget, spent = (money.amounts(measure, question, ("fund",)) for measure in ("budget", "expenditure"))
        received = money.amounts("contributions", question, ("fund",))
        for fund in funds:
            if fund.programme_id == programme.pk:
                cells = [each.get((fund.code,), NOTHING) for each in (received, budget, spent)]
                rows.append((fund, *cells, money.delivery_rate(cells[2], cells[1])))
    rows.sort(key=lambda row: (row[0].programme.code, row[0].code))
    return render(request, "money/own.html", {"rows": rows})


@page("GET", "POST")
def index(request: SignedRequest, code: str) -> HttpResponse:
    """This page will list the funds with what came in and what was spent, and add another."""
    programme = seen_programme(request, code)
    form = FundForm(request.POST or None)
    if request.method == "POST":
        money.check_enter(request.user, programme)
        if form.is_valid():
            try:
                fund = money.add_fund(account=request.user, programme=programme, **form.cleaned_data)
            except Refusal as refusal:
                refused(form, refusal)
            else:
                messages.success(request, _("The fund is added."))
                return redirect("money:fund", code, fund.code)
    context = {
        "programme": programme,
        "current": "funds",
        "rows": fund_rows(programme),
        "form": form,
        "may_enter": money.can_enter(request.user, programme),
    }
    return render(request, "money/funds.html", context, status=422 if form.errors else 200)


def fund_rows(programme: Programme) -> list[tuple[Any, ...]]:
    """This function will give each fund with what was received, its budget, what was spent, and the delivery."""
    question = Question.of(programme)
    received, budget, spent = (
        money.amounts(measure, question, ("fund",)) for measure in ("contributions", "budget", "expenditure")
    )
    rows = []
    for fund in money.funds(programme):
        cells = [each.get((fund.code,), NOTHING) for each in (received, budget, spent)]
        rows.append((fund, *cells, money.delivery_rate(cells[2], cells[1])))
    return rows


def seen_fund(request: SignedRequest, code: str, fund: str) -> Fund:
    """This function will give a fund that the account may see, or say that there is no such."""
    return money.fund(request.user, code, fund)


@page()
def fund(request: SignedRequest, code: str, fund: str) -> HttpResponse:
    """This page will show one fund alone: contributions, budget, expenditure, delivery, its published reports."""
    found = seen_fund(request, code, fund)
    return _fund_page(request, found)


def _fund_page(request: SignedRequest, found: Fund, **forms: Any) -> HttpResponse:
    programme = found.programme
    question = money.limited(request.user, Question.of(programme, fund=[found.code]))
    may_enter = money.can_enter(request.user, programme)
    context = {
        **sums(programme, question),
        "current": "funds",
        "fund": found,
        "contributions": contributions(request, found),
        "published": reports.published(programme).filter(report__fund=found),
        "may_enter": may_enter,
        "sees_programme": can(request.user, "see money"),
        "grants": money.grants(programme).get(found.pk, []) if may_enter else [],
        "form": forms.get("form") or ContributionForm(),
        "grant_form": forms.get("grant_form") or GrantForm(),
        "words_form": forms.get("words_form") or FundWordsForm(initial=model_to_dict(found), auto_id="words_%s"),
    }
    return render(request, "money/fund.html", context, status=422 if forms else 200)


def contributions(request: SignedRequest, found: Fund) -> QuerySet[Contribution]:
    """This function will give the contributions of a fund; a donor is not shown those entered wrongly."""
    rows = money.contributions_for(request.user).filter(fund=found).order_by("day", "entered_position")
    return rows if can(request.user, "see money") else rows.filter(Contribution.standing())


@page("POST")
def correct(request: SignedRequest, code: str, fund: str) -> HttpResponse:
    """This page will correct what the fund is called."""
    found = seen_fund(request, code, fund)
    money.check_enter(request.user, found.programme)
    form = FundWordsForm(request.POST, auto_id="words_%s")
    if form.is_valid():
        money.correct_fund(account=request.user, fund=found, **form.cleaned_data)
        messages.success(request, _("The fund is corrected."))
        return redirect("money:fund", code, fund)
    return _fund_page(request, found, words_form=form)


@page("POST")
def contribute(request: SignedRequest, code: str, fund: str) -> HttpResponse:
    """This page will enter a contribution."""
    found = seen_fund(request, code, fund)
    money.check_enter(request.user, found.programme)
    form = ContributionForm(request.POST)
    if form.is_valid():
        try:
            money.add_contribution(account=request.user, fund=found, **form.cleaned_data)
        except Refusal as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("The contribution is entered."))
            return redirect("money:fund", code, fund)
    return _fund_page(request, found, form=form)


@page("POST")
def withdraw_contribution(request: SignedRequest, code: str, fund: str, key: UUID) -> HttpResponse:
    """This page will withdraw a contribution with a reason."""
    found = seen_fund(request, code, fund)
    money.check_enter(request.user, found.programme)
    row = get_object_or_404(Contribution, fund=found, pk=key)
    money.withdraw_contribution(account=request.user, contribution=row, reason=request.POST.get("reason", ""))
    messages.success(request, _("The contribution is withdrawn; it stays on record."))
    return redirect("money:fund", code, fund)


@page("POST")
def grant(request: SignedRequest, code: str, fund: str) -> HttpResponse:
    """This page will let a donor's account see the fund."""
    found = seen_fund(request, code, fund)
    money.check_enter(request.user, found.programme)
    form = GrantForm(request.POST)
    if form.is_valid():
        try:
            money.grant_fund(account=request.user, fund=found, donor=form.cleaned_data["donor"])
        except Refusal as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("The account sees this fund now."))
            return redirect("money:fund", code, fund)
    return _fund_page(request, found, grant_form=form)


@page("POST")
def withdraw_grant(request: SignedRequest, code: str, fund: str, key: UUID) -> HttpResponse:
    """This page will end a donor's sight of the fund."""
    found = seen_fund(request, code, fund)
    money.check_enter(request.user, found.programme)
    row = get_object_or_404(FundGrant.objects.select_related("fund__programme__office"), fund=found, pk=key)
    money.withdraw_grant(account=request.user, grant=row, reason=request.POST.get("reason", ""))
    messages.success(request, _("The account sees this fund no more."))
    return redirect("money:fund", code, fund)
