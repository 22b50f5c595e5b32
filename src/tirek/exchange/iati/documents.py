"""Documents that anybody may read: the newest publication of each report, by its public address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils import timezone
from lxml import etree

from tirek.exchange.iati.narrative import part
from tirek.plans import Programme
from tirek.reports import published

RESULTS, REVIEW = "A08", "A07"
CATEGORIES = {"page": (RESULTS,), "quarterly": (RESULTS,), "annual": (RESULTS,), "final": (REVIEW, RESULTS)}


@dataclass(frozen=True, slots=True)
class Document:
    """A published report."""

    url: str
    title: str
    language: str
    day: date
    categories: tuple[str, ...]


def documents_of(programme: Programme, as_of: Mapping[str, int] | None = None) -> tuple[Document, ...]:
    """This function will give the newest publication of each report, the oldest first."""
    newest = {
        each.report_id: each
        for each in published(programme).order_by("published_at", "number")
        if as_of is None or each.stored_position <= as_of.get(each.stored_chain, 0)
    }
    return tuple(
        Document(
            url=f"{settings.PUBLIC_URL}/published/{each.pk}/",
            title=each.title,
            language=each.report.language,
            day=timezone.localdate(each.published_at),
            categories=CATEGORIES[each.report.kind],
        )
        for each in sorted(newest.values(), key=lambda each: (each.published_at, str(each.pk)))
    )


def write_documents(activity: etree._Element, documents: Iterable[Document]) -> None:
    """This function will write a link to each document."""
    for each in documents:
        link = part(activity, "document-link", format="text/html", url=each.url)
        part(link, "title", {each.language: each.title})
        for category in each.categories:
            part(link, "category", code=category)
        part(link, "language", code=each.language)
        part(link, "document-date", iso_date=each.day.isoformat())
