"""Fill a formal report's template again, with what is known by now."""

from __future__ import annotations

from django.db import transaction

from tirek.directory import Account
from tirek.ledger import entry
from tirek.reports import events
from tirek.reports.asking import asked_for
from tirek.reports.models import Report, ReportText
from tirek.reports.operations.start_formal_report import excuses_of, filled_for
from tirek.reports.operations.start_report import version_of
from tirek.reports.permissions import check_on
from tirek.reports.policies import check_formal, check_newest
from tirek.reports.queries import latest_text


@transaction.atomic
def fill_anew(*, account: Account, report: Report, base_version: int) -> ReportText:
    """This function will keep the template, filled as of now, as the next version; what was written stays a version.

    Nothing new and it keeps none. Raises `NotPermitted`, `NoSuchReport`, `NoSuchKind` for a results page,
    `WrittenMeanwhile`, and the refusals of `start_formal_report`.
    """
    check_on(account, "write reports", report)
    check_formal(report.kind)
    Report.objects.select_for_update().get(pk=report.pk)
    newest = latest_text(report)
    check_newest(mine=base_version, newest=newest.version)
    asked = asked_for(
        account,
        report.programme,
        kind=report.kind,
        period=report.period,
        language=report.language,
        fund=report.fund,
        party=report.party,
    )
    filled = filled_for(asked)
    if newest.narrative == filled.narrative:
        return newest
    text = version_of(account, report, newest.version + 1, filled.narrative)
    detail = {"version": text.version}
    with entry(event=events.FORMAL_REPORT_FILLED, office=report.office_id, by=str(account.pk), detail=detail) as trace:
        trace.store(text)
        trace.store_many(excuses_of(account, report, filled))
    return text
