"""What of a programme would be published to IATI, in words; what is wrong with the file; and the file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tirek import exchange, plans, reports
from tirek.directory import Account
from tirek.exchange import Export, Problem, Result, in_page_language
from tirek.web.downloads import attachment
from tirek.web.remembered import remembered
from tirek.web.requests import SignedRequest, page, paged

COLOURS = {"error": "red", "warning": "yellow", "note": "grey"}


@page()
def preview(request: SignedRequest, code: str) -> HttpResponse:
    """This page will show what would be published of a programme, and everything that is wrong with it."""
    export = _export(_programme(request.user, code))
    content = export.content
    names = exchange.sector_names()
    context = {
        "programme": content.programme,
        "content": content,
        "identifiers": [each for each in (content.identifier, content.output_identifier) if each],
        "problems": _together(export.problems),
        "is_right": not any(each.severity == "error" for each in export.problems),
        "taking": _by_role(content.taking.part),
        "sectors": [(sector, names.get(sector, ""), share) for sector, share in content.sectors.items()],
        "transactions": paged(request, list(content.transactions)),
        "results": _results(content.results),
    }
    return render(request, "exchange/iati.html", context)


@page()
def download(request: SignedRequest, code: str) -> HttpResponse:
    """This page will give the file, whatever is wrong with it."""
    programme = _programme(request.user, code)
    return attachment(_export(programme).xml, f"iati-{programme.code}.xml", "application/xml")


def _programme(account: Account, code: str) -> plans.Programme:
    found = plans.programme(account, code)
    plans.check_programme(account, "see exports", found)
    return found


def _export(programme: plans.Programme) -> Export:
    """The export as of now, remembered by the day and by what the office decided: both are no records."""
    asked = (programme.pk, timezone.localdate(), exchange.publisher())
    return remembered("iati", asked, lambda: exchange.iati_export(programme))


def _together(problems: Iterable[Problem]) -> list[tuple[Problem, str, int]]:
    """Each problem once, with its colour and in how many more places it is: a wrong currency is wrong everywhere."""
    found: dict[tuple[str, str], list[Problem]] = {}
    for each in problems:
        found.setdefault((each.rule, each.sentence), []).append(each)
    return [(same[0], COLOURS[same[0].severity], len(same) - 1) for same in found.values()]


def _by_role(taking: Iterable[Any]) -> dict[str, list[str]]:
    """The names of the organisations by what they do."""
    found: dict[str, list[str]] = {}
    for each in taking:
        found.setdefault(each.role_name, []).append(in_page_language(each.organisation.name))
    return found


def _results(results: Iterable[Result]) -> list[tuple[str, str, list[dict[str, Any]]]]:
    """Level, title and indicators of each result, in the language of the page."""
    label = reports.cell_labels()
    return [
        (
            result.level_name,
            in_page_language(result.title),
            [
                {
                    "title": in_page_language(each.title),
                    "baseline": each.baseline,
                    "withheld": each.withheld,
                    "periods": [
                        (period, [(label(dimension, cell), number) for dimension, cell, number in period.splits])
                        for period in each.periods
                    ],
                }
                for each in result.indicators
            ],
        )
        for result in results
    ]
