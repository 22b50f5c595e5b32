"""The cells of a workbook's sheets, as text; runs in a bounded child process."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

from tirek.evidence.errors import UnreadableSheet

DECLARED_LIMIT = 200 * 1024 * 1024


def sheets(content: bytes, *, progress: Any, name: str) -> bytes:
    """This function will give each sheet as JSON rows of text; sizes are checked as declared before opening.

    A formula counts for what it came to when the workbook was saved. Raises `UnreadableSheet`.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(member.file_size for member in archive.infolist()) > DECLARED_LIMIT:
                raise UnreadableSheet
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            return json.dumps([_table(workbook, sheet.name) for sheet in _worksheets(workbook)]).encode()
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as fault:
        raise UnreadableSheet from fault


def _worksheets(workbook: CalamineWorkbook) -> list[Any]:
    return [sheet for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]


def _table(workbook: CalamineWorkbook, name: str) -> list[list[str]]:
    """With the blank rows before the data, so that a row keeps its number."""
    return [[_text(cell) for cell in row] for row in workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)]


def _text(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
