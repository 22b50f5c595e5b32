"""Settle a finding: take the computed value, keep the printed one, or answer; always with a reason."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from tirek.directory import Account
from tirek.ledger import entry
from tirek.plans import events
from tirek.plans.models import RecordedFinding, Settlement
from tirek.plans.permissions import check_document
from tirek.plans.policies import check_settlement


@transaction.atomic
def settle_finding(*, account: Account, finding: RecordedFinding, kind: str, reason: str) -> Settlement:
    """This function will keep how a person settled a finding; settling again adds to what was said before.

    The same settlement by the same person twice in a row (a double click) is kept once.
    Raises `NotPermitted`, `NoSuchPlan`, `ReasonMissing`, `AlreadyAdopted`.
    """
    check_document(account, "settle findings", finding.document)
    check_settlement(document=finding.document, kind=kind, reason=reason)
    finding = RecordedFinding.objects.select_for_update().select_related("document").get(pk=finding.pk)
    before = finding.settlement
    if before and (before.kind, before.reason, before.settled_by_id) == (kind, reason.strip(), account.pk):
        return before
    office, detail = finding.document.office_id, {"code": finding.code, "kind": kind}
    settlement = Settlement(
        finding=finding, kind=kind, reason=reason.strip(), settled_by=account, settled_at=timezone.now()
    )
    with entry(event=events.FINDING_SETTLED, office=office, by=str(account.pk), detail=detail) as trace:
        return trace.store(settlement)
