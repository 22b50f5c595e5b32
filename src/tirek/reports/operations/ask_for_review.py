"""Tell the second person that a version is ready."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from tirek.directory import Account
from tirek.ledger import entry
from tirek.reports import events
from tirek.reports.models import Report, ReportText, ReviewAsked
from tirek.reports.permissions import check_on
from tirek.reports.policies import check_newest
from tirek.reports.queries import latest_text


@transaction.atomic
def ask_for_review(*, account: Account, text: ReportText) -> ReviewAsked:
    """This function will ask a second person to look at the newest version; asked again, it stays asked.

    Raises `NotPermitted`, `NoSuchReport`, `WrittenMeanwhile` where a newer version was saved.
    """
    report = text.report
    check_on(account, "write reports", report)
    Report.objects.select_for_update().get(pk=report.pk)
    check_newest(mine=text.version, newest=latest_text(report).version)
    found = ReviewAsked.objects.filter(text=text).first()
    if found:
        return found
    asked = ReviewAsked(text=text, asked_by=account, asked_at=timezone.now())
    detail = {"version": text.version}
    with entry(event=events.REVIEW_ASKED, office=report.office_id, by=str(account.pk), detail=detail) as trace:
        return trace.store(asked)
