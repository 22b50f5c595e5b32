"""Reminders: one plain e-mail a day to each account with an address and something late or due among what it may do.

It holds titles, days and links. What was done about a thing, and by whom, is read on the page, after signing in.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tirek.directory import Account, can
from tirek.monitoring.calendar import Due, due_in, due_path
from tirek.monitoring.visibility import programmes_of_its_office
from tirek.plans import Programme

DAYS = 7
"""How many days ahead a reminder looks, unless asked otherwise."""
LONGEST = 20
"""How many things a reminder lists; of the others it says how many there are."""
Reported = Callable[[Iterable[Programme]], Mapping[Any, Collection[str]]]
"""Which reports are out, by the key of the programme: the room of reports lies above this one, and is handed in."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """A reminder as it is sent."""

    account: Account
    subject: str
    text: str


def reminders(today: date, *, reported: Reported, days: int = DAYS) -> Iterator[Reminder]:
    """This function will write the reminder of each account that has an address and something late or due."""
    for account in accounts_with_address():
        found = things_of(account, today, reported=reported, days=days)
        if found:
            with translation.override(account.language):
                yield _written(account, found, today)


def accounts_with_address() -> QuerySet[Account]:
    """This function will give the active accounts that reminders may be sent to."""
    found: QuerySet[Account] = Account.objects.filter(is_active=True).exclude(email="")
    return found.select_related("office").order_by("username")


def things_of(account: Account, today: date, *, reported: Reported, days: int = DAYS) -> list[Due]:
    """This function will give what is late, or due within so many days, among what the account itself may do."""
    if not any(can(account, deed) for deed in ("keep monitoring", "write reports")):
        return []
    programmes = list(programmes_of_its_office(account))
    with translation.override(account.language):
        calendar = due_in(programmes, today, reported(programmes), ("late", "due", "later"))
    until = today + timedelta(days=days)
    return [each for each in calendar if each.day <= until and _may_do(account, each)]


def _may_do(account: Account, due: Due) -> bool:
    return can(account, "keep monitoring" if due.action else "write reports")


def _written(account: Account, found: list[Due], today: date) -> Reminder:
    late = [each for each in found if each.day < today]
    soon = [each for each in found if each.day >= today]
    subject = _("Tirek: %(late)s late, %(due)s due") % {"late": len(late), "due": len(soon)}
    parts = [_("This is what waits for your office in Tirek.")]
    parts += list(_part(_("Late"), late)) + list(_part(_("Due"), soon))
    parts.append(_("All of it: %(link)s") % {"link": settings.PUBLIC_URL + reverse("monitoring:calendar")})
    parts.append(_("Tirek sends this once on a working day while something is late or due. Please do not reply."))
    return Reminder(account, subject, "\n\n".join(parts) + "\n")


def _part(heading: str, found: list[Due]) -> Iterator[str]:
    if not found:
        return
    lines = [heading, *(_line(each) for each in found[:LONGEST])]
    if more := len(found) - LONGEST if len(found) > LONGEST else 0:
        lines.append(ngettext("- and %(n)s more", "- and %(n)s more", more) % {"n": more})
    yield "\n".join(lines)


def _line(due: Due) -> str:
    facts = {"what": due.what, "when": due.when, "day": date_format(due.day), "programme": due.programme.code}
    said = _("- %(what)s, %(when)s, by %(day)s (%(programme)s)") % facts
    return f"{said}\n  {due_address(due)}"


def due_address(due: Due) -> str:
    """This function will give the whole address of the page on which a thing is done."""
    return settings.PUBLIC_URL + due_path(due)
