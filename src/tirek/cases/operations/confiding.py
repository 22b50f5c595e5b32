"""Change who may know of a case. Out of the seal it comes only while a second person lets its names be seen."""

from __future__ import annotations

from django.utils import timezone

from tirek.cases import events
from tirek.cases.errors import CaseIsSealed, SameConfidentiality
from tirek.cases.models import Case, Confidentiality, Note
from tirek.cases.permissions import case_for, check_lead
from tirek.cases.policies import reason_given
from tirek.cases.seals import case_key, seal
from tirek.cases.search_words import rebuild
from tirek.cases.visibility import sees_names, sight_of
from tirek.directory import Account
from tirek.ledger import entry


def change_confidentiality(*, actor: Account, number: str, level: Confidentiality, reason: str) -> Case:
    """This function will change who may know of a case; the reason is kept as a note of it, sealed.

    Raises `NotFound`, `NotPermitted`, `SameConfidentiality`, `CaseReasonMissing`, `CaseIsSealed`.
    """
    with sight_of(actor):
        case = case_for(actor, number)
        check_lead(actor, case)
        why, now = reason_given(reason), timezone.now()
        detail = {"case": case.number, "before": "", "after": level.value}
        with entry(event=events.CONFIDENTIALITY_CHANGED, office=case.chain, by=str(actor.pk), detail=detail) as trace:
            case.refresh_from_db()
            before = Confidentiality(case.confidentiality)
            if before == level:
                raise SameConfidentiality
            if before == Confidentiality.SEALED and not sees_names(actor, case, now):
                raise CaseIsSealed(number=case.number)
            trace.detail["before"] = before.value
            note = Note(case=case, written_by=actor, written_at=now, entered_position=trace.position)
            words = f"{before.label} → {level.label}: ".encode() + why
            note.content = seal(note, case_key(case), "content", words)
            trace.store(note)
            case.confidentiality = level
            trace.change(case)
        rebuild(case)
        return case
