"""The words beside a key on a sheet: “2.2 Training of police” for a row that the file knows by 36 letters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tirek.exchange.columns import columns_of
from tirek.exchange.tables import TABLES

LONGEST = 120


class RowWords:
    """This class will remember what rows are called, table by table, as they are written."""

    def __init__(self) -> None:
        self._called = {table.name: table.called.split() for table in TABLES if table.called}
        names = {table.model: table.name for table in TABLES if table.called}
        self._refers = {
            table.name: {
                column.name: names[column.target._meta.label]
                for column in columns_of(table)
                if column.target and column.by == "pk" and column.target._meta.label in names
            }
            for table in TABLES
        }
        self._words: dict[tuple[str, str], str] = {}

    def refers(self, table: str) -> Mapping[str, str]:
        """This function will say which columns of a table refer to rows that have words, and to which table."""
        return self._refers.get(table, {})

    def keep(self, table: str, row: dict[str, Any]) -> None:
        """This function will remember what a row is called."""
        if table in self._called:
            words = " ".join(str(row[name]) for name in self._called[table])
            self._words[table, row["id"]] = words[:LONGEST]

    def say(self, target: str, key: str) -> str:
        """This function will give the words for a row that was written before, else nothing."""
        return self._words.get((target, key), "")
