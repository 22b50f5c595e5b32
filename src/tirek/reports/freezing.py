"""Freezing: a bound narrative becomes rows that can be recomputed, and the rows become a publication again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, cast

from django.conf import settings
from django.utils import timezone, translation

from tirek.directory import Account
from tirek.indicators import Scope, keys_behind, parse_key
from tirek.reports.binding import Binding, region_tiles
from tirek.reports.models import PublishedReport, Report, ReportText
from tirek.reports.publication import FrozenFigure, Language, Publication, SplitCell


def freeze(
    report: Report, text: ReportText, bound: Binding, *, number: int, account: Account, root: Any
) -> PublishedReport:
    """This function will make the row of a publication; the caller stores it. `root` is the anchored ledger root."""
    records = records_of((figure.key for figure in bound.figures), bound, Scope(report.programme_id, root.heads))
    return PublishedReport(
        report=report,
        number=number,
        title=report.title,
        narrative=text.narrative,
        figures=[_frozen(figure, bound, records[figure.key]) for figure in bound.figures],
        excuses=list(report.excuses.values("quote", "sentence", "reason")),
        as_of=root.heads,
        root=root.root,
        published_by=account,
        published_at=timezone.now(),
        synthetic=report.programme.synthetic,
    )


def records_of(keys: Iterable[str], bound: Binding, scope: Scope) -> dict[str, list[str]]:
    """This function will give the records behind each of the figures of these keys; those of a code and a period are
    asked for together."""
    asked: dict[tuple[str, str], dict[tuple[str, str] | None, str]] = {}
    for text in keys:
        key = parse_key(text)
        asked.setdefault((key.code, key.period), {})[key.cell] = text
    found: dict[str, list[str]] = {}
    for (code, period), cells in asked.items():
        behind = keys_behind(bound.definitions[code].definition, replace(scope, period=period), cells)
        found |= {text: sorted(behind[cell]) for cell, text in cells.items()}
    return found


def _frozen(figure: FrozenFigure, bound: Binding, records: list[str]) -> dict[str, Any]:
    code = parse_key(figure.key).code
    return figure_as_json(figure) | {"code": code, "version": bound.definitions[code].version, "records": records}


def figure_as_json(figure: FrozenFigure) -> dict[str, Any]:
    """This function will give a figure as JSON: numbers and days as text, withheld cells as null."""
    return {
        "key": figure.key,
        "title": figure.title,
        "value": _text(figure.value),
        "unit": figure.unit,
        "period": figure.period,
        "scope": figure.scope,
        "definition": figure.definition,
        "record_count": figure.record_count,
        "splits": [
            [dimension, title, [[cell.label, _text(cell.value)] for cell in cells]]
            for dimension, title, cells in figure.splits
        ],
    }


def _text(value: Decimal | date | None) -> str | None:
    return value.isoformat() if isinstance(value, date) else None if value is None else f"{value.normalize():f}"


def _value(text: str) -> Decimal | date:
    return date.fromisoformat(text) if text.count("-") == 2 else Decimal(text)


def thaw_figure(frozen: Mapping[str, Any]) -> FrozenFigure:
    """This function will give a frozen figure again from its JSON."""
    return FrozenFigure(
        key=frozen["key"],
        title=frozen["title"],
        value=_value(frozen["value"]),
        unit=frozen["unit"],
        period=frozen["period"],
        scope=frozen["scope"],
        definition=frozen["definition"],
        record_count=frozen["record_count"],
        splits=tuple(
            (dimension, title, tuple(SplitCell(label, Decimal(text) if text else None) for label, text in cells))
            for dimension, title, cells in frozen["splits"]
        ),
    )


def thaw(published: PublishedReport) -> Publication:
    """This function will give a publication as renderings take it: nothing in it leads to a person."""
    report = published.report
    return Publication(
        id=str(published.pk),
        title=published.title,
        programme=report.programme.title,
        office=report.office.name,
        language=cast(Language, report.language),
        narrative=published.narrative,
        figures=tuple(thaw_figure(frozen) for frozen in published.figures),
        published_at=published.published_at,
        published_by_role="coordinator",
        ledger_position=published.ledger_position,
        ledger_root=published.root,
        url=f"{settings.PUBLIC_URL}/published/{published.pk}/",
        synthetic=published.synthetic,
        tiles=_tiles(report.language),
    )


def _tiles(language: str) -> tuple[tuple[str, int, int], ...]:
    with translation.override(language):
        return region_tiles()
