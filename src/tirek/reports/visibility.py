"""Who sees what: one query set each, which list, count, search and export all begin from."""

from django.db.models import QuerySet

from tirek.directory import Account, can
from tirek.reports.models import PublishedReport, Report


def reports_for(account: Account) -> QuerySet[Report]:
    """This function will give the drafts that the account may see: its office's, or all for the national office."""
    if not can(account, "see drafts"):
        return Report.objects.none()
    return Report.objects.all() if account.office.is_national else Report.objects.filter(office=account.office_id)


def published_for_anyone() -> QuerySet[PublishedReport]:
    """This function will give what is published: it is for everyone, signed in or not."""
    return PublishedReport.objects.select_related("report__programme", "report__office", "report__fund")
