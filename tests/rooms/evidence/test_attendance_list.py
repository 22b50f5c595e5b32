"""Each row of an attendance list gets its answer; a file that is no list gets a sentence."""

from __future__ import annotations

import io
import zipfile

import pytest
import xlsxwriter

from tirek.evidence.attendance_list import COLUMNS, LIMIT, RowAnswer, answer_rows, read_rows
from tirek.evidence.errors import NotAnAttendanceList, UnreadableSheet

GOOD = {"person": "KZ-7F3K2", "sex": "female", "unit": "Unit", "region": "KZ-43", "role": "inspector"}


def csv_of(*rows: dict[str, str], delimiter: str = ",", columns: tuple[str, ...] = COLUMNS) -> bytes:
    lines = [delimiter.join(columns), *(delimiter.join(row.get(column, "") for column in columns) for row in rows)]
    return "\n".join(lines).encode()


def answered(*rows: dict[str, str], **known: object) -> list[RowAnswer]:
    context = {
        "regions": frozenset({"KZ-43"}),
        "roles": frozenset({"inspector"}),
        "recorded_sex": {},
        "attending": frozenset(),
    }
    return answer_rows(read_rows(csv_of(*rows), "list.csv"), **context | known)  # type: ignore[arg-type]


def workbook(rows: list[list[object]]) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    return content.getvalue()


def test_it_works() -> None:
    (answer,) = answered(GOOD)
    assert answer.good
    assert (answer.row, answer.person, answer.sex, answer.role) == (2, "KZ-7F3K2", "female", "inspector")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"person": ""}, "The person's code is missing."),
        ({"person": "Somebody"}, "is no person's code"),
        ({"sex": "x"}, "is not recognised"),
        ({"unit": ""}, "The unit is missing."),
        ({"region": "KZ-10"}, "There is no region"),
        ({"role": "visitor"}, "is not known"),
    ],
)
def test_a_bad_row_is_told_what_is_wrong(change: dict[str, str], sentence: str) -> None:
    (answer,) = answered(GOOD | change)
    assert not answer.good
    assert sentence in answer.problems[0][0]


def test_a_row_with_two_faults_is_told_both() -> None:
    (answer,) = answered(GOOD | {"sex": "", "unit": ""})
    assert len(answer.problems) == 2


def test_a_person_who_stands_twice_in_the_file_is_told_where() -> None:
    first, second = answered(GOOD, GOOD)
    assert first.good
    assert second.problems[0][1] == (("row", "2"),)


def test_a_person_who_is_on_the_list_already_is_not_taken_again() -> None:
    (answer,) = answered(GOOD, attending=frozenset({"KZ-7F3K2"}))
    assert "already" in answer.problems[0][0]


def test_a_person_on_record_with_another_sex_is_not_taken() -> None:
    (answer,) = answered(GOOD, recorded_sex={"KZ-7F3K2": "male"})
    assert "another sex" in answer.problems[0][0]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_usual_separators_are_understood(delimiter: str) -> None:
    ((_number, cells),) = read_rows(csv_of(GOOD, delimiter=delimiter), "list.csv")
    assert cells == GOOD


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251"])
def test_the_usual_encodings_are_understood(encoding: str) -> None:
    content = csv_of(GOOD | {"unit": "Отдел полиции"}).decode().encode(encoding)
    ((_number, cells),) = read_rows(content, "list.csv")
    assert cells["unit"] == "Отдел полиции"


def test_headings_in_any_order_and_case_with_columns_more() -> None:
    content = b"Role,PERSON,note,sex,Unit,region\ninspector,KZ-7F3K2,x,female,Unit,KZ-43\n"
    ((_number, cells),) = read_rows(content, "list.csv")
    assert {column: cells[column] for column in COLUMNS} == GOOD


def test_blank_rows_are_no_rows_and_numbers_stay_those_of_the_file() -> None:
    rows = read_rows(csv_of(GOOD) + b"\n\n" + csv_of(GOOD).split(b"\n")[1], "list.csv")
    assert [number for number, _cells in rows] == [2, 4]


def test_a_workbook_is_read_in_a_child_process() -> None:
    content = workbook([list(COLUMNS), [GOOD[column] for column in COLUMNS]])
    assert read_rows(content, "list.xlsx") == [(2, GOOD)]


def test_a_formula_is_only_what_it_shows() -> None:
    content = workbook([list(COLUMNS), ["KZ-7F3K2", "female", "=1+1", "KZ-43", "inspector"]])
    ((_number, cells),) = read_rows(content, "list.xlsx")
    assert "=" not in cells["unit"]


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00\x01\x02" * 100, b"PK\x03\x04 not a workbook", b"a" * (LIMIT + 1)],
    ids=["empty", "binary", "broken archive", "too large"],
)
def test_refuses_what_is_no_table(content: bytes) -> None:
    with pytest.raises((UnreadableSheet, NotAnAttendanceList)):
        read_rows(content, "list.csv")


def test_refuses_a_bomb() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (210 * 1024 * 1024))
    with pytest.raises(UnreadableSheet):
        read_rows(content.getvalue(), "list.xlsx")


def test_refuses_a_table_without_the_columns_and_names_them() -> None:
    with pytest.raises(NotAnAttendanceList) as refused:
        read_rows(b"name,age\nx,1\n", "list.csv")
    assert "person, sex, unit, region, role" in str(refused.value)
