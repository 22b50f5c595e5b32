"""A Combined Delivery Report as CSV or XLSX, read into its lines in a bounded child process. Without Django."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, NamedTuple, TypeVar

from tirek.bounded import gettext_noop as _
from tirek.bounded import run_bounded
from tirek.money.cost_cells import UnreadableCell, account_of, cents_of, currency_of, day_of, end_of_period, text_of
from tirek.money.cost_headings import Headings, headings
from tirek.money.errors import (
    CostReportEmpty,
    CostReportTooLarge,
    NotACostReport,
    NotATable,
    RowsUnreadable,
)
from tirek.money.memory import Memory

MEGABYTES = 25
ROWS = 200_000
NAMED_ROWS = 20
"""How many of the rows that cannot be read are named."""
DECLARED_LIMIT = 400 * 1024 * 1024
ARCHIVE = b"PK\x03\x04"  # how a workbook begins: it is a zip archive
TOTALS = re.compile(r"((grand |sub[ -]?)?totals?|итого|подытог|всего)\b", re.IGNORECASE)
Table = list[list[str]]
Value = TypeVar("Value")


class SheetLine(NamedTuple):
    """One line as it is printed; amounts in whole cents of its currency, the day as ISO 8601."""

    row: int
    activity: str
    fund: str
    account: str
    description: str
    day: str
    currency: str
    amount: int
    commitment: int


class Sheet(NamedTuple):
    """What a report prints: its lines, and the total below them in whole cents (None where there is none)."""

    lines: list[SheetLine]
    total: int | None


def read_sheet(content: bytes, name: str, *, currency: str, begins: date, ends: date) -> Sheet:
    """This function will read a report of the days from `begins` to `ends`; `currency` is that of unmarked amounts.

    Rows of totals are no lines; the last one, with no line after it, is the report's. A total of amounts in several
    currencies is none. If any row cannot be read, none is taken (`RowsUnreadable`). Raises too
    `CostReportTooLarge`, `CostReportEmpty`, `NotATable`, `NotACostReport`, `CostColumnRepeated`, `FileTooCostly`.
    """
    if len(content) > MEGABYTES * 1024 * 1024:
        raise CostReportTooLarge(megabytes=MEGABYTES, rows=ROWS)
    if not content.strip():
        raise CostReportEmpty
    raw = run_bounded(
        "tirek.money.cost_sheet:as_json",
        content,
        seconds=60,
        megabytes=1536,
        name=name[-200:],
        currency=currency,
        begins=begins.isoformat(),
        ends=ends.isoformat(),
    )
    found = json.loads(raw)
    if found["count"]:
        raise RowsUnreadable(problems=found["problems"], count=found["count"])
    return Sheet([SheetLine(*line) for line in found["lines"]], found["total"])


def as_json(content: bytes, *, progress: Any, name: str, currency: str, begins: str, ends: str) -> bytes:
    """This function will be the child's work: lines and problems as JSON."""
    table = _the_sheet(_sheets(content)) if content.startswith(ARCHIVE) else _csv(content)
    found = headings(table)
    if len(table) - found.at - 1 > ROWS:
        raise CostReportTooLarge(megabytes=MEGABYTES, rows=ROWS)
    lines, problems = _Reading(table, found, currency, begins, ends).read()
    if not lines and not problems:
        raise CostReportEmpty
    total = _printed_total(table, found, lines)
    answer = {"lines": lines, "total": total, "problems": problems[:NAMED_ROWS], "count": len(problems)}
    return json.dumps(answer).encode()


def _printed_total(table: Table, found: Headings, lines: list[list[Any]]) -> int | None:
    place, currency = found.places.get("amount", -1), SheetLine._fields.index("currency")
    after = table[lines[-1][0] :] if lines and len({line[currency] for line in lines}) == 1 else []
    totals = [row[place] for row in after if 0 <= place < len(row) and row[place].strip() and _is_total(row)]
    try:
        return cents_of(totals[-1]) if totals else None
    except UnreadableCell:
        return None


