"""Covers as different offices lay them out."""

# ruff: noqa: E501 (tables are as wide as they are)

from __future__ import annotations

from datetime import date

import pytest

from tirek.plans.reading import read
from tirek.plans.reading.plan import Cover, Value

TABLE = "\n\nOutput\tActivity\tAmount\nOutput 1: a\t1.1 b\t5\n"


def cover_of(text: str) -> Cover:
    return read((text + TABLE).encode(), "cover").cover


def said(value: Value | None) -> str | None:
    return value.text if value else None


def test_it_works() -> None:
    cover = cover_of("Project Title: Clean rivers\nCountry: Kazakhstan\n")
    assert (said(cover.title), said(cover.country)) == ("Clean rivers", "Kazakhstan")


@pytest.mark.parametrize(
    ("text", "field", "expected"),
    [
        ("Title of the project: Clean rivers", "title", "Clean rivers"),
        ("PROJECT TITLE\tClean rivers", "title", "Clean rivers"),
        ("<b>Project Title:</b>\tClean rivers", "title", "Clean rivers"),
        ("| Project Title | Clean rivers |", "title", "Clean rivers"),
        ("Project Title\n\nClean rivers\n", "title", "Clean rivers"),
        ("Project Title:\nClean rivers\n", "title", "Clean rivers"),
        ("Executing Entity/Implementing Partner: MoW", "partner", "MoW"),
        ("Implementing Agency:\tMoW", "partner", "MoW"),
        ("Atlas Award ID: 00011122", "award_id", "00011122"),
        ("Project Number: 00011122", "award_id", "00011122"),
        ("Quantum Project Number: 00011122", "award_id", "00011122"),
        ("Atlas Output ID: 00099", "output_id", "00099"),
        ("Gender marker rating: GEN3", "gender_marker", "GEN3"),
        ("Programme Period: 2021-2025", "programme_period", "2021-2025"),
        ("UNDAF Outcome(s): Outcome 3. Rivers", "outcome", "Outcome 3. Rivers"),
        ("Expected CP Outcome(s):\tRivers run", "outcome", "Rivers run"),
        ("Название проекта: Чистые реки", "title", "Чистые реки"),
    ],
)
def test_knows_a_field_by_its_many_names(text: str, field: str, expected: str) -> None:
    assert said(getattr(cover_of(text), field)) == expected


def test_reads_two_fields_in_one_row() -> None:
    cover = cover_of("Start date:\t1 May 2022\tEnd date:\t30 April 2023\n")
    assert cover.start
    assert cover.end
    assert (cover.start.first, cover.end.last) == (date(2022, 5, 1), date(2023, 4, 30))


def test_reads_two_dates_in_one_line() -> None:
    cover = cover_of("Start date: July 2021   End date: June 2024\n")
    assert (said(cover.start), said(cover.end)) == ("July 2021", "June 2024")


def test_reads_both_dates_of_a_duration() -> None:
    cover = cover_of("Project duration: 01.05.2022 – 30.04.2023\n")
    assert (said(cover.start), said(cover.end)) == ("01.05.2022", "30.04.2023")


def test_reads_a_value_that_goes_on_over_several_lines() -> None:
    cover = cover_of("Expected Outcome: By 2025 rivers\nrun clear and\nstay so\n\nAward ID: 1\n")
    assert cover.outcome
    assert (cover.outcome.text, cover.outcome.line, cover.outcome.continued) == (
        "By 2025 rivers run clear and stay so",
        1,
        (2, 3),
    )


def test_reads_several_expected_outputs() -> None:
    cover = cover_of("Expected Output(s):\tOutput 1.1: a\n\tOutput 1.2: b\n")
    assert [said(output) for output in cover.outputs] == ["Output 1.1: a", "Output 1.2: b"]


@pytest.mark.parametrize(
    "text",
    [
        "Total resources required: USD 90,000\nTotal allocated resources: USD 60,000\n\n- Regular: \n  - TRAC USD 20,000\n- Donor Japan: USD 40,000\n",
        "Total resources required:\tUSD 90,000\nTotal allocated resources:\tUSD 60,000\nTRAC:\tUSD 20,000\nDonor Japan:\tUSD 40,000\n",
    ],
)
def test_reads_resources_by_source(text: str) -> None:
    cover = cover_of(text)
    assert (said(cover.resources_required), said(cover.resources_allocated)) == ("USD 90,000", "USD 60,000")
    assert [(said(each.source), said(each.amount)) for each in cover.resources] == [
        ("TRAC", "USD 20,000"),
        ("Donor Japan", "USD 40,000"),
    ]


def test_takes_no_year_and_no_page_for_a_resource() -> None:
    cover = cover_of("Total allocated resources: USD 60,000\n\nA meeting in 2022\n")
    assert cover.resources == ()


def test_reads_a_signature_under_its_title() -> None:
    cover = cover_of("Agreed by UNDP:\n\nMs. Ann Lee\nResident Representative\n\nDate: 3 June 2022\n")
    assert (said(cover.signatory), said(cover.signatory_role)) == ("Ms. Ann Lee", "Resident Representative")
    assert cover.signed_on
    assert cover.signed_on.first == date(2022, 6, 3)


def test_reads_a_signature_in_a_table() -> None:
    cover = cover_of("Agreed by UNDP:\tMs. Ann Lee\nDate:\t3 June 2022\n")
    assert (said(cover.signatory), said(cover.signed_on)) == ("Ms. Ann Lee", "3 June 2022")


def test_takes_no_date_for_the_signature_before_anybody_agreed() -> None:
    assert cover_of("Project Title: x\nDate: 3 June 2022\n").signed_on is None


def test_does_not_sign_with_the_stamp_of_an_electronic_signature() -> None:
    cover = cover_of("Agreed by UNDP:\n\nDocuSigned by:\nAnn Lee\n8E8AB6D378F0463...\n\n3-Jun-2022\n")
    assert cover.signatory is None
    assert said(cover.signed_on) == "3-Jun-2022"


def test_leaves_the_narrative_alone() -> None:
    cover = cover_of("Project Title: x\n\n## I. PURPOSE\n\nImplementing partners are many.\n\nCountry: none of these\n")
    assert (cover.partner, cover.country) == (None, None)


def test_keeps_the_first_of_two_values() -> None:
    cover = cover_of("Project Title: first\n\nProject Title: second\n")
    assert said(cover.title) == "first"


def test_a_document_may_be_called_a_work_plan() -> None:
    cover = cover_of("# Annual Work Plan 2022\n\nProject Title: x\n")
    assert said(cover.title) == "x"
