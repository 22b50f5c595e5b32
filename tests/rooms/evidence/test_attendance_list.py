"""A list is read as people save it: any delimiter, any order of columns, two encodings, CSV or workbook."""

from __future__ import annotations

import codecs
import random
import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rooms.evidence.books import GOOD, HEADINGS, bomb, calculated, changed, wide, workbook
from tirek.bounded import FileTooCostly
from tirek.evidence.attendance_list import COLUMNS, MEGABYTES, ROWS, Row, read_rows
from tirek.evidence.errors import (
    AttendanceListBroken,
    AttendanceListEmpty,
    AttendanceListTooLong,
    ColumnRepeated,
    NotAnAttendanceList,
    SeveralAttendanceLists,
    UnreadableSheet,
)
from tirek.refusals import Refusal

LINES = (",".join(HEADINGS), ",".join(GOOD))
CELLS = dict(zip(HEADINGS, GOOD, strict=True))


def read(text: str, encoding: str = "utf-8") -> list[Row]:
    return read_rows(text.encode(encoding), "list.csv")


def lines(*rows: str) -> list[Row]:
    return read("\n".join((LINES[0], *rows)))


def test_it_works() -> None:
    assert read("\n".join(LINES)) == [Row(2, CELLS, "")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_takes_each_delimiter(delimiter: str) -> None:
    assert [row.cells for row in read("\n".join(LINES).replace(",", delimiter))] == [CELLS]


def test_the_delimiter_is_the_one_that_gives_the_columns() -> None:
    text = 'person;sex;"unit, team, shift, post, place, town";unit;region;role\nKZ-7F3K2;female;x;A;KZ-71;inspector'
    assert read(text)[0].cells["unit"] == "A"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_takes_each_end_of_a_line(end: str) -> None:
    assert [row.cells for row in read(end.join((*LINES, "")))] == [CELLS]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251"])
def test_takes_each_encoding(encoding: str) -> None:
    (row,) = read(f"{LINES[0]}\nKZ-7F3K2,жен,Департамент полиции,KZ-71,inspector", encoding)
    assert (row.cells["sex"], row.cells["unit"]) == ("жен", "Департамент полиции")


def test_keeps_kazakh_letters() -> None:
    (row,) = lines("KZ-7F3K2,әйел,Ақтөбе заң институты,KZ-15,inspector")
    assert (row.cells["sex"], row.cells["unit"]) == ("әйел", "Ақтөбе заң институты")


def test_columns_may_come_in_any_order_and_case() -> None:
    (row,) = read(" Role ,REGION,Unit,Sex,Person\ninspector,KZ-71,Police Department,female,KZ-7F3K2")
    assert row.cells == CELLS


def test_other_columns_are_left_aside() -> None:
    (row,) = read("number,person,sex,unit,rank,region,role\n1,KZ-7F3K2,female,Police Department,major,KZ-71,inspector")
    assert (row.cells, row.stray) == (CELLS, "")


def test_a_cell_may_hold_the_delimiter_in_quotes() -> None:
    (row,) = lines('KZ-7F3K2,female,"Department, ""north""",KZ-71,inspector')
    assert row.cells["unit"] == 'Department, "north"'


def test_a_row_keeps_its_number_when_rows_are_blank() -> None:
    assert [row.number for row in lines("", ",,,,", LINES[1], "   ", LINES[1])] == [4, 6]


def test_the_first_row_that_is_not_blank_names_the_columns() -> None:
    assert [row.number for row in read(f"\n,,,,\n{LINES[0]}\n{LINES[1]}")] == [4]


def test_a_short_row_has_empty_cells() -> None:
    (row,) = lines("KZ-7F3K2,female")
    assert (row.cells["unit"], row.cells["role"]) == ("", "")


@pytest.mark.parametrize(
    ("heading", "row"),
    [
        ("person,sex,unit,region,role", "KZ-7F3K2,female,Department,KZ-71,inspector,senior"),
        ("person,sex,unit,region,role,,", "KZ-7F3K2,female,Department,KZ-71,inspector,senior"),
        ("person,sex,,unit,region,role", "KZ-7F3K2,female,senior,Department,KZ-71,inspector"),
    ],
)
def test_what_stands_in_no_column_is_not_dropped(heading: str, row: str) -> None:
    assert read(f"{heading}\n{row}")[0].stray == "senior"


def test_blanks_are_tidied_and_letters_composed() -> None:
    (row,) = lines(" KZ-7F3K2 ,female,Айдын\u00a0 Му\u0438\u0306 \t x,KZ-71,inspector")
    assert row.cells["person"] == "KZ-7F3K2"
    assert row.cells["unit"] == "Айдын Муй x"


@pytest.mark.parametrize("content", [b"", b"  \n\n ", b"\xef\xbb\xbf", b",,,,\n,,,,", LINES[0].encode(), workbook([])])
def test_refuses_a_list_without_rows(content: bytes) -> None:
    with pytest.raises(AttendanceListEmpty):
        read_rows(content, "list")


def test_refuses_a_file_without_the_columns_and_names_them() -> None:
    with pytest.raises(NotAnAttendanceList) as refused:
        read("person,gender,unit,region\nKZ-7F3K2,female,A,KZ-71")
    assert refused.value.facts == {"missing": "sex, role"}


def test_refuses_a_column_that_stands_twice() -> None:
    with pytest.raises(ColumnRepeated) as refused:
        read(f"{LINES[0]},Unit\n{LINES[1]},B")
    assert refused.value.facts == {"column": "unit"}


@pytest.mark.parametrize("broken", ['KZ-7F3K2,"female,A,KZ-71,inspector', 'KZ-7F3K2,"fe"male,A,KZ-71,inspector'])
def test_names_the_row_whose_quotation_marks_do_not_match(broken: str) -> None:
    with pytest.raises(AttendanceListBroken) as refused:
        lines(LINES[1], broken, LINES[1])
    assert refused.value.facts == {"row": 3}


def test_refuses_a_cell_as_long_as_a_book() -> None:
    with pytest.raises(AttendanceListBroken):
        lines(f"KZ-7F3K2,female,{'x' * 200_000},KZ-71,inspector")


def test_takes_as_many_rows_as_are_allowed_and_no_more() -> None:
    most = f"{LINES[0]}\n" + "a,b,c,d,e\n" * ROWS
    assert len(read(most)) == ROWS
    with pytest.raises(AttendanceListTooLong):
        read(most + "a,b,c,d,e\n")


def test_takes_as_many_megabytes_as_are_allowed_and_no_more() -> None:
    blank = b"\n" + b" " * 1023
    list_of_one = "\n".join(LINES).encode()
    most = (list_of_one + blank * 5 * 1024)[: MEGABYTES * 1024 * 1024]
    assert len(read_rows(most, "list.csv")) == 1
    with pytest.raises(AttendanceListTooLong):
        read_rows(most + b"\n", "list.csv")


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "person,sex,unit,region,role".encode("utf-16"),
        b"person,sex,unit,region,role\nKZ-7F3K2,female,A\0B,KZ-71,inspector",
        b"person,sex,unit,region,role\nKZ-7F3K2,female,\x98,KZ-71,inspector",
        b"PK\x03\x04 and no archive",
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3",
    ],
)
def test_refuses_what_is_no_table(content: bytes) -> None:
    with pytest.raises((UnreadableSheet, NotAnAttendanceList)):
        read_rows(content, "list")


