"""What the narrative of a report binds: its figures with their values, and the numbers that nothing bears out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
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
    NONE,
    Apart,
    Behind,
    FigureDefinition,
    FigureKey,
    FigureValue,
    NoSuchFigure,
    Scope,
    Split,
    Told,
    days_of,
    definitions,
    evaluate,
    isolating_splits,
    of_people,
    parse_key,
    shown_splits,
    told_apart,
    values_of,
)
from tirek.plans import Programme
from tirek.reports.claims import typed_numbers
from tirek.reports.claims.claim import Claim
from tirek.reports.narrative import chart_requests, figure_keys
from tirek.reports.publication import FrozenFigure, SplitCell


@dataclass(frozen=True, slots=True)
class Binding:
    """A narrative's figures by key, the keys that lead nowhere, the numbers typed by hand that are not excused.

    `apart` is what differs by one to four people from the rest, or from what is known: it cannot be published so.
    """

    figures: tuple[FrozenFigure, ...]
    unknown: tuple[str, ...]
    typed: tuple[Claim, ...]
    definitions: Mapping[str, FigureDefinition]
    apart: tuple[Apart, ...] = ()


def bind(
    narrative: str,
    programme: Programme,
    *,
    language: str,
    excused: Collection[tuple[str, str]] = (),
    as_of: Mapping[str, int] | None = None,
    versions: Mapping[str, int] | None = None,
    known: Sequence[Told] = (),
) -> Binding:
    """This function will find every figure that a narrative names and give its value, now or as of a ledger position.

    `excused` are pairs of quote and sentence. `versions` asks for these versions of the definitions rather than the
    newest. Splits are given as they would be published: with small cells withheld, and all of a split where beside
    another, or beside what is `known` from earlier publications, it would isolate a few people.
    """
    keys = dict.fromkeys([*figure_keys(narrative), *(key for key, _dimension in chart_requests(narrative))])
    standing = {each.code: each for each in definitions(programme, versions)}
    scope = Scope(programme.pk, as_of)
    label = cell_labels()
    figures, unknown = [], []
    with translation.override(language):
        asked = {key.whole: (standing[key.code], key.period) for key in _readable(keys) if key.code in standing}
        values = _values(asked, scope)
        behind = Behind(scope)
        values = _without_isolating(values, asked, behind)
        shown = _without_isolating(values, asked, behind, known) if known else values
        for key in keys:
            try:
                figures.append(_figure(key, standing, values, shown, programme, label))
            except NoSuchFigure:
                unknown.append(key)
    typed = tuple(claim for claim in typed_numbers(narrative) if (claim.quote, claim.text) not in excused)
    apart = tuple(people_apart(figures, standing, behind, known))
    return Binding(tuple(figures), tuple(unknown), typed, standing, apart)


def people_apart(
    figures: Iterable[FrozenFigure],
    definitions: Mapping[str, FigureDefinition],
    behind: Behind,
    known: Sequence[Told] = (),
) -> Iterator[Apart]:
    """This function will name what a text tells of people that, subtracted from the rest or from what is known, leaves
    one to four of them. Splits are no part of it: they are withheld."""
    told = []
    for figure in figures:
        key = parse_key(figure.key)
        definition = definitions[key.code].definition
        if definition.of_persons:
            told.append(Told(key, definition, behind.people(definition, key.period, key.cell)))
        elif of_people(definition) and isinstance(figure.value, Decimal):
            told.append(Told(key, definition, number=figure.value))
    yield from told_apart(told, behind)
    if known:
        yield from (each for each in told_apart(told, behind, known) if any(one.where for one in each.involved))


def _readable(keys: Iterable[str]) -> Iterator[FigureKey]:
    for key in keys:
        with suppress(NoSuchFigure):
            yield parse_key(key)


Asked = Mapping[str, tuple[FigureDefinition, str]]
"""The definition and the period of each figure that is named, by its key without a cell."""


def _values(asked: Asked, scope: Scope) -> dict[str, FigureValue]:
    if scope.as_of is None:
        now = values_of(asked.values())
        return {whole: now[definition.code, period] for whole, (definition, period) in asked.items()}
    return {
        whole: evaluate(definition.definition, replace(scope, period=period))
        for whole, (definition, period) in asked.items()
    }


def _without_isolating(
    values: Mapping[str, FigureValue], asked: Asked, behind: Behind, known: Sequence[Told] = ()
) -> dict[str, FigureValue]:
    withheld = isolating_splits({whole: (asked[whole][0].definition, values[whole]) for whole in asked}, behind, known)
    return {
        whole: _without(value, {dimension for each, dimension in withheld if each == whole})
        for whole, value in values.items()
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
    shown: Mapping[str, FigureValue],
    programme: Programme,
    label: Callable[[str, str], str],
) -> FrozenFigure:
    named = parse_key(key)
    if named.whole not in values:
        raise NoSuchFigure(key=key)
    definition, value = standing[named.code], values[named.whole]
    number: Decimal | date | None = value.day or value.number
    title = in_period(definition.title, named.period)
    if named.cell is not None:
        number = _cell(definition, value, *named.cell)
        title = f"{title}: {label(*named.cell)}"
    if number is None:
        raise NoSuchFigure(key=key)
    return FrozenFigure(
        key=key,
        title=title,
        value=number,
        unit=definition.unit,
        period=_period(definition, programme, named.period),
        scope=programme.title,
        definition=f"{named.code}@{definition.version}",
        record_count=value.record_count,
        splits=() if named.cell else splits_of(definition, shown[named.whole], label),
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
        "age": _("by age"),
        "disability": _("by disability"),
        "output": _("by output"),
        "activity": _("by activity"),
        "fund": _("by fund"),
        "account": _("by account"),
        "year": _("by year"),
    }
    return titles[dimension] if dimension in titles else _("by %(dimension)s") % {"dimension": dimension}


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
        if dimension in ("output", "activity", "fund", "account") and value == NONE:
            return pgettext("split", "none named")
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


def in_period(title: str, period: str) -> str:
    """This function will name a figure in a period, in the active language."""
    if not period:
        return title
    year, _dash, quarter = period.removeprefix("..").partition("-Q")
    when = _("Q%(quarter)s %(year)s") % {"quarter": quarter, "year": year} if quarter else year
    if period.startswith(".."):
        return _("%(title)s until %(period)s") % {"title": title, "period": when}
    return _("%(title)s in %(period)s") % {"title": title, "period": when}


def _period(definition: FigureDefinition, programme: Programme, period: str) -> str:
    first, last = days_of(period)
    begins = max(filter(None, (definition.definition.begins or programme.starts, first)))
    ends = min(filter(None, (definition.definition.ends or programme.ends, last)))
    return f"{date_format(begins, 'DATE_FORMAT')} – {date_format(ends, 'DATE_FORMAT')}"
