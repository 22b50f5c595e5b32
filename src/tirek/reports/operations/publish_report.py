"""Freeze a report and publish it."""

from __future__ import annotations

from django.db import transaction

from tirek.directory import Account
from tirek.ledger import anchor, entry
from tirek.reports import events
from tirek.reports.drafting import drafted, hold_programme
from tirek.reports.freezing import freeze
from tirek.reports.models import PublishedReport, Report
from tirek.reports.permissions import check_on
from tirek.reports.policies import check_approved, check_bound, check_newest, check_people_apart, check_view
from tirek.reports.queries import latest_text
from tirek.reports.renderings import draw


@transaction.atomic
def publish_report(*, account: Account, report: Report, number: int, version: int) -> PublishedReport:
    """This function will freeze a report: its text, each figure with its records, and where the ledger stands.

    `number` is the publication's number among those of the report: asked twice for the same one (a double click), it
    gives the publication that is there. `version` is that of the text that was looked at: `WrittenMeanwhile` where
    another was saved since. A formal report is refused (`NotApproved`) unless a second person approved that version.
    What would isolate a few people beside what the programme published before is withheld where it is a split, and
    refused where it is a figure. Raises `NotPermitted`, `NoSuchReport`, `NumbersUnbound`, `FigureUnknown`,
    `FigureOutsideView`, `FewPeopleApart`, `FewPeopleApartFromEarlier`.
    """
    check_on(account, "publish reports", report)
    report = (
        Report.objects.select_for_update(of=("self",)).select_related("programme", "office", "fund").get(pk=report.pk)
    )
    newest = report.publications.order_by("-number").first()
    if newest and newest.number >= number:
        return newest
    number = newest.number + 1 if newest else 1
    text = latest_text(report)
    check_newest(mine=version, newest=text.version)
    check_approved(report, text)
    hold_programme(report.programme_id)
    root = anchor(f"report {report.pk} number {number}")
    bound = drafted(report, text.narrative, as_of=root.heads)
    check_bound(bound)
    check_view(report, bound)
    check_people_apart(text, bound)
    frozen = freeze(report, text, bound, number=number, account=account, root=root)
    detail = {"title": report.title}
    with entry(event=events.REPORT_PUBLISHED, office=report.office_id, by=str(account.pk), detail=detail) as trace:
        trace.store(frozen)
    draw(frozen)
    return frozen
