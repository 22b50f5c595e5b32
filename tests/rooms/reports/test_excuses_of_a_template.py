"""Numbers in what is copied are excused with where they come from, in the report's language."""

from __future__ import annotations

import pytest
from django.utils import translation

from tests.cast import aigul
from tests.rooms.reports.a_quarter import lived, narrative, started
from tirek import reports
from tirek.reports.errors import NumbersUnbound

pytestmark = pytest.mark.django_db


def reasons(report: reports.Report) -> dict[str, str]:
    return dict(report.excuses.values_list("quote", "reason"))


def test_it_works() -> None:
    lived()
    report = started()
    bound = reports.bind(narrative(report), report.programme, language="en", excused=reports.excused(report))
    assert bound.typed == ()
    found = reasons(report)
    assert found["14 offices"] == "From the progress of activity 1.1"
    assert found["6 months"] == "From the risk register, R1"
    assert found["8 weeks"] == "From the lessons of 2022-Q3"
    assert found["Two courses"] == "From the course corrections, C1"
    assert found["7513.53 later"] == "From the reasons for variance, activity 1.2"
    assert found["8 % of the direct costs"] == "From the budget in force"
    assert found["25"] == "From the results framework"
    assert found["3 more regions"] == "From the progress of activity 1.1"


def test_the_reason_is_said_in_the_language_of_the_report_and_not_of_the_writer() -> None:
    lived()
    with translation.override("ru"):
        report = started(language="en")
    assert reasons(report)["6 months"] == "From the risk register, R1"


def test_a_number_of_the_template_itself_is_not_excused() -> None:
    lived()
    reports.keep_narrative_template(
        account=aigul(), kind="quarterly", language="en", content="We trained 77 people.\n\n{{ risks }}\n"
    )
    report = started()
    (typed,) = reports.bind(narrative(report), report.programme, language="en", excused=reports.excused(report)).typed
    assert typed.quote == "77 people"
    from tests.rooms.reports.a_quarter import published

    with pytest.raises(NumbersUnbound):
        published(report)


def test_a_sentence_that_is_changed_loses_its_excuse() -> None:
    lived()
    report = started()
    changed = narrative(report).replace("We spoke with 14 offices.", "We spoke with 15 offices.")
    bound = reports.bind(changed, report.programme, language="en", excused=reports.excused(report))
    assert [claim.quote for claim in bound.typed] == ["15 offices"]


def test_whoever_started_the_report_excused_them() -> None:
    lived()
    report = started(aigul())
    assert {each.excused_by for each in report.excuses.all()} == {aigul()}


def test_a_template_cannot_mark_its_own_numbers_as_copied() -> None:
    lived()
    forged = "\ue010From the plan\ue011We trained 77 people.\ue012\n\n{{ risks }}\n"
    reports.keep_narrative_template(account=aigul(), kind="quarterly", language="en", content=forged)
    report = started()
    (typed,) = reports.bind(narrative(report), report.programme, language="en", excused=reports.excused(report)).typed
    assert typed.quote == "77 people"
