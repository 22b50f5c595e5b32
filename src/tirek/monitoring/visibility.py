"""Who sees what of monitoring: one query set each, which list, count, feed, reminder and export all begin from."""

from typing import TypeVar

from django.db.models import QuerySet

from tirek.directory import Account, can
from tirek.monitoring.models import ActionDone, Said
from tirek.monitoring.permissions import can_see
from tirek.plans import Programme, programmes_for

Word = TypeVar("Word", bound=Said)


def programmes_watched(account: Account) -> QuerySet[Programme]:
    """This function will give the programmes whose monitoring the account may see: all of them, or none.

    Programmes are national, and so is their monitoring: every office sees it, and that of the programme writes it.
    """
    return programmes_for(account).select_related("office") if can_see(account) else Programme.objects.none()


def programmes_of_its_office(account: Account) -> QuerySet[Programme]:
    """This function will give the programmes that the account's office works on; the national office's are all."""
    watched = programmes_watched(account)
    return watched if account.office.is_national else watched.filter(office=account.office_id)


def programmes_kept(account: Account) -> QuerySet[Programme]:
    """This function will give the programmes in whose monitoring the account may write."""
    found = programmes_of_its_office(account)
    return found if can(account, "keep monitoring") else found.none()


def said_for(account: Account, kind: type[Word]) -> QuerySet[Word]:
    """This function will give what was said, of one kind, in the monitoring that the account may see.

    Files stay in the database until one is asked for by itself.
    """
    found: QuerySet[Word] = kind._default_manager.select_related("said_by__office")  # type: ignore[assignment]
    if not can_see(account):
        return found.none()
    return found.defer("file") if kind is ActionDone else found


def files_for(account: Account) -> QuerySet[ActionDone]:
    """This function will give the actions done whose files the account may see.

    A file is evidence: it may name persons, and is for those who see the evidence of the programme's office.
    """
    found = ActionDone.objects.exclude(file_name="")
    if not (can_see(account) and can(account, "see evidence")):
        return found.none()
    return found if account.office.is_national else found.filter(action__programme__office=account.office_id)
