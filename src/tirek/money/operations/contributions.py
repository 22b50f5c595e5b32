"""Enter what a donor promised or paid, and withdraw it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from tirek.directory import Account
from tirek.ledger import entry
from tirek.money import events
from tirek.money.models import Contribution, Fund
from tirek.money.operations.withdrawing import withdraw_row
from tirek.money.permissions import check_enter
from tirek.money.policies import check_amount, check_contribution, check_new_contribution, check_reason


@transaction.atomic
def add_contribution(
    *, account: Account, fund: Fund, kind: str, day: date, amount: Decimal, reference: str = ""
) -> Contribution:
    """This function will enter money that was pledged to a fund or received for it, in the programme's currency.

    Raises `NotPermitted`, `NoSuchPlan`, `ContributionImpossible`, `AmountImpossible`, `ContributionEntered`.
    """
    programme = fund.programme
    check_enter(account, programme)
    check_contribution(kind, day)
    check_amount(amount)
    contribution = Contribution(
        fund=fund,
        kind=kind,
        day=day,
        amount=amount,
        reference=reference.strip(),
        entered_by=account,
        entered_at=timezone.now(),
    )
    detail = {"fund": fund.code}
    with entry(event=events.CONTRIBUTION_ADDED, office=programme.office_id, by=str(account.pk), detail=detail) as trace:
        check_new_contribution(contribution)
        contribution.entered_position = trace.position
        return trace.store(contribution)


@transaction.atomic
def withdraw_contribution(*, account: Account, contribution: Contribution, reason: str) -> None:
    """This function will withdraw a contribution that did not come, or was entered wrongly.

    Raises `NotPermitted`, `NoSuchPlan`, `ReasonMissing`, `AlreadyWithdrawn`.
    """
    fund = contribution.fund
    check_enter(account, fund.programme)
    check_reason(reason)
    event, detail = events.CONTRIBUTION_WITHDRAWN, {"fund": fund.code}
    with entry(event=event, office=fund.programme.office_id, by=str(account.pk), detail=detail) as trace:
        withdraw_row(trace, contribution, reason)
