"""Say, as the second person, that a report published in another house may be published in this one too."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from tirek.directory import Account, SamePerson, Verdict
from tirek.ledger import entry
from tirek.reports import events
from tirek.reports.before import apart_from_published
from tirek.reports.changes import changes_in, refusal_of
from tirek.reports.drafting import hold_programme
from tirek.reports.errors import NoSuchReport
from tirek.reports.models import ImportReview, PublishedReport, Report
from tirek.reports.permissions import check_on
from tirek.reports.queries import importers


@transaction.atomic
def confirm_import(*, account: Account, publication: PublishedReport, reason: str = "") -> ImportReview:
    """This function will let an imported publication stand for everyone, because a second person has looked at it.

    Its figures and the cells that it shows are held beside one another and beside what the programme has published
    here; nothing of it can be withheld any more. Where a total alone changed by a few people, the `reason` releases it.
    Confirmed twice, it gives the confirmation that is there. Raises `NotPermitted`, `NoSuchReport` (also for what was
    published here and needs none), `SamePerson` for whoever imported it, `FewPeopleApart`, `FewPeopleApartFromEarlier`.
    """
    report = publication.report
    check_on(account, "review reports", report)
    if not publication.elsewhere:
        raise NoSuchReport
    if str(account.pk) in importers(publication):
        raise SamePerson
    Report.objects.select_for_update().get(pk=report.pk)
    if there := publication.import_reviews.filter(ImportReview.standing(), verdict=Verdict.APPROVED).first():
        return there
    hold_programme(report.programme_id)
    apart = apart_from_published(publication)
    for each, change in zip(apart, changes_in(apart), strict=True):
        if change is None or not reason.strip():
            raise refusal_of(each)
    review = ImportReview(
        publication=publication,
        verdict=Verdict.APPROVED,
        reason=reason.strip(),
        reviewed_by=account,
        reviewed_at=timezone.now(),
    )
    detail = {"title": publication.title, "number": publication.number}
    with entry(event=events.IMPORT_CONFIRMED, office=report.office_id, by=str(account.pk), detail=detail) as trace:
        review.entered_position = trace.position
        return trace.store(review)
