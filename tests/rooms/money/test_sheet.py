"""Reading a cost report, as CSV and as a workbook."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest

from tests.rooms.money.books import HEADINGS, printed, sheet, workbook
from tirek.money import cost_sheet
from tirek.money.cost_headings import column_of, headings
from tirek.money.cost_sheet import SheetLine, read_sheet
from tirek.money.errors import (
    CostColumnRepeated,
    CostReportEmpty,
    CostReportTooLarge,
    NotACostReport,
    NotATable,
    RowsUnreadable,
)

SPAN: dict[str, Any] = {"currency": "USD", "begins": date(2022, 7, 1), "ends": date(2022, 9, 30)}


def read(content: bytes, **given: Any) -> list[SheetLine]:
    return read_sheet(content, "cdr.csv", **SPAN | given).lines


def problems(content: bytes, **given: Any) -> list[tuple[int, str]]:
    with pytest.raises(RowsUnreadable) as refused:
        read(content, **given)
    return [(row, what % {"cell": cell}) for row, what, cell in refused.value.problems]


@pytest.mark.parametrize("made", [sheet, workbook])
def test_it_works(made: Callable[..., bytes]) -> None:
    lines = read(made(printed("1,234.50", commitment="(10.00)"), printed(-200.5, day=date(2022, 9, 30))))
    assert lines == [
        SheetLine(2, "1.1", "30000", "71300", "Consultant", "2022-08-15", "USD", 123450, -1000),
        SheetLine(3, "1.1", "30000", "71300", "Consultant", "2022-09-30", "USD", -20050, 0),
    ]


def test_headings_may_be_russian_stand_in_any_order_and_below_a_title() -> None:
    text = (
        "Сводный отчёт о расходах;;;;;;\n;;;;;;\nПроект;00143776;;;;;\n"
        "Сумма расходов;Дата;Счёт;Источник финансирования;Мероприятие;Валюта;Обязательства\n"
        "1 234,50;15.08.2022;72100;30000;1.1;KZT;\n"
    )
    (line,) = read(text.encode("cp1251"))
    assert line == SheetLine(5, "1.1", "30000", "72100", "", "2022-08-15", "KZT", 123450, 0)


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Activity ID", "activity"),
        ("GL_Account", "account"),
        ("Expenditure (USD)", "amount"),
        ("ENCUMBRANCE", "commitment"),
        ("Fund Code:", "fund"),
        ("№ мероприятия", None),
        ("Номер мероприятия", "activity"),
        ("Remarkable", None),
        ("", None),
    ],
)
def test_a_heading_is_known_whatever_its_case(heading: str, column: str | None) -> None:
    assert column_of(heading) == column


def test_a_year_and_a_period_stand_for_a_day() -> None:
    names = ("Activity", "Fund", "Account", "Fiscal Year", "Accounting Period", "Amount")
    content = sheet(
        ("1.1", "30000", "71300", 2022, 8, "5.00"), ("1.1", "30000", "71300", 2022, 9, "5.00"), headings=names
    )
    assert [line.day for line in read(content)] == ["2022-08-31", "2022-09-30"]
    assert [line.day for line in read(content, ends=date(2022, 9, 15))] == ["2022-08-31", "2022-09-15"]


def test_without_a_currency_amounts_are_in_the_programmes() -> None:
    names = ("Activity", "Fund", "Account", "Date", "Amount")
    assert (
        read(sheet(("1.1", "30000", "71300", "2022-08-15", "5"), headings=names), currency="EUR")[0].currency == "EUR"
    )


def test_the_month_may_stand_first_where_only_that_makes_sense() -> None:
    lines = read(sheet(printed(day="08/15/2022"), printed(day="08/05/2022")))
    assert [line.day for line in lines] == ["2022-08-15", "2022-08-05"]
    assert read(sheet(printed(day="08/09/2022")))[0].day == "2022-09-08"


def test_totals_and_blank_rows_are_no_lines_and_rows_keep_their_numbers() -> None:
    total = ("Total", "", "", "", "", "", "", "200.00", "")
    lines = read(sheet(printed(), ("",) * 9, ("Subtotal of 1.1", *total[1:]), printed(), total))
    assert [line.row for line in lines] == [2, 5]


def test_a_line_of_commitments_alone_is_a_line() -> None:
    (line,) = read(sheet(printed("", commitment="75.00")))
    assert (line.amount, line.commitment) == (0, 7500)


def test_every_bad_row_is_named_and_none_is_taken() -> None:
    found = problems(
        sheet(
            printed(),
            printed("many"),
            printed(account=""),
            printed(day="soon"),
            printed(day="2022-10-01"),
            printed("", commitment=""),
            printed(currency="US$"),
            printed(commitment="?"),
            printed("1.005"),
        )
    )
    assert found == [
        (3, "“many” is no amount."),
        (4, "“” is no account."),
        (5, "“soon” is no day."),
        (6, "2022-10-01 lies outside the days of the report."),
        (7, "There is no amount."),
        (8, "“US$” is no currency."),
        (9, "“?” is no amount."),
        (10, "“1.005” is no amount."),
    ]


def test_of_many_bad_rows_the_first_are_named_and_all_are_counted() -> None:
    with pytest.raises(RowsUnreadable) as refused:
        read(sheet(*[printed("x")] * 150))
    assert refused.value.facts["count"] == 150
    assert len(refused.value.problems) == cost_sheet.NAMED_ROWS
    assert str(refused.value).startswith(
        "Nothing was taken in: rows that cannot be read: 150. Row 2: “x” is no amount."
    )


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", CostReportEmpty),
        (b" \n ", CostReportEmpty),
        (sheet(), CostReportEmpty),
        (b"some words", NotACostReport),
        (b"a,b\n1,2", NotACostReport),
        (b"\0\1\2", NotATable),
        (b"PK\x03\x04 rubbish", NotATable),
        (b'Activity,Fund,Account,Date,Amount\n"1.1,3', NotATable),
        (b"\xff\xfea", NotATable),
    ],
)
def test_what_is_no_report_is_refused(content: bytes, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        read(content)


def test_it_is_said_which_columns_are_missing() -> None:
    with pytest.raises(NotACostReport) as refused:
        read(sheet(headings=("Activity", "Account", "Expenditure", "Remarks")))
    assert refused.value.facts["missing"] == "fund, date"


def test_two_columns_of_one_meaning_are_refused() -> None:
    with pytest.raises(CostColumnRepeated) as refused:
        headings([["Activity", "Fund", "Account", "Date", "Amount", "Expenditure"]])
    assert refused.value.facts == {"first": "Amount", "second": "Expenditure"}
    assert (
        headings([["Activity", "Fund", "Account", "Description", "Description", "Date", "Amount"]]).places["amount"]
        == 6
    )


def test_a_file_beyond_the_limit_is_refused_before_it_is_read() -> None:
    with pytest.raises(CostReportTooLarge):
        read(b"x" * (cost_sheet.MEGABYTES * 1024 * 1024 + 1))


def test_more_rows_than_the_limit_are_refused() -> None:
    row = b"1.1,30000,71300,2022-08-15,5\n"
    with pytest.raises(CostReportTooLarge):
        read(b"Activity,Fund,Account,Date,Amount\n" + row * (cost_sheet.ROWS + 1))


def test_a_workbook_that_would_unfold_to_far_more_is_refused() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (cost_sheet.DECLARED_LIMIT + 1))
    with pytest.raises(NotATable):
        read(out.getvalue())


def test_a_workbook_may_have_other_sheets_and_two_reports_are_refused() -> None:
    import xlsxwriter

    def book(*pages: list[tuple[object, ...]]) -> bytes:
        out = BytesIO()
        with xlsxwriter.Workbook(out) as made:
            for rows in pages:
                sheet_of = made.add_worksheet()
                for at, cells in enumerate(rows):
                    sheet_of.write_row(at, 0, cells)
        return out.getvalue()

    report: list[tuple[object, ...]] = [tuple(HEADINGS), tuple(printed(5))]
    assert len(read(book([("Notes",)], report))) == 1
    with pytest.raises(NotATable):
        read(book(report, report))


@pytest.mark.parametrize("words", ["Total rent of the office", "Totally new", "Всего добра"])
def test_a_row_with_a_day_of_its_own_is_no_total_and_is_not_left_out_unseen(words: str) -> None:
    assert problems(sheet(printed(), printed(account="", description=words))) == [(3, "“” is no account.")]


def test_a_word_that_only_begins_like_a_total_is_none() -> None:
    assert [row for row, _ in problems(sheet(printed(), printed(account="", day="", description="Totally new")))] == [3]
