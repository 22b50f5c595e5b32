"""The total row."""

from __future__ import annotations

from dataclasses import replace

from tests.rooms.plans.checks.plans_made import OUTPUTS, TOTAL, made, only
from tirek.plans.checks.table_total import check


def test_it_works() -> None:
    year, across = check(made(money={(48, 2031): "44 800"}))
    assert (year.code, year.severity, year.where) == ("total-of-year", "error", (48,))
    assert (year.printed, year.computed) == ("44 800", "43 200")
    assert (across.code, across.severity) == ("total-across-follows", "note")


def test_a_total_that_agrees_with_the_lines_is_sound_whatever_a_sub_total_prints() -> None:
    assert list(check(made(money={(46, 2031): "26 600"}))) == []


def test_a_total_that_only_agrees_with_a_faulty_sub_total_is_found() -> None:
    found = check(made(money={(46, 2031): "26 600", (48, 2031): "44 800"}))
    assert [each.computed for each in found] == ["43 200", "109 600"]


def test_a_total_that_is_out_because_of_a_line_follows_from_it() -> None:
    finding = only(check, made(money={(41, 2030): "11 000"}))
    assert (finding.code, finding.where) == ("total-of-year-follows", (41, 48))


def test_the_fee_is_part_of_the_total() -> None:
    finding = only(check, made(money={(47, 2030): "4 900"}))
    assert (finding.code, finding.facts["cause"]) == ("total-of-year-follows", "4 900")


def test_a_wrong_overall_total_is_named_before_its_row() -> None:
    overall, across = check(made(money={(48, None): "118 000"}))
    assert (overall.code, overall.printed, overall.computed) == ("total-overall", "118 000", "108 000")
    assert across.severity == "note"


def test_two_faults_in_the_total_row_are_both_errors() -> None:
    found = list(check(made(money={(48, 2030): "65 000", (48, 2031): "44 000"})))
    assert [each.severity for each in found] == ["error"] * 3


def test_an_output_without_lines_counts_with_its_sub_total() -> None:
    outputs = (replace(OUTPUTS[0], activities=()), OUTPUTS[1])
    assert list(check(made(work_plan={"outputs": outputs}))) == []


def test_notes_a_plan_without_a_total() -> None:
    finding = only(check, made(work_plan={"total": None}))
    assert (finding.code, finding.severity, finding.computed) == ("total-missing", "note", "108\u00a0000")


def test_notes_a_blank_in_the_total_row() -> None:
    found = check(made(rows={48: {"amounts": {2030: TOTAL.amounts[2030]}, "total": None}}))
    assert [(each.code, each.computed) for each in found] == [
        ("total-of-year-missing", "43\u00a0200"),
        ("total-missing", "108\u00a0000"),
    ]
