"""A mechanism's workbook back to its files; the cells are read in a bounded child process."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date, datetime
from typing import Any

from tirek.bounded import run_bounded
from tirek.packs.errors import PackRefused
from tirek.packs.folder import MOST_BYTES, file_problems
from tirek.packs.folder_faults import WorkbookUnreadable
from tirek.packs.kinds import Files
from tirek.packs.workbook import files_of_sheets

SECONDS, MEGABYTES = 8, 512
DECLARED = 160 * 1024 * 1024
LARGEST = MOST_BYTES


def read_workbook(name: str, content: bytes) -> Files:
    """This function will give the files of a mechanism from its workbook, as Tirek wrote it or as Excel saved it again.

    Raises `WorkbookUnreadable`, `PackRefused` with names that cannot be, `FileTooCostly`.
    """
    if not content.startswith(b"PK") or len(content) > LARGEST:
        raise WorkbookUnreadable(sheet=name)
    given = run_bounded("tirek.packs.workbook_reading:cells", content, seconds=SECONDS, megabytes=MEGABYTES, name=name)
    try:
        files = files_of_sheets(json.loads(given))
    except ValueError as fault:
        raise WorkbookUnreadable(sheet=str(fault)[:60]) from fault
    if problems := file_problems(files):
        raise PackRefused(name=name, problems=tuple(problems))
    return files


def cells(content: bytes, *, progress: Any, name: str) -> bytes:
    """This function will give every sheet's cells as text, as JSON. Raises `WorkbookUnreadable`."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(member.file_size for member in archive.infolist()) > DECLARED:
                raise WorkbookUnreadable(sheet=name)
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            return json.dumps({sheet: _rows(book, sheet) for sheet in book.sheet_names}).encode()
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as fault:
        raise WorkbookUnreadable(sheet=name) from fault


def _rows(book: Any, sheet: str) -> list[list[str]]:
    """With the blank rows before the data, so that a line keeps its place; without what is empty at the ends."""
    rows = [[_text(cell) for cell in row] for row in book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)]
    for row in rows:
        while row and not row[-1]:
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _text(cell: object) -> str:
    """A number or a day that somebody typed in Excel, as it would be written."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and not (cell.hour or cell.minute or cell.second):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)