def _sheets(content: bytes) -> list[Table]:
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(member.file_size for member in archive.infolist()) > DECLARED_LIMIT:
                raise NotATable
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            names = [sheet.name for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
            sheets = (workbook.get_sheet_by_name(each).to_python(skip_empty_area=False) for each in names)
            return [[[text_of(cell) for cell in row] for row in sheet] for sheet in sheets]
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as fault:
        raise NotATable from fault


def _the_sheet(sheets: list[Table]) -> Table:
    """The only sheet with the columns of a report; the first, where none has them, to say what it lacks."""
    found = []
    for sheet in sheets:
        try:
            headings(sheet)
        except NotACostReport:
            continue
        found.append(sheet)
    if len(found) > 1:
        raise NotATable
    return next(iter(found or sheets), [])


def _csv(content: bytes) -> Table:
    text = _decoded(content)
    if "\0" in text:
        raise NotATable
    top = text.splitlines()[:40]
    delimiter = max(",;\t|", key=lambda each: max((line.count(each) for line in top), default=0))
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as fault:
        raise NotATable from fault


def _decoded(content: bytes) -> str:
    encodings = ("utf-16",) if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1251")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotATable


@dataclass(slots=True)
class _Reading:
    """The reading of one table."""

    table: Table
    headings: Headings
    currency: str
    begins: str
    ends: str

    def read(self) -> tuple[list[list[Any]], list[tuple[int, str, str]]]:
        """Day first, as the house writes it; month first where only that makes every day one of the report."""
        lines, problems = self._read(month_first=False)
        if any(what in _DAYS for _, what, _ in problems):
            other = self._read(month_first=True)
            if len(other[1]) < len(problems):
                return other
        return lines, problems

    def _read(self, *, month_first: bool) -> tuple[list[list[Any]], list[tuple[int, str, str]]]:
        lines: list[list[Any]] = []
        problems: list[tuple[int, str, str]] = []
        read = self._row_reader(month_first)
        for number, row in enumerate(self.table[self.headings.at + 1 :], start=self.headings.at + 2):
            try:
                line = read(row)
            except _Problem as problem:
                problems.append((number, problem.what, problem.cell[:60]))
            else:
                if line is not None:
                    lines.append([number, *line])
        return lines, problems

    def _row_reader(self, month_first: bool) -> Callable[[list[str]], list[Any] | None]:
        """What reads one row. Cells repeat down a report: each is read once and remembered."""
        places = self.headings.places
        dated = "day" in places
        when = Memory(partial(self._day, month_first) if dated else self._end_of_period)
        account, currency = Memory(_reader(account_of, _NO_ACCOUNT)), Memory(_reader(currency_of, _NO_CURRENCY))
        amount = Memory(_reader(_amount_of, _NO_NUMBER))
        dates = ("day",) if dated else ("year", "period")
        columns = (*dates, "account", "amount", "commitment", "currency", "activity", "fund", "description")
        take = [places.get(column, -1) for column in columns]
        unmarked, width = self.currency, len(dates)

        def read(row: list[str]) -> list[Any] | None:
            size = len(row)
            cells = [row[place].strip() if 0 <= place < size else "" for place in take]
            printed, spent, promised, marked, activity, fund, description = cells[width:]
            if not printed and (not any(cell.strip() for cell in row) or (not (dated and cells[0]) and _is_total(row))):
                return None
            day = when[tuple(cells[:width])]
            if not spent and not promised:
                raise _Problem(_NO_AMOUNT, "")
            return [
                activity[:40],  # a code, or a code and a title: the code stands first, and the file is kept
                fund[:20],
                account[printed],
                description,
                day,
                currency[marked] if marked else unmarked,
                amount[spent],
                amount[promised],
            ]

        return read

    def _day(self, month_first: bool, cells: tuple[str, ...]) -> str:
        (text,) = cells
        return self._within(_reader(partial(day_of, month_first=month_first), _NO_DAY)(text))

    def _end_of_period(self, cells: tuple[str, ...]) -> str:
        year, period = cells
        try:
            day = end_of_period(year, period)
        except UnreadableCell as fault:
            raise _Problem(_NO_DAY, " ".join(cells)) from fault
        return self._within(_not_after(day, date.fromisoformat(self.ends)))

    def _within(self, day: date) -> str:
        found = day.isoformat()
        if not self.begins <= found <= self.ends:
            raise _Problem(_OUTSIDE, found)
        return found


def _not_after(day: date, last: date) -> date:
    """The end of a month that a report leaves before it is over is the report's own."""
    return last if (day.year, day.month) == (last.year, last.month) and day > last else day


def _is_total(row: Sequence[str]) -> bool:
    """Whether a row without an account is a sum; one with a day of its own is a line, whatever its words are."""
    return any(TOTALS.match(cell.strip(" :.")) for cell in row)


_NO_DAY = _("“%(cell)s” is no day.")
_OUTSIDE = _("%(cell)s lies outside the days of the report.")
_NO_AMOUNT = _("There is no amount.")
_NO_ACCOUNT = _("“%(cell)s” is no account.")
_NO_CURRENCY = _("“%(cell)s” is no currency.")
_NO_NUMBER = _("“%(cell)s” is no amount.")
_DAYS = (_NO_DAY, _OUTSIDE)


class _Problem(Exception):
    def __init__(self, what: str, cell: str) -> None:
        super().__init__(what)
        self.what = what
        self.cell = cell


def _reader(read: Callable[[str], Value], what: str) -> Callable[[str], Value]:
    """What reads a cell, and says what is wrong with one that it cannot read."""

    def reading(text: str) -> Value:
        try:
            return read(text)
        except UnreadableCell as fault:
            raise _Problem(what, text) from fault

    return reading


def _amount_of(text: str) -> int:
    """An amount in cents; a dash is none."""
    return cents_of(text) if text.strip("-–— ") else 0
