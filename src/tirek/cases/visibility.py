"""Which cases an account sees: one rule for list, count, page, search and export. The database holds the same rule.

The rule is written twice on purpose: here, where a list is asked for by it, and as row-level policies
(migrations 0002 and 0010, where two functions that search hold it too), which give nothing to a query that forgot it.
A test holds them together.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from tirek.cases.models import Assignment, Case, Confidentiality, Transfer, Unsealing
from tirek.cases.seals import case_key, unseal
from tirek.directory import MAY, Account, Office, can
from tirek.ledger import seeing, seeing_all
from tirek.packs import Access, Edition


def sight_of(account: Account) -> AbstractContextManager[None]:
    """This function will show the rows of cases that the account sees, in one transaction; outside there are none."""
    return seeing(account=str(account.pk), house=False)


def sight_of_the_house() -> AbstractContextManager[None]:
    """This function will show every row of cases: for jobs, and for what an operation does after it has checked."""
    return seeing_all()


def cases_for(account: Account) -> QuerySet[Case]:
    """This function will give the cases that the account sees; ask it within `sight_of(account)`."""
    if not can(account, "see cases"):
        return Case.objects.none()
    mine = Assignment.objects.filter(Assignment.standing(), account=account, case=OuterRef("pk"))
    return Case.objects.filter(seen_by(account, Q(Exists(mine))), edition__in=editions_seen(account))


def seen_by(account: Account, works_on_it: Q) -> Q:
    """This function will say which cases an account sees, of rows with the columns of a case that decide it."""
    by_case = works_on_it | Q(opened_by=account, assigned_to=None, office=account.office_id)
    if can(account, "lead cases"):
        by_case |= Q(office=account.office_id)
    of_office = Q(confidentiality=Confidentiality.OFFICE)
    if not account.office.is_national:
        of_office &= Q(office=account.office_id)
    return Q(confidentiality=Confidentiality.PUBLIC) | of_office | by_case


def editions_seen(account: Account, *, names: bool = False) -> list[UUID]:
    """This function will give the editions of which one of the roles sees some answers, with `names` identities too.

    They are a handful, asked once, so that a list needs no join for them.
    """
    rows = access_of(account)
    if names:
        rows = rows.exclude(hidden__contains=["identity"])
    return list(rows.values_list("form__edition", flat=True).distinct())


def access_of(account: Account) -> QuerySet[Access]:
    """This function will give the rows of who.csv by which the account sees answers of cases."""
    roles = [role.value for role in account.roles & MAY["see cases"]]
    return Access.objects.filter(role__in=roles, sees=True).order_by()


def sees_names(account: Account, case: Case, now: datetime | None = None) -> bool:
    """This function will say whether the account may read who the parties of a case are.

    That is: it sees the case, one of its roles sees identities in some form of the case's mechanism, and a sealed case
    was opened to it by a second person less than a quarter of an hour ago.
    """
    with sight_of(account):
        if not cases_for(account).filter(pk=case.pk).exists() or case.edition_id not in editions_seen(
            account, names=True
        ):
            return False
        if case.confidentiality != Confidentiality.SEALED:
            return True
        opened = Unsealing.objects.filter(case=case, asked_by=account, ends_at__gt=now or timezone.now())
        return opened.exclude(allowed_by=None).exists()


@dataclass(frozen=True, slots=True)
class Arriving:
    """A case on its way to an office: all that the office may know of it before it has accepted it."""

    transfer: UUID
    number: str
    edition: Edition
    sender: Office
    sent_at: datetime
    reason: str


def arriving_for(account: Account) -> list[Arriving]:
    """This function will list the cases on their way to the account's office, for its supervisor. The oldest first."""
    if not can(account, "lead cases"):
        return []
    with sight_of_the_house():
        found = Transfer.objects.filter(receiver=account.office_id, verdict="").select_related(
            "case__edition", "sender"
        )
        return [
            Arriving(
                transfer=each.pk,
                number=each.case.number,
                edition=each.case.edition,
                sender=each.sender,
                sent_at=each.sent_at,
                reason=unseal(each, case_key(each.case), "reason").decode(),
            )
            for each in found
        ]