@given(st.binary(max_size=300))
def test_binary_rubbish_is_refused_and_breaks_nothing(content: bytes) -> None:
    with pytest.raises(Refusal):
        read_rows(content if not content.startswith(b"PK") else b"", "list")


@given(st.lists(st.lists(st.text(max_size=8), max_size=7), max_size=5))
def test_any_table_is_read_whole_or_refused(table: list[list[str]]) -> None:
    text = "\n".join([LINES[0], *(",".join(row) for row in table), LINES[1]])
    try:
        rows = read(text)
    except (Refusal, UnicodeEncodeError):
        return
    assert rows[-1].cells == CELLS
    assert all(set(row.cells) == set(COLUMNS) for row in rows)


# Workbooks: each is opened in a child process.


def test_takes_a_workbook() -> None:
    content = workbook([HEADINGS, GOOD, ("KZ-8F3K2", "male", 15, 71, True)])
    first, second = read_rows(content, "list.xlsx")
    assert first.cells == CELLS
    assert (second.number, second.cells["unit"], second.cells["region"], second.cells["role"]) == (
        3,
        "15",
        "71",
        "True",
    )


def test_a_row_of_a_workbook_keeps_its_number_below_blank_rows() -> None:
    assert [row.number for row in read_rows(workbook([HEADINGS, (), GOOD], first_row=3), "list.xlsx")] == [6]


