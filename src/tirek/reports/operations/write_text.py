"""Write the next version of a narrative."""

from __future__ import annotations

from django.db import transaction

from tirek.directory import Account
from tirek.ledger import entry
from tirek.reports import events
from tirek.reports.models import Report, ReportText
from tirek.reports.operations.start_report import version_of
from tirek.reports.permissions import check_on
from tirek.reports.policies import check_newest, check_text
from tirek.reports.queries import latest_text


@transaction.atomic
def write_text(*, account: Account, report: Report, narrative: str, base_version: int) -> ReportText:
    """This function will keep a new version of the narrative; the same text again keeps none.

    Raises `NotPermitted`, `NoSuchReport`, `WrittenMeanwhile` when another version was saved since `base_version`.
    """
    check_on(account, "write reports", report)
    check_text(narrative)
    Report.objects.select_for_update().get(pk=report.pk)
    newest = latest_text(report)
    if newest.narrative == narrative:
        return newest
    check_newest(mine=base_version, newest=newest.version)
    text = version_of(account, report, newest.version + 1, narrative)
    detail = {"version": text.version}
    with entry(event=events.TEXT_WRITTEN, office=report.office_id, by=str(account.pk), detail=detail) as trace:
        return trace.store(text)
