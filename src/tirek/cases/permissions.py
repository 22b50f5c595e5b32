"""Who may work on a case: what the house says of the role, and only on what may be seen at all."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from tirek.cases.models import Case, Task
from tirek.cases.visibility import cases_for, sight_of_the_house
from tirek.directory import Account, NotFound, NotPermitted, can
from tirek.forms import Submission, submissions_for


def case_for(account: Account, number: str) -> Case:
    """This function will give a case that the account may see, by its number. Raises `NotFound`."""
    found = cases_for(account).select_related("office", "edition__mechanism", "assigned_to").filter(number=number)
    case = found.first()
    if case is None:
        raise NotFound
    return case


def can_work_on(account: Account, case: Case) -> bool:
    """This function will say whether the account may act in a case it sees: it must be of the office that has it."""
    return can(account, "work on cases") and account.office_id == case.office_id


def check_work_on(account: Account, case: Case) -> None:
    """This function will refuse who may not act in a case (`NotPermitted`)."""
    if not can_work_on(account, case):
        raise NotPermitted(deed="work on cases")


def can_do(account: Account, task: Task) -> bool:
    """This function will say whether the account may do a step: it acts in the case and has the role of the lane."""
    return can_work_on(account, task.case) and task.role in {role.value for role in account.roles}


def check_do(account: Account, task: Task) -> None:
    """This function will refuse who may not do a step (`NotPermitted`)."""
    if not can_do(account, task):
        raise NotPermitted(deed="work on cases")


def can_lead(account: Account, case: Case) -> bool:
    """This function will say whether the account may give a case to somebody, send it elsewhere, open it again."""
    return can(account, "lead cases") and account.office_id == case.office_id


def check_lead(account: Account, case: Case) -> None:
    """This function will refuse who may not lead a case (`NotPermitted`)."""
    if not can_lead(account, case):
        raise NotPermitted(deed="lead cases")


def answers_usable_by(account: Account) -> QuerySet[Submission]:
    """This function will give the answers that the account may do a step with: its own, and what a device sent.

    A device belongs to an office and to nobody: what it sent, whoever of that office may read it can use. That no step
    of any case has them already is not asked here, for the account sees not every case: see `used`.
    """
    of_devices = Q(account=None, office=account.office_id, pk__in=submissions_for(account).order_by().values("pk"))
    return Submission.objects.filter(Q(account=account) | of_devices)


def used(submission: Submission) -> bool:
    """This function will say whether a step of any case was done with answers, seen by the asker or not."""
    with sight_of_the_house():
        return Task.objects.filter(submission=submission).exists()
