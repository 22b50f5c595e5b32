"""Keep a drawing of a service, as a new version."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from tirek.directory import Account
from tirek.ledger import entry
from tirek.mining import bpmn_of
from tirek.refusals import Refusal
from tirek.studies import events
from tirek.studies.errors import DrawingUnreadable
from tirek.studies.models import Drawing, Study
from tirek.studies.permissions import check_keep


@transaction.atomic
def keep_drawing(*, actor: Account, study: Study, of: str, bpmn: str, note: str = "") -> Drawing:
    """This function will keep a drawing as the newest of how a service is, or is to be.

    The same again gives what is there. Raises `NotPermitted`, `DrawingUnreadable`.
    """
    check_keep(actor, study)
    try:
        bpmn_of(bpmn.encode(), "drawing")
    except Refusal as refusal:
        raise DrawingUnreadable(reason=str(refusal)) from refusal
    Study.objects.select_for_update(no_key=True).get(pk=study.pk)
    newest = study.drawings.filter(of=of).first()
    if newest and newest.bpmn == bpmn and newest.withdrawn_position is None:
        return newest
    version = newest.version + 1 if newest else 1
    detail = {"study": study.code, "of": of, "version": version}
    with entry(event=events.DRAWING_KEPT, office=study.office_id, by=str(actor.pk), detail=detail) as trace:
        return trace.store(
            Drawing(
                entered_position=trace.position,
                study=study,
                of=Drawing.Of(of),
                version=version,
                bpmn=bpmn,
                note=note.strip()[:500],
                drawn_by=actor,
                drawn_at=timezone.now(),
            )
        )
