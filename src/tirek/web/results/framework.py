"""The results framework as a table, as CSV, and what of it waits for a second person."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tirek import indicators, plans
from tirek.directory import can, check
from tirek.indicators import IndicatorRow, plain
from tirek.plans import Programme
from tirek.web.downloads import safe_cell
from tirek.web.requests import SignedRequest, page, paged


def may(request: SignedRequest, deed: str, programme: Programme) -> bool:
    """This function will say whether the account may do a deed on the programme, whose office it must see."""
    return can(request.user, deed) and (
        request.user.office.is_national or request.user.office_id == programme.office_id
    )


def around(request: SignedRequest, programme: Programme, **given: Any) -> dict[str, Any]:
    """This function will give what the pages of results have in common: the programme and what may be done."""
    return {
        "programme": programme,
        "may_define": may(request, "define figures", programme),
        "may_enter": may(request, "enter values", programme),
        "may_review": may(request, "review values", programme),
        "may_close": may(request, "close periods", programme),
        **given,
    }


@dataclass(frozen=True, slots=True)
class Group:
    """The indicators under one output or activity, or under the outcome."""

    title: str
    rows: tuple[IndicatorRow, ...]


@page()
def index(request: SignedRequest, code: str) -> HttpResponse:
    """This page will show the results framework: baseline, targets, values by quarter, and how each stands."""
    programme = plans.programme(request.user, code)
    check(request.user, "see figures")
    rows = indicators.results_framework(programme)
    states = [row.state for row in rows]
    context = around(
        request,
        programme,
        groups=list(_groups(rows)),
        quarters=[each.period for each in rows[0].periods] if rows else [],
        columns=5 + (len(rows[0].periods) if rows else 0),
        counted=[(state, states.count(state)) for state in dict.fromkeys(states)],
        waiting_count=sum(len(row.waiting) for row in rows),
    )
    return render(request, "results/index.html", context)


def _groups(rows: Sequence[IndicatorRow]) -> Iterator[Group]:
    for title, found in groupby(rows, key=_level):
        yield Group(title, tuple(found))


def _level(row: IndicatorRow) -> str:
    placed = row.indicator
    if placed.activity:
        return str(placed.activity)
    return f"{placed.output.number} {placed.output.title}" if placed.output else _("Outcome")


@page()
def waiting(request: SignedRequest, code: str) -> HttpResponse:
    """This page will list the values that wait for a second person, the longest waiting first."""
    programme = plans.programme(request.user, code)
    check(request.user, "see figures")
    found = [(row, value) for row in indicators.results_framework(programme) for value in row.waiting]
    found.sort(key=lambda each: each[1].entered_at)
    return render(request, "results/waiting.html", around(request, programme, rows=paged(request, found)))


@page()
def as_csv(request: SignedRequest, code: str) -> HttpResponse:
    """This page will give the results framework as a table of plain numbers."""
    programme = plans.programme(request.user, code)
    check(request.user, "see figures")
    rows = indicators.results_framework(programme)
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="results-{programme.code}.csv"'
    table = csv.writer(response)
    quarters = [each.period.key for each in rows[0].periods] if rows else []
    spans = [column for key in quarters for column in (key, f"..{key}", f"target {key}")]
    table.writerow([*HEADINGS, *spans])
    for row in rows:
        table.writerow(list(_line(row)))
    return response


HEADINGS = ("code", "title", "output", "activity", "unit", "combining", "baseline", "baseline_on", "target", "to_date",
            "state")  # fmt: skip


def _line(row: IndicatorRow) -> Iterator[str]:
    placed = row.indicator
    output = placed.output or (placed.activity.output if placed.activity else None)
    yield safe_cell(placed.code)
    yield safe_cell(row.definition.title)
    yield safe_cell(output.number if output else "")
    yield safe_cell(placed.activity.number if placed.activity else "")
    yield safe_cell(row.definition.unit)
    yield row.combining
    yield _plain(placed.baseline)
    yield placed.baseline_on.isoformat() if placed.baseline_on else ""
    yield _plain(row.target.value if row.target else None)
    yield _plain(row.to_date)
    yield row.state
    for each in row.periods:
        yield _plain(each.value)
        yield _plain(each.until)
        yield _plain(each.target.value if each.target else None)


def _plain(number: Decimal | None) -> str:
    return "" if number is None else plain(number)
