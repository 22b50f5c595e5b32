"""The same plan as text, as Word and as PDF says the same."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rooms.plans.reading.accounting import unaccounted
from tests.rooms.plans.reading.made import PLAN, as_docx, as_pdf
from tirek.plans.reading import read
from tirek.plans.reading.plan import BudgetRow, Plan, Value

TEXT = PLAN.read_text()
MADE = {
    "Word, cover in a table": lambda: as_docx(TEXT),
    "Word, cover in paragraphs": lambda: as_docx(TEXT, cover_as_table=False),
    "PDF": lambda: as_pdf(TEXT),
    "PDF, tables over page ends": lambda: as_pdf(TEXT, height="120mm"),
    "PDF, no ruled lines": lambda: as_pdf(TEXT, ruled=False),
}


def said(value: Value | None) -> str | None:
    return value.text if value else None


def row(each: BudgetRow | None) -> Any:
    if each is None:
        return None
    amounts = {year: (amount.text, amount.number, amount.style) for year, amount in each.amounts.items()}
    words = [said(value) for value in (each.title, each.responsible_party, each.fund, each.description, each.account)]
    return each.kind, each.number, *words, each.marks, amounts, said(each.total), each.shift


def values(plan: Plan) -> dict[str, Any]:
    """This function will give what a plan says, without the lines it says it on."""
    cover, work_plan = plan.cover, plan.work_plan
    assert work_plan
    names = ("title", "country", "outcome", "partner", "programme_period", "award_id", "output_id", "gender_marker")
    found: dict[str, Any] = {name: said(getattr(cover, name)) for name in (*names, "signatory", "signatory_role")}
    found |= {name: said(getattr(cover, name)) for name in ("resources_required", "resources_allocated")}
    found |= {f"{name}.first": getattr(cover, name).first for name in ("start", "end", "signed_on")}
    found["outputs"] = [said(each) for each in cover.outputs]
    found["resources"] = [(said(each.source), each.amount.number, said(each.group)) for each in cover.resources]
    found["period"] = said(work_plan.printed_period)
    found["columns"] = work_plan.columns
    found["periods"] = [(each.label, each.quarter, each.year, each.column) for each in work_plan.periods]
    for number, output in enumerate(work_plan.outputs):
        found[f"output {number}"] = (output.number, output.title.text, row(output.subtotal))
        found |= {f"activity {number}.{at}": row(each) for at, each in enumerate(output.activities)}
    found |= {"fee": row(work_plan.fee), "total": row(work_plan.total)}
    for at, each in enumerate(plan.monitoring):
        found[f"monitoring {at}"] = [
            said(value) for value in (each.activity, each.purpose, each.frequency, each.expected_action)
        ]
    found["sections"] = [(each.number, each.heading.text) for each in plan.sections]
    found["narrative"] = [[said(paragraph) for paragraph in each.paragraphs] for each in plan.sections]
    found["narrated"] = [(each.number, each.title.text, len(each.paragraphs)) for each in plan.narrated_outputs]
    return found


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    return values(read(PLAN.read_bytes(), PLAN.name))


def test_it_works(expected: dict[str, Any]) -> None:
    assert len(expected) > 40


@pytest.mark.parametrize("made", MADE)
def test_says_the_same_in_every_format(made: str, expected: dict[str, Any]) -> None:
    plan = read(MADE[made](), made)
    assert values(plan) == expected
    assert unaccounted(plan) == set()


def test_tells_word_and_pdf_by_content_and_not_by_name() -> None:
    assert read(as_docx(TEXT), "plan.pdf").media_type.endswith("wordprocessingml.document")
    assert read(as_pdf(TEXT), "plan.docx").media_type == "application/pdf"


def test_knows_the_page_of_a_line_in_a_pdf() -> None:
    plan = read(as_pdf(TEXT), "plan.pdf")
    assert plan.work_plan
    assert plan.lines[0].page == 1
    assert plan.lines[plan.work_plan.line - 1].page == 4


def test_takes_page_numbers_for_what_they_are() -> None:
    plan = read(as_pdf(TEXT), "plan.pdf")
    feet = [each.text for each in plan.unread if each.reason == "the head or foot of a page"]
    assert feet == ["1", "2", "3", "4"]


def test_tells_how_far_the_reading_of_pages_is() -> None:
    steps: list[tuple[int, int, str]] = []
    read(as_pdf(TEXT), "plan.pdf", progress=lambda *step: steps.append(step))
    assert steps == [(done, 4, "Reading the pages") for done in range(5)]
