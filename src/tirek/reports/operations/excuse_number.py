"""Let a number stand as it was typed."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from tirek.directory import Account
from tirek.ledger import entry
from tirek.reports import events
from tirek.reports.models import Excuse, Report
from tirek.reports.permissions import check_on
from tirek.reports.policies import check_reason, check_typed
from tirek.reports.queries import latest_text


@transaction.atomic
def excuse_number(*, account: Account, report: Report, quote: str, sentence: str, reason: str) -> Excuse:
    """This function will let a number stand as typed in its sentence. Raises `NotPermitted`, `ReasonMissing`."""
    check_on(account, "write reports", report)
    check_reason(reason)
    check_typed(quote, sentence, latest_text(report).narrative)
    excuse = excuse_of(account, report, quote, sentence, reason)
    with entry(event=events.NUMBER_EXCUSED, office=report.office_id, by=str(account.pk)) as trace:
        return trace.store(excuse)


def excuse_of(account: Account, report: Report, quote: str, sentence: str, reason: str) -> Excuse:
    """This function will make an excuse; the caller stores it."""
    return Excuse(
        report=report,
        quote=quote[:200],
        sentence=sentence,
        reason=reason.strip(),
        excused_by=account,
        excused_at=timezone.now(),
    )
