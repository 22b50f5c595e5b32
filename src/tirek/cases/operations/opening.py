"""Open a case with what came in. From that moment its limits run, and who brought it can ask how far it is."""

from __future__ import annotations

import secrets
from base64 import b32encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from tirek import forms
from tirek.cases import events
from tirek.cases.clocks import zone_of_offices
from tirek.cases.errors import CaseOpenedAlready, NoProcedureForForm
from tirek.cases.models import Assignment, Case, Confidentiality, HeldVersion, Party, Task
from tirek.cases.parties import kept_of
from tirek.cases.rules import Rules, rules_of
from tirek.cases.running import Did, carry, flat
from tirek.cases.seals import fresh_case_key, fresh_party_key, seal_told
from tirek.cases.search_words import rebuild
from tirek.cases.visibility import sight_of_the_house
from tirek.directory import Account, NotFound, check
from tirek.ledger import OpenEntry, entry
from tirek.packs import fields_of
from tirek.procedures import Procedure, begin

CODE_BYTES = 10
_LEVELS: Mapping[str, Confidentiality] = {
    "public": Confidentiality.PUBLIC,
    "internal": Confidentiality.OFFICE,
    "confidential": Confidentiality.NEED_TO_KNOW,
}


@dataclass(frozen=True, slots=True)
class OpenedCase:
    """A case that was opened, and the code by which whoever brought it may ask for it; it is told here only."""

    case: Case
    code: str


def open_case(*, actor: Account, submission: UUID, about: str = "") -> OpenedCase:
    """This function will open a case with the answers to the first form of a procedure, and give it its number.

    Raises `NotPermitted`, `NotFound`, `NoProcedureForForm`, `CaseOpenedAlready`, `KeyMissing`.
    """
    check(actor, "work on cases")
    with sight_of_the_house():
        return _opened(actor, submission, about)


@transaction.atomic
def _opened(actor: Account, key: UUID, about: str) -> OpenedCase:
    found = forms.submissions_for(actor).select_related("form__edition__mechanism", "office")
    submission = found.filter(pk=key, office=actor.office_id).first()
    if submission is None:
        raise NotFound
    rules = rules_of(submission.form.edition)
    procedure = rules.begun_by(submission.form.form_id)
    if procedure is None:
        raise NoProcedureForForm(form=submission.form.title)
    now = timezone.now()
    mechanism = submission.form.edition.mechanism.code
    # The number is counted within the entry: whoever opens another case of this office waits until this one is kept.
    row, detail = uuid4(), {"case": "", "mechanism": mechanism}
    with entry(event=events.CASE_OPENED, office=actor.office_id, by=str(actor.pk), detail=detail) as trace:
        _check_first(submission)
        case, code = _case(actor, submission, rules, procedure, row, now, about)
        trace.detail["case"] = case.number
        trace.store(case)
        answers = forms.answers_of(submission)
        _begin(trace, case, procedure, submission, answers, now)
        _parties(trace, case, submission, answers, actor, now)
        trace.store(
            Assignment(
                case=case,
                account=actor,
                assigned_by=actor,
                assigned_at=now,
                entered_position=trace.position,
            )
        )
        trace.change(case)
    rebuild(case)
    return OpenedCase(case, code)


def _check_first(submission: forms.Submission) -> None:
    """A correction of answers is no second matter: their case is told."""
    task = Task.objects.filter(submission=submission).values("case")
    version = HeldVersion.objects.filter(submission=submission).values("case")
    case = Case.objects.filter(Q(pk__in=task) | Q(pk__in=version)).first()
    if case is not None:
        raise CaseOpenedAlready(number=case.number)


def _case(
    actor: Account,
    submission: forms.Submission,
    rules: Rules,
    procedure: Procedure,
    row: UUID,
    now: datetime,
    about: str,
) -> tuple[Case, str]:
    year = now.astimezone(zone_of_offices()).year
    numbers = Case.objects.filter(opened_in=actor.office_id, year=year)
    serial = (numbers.aggregate(last=Max("serial"))["last"] or 0) + 1
    code = b32encode(secrets.token_bytes(CODE_BYTES)).decode()
    case = Case(
        id=row,
        number=f"{actor.office_id}-{year}-{serial:05}",
        opened_in_id=actor.office_id,
        year=year,
        serial=serial,
        edition=submission.form.edition,
        procedure=procedure.id,
        office_id=actor.office_id,
        region_id=actor.office.region_id,
        confidentiality=_LEVELS.get(rules.confidentiality, Confidentiality.NEED_TO_KNOW),
        assigned_to=actor,
        opened_by=actor,
        opened_at=now,
        code_digest=sha256(code.encode()).digest(),
        state=b"",
    )
    case.content = seal_told(case, fresh_case_key(case), "content", {"about": about.strip()[:300]})
    return case, code


def _begin(
    trace: OpenEntry,
    case: Case,
    procedure: Procedure,
    submission: forms.Submission,
    answers: Mapping[str, Any],
    now: datetime,
) -> None:
    """The first step is done by what came in: it is written down as done, and the next ones wait."""
    run = begin(procedure, {}, now)
    first = next(each for each in run.waiting if each.form == submission.form.form_id)
    trace.store(
        Task(
            case=case,
            step=first.step,
            key=first.key,
            role=first.role,
            form_id=first.form,
            began_at=now,
            ended_at=now,
            done_by=case.opened_by,
            submission=submission,
        )
    )
    told = flat(answers)
    run.complete(first.key, told, now)
    carry(trace, case, run, Did(at=now, step=first.step, by=case.opened_by_id, submission=submission.pk))


def _parties(
    trace: OpenEntry,
    case: Case,
    submission: forms.Submission,
    answers: Mapping[str, Any],
    actor: Account,
    now: datetime,
) -> None:
    """Who brought it: whatever the form marks as telling who somebody is, and how he or she may be reached."""
    said = kept_of(fields_of(submission.form), flat(answers))
    if not any(said.values()):
        return
    party = Party(
        case=case,
        part=Party.Part.COMPLAINANT,
        kind=Party.Kind.PERSON,
        added_by=actor,
        added_at=now,
        entered_position=trace.position,
    )
    party.content = seal_told(party, fresh_party_key(party), "content", said)
    trace.store(party)
