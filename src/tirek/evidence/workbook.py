"""The cells of a workbook's first sheet, as text; runs in a bounded child process."""

import io
import json
import zipfile

from python_calamine import CalamineWorkbook

from tirek.bounded import Progress
from tirek.evidence.errors import UnreadableSheet

DECLARED_LIMIT = 200 * 1024 * 1024


def rows(content: bytes, *, progress: Progress) -> bytes:
    """This function will give the first sheet as JSON rows of text; sizes are checked as declared before opening.

    Raises `UnreadableSheet`.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(member.file_size for member in archive.infolist()) > DECLARED_LIMIT:
                raise UnreadableSheet
        table = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    except UnreadableSheet:
        raise
    except Exception as fault:  # calamine and zipfile raise a family of their own for damaged files
        raise UnreadableSheet from fault
    return json.dumps([[_text(cell) for cell in row] for row in table]).encode()


def _text(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
