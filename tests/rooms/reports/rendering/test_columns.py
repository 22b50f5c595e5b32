"""How wide columns are, and how money is written."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal

import pdfplumber
import pytest
from docx import Document

from tests.rooms.reports.rendering.sample import a_figure, a_publication
from tirek.reports.narrative import Table
from tirek.reports.publication import Publication
from tirek.reports.rendering import columns, contents, formats
from tirek.reports.rendering.page import html
from tirek.reports.rendering.pdf import pdf
from tirek.reports.rendering.word import docx

LONG = "A long name of an activity that goes on and on for as long as names of activities do"


def told(narrative: str) -> Publication:
    amount = replace(a_figure(), key="spent", value=Decimal("1234567.5"), unit="USD", splits=())
    return replace(a_publication(), narrative=narrative, figures=(amount,))


def shares(narrative: str) -> tuple[int, ...]:
    report = contents.read(told(narrative))
    (table,) = (block for block in report.blocks if isinstance(block, Table))
    return columns.shares(table, report)


def wide(count: int) -> str:
    heads = " | ".join(["Name", *(f"Q{number}" for number in range(1, count))])
    rule = " | ".join(["---", *["---:"] * (count - 1)])
    row = " | ".join([LONG, *["[[spent]]"] * (count - 1)])
    return f"| {heads} |\n| {rule} |\n| {row} |\n"


def test_it_works() -> None:
    found = shares(f"| Activity | Spent | % |\n| --- | ---: | ---: |\n| {LONG} | [[spent]] | 5 |\n")
    assert sum(found) == 100
    assert found[0] > found[1] > found[2]


def test_words_at_the_end_have_room_too() -> None:
    first, second, third = shares(f"| A | B | C |\n| --- | ---: | --- |\n| 1.1 | 5 | {LONG} |\n")
    assert third > first > second


@pytest.mark.parametrize("count", [1, 2, 5, 7, 12])
def test_shares_add_up_to_all(count: int) -> None:
    assert sum(shares(wide(count))) == 100


def test_numbers_stay_on_one_line_in_a_pdf() -> None:
    with pdfplumber.open(io.BytesIO(pdf(told(wide(6)), pictures={}))) as document:
        text = document.pages[0].extract_text()
    assert text.count("1,234,567.50") == 5 + 1  # and once among the sources


def test_a_table_of_very_many_columns_lies_across_the_page() -> None:
    with pdfplumber.open(io.BytesIO(pdf(told(wide(10)), pictures={}))) as document:
        across = [page for page in document.pages if page.width > page.height]
        assert len(across) == 1
        assert across[0].extract_text().count("1,234,567.50") == 9


def test_a_table_of_many_columns_is_small_in_word() -> None:
    document = Document(io.BytesIO(docx(told(wide(7)))))
    sizes = {run.font.size.pt for cell in document.tables[0].row_cells(1) for run in cell.paragraphs[0].runs}
    assert sizes == {7}


def test_a_wide_table_scrolls_on_a_page_and_has_a_name() -> None:
    page = html(told(f"## Delivery\n\n{wide(5)}"), figure_url=lambda key: key, pictures={})
    assert 'aria-label="Delivery: Name, Q1, Q2, Q3, Q4"' in page


@pytest.mark.parametrize(
    ("language", "text"), [("en", "1,234,567.50"), ("ru", "1\xa0234\xa0567,50"), ("kk", "1\xa0234\xa0567,50")]
)
def test_money_is_written_to_the_cent(language: str, text: str) -> None:
    figure = a_figure(value=Decimal("1234567.5"), unit="USD")
    assert formats.value(figure, language) == text


def test_what_is_no_money_keeps_its_digits() -> None:
    assert formats.value(a_figure(value=Decimal("10.5"), unit="percent"), "en") == "10.5"
