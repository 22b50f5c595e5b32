"""Let totals be published that changed by a few people since they were published before."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from tirek.directory import Account, Verdict, check_second_person
from tirek.ledger import entry
from tirek.reports import events
from tirek.reports.changes import changes_of, released_in
from tirek.reports.drafting import drafted
from tirek.reports.errors import NothingToRelease
from tirek.reports.models import ChangeRelease, Report, ReportText
from tirek.reports.permissions import check_on
from tirek.reports.policies import check_newest, check_reason
from tirek.reports.queries import latest_text, writers_of


@transaction.atomic
def release_changes(*, account: Account, text: ReportText, reason: str) -> ChangeRelease:
    """This function will keep that a second person lets the changed totals of the newest version be published.

    What is released is each total that differs by one to four people from what was published of it before, with both
    numbers: where the evidence changes again, it is asked again. The same again gives the release that is there. Raises
    `NotPermitted`, `NoSuchReport`, `ReasonMissing`, `SamePerson` for whoever wrote the text, `WrittenMeanwhile`,
    `NothingToRelease`.
    """
    report = text.report
    check_on(account, "review reports", report)
    check_reason(reason)
    check_second_person(account, *writers_of(text))
    Report.objects.select_for_update().get(pk=report.pk)
    check_newest(mine=text.version, newest=latest_text(report).version)
    changes = changes_of(drafted(report, text.narrative))
    if not changes:
        raise NothingToRelease
    if released_in(text).issuperset(changes):
        return text.releases.filter(ChangeRelease.standing()).order_by("-entered_position")[0]
    release = ChangeRelease(
        text=text,
        changes=[list(each) for each in changes],
        verdict=Verdict.APPROVED,
        reason=reason.strip(),
        reviewed_by=account,
        reviewed_at=timezone.now(),
    )
    detail = {"keys": ", ".join(key for key, _before, _now in changes)}
    with entry(event=events.CHANGES_RELEASED, office=report.office_id, by=str(account.pk), detail=detail) as trace:
        release.entered_position = trace.position
        return trace.store(release)
