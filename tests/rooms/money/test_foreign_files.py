"""Cost reports as other programs write them: every encoding, separator and way to print an amount, and broken ones."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rooms.money.books import HEADINGS, printed, sheet
from tirek.money.cost_sheet import SheetLine, as_json, read_sheet
from tirek.money.errors import CostReportEmpty, NotACostReport, NotATable, RowsUnreadable
from tirek.refusals import Refusal

SPAN: dict[str, Any] = {"currency": "USD", "begins": date(2022, 7, 1), "ends": date(2022, 9, 30)}
RUSSIAN = ("Мероприятие", "Фонд", "Донор", "Счёт", "Описание", "Дата", "Валюта", "Расходы", "Обязательства")
ENCODINGS = ("utf-8", "utf-8-sig", "cp1251", "utf-16")
SEPARATORS = (",", ";", "\t", "|")


def grouped(cents: int, thousands: str, point: str) -> str:
    return f"{abs(cents) / 100:,.2f}".translate({ord(","): thousands, ord("."): point})


def minus(text: str, negative: bool, sign: str) -> str:
    return (
        {"-": f"-{text}", "()": f"({text})", "after": f"{text}-", "long": f"\u2212{text}"}[sign] if negative else text
    )


WAYS: dict[str, Callable[[int], str]] = {
    "1234.50": lambda cents: f"{abs(cents) // 100}.{abs(cents) % 100:02d}",
    "1,234.50": lambda cents: grouped(cents, ",", "."),
    "1 234.50": lambda cents: grouped(cents, " ", "."),
    "1 234,50": lambda cents: grouped(cents, " ", ","),
    "1\u00a0234,50": lambda cents: grouped(cents, "\u00a0", ","),
    "1.234,50": lambda cents: grouped(cents, ".", ","),
}
AMOUNTS = st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=8)


def file(rows: Sequence[Sequence[object]], encoding: str, separator: str) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue().encode(encoding)


def in_process(content: bytes) -> dict[str, Any]:
    """What the child process answers, without the process."""
    import json

    given = {"name": "cdr.csv", "currency": "USD", "begins": "2022-07-01", "ends": "2022-09-30"}
    found: dict[str, Any] = json.loads(as_json(content, progress=None, **given))
    return found


@settings(max_examples=150, deadline=None)
@given(AMOUNTS, st.sampled_from(ENCODINGS), st.sampled_from(SEPARATORS), st.sampled_from(list(WAYS)), st.data())
def test_it_works(amounts: list[int], encoding: str, separator: str, way: str, data: st.DataObject) -> None:
    """Whatever program wrote it: each cent is read back, in the order of the rows."""
    signs = ["-", "()", "after", *(["long"] if encoding != "cp1251" else [])]
    cells = [minus(WAYS[way](cents), cents < 0, data.draw(st.sampled_from(signs))) for cents in amounts]
    rows = [RUSSIAN, *(printed(cell, description="Консультант", commitment="") for cell in cells)]
    found = in_process(file(rows, encoding, separator))
    assert (found["count"], [line[7] for line in found["lines"]]) == (0, amounts)
    assert {line[4] for line in found["lines"]} == {"Консультант"}


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with_headings = sheet(printed()) + content
    for each in (content, with_headings):
        try:
            found = in_process(each)
        except Refusal:
            continue
        assert found["lines"] or found["count"]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(st.text(max_size=12), max_size=11), max_size=6))
def test_any_table_below_the_headings_is_read_or_its_rows_are_named(rows: list[list[str]]) -> None:
    try:
        found = in_process(file([HEADINGS, *rows], "utf-8", ","))
    except Refusal:
        return
    assert {line[0] for line in found["lines"]}.isdisjoint(row for row, _what, _cell in found["problems"])


def read(content: bytes) -> list[SheetLine]:
    return read_sheet(content, "cdr.csv", **SPAN).lines


def test_the_mark_at_the_beginning_of_a_file_is_no_part_of_its_first_heading() -> None:
    assert len(read(b"\xef\xbb\xbf" + sheet(printed()))) == 1


def test_a_formula_is_text_where_text_stands_and_no_amount() -> None:
    (line,) = read(sheet(printed(description="=HYPERLINK(0)")))
    assert line.description == "=HYPERLINK(0)"
    with pytest.raises(RowsUnreadable, match="=SUM"):
        read(sheet(printed("=SUM(A1:A9)")))


@pytest.mark.parametrize("content", [b"Activity\n1.1\n1.2\n", "Мероприятие;\n1.1;\n".encode("cp1251"), b"1\n2\n3\n"])
def test_one_column_is_no_report(content: bytes) -> None:
    with pytest.raises(NotACostReport):
        read(content)


@pytest.mark.parametrize("content", [b"\xef\xbb\xbf", b"\r\n\r\n", "\ufeff".encode("utf-16"), b",,,\n,,,\n"])
def test_nothing_at_all_is_said_to_be_nothing(content: bytes) -> None:
    with pytest.raises((CostReportEmpty, NotACostReport)):
        read(content)


def test_rows_that_are_cut_short_are_named() -> None:
    text = sheet(printed()).decode() + "1.1,30000,Norway,71300,Consultant,2022-08-15,USD\r\n1.1,30000\r\n"
    with pytest.raises(RowsUnreadable) as refused:
        read(text.encode())
    assert [row for row, _what, _cell in refused.value.problems] == [3, 4]


@pytest.mark.parametrize(
    "content",
    [
        b"x" * 10_000_000,
        b'"' + b"x" * 10_000_000 + b'"',
        b"x," * 5_000_000,
        sheet(printed()) + b"1.1,30000,Norway,71300," + b"x" * 10_000_000 + b",2022-08-15,USD,5.00,0\n",
    ],
    ids=["one word", "one cell", "five million columns", "one description"],
)
def test_a_line_of_ten_megabytes_is_refused(content: bytes) -> None:
    """The reader of tables takes no cell of so many letters: nobody wrote it."""
    with pytest.raises((NotATable, NotACostReport)):
        read(content)
