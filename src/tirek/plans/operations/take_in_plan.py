"""Take in a plan document: store its bytes, then ask for it to be read."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from tirek.directory import Account, check
from tirek.ledger import entry
from tirek.plans import events
from tirek.plans.models import PlanDocument, ReadingProgress
from tirek.plans.reading import recognise


@transaction.atomic
def take_in_plan(*, account: Account, name: str, content: bytes, synthetic: bool = False) -> PlanDocument:
    """This function will store a plan document as it came; a job reads it afterwards.

    Raises `NotPermitted`, and the refusals of `tirek.plans.reading.recognise` for what is no document that can be
    read (empty, too large, of another type); nothing is stored then.
    """
    check(account, "take in plans")
    recognise(content, name)
    with entry(
        event=events.PLAN_RECEIVED, office=account.office_id, by=str(account.pk), detail={"name": name}
    ) as trace:
        document = trace.store(
            PlanDocument(
                office=account.office,
                name=name[:200],
                content=content,
                received_at=timezone.now(),
                received_by=account,
                synthetic=synthetic,
            )
        )
    ReadingProgress.objects.create(document=document)
    app.configure_task(name="plans.read").defer(document_id=str(document.pk))
    return document
