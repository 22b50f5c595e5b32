"""The rows of a mechanism's tables, held against the columns that they must have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from tirek.packs.content_faults import CellMissing, ColumnsOther
from tirek.packs.pack import Pack
from tirek.packs.rule_faults import IdMalformed
from tirek.refusals import Problem

_ID: Final = re.compile(r"[a-z][a-z0-9-]{0,59}")


class Row(NamedTuple):
    """A row by the names of its columns; `number` is that which a program for tables shows."""

    number: int
    cells: dict[str, str]


def rows_of(pack: Pack, path: str, columns: Sequence[str], needed: Sequence[str]) -> Iterator[Row | Problem]:
    """This function will give the rows of a table, and a problem for what of columns, cells and ids is wrong."""
    table = pack.table(path)
    if table.headings != tuple(columns):
        if table.headings:
            found, wanted = ", ".join(table.headings), ", ".join(columns)
            yield Problem(ColumnsOther(found=found, wanted=wanted), path, row=1)
        return
    for number, row in enumerate(table.rows, start=2):
        cells = {column: cell.strip() for column, cell in row.items()}
        for column in needed:
            if not cells[column]:
                yield Problem(CellMissing(), path, row=number, column=column)
        if cells["id"] and not _ID.fullmatch(cells["id"]):
            yield Problem(IdMalformed(text=cells["id"][:100]), path, row=number, column="id")
        yield Row(number, cells)
