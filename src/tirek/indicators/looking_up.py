"""What was reported of an indicator: every version with its reviews and files, also what was withdrawn."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import Model, Prefetch, QuerySet

from tirek.directory import Account
from tirek.indicators.errors import NoSuchIndicator, NoSuchValue
from tirek.indicators.models import FrameworkIndicator, ReportedValue, Target, ValueFile, ValueReview
from tirek.indicators.visibility import files_for, indicators_for, reviews_for, values_for
from tirek.plans import Programme

Row = TypeVar("Row", bound=Model)


def indicator(account: Account, programme: Programme, code: str) -> FrameworkIndicator:
    """This function will give the place of a figure that the account may see, or refuse (`NoSuchIndicator`)."""
    found = indicators_for(account).filter(programme=programme, code=code, withdrawn_position=None).first()
    if found is None:
        raise NoSuchIndicator
    return found


def target(account: Account, programme: Programme, key: Any) -> Target:
    """This function will give a target of an indicator that the account may see, or refuse (`NoSuchIndicator`)."""
    seen = indicators_for(account).filter(programme=programme)
    found = Target.objects.select_related("indicator__programme__office", "period").filter(pk=key, indicator__in=seen)
    if (row := found.first()) is None:
        raise NoSuchIndicator
    return row


def targets(indicator: FrameworkIndicator) -> QuerySet[Target]:
    """This function will give every target that an indicator ever had, the newest first."""
    return Target.objects.filter(indicator=indicator).select_related("period").order_by("-entered_position")


def reported_value(account: Account, programme: Programme, key: Any) -> ReportedValue:
    """This function will give a reported value that the account may see, or refuse (`NoSuchValue`)."""
    return _one(values_for(account).filter(programme=programme, pk=key))


def review(account: Account, programme: Programme, key: Any) -> ValueReview:
    """This function will give a review of a value that the account may see, or refuse (`NoSuchValue`)."""
    return _one(reviews_for(account).filter(value__programme=programme, pk=key))


def value_file(account: Account, programme: Programme, key: Any) -> ValueFile:
    """This function will give a file of a value that the account may see, or refuse (`NoSuchValue`)."""
    return _one(files_for(account).filter(value__programme=programme, pk=key))


def versions(account: Account, programme: Programme, code: str) -> QuerySet[ReportedValue]:
    """This function will give all versions of a figure's values, the newest period and version first.

    With each come its reviews and files, and who entered and reviewed it with roles and office.
    """
    reviews = ValueReview.objects.select_related("reviewed_by__office").prefetch_related("reviewed_by__grants")
    return (
        values_for(account)
        .filter(programme=programme, code=code)
        .prefetch_related(
            "entered_by__grants",
            Prefetch("reviews", queryset=reviews.order_by("entered_position"), to_attr="all_reviews"),
            Prefetch("files", queryset=files_for(account).order_by("name"), to_attr="seen_files"),
        )
        .order_by("-period__begins", "-entered_position")
    )


def _one(found: QuerySet[Row]) -> Row:
    row = found.first()
    if row is None:
        raise NoSuchValue
    return row
