"""A mechanism as an Excel workbook: a sheet a file, text in every cell, and from it the same files again. Pure.

A table is a sheet with its columns. Another text is a sheet with a line in each row: lines that are rows of a Markdown
table, as forms are written, are spread over cells, with a bar in the first one. Whatever would not come back byte by
byte that way lies on the sheet “bytes”. The sheet “files” says which sheet is which file, and where it lies.
"""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import xlsxwriter

from tirek.packs.kinds import TABLES, Files, is_text, kind_of
from tirek.packs.tables import read_table, write_table

FILES, BYTES = "files", "bytes"
FORMAT = "tirek mechanism 1"
HEADINGS = ("sheet", "file", "what")
LONGEST = 16_000  # letters of a cell: Excel has room for 32,767 halves of a letter
PIECE = 30_000
MOST_ROWS = 100_000
HARD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]|_x[0-9a-fA-F]{4}_|[\U0001fffe\U0001ffff]")
SHEET_NAME = re.compile(r"[^\w .-]")
BAR = "|"

Rows = list[list[str]]


def write_workbook(files: Files) -> bytes:
    """This function will write the files of a mechanism as a workbook whose cells are all text."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold = book.add_format({"bold": True, "bg_color": "#DDE7E4"})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    index = book.add_worksheet(FILES)
    names = {FILES, BYTES}
    about: Rows = [[FORMAT, "", ""], list(HEADINGS)]
    pieces: Rows = []
    for path in sorted(files):
        what, rows = told(path, bytes(files[path]))
        sheet_name = BYTES
        if what == BYTES:
            pieces += [[path, row[0]] for row in rows]
        else:
            sheet_name = _sheet_name(path, names)
            _write(book.add_worksheet(sheet_name), rows, bold if what == "table" else None, wrap)
        about.append([sheet_name, path, what])
    _write(index, about, bold, None)
    _write(book.add_worksheet(BYTES), pieces, None, None)
    book.close()
    return out.getvalue()


def _sheet_name(path: str, names: set[str]) -> str:
    """The name of the file, made short enough and different from the others, whatever the size of its letters."""
    stem = SHEET_NAME.sub("-", path.rpartition("/")[2])[:24].strip("'") or "file"
    name, number = stem, 1
    while name.casefold() in {each.casefold() for each in names}:
        number += 1
        name = f"{stem} {number}"
    names.add(name)
    return name


def _write(sheet: Any, rows: Rows, first: Any, others: Any) -> None:
    sheet.freeze_panes(1 if first else 0, 0)
    width = max(map(len, rows), default=1)
    sheet.set_column(0, max(width - 1, 0), 28)
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            if cell:
                sheet.write_string(number, place, cell, first if number == 0 else others)


def told(path: str, content: bytes) -> tuple[str, Rows]:
    """This function will give a file as rows of cells, and how: as a table, as lines, or as the bytes that it is."""
    if is_text(path):
        for what, way in (("table", _as_table), ("lines", _as_lines)):
            if what == "table" and kind_of(path) not in TABLES:
                continue
            rows = way(content)
            if rows is not None and _fits(rows) and untold(what, _trimmed(rows)) == content:
                return what, rows
    text = base64.b64encode(content).decode()
    return BYTES, [[text[start : start + PIECE]] for start in range(0, len(text), PIECE)] or [[""]]


def untold(what: str, rows: Rows) -> bytes:
    """This function will give the file that rows of cells stand for. Raises ValueError."""
    if what == "table":
        headings = rows[0] if rows else []
        while headings and not headings[-1]:
            headings = headings[:-1]
        cells = [row[: len(headings)] for row in rows[1:]]
        if any(any(row[len(headings) :]) for row in rows[1:]):
            raise ValueError("cells without a heading")
        return write_table(headings, (dict(zip(headings, row, strict=False)) for row in cells if any(row))).encode()
    if what == "lines":
        return "".join(f"{line}\n" for line in _lines(rows)).encode()
    return base64.b64decode("".join(row[0] for row in rows if row), validate=True)


def _as_table(content: bytes) -> Rows | None:
    try:
        table = read_table(content.decode())
    except ValueError:
        return None
    return [list(table.headings), *([row[heading] for heading in table.headings] for row in table.rows)]


def _as_lines(content: bytes) -> Rows | None:
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return None
    rows: Rows = []
    width = 0
    for line in text.removesuffix("\n").split("\n"):
        cells = _cells(line)
        if cells is None:
            width = 0
            rows.append([line])
            continue
        width = width or len(cells)
        spread = len(cells) == width and _row(cells) == line
        rows.append([BAR, *cells] if spread else [line])
    return rows


def _cells(line: str) -> list[str] | None:
    if not line.startswith("|") or not line.endswith("|") or len(line) < 3:
        return None
    return [cell.strip(" ") for cell in re.split(r"(?<!\\)\|", line[1:-1])]


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _lines(rows: Rows) -> Iterator[str]:
    """Each line; the first row of a Markdown table says how many cells its rows have."""
    width = 0
    for row in rows:
        first, rest = (row[0], row[1:]) if row else ("", [])
        if first == BAR:
            while rest and not rest[-1] and len(rest) > width:
                rest = rest[:-1]
            width = width or len(rest)
            yield _row([*rest, *[""] * (width - len(rest))])
        else:
            width = width if _cells(first) is not None else 0
            if any(rest):
                raise ValueError("cells beside a line")
            yield first


def _trimmed(rows: Rows) -> Rows:
    """Rows as a workbook gives them back: nothing empty at their ends, and none at the end."""
    kept = [row[: max((place for place, cell in enumerate(row, start=1) if cell), default=0)] for row in rows]
    while kept and not kept[-1]:
        kept.pop()
    return kept


def _fits(rows: Rows) -> bool:
    return len(rows) <= MOST_ROWS and not any(len(cell) > LONGEST or HARD.search(cell) for row in rows for cell in row)


def files_of_sheets(sheets: Mapping[str, Rows]) -> dict[str, bytes]:
    """This function will give the files that a workbook's sheets stand for. Raises ValueError with a sheet's name."""
    about = sheets.get(FILES, [])
    if len(about) < 2 or about[0][:1] != [FORMAT]:
        raise ValueError(FILES)
    files: dict[str, bytes] = {}
    for row in about[2:]:
        if not any(row):
            continue
        sheet, path, what = (*row, "", "", "")[:3]
        if path in files or what not in ("table", "lines", BYTES) or (what != BYTES and sheet not in sheets):
            raise ValueError(FILES)
        pieces = [each[1:2] for each in sheets.get(BYTES, []) if each[:1] == [path]]
        rows = pieces if what == BYTES else sheets[sheet]
        try:
            files[path] = untold(what, rows)
        except ValueError as fault:
            raise ValueError(sheet) from fault
    return files
