"""Draft a budget, have a second person review it, withdraw a draft."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from tirek.directory import Account, check_second_person
from tirek.ledger import entry
from tirek.money import events
from tirek.money.fee import NOTHING, fee_due
from tirek.money.models import FEE_ACCOUNT, BudgetRevision, BudgetRow, FeeBase, Fund, RevisionReview
from tirek.money.operations.withdrawing import withdraw_row
from tirek.money.permissions import check_enter, check_review
from tirek.money.planned import PlannedRow
from tirek.money.policies import (
    check_amount,
    check_none_waits,
    check_not_reviewed,
    check_reason,
    check_revision,
    check_standing,
    check_verdict,
)
from tirek.plans import Programme


@transaction.atomic
def draft_revision(
    *,
    account: Account,
    programme: Programme,
    title: str,
    reason: str,
    fee_rate: Decimal,
    fee_base: FeeBase,
    rows: Iterable[PlannedRow],
) -> BudgetRevision:
    """This function will draft a budget of the whole programme; it is in force once a second person approves it.

    The fee is computed for each fund and year and stands beside the rows. Raises `NotPermitted`, `NoSuchPlan`,
    `RevisionIncomplete`, `RevisionRowImpossible`, `RevisionRowRepeated`, `RevisionWaits`, `AmountImpossible` (of a
    fee).
    """
    check_enter(account, programme)
    planned = list(rows)
    check_revision(programme, title, reason, fee_rate, fee_base, planned)
    detail: dict[str, object] = {"number": 0, "programme": programme.code}
    with entry(event=events.REVISION_DRAFTED, office=programme.office_id, by=str(account.pk), detail=detail) as trace:
        check_none_waits(programme)
        number = (programme.revisions.aggregate(newest=Max("number"))["newest"] or 0) + 1
        trace.detail["number"] = number
        revision = trace.store(
            BudgetRevision(
                programme=programme,
                number=number,
                title=title.strip(),
                reason=reason.strip(),
                fee_rate=fee_rate,
                fee_base=fee_base,
                drafted_by=account,
                drafted_at=timezone.now(),
                entered_position=trace.position,
            )
        )
        trace.store_many([*_direct(revision, planned), *_fees(revision, planned)])
    return revision


def _direct(revision: BudgetRevision, planned: list[PlannedRow]) -> Iterator[BudgetRow]:
    for row in planned:
        yield BudgetRow(
            revision=revision,
            kind="direct",
            activity=row.activity,
            fund=row.fund,
            account_code=row.account_code,
            year=row.year,
            amount=row.amount,
        )


def _fees(revision: BudgetRevision, planned: list[PlannedRow]) -> Iterator[BudgetRow]:
    direct: dict[tuple[Fund, int], Decimal] = {}
    for row in planned:
        direct[row.fund, row.year] = direct.get((row.fund, row.year), NOTHING) + row.amount
    for (fund, year), amount in direct.items():
        if revision.fee_rate:
            fee = fee_due(amount, revision.fee_rate, revision.fee_base)
            check_amount(fee, least=NOTHING)
            yield BudgetRow(revision=revision, kind="fee", fund=fund, account_code=FEE_ACCOUNT, year=year, amount=fee)


@transaction.atomic
def review_revision(*, account: Account, revision: BudgetRevision, verdict: str, reason: str = "") -> RevisionReview:
    """This function will keep what a second person says of a draft; approved, it is the budget in force.

    Raises `NotPermitted`, `NoSuchPlan`, `SamePerson`, `VerdictUnknown`, `ReasonMissing`, `AlreadyWithdrawn`,
    `RevisionReviewed`.
    """
    programme = revision.programme
    check_review(account, programme)
    check_second_person(account, revision.drafted_by)
    check_verdict(verdict, reason)
    detail = {"number": revision.number, "verdict": str(verdict)}
    with entry(event=events.REVISION_REVIEWED, office=programme.office_id, by=str(account.pk), detail=detail) as trace:
        check_standing(BudgetRevision.objects.get(pk=revision.pk))
        check_not_reviewed(revision)
        return trace.store(
            RevisionReview(
                revision=revision,
                verdict=verdict,
                reason=reason.strip(),
                reviewed_by=account,
                reviewed_at=timezone.now(),
                entered_position=trace.position,
            )
        )


@transaction.atomic
def withdraw_revision(*, account: Account, revision: BudgetRevision, reason: str) -> None:
    """This function will withdraw a draft that nobody has reviewed.

    Raises `NotPermitted`, `NoSuchPlan`, `ReasonMissing`, `AlreadyWithdrawn`, `RevisionReviewed`.
    """
    programme = revision.programme
    check_enter(account, programme)
    check_reason(reason)
    detail = {"number": revision.number}
    with entry(event=events.REVISION_WITHDRAWN, office=programme.office_id, by=str(account.pk), detail=detail) as trace:
        check_not_reviewed(revision)
        withdraw_row(trace, revision, reason)
