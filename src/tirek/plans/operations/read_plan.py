"""Read a stored plan document and audit it."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from tirek.ledger import entry
from tirek.plans import events
from tirek.plans.checks import check as audit
from tirek.plans.models import PlanDocument, Reading, ReadingProgress, RecordedFinding
from tirek.plans.reading import as_json, read_bounded
from tirek.plans.reading.plan import Plan
from tirek.refusals import Refusal, refusal_as_json

READER = "reader"  # the actor of what no person does


def read_plan(*, document_id: Any) -> None:
    """This function will read a document in a bounded child process, audit it, and store both or neither.

    Doing it again does nothing. A refusal of the reader is kept with the progress, for the page to show.
    """
    document = PlanDocument.objects.get(pk=document_id)
    progress = ReadingProgress.objects.filter(document=document)
    if Reading.objects.filter(document=document).exists():
        progress.update(state="read")
        return

    def advance(done: int, total: int, stage: str) -> None:
        progress.update(state="reading", done=done, total=total)

    try:
        plan = read_bounded(bytes(document.content), document.name, progress=advance)
    except Refusal as refusal:
        progress.update(state="refused", refusal=refusal_as_json(refusal))
        return
    _store(document, plan)


@transaction.atomic
def _store(document: PlanDocument, plan: Plan) -> None:
    progress = ReadingProgress.objects.select_for_update().get(document=document)
    if progress.state == "read":
        return
    found = audit(plan)
    detail = {"findings": len(found)}
    with entry(event=events.PLAN_READ, office=document.office_id, by=READER, detail=detail) as trace:
        trace.store(Reading(document=document, plan=as_json(plan)))
        trace.store_many(
            [
                RecordedFinding(
                    document=document,
                    ordinal=ordinal,
                    code=each.code,
                    severity=each.severity,
                    message=each.message,
                    advice=each.advice,
                    facts=dict(each.facts),
                    where=list(each.where),
                    printed=each.printed,
                    computed=each.computed,
                )
                for ordinal, each in enumerate(found, start=1)
            ]
        )
    progress.state = "read"
    progress.save()
