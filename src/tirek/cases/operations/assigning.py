"""Give a case to somebody to work on, and hand over all of it when an officer leaves."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone

from tirek.cases import events
from tirek.cases.errors import NotOfThisOffice
from tirek.cases.models import Assignment, Case
from tirek.cases.permissions import case_for, check_lead
from tirek.cases.policies import check_open
from tirek.cases.visibility import sight_of
from tirek.directory import Account, NotFound, NotPermitted, can
from tirek.ledger import WITHDRAWING, OpenEntry, entry

HANDED_ON = "given to somebody else"
HELPS_NO_MORE = "helps no more"


def assign(*, actor: Account, number: str, account: Account) -> Case:
    """This function will give a case to somebody of the office that has it; whoever had it no longer does.

    Who helps goes on helping. Raises `NotFound`, `NotPermitted`, `CaseIsClosed`, `NotOfThisOffice`.
    """
    with sight_of(actor):
        case = case_for(actor, number)
        check_lead(actor, case)
        check_open(case)
        check_of_office(account, case)
        return _assigned(actor, case, account)


def hand_over(*, actor: Account, leaver: Account, account: Account) -> int:
    """This function will give all open cases of one who leaves to another, and give how many they were.

    Where the one who leaves only helped, the other helps from now on.

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
        helped = Assignment.objects.filter(Assignment.standing(), account=leaver, leads=False)
        for case in Case.objects.filter(pk__in=helped.values("case"), office=actor.office_id, closed_at=None):
            check_of_office(account, case)
            _left(actor, case, leaver)
            _helped(actor, case, account)
        return len(theirs)


def check_of_office(account: Account, case: Case) -> None:
    """This function will refuse somebody who cannot work on a case where it is (`NotOfThisOffice`)."""
    if account.office_id != case.office_id or not can(account, "work on cases"):
        raise NotOfThisOffice


def _assigned(actor: Account, case: Case, account: Account) -> Case:
    detail = {"case": case.number, "account": str(account.pk)}
    with entry(event=events.CASE_ASSIGNED, office=case.chain, by=str(actor.pk), detail=detail) as trace:
        case.refresh_from_db()
        withdraw_assignments(trace, case, HANDED_ON, Q(leads=True) | Q(account=account))
        given = Assignment(case=case, account=account, assigned_by=actor, assigned_at=timezone.now())
        given.entered_position = trace.position
        trace.store(given)
        case.assigned_to = account
        trace.change(case)
    return case


def add_helper(*, actor: Account, number: str, account: Account) -> Case:
    """This function will let somebody else of the office work on a case beside the one whose case it is.

    Whoever does already goes on. Raises `NotFound`, `NotPermitted`, `CaseIsClosed`, `NotOfThisOffice`.
    """
    with sight_of(actor):
        case = case_for(actor, number)
        check_lead(actor, case)
        check_open(case)
        check_of_office(account, case)
        _helped(actor, case, account)
        return case


def remove_helper(*, actor: Account, number: str, account: Account) -> Case:
    """This function will end the work of somebody who helps in a case; the case may then be out of his or her sight.

    Raises `NotFound`, `NotPermitted`.
    """
    with sight_of(actor):
        case = case_for(actor, number)
        check_lead(actor, case)
        _left(actor, case, account)
        return case


def helpers_of(case: Case) -> list[Account]:
    """This function will give who helps in a case; ask it within `sight_of`."""
    helping = Assignment.objects.filter(Assignment.standing(), case=case, leads=False)
    return [each.account for each in helping.select_related("account__office").order_by("assigned_at", "id")]


def _helped(actor: Account, case: Case, account: Account) -> None:
    if Assignment.objects.filter(Assignment.standing(), case=case, account=account).exists():
        return
    detail = {"case": case.number, "account": str(account.pk)}
    with entry(event=events.CASE_HELPED, office=case.chain, by=str(actor.pk), detail=detail) as trace:
        who = {"account": account, "leads": False, "assigned_by": actor, "assigned_at": timezone.now()}
        trace.store(Assignment(case=case, **who, entered_position=trace.position))


def _left(actor: Account, case: Case, account: Account) -> None:
    helping = Q(leads=False, account=account)
    if not Assignment.objects.filter(Assignment.standing(), helping, case=case).exists():
        raise NotFound
    detail = {"case": case.number, "account": str(account.pk)}
    with entry(event=events.CASE_LEFT, office=case.chain, by=str(actor.pk), detail=detail) as trace:
        withdraw_assignments(trace, case, HELPS_NO_MORE, helping)


def withdraw_assignments(trace: OpenEntry, case: Case, because: str, which: Q | None = None) -> None:
    """This function will end the work of all who have a case, or of some of them."""
    standing = Assignment.objects.filter(Assignment.standing(), which or Q(), case=case)
    for before in standing.only(*WITHDRAWING):
        before.withdrawn_position, before.withdrawn_because = trace.position, because
        trace.change(before)
