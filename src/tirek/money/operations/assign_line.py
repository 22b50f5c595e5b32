"""Say what a cost line belongs to, where its own codes do not."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from tirek.directory import Account
from tirek.ledger import entry
from tirek.money import events
from tirek.money.models import Assignment, CostLine, CostReport, Fund
from tirek.money.operations.withdrawing import withdraw_row
from tirek.money.permissions import check_enter
from tirek.money.policies import check_place, check_reason, check_standing
from tirek.plans import Activity

REPLACED = "Assigned anew."


@transaction.atomic
def assign_line(
    *, account: Account, line: CostLine, activity: Activity | None, fund: Fund, account_code: str, reason: str
) -> Assignment:
    """This function will assign a line of a standing report to an activity, a fund and an account; a fee has none of
    the first. It takes the place of an earlier assignment, which stays on record; the same again changes nothing.

    Raises `NotPermitted`, `NoSuchPlan`, `ReasonMissing`, `AssignmentImpossible`, `AlreadyWithdrawn`.
    """
    programme = line.programme
    check_enter(account, programme)
    check_reason(reason)
    account_code = account_code.strip()
    check_place(programme, activity, fund, account_code)
    place = {"activity": activity, "fund": fund, "account_code": account_code}
    if same := line.assignments.filter(Assignment.standing(), **place, reason=reason.strip()).first():
        return same
    words = " / ".join((activity.number if activity else "–", fund.code, account_code))
    detail = {"row": line.row, "place": words}
    with entry(event=events.LINE_ASSIGNED, office=programme.office_id, by=str(account.pk), detail=detail) as trace:
        check_standing(CostReport.objects.only("withdrawn_position").get(pk=line.report_id))
        if before := line.assignments.filter(Assignment.standing()).first():
            withdraw_row(trace, before, REPLACED)
        return trace.store(
            Assignment(
                line=line,
                **place,
                reason=reason.strip(),
                assigned_by=account,
                assigned_at=timezone.now(),
                entered_position=trace.position,
            )
        )
