"""What the narrative of a report binds: its figures with their values, and the numbers that nothing bears out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tirek.directory import Region
from tirek.evidence import Role
from tirek.indicators import (
    FigureDefinition,
    FigureValue,
    NoSuchFigure,
    Scope,
    Split,
    definitions,
    evaluate,
    isolating_splits,
    parse_key,
    shown_splits,
    values_now,
)
from tirek.plans import Programme
from tirek.reports.claims import typed_numbers
from tirek.reports.claims.claim import Claim
from tirek.reports.narrative import chart_requests, figure_keys
from tirek.reports.publication import FrozenFigure, SplitCell


@dataclass(frozen=True, slots=True)
class Binding:
    """A narrative's figures by key, the keys that lead nowhere, and the numbers typed by hand that are not excused."""

    figures: tuple[FrozenFigure, ...]
    unknown: tuple[str, ...]
    typed: tuple[Claim, ...]
    definitions: Mapping[str, FigureDefinition]


def bind(
    narrative: str,
    programme: Programme,
    *,
    language: str,
    excused: Collection[tuple[str, str]] = (),
    as_of: Mapping[str, int] | None = None,
    versions: Mapping[str, int] | None = None,
) -> Binding:
    """This function will find every figure that a narrative names and give its value, now or as of a ledger position.

    `excused` are pairs of quote and sentence. `versions` asks for these versions of the
    definitions rather than the newest. As of a position, as for publication, splits that would isolate a few people
    beside one another are withheld too. Splits are given with small cells withheld, as they would be published.
    """
    keys = dict.fromkeys([*figure_keys(narrative), *(key for key, _dimension in chart_requests(narrative))])
    standing = {each.code: each for each in definitions(programme, versions)}
    scope = Scope(programme.pk, as_of)
    label = cell_labels()
    figures, unknown = [], []
    with translation.override(language):
        values = _values(keys, standing, scope)
        for key in keys:
            try:
                figures.append(_figure(key, standing, values, programme, label))
            except NoSuchFigure:
                unknown.append(key)
    typed = tuple(claim for claim in typed_numbers(narrative) if (claim.quote, claim.text) not in excused)
    return Binding(tuple(figures), tuple(unknown), typed, standing)


def _values(keys: Iterable[str], standing: Mapping[str, FigureDefinition], scope: Scope) -> dict[str, FigureValue]:
    codes = {key.partition(":")[0] for key in keys} & standing.keys()
    if scope.as_of is None:
        return values_now(standing[code] for code in codes)
    values = {code: evaluate(standing[code].definition, scope) for code in codes}
    published = {code: (standing[code].definition, value) for code, value in values.items()}
    withheld = isolating_splits(published, scope)
    return {
        code: _without(value, {dimension for each, dimension in withheld if each == code})
        for code, value in values.items()
    }


def _without(value: FigureValue, dimensions: Collection[str]) -> FigureValue:
    """The value with the cells of some splits withheld, all of them."""
    splits = tuple(
        Split(split.dimension, dict.fromkeys(split.cells)) if split.dimension in dimensions else split
        for split in value.splits
    )
    return replace(value, splits=splits)


def _figure(
    key: str,
    standing: Mapping[str, FigureDefinition],
    values: Mapping[str, FigureValue],
    programme: Programme,
    label: Callable[[str, str], str],
) -> FrozenFigure:
    code, dimension, cell = parse_key(key)
    if code not in values:
        raise NoSuchFigure(key=key)
    definition, value = standing[code], values[code]
    number: Decimal | date | None = value.day or value.number
    title = definition.title
    if dimension is not None and cell is not None:
        number = _cell(definition, value, dimension, cell)
        title = f"{title}: {label(dimension, cell)}"
    if number is None:
        raise NoSuchFigure(key=key)
    return FrozenFigure(
        key=key,
        title=title,
        value=number,
        unit=definition.unit,
        period=_period(definition, programme),
        scope=programme.title,
        definition=f"{code}@{definition.version}",
        record_count=value.record_count,
        splits=() if dimension else splits_of(definition, value, label),
    )


def _cell(definition: FigureDefinition, value: FigureValue, dimension: str, cell: str) -> Decimal | None:
    for split in shown_splits(value):
        if split.dimension == dimension:
            return split.cells.get(cell)
    return None


def splits_of(
    definition: FigureDefinition, value: FigureValue, label: Callable[[str, str], str]
) -> tuple[tuple[str, str, tuple[SplitCell, ...]], ...]:
    """This function will give a value's splits as (dimension, title, cells), small cells withheld."""
    return tuple(
        (
            split.dimension,
            dimension_title(split.dimension),
            tuple(SplitCell(label(split.dimension, name), number) for name, number in split.cells.items()),
        )
        for split in shown_splits(value)
    )


def dimension_title(dimension: str) -> str:
    """This function will name a split in the active language."""
    titles = {
        "sex": _("by sex"),
        "region": _("by region"),
        "role": _("by role"),
        "unit": _("by unit"),
        "kind": _("by kind"),
        "language": _("by language"),
    }
    return titles[dimension]


def cell_labels() -> Callable[[str, str], str]:
    """This function will give what names the cells of splits in the active language; regions are asked for once."""
    regions: dict[str, str] = {}

    def label(dimension: str, value: str) -> str:
        if dimension == "region" and not regions:
            regions.update({region.code: region.name for region in Region.objects.all()})
        if dimension == "sex":
            return {"female": pgettext("split", "women"), "male": pgettext("split", "men")}.get(value, value)
        if dimension == "role":
            return str(Role(value).label) if value in Role.values else value
        return regions.get(value, value) if dimension == "region" else value

    return label


def region_tiles() -> tuple[tuple[str, int, int], ...]:
    """This function will give the places of the regions on a tile-grid map, by their names in the active language.

    Columns and rows count from 0, however the country's folder counts them.
    """
    regions = list(Region.objects.all())
    left = min((region.tile_column for region in regions), default=0)
    top = min((region.tile_row for region in regions), default=0)
    return tuple((region.name, region.tile_column - left, region.tile_row - top) for region in regions)


def _period(definition: FigureDefinition, programme: Programme) -> str:
    begins = definition.definition.begins or programme.starts
    ends = definition.definition.ends or programme.ends
    return f"{date_format(begins, 'DATE_FORMAT')} – {date_format(ends, 'DATE_FORMAT')}"
