"""Sub-totals, down and across."""

from __future__ import annotations

from dataclasses import replace

from tests.rooms.plans.checks.plans_made import OUTPUTS, codes, made, only
from tirek.plans.checks.subtotals import check


def test_it_works() -> None:
    year, across = check(made(money={(46, 2031): "26 600"}))
    assert (year.code, year.severity, year.where) == ("subtotal-of-year", "error", (46,))
    assert (year.printed, year.computed) == ("26 600", "25 000")
    assert year.sentence == "Sub-total of Output 2 for 2031 prints 26\u00a0600; its lines add up to 25\u00a0000."
    assert (across.code, across.severity) == ("subtotal-across-follows", "note")


def test_the_sum_across_that_follows_from_the_same_cell_says_so() -> None:
    _, across = check(made(money={(46, 2031): "26 600"}))
    assert "30\u00a0000 + 26\u00a0600" in across.sentence
    assert "follows from the same cell, 26 600 on line 46" in across.sentence
    assert (across.printed, across.computed) == ("55 000", "56 600")


def test_a_wrong_overall_sub_total_is_named_before_its_row() -> None:
    overall, across = check(made(money={(43, None): "46 000"}))
    assert (overall.code, overall.severity) == ("subtotal-overall", "error")
    assert (overall.printed, overall.computed) == ("46 000", "45 000")
    assert (across.code, across.severity) == ("subtotal-across-follows", "note")


def test_a_sub_total_that_is_out_because_of_a_line_follows_from_it() -> None:
    finding = only(check, made(money={(41, 2030): "11 000"}))
    assert (finding.code, finding.severity, finding.where) == ("subtotal-of-year-follows", "note", (41, 43))
    assert "follows from 11 000 on line 41" in finding.sentence


def test_two_faults_in_one_sub_total_are_both_errors() -> None:
    found = list(check(made(money={(43, 2030): "31 000", (43, 2031): "16 500"})))
    assert [(each.code, each.severity) for each in found] == [
        ("subtotal-of-year", "error"),
        ("subtotal-of-year", "error"),
        ("subtotal-across", "error"),
    ]


def test_faults_that_cancel_out_across_are_still_found_down() -> None:
    found = list(check(made(money={(43, 2030): "31 000", (43, 2031): "14 000"})))
    assert [each.code for each in found] == ["subtotal-of-year", "subtotal-of-year"]


def test_faults_of_two_outputs_do_not_hide_each_other() -> None:
    found = list(check(made(money={(43, 2030): "31 000", (46, 2031): "26 600"})))
    assert [each.facts["output"] for each in found if each.severity == "error"] == ["1", "2"]


def test_does_not_mention_sums_that_agree() -> None:
    assert list(check(made())) == []


def test_notes_all_outputs_without_a_sub_total_in_one_finding() -> None:
    outputs = tuple(replace(output, subtotal=None) for output in OUTPUTS)
    finding = only(check, made(work_plan={"outputs": outputs}))
    assert (finding.code, finding.severity, finding.facts["outputs"]) == ("subtotal-missing", "note", "1, 2")
    assert finding.where == (42, 45)


def test_an_output_of_one_line_needs_no_sub_total() -> None:
    first = replace(OUTPUTS[0], subtotal=None, activities=OUTPUTS[0].activities[:1])
    assert list(check(made(work_plan={"outputs": (first, OUTPUTS[1])}))) == []


def test_notes_a_blank_where_lines_have_money() -> None:
    plan = made(rows={46: {"amounts": {2030: OUTPUTS[1].subtotal.amounts[2030]}}})
    codes_found = codes(list(check(plan)))
    assert "subtotal-missing" in codes_found
    assert "subtotal-of-year" not in codes_found
