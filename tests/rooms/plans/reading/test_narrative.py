"""Sections, paragraphs, and the outputs that the text describes."""

# ruff: noqa: E501 (tables are as wide as they are)

from __future__ import annotations

import pytest

from tests.rooms.plans.reading.accounting import unaccounted
from tirek.plans.reading import read
from tirek.plans.reading.plan import Plan

COVER = "Project Title: x\nAward ID: 1\n\n"
LONG = "A paragraph that is long enough to have been broken by the end of a page, for it has more than a hundred letters and"


def plan_of(text: str) -> Plan:
    plan = read((COVER + text).encode(), "plan")
    assert unaccounted(plan) == set()
    return plan


def outline(plan: Plan) -> list[tuple[str | None, str, int]]:
    return [(section.number, section.heading.text, section.level) for section in plan.sections]


def test_it_works() -> None:
    plan = plan_of("## I. PURPOSE\n\nFirst.\n\nSecond.\n\n### Detail\n\nThird.\n")
    assert outline(plan) == [("I", "PURPOSE", 1), (None, "Detail", 2)]
    assert [[each.text for each in section.paragraphs] for section in plan.sections] == [
        ["First.", "Second."],
        ["Third."],
    ]


@pytest.mark.parametrize(
    ("line", "number", "heading"),
    [
        ("# Purpose", None, "Purpose"),
        ("**Purpose**", None, "Purpose"),
        ("**V. ANNEXES:**", "V", "ANNEXES"),
        ("<b>Purpose</b>", None, "Purpose"),
        ("II. Management Arrangements", "II", "Management Arrangements"),
        ("1. Situation analysis", "1", "Situation analysis"),
        ("2.1 Project management", "2.1", "Project management"),
        ("MONITORING AND EVALUATION", None, "MONITORING AND EVALUATION"),
        ("Annex 1: Risk log", None, "Annex 1: Risk log"),
        ("Monitoring Plan", None, "Monitoring Plan"),
    ],
)
def test_knows_a_heading_in_many_dresses(line: str, number: str | None, heading: str) -> None:
    plan = plan_of(f"## Start here\n\nWords.\n\n{line}\n\nMore words.\n")
    assert (number, heading) in [(section.number, section.heading.text) for section in plan.sections]


@pytest.mark.parametrize(
    "line",
    ["I think so.", "Monitoring is done every year by the office and its partners in each of the regions.", "UNDP"],
)
def test_takes_a_sentence_for_no_heading(line: str) -> None:
    plan = plan_of(f"## Start here\n\nWords.\n\n{line}\n\nMore words.\n")
    assert outline(plan) == [(None, "Start here", 1)]


def test_joins_lines_that_were_wrapped() -> None:
    plan = plan_of("## Start\n\nOne paragraph\nof three\nlines.\n\nAnother.\n")
    first, second = plan.sections[0].paragraphs
    assert (first.text, first.line, first.continued) == ("One paragraph of three lines.", 6, (7, 8))
    assert second.text == "Another."


def test_joins_a_paragraph_that_a_page_broke() -> None:
    plan = plan_of(f"## Start\n\n{LONG}\n\nThe rest of it.\n\nin lower case\n")
    assert [each.continued for each in plan.sections[0].paragraphs] == [(8,), ()]


def test_joins_whatever_begins_in_lower_case() -> None:
    plan = plan_of("## Start\n\nThe office will lead\n\ncoordination.\n")
    assert [each.text for each in plan.sections[0].paragraphs] == ["The office will lead coordination."]


def test_keeps_the_items_of_a_list_apart() -> None:
    plan = plan_of("## Start\n\nThese are:\n- one\n- two\n1. three\n")
    assert [each.text for each in plan.sections[0].paragraphs] == ["These are:", "- one", "- two", "1. three"]


def test_keeps_short_lines_apart() -> None:
    plan = plan_of("## Start\n\nOne\n\nTwo\n")
    assert [each.text for each in plan.sections[0].paragraphs] == ["One", "Two"]


def test_finds_outputs_that_the_text_describes() -> None:
    text = "## I. PURPOSE\n\n**Output 1:** Wells are dug:\n\nBy hand.\n\nBy many.\n\n## Output 2: Users learn\n\nIn school.\n\n## II. MANAGEMENT\n\nNo output.\n"
    found = plan_of(text).narrated_outputs
    assert [(each.number, each.title.text, [value.text for value in each.paragraphs]) for each in found] == [
        ("1", "Wells are dug", ["By hand.", "By many."]),
        ("2", "Users learn", ["In school."]),
    ]


def test_takes_a_title_out_of_a_long_paragraph() -> None:
    text = "Output 1. Wells are dug. " + "They will be dug by hand in the hills. " * 10
    (found,) = plan_of("## I. PURPOSE\n\n" + text).narrated_outputs
    assert found.title.text == "Wells are dug"
    assert len(found.paragraphs) == 1


def test_takes_no_sentence_about_outputs_for_an_output() -> None:
    assert plan_of("## I. PURPOSE\n\nThe expected outputs are:\n\nOutputs are many.\n").narrated_outputs == ()
