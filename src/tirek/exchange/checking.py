"""Checking a file before anything of it is taken: every cell, every key, every reference, every moment."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models

from tirek import reports
from tirek.bounded import run_bounded
from tirek.exchange.columns import (
    BECAUSE,
    MOMENT,
    WITHDRAWN,
    Column,
    columns_of,
    has_moment,
    is_kept,
    kinds,
    model_of,
    taken,
)
from tirek.exchange.errors import (
    CellUnreadable,
    ChainOfOthers,
    ProgrammeFileTooLarge,
    ReferenceMissing,
    ReviewedByAuthor,
    RowRepeated,
)
from tirek.exchange.reading import Row
from tirek.exchange.shape import MEGABYTES
from tirek.exchange.tables import TABLES, Table

PLACE = re.compile(r"(?P<chain>[^/]{1,64})/(?P<number>[1-9]\d{0,8})")
Place = tuple[str, int]
"""A chain and the number of a moment in it."""
PART_OF = {
    "readings": ("document_id", "plan documents"),
    "findings": ("document_id", "plan documents"),
    "settlements": ("finding_id", "findings"),
    "attendance files": ("event_id", "events"),
    "attendances": ("event_id", "events"),
    "report texts": ("report_id", "reports"),
    "reviews asked": ("text_id", "report texts"),
    "text reviews": ("text_id", "report texts"),
    "excuses": ("report_id", "reports"),
    "publications": ("report_id", "reports"),
}
"""Rows that are of the office of what they are part of. A row with no office, of itself or so, is the programme's."""
REVIEWED = {
    "value reviews": ("value_id", "reported values", "entered_by_id", "programme_id code period_id late_for_id"),
    "budget reviews": ("revision_id", "budget revisions", "drafted_by_id", "id"),
    "text reviews": ("text_id", "report texts", "written_by_id", "report_id"),
}
"""What is approved by a second person, who the first one is, and of which rows each is a version of one thing."""


@dataclass
class Arrival:
    """One row that can be taken: its model's values by attribute, and where it was entered and withdrawn."""

    table: Table
    row: int
    values: dict[str, Any]
    entered: Place | None
    withdrawn: Place | None = None
    because: str = ""


@dataclass
class File:
    """A file whose every row was checked: what arrives by table, the accounts it names, the moments of each chain."""

    sha256: str
    arrivals: dict[str, list[Arrival]] = field(default_factory=dict)
    accounts: dict[str, str] = field(default_factory=dict)
    moments: dict[str, list[int]] = field(default_factory=dict)

    @property
    def programme(self) -> Arrival:
        """This property will give the row of the programme itself."""
        return self.arrivals["programme"][0]

    @property
    def offices(self) -> set[str]:
        """This property will name the offices that rows are of, and those in whose chains they stand."""
        rows = (arrival.values for arrivals in self.arrivals.values() for arrival in arrivals)
        return {values["office_id"] for values in rows if "office_id" in values} | set(self.moments)


def opened(content: bytes, name: str) -> tuple[dict[str, list[Row]], int]:
    """This function will read a file's tables in a bounded child process, and say which row is the first of a table.

    Raises `ProgrammeFileTooLarge`, `FileTooCostly` and what `reading.read` raises.
    """
    if len(content) > MEGABYTES * 1024 * 1024:
        raise ProgrammeFileTooLarge(megabytes=MEGABYTES)
    raw = run_bounded("tirek.exchange.reading:read", content, seconds=120, megabytes=3072, name=name, kinds=kinds())
    document = json.loads(raw)
    return document["tables"], document["first"]


def checked(tables: dict[str, list[Row]], first: int, sha256: str) -> File:
    """This function will check every row of a file, and follow every reference.

    Raises `CellUnreadable`, `ReferenceMissing`, `RowRepeated`, `ChainOfOthers`, `ReviewedByAuthor`, each with table and
    row.
    """
    file = File(sha256)
    _accounts(file, tables["accounts"], first)
    _moments(file, tables["moments"], first)
    for table in TABLES:
        rows = enumerate(tables[table.name], start=first)
        file.arrivals[table.name] = [_arrival(file, table, number, row) for number, row in rows]
    if len(file.arrivals["programme"]) != 1:
        raise RowRepeated(table="programme", row=first + 1)
    references = _Targets(file)
    for table in TABLES:
        references.follow(table)
    _check_chains(file)
    _all_moments_used(file, first)
    _check_second_persons(file)
    return file


