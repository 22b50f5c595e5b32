"""Outputs of the narrative and of the work plan."""

from __future__ import annotations

from tests.rooms.plans.checks.plans_made import OUTPUTS, codes, made, only
from tirek.plans.checks.names_of_outputs import check
from tirek.plans.reading.plan import NarratedOutput, Value

FIRST = NarratedOutput("1", Value("Inspectors trained to visit prisons", 18), ())
SECOND = NarratedOutput("2", Value("Complaints of detainees answered in time", 22), ())


def narrated(*outputs: NarratedOutput):
    """This function will make the sound plan with other outputs in its narrative."""
    return made(narrated_outputs=outputs)


def test_it_works() -> None:
    other = NarratedOutput("2", Value("A reform of the police is supported", 22), ())
    finding = only(check, narrated(FIRST, other))
    assert (finding.code, finding.severity, finding.where) == ("output-named-two-ways", "question", (22, 44))
    assert finding.printed == "A reform of the police is supported"
    assert finding.computed == "Complaints of detainees answered in time"


def test_one_title_in_both_places_is_sound() -> None:
    assert list(check(narrated(FIRST, SECOND))) == []


def test_capitals_marks_and_forms_of_a_word_make_no_other_title() -> None:
    same = NarratedOutput("1", Value("INSPECTORS, trained to visit prison.", 18), ())
    assert list(check(narrated(same, SECOND))) == []


def test_a_title_that_only_shares_some_words_is_another() -> None:
    near = NarratedOutput("1", Value("Inspectors trained to write reports", 18), ())
    assert codes(list(check(narrated(near, SECOND)))) == ["output-named-two-ways"]


def test_notes_an_output_that_the_text_does_not_name() -> None:
    finding = only(check, narrated(FIRST))
    assert (finding.code, finding.severity, finding.where) == ("output-not-narrated", "note", (44,))


def test_an_output_without_a_budget_is_an_error() -> None:
    third = NarratedOutput("3", Value("Free legal aid within reach", 25), ())
    finding = only(check, narrated(FIRST, SECOND, third))
    assert (finding.code, finding.severity, finding.where) == ("output-not-budgeted", "error", (25,))


def test_a_text_that_names_no_output_at_all_is_not_compared() -> None:
    assert len(OUTPUTS) == 2
    assert list(check(narrated())) == []
