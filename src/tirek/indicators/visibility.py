"""Who sees what of the results: one query set each, which list, count, search and export all begin from.

Definitions and what they come to are for those who see figures, those of money for those who see money besides. Files
are evidence: they may name persons, and are for those who see the evidence of the programme's office.
"""

from __future__ import annotations

from django.db.models import QuerySet

from tirek.directory import Account, can
from tirek.indicators.models import FrameworkIndicator, ReportedValue, ValueFile, ValueReview


def indicators_for(account: Account) -> QuerySet[FrameworkIndicator]:
    """This function will give the places of figures in results frameworks that the account may see."""
    found = FrameworkIndicator.objects.select_related("programme__office", "output", "activity__output")
    return found if can(account, "see figures") else found.none()


def values_for(account: Account) -> QuerySet[ReportedValue]:
    """This function will give the reported values that the account may see, whatever became of them."""
    found = ReportedValue.objects.select_related("programme__office", "period", "late_for", "entered_by__office")
    return found if can(account, "see figures") else found.none()


def reviews_for(account: Account) -> QuerySet[ValueReview]:
    """This function will give the reviews of values that the account may see."""
    found = ValueReview.objects.select_related("value__programme__office", "value__period")
    return found if can(account, "see figures") else found.none()


def files_for(account: Account) -> QuerySet[ValueFile]:
    """This function will give the files of values that the account may see, without their bytes."""
    found = ValueFile.objects.defer("content")
    if not can(account, "see evidence"):
        return found.none()
    return found if account.office.is_national else found.filter(value__programme__office=account.office_id)