def _accounts(file: File, rows: list[Row], first: int) -> None:
    for number, row in enumerate(rows, start=first):
        if not all(isinstance(value, str) for value in row.values()):
            raise CellUnreadable(table="accounts", row=number, column="username")
        if row["username"] in file.accounts:
            raise RowRepeated(table="accounts", row=number)
        file.accounts[row["username"]] = row["office"]


def _moments(file: File, rows: list[Row], first: int) -> None:
    for number, row in enumerate(rows, start=first):
        place, position = _place(row["moment"]), row["position"]
        known = file.moments.setdefault(place[0], []) if place else []
        whole = isinstance(position, int) and not isinstance(position, bool)
        if not place or not whole or place[1] != len(known) + 1 or position <= max(known, default=0):
            raise CellUnreadable(table="moments", row=number, column="moment")
        known.append(position)


def _place(written: Any) -> Place | None:
    found = PLACE.fullmatch(written) if isinstance(written, str) else None
    return (found["chain"], int(found["number"])) if found else None


def _arrival(file: File, table: Table, number: int, row: Row) -> Arrival:
    values: dict[str, Any] = {}
    for column in columns_of(table):
        try:
            values[column.field.attname] = taken(column, row.get(column.name))
        except (ValueError, ArithmeticError) as fault:
            raise CellUnreadable(table=table.name, row=number, column=column.name) from fault
    arrival = Arrival(table, number, values, None)
    if has_moment(table):
        values["id"] = _key(arrival, row["id"])
        arrival.entered = _known_place(file, arrival, row, MOMENT)
    if is_kept(table):
        _withdrawal(file, arrival, row)
    if table.heads and not _are_heads(file, values[table.heads]):
        raise CellUnreadable(table=table.name, row=number, column=table.heads)
    return arrival


def _are_heads(file: File, value: Any) -> bool:
    """Whether a value says of chains of the file how many of their moments had passed."""
    return isinstance(value, dict) and all(
        isinstance(number, int) and 1 <= number <= len(file.moments.get(chain, ())) for chain, number in value.items()
    )


def _key(arrival: Arrival, written: Any) -> UUID:
    try:
        if isinstance(written, str) and str(found := UUID(written)) == written:
            return found
    except ValueError:
        pass
    raise CellUnreadable(table=arrival.table.name, row=arrival.row, column="id")


def _known_place(file: File, arrival: Arrival, row: Row, column: str) -> Place:
    place = _place(row[column])
    if place is None or place[1] > len(file.moments.get(place[0], ())):
        raise CellUnreadable(table=arrival.table.name, row=arrival.row, column=column)
    return place


def _withdrawal(file: File, arrival: Arrival, row: Row) -> None:
    arrival.because = row[BECAUSE]
    if row.get(WITHDRAWN) is None:
        wrong = arrival.because != ""
    else:
        place = arrival.withdrawn = _known_place(file, arrival, row, WITHDRAWN)
        entered = arrival.entered
        wrong = entered is None or place[0] != entered[0] or place[1] <= entered[1] or not arrival.because
    if wrong or not isinstance(arrival.because, str):
        raise CellUnreadable(table=arrival.table.name, row=arrival.row, column=WITHDRAWN)


