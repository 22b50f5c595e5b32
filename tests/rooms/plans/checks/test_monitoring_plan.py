"""The monitoring plan."""

from __future__ import annotations

import pytest

from tests.rooms.plans.checks.plans_made import MONITORING, codes, made, only
from tirek.plans.checks.monitoring_plan import check
from tirek.plans.reading.plan import MonitoringRow, Value


def row(activity: str, purpose: str | None, frequency: str | None, action: str | None, line: int = 33) -> MonitoringRow:
    """This function will make a monitoring row."""
    values = (Value(text, line) if text is not None else None for text in (purpose, frequency, action))
    return MonitoringRow(line, Value(activity, line), *values)


def test_it_works() -> None:
    finding = only(check, made(monitoring=(*MONITORING, row("Learn", "To learn", None, None))))
    assert (finding.code, finding.severity, finding.where) == ("monitoring-row-incomplete", "question", (33,))
    assert finding.computed == "Frequency, Expected Action"


def test_complete_rows_are_sound() -> None:
    assert list(check(made())) == []


@pytest.mark.parametrize("text", ["TBD", "to be confirmed", "", "…"])
def test_what_is_yet_to_be_said_is_blank(text: str) -> None:
    assert only(check, made(monitoring=(row("Learn", "To learn", text, "Use it"),))).computed == "Frequency"


@pytest.mark.parametrize("text", ["n/a", "N/A for this plan", "Not applicable", "-"])
def test_a_row_that_does_not_apply_is_noted_once(text: str) -> None:
    finding = only(check, made(monitoring=(row("Quality assurance", text, None, None),)))
    assert (finding.code, finding.severity, finding.printed) == ("monitoring-row-not-applicable", "note", text)


def test_a_final_report_in_a_quarterly_row_is_asked_about() -> None:
    finding = only(
        check, made(monitoring=(row("Project report", "To tell", "Quarterly", "The final report is shared"),))
    )
    assert (finding.code, finding.printed, finding.computed) == ("report-frequency", "Quarterly", "final")


@pytest.mark.parametrize("frequency", ["Quarterly and at the end", "Once, at completion", "Final"])
def test_a_final_report_at_the_end_is_sound(frequency: str) -> None:
    assert (
        list(check(made(monitoring=(row("Project report", "To tell", frequency, "The final report is shared"),)))) == []
    )


def test_a_final_report_that_the_text_promises_must_be_in_the_plan() -> None:
    finding = only(check, made(prose={25: "UNDP prepares a final consolidated narrative report."}))
    assert (finding.code, finding.severity, finding.where) == ("report-not-in-monitoring-plan", "question", (25, 32))
    assert finding.printed == "Quarterly"
    assert "final consolidated narrative report" in finding.sentence


@pytest.mark.parametrize(
    "text",
    ["The final text goes to press. A report follows.", "Annual expenses are counted.", "Progress reports are final."],
)
def test_words_near_each_other_by_chance_promise_nothing(text: str) -> None:
    assert list(check(made(prose={25: text}))) == []


def test_a_row_that_names_the_final_report_keeps_the_promise() -> None:
    rows = (*MONITORING, row("Final report", "To tell", "Last month", "It is shared"))
    assert list(check(made(prose={25: "UNDP prepares a final report."}, monitoring=rows))) == []


def test_a_yearly_row_keeps_the_promise_of_an_annual_report() -> None:
    rows = (row("Project report", "To tell", "Yearly", "It is shared"),)
    prose = {25: "An annual narrative report is written."}
    assert list(check(made(prose=prose, monitoring=rows))) == []
    assert codes(list(check(made(prose=prose)))) == ["report-not-in-monitoring-plan"]


def test_asks_for_a_monitoring_plan() -> None:
    assert only(check, made(monitoring=())).code == "monitoring-plan-missing"
