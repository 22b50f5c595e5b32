"""A figure, its splits, and the records behind it."""

from __future__ import annotations

import csv
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from tirek import indicators, plans
from tirek.directory import can, check
from tirek.indicators import FigureDefinition, Scope, parse_key
from tirek.reports import cell_labels, dimension_title
from tirek.web.downloads import safe_cell
from tirek.web.requests import SignedRequest, page, paged


@page()
def index(request: SignedRequest, code: str) -> HttpResponse:
    """This page will list a programme's figures with their values."""
    check(request.user, "see figures")
    programme = plans.programme(request.user, code)
    scope = Scope(programme.pk)
    rows = [
        (each, indicators.evaluate(each.definition, scope, splits=False)) for each in indicators.definitions(programme)
    ]
    return render(request, "figures/index.html", {"programme": programme, "rows": rows})


@page()
def figure(request: SignedRequest, code: str, key: str) -> HttpResponse:
    """This page will show a figure: value, question, splits, and the records behind it to those who may see them."""
    check(request.user, "see figures")
    programme = plans.programme(request.user, code)
    name, dimension, value = parse_key(key)
    definition = indicators.figure_definition(programme, name)
    scope, cell = Scope(programme.pk), (dimension, value) if dimension and value else None
    sees = _sees_records(request, definition)
    context = {
        "programme": programme,
        "figure": definition,
        "value": indicators.evaluate(definition.definition, scope),
        "splits": _splits(definition, scope),
        "cell": (dimension_title(dimension), cell_labels()(dimension, value)) if dimension and value else None,
        "key": key,
        "sees_records": sees,
        "records": paged(request, indicators.records_for(request.user, definition.definition, scope, cell))
        if sees
        else None,
    }
    return render(request, "figures/figure.html", context)


def _sees_records(request: SignedRequest, definition: FigureDefinition) -> bool:
    about_people = definition.definition.counts in ("people", "attendances")
    return can(request.user, "see persons" if about_people else "see evidence")


def _splits(definition: FigureDefinition, scope: Scope) -> list[tuple[str, str, list[tuple[str, str, Any]]]]:
    label = cell_labels()
    shown = indicators.shown_splits(indicators.evaluate(definition.definition, scope))
    return [
        (
            split.dimension,
            dimension_title(split.dimension),
            [(name, label(split.dimension, name), n) for name, n in split.cells.items()],
        )
        for split in shown
    ]


@page()
def records_csv(request: SignedRequest, code: str, key: str) -> HttpResponse:
    """This page will give the records behind a figure as a table: those that the account may see, and no others."""
    check(request.user, "see figures")
    programme = plans.programme(request.user, code)
    name, dimension, value = parse_key(key)
    definition = indicators.figure_definition(programme, name)
    if not _sees_records(request, definition):
        check(request.user, "see persons")
    cell = (dimension, value) if dimension and value else None
    rows = indicators.records_for(request.user, definition.definition, Scope(programme.pk), cell)
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    table = csv.writer(response)
    for line in indicators.as_table(definition.definition, rows):
        table.writerow([safe_cell(each) for each in line])
    return response