class _Targets:
    """Where references may lead: to rows of the file by key, to offices, regions and programmes of the house."""

    def __init__(self, file: File) -> None:
        self._file = file
        self._keys: dict[type[models.Model], set[Any]] = {}
        for table in TABLES:
            self._keys[model_of(table)] = set(self._of_file(table))
        for label in ("directory.Office", "directory.Region"):
            model = apps.get_model(label)
            self._keys[model] = set(model._default_manager.values_list("pk", flat=True))

    def _of_file(self, table: Table) -> Iterator[Any]:
        seen = set()
        for arrival in self._file.arrivals[table.name]:
            key = arrival.values["id" if has_moment(table) else "code"]
            if key in seen:
                raise RowRepeated(table=table.name, row=arrival.row)
            seen.add(key)
            yield key

    def follow(self, table: Table) -> None:
        """This function will replace each written reference of a table by what it refers to, but for accounts."""
        columns = [each for each in columns_of(table) if each.target is not None]
        for arrival in self._file.arrivals[table.name]:
            for column in columns:
                written = arrival.values[column.field.attname]
                if written is not None:
                    arrival.values[column.field.attname] = self._followed(arrival, column, written)

    def _followed(self, arrival: Arrival, column: Column, written: str) -> Any:
        found: Any = written
        if column.by == "username":
            there = written in self._file.accounts
        elif column.name == "supersedes":
            found = column.target and column.target._default_manager.filter(code=written, superseded_by=None).first()
            there, found = found is not None, found and found.pk
        else:
            keys = self._keys[column.target]  # type: ignore[index]
            if column.by == "pk" and written not in keys:
                found = _uuid(written)
            there = found in keys
        if not there:
            raise ReferenceMissing(table=arrival.table.name, row=arrival.row, column=column.name)
        return found


def _uuid(written: str) -> UUID | None:
    try:
        return UUID(written) if str(UUID(written)) == written else None
    except ValueError:
        return None


def _all_moments_used(file: File, first: int) -> None:
    """A moment at which nothing happened would be an entry about nothing; a file of a million could be made so."""
    used = {place for rows in file.arrivals.values() for each in rows for place in (each.entered, each.withdrawn)}
    row = first
    for chain, positions in file.moments.items():
        for number in range(1, len(positions) + 1):
            if (chain, number) not in used:
                raise CellUnreadable(table="moments", row=row, column=MOMENT)
            row += 1


def _check_chains(file: File) -> None:
    """Each row stands in the chain of its office: in another one, what held as of a moment would not hold."""
    rows = {table: {each.values.get("id"): each for each in found} for table, found in file.arrivals.items()}
    home = file.programme.values["office_id"]
    for arrivals in file.arrivals.values():
        for arrival in arrivals:
            owner = arrival
            while part := PART_OF.get(owner.table.name):
                owner = rows[part[1]][owner.values[part[0]]]
            if arrival.entered and arrival.entered[0] != owner.values.get("office_id", home):
                raise ChainOfOthers(table=arrival.table.name, row=arrival.row)


def _check_second_persons(file: File) -> None:
    """No approval in a file is of its own author, whatever the other house let pass."""
    starters = {each.values["id"]: each.values["started_by_id"] for each in file.arrivals["reports"]}
    for table, (reference, reviewed, author, thing) in REVIEWED.items():
        rows = {each.values["id"]: each.values for each in file.arrivals[reviewed]}
        versions = {
            key: (tuple(row[name] for name in thing.split()), row.get("version", 1)) for key, row in rows.items()
        }
        written: dict[Any, dict[int, list[str]]] = {}
        for key, (of, version) in versions.items():
            written.setdefault(of, {}).setdefault(version, []).append(rows[key][author])
        approvals = [each for each in file.arrivals[table] if each.values["verdict"] == "approved"]
        before: dict[Any, list[Arrival]] = {}
        for each in approvals:
            before.setdefault(versions[each.values[reference]][0], []).append(each)
        for each in approvals:
            of, version = versions[each.values[reference]]
            approved = [versions[one.values[reference]][1] for one in before[of] if _stood(one, each)]
            first = {starters.get(of[0]), *reports.authors(version, written[of], approved)}
            if each.values["reviewed_by_id"] in first:
                raise ReviewedByAuthor(table=table, row=each.row)


def _stood(approval: Arrival, later: Arrival) -> bool:
    """Whether an approval stood when a later one was given; both are in one chain."""
    given = approval.entered is not None and later.entered is not None and approval.entered < later.entered
    return given and (approval.withdrawn is None or approval.withdrawn > later.entered)  # type: ignore[operator]
