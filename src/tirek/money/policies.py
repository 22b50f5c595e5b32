"""May this happen now?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils import timezone

from tirek.ledger import Kept
from tirek.money.errors import (
    AlreadyWithdrawn,
    AmountImpossible,
    AssignmentImpossible,
    ContributionEntered,
    ContributionImpossible,
    CostReportDaysImpossible,
    CostReportOverlaps,
    CostReportTaken,
    FundIncomplete,
    NoSuchMoney,
    RateImpossible,
    RevisionIncomplete,
    RevisionReviewed,
    RevisionRowImpossible,
    RevisionRowRepeated,
    RevisionWaits,
    VerdictUnknown,
)
from tirek.money.models import FEE_ACCOUNT, BudgetRevision, Contribution, CostReport, FeeBase, Fund
from tirek.money.planned import PlannedRow
from tirek.plans import Activity, Programme, ReasonMissing

ACCOUNT = re.compile(r"\d{4,10}", re.ASCII)
CURRENCY = re.compile("[A-Z]{3}")
MOST = Decimal(10) ** 12
LARGEST_RATE = Decimal(10) ** 12


def check_reason(reason: str) -> None:
    """This function will refuse what needs a reason without one (`ReasonMissing`)."""
    if not reason.strip():
        raise ReasonMissing


def check_standing(row: Kept) -> None:
    """This function will refuse what was withdrawn (`AlreadyWithdrawn`)."""
    if row.withdrawn_position is not None:
        raise AlreadyWithdrawn


def check_amount(amount: Decimal, *, least: Decimal = Decimal("0.01")) -> None:
    """This function will refuse an amount that is too small or large, or has parts of a cent (`AmountImpossible`)."""
    if not is_amount(amount) or amount < least:
        raise AmountImpossible(amount=amount)


def is_amount(amount: Decimal) -> bool:
    """This function will say whether an amount is a number of cents that can be kept."""
    return amount.is_finite() and abs(amount) < MOST and amount == amount.quantize(Decimal("0.01"))


def check_fund_words(code: str, title: str) -> None:
    """This function will refuse a fund without a code or a title (`FundIncomplete`)."""
    if not re.fullmatch(r"[\w.-]{1,20}", code) or not title.strip():
        raise FundIncomplete


def check_revision(
    programme: Programme, title: str, reason: str, rate: Decimal, base: str, rows: Sequence[PlannedRow]
) -> None:
    """This function will refuse a revision that lacks something, or has a row that cannot be.

    Raises `RevisionIncomplete`, `RevisionRowImpossible`, `RevisionRowRepeated`.
    """
    words = title.strip() and len(title) <= 200 and reason.strip()
    if not words or not rows or not rate.is_finite() or not 0 <= rate < 100 or base not in FeeBase.values:
        raise RevisionIncomplete
    if rate != rate.quantize(Decimal("0.01")):
        raise RevisionIncomplete
    activities = set(Activity.objects.filter(output__programme=programme).values_list("pk", flat=True))
    funds = set(programme.funds.values_list("pk", flat=True))
    seen: dict[tuple[object, ...], int] = {}
    for number, row in enumerate(rows, start=1):
        ours = row.activity.pk in activities and row.fund.pk in funds
        if not ours or not _budgetable(programme, row):
            raise RevisionRowImpossible(row=number)
        place = (row.activity.pk, row.fund.pk, row.account_code, row.year)
        if place in seen:
            raise RevisionRowRepeated(first=seen[place], second=number)
        seen[place] = number


def _budgetable(programme: Programme, row: PlannedRow) -> bool:
    direct = ACCOUNT.fullmatch(row.account_code) is not None and row.account_code != FEE_ACCOUNT
    return (
        direct
        and programme.starts.year <= row.year <= programme.ends.year
        and is_amount(row.amount)
        and row.amount >= 0
    )


def check_none_waits(programme: Programme) -> None:
    """This function will refuse a draft while another one waits for its review (`RevisionWaits`)."""
    waiting = programme.revisions.filter(BudgetRevision.standing(), reviews=None).first()
    if waiting is not None:
        raise RevisionWaits(number=waiting.number)


def check_not_reviewed(revision: BudgetRevision) -> None:
    """This function will refuse what was reviewed (`RevisionReviewed`)."""
    if revision.reviews.exists():
        raise RevisionReviewed(number=revision.number)


def check_verdict(verdict: str, reason: str) -> None:
    """This function will refuse a verdict that is none, or that sends back without a reason.

    Raises `VerdictUnknown`, `ReasonMissing`.
    """
    if verdict not in ("approved", "returned"):
        raise VerdictUnknown
    if verdict == "returned":
        check_reason(reason)


def check_rate(base: str, currency: str, units: Decimal, source: str) -> None:
    """This function will refuse a rate that is none (`RateImpossible`)."""
    codes = CURRENCY.fullmatch(base) and CURRENCY.fullmatch(currency) and base != currency
    number = units.is_finite() and 0 < units < LARGEST_RATE and units == units.quantize(Decimal("0.000001"))
    if not codes or not number or not source.strip():
        raise RateImpossible


def check_span(begins: date, ends: date) -> None:
    """This function will refuse days out of order, or all to come (`CostReportDaysImpossible`)."""
    if ends < begins or begins > timezone.localdate():
        raise CostReportDaysImpossible


def check_new_report(programme: Programme, sha256: str, begins: date, ends: date) -> None:
    """This function will refuse a file that stands, or days that another report covers.

    Raises `CostReportTaken`, `CostReportOverlaps`.
    """
    standing = CostReport.objects.filter(CostReport.standing(), programme=programme).only("begins", "ends")
    if same := standing.filter(sha256=sha256).first():
        raise CostReportTaken(begins=same.begins, ends=same.ends)
    if other := standing.filter(begins__lte=ends, ends__gte=begins).first():
        raise CostReportOverlaps(begins=other.begins, ends=other.ends)


def check_place(programme: Programme, activity: Activity | None, fund: Fund, account_code: str) -> None:
    """This function will refuse a place that a line cannot belong to (`AssignmentImpossible`)."""
    activities = Activity.objects.filter(output__programme=programme)
    ours = fund.programme_id == programme.pk and (activity is None or activities.filter(pk=activity.pk).exists())
    fits = (activity is None) == (account_code == FEE_ACCOUNT)
    if not ours or not fits or not ACCOUNT.fullmatch(account_code):
        raise AssignmentImpossible


def check_contribution(kind: str, day: date) -> None:
    """This function will refuse a contribution of no kind, or received in the future (`ContributionImpossible`)."""
    if kind not in ("pledged", "received") or (kind == "received" and day > timezone.localdate()):
        raise ContributionImpossible


def check_new_contribution(new: Contribution) -> None:
    """This function will refuse a contribution that stands already (`ContributionEntered`)."""
    alike = {name: getattr(new, name) for name in ("fund", "kind", "day", "amount", "reference")}
    if Contribution.objects.filter(Contribution.standing(), **alike).exists():
        raise ContributionEntered(fund=new.fund.code)


def check_of_programme(programme: Programme, other: Programme) -> None:
    """This function will refuse to bring together what belongs to two programmes (`NoSuchMoney`)."""
    if programme.pk != other.pk:
        raise NoSuchMoney
