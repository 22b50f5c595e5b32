"""What a sentence commits the project to."""

from __future__ import annotations

import pytest

from tests.rooms.plans.checks.plans_made import made
from tirek.plans.checks.commitments import commitments, governed_by_promise


def items(text: str) -> tuple[str, ...]:
    """This function will give the items of one sentence: the first choice, else the other."""
    found = list(commitments(made(prose={20: text, 21: "Nothing more.", 24: "Nothing more."})))
    return found[0].items or found[0].otherwise if found else ()


def test_it_works() -> None:
    assert items("The work will include a manual, two workshops and a register of visits.") == (
        "a manual",
        "two workshops",
        "a register of visits",
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("UNDP will also provide legal advice to the ministry.", ("legal advice to the ministry",)),
        ("Closer ties with prisons are envisaged to share what is known.", ("Closer ties with prisons",)),
        ("In addition, an online register is planned.", ("an online register",)),
        ("The plan also foresees a hotline, so that people can call.", ("a hotline",)),
        ("There will be a hotline for prisoners.", ("a hotline for prisoners",)),
        ("All needs are to be met: a survey, a manual (printed).", ("a survey", "a manual")),
        ("Staff shall receive training on complaints.", ("training on complaints",)),
    ],
)
def test_the_object_of_an_active_and_the_subject_of_a_passive_promise_are_taken(
    text: str, found: tuple[str, ...]
) -> None:
    assert items(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "The project will help to change habits.",
        "UNDP will work to support reforms.",
        "The political will prevented any change.",
        "It pays for actions that will change habits.",
        "Prisons were visited in 2029.",
        "The reform aims at agencies that will have to see that rights are observed and will be respected.",
    ],
)
def test_aims_nouns_and_relative_clauses_commit_to_nothing(text: str) -> None:
    assert items(text) == ()


def test_what_is_said_of_management_and_monitoring_is_no_activity() -> None:
    assert list(commitments(made(prose={20: "-", 21: "-", 24: "A manager will write a report."}))) == []


def test_a_passive_keeps_what_follows_for_when_its_subject_says_too_little() -> None:
    subject, rest = governed_by_promise("Activities will be arranged to respond to abuse.")
    assert subject.strip() == "Activities"
    assert "respond to abuse" in rest


def test_the_line_is_that_of_the_sentence() -> None:
    assert [each.line for each in commitments(made())] == [20, 20, 21]
