"""Who sees what of the evidence: one query set each, which list, count, search and export all begin from."""

from typing import TypeVar

from django.db.models import QuerySet

from tirek.directory import Account, can
from tirek.evidence.models import Attendance, Deliverable, Evidence

Piece = TypeVar("Piece", bound=Evidence)


def evidence_for(account: Account, kind: type[Piece]) -> QuerySet[Piece]:
    """This function will give the evidence of a kind that the account may see: its office's, or all for the national.

    Files stay in the database until one is asked for by itself.
    """
    found: QuerySet[Piece] = kind._default_manager.select_related("office")  # type: ignore[assignment]
    if not can(account, "see evidence"):
        return found.none()
    if kind is Deliverable:
        found = found.defer("file")
    return found if account.office.is_national else found.filter(office=account.office_id)


def attendances_for(account: Account) -> QuerySet[Attendance]:
    """This function will give the attendances whose persons the account may see, by their codes."""
    if not can(account, "see persons"):
        return Attendance.objects.none()
    found = Attendance.objects.all()
    return found if account.office.is_national else found.filter(event__office=account.office_id)
