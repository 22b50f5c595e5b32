"""Headings of work plans become columns."""

from __future__ import annotations

import pytest

from tirek.plans.reading.columns import Column, columns, head_rows, is_head
from tirek.plans.reading.table_headings import name_of


def shape(found: tuple[Column, ...]) -> list[tuple[str, int | None, int | None]]:
    return [(column.kind, column.quarter, column.year) for column in found]


def cells(text: str) -> tuple[str, ...]:
    return tuple(text.split("|"))


def read(*rows: str, body: str = "", first_year: int | None = None) -> tuple[Column, ...]:
    return columns([(number, cells(row)) for number, row in enumerate(rows, 1)], [cells(body)], first_year)


def test_it_works() -> None:
    found = read("Output|Activity|2022||2023|Fund|Total", "||Q3|Q4|Q1||")
    assert shape(found) == [
        ("output", None, None),
        ("activity", None, None),
        ("period", 3, 2022),
        ("period", 4, 2022),
        ("period", 1, 2023),
        ("fund", None, None),
        ("total", None, None),
    ]
    assert [column.label for column in found][2:5] == ["2022 Q3", "2022 Q4", "2023 Q1"]
    assert [column.line for column in found] == [1, 1, 2, 2, 2, 1, 1]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("EXPECTED OUTPUTS", "output"),
        ("Expected CP outputs and indicators", "output"),
        ("Planned Activities", "activity"),
        ("Key activities", "activity"),
        ("Responsible Party/Partner", "party"),
        ("Implementing agency", "party"),
        ("Source of Funds", "fund"),
        ("Funding source", "fund"),
        ("Donor", "fund"),
        ("Budget Description", "description"),
        ("Atlas budget code", "account"),
        ("Account", "account"),
        ("Amount (USD)", "amount"),
        ("Total", "total"),
        ("Timeframe", "group"),
        ("Planned Budget", "group"),
        ("Planned Budget by Year", "group"),
        ("Year 2", "year"),
        ("Y3", "year"),
        ("2022", "year"),
        ("Ответственный исполнитель", "party"),
    ],
)
def test_knows_the_headings_of_many_offices(text: str, kind: str) -> None:
    named = name_of(text)
    assert named
    assert named.kind == kind


@pytest.mark.parametrize("text", ["Output 1. Wells", "UNDP", "X", "1.1 Survey", "10 000", "Purpose", "", "x" * 200])
def test_takes_the_body_of_a_table_for_no_heading(text: str) -> None:
    assert name_of(text) is None


@pytest.mark.parametrize(
    ("text", "quarter"),
    [("Q1", 1), ("q.2", 2), ("3rd quarter", 3), ("IV", 4), ("2 кв.", 2), ("Q4 2022", 4), ("2022 Q3", 3)],
)
def test_knows_quarters_in_many_hands(text: str, quarter: int) -> None:
    named = name_of(text)
    assert named
    assert (named.kind, named.quarter) == ("period", quarter)


def test_sees_the_head_of_a_work_plan_and_of_no_other_table() -> None:
    assert is_head(cells("Expected outputs|Planned activities|Timeframe|Responsible|Budget"))
    assert not is_head(cells("Monitoring activity|Purpose|Frequency|Expected action"))
    assert not is_head(cells("Risk|Likelihood|Impact|Owner"))
    assert not is_head(cells("Output 1. Wells|1.1 Survey|X||UNDP|UNDP|71300|10 000"))


def test_counts_heading_rows_and_stops_at_the_body() -> None:
    rows = [cells("Output|Activity|Timeframe|"), cells("||Q1|Q2"), cells("Output 1: a|1.1 b|x|")]
    assert head_rows(rows) == 2


def test_reads_a_year_alone_by_what_stands_under_it() -> None:
    head = "Output|Activity|2022|2023|Fund"
    assert [column.kind for column in read(head, body="a|b|X||TRAC")][2:4] == ["period", "amount"]
    assert [column.kind for column in read(head, body="a|b|10 000|5 000|TRAC")][2:4] == ["amount", "amount"]


def test_reads_a_year_by_the_group_it_stands_in() -> None:
    found = read("Output|Activity|Timeframe||Amount (USD)|||Fund", "||2022|2023|2022|2023|Total|")
    assert shape(found)[2:7] == [
        ("period", None, 2022),
        ("period", None, 2023),
        ("amount", None, 2022),
        ("amount", None, 2023),
        ("total", None, None),
    ]


def test_counts_the_years_of_a_plan_from_its_beginning() -> None:
    head = ("Output|Activity|Planned budget by year||Fund", "||Y1|Y2|")
    assert [column.year for column in read(*head, first_year=2021)][2:4] == [2021, 2022]
    assert [column.year for column in read(*head)][2:4] == [1, 2]


def test_unfolds_headings_that_lost_the_columns_they_spanned() -> None:
    found = read("Output|Activity|2022|2023|Fund|Planned budget", "||Q3|Q4|Q1|Q2||Description|Amount")
    assert shape(found)[2:6] == [("period", 3, 2022), ("period", 4, 2022), ("period", 1, 2023), ("period", 2, 2023)]
    assert [column.kind for column in found][6:] == ["fund", "description", "amount"]


def test_reads_three_rows_of_headings() -> None:
    found = read("Output|Activity|Timeframe||||Fund", "||2022||2023||", "||Q3|Q4|Q1|Q2|")
    assert shape(found)[2:6] == [("period", 3, 2022), ("period", 4, 2022), ("period", 1, 2023), ("period", 2, 2023)]


def test_keeps_the_second_column_of_a_kind_apart() -> None:
    found = read("Output|Activity|Fund|Donor|Amount 2022|Amount 2022|Total")
    assert [column.kind for column in found] == ["output", "activity", "fund", "other", "amount", "other", "total"]
