"""Answers as a feed for spreadsheets: the names and types of its columns, and its entities (OASIS OData 4.0).

Columns stand flat, `who/name` as `who_name`: what Excel and Power BI make of complex types needs unfolding by hand. A
value that is not of its column's type is null, and stands beside it as `column@tirek.sent`: nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import quoteattr

from tirek.forms.export import Layout, Sheet, Told
from tirek.xlsforms import Field

NAMESPACE = "tirek"
ENTITIES = "Submissions"
LONGEST_NAME = 120  # of 128 that an identifier may have
DECIMAL = re.compile(r"[+-]?\d{1,40}(\.\d{0,40})?([eE][+-]?\d{1,2})?")
WHOLE = re.compile(r"[+-]?\d{1,18}")
TYPES = {"integer": "Edm.Int64", "decimal": "Edm.Decimal", "range": "Edm.Decimal", "date": "Edm.Date"}
OWN = {
    "__id": "Edm.String",
    "__received": "Edm.DateTimeOffset",
    "__office": "Edm.String",
    "__version": "Edm.String",
    "__state": "Edm.String",
}
BELOW = {"__id": "Edm.String", "__submission": "Edm.String", "__place": "Edm.String"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an entity set. `field` is None for what the house itself says of a submission."""

    name: str
    type: str
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class EntitySet:
    """One table of the feed: the submissions, or what they repeat."""

    name: str
    type: str
    sheet: Sheet
    columns: tuple[Column, ...]


def entity_sets(layout: Layout) -> tuple[EntitySet, ...]:
    """This function will give the tables of a feed, the submissions first."""
    types: set[str] = set()
    return tuple(_entity_set(sheet, types) for sheet in layout.sheets)


def _entity_set(sheet: Sheet, types: set[str]) -> EntitySet:
    own = BELOW if sheet.repeat else OWN
    taken = set(own)
    columns = [Column(name, kind) for name, kind in own.items()]
    for field in sheet.fields:
        name = _identifier(field.path.removeprefix(f"{sheet.repeat}/"), taken)
        columns.append(Column(name, TYPES.get(field.kind, "Edm.String"), field))
    name = f"{ENTITIES}.{sheet.name}" if sheet.name else ENTITIES
    return EntitySet(name, _identifier(name, types), sheet, tuple(columns))


def _identifier(path: str, taken: set[str]) -> str:
    """A name by the rules of OData: letters, digits and underscores, and not there yet; from now on it is."""
    base = re.sub(r"\W", "_", path.replace("/", "_"))[:LONGEST_NAME]
    base = base if base[:1].isalpha() or base[:1] == "_" else f"_{base}"
    found, number = base, 1
    while found in taken:
        number += 1
        found = f"{base}_{number}"
    taken.add(found)
    return found


def metadata(sets: tuple[EntitySet, ...]) -> str:
    """This function will describe a feed in CSDL XML."""
    types = "".join(
        f"<EntityType Name={quoteattr(each.type)}>"
        '<Key><PropertyRef Name="__id"/></Key>'
        + "".join(_property(column) for column in each.columns)
        + "</EntityType>"
        for each in sets
    )
    container = "".join(
        f"<EntitySet Name={quoteattr(each.name)} EntityType={quoteattr(f'{NAMESPACE}.{each.type}')}/>" for each in sets
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<edmx:Edmx xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx" Version="4.0"><edmx:DataServices>'
        f'<Schema xmlns="http://docs.oasis-open.org/odata/ns/edm" Namespace="{NAMESPACE}">{types}'
        f'<EntityContainer Name="Answers">{container}</EntityContainer></Schema></edmx:DataServices></edmx:Edmx>'
    )


def _property(column: Column) -> str:
    more = {"Edm.Decimal": ' Scale="variable"', "Edm.DateTimeOffset": ' Precision="6"'}.get(column.type, "")
    needed = ' Nullable="false"' if column.name == "__id" else ""
    return f'<Property Name="{column.name}" Type="{column.type}"{more}{needed}/>'


def entities(each: EntitySet, told: Told, chosen: frozenset[str] = frozenset()) -> Iterator[dict[str, Any]]:
    """This function will give the entities that a submission has in a set; `chosen` columns of them, or all."""
    one = told.submission
    if each.sheet.repeat:
        for place, cells in told.rows.get(each.sheet.repeat, ()):
            own = {"__id": f"{one.pk}/{place}", "__submission": str(one.pk), "__place": place}
            yield _entity(each, own, cells, chosen)
        return
    own = {"__id": str(one.pk), "__received": one.received_at.isoformat().replace("+00:00", "Z")}
    own |= {"__office": one.office_id, "__version": one.form.version, "__state": told.state}
    cells = next((cells for _place, cells in told.rows.get("", ())), ("",) * len(each.sheet.fields))
    yield _entity(each, own, cells, chosen)


def _entity(each: EntitySet, own: dict[str, str], cells: tuple[str, ...], chosen: frozenset[str]) -> dict[str, Any]:
    found: dict[str, Any] = {name: value for name, value in own.items() if not chosen or name in chosen}
    for column, cell in zip(each.columns[len(own) :], cells, strict=True):
        if chosen and column.name not in chosen:
            continue
        found[column.name] = value = _READERS.get(column.type, str)(cell) if cell else None
        if cell and value is None:
            found[f"{column.name}@{NAMESPACE}.sent"] = cell
    return found


def _whole(cell: str) -> int | None:
    return int(cell) if WHOLE.fullmatch(cell) else None


def _decimal(cell: str) -> float | int | None:
    if not DECIMAL.fullmatch(cell) or abs(number := Decimal(cell)) >= 10**15:
        return None
    if number == number.to_integral_value():
        return int(number)
    return float(number) if Decimal(repr(float(number))) == number else None  # else digits would be lost unseen


def _day(cell: str) -> str | None:
    try:
        return date.fromisoformat(cell[:10]).isoformat() if cell[10:11] in ("", "T") else None
    except ValueError:
        return None


_READERS: dict[str, Callable[[str], Any]] = {"Edm.Int64": _whole, "Edm.Decimal": _decimal, "Edm.Date": _day}
