"""Moments: where the rows of a programme stand in their chains, counted from one, whatever else the chains hold.

Two houses never give an entry the same position. What a figure needs is the order, and that is what a moment keeps:
`HRC/12` is the twelfth act on this programme in the chain of that office.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from tirek.exchange.columns import has_moment, is_kept, model_of
from tirek.exchange.tables import TABLES, Table
from tirek.plans import Programme


class Moments:
    """This class will count the positions of each chain at which something of a programme was stored or withdrawn."""

    def __init__(self, places: Iterable[tuple[str, int]]) -> None:
        positions: dict[str, list[int]] = {}
        for chain, position in sorted(set(places)):
            positions.setdefault(chain, []).append(position)
        self.positions = positions

    def at(self, chain: str, position: int | None) -> str | None:
        """This function will name the moment of a position at which something happened."""
        return None if position is None else f"{chain}/{bisect_right(self.positions[chain], position)}"

    def until(self, heads: Mapping[str, int]) -> dict[str, int]:
        """This function will say of each chain how many moments lay before heads."""
        counts = {chain: bisect_right(known, heads.get(chain, 0)) for chain, known in self.positions.items()}
        return {chain: count for chain, count in counts.items() if count}


def placed_at(table: Table) -> str:
    """This function will name the column that says where a row was entered."""
    return "entered_position" if is_kept(table) else "stored_position"


def rows_of(table: Table, programme: Programme) -> QuerySet[Any]:
    """This function will give the rows of a table that belong to a programme."""
    rows = model_of(table)._default_manager.order_by()
    belongs = reduce(or_, (Q(**{lookup: programme.pk}) for lookup in table.of.split("|")))
    return rows.filter(pk__in=rows.filter(belongs).values("pk"))  # a row that two ways lead to is there once


def moments_of(programme: Programme) -> Moments:
    """This function will find the moments of a programme: two queries a table."""
    places: set[tuple[str, int]] = set()
    for table in TABLES:
        if not has_moment(table):
            continue
        rows = rows_of(table, programme)
        places.update(rows.values_list("stored_chain", placed_at(table)).distinct())
        if is_kept(table):
            withdrawn = rows.exclude(withdrawn_position=None)
            places.update(withdrawn.values_list("stored_chain", "withdrawn_position").distinct())
    return Moments(places)
