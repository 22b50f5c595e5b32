"""Send a case to another office, where it is accepted or sent back. Until then it stays where it is; its limits run."""

from __future__ import annotations

from django.utils import timezone

from tirek.cases import events
from tirek.cases.errors import NoTransferOnItsWay, SameOffice, TransferOnItsWay
from tirek.cases.models import Case, Transfer
from tirek.cases.operations.assigning import withdraw_assignments
from tirek.cases.permissions import case_for, check_lead
from tirek.cases.policies import check_open, reason_given
from tirek.cases.seals import case_key, rewrap, seal
from tirek.cases.search_words import rebuild
from tirek.cases.visibility import arriving_for, sight_of, sight_of_the_house
from tirek.directory import Account, Office, check
from tirek.ledger import entry

SENT_ON = "sent to another office"


def send_case(*, actor: Account, number: str, to: Office, consent: str, reason: str) -> Transfer:
    """This function will send a case to another office; `consent` is `given` or `not-needed`.

    Raises `NotFound`, `NotPermitted`, `CaseIsClosed`, `SameOffice`, `TransferOnItsWay`, `CaseReasonMissing`.
    """
    with sight_of(actor):
        case = case_for(actor, number)
        check_lead(actor, case)
        check_open(case)
        if to.pk == case.office_id:
            raise SameOffice
        why = reason_given(reason)
        detail = {"case": case.number, "office": to.pk, "consent": consent}
        with entry(event=events.TRANSFER_SENT, office=case.chain, by=str(actor.pk), detail=detail) as trace:
            if case.transfers.filter(verdict="").exists():
                raise TransferOnItsWay
            sent = Transfer(case=case, sender_id=case.office_id, receiver=to, consent=consent)
            sent.sent_by, sent.sent_at = actor, timezone.now()
            sent.reason = seal(sent, case_key(case), "reason", why)
            return trace.store(sent)


def accept_case(*, actor: Account, number: str) -> Case:
    """This function will take a case that was sent to the actor's office: from now on it is there.

    Its keys are wrapped by the key of the office that takes it, and nobody of the other works on it any more. Raises
    `NotPermitted`, `NoTransferOnItsWay`, `KeyMissing`.
    """
    check(actor, "lead cases")
    transfer = _arriving(actor, number)
    with sight_of_the_house():
        case = _answered(actor, transfer, "accepted", b"")
        detail = {"case": case.number, "office": transfer.sender_id}
        with entry(event=events.CASE_ARRIVED, office=case.chain, by=str(actor.pk), detail=detail) as trace:
            case.refresh_from_db()
            others = [row for row in rewrap(case, actor.office_id) if row is not case]
            for row in others:
                trace.change(row)
            case.assigned_to = None
            trace.change(case)
        rebuild(case)
        return case


def return_case(*, actor: Account, number: str, reason: str) -> Case:
    """This function will send a case back that was sent to the actor's office. Raises `NotPermitted`,
    `NoTransferOnItsWay`, `CaseReasonMissing`."""
    check(actor, "lead cases")
    why = reason_given(reason)
    transfer = _arriving(actor, number)
    with sight_of_the_house():
        return _answered(actor, transfer, "returned", why)


def _arriving(actor: Account, number: str) -> Transfer:
    found = next((each for each in arriving_for(actor) if each.number == number), None)
    if found is None:
        raise NoTransferOnItsWay
    with sight_of_the_house():
        return Transfer.objects.get(pk=found.transfer)


def _answered(actor: Account, transfer: Transfer, verdict: str, answer: bytes) -> Case:
    case = Case.objects.select_related("edition").get(pk=transfer.case_id)
    detail = {"case": case.number, "office": transfer.receiver_id, "verdict": verdict}
    with entry(event=events.TRANSFER_ANSWERED, office=case.chain, by=str(actor.pk), detail=detail) as trace:
        fresh = Transfer.objects.get(pk=transfer.pk)
        if fresh.verdict:
            raise NoTransferOnItsWay
        fresh.verdict, fresh.answered_by, fresh.answered_at = verdict, actor, timezone.now()
        fresh.answer = seal(fresh, case_key(case), "answer", answer)
        trace.change(fresh)
        if verdict == "accepted":  # who worked on it no longer does
            withdraw_assignments(trace, case, SENT_ON)
    return case
