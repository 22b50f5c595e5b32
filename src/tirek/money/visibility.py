"""Who sees what of the money: one query set each, which list, count, search and export all begin from.

Those with the deed “see money” see all of it; the account of a donor sees the funds that it was granted, and of
budgets, lines and contributions only what belongs to them. Everybody else sees nothing.
"""

from __future__ import annotations

from dataclasses import replace

from django.db.models import QuerySet

from tirek.directory import Account, can
from tirek.money.measures import Question
from tirek.money.models import (
    BudgetRevision,
    Contribution,
    CostReport,
    ExchangeRate,
    Fund,
    FundGrant,
    VarianceReason,
)
from tirek.plans import Programme

NOBODY = " "
"""The code of no fund: a question that is limited to it finds nothing."""


def funds_for(account: Account) -> QuerySet[Fund]:
    """This function will give the funds that the account may see."""
    found = Fund.objects.select_related("programme__office")
    if can(account, "see money"):
        return found
    if not can(account, "see own funds"):
        return found.none()
    return found.filter(pk__in=FundGrant.objects.filter(FundGrant.standing(), account=account).values("fund"))


def programmes_with_own_funds(account: Account) -> QuerySet[Programme]:
    """This function will give the programmes of which a donor's account was granted a fund."""
    if not can(account, "see own funds"):
        return Programme.objects.none()
    own = FundGrant.objects.filter(FundGrant.standing(), account=account)
    return Programme.objects.filter(pk__in=own.values("fund__programme"))


def limited(account: Account, question: Question) -> Question:
    """This function will limit a question about the money of one programme to the funds that the account may see."""
    if can(account, "see money"):
        return question
    (programme,) = question.programme_ids  # a code is that of one programme's fund, and of another's in the next
    codes = set(funds_for(account).filter(programme=programme).values_list("code", flat=True))
    if "fund" in question.where:
        codes &= set(question.where["fund"])
    return replace(question, where={**question.where, "fund": sorted(codes) or [NOBODY]})


def revisions_for(account: Account) -> QuerySet[BudgetRevision]:
    """This function will give the budget revisions that the account may see: those of whole programmes."""
    return _whole(account, BudgetRevision.objects.all())


def cost_reports_for(account: Account) -> QuerySet[CostReport]:
    """This function will give the cost reports that the account may see, without their bytes."""
    return _whole(account, CostReport.objects.defer("content"))


def rates_for(account: Account) -> QuerySet[ExchangeRate]:
    """This function will give the exchange rates that the account may see."""
    return _whole(account, ExchangeRate.objects.all())


def variance_reasons_for(account: Account) -> QuerySet[VarianceReason]:
    """This function will give the reasons of variance that the account may see: they speak of all funds."""
    return _whole(account, VarianceReason.objects.all())


def contributions_for(account: Account) -> QuerySet[Contribution]:
    """This function will give the contributions to the funds that the account may see."""
    return Contribution.objects.filter(fund__in=funds_for(account).order_by().values("pk")).select_related("fund")


def _whole(account: Account, found: QuerySet) -> QuerySet:  # type: ignore[type-arg]
    return found if can(account, "see money") else found.none()
