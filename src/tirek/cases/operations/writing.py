"""Write a note in a case, enter somebody who has to do with it, close it before its procedure ends, open it again."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone

from tirek.cases import events
from tirek.cases.errors import PartyWithoutAuthority, TransferOnItsWay
from tirek.cases.models import Case, Closure, Note, Party
from tirek.cases.permissions import case_for, check_lead, check_work_on
from tirek.cases.policies import check_closed, check_open, reason_given
from tirek.cases.running import Did, carry, run_of
from tirek.cases.seals import case_key, fresh_party_key, seal, seal_told
from tirek.cases.search_words import rebuild
from tirek.cases.visibility import sight_of
from tirek.directory import Account, Authority
from tirek.ledger import entry


def write_note(*, actor: Account, number: str, text: str) -> Note:
    """This function will keep a note in a case. Raises `NotFound`, `NotPermitted`, `CaseReasonMissing`."""
    with sight_of(actor):
        case = case_for(actor, number)
        check_work_on(actor, case)
        words = reason_given(text)
        detail = {"case": case.number}
        with entry(event=events.NOTE_WRITTEN, office=case.chain, by=str(actor.pk), detail=detail) as trace:
            note = Note(case=case, written_by=actor, written_at=timezone.now(), entered_position=trace.position)
            note.content = seal(note, case_key(case), "content", words)
            return trace.store(note)


def add_party(
    *,
    actor: Account,
    number: str,
    part: Party.Part,
    kind: Party.Kind,
    said: Mapping[str, Mapping[str, str]],
    authority: Authority | None = None,
) -> Party:
    """This function will enter somebody who has to do with a case.

    `said` holds `identity`, `contact` and `caution` (how to be reached, whom nobody may tell), each by name. Raises
    `NotFound`, `NotPermitted`, `CaseIsClosed`, `PartyWithoutAuthority`.
    """
    with sight_of(actor):
        case = case_for(actor, number)
        check_work_on(actor, case)
        check_open(case)
        if (kind == Party.Kind.AUTHORITY) != (authority is not None):
            raise PartyWithoutAuthority
        detail = {"case": case.number, "part": part.value}
        with entry(event=events.PARTY_ADDED, office=case.chain, by=str(actor.pk), detail=detail) as trace:
            party = Party(
                case=case,
                part=part,
                kind=kind,
                authority=authority,
                added_by=actor,
                added_at=timezone.now(),
                entered_position=trace.position,
            )
            party.content = seal_told(party, fresh_party_key(party), "content", said)
            trace.store(party)
        rebuild(case)
        return party


def close_case(*, actor: Account, number: str, kind: Closure.Kind, reason: str) -> Case:
    """This function will close a case before its procedure came to an end, with a reason: its limits and timers stop.

    Raises `NotFound`, `NotPermitted`, `CaseIsClosed`, `TransferOnItsWay`, `CaseReasonMissing`.
    """
    with sight_of(actor):
        case = case_for(actor, number)
        check_lead(actor, case)
        check_open(case)
        if case.transfers.filter(verdict="").exists():
            raise TransferOnItsWay
        return _said(actor, case, kind, reason)


def reopen_case(*, actor: Account, number: str, reason: str) -> Case:
    """This function will open a closed case again: what waited when it was closed waits again, and what ran runs again.

    Days on which it was closed count for no limit. Of a case whose procedure is over nothing waits or runs again.
    Raises `NotFound`, `NotPermitted`, `CaseIsOpen`, `CaseReasonMissing`.
    """
    with sight_of(actor):
        case = case_for(actor, number)
        check_lead(actor, case)
        check_closed(case)
        return _said(actor, case, Closure.Kind.REOPENED, reason)


def _said(actor: Account, case: Case, kind: Closure.Kind, reason: str) -> Case:
    why = reason_given(reason)
    reopened = kind == Closure.Kind.REOPENED
    event = events.CASE_REOPENED if reopened else events.CASE_CLOSED
    detail = {"case": case.number, "kind": kind.value}
    now = timezone.now()
    with entry(event=event, office=case.chain, by=str(actor.pk), detail=detail) as trace:
        case.refresh_from_db()
        (check_closed if reopened else check_open)(case)
        said = Closure(case=case, kind=kind, said_by=actor, said_at=now, entered_position=trace.position)
        said.reason = seal(said, case_key(case), "reason", why)
        trace.store(said)
        case.closed_at = None if reopened else now
        carry(trace, case, run_of(case), Did(at=now))
        trace.change(case)
    return case
