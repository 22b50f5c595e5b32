"""Set the exchange rate of a month, and withdraw it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction

from tirek.directory import Account, Office, check, sees_office
from tirek.ledger import entry
from tirek.money import events
from tirek.money.errors import NoSuchMoney, RateAlreadySet
from tirek.money.models import ExchangeRate
from tirek.money.operations.withdrawing import withdraw_row
from tirek.money.policies import check_rate, check_reason


@transaction.atomic
def set_rate(
    *,
    account: Account,
    base: str,
    currency: str,
    month: date,
    units: Decimal,
    source: str,
    office: Office | None = None,
) -> ExchangeRate:
    """This function will set how many units of a currency one unit of the base was worth in a month.

    It is the rate of the account's office, or of another that it sees. What stands is never written over.
    Raises `NotPermitted`, `NoSuchMoney`, `RateImpossible`, `RateAlreadySet`.
    """
    office = office or account.office
    _check(account, office)
    base, currency, month = base.strip().upper(), currency.strip().upper(), month.replace(day=1)
    check_rate(base, currency, units, source)
    rate = ExchangeRate(office=office, base=base, currency=currency, month=month, units=units, source=source.strip())
    with entry(event=events.RATE_SET, office=office.pk, by=str(account.pk), detail=_detail(rate)) as trace:
        same = {"office": office, "base": base, "currency": currency, "month": month}
        if before := ExchangeRate.objects.filter(ExchangeRate.standing(), **same).first():
            raise RateAlreadySet(**_detail(before), units=before.units.normalize())
        rate.entered_position = trace.position
        return trace.store(rate)


@transaction.atomic
def withdraw_rate(*, account: Account, rate: ExchangeRate, reason: str) -> None:
    """This function will withdraw a rate. What was converted by it before keeps it.

    Raises `NotPermitted`, `NoSuchMoney`, `ReasonMissing`, `AlreadyWithdrawn`.
    """
    _check(account, rate.office)
    check_reason(reason)
    with entry(event=events.RATE_WITHDRAWN, office=rate.office_id, by=str(account.pk), detail=_detail(rate)) as trace:
        withdraw_row(trace, rate, reason)


def _check(account: Account, office: Office) -> None:
    check(account, "enter money")
    if not sees_office(account, office):
        raise NoSuchMoney


def _detail(rate: ExchangeRate) -> dict[str, str]:
    return {"currency": rate.currency, "month": f"{rate.month:%Y-%m}"}
