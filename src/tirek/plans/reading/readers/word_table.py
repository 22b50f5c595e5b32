"""The rows of a Word table on one grid, so that a cell keeps its column whatever was merged or nudged around it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl

NEAR = 120  # twentieths of a point (2 mm): column edges this close are one edge, drawn by an unsteady hand
MOST_COLUMNS = 200


def rows_of(table: CT_Tbl) -> list[list[Any | None]]:
    """This function will give the cells (`w:tc`) of each row, None where no cell begins: it is merged into another."""
    placed = [list(_placed(row)) for row in _rows(table)]
    columns = _columns(table, [{start for start, _ in row} for row in placed])
    rows = []
    for row in placed:
        cells: list[Any | None] = [None] * (max(columns.values(), default=-1) + 1)
        for start, cell in row:
            column = columns[start]
            if cells[column] is None and not _is_continued(cell):
                cells[column] = cell
        rows.append(cells)
    return rows


def _rows(table: CT_Tbl) -> Iterator[Any]:
    for child in table.iter(qn("w:tr")):
        owner = next(above for above in child.iterancestors() if above.tag == qn("w:tbl"))
        if owner is table and child.find(f"{qn('w:trPr')}/{qn('w:del')}") is None:
            yield child


def _placed(row: Any) -> Iterator[tuple[int, Any]]:
    """This function will give the cells of a row with the column of the grid at which each begins."""
    at = _number(row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}"), 0)
    for cell in row.iter(qn("w:tc")):
        if next(above for above in cell.iterancestors() if above.tag == qn("w:tr")) is not row:
            continue
        if at >= MOST_COLUMNS:
            return
        yield at, cell
        at += _number(cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}"), 1)


def _columns(table: CT_Tbl, rows: list[set[int]]) -> dict[int, int]:
    """This function will number the columns at which cells begin.

    Edges that are all but the same count once, unless some row has a cell at either.
    """
    widths = [int(float(column.get(qn("w:w")) or 0)) for column in table.iter(qn("w:gridCol"))]
    edges = [0, *accumulate(widths)]
    columns: dict[int, int] = {}
    same: list[int] = []
    for start in sorted(set().union(*rows)):
        near = bool(same) and start < len(edges) and any(widths) and edges[start] - edges[same[0]] <= NEAR
        if not near or any(start in row and row & set(same) for row in rows):
            same = []
        same.append(start)
        columns[start] = columns[same[0]] if len(same) > 1 else max(columns.values(), default=-1) + 1
    return columns


def _is_continued(cell: Any) -> bool:
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return merge is not None and merge.get(qn("w:val"), "continue") == "continue"


def _number(element: Any | None, default: int) -> int:
    if element is None:
        return default
    return min(max(int(element.get(qn("w:val")) or default), default), MOST_COLUMNS)
