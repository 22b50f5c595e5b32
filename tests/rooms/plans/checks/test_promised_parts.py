"""What the text promises and the document lacks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.rooms.plans.checks.plans_made import codes, made, only
from tirek.plans.checks.promised_parts import check
from tirek.plans.reading.plan import Line, MonitoringRow, Plan, Section, Value


def without_framework(**changed: object) -> Plan:
    """This function will make the sound plan without its results framework."""
    plan = made(text={37: ""}, **changed)
    return replace(plan, sections=tuple(section for section in plan.sections if section.heading.line != 36))


def with_table(plan: Plan, *cells: str) -> Plan:
    """This function will put a table head on line 34."""
    lines = [Line(34, "\t".join(cells), cells=cells) if line.number == 34 else line for line in plan.lines]
    return replace(plan, lines=tuple(lines))


def test_it_works() -> None:
    indicators, targets = check(without_framework())
    assert (indicators.code, indicators.severity, indicators.where) == ("indicators-missing", "question", (24,))
    assert targets.code == "targets-missing"
    assert "measured against targets and indicators" in targets.sentence


def test_a_document_that_holds_what_it_promises_is_sound() -> None:
    assert list(check(made())) == []


def test_a_table_with_a_column_for_it_keeps_the_promise() -> None:
    assert list(check(with_table(without_framework(), "Output", "Indicators", "Target 2030"))) == []


def test_a_promise_elsewhere_in_the_text_does_not_keep_itself() -> None:
    plan = without_framework(prose={25: "All targets are set, and indicators are good."})
    assert codes(list(check(plan))) == ["indicators-missing", "targets-missing"]


@pytest.mark.parametrize(
    "text", ["The project targets to help many.", "The target groups are staff.", "It targets prisons."]
)
def test_to_target_is_no_promise_of_targets(text: str) -> None:
    assert list(check(without_framework(prose={24: text}))) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Progress is compared with the baseline.", "baselines-missing"),
        ("The results framework shows the rest.", "results-framework-missing"),
        ("Spending follows the allocation letter of the bureau.", "allocation-letter-missing"),
        ("For the terms of reference see Annex 2.", "annex-missing"),
        ("The risk log is kept by the office.", "risk-log-missing"),
        ("Risks that threaten results are identified and monitored.", "risk-log-missing"),
    ],
)
def test_other_parts_are_missed_too(text: str, code: str) -> None:
    assert codes(list(check(without_framework(prose={24: text})))) == [code]


@pytest.mark.parametrize("text", ["A baseline study is made.", "A baseline assessment of prisons is written."])
def test_a_baseline_study_is_an_activity(text: str) -> None:
    assert list(check(without_framework(prose={24: text}))) == []


def test_a_monitoring_row_about_risk_promises_that_risks_are_known() -> None:
    risk = MonitoringRow(33, Value("Monitor and manage risk", 33), None, None, None)
    assert codes(list(check(made(monitoring=(risk,))))) == ["risk-log-missing"]


def test_a_section_on_risks_keeps_that_promise() -> None:
    risk = MonitoringRow(33, Value("Monitor and manage risk", 33), None, None, None)
    plan = made(monitoring=(risk,), text={35: "Elections may delay visits."})
    section = Section(None, Value("Risks", 34), 1, (Value("Elections may delay visits.", 35),))
    assert list(check(replace(plan, sections=(*plan.sections, section)))) == []


def test_a_risk_log_among_the_annexes_keeps_that_promise() -> None:
    risk = MonitoringRow(33, Value("Monitor and manage risk", 33), None, None, None)
    assert list(check(made(monitoring=(risk,), text={60: "Annex 1. Risk log"}))) == []


def test_a_heading_for_annexes_with_nothing_under_it_is_asked_about() -> None:
    plan = made(text={60: "V. Annexes:"})
    section = Section("V", Value("Annexes:", 60), 1, ())
    finding = only(check, replace(plan, sections=(*plan.sections, section)))
    assert (finding.code, finding.severity, finding.where) == ("annexes-empty", "question", (60,))


def test_another_heading_with_nothing_under_it_is_noted() -> None:
    plan = made(text={60: "V. Sustainability"})
    section = Section("V", Value("Sustainability", 60), 1, ())
    assert only(check, replace(plan, sections=(*plan.sections, section))).code == "section-empty"


def test_a_heading_over_deeper_headings_is_not_empty() -> None:
    plan = made(text={60: "V. Annexes", 61: "Annex 1", 62: "Terms of reference"})
    deeper = (Section("V", Value("Annexes", 60), 1, ()), Section(None, Value("Annex 1", 61), 2, (Value("Terms", 62),)))
    assert list(check(replace(plan, sections=(*plan.sections, *deeper)))) == []


def test_a_long_sentence_is_quoted_around_its_promise() -> None:
    text = "word " * 40 + "in the allocation letter " + "word " * 40
    quoted = only(check, without_framework(prose={24: text})).facts["promise"]
    assert "allocation letter" in quoted
    assert len(quoted) <= 122