def test_a_formula_counts_for_what_it_came_to() -> None:
    (row,) = read_rows(calculated('=CONCAT("KZ-","7F3K2")', "KZ-7F3K2"), "list.xlsx")
    assert row.cells == CELLS


def test_a_formula_in_a_text_is_a_text() -> None:
    (row,) = lines("KZ-7F3K2,female,=1+1,KZ-71,inspector")
    assert row.cells["unit"] == "=1+1"


def test_the_list_may_stand_on_any_one_sheet() -> None:
    notes = [("Notes",), ("who keeps the paper", "the academy")]
    assert len(read_rows(workbook(notes, [HEADINGS, GOOD], []), "list.xlsx")) == 1


def test_refuses_a_workbook_with_two_lists() -> None:
    with pytest.raises(SeveralAttendanceLists):
        read_rows(workbook([HEADINGS, GOOD], [HEADINGS, GOOD]), "list.xlsx")


def test_refuses_a_workbook_without_the_columns() -> None:
    with pytest.raises(NotAnAttendanceList):
        read_rows(workbook([("Notes",), ("x",)]), "list.xlsx")


def test_refuses_a_bomb_by_what_it_declares() -> None:
    content = bomb(250)
    assert len(content) < MEGABYTES * 1024 * 1024
    with pytest.raises(UnreadableSheet):
        read_rows(content, "bomb.xlsx")


def test_refuses_a_sheet_that_would_take_all_memory() -> None:
    with pytest.raises((FileTooCostly, UnreadableSheet)):
        read_rows(wide(), "wide.xlsx")


@pytest.mark.parametrize(
    ("member", "text"),
    [
        ("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row r='x'><c r='??'><v>"),
        ("xl/workbook.xml", b"not xml"),
        ("xl/sharedStrings.xml", b"<sst><si><t>one"),
    ],
)
def test_refuses_a_damaged_workbook(member: str, text: bytes) -> None:
    with pytest.raises((UnreadableSheet, NotAnAttendanceList, AttendanceListEmpty)):
        read_rows(changed(workbook([HEADINGS, GOOD]), member, text), "damaged.xlsx")


def test_a_workbook_with_bytes_knocked_out_is_read_or_refused() -> None:
    content, chance = workbook([HEADINGS, GOOD]), random.Random(7)
    for _ in range(3):
        damaged = bytearray(content)
        for _ in range(12):
            damaged[chance.randrange(4, len(damaged))] = chance.randrange(256)
        with suppress(Refusal):
            assert read_rows(bytes(damaged), "damaged.xlsx")


def test_entities_of_a_workbook_are_not_followed(tmp_path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("KZ-SECRET")
    text = f"""<?xml version="1.0"?><!DOCTYPE s [<!ENTITY x SYSTEM "file://{secret}">]>
    <sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>&x;</t></si></sst>"""
    try:
        rows = read_rows(changed(workbook([HEADINGS, GOOD]), "xl/sharedStrings.xml", text.encode()), "list.xlsx")
    except Refusal:
        return
    assert "SECRET" not in str(rows)


def test_a_large_list_is_read_in_the_time_of_a_page() -> None:
    text = f"{LINES[0]}\n" + f"{LINES[1]}\n" * 10_000
    began = time.process_time()
    assert len(read(text)) == 10_000
    assert time.process_time() - began < 2


def test_a_byte_order_mark_is_no_part_of_a_heading() -> None:
    content = codecs.BOM_UTF8 + "\n".join(LINES).encode()
    assert read_rows(content, "list.csv")[0].cells == CELLS
