"""What is narrated has a budget, and what has a budget is narrated."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.rooms.plans.checks.plans_made import OUTPUTS, codes, made, only, row
from tirek.plans.checks.narrated_and_budgeted import check
from tirek.plans.reading.plan import Value


def test_it_works() -> None:
    finding = only(check, made(prose={22: "The work will include digital platforms for lawyers."}))
    assert (finding.code, finding.severity, finding.where) == ("narrated-without-budget", "question", (22,))
    assert finding.printed == "digital platforms for lawyers"


def test_a_plan_that_pays_for_what_it_says_is_sound() -> None:
    assert list(check(made())) == []


def test_each_item_of_an_enumeration_is_a_question_of_its_own() -> None:
    prose = {22: "The work will include visits to prisons, a hotline for lawyers, and films about torture."}
    assert [each.printed for each in check(made(prose=prose))] == ["a hotline for lawyers", "films about torture"]


def test_one_thing_promised_twice_is_one_question() -> None:
    prose = {
        21: "UNDP will provide foreign expertise on police reform.",
        22: "Foreign experts will be invited to police reform.",
    }
    found = [each for each in check(made(prose=prose)) if each.code == "narrated-without-budget"]
    assert [each.where for each in found] == [(21, 22)]


def test_other_words_of_the_same_meaning_pay() -> None:
    prose = {22: "A revision of legislation on torture will be made."}
    rows = {42: {"title": Value("1.2 Review of the law on torture", 42)}}
    assert codes(list(check(made(prose=prose, rows=rows)))) == []


def test_an_abbreviation_stands_for_its_words() -> None:
    prose = {22: "The work will include the court monitoring scheme (CMS).", 25: "Nothing."}
    row = {42: {"title": Value("1.2 CMS for courts", 42)}}
    assert codes(list(check(made(prose=prose, rows=row)))) == []


def test_words_of_any_plan_name_nothing() -> None:
    assert (
        list(check(made(prose={22: "The project will include new measures and further support at national level."})))
        == []
    )


def test_notes_a_row_that_no_sentence_speaks_of() -> None:
    _, finding = check(made(rows={45: {"title": Value("2.2 Furniture, vehicles, printers", 45)}}))
    assert (finding.code, finding.severity, finding.where) == ("budgeted-without-narrative", "note", (45,))


@pytest.mark.parametrize("title", ["Project management", "Effective management of the project"])
def test_running_the_project_need_not_be_narrated(title: str) -> None:
    managed = replace(
        OUTPUTS[1], title=Value(title, 44), activities=(row(44, "Driver, vehicle", "30 000", "25 000", "55 000"),)
    )
    assert list(check(made(work_plan={"outputs": (OUTPUTS[0], managed)}, prose={21: "Nothing."}))) == []


def test_a_document_without_a_narrative_is_not_asked_for_one() -> None:
    assert list(check(made(sections=()))) == []
