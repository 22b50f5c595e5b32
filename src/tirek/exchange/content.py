"""What a file holds of a programme: its tables, row by row, as JSON values; both forms of file are written of this."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models

from tirek.exchange.columns import (
    BECAUSE,
    EXTRA,
    MOMENT,
    WITHDRAWN,
    Column,
    columns_of,
    has_moment,
    is_kept,
    kinds,
    told,
)
from tirek.exchange.moments import Moments, moments_of, placed_at, rows_of
from tirek.exchange.shape import line
from tirek.exchange.tables import TABLES, Table
from tirek.plans import Programme

Row = dict[str, Any]
FEW, MANY = 10, 2000
"""How many rows are held at once: few of those that carry files."""


@dataclass
class Part:
    """One table of a file: its name, its columns, its rows; after the last row `count` and `sha256` say what it was."""

    name: str
    columns: dict[str, str]
    _rows: Iterator[Row]
    count: int = 0
    _digest: Any = field(default_factory=hashlib.sha256)

    def __iter__(self) -> Iterator[Row]:
        for row in self._rows:
            self.count += 1
            self._digest.update(line(row))
            yield row

    @property
    def sha256(self) -> str:
        """This property will give the digest of the rows given so far."""
        return str(self._digest.hexdigest())


def parts(programme: Programme) -> Iterator[Part]:
    """This function will give the tables of a programme, one after the other: take all rows of one before the next."""
    shapes = kinds()
    moments = moments_of(programme)
    accounts: set[str] = set()
    for table in TABLES:
        yield Part(table.name, shapes[table.name], _rows(table, programme, moments, accounts))
    yield Part("accounts", EXTRA["accounts"], _accounts(accounts))
    yield Part("moments", EXTRA["moments"], _moments(moments))


def _rows(table: Table, programme: Programme, moments: Moments, accounts: set[str]) -> Iterator[Row]:
    columns = columns_of(table)
    house = _house(table)
    found = rows_of(table, programme).values_list(*(each.path for each in columns), *house)
    size = FEW if any(isinstance(each.field, models.BinaryField) for each in columns) else MANY
    for values in found.order_by(*_order(table)).iterator(chunk_size=size):
        given = dict(zip(house, values[len(columns) :], strict=True))
        row = _row(columns, values, accounts)
        if table.heads:
            row["elsewhere"] = row["elsewhere"] or _published_here(row[table.heads], given)
            row[table.heads] = moments.until(row[table.heads])
        yield _placed(table, row, given, moments) if house else row


def _published_here(as_of: Any, given: dict[str, Any]) -> Row:
    """Where a publication stands in this ledger; for every other house this is elsewhere."""
    return {"position": f"{given['stored_chain']}/{given['stored_position']}", "as_of": as_of}


def _house(table: Table) -> tuple[str, ...]:
    if not has_moment(table):
        return ()
    withdrawn = ("withdrawn_position", BECAUSE) if is_kept(table) else ()
    return "pk", "stored_chain", placed_at(table), *withdrawn


def _order(table: Table) -> tuple[str, ...]:
    return ("stored_chain", placed_at(table), "pk") if has_moment(table) else ("code",)


def _row(columns: tuple[Column, ...], values: tuple[Any, ...], accounts: set[str]) -> Row:
    row = {}
    for column, value in zip(columns, values, strict=False):
        row[column.name] = told(value)
        if column.by == "username" and value is not None:
            accounts.add(value)
    return row


def _placed(table: Table, row: Row, given: dict[str, Any], moments: Moments) -> Row:
    chain = given["stored_chain"]
    placed = {"id": str(given["pk"])} | row | {MOMENT: moments.at(chain, given[placed_at(table)])}
    if is_kept(table):
        placed |= {WITHDRAWN: moments.at(chain, given["withdrawn_position"]), BECAUSE: given[BECAUSE]}
    return placed


def _accounts(names: set[str]) -> Iterator[Row]:
    found = apps.get_model("directory.Account")._default_manager.filter(username__in=names).order_by("username")
    for account in found.prefetch_related("grants"):
        roles = ", ".join(sorted(grant.role for grant in account.grants.all()))
        yield {"username": account.username, "office": account.office_id, "roles": roles}


def _moments(moments: Moments) -> Iterator[Row]:
    for chain, positions in moments.positions.items():
        for position in positions:
            yield {"moment": moments.at(chain, position), "position": position}
