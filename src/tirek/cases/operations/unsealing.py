"""See the names of a sealed case: one asks and says why, a second lets it be for a while or refuses and says why.

Overseers are told when it is asked and when it is answered.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from tirek.cases import events
from tirek.cases.errors import CaseNotSealed, UnsealingAnswered, UnsealingWaits
from tirek.cases.models import Case, Confidentiality, Unsealing
from tirek.cases.permissions import case_for
from tirek.cases.policies import reason_given
from tirek.cases.seals import case_key, seal, unseal
from tirek.cases.visibility import editions_seen, sight_of, sight_of_the_house
from tirek.directory import Account, NotFound, NotPermitted, Role, check, check_second_person, sees_office
from tirek.ledger import entry
from tirek.sealing import KeyErased

WINDOW = timedelta(minutes=15)
WAITS = timedelta(days=3)
"""For so long somebody may let it be; then who still needs to see asks again."""

log = logging.getLogger(__name__)


def ask_unsealing(*, actor: Account, number: str, reason: str) -> Unsealing:
    """This function will ask to see the names of a sealed case, and tell the overseers that it was asked.

    Raises `NotFound`, `NotPermitted`, `CaseNotSealed`, `CaseReasonMissing`, `UnsealingWaits`.
    """
    with sight_of(actor):
        case = case_for(actor, number)
        if case.edition_id not in editions_seen(actor, names=True):
            raise NotPermitted(deed="see cases")
        if case.confidentiality != Confidentiality.SEALED:
            raise CaseNotSealed(number=case.number)
        why = reason_given(reason)
        if _waiting(case).filter(asked_by=actor).exists():
            raise UnsealingWaits
        told = list(_overseers())
        detail = {"case": case.number, "told": len(told)}
        with entry(event=events.UNSEALING_ASKED, office=case.chain, by=str(actor.pk), detail=detail) as trace:
            asked = Unsealing(case=case, asked_by=actor, asked_at=timezone.now())
            asked.reason = seal(asked, case_key(case), "reason", why)
            trace.store(asked)
        _tell(told, case, asked)
        return asked


def allow_unsealing(*, actor: Account, unsealing: UUID) -> Unsealing:
    """This function will let whoever asked see the names of a sealed case for a quarter of an hour, and tell it.

    A second person lets it: who leads the office that has the case, or the national office. Raises `NotFound`,
    `NotPermitted`, `SamePerson`, `UnsealingAnswered`.
    """
    check(actor, "lead cases")
    with sight_of_the_house():
        found = _answerable(actor, unsealing)
        told, now = list(_overseers()), timezone.now()
        detail = {"case": found.case.number, "told": len(told)}
        office = found.case.chain
        with entry(event=events.UNSEALING_ALLOWED, office=office, by=str(actor.pk), detail=detail) as trace:
            found.allowed_by, found.allowed_at, found.ends_at = actor, now, now + WINDOW
            trace.change(found)
        _tell(told, found.case, found)
        return found


def refuse_unsealing(*, actor: Account, unsealing: UUID, reason: str) -> Unsealing:
    """This function will refuse whoever asked to see the names of a sealed case, with a reason, and tell the overseers.

    They may ask anew. A second person refuses, the same who might let it. Raises `NotFound`, `NotPermitted`,
    `SamePerson`, `UnsealingAnswered`, `CaseReasonMissing`.
    """
    check(actor, "lead cases")
    with sight_of_the_house():
        found = _answerable(actor, unsealing)
        why = reason_given(reason)
        told = list(_overseers())
        detail = {"case": found.case.number, "told": len(told)}
        office = found.case.chain
        with entry(event=events.UNSEALING_REFUSED, office=office, by=str(actor.pk), detail=detail) as trace:
            found.refused_by, found.refused_at = actor, timezone.now()
            found.refusal = seal(found, case_key(found.case), "refusal", why)
            trace.change(found)
        _tell(told, found.case, found)
        return found


def unsealing_to_answer(actor: Account, unsealing: UUID) -> tuple[Unsealing, str]:
    """This function will give a request that the account may answer, and why it was made.

    Raises `NotPermitted`, `NotFound`, `SamePerson`, `UnsealingAnswered`.
    """
    check(actor, "lead cases")
    with sight_of_the_house():
        found = _answerable(actor, unsealing)
        return found, unseal(found, case_key(found.case), "reason").decode()


def unsealings_to_allow(actor: Account) -> list[tuple[Unsealing, str]]:
    """This function will list what was asked lately and the account may let be seen, and why. Raises `NotPermitted`."""
    check(actor, "lead cases")
    with sight_of_the_house():
        asked = _waiting().exclude(asked_by=actor).select_related("case__office", "asked_by__office")
        seen = [each for each in asked if sees_office(actor, each.case.office)]
        return [(each, unseal(each, case_key(each.case), "reason").decode()) for each in seen]


def names_open_until(account: Account, case: Case) -> datetime | None:
    """This function will say until when the account sees the names of a sealed case; None if it does not now."""
    now = timezone.now()
    opened = Unsealing.objects.filter(case=case, asked_by=account, ends_at__gt=now).exclude(allowed_by=None)
    return opened.order_by("-ends_at").values_list("ends_at", flat=True).first()


def can_ask_unsealing(account: Account, case: Case) -> bool:
    """This function will say whether the account may ask to see the names of a case that it sees, and needs to ask."""
    sealed = case.confidentiality == Confidentiality.SEALED
    return sealed and case.edition_id in editions_seen(account, names=True) and names_open_until(account, case) is None


@dataclass(frozen=True, slots=True)
class RefusedUnsealing:
    """That the names of a case were not shown to who asked: by whom, when, and why."""

    by: Account
    at: datetime
    reason: str


def refused_unsealing(account: Account, case: Case) -> RefusedUnsealing | None:
    """This function will tell the account that what it asked for last in a case was refused; None if it was not.

    Ask it within `sight_of`.
    """
    asked = Unsealing.objects.filter(case=case, asked_by=account).select_related("refused_by__office")
    last = asked.order_by("-asked_at").first()
    if last is None or last.refused_by is None or last.refused_at is None:
        return None
    try:
        reason = unseal(last, case_key(case), "refusal").decode()
    except KeyErased:
        reason = ""
    return RefusedUnsealing(last.refused_by, last.refused_at, reason)


def asks_unsealing(account: Account, case: Case) -> bool:
    """This function will say whether a request of the account to see the names of a case waits."""
    return _waiting(case).filter(asked_by=account).exists()


def _waiting(case: Case | None = None) -> QuerySet[Unsealing]:
    unanswered = Unsealing.objects.filter(allowed_by=None, refused_by=None)
    found: QuerySet[Unsealing] = unanswered.filter(asked_at__gt=timezone.now() - WAITS)
    return found if case is None else found.filter(case=case)


def _answerable(actor: Account, unsealing: UUID) -> Unsealing:
    """Held until the answer is kept, so that two who answer at once do not both."""
    asked = Unsealing.objects.select_for_update(of=("self",)).select_related("case__office", "asked_by__office")
    found = asked.filter(pk=unsealing).first()
    if found is None or not sees_office(actor, found.case.office):
        raise NotFound
    answered = found.allowed_by_id is not None or found.refused_by_id is not None
    if not answered and found.asked_at <= timezone.now() - WAITS:
        raise NotFound
    check_second_person(actor, found.asked_by)
    if answered:
        raise UnsealingAnswered
    return found


def _overseers() -> QuerySet[Account]:
    found: QuerySet[Account] = Account.objects.filter(is_active=True, grants__role=Role.AUDITOR).exclude(email="")
    return found.order_by("username")


def _tell(overseers: list[Account], case: Case, asked: Unsealing) -> None:
    """Sent when it has come to pass. A letter tells the number and the offices, neither reason nor name."""
    letters = []
    for each in overseers:
        with translation.override(each.language):
            subject = _("Sealed case %(number)s") % {"number": case.number}
            said = _("Somebody of office %(asked)s asked to see the names of sealed case %(number)s.")
            if asked.allowed_by_id is not None:
                said = _(
                    "Somebody of office %(allowed)s let somebody of office %(asked)s see the names of sealed case"
                    " %(number)s for a quarter of an hour."
                )
            elif asked.refused_by_id is not None:
                said = _(
                    "Somebody of office %(refused)s refused to let somebody of office %(asked)s see the names of"
                    " sealed case %(number)s."
                )
            offices = {
                "asked": asked.asked_by.office_id,
                "allowed": getattr(asked.allowed_by, "office_id", ""),
                "refused": getattr(asked.refused_by, "office_id", ""),
            }
            text = said % {"number": case.number, **offices}
            more = _("The ledger says who and when; the reason is kept with the case.")
            letters.append(EmailMessage(subject, f"{text}\n\n{more}\n", to=[each.email]))
    transaction.on_commit(lambda: _send(letters))


def _send(letters: list[EmailMessage]) -> None:
    for letter in letters:
        try:
            letter.send()
        except OSError:
            log.exception("An overseer could not be told by mail; the ledger holds the line.")
