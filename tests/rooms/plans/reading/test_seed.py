"""The signed Initiation Plan, exactly as it was passed on, damage included."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.rooms.plans.reading.made import PLAN
from tirek.plans.reading import read
from tirek.plans.reading.plan import BudgetRow, Plan, WorkPlan


@pytest.fixture(scope="module")
def plan() -> Plan:
    return read(PLAN.read_bytes(), PLAN.name)


@pytest.fixture(scope="module")
def work_plan(plan: Plan) -> WorkPlan:
    assert plan.work_plan
    return plan.work_plan


def money(row: BudgetRow | None) -> tuple[dict[int, int], int | None]:
    assert row
    total = row.total.number if row.total else None
    return {year: int(each.number or 0) for year, each in row.amounts.items()}, None if total is None else int(total)


def test_it_works(plan: Plan) -> None:
    assert plan.media_type == "text/plain"
    assert len(plan.sha256) == 64
    assert [line.number for line in plan.lines] == list(range(1, 161))


def test_keeps_each_line_as_the_document_has_it(plan: Plan) -> None:
    assert [line.text for line in plan.lines] == PLAN.read_text().split("\n")


def test_reads_the_cover_fields_with_their_lines(plan: Plan) -> None:
    cover = plan.cover
    values = {
        name: (value.text, value.line)
        for name in ("country", "partner", "programme_period", "award_id", "output_id", "gender_marker")
        if (value := getattr(cover, name))
    }
    assert values == {
        "country": ("Kazakhstan", 7),
        "partner": ("UNDP Kazakhstan", 15),
        "programme_period": ("2021 - 2025", 25),
        "award_id": ("00143776", 27),
        "output_id": ("00131752", 29),
        "gender_marker": ("GEN2", 31),
    }


def test_reads_long_cover_fields_to_their_ends(plan: Plan) -> None:
    cover = plan.cover
    assert cover.title
    assert cover.title.line == 11
    assert cover.title.text.startswith("Support to the national")
    assert cover.outcome
    assert cover.outcome.text.startswith("Outcome 2.2. ")
    assert cover.outcome.text.endswith("accountable manner")
    assert [output.text[:12] for output in cover.outputs] == ["Output 2.3: "]


def test_reads_the_dates_as_the_days_they_can_mean(plan: Plan) -> None:
    cover = plan.cover
    assert cover.start
    assert cover.end
    assert (cover.start.text, cover.start.first, cover.start.last) == ("May 2022", date(2022, 5, 1), date(2022, 5, 31))
    assert (cover.end.text, cover.end.first, cover.end.last) == ("April 2023", date(2023, 4, 1), date(2023, 4, 30))


def test_reads_escaped_dollars_and_the_resources_by_source(plan: Plan) -> None:
    cover = plan.cover
    assert cover.resources_required
    assert cover.resources_allocated
    for amount, line in ((cover.resources_required, 33), (cover.resources_allocated, 35)):
        assert (amount.text, amount.number, amount.currency, amount.line) == ("$150,000", Decimal(150000), "USD", line)
    (resource,) = cover.resources
    assert (resource.source.text, resource.amount.number, resource.source.line) == ("GP", Decimal(150000), 38)
    assert resource.group
    assert resource.group.text == "Other"


def test_reads_the_printed_signature_and_not_the_electronic_one(plan: Plan) -> None:
    cover = plan.cover
    assert cover.signatory
    assert cover.signatory_role
    assert cover.signed_on
    assert cover.signatory.line == 42
    assert cover.signatory_role.text == "UNDP Kazakhstan Resident Representative"
    assert (cover.signed_on.first, cover.signed_on.line) == (date(2022, 5, 25), 49)
    assert [(each.line, each.reason) for each in plan.unread] == [
        (line, "part of an electronic signature") for line in (45, 46, 47)
    ]


def test_spreads_the_year_headings_over_their_quarters(work_plan: WorkPlan) -> None:
    periods = [(period.label, period.quarter, period.year, period.column, period.line) for period in work_plan.periods]
    assert periods == [
        ("Q3", 3, 2022, 2, 143),
        ("Q4", 4, 2022, 3, 143),
        ("Q1", 1, 2022, 4, 143),
        ("Q2", 2, 2022, 5, 143),
        ("Q1", 1, 2023, 6, 143),
        ("Q2", 2, 2023, 7, 143),
    ]
    assert work_plan.amount_years == (2022, 2023)
    assert work_plan.columns[8:] == (
        "Responsible party",
        "Source of Funds",
        "Budget Description",
        "Amount 2022",
        "Amount 2023",
        "Total",
    )


def test_finds_the_printed_period_above_the_table(work_plan: WorkPlan) -> None:
    assert work_plan.line == 142
    assert work_plan.printed_period
    assert (work_plan.printed_period.text, work_plan.printed_period.line) == ("May 2022 – April 2023", 140)


def test_finds_outputs_and_their_activities(work_plan: WorkPlan) -> None:
    found = [(output.number, [row.number for row in output.activities]) for output in work_plan.outputs]
    assert found == [("1", ["1.1", "1.2", "1.3"]), ("2", ["2.1", "2.2", "2.3"]), ("3", [None, None])]
    assert [output.title.line for output in work_plan.outputs] == [144, 148, 152]
    assert work_plan.outputs[1].title.text == "Enhanced Capacity of the Police in Community Service and GBV Response"
    assert [row.title.text for row in work_plan.outputs[2].activities] == ["Project Coordinator", "DPC"]


def test_counts_the_marks_from_the_first_schedule_cell(work_plan: WorkPlan) -> None:
    marks = [row.marks for row in work_plan.activities]
    assert marks == [
        (0,),
        (0, 1),
        (1, 2, 3),
        (0,),
        (0, 1, 2),
        (0, 1, 2),
        (0, 1, 2, 3, 4),
        (0, 1, 2, 3, 4),
    ]


def test_sees_that_every_row_has_shifted_one_column_left(work_plan: WorkPlan) -> None:
    assert {row.shift for row in work_plan.rows} == {1}


def test_puts_amounts_under_the_headings_they_belong_to(work_plan: WorkPlan) -> None:
    assert [money(row) for row in work_plan.activities] == [
        ({2022: 10000}, 10000),
        ({2022: 10000}, 10000),
        ({2022: 15000, 2023: 15000}, 30000),
        ({2022: 10000}, 10000),
        ({2022: 30000}, 30000),
        ({2022: 5000, 2023: 15000}, 20000),
        ({2022: 13600, 2023: 10400}, 24000),
        ({2022: 3000, 2023: 1000}, 4000),
    ]


def test_keeps_printed_sums_even_where_they_are_wrong(work_plan: WorkPlan) -> None:
    assert [money(output.subtotal) for output in work_plan.outputs] == [
        ({2022: 35000, 2023: 15000}, 50000),
        ({2022: 45000, 2023: 15000}, 60000),
        ({2022: 16600, 2023: 13000}, 28000),
    ]
    assert money(work_plan.fee) == ({2022: 8400, 2023: 3600}, 12000)
    assert money(work_plan.total) == ({2022: 105000, 2023: 45000}, 150000)


def test_tells_printed_number_styles_apart(work_plan: WorkPlan) -> None:
    styles = {row.line: row.total.style for row in work_plan.rows if row.total}
    assert {line for line, style in styles.items() if style == "comma"} == {150, 151, 155}
    assert set(styles.values()) == {"comma", "space"}


def test_reads_party_fund_and_account(work_plan: WorkPlan) -> None:
    rows = work_plan.activities
    assert {(row.responsible_party.text, row.fund.text) for row in rows if row.responsible_party and row.fund} == {
        ("UNDP", "UNDP")
    }
    accounts = [row.account.text if row.account else None for row in rows]
    assert accounts == ["71300", "72100", "72100", "71300", "72100", "71300", None, None]
    assert rows[0].description
    assert rows[0].description.text == "Consultancy 71300"


def test_reads_the_monitoring_plan_over_its_blank_line(plan: Plan) -> None:
    assert [row.line for row in plan.monitoring] == [130, 131, 132, 133, 135, 136]
    row = plan.monitoring[3]
    assert row.purpose
    assert row.purpose.text == "n/a for Initiation Plan"
    assert (row.frequency, row.expected_action) == (None, None)


def test_reads_sections_with_their_numbers(plan: Plan) -> None:
    numbered = [(section.number, section.heading.text, section.level) for section in plan.sections if section.number]
    assert numbered == [
        ("I", "PURPOSE AND EXPECTED OUTPUT", 1),
        ("II", "MANAGEMENT ARRANGEMENTS", 1),
        ("III", "MONITORING", 1),
        ("IV", "WORK PLAN", 1),
        ("V", "ANNEXES", 1),
    ]


def test_joins_paragraphs_that_a_page_broke(plan: Plan) -> None:
    broken = [each for section in plan.sections for each in section.paragraphs if each.continued]
    assert [(each.line, each.continued) for each in broken] == [(87, (89,)), (109, (111,))]
    assert "Bar Association" in broken[0].text


def test_reads_the_outputs_as_the_text_names_them(plan: Plan) -> None:
    found = [(output.number, output.title.text, output.title.line) for output in plan.narrated_outputs]
    assert found == [
        ("1", "Strengthened capacity of the office of Human Rights Commissioner", 71),
        ("2", "Police reform strategy is supported for implementation", 75),
    ]
    assert [[each.line for each in output.paragraphs] for output in plan.narrated_outputs] == [[73], [77]]
