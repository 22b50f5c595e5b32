"""A programme as an Excel workbook: a sheet a table, text in every cell, and the way back from cells to values. Pure.

What is too long for a cell, files among it, lies in pieces on the sheet “long”. A column “… (in words)” names the row
that the column before it refers to; it is for readers and is not read back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any, Protocol

import xlsxwriter

from tirek.exchange.errors import TooManyRows
from tirek.exchange.shape import FORMAT, VERSION, text

LONG, ABOUT = "long", "about"
CELL, PIECE = 32_000, 16_000
"""How many letters a cell is given, and a piece where letters may count twice (Excel: 32,767 UTF-16 units)."""
WORDS = " (in words)"
HARD = re.compile("[\\\\\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\U0001fffe\U0001ffff]")
EMPTY, ELSEWHERE = "\\-", "\\long:"


class Sheet(Protocol):
    """What is written of a table: its name, its columns with their kinds, its rows, and then their digest."""

    name: str
    columns: dict[str, str]
    count: int

    @property
    def sha256(self) -> str: ...

    def __iter__(self) -> Iterator[dict[str, Any]]: ...


class Words(Protocol):
    """What names rows to a reader: columns that refer to rows, and the words for the row of a key."""

    def refers(self, table: str) -> Mapping[str, str]: ...

    def keep(self, table: str, row: dict[str, Any]) -> None: ...

    def say(self, target: str, key: str) -> str: ...


class _Book:
    def __init__(self, stream: IO[bytes], words: Words) -> None:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = xlsxwriter.Workbook(stream, options)
        self._bold = self._book.add_format({"bold": True, "bg_color": "#DDE7E4"})
        self._words = words
        self._texts = self._pieces = 0
        self.about = self._sheet(ABOUT, ("what", "value"))
        self.long = self._sheet(LONG, ("number", "piece"))

    def _sheet(self, name: str, headings: Iterable[str]) -> Any:
        sheet = self._book.add_worksheet(name)
        sheet.freeze_panes(1, 1)
        for place, heading in enumerate(headings):
            sheet.set_column(place, place, 38 if heading == "id" else 22)
            sheet.write_string(0, place, heading, self._bold)
        return sheet

    def part(self, part: Sheet) -> None:
        refers = self._words.refers(part.name)
        headings = [each for name in part.columns for each in ((name, name + WORDS) if name in refers else (name,))]
        sheet = self._sheet(part.name, headings)
        for row in part:
            self._words.keep(part.name, row)
            place = 0
            for name, kind in part.columns.items():
                self._write(sheet, part.count, place, cell(row[name], kind))
                place += 1
                if name in refers:
                    said = self._words.say(refers[name], row[name]) if row[name] else ""
                    self._write(sheet, part.count, place, escaped(said[:200]))
                    place += 1

    def _write(self, sheet: Any, row: int, place: int, content: str) -> None:
        if len(content) > (CELL if content.isascii() else PIECE):
            content = self._elsewhere(content)
        if content and sheet.write_string(row, place, content):
            raise TooManyRows

    def _elsewhere(self, content: str) -> str:
        size = CELL if content.isascii() else PIECE
        self._texts += 1
        for start in range(0, len(content), size):
            self._pieces += 1
            self._write(self.long, self._pieces, 0, str(self._texts))
            self._write(self.long, self._pieces, 1, content[start : start + size])
        return f"{ELSEWHERE}{self._texts}"

    def close(self, about: Mapping[str, str]) -> None:
        for row, (name, value) in enumerate(about.items(), start=1):
            self.about.write_string(row, 0, name)
            self.about.write_string(row, 1, value)
        self._book.close()


def write(stream: IO[bytes], code: str, parts: Iterable[Sheet], words: Words) -> None:
    """This function will write a programme as a workbook, its rows never all in memory."""
    book = _Book(stream, words)
    about = {"format": FORMAT, "version": str(VERSION), "programme": code}
    for part in parts:
        book.part(part)
        about |= {f"rows of {part.name}": str(part.count), f"sha256 of {part.name}": part.sha256}
    book.close(about)


def cell(value: Any, kind: str) -> str:
    """This function will write a value as the text of a cell: nothing is empty, and so is the empty text."""
    if value is None:
        return ""
    if value == "" and kind == "text?":
        return EMPTY
    if kind.startswith("text"):
        return escaped(value)
    return escaped(text(value))


def escaped(content: str) -> str:
    """This function will write what a cell cannot hold, and the backslash itself, as JSON would: `\\u0007`."""
    return HARD.sub(lambda found: "\\\\" if found[0] == "\\" else f"\\U{ord(found[0]):08x}", content)


def plain(content: str) -> str:
    """This function will give back what was escaped. Raises ValueError for what `escaped` never writes."""
    return re.sub(r"\\(\\|U[0-9a-f]{8}|.|$)", _unescaped, content, flags=re.DOTALL)


def _unescaped(found: re.Match[str]) -> str:
    if found[1] == "\\":
        return "\\"
    if len(found[1]) == 9:
        return chr(int(found[1][1:], 16))
    raise ValueError(found[0])


def value_of(content: str, kind: str, pieces: Mapping[str, str]) -> Any:
    """This function will give the value that a cell holds. Raises ValueError, KeyError for pieces that are missing."""
    if content.startswith(ELSEWHERE):
        content = pieces[content[len(ELSEWHERE) :]]
    if kind.endswith("?") and content in ("", EMPTY):
        return "" if content == EMPTY else None
    if kind.startswith("text"):
        return plain(content)
    return json.loads(plain(content))
