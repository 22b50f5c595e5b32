"""Start a results page from a text."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from tirek.directory import Account
from tirek.ledger import entry
from tirek.plans import Programme, check_programme
from tirek.reports import events
from tirek.reports.models import Report, ReportText
from tirek.reports.policies import check_text


@transaction.atomic
def start_report(*, account: Account, programme: Programme, title: str, language: str, narrative: str) -> Report:
    """This function will start a report from a text. Raises `NotPermitted`, `NothingWritten`, `TextTooLong`."""
    check_programme(account, "write reports", programme)
    check_text(title)
    check_text(narrative)
    report = Report(
        programme=programme,
        office=account.office,
        title=title.strip(),
        language=language,
        started_by=account,
        started_at=timezone.now(),
    )
    detail = {"programme": programme.code}
    with entry(event=events.REPORT_STARTED, office=report.office_id, by=str(account.pk), detail=detail) as trace:
        trace.store(report)
        trace.store(version_of(account, report, 1, narrative))
    return report


def version_of(account: Account, report: Report, version: int, narrative: str) -> ReportText:
    """This function will make a version of a narrative; the caller stores it."""
    return ReportText(
        report=report, version=version, narrative=narrative, written_by=account, written_at=timezone.now()
    )
