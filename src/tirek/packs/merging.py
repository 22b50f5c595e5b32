"""A change of ours and the next release put together; where both changed one thing, a person decides. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from merge3 import Merge3

from tirek.packs.kinds import TABLES, Files, is_text, kind_of
from tirek.packs.tables import IDENTITY, Table, read_table, write_table

Side = Literal["ours", "theirs"]
Taken = Mapping[tuple[str, int], Side]
"""Which side a person took, by file and row; row 0 is the whole file."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """One thing that both changed. `row` is that of our file, past its end where we have none, 0 for all of it."""

    file: str
    row: int
    column: str
    base: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of it: the files, complete only where there is no conflict."""

    files: Mapping[str, bytes]
    conflicts: tuple[Conflict, ...]


def merge(base: Files, ours: Files, theirs: Files, taken: Taken) -> Merged:
    """This function will merge three states of a mechanism: tables by cell, texts by line, other files whole."""
    files: dict[str, bytes] = {}
    conflicts: list[Conflict] = []
    for path in sorted({*base, *ours, *theirs}):
        said = _file(path, _bytes(base.get(path)), _bytes(ours.get(path)), _bytes(theirs.get(path)), taken)
        if isinstance(said, list):
            conflicts += said
        elif said is not None:
            files[path] = said
    return Merged(files, tuple(conflicts))


def _bytes(content: bytes | memoryview | None) -> bytes | None:
    return None if content is None else bytes(content)


def _file(
    path: str, base: bytes | None, ours: bytes | None, theirs: bytes | None, taken: Taken
) -> bytes | list[Conflict] | None:
    if ours in (theirs, base):
        return theirs
    if theirs == base:
        return ours
    if side := taken.get((path, 0)):
        return ours if side == "ours" else theirs
    if ours is None or theirs is None or not is_text(path):
        return [Conflict(path, 0, "", *(_whole(path, each) for each in (base, ours, theirs)))]
    texts = (base or b"").decode(), ours.decode(), theirs.decode()
    if kind_of(path) in TABLES and (tables := _tables(path, texts)):
        return _table(path, *tables, taken)
    return _text(path, *texts, taken)


def _whole(path: str, content: bytes | None) -> str:
    if content is None:
        return "—"
    return content.decode() if is_text(path) and len(content) < 500 else f"{len(content)} bytes"


def _text(path: str, base: str, ours: str, theirs: str, taken: Taken) -> bytes | list[Conflict]:
    lines = [each.splitlines(keepends=True) for each in (base, ours, theirs)]
    merged: list[str] = []
    conflicts = []
    for what, *at in Merge3(lines[0], lines[1], lines[2]).merge_regions():
        if what != "conflict":
            source = {"unchanged": 0, "same": 1, "a": 1, "b": 2}[what]
            merged += lines[source][at[0] : at[1]]
            continue
        parts = [lines[side][at[2 * side] : at[2 * side + 1]] for side in range(3)]
        row = at[2] + 1
        if side := taken.get((path, row)):
            merged += parts[1 if side == "ours" else 2]
        else:
            conflicts.append(Conflict(path, row, "", *("".join(part) for part in parts)))
    return conflicts or "".join(merged).encode()


Keyed = Mapping[tuple[str, ...], Mapping[str, str]]


def _tables(path: str, texts: tuple[str, str, str]) -> tuple[Table, Table, Table] | None:
    """The three as tables whose rows can be told apart; None where they cannot, and lines must do."""
    try:
        tables = [read_table(text) for text in texts]
    except ValueError:
        return None
    identity = IDENTITY[kind_of(path)]
    for table in tables:
        if table.headings != tables[1].headings or not set(identity) <= set(table.headings):
            return None
        if len(_keyed(path, table)) != len(table.rows):
            return None
    return tables[0], tables[1], tables[2]


def _keyed(path: str, table: Table) -> dict[tuple[str, ...], Mapping[str, str]]:
    identity = IDENTITY[kind_of(path)]
    return {tuple(row[heading] for heading in identity): row for row in table.rows}


def _table(path: str, base: Table, ours: Table, theirs: Table, taken: Taken) -> bytes | list[Conflict]:
    sides = [_keyed(path, each) for each in (base, ours, theirs)]
    mine, new = list(sides[1]), list(sides[2])
    rows, conflicts = [], []
    for key in _ordered(mine, new):
        row = mine.index(key) + 2 if key in sides[1] else len(mine) + 2 + (new.index(key) if key in sides[2] else 0)
        was, ours_now, theirs_now = (each.get(key) for each in sides)
        found = list(_row(path, row, ours.headings, was, ours_now, theirs_now, taken))
        conflicts += [each for each in found if isinstance(each, Conflict)]
        rows += [each for each in found if not isinstance(each, Conflict)]
    return conflicts or write_table(ours.headings, rows).encode()


def _ordered(mine: list[tuple[str, ...]], new: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Theirs in their order; what only we have, behind the row that it stands behind here."""
    order = list(new)
    for number, key in enumerate(mine):
        if key not in order:
            before = next((each for each in reversed(mine[:number]) if each in order), None)
            order.insert(order.index(before) + 1 if before else 0, key)
    return order


Row = Mapping[str, str] | None


def _row(
    path: str, number: int, headings: tuple[str, ...], base: Row, ours: Row, theirs: Row, taken: Taken
) -> Iterator[Mapping[str, str] | Conflict]:
    """The merged row, nothing where it is gone, or every cell that both changed."""
    side = taken.get((path, number))
    if ours in (theirs, base) or (theirs != base and side == "theirs" and (ours is None or theirs is None)):
        kept = theirs
    elif theirs == base or (side == "ours" and (ours is None or theirs is None)):
        kept = ours
    elif ours is None or theirs is None:
        yield Conflict(path, number, "", *(", ".join(each.values()) if each else "—" for each in (base, ours, theirs)))
        return
    else:
        yield from _cells(path, number, headings, base or {}, ours, theirs, side)
        return
    if kept is not None:
        yield kept


def _cells(
    path: str,
    number: int,
    headings: tuple[str, ...],
    base: Mapping[str, str],
    ours: Mapping[str, str],
    theirs: Mapping[str, str],
    side: Side | None,
) -> Iterator[Mapping[str, str] | Conflict]:
    merged, conflicts = {}, []
    for heading in headings:
        was, mine, new = base.get(heading), ours[heading], theirs[heading]
        if mine in (new, was):
            merged[heading] = new
        elif new == was:
            merged[heading] = mine
        elif side:
            merged[heading] = mine if side == "ours" else new
        else:
            conflicts.append(Conflict(path, number, heading, was or "", mine, new))
    if conflicts:
        yield from conflicts
    else:
        yield merged
