"""Give a case to somebody to work on, and hand over all of it when an officer leaves."""

from __future__ import annotations

from django.utils import timezone

from tirek.cases import events
from tirek.cases.errors import NotOfThisOffice
from tirek.cases.models import Assignment, Case
from tirek.cases.permissions import case_for, check_lead
from tirek.cases.policies import check_open
from tirek.cases.visibility import sight_of
from tirek.directory import Account, NotPermitted, can
from tirek.ledger import WITHDRAWING, OpenEntry, entry

HANDED_ON = "given to somebody else"


def assign(*, actor: Account, number: str, account: Account) -> Case:
    """This function will give a case to somebody of the office that has it; whoever had it no longer does.

    Raises `NotFound`, `NotPermitted`, `CaseIsClosed`, `NotOfThisOffice`.
    """
    with sight_of(actor):
        case = case_for(actor, number)
        check_lead(actor, case)
        check_open(case)
        check_of_office(account, case)
        return _assigned(actor, case, account)


def hand_over(*, actor: Account, leaver: Account, account: Account) -> int:
    """This function will give all open cases of one who leaves to another, and give how many they were.

    Each case has its own entry: where one is refused, those before it are given, and it can be asked again. Raises
    `NotPermitted`, `NotOfThisOffice`.
    """
    if not can(actor, "lead cases") or leaver.office_id != actor.office_id:
        raise NotPermitted(deed="lead cases")
    with sight_of(actor):
        theirs = list(Case.objects.filter(assigned_to=leaver, office=actor.office_id, closed_at=None))
        for case in theirs:
            check_of_office(account, case)
            _assigned(actor, case, account)
        return len(theirs)


def check_of_office(account: Account, case: Case) -> None:
    """This function will refuse somebody who cannot work on a case where it is (`NotOfThisOffice`)."""
    if account.office_id != case.office_id or not can(account, "work on cases"):
        raise NotOfThisOffice


def _assigned(actor: Account, case: Case, account: Account) -> Case:
    detail = {"case": case.number, "account": str(account.pk)}
    with entry(event=events.CASE_ASSIGNED, office=case.chain, by=str(actor.pk), detail=detail) as trace:
        case.refresh_from_db()
        withdraw_assignments(trace, case, HANDED_ON)
        given = Assignment(case=case, account=account, assigned_by=actor, assigned_at=timezone.now())
        given.entered_position = trace.position
        trace.store(given)
        case.assigned_to = account
        trace.change(case)
    return case


def withdraw_assignments(trace: OpenEntry, case: Case, because: str) -> None:
    """This function will end the work of all who have a case."""
    for before in Assignment.objects.filter(Assignment.standing(), case=case).only(*WITHDRAWING):
        before.withdrawn_position, before.withdrawn_because = trace.position, because
        trace.change(before)
