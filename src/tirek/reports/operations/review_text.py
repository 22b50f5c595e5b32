"""Say, as the second person, what becomes of a version."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from tirek.directory import Account, Verdict, check_second_person
from tirek.ledger import entry
from tirek.reports import events
from tirek.reports.models import Report, ReportText, TextReview
from tirek.reports.permissions import check_on
from tirek.reports.policies import check_newest, check_reason, check_verdict
from tirek.reports.queries import latest_text, verdict_on, writers_of


@transaction.atomic
def review_text(*, account: Account, text: ReportText, verdict: str, reason: str = "") -> TextReview:
    """This function will keep what a second person says of the newest version: approved, or sent back with a reason.

    Of several verdicts on a version the newest counts; the same one again by the same person keeps no other. Raises
    `NotPermitted`, `NoSuchReport`, `NoSuchVerdict`, `ReasonMissing`, `SamePerson` for whoever started the report or
    wrote any version since one was approved, `WrittenMeanwhile` where a newer version was saved.
    """
    report = text.report
    check_on(account, "review reports", report)
    check_verdict(verdict)
    if verdict == Verdict.RETURNED:
        check_reason(reason)
    check_second_person(account, *writers_of(text))
    Report.objects.select_for_update().get(pk=report.pk)
    check_newest(mine=text.version, newest=latest_text(report).version)
    before = verdict_on(text)
    if before and (before.verdict, before.reviewed_by_id) == (verdict, account.pk):
        return before
    review = TextReview(
        text=text, verdict=verdict, reason=reason.strip(), reviewed_by=account, reviewed_at=timezone.now()
    )
    event = events.TEXT_APPROVED if verdict == Verdict.APPROVED else events.TEXT_SENT_BACK
    detail = {"version": text.version}
    with entry(event=event, office=report.office_id, by=str(account.pk), detail=detail) as trace:
        review.entered_position = trace.position
        return trace.store(review)
