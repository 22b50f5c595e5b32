"""Begin the study of a service."""

from __future__ import annotations

import re

from django.db import transaction
from django.utils import timezone

from tirek.directory import Account
from tirek.ledger import entry
from tirek.studies import events
from tirek.studies.errors import StudyCodeWrong, StudyIncomplete, StudyNameTaken
from tirek.studies.models import Study
from tirek.studies.permissions import check_keep

CODE = re.compile(r"[a-z][a-z0-9-]{0,59}")


@transaction.atomic
def begin_study(
    *,
    actor: Account,
    code: str,
    name: str,
    owner: str,
    legal_basis: str = "",
    channel: str = "",
    service: str = "",
    synthetic: bool = False,
) -> Study:
    """This function will begin a study of a service, in the actor's office.

    Raises `NotPermitted`, `StudyCodeWrong`, `StudyIncomplete`, `StudyNameTaken`.
    """
    check_keep(actor)
    if not CODE.fullmatch(code):
        raise StudyCodeWrong(code=code[:60])
    if not name.strip() or not owner.strip():
        raise StudyIncomplete
    if Study.objects.filter(code=code).exists():
        raise StudyNameTaken(code=code)
    with entry(event=events.STUDY_BEGUN, office=actor.office_id, by=str(actor.pk), detail={"study": code}) as trace:
        return trace.store(
            Study(
                entered_position=trace.position,
                office=actor.office,
                code=code,
                name=name.strip()[:200],
                owner=owner.strip()[:200],
                legal_basis=legal_basis.strip()[:500],
                channel=channel.strip()[:200],
                service=service,
                begun_by=actor,
                begun_at=timezone.now(),
                synthetic=synthetic,
            )
        )
