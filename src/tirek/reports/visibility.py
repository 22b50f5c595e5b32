"""Who sees what: one query set each, which list, count, search and export all begin from."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from tirek.directory import Account, Verdict, can
from tirek.reports.models import ImportReview, PublishedReport, Report


def reports_for(account: Account) -> QuerySet[Report]:
    """This function will give the drafts that the account may see: its office's, or all for the national office."""
    if not can(account, "see drafts"):
        return Report.objects.none()
    return Report.objects.all() if account.office.is_national else Report.objects.filter(office=account.office_id)


def published_for_anyone() -> QuerySet[PublishedReport]:
    """This function will give what is published: it is for everyone, signed in or not.

    What came with a file is published when a second person of this house has confirmed it: whoever brings a file could
    have written it.
    """
    confirmed = ImportReview.objects.filter(
        ImportReview.standing(), publication=OuterRef("pk"), verdict=Verdict.APPROVED
    )
    return _publications().filter(Q(elsewhere__isnull=True) | Exists(confirmed))


def unconfirmed_for(account: Account) -> QuerySet[PublishedReport]:
    """This function will give what came with a file and waits for a second person, to those who see its draft."""
    waiting = _publications().exclude(pk__in=published_for_anyone().order_by().values("pk"))
    return waiting.filter(report__in=reports_for(account).values("pk"))


def _publications() -> QuerySet[PublishedReport]:
    return PublishedReport.objects.select_related("report__programme", "report__office", "report__fund")
