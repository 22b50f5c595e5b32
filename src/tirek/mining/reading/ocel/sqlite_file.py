"""OCEL 2.0 in SQLite: opened as a file that nobody changes, asked only plain tables, by statements of our own.

A database can carry code: views, triggers, virtual tables, functions in defaults. `trusted_schema` is off, an
authoriser lets nothing happen but reading of tables, what is not a plain table is not asked, and values are bounded.
"""

from __future__ import annotations

import heapq
import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from tirek.mining.reading.ocel.contents import Declared, Event, Object
from tirek.mining.reading.ocel.errors import NoOcel, OcelBroken, OcelTooLarge
from tirek.mining.reading.ocel.flattening import flattened
from tirek.mining.reading.wanted import Wanted
from tirek.mining.reading.writing import LogWriter

LARGEST: Final = 2 << 30
LONGEST_VALUE: Final = 16 << 20
KIND: Final = "SQLite"
TABLES: Final = ("event", "object", "event_object", "event_map_type", "object_map_type")
VIRTUAL: Final = re.compile(r"\s*create\s+virtual\b", re.IGNORECASE)
READING: Final = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ})
PRAGMAS: Final = frozenset({"table_info", "table_xinfo"})
LIMITS: Final = {
    sqlite3.SQLITE_LIMIT_LENGTH: LONGEST_VALUE,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 20,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
}


def read_ocel_sqlite(file: Path, writer: LogWriter, wanted: Wanted) -> Mapping[str, str]:
    """This function will give the events of a file to a writer. Raises refusals of `ocel/errors.py`, OSError."""
    if file.stat().st_size > LARGEST:
        raise OcelTooLarge(name=file.name, limit=LARGEST >> 20, kind=KIND)
    place = f"{file.resolve().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(place, uri=True, isolation_level=None)) as connection:
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA query_only = ON")
            connection.execute("PRAGMA cell_size_check = ON")
            for limit, value in LIMITS.items():
                connection.setlimit(limit, value)
            connection.set_authorizer(_may)
            return flattened(_Sqlite(file.name, connection), writer, wanted)
    except (sqlite3.Error, UnicodeDecodeError) as fault:
        raise OcelBroken(name=file.name, kind=KIND, reason=fault) from fault


def _may(action: int, first: str | None, *_: object) -> int:
    allowed = action in READING or (action == sqlite3.SQLITE_PRAGMA and first in PRAGMAS)
    return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY


class _Sqlite:
    def __init__(self, name: str, connection: sqlite3.Connection) -> None:
        self._connection = connection
        found = self._ask("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
        plain = [str(table) for table, made in found if not VIRTUAL.match(str(made))]
        self._tables = {table.lower(): table for table in plain}
        for table in TABLES:
            if table not in self._tables:
                raise NoOcel(name=name, kind=KIND, missing=table)

    def event_types(self) -> Declared:
        return self._types("event")

    def object_types(self) -> Declared:
        return self._types("object")

    def objects(self) -> Iterator[Object]:
        said: dict[str, list[tuple[str, str, object]]] = {}
        for _, table in self._of_types("object"):
            names = list(self._columns(table))
            for row in self._ask("SELECT * FROM {} ORDER BY rowid", table):
                values = dict(zip(names, row, strict=True))
                one, time = _text(values.pop("ocel_id", None)), _text(values.pop("ocel_time", None))
                changed = values.pop("ocel_changed_field", None)
                kept = said.setdefault(one, [])
                kept += [(name, time, value) for name, value in values.items() if changed in (None, "", name)]
        for one, kind in self._ask("SELECT ocel_id, ocel_type FROM object ORDER BY rowid"):
            yield Object(_text(one), _text(kind), said.get(_text(one), []))

    def events(self) -> Iterator[Event]:
        related: dict[str, list[tuple[str, str]]] = {}
        asked = "SELECT ocel_event_id, ocel_object_id, ocel_qualifier FROM event_object ORDER BY rowid"
        for event, one, qualifier in self._ask(asked):
            related.setdefault(_text(event), []).append((_text(one), _text(qualifier)))
        streams = [self._of_one_type(kind, table) for kind, table in self._of_types("event")]
        for number, _, kind, values in heapq.merge(*streams, key=lambda each: each[:2]):
            one, time = _text(values.pop("ocel_id", None)), _text(values.pop("ocel_time", None))
            yield Event(number, one, kind, time, list(values.items()), related.get(one, []))

    def _of_one_type(self, kind: str, table: str) -> Iterator[tuple[int, int, str, dict[str, Any]]]:
        names = list(self._columns(table))
        asked = (
            "SELECT event.rowid, one.rowid, one.* FROM {} AS one "
            "JOIN event ON event.ocel_id = one.ocel_id ORDER BY event.rowid, one.rowid"
        )
        for number, row, *values in self._ask(asked, table):
            said = dict(zip(names, values, strict=True))
            yield number, row, kind, {name: value for name, value in said.items() if name != "ocel:activity"}

    def _types(self, of: str) -> Declared:
        return {
            kind: {
                name: {"REAL": "float", "INTEGER": "integer"}.get(declared.upper(), "string")
                for name, declared in self._columns(table).items()
                if name not in ("ocel_id", "ocel_time", "ocel_changed_field", "ocel:activity")
            }
            for kind, table in self._of_types(of)
        }

    def _of_types(self, of: str) -> list[tuple[str, str]]:
        """Each type and its table; what is no plain table is left alone."""
        mapped = self._ask("SELECT ocel_type, ocel_type_map FROM {} ORDER BY rowid", f"{of}_map_type")
        found = [(_text(kind), self._tables.get(f"{of}_{name}".lower())) for kind, name in mapped]
        return [(kind, table) for kind, table in found if table is not None]

    def _columns(self, table: str) -> dict[str, str]:
        return {str(row[1]): str(row[2]) for row in self._ask("PRAGMA table_info({})", table)}

    def _ask(self, statement: str, *names: str) -> sqlite3.Cursor:
        """A statement of ours; each `{}` is a name from the schema, quoted."""
        return self._connection.execute(statement.format(*map(_quoted, names)))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(value: object) -> str:
    return "" if value is None else str(value)
