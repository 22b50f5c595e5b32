"""Take in a Combined Delivery Report, and withdraw one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from tirek.directory import Account
from tirek.ledger import entry
from tirek.money import events
from tirek.money.cost_sheet import SheetLine, read_sheet
from tirek.money.errors import AmountImpossible, RatesMissing
from tirek.money.fee import converted
from tirek.money.matching import kind_of, places
from tirek.money.memory import Memory
from tirek.money.models import CostLine, CostReport, ExchangeRate
from tirek.money.operations.withdrawing import withdraw_row
from tirek.money.permissions import check_enter
from tirek.money.policies import MOST, check_new_report, check_reason, check_span
from tirek.plans import Programme

Rates = dict[tuple[str, str], Decimal]
"""Units for one of the programme's currency, by currency and month ("2022-09")."""
ONE = Decimal(1)
LINE = (
    *("report_id", "programme_id", "row", "activity_code", "fund_code", "account_code", "description", "day"),
    *("currency", "rate", "printed_amount", "printed_commitment", "amount", "commitment"),
    *("kind", "activity_id", "fund_id"),
)
"""The attributes of a line, in the order in which its values are given."""
AMOUNT, COMMITMENT, PRINTED = map(LINE.index, ("amount", "commitment", "printed_amount"))


@transaction.atomic
def take_in_cost_report(
    *,
    account: Account,
    programme: Programme,
    name: str,
    content: bytes,
    begins: date,
    ends: date,
    synthetic: bool = False,
) -> CostReport:
    """This function will take in a cost report of the days from `begins` to `ends`: all of its lines, or none.

    Lines in another currency are converted by the rate of the month of each. What a line's codes name none of ours of
    is kept and shown as unmatched. Raises `NotPermitted`, `NoSuchPlan`, `CostReportDaysImpossible`, `CostReportTaken`,
    `CostReportOverlaps`, `RatesMissing`, `AmountImpossible` (of a conversion), and what `read_sheet` raises.
    """
    check_enter(account, programme)
    check_span(begins, ends)
    sha256 = hashlib.sha256(content).hexdigest()
    check_new_report(programme, sha256, begins, ends)
    read, total = read_sheet(content, name, currency=programme.currency, begins=begins, ends=ends)
    rates = _rates(programme, read)
    report = CostReport(
        programme=programme,
        name=name[-200:],
        content=content,
        sha256=sha256,
        begins=begins,
        ends=ends,
        received_by=account,
        received_at=timezone.now(),
        synthetic=synthetic,
    )
    lines = list(_lines(programme, report, read, rates))
    report.line_count, report.amount = len(lines), sum((line[AMOUNT] for line in lines), Decimal(0))
    report.commitment = sum((line[COMMITMENT] for line in lines), Decimal(0))
    report.printed_total = None if total is None else _in_units(total)
    report.printed_sum = (
        sum((line[PRINTED] for line in lines), Decimal(0)) if report.printed_total is not None else None
    )
    detail = {"programme": programme.code, "lines": len(lines), "begins": begins, "ends": ends}
    with entry(event=events.COSTS_TAKEN_IN, office=programme.office_id, by=str(account.pk), detail=detail) as trace:
        check_new_report(programme, sha256, begins, ends)  # another may have come while this one was read
        report.entered_position = trace.position
        trace.store(report)
        trace.store_values(CostLine, LINE, lines)
    return report


def _rates(programme: Programme, read: Iterable[SheetLine]) -> Rates:
    needed = {(line.currency, line.day[:7]) for line in read if line.currency != programme.currency}
    if not needed:
        return {}
    standing = ExchangeRate.objects.filter(ExchangeRate.standing(), office=programme.office_id, base=programme.currency)
    known = {(rate.currency, f"{rate.month:%Y-%m}"): rate.units for rate in standing}
    if missing := sorted(needed - known.keys()):
        raise RatesMissing(missing=", ".join(f"{currency} {month}" for currency, month in missing))
    return known


def _lines(
    programme: Programme, report: CostReport, read: Iterable[SheetLine], rates: Rates
) -> Iterator[tuple[Any, ...]]:
    """Lines come by the hundred thousand: what repeats is made once, and a line is its values (LINE), not an object."""
    known = places(programme)
    activities, funds = Memory(known.activity), Memory(known.fund)
    days, kinds, money = Memory(date.fromisoformat), Memory(kind_of), Memory(_in_units)
    own, programme_key, report_key = programme.currency, programme.pk, report.pk
    for number, activity, fund, account, description, day, currency, spent, promised in read:
        printed = money[spent], money[promised]
        rate = ONE if currency == own else rates[currency, day[:7]]
        kind = kinds[account]
        yield (
            *(report_key, programme_key, number, activity, fund, account, description, days[day], currency, rate),
            *printed,
            *(printed if rate is ONE else (_converted(printed[0], rate), _converted(printed[1], rate))),
            *(kind, None if kind == "fee" else activities[activity], funds[fund]),
        )


def _converted(printed: Decimal, rate: Decimal) -> Decimal:
    """The amount in the programme's currency; a rate with a slip in it makes of a line more than can be kept."""
    amount = converted(printed, rate)
    if abs(amount) >= MOST:
        raise AmountImpossible(amount=amount)
    return amount


def _in_units(cents: int) -> Decimal:
    return Decimal(cents).scaleb(-2)


@transaction.atomic
def withdraw_cost_report(*, account: Account, report: CostReport, reason: str) -> None:
    """This function will withdraw a report with its lines; what was asked as of before keeps them.

    Raises `NotPermitted`, `NoSuchPlan`, `ReasonMissing`, `AlreadyWithdrawn`.
    """
    programme = report.programme
    check_enter(account, programme)
    check_reason(reason)
    detail = {"programme": programme.code}
    with entry(event=events.COSTS_WITHDRAWN, office=programme.office_id, by=str(account.pk), detail=detail) as trace:
        withdraw_row(trace, report, reason)
