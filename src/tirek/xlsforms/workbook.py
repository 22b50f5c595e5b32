"""A form written as a workbook, read without running, computing or unfolding anything that it should not have."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

from tirek.refusals import Problem, Refusal
from tirek.xlsforms.errors import (
    FormFileBomb,
    FormFileDamaged,
    FormFileEncrypted,
    FormFileHasMacros,
    FormFileOfAnotherKind,
    FormTooLong,
)
from tirek.xlsforms.sheet_faults import FormulasTaken, FormulaWithoutValue, SheetTwice
from tirek.xlsforms.sheets import NAMES, OTHER_ROWS, ROWS, Sheet, Sheets, sheet_of

ARCHIVE = b"PK\x03\x04"  # an .xlsx is a zip archive
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # an .xls, and whatever Office encrypted, is a compound file
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
DECLARED_LIMIT = 64 * 1024 * 1024
MEMBERS = 1_000
BLANK_ROWS = 100
"""More rows than this below the last one allowed are not even looked at."""

OUTSIDE = re.compile(r"(^|[/\\])\.\.([/\\]|$)|^[/\\]|^[A-Za-z]:|\x00")
"""Names of parts that lead out of the archive."""
DECLARATIONS = tuple(text.encode(encoding) for text in ("<!DOCTYPE", "<!ENTITY") for encoding in ("utf-8", "utf-16-le"))
PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
FORMULA = re.compile(rb"<(\w+:)?f[ >/]")


def workbook_sheets(content: bytes) -> tuple[Sheets, list[Problem], list[Problem]]:
    """This function will read the sheets of a form: with them what is wrong, and what is only to be said.

    A formula is never computed: its saved value is taken and said, and where none was saved it is a fault.
    Raises a `Refusal` of `errors` where the file is no workbook, or one that no form should be.
    """
    computed = _check_archive(content) if content.startswith(ARCHIVE) else False
    if content.startswith(COMPOUND) and ENCRYPTED in content:
        raise FormFileEncrypted
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            names = [sheet.name for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
            found = dict(_forms_own(names))
            tables = {own: _table(book, own, name) for own, name in found.items()}
    except PasswordError as fault:
        raise FormFileEncrypted from fault
    except (CalamineError, OSError, ValueError, OverflowError) as fault:
        raise FormFileDamaged from fault
    except BaseException as fault:
        if isinstance(fault, Refusal | MemoryError) or type(fault).__name__ != "PanicException":
            raise
        raise FormFileDamaged from fault  # the reader is Rust: it gives up on what it never expected
    twice = [name for name in names if name.lower() in found and name != found[name.lower()]]
    problems = [Problem(SheetTwice(wanted=name), sheet=name) for name in twice]
    said: list[Problem] = []
    sheets: dict[str, Sheet] = {}
    for own, table in tables.items():
        at = next((at for at, row in enumerate(table) if any(row)), 0)
        headings = table[at] if table else []
        sheets[own] = sheet_of(own, headings, at + 1, enumerate(table[at + 1 :], start=at + 2))
        for problem in _formulas(content, found[own], own, headings) if computed else ():
            (said if isinstance(problem.refusal, FormulasTaken) else problems).append(problem)
    return sheets, problems, said


def _forms_own(names: list[str]) -> Iterator[tuple[str, str]]:
    """The sheets that XLSForm knows, however their names are written; the only sheet is the survey."""
    if len(names) == 1 and names[0].lower() not in NAMES:
        yield "survey", names[0]
    for name in reversed(names):
        if name.lower() in NAMES:
            yield name.lower(), name


def _check_archive(content: bytes) -> bool:
    """Whether anything in the archive is computed. Looks at what it says of itself before anything is unfolded."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            names = {member.filename for member in members}
            if len(members) > MEMBERS or sum(member.file_size for member in members) > DECLARED_LIMIT:
                raise FormFileBomb
            if any(OUTSIDE.search(name) for name in names) or len(names) != len(members):
                raise FormFileBomb
            if any(name.endswith("vbaProject.bin") for name in names):
                raise FormFileHasMacros
            if "xl/workbook.xml" not in names:
                raise FormFileOfAnotherKind
            if any(member.flag_bits & 1 for member in members):
                raise FormFileEncrypted
            parts = [_computed(archive, name) for name in names if name.endswith((".xml", ".rels"))]
            return any(parts)
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, zlib.error) as fault:
        raise FormFileDamaged from fault


def _computed(archive: zipfile.ZipFile, name: str) -> bool:
    part = archive.read(name)
    if any(each in part for each in DECLARATIONS):
        raise FormFileBomb
    return name.startswith("xl/worksheets/") and bool(FORMULA.search(part))


def _table(book: CalamineWorkbook, own: str, name: str) -> list[list[str]]:
    limit = ROWS.get(own, OTHER_ROWS)
    sheet = book.get_sheet_by_name(name)
    if sheet.total_height > limit + BLANK_ROWS:
        raise FormTooLong(limit=limit)
    return [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]


def _text(cell: object) -> str:
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat() if cell.time() != time() else cell.date().isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell).replace("\u00a0", " ").strip()


def _formulas(content: bytes, name: str, own: str, places: list[str]) -> Iterator[Problem]:
    """What is computed in a sheet: each cell without a saved value is a fault, the others are said by column."""
    taken: dict[str, list[int]] = {}
    for row, column, valued in _computed_cells(content, name):
        heading = places[column] if column < len(places) else ""
        if heading and valued:
            taken.setdefault(heading, []).append(row)
        elif heading:
            yield Problem(FormulaWithoutValue(), sheet=own, row=row, column=heading)
    for heading, rows in taken.items():
        yield Problem(FormulasTaken(count=len(rows)), sheet=own, row=rows[0], column=heading)


def _computed_cells(content: bytes, name: str) -> Iterator[tuple[int, int, bool]]:
    """Row, column (from 0) of each cell with a formula, and whether its value was saved."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        try:
            book, links = (_tree(archive, part) for part in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"))
            sheet = next(each for each in book.iter("{*}sheet") if each.get("name") == name)
            link = next(value for key, value in sheet.attrib.items() if str(key).endswith("}id"))
            target = next(each.get("Target", "") for each in links.iter("{*}Relationship") if each.get("Id") == link)
            part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target!s}")
            for cell in _tree(archive, part).iter("{*}c"):
                place = PLACE.fullmatch(cell.get("r", ""))
                if place and cell.find("{*}f") is not None:
                    value = cell.findtext("{*}v") or cell.findtext("{*}is/{*}t")
                    yield int(place[2]), _column(place[1]), bool(value and value.strip())
        except (etree.XMLSyntaxError, KeyError, StopIteration) as fault:
            raise FormFileDamaged from fault


def _tree(archive: zipfile.ZipFile, part: str) -> etree._Element:
    return etree.fromstring(archive.read(part), etree.XMLParser(resolve_entities=False, no_network=True))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
