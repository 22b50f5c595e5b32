"""The consolidated report of a year of preventive visits: to be read, printed, and taken along as a table, a Word
document or PDF."""

from __future__ import annotations

import csv
import io

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from tirek import cases, findings, reports
from tirek.directory import check
from tirek.web.downloads import attachment, safe_cell
from tirek.web.places.written import written
from tirek.web.requests import SignedRequest, page, whole_number


@page()
def report(request: SignedRequest) -> HttpResponse:
    """This page will show what the preventive mechanism did in a year."""
    check(request.user, "see findings")
    year, this = _year(request), timezone.localdate().year
    told = findings.year_of_visits(request.user, year, timezone.now())
    context = {
        "told": told,
        "types": [(cases.PlannedVisit.Kind(kind).label if kind else "", count) for kind, count in told.by_type],
        "bands": _bands(told),
        "fewest": findings.FEWEST,
        "years": range(this - 4, this + 1),
        "whole": request.user.office.is_national,
        "office": request.user.office,
        "today": timezone.localdate(),
    }
    return render(request, "places/report.html", context)


@page()
def report_csv(request: SignedRequest) -> HttpResponse:
    """This page will give the figures of a year as a table: what is counted, of what, how many."""
    check(request.user, "see findings")
    year = _year(request)
    told = findings.year_of_visits(request.user, year, timezone.now())
    rows: list[tuple[str, str, object]] = [
        ("places", "", told.places),
        ("places-within-the-legal-period", "", told.covered),
        ("visits", "", told.visits),
        *(("visits-by-type", kind or "not-planned", count) for kind, count in told.by_type),
        *(("visits-by-region", each.key, each.visits) for each in told.by_region),
        *(("places-within-the-legal-period-by-region", each.key, each.covered) for each in told.by_region),
        *(("visits-by-type-of-place", each.key, each.visits) for each in told.by_kind),
        *(("places-within-the-legal-period-by-type-of-place", each.key, each.covered) for each in told.by_kind),
        *(
            (f"recommendations-{name}", "", getattr(told.asked, name))
            for name in ("asked", "accepted", "partly", "refused", "silent", "late", "repeated")
        ),
        *(("recommendations-silent-days", f"{first}-{last}", count) for first, last, count in _bands(told)),
        *(("steps-done", name, f"<{findings.FEWEST}" if count is None else count) for name, count in told.steps),
    ]
    out = io.StringIO()
    sheet = csv.writer(out)
    sheet.writerow(["year", "figure", "of", "count"])
    for row in rows:
        sheet.writerow([year, *(safe_cell(each) for each in row)])
    return attachment("\ufeff" + out.getvalue(), f"preventive-visits-{year}.csv", "text/csv; charset=utf-8")


@page()
def report_pdf(request: SignedRequest) -> HttpResponse:
    """This page will give the report of a year as PDF."""
    told = _written(request)
    return attachment(reports.counted_pdf(told), f"{told.key}.pdf", "application/pdf")


@page()
def report_docx(request: SignedRequest) -> HttpResponse:
    """This page will give the report of a year as a Word document, in the template of the office."""
    told = _written(request)
    return attachment(reports.counted_word(told), f"{told.key}.docx", WORD)


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _written(request: SignedRequest) -> reports.Counted:
    check(request.user, "see findings")
    year, now = _year(request), timezone.now()
    told = findings.year_of_visits(request.user, year, now)
    address = request.build_absolute_uri(f"{reverse('places:report')}?year={year}")
    return written(told, request.user.office, now, address)


def _year(request: SignedRequest) -> int:
    year = whole_number(request.GET.get("year"))
    return year if 2000 <= year <= 2200 else timezone.localdate().year


def _bands(told: findings.YearOfVisits) -> list[tuple[int, int, int]]:
    """From which day of silence to which, and how many recommendations."""
    size = findings.BAND
    return [((band - 1) * size + 1, band * size, count) for band, count in told.asked.bands.items()]
