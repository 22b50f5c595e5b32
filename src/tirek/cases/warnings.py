"""Telling in time: of a limit that is near or has run out, and of a rule that was not kept. Each is told once.

A letter holds the number of the case and where it is read, and nothing else: letters lie open on their way. That it was
told is kept before it goes, so that a house that goes down meanwhile tells nothing twice; what it had not sent by then
is seen in the lists of work, where what is late stands first.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from tirek.cases.clocks import calendar, zone_of_offices
from tirek.cases.left_alone import in_each
from tirek.cases.models import Breach, Case, Clock, Warned
from tirek.cases.operations.doing import let_limit_run_out
from tirek.cases.visibility import cases_for, sight_of, sight_of_the_house
from tirek.directory import Account, Role
from tirek.safeguards import Limit, limit_of

NEAR, NEAR_OF_SHORT, SHORT = 3, 1, 5
"""So many working days before its end a limit is near; of limits under five days, fewer."""
HEADERS = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}  # RFC 3834: answer it with nothing

log = logging.getLogger(__name__)


def warn(*, now: datetime | None = None) -> int:
    """This function will tell who works on a case and who leads its office what they must know, and how much that was.

    Of a rule that was not kept who leads the office is told. A limit that has run out is looked at by the rules first:
    silence may be what they forbid.
    """
    moment = now or timezone.now()
    in_each(_run_out(moment), moment, lambda clock: _looked_at(clock, moment))
    return sum(_told(each) for each in [*_limits(moment), *_breaches()])


def lead_of(limit: Limit) -> int:
    """This function will say how many working days before its end a limit is near."""
    short = limit.unit == "hours" or ("days" in limit.unit and limit.count < SHORT)
    return NEAR_OF_SHORT if short else NEAR


def _run_out(moment: datetime) -> list[tuple[UUID, UUID]]:
    """Limits that have run out since anybody looked; that they were not kept is written down with them."""
    with sight_of_the_house():
        late = Clock.objects.filter(ended_at=None, due_at__lt=moment, met=None, paused_at=None, case__closed_at=None)
        return list(late.order_by("due_at").values_list("case", "pk"))


def _looked_at(clock: UUID, moment: datetime) -> bool:
    let_limit_run_out(clock=clock, at=moment)
    return True


def _limits(moment: datetime) -> Iterator[Warned]:
    running = Clock.objects.filter(ended_at=None, paused_at=None, case__closed_at=None).select_related("case")
    days, zone = calendar(), zone_of_offices()
    today = moment.astimezone(zone).date()
    # Up to the next working day, for on the free days before it no more working days are left.
    farthest = days.end_of(Limit(NEAR + 1, "working days"), moment, zone)
    with sight_of_the_house():
        late = list(_untold(running.filter(due_at__lt=moment), Warned.Of.LATE))
        near = list(_untold(running.filter(due_at__gte=moment, due_at__lt=farthest), Warned.Of.NEAR))
    for clock in late:
        yield Warned(case=clock.case, of=Warned.Of.LATE, clock=clock, due_at=clock.due_at)
    for clock in near:
        if days.working_days(today, clock.due_at.astimezone(zone).date()) <= lead_of(limit_of(clock.limit)):
            yield Warned(case=clock.case, of=Warned.Of.NEAR, clock=clock, due_at=clock.due_at)


def _untold(clocks: QuerySet[Clock], of: Warned.Of) -> QuerySet[Clock]:
    """A limit that was moved is another."""
    told = Warned.objects.filter(clock=OuterRef("pk"), due_at=OuterRef("due_at"), of=of)
    return clocks.filter(~Exists(told)).order_by("due_at")


def _breaches() -> Iterator[Warned]:
    with sight_of_the_house():
        found = list(Breach.objects.filter(warning=None).exclude(severity="note").select_related("case"))
    for breach in found:
        yield Warned(case=breach.case, of=Warned.Of.BREACH, breach=breach)


def _told(warning: Warned) -> int:
    """Kept first and sent second. Where no letter at all could be sent, it is as if nothing was tried."""
    letters = list(_letters(warning))
    warning.told = len(letters)
    try:
        with sight_of_the_house():
            warning.save(force_insert=True)
    except IntegrityError:  # another worker tells it
        return 0
    if letters and _sends_mail() and not sum(map(_sent, letters)):
        with sight_of_the_house():
            warning.delete()
        return 0
    return 1


def _letters(warning: Warned) -> Iterator[EmailMessage]:
    for account in _who(warning):
        with translation.override(account.language):
            number = {"number": warning.case.number}
            said = {
                Warned.Of.NEAR: _("A limit of case %(number)s is near."),
                Warned.Of.LATE: _("A limit of case %(number)s has run out."),
                Warned.Of.BREACH: _("In case %(number)s a rule was not kept."),
            }[Warned.Of(warning.of)] % number
            link = settings.PUBLIC_URL + reverse("cases:case", args=[warning.case.number])
            more = _("What it is about is read there, after signing in. Please do not reply.")
            yield EmailMessage(said, f"{said}\n\n{link}\n\n{more}\n", to=[account.email], headers=HEADERS)


def _who(warning: Warned) -> list[Account]:
    """Those who see the case, and have an address."""
    case: Case = warning.case
    heads = Q(grants__role=Role.SUPERVISOR, office=case.office_id)
    asked = heads if warning.of == Warned.Of.BREACH else heads | Q(pk=case.assigned_to_id)
    found = Account.objects.filter(asked, is_active=True).exclude(email="").select_related("office").distinct()
    return [account for account in found.order_by("username") if _sees(account, case)]


def _sees(account: Account, case: Case) -> bool:
    with sight_of(account):
        return cases_for(account).filter(pk=case.pk).exists()


def _sends_mail() -> bool:
    return not settings.EMAIL_BACKEND.endswith(".dummy.EmailBackend")


def _sent(letter: EmailMessage) -> bool:
    try:
        letter.send()
    except (OSError, ValueError) as fault:  # no server, a refusal of it (SMTPException is an OSError), a bad address
        log.warning("A warning of a case could not be sent: %s", type(fault).__name__)
        return False
    return True
