"""A figure, its splits, and the records behind it."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import render

from tirek import indicators, plans
from tirek.directory import can, check
from tirek.indicators import FigureDefinition, FigureKey, FigureValue, ReportedValue, Scope, parse_key
from tirek.reports import cell_labels, dimension_title, in_period
from tirek.web.downloads import safe_cell
from tirek.web.requests import SignedRequest, page, paged
from tirek.web.studies.leading import lead_back


@page()
def index(request: SignedRequest, code: str) -> HttpResponse:
    """This page will list a programme's figures with their values."""
    check(request.user, "see figures")
    programme = plans.programme(request.user, code)
    definitions = indicators.definitions_for(request.user, programme)
    values = indicators.values_now(definitions)
    rows = [(each, values[each.code]) for each in definitions]
    return render(request, "figures/index.html", {"programme": programme, "rows": rows})


@page()
def figure(request: SignedRequest, code: str, key: str) -> HttpResponse:
    """This page will show a figure: value, question, splits, and the records behind it to those who may see them."""
    check(request.user, "see figures")
    programme = plans.programme(request.user, code)
    named, definition = _named(request, programme, key)
    value = indicators.values_now([definition], named.period)[definition.code]
    sees = _sees_records(request, definition)
    scope = Scope(programme.pk, period=named.period)
    records = indicators.records_for(request.user, definition.definition, scope, named.cell)
    rows = paged(request, records) if sees else None
    if rows and definition.definition.counts == "reported":
        _with_evidence(request, rows.object_list)
    context = {
        "programme": programme,
        "figure": definition,
        "value": value,
        "splits": _splits(value),
        "title": in_period(definition.title, named.period),
        "cell_value": _cell_value(value, named.cell),
        "cell": cell_labels()(*named.cell) if named.cell else None,
        "key": str(named),
        "whole": named.whole,
        "sees_records": sees,
        "of_money": definition.definition.of_money,
        "cents": definition.definition.of_money and definition.definition.number == "amount",
        "records": rows,
    }
    return render(request, "figures/figure.html", context)


def _with_evidence(request: SignedRequest, values: Iterable[ReportedValue]) -> None:
    """Each value with the files that bear it out, as far as the reader may see them, and the study it comes from."""
    prefetch_related_objects(
        list(values), Prefetch("files", indicators.files_for(request.user).order_by("name"), to_attr="seen_files")
    )
    lead_back(request.user, values)


def _cell_value(value: FigureValue, cell: tuple[str, str] | None) -> Decimal | None:
    """The number of one cell as it may be shown; None where it is withheld or there is none."""
    splits = {split.dimension: split.cells for split in indicators.shown_splits(value)}
    return splits.get(cell[0], {}).get(cell[1]) if cell else None


def _named(request: SignedRequest, programme: plans.Programme, key: str) -> tuple[FigureKey, FigureDefinition]:
    named = parse_key(key)
    definition = indicators.definition_for(request.user, programme, named.code)
    if named.dimension is not None and named.dimension not in definition.definition.split_by:
        raise indicators.NoSuchFigure(key=key)
    return named, definition


def _sees_records(request: SignedRequest, definition: FigureDefinition) -> bool:
    read = definition.definition
    if read.of_money or read.counts == "reported":
        return can(request.user, "see money" if read.of_money else "see figures")
    return can(request.user, "see persons" if read.of_persons else "see evidence")


def _splits(value: FigureValue) -> list[tuple[str, str, list[tuple[str, str, Any]]]]:
    label = cell_labels()
    return [
        (
            split.dimension,
            dimension_title(split.dimension),
            [(name, label(split.dimension, name), n) for name, n in split.cells.items()],
        )
        for split in indicators.shown_splits(value)
    ]


@page()
def records_csv(request: SignedRequest, code: str, key: str) -> HttpResponse:
    """This page will give the records behind a figure as a table: those that the account may see, and no others."""
    check(request.user, "see figures")
    programme = plans.programme(request.user, code)
    named, definition = _named(request, programme, key)
    if not _sees_records(request, definition):
        check(request.user, "see persons")
    scope = Scope(programme.pk, period=named.period)
    rows = indicators.records_for(request.user, definition.definition, scope, named.cell)
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{definition.code}.csv"'
    table = csv.writer(response)
    for line in indicators.as_table(definition.definition, rows):
        table.writerow([safe_cell(each) for each in line])
    return response
