"""Paragraphs and sentences."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.rooms.plans.checks.plans_made import made
from tirek.plans.checks.prose import paragraphs, sentences, split
from tirek.plans.reading.plan import Value


def test_it_works() -> None:
    assert [(each.line, each.text[:12]) for each in sentences(made())] == [
        (20, "Inspectors w"),
        (20, "A survey wil"),
        (21, "A register w"),
        (24, "Implementing"),
        (24, "Its progress"),
    ]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two. Three.", 3),
        ("Mr. Smith came. He left.", 2),
        ("E.g. Paris, i.e. London.", 1),
        ("No end", 1),
        ("Really? Yes!", 2),
    ],
)
def test_a_sentence_ends_at_its_stop_and_not_at_an_abbreviation(text: str, count: int) -> None:
    assert len(split(text)) == count


def test_a_sentence_stands_on_the_line_where_it_begins() -> None:
    first, second = (
        "The manual is written by the office and goes on over the",
        "page. A second sentence that is long enough begins here.",
    )
    plan = made(text={25: first, 27: second})
    broken = Value(f"{first} {second}", 25, continued=(27,))
    section = replace(plan.sections[1], paragraphs=(broken,))
    plan = replace(plan, sections=(section,), narrated_outputs=())
    assert [each.line for each in sentences(plan)] == [25, 27]


def test_a_paragraph_of_an_output_and_of_its_section_is_given_once() -> None:
    plan = made()
    output = replace(plan.narrated_outputs[0], paragraphs=plan.sections[0].paragraphs)
    assert len(paragraphs(replace(plan, narrated_outputs=(output,)))) == len(paragraphs(plan))
