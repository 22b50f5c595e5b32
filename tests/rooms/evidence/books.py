"""Workbooks for the tests: as Excel writes them, and as nobody should."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence

import xlsxwriter

HEADINGS = ("person", "sex", "unit", "region", "role")
GOOD = ("KZ-7F3K2", "female", "Police Department", "KZ-71", "inspector")


def workbook(*sheets: Iterable[Sequence[object]], first_row: int = 0) -> bytes:
    """A workbook with these sheets of rows; a text that begins with = is a formula, which came to nothing yet."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        for number, rows in enumerate(sheets):
            sheet = book.add_worksheet(f"Sheet {number}")
            for at, row in enumerate(rows, start=first_row):
                sheet.write_row(at, 0, row)
    return file.getvalue()


def calculated(formula: str, came_to: str) -> bytes:
    """A workbook whose person is a formula that came to a text when it was saved."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADINGS)
        sheet.write_row(1, 0, GOOD)
        sheet.write_formula(1, 0, formula, None, came_to)
    return file.getvalue()


def changed(content: bytes, member: str, text: bytes) -> bytes:
    """A workbook with another text in one of its members."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, text if name == member else old.read(name))
    return file.getvalue()


def bomb(megabytes: int) -> bytes:
    """A workbook whose first sheet unfolds to so many megabytes of blanks."""
    return changed(workbook([HEADINGS, GOOD]), "xl/worksheets/sheet1.xml", b" " * megabytes * 1024 * 1024)


def wide() -> bytes:
    """A small workbook with one cell in the last corner of its sheet: if all are laid out, 17 thousand million."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADINGS)
        sheet.write(1_048_575, 16_383, "here")
    return file.getvalue()
