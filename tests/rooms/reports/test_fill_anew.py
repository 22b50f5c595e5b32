"""A template filled again with what is known by now."""

from __future__ import annotations

import pytest

from tests.cast import aigul, bolat, dana, gulnara, marat, viktor
from tests.programme import activity, programme
from tests.rooms.reports.a_quarter import approved, lived, narrative, period, published, started
from tirek import monitoring, reports
from tirek.directory import NotPermitted
from tirek.reports import State
from tirek.reports.errors import NoSuchKind, NoSuchReport

pytestmark = pytest.mark.django_db


def more_is_said() -> None:
    monitoring.report_progress(
        account=marat(), activity=activity("1.2"), period=period(), status="on-track", text="We met 31 people."
    )


def test_it_works() -> None:
    lived()
    report = started()
    more_is_said()
    text = reports.fill_anew(account=marat(), report=report, base_version=1)
    assert (text.version, "We met 31 people." in text.narrative) == (2, True)
    assert published(report).narrative == text.narrative


def test_what_was_written_stays_an_earlier_version() -> None:
    lived()
    report = started()
    reports.write_text(account=marat(), report=report, narrative="By hand.", base_version=1)
    reports.fill_anew(account=marat(), report=report, base_version=2)
    assert [each.version for each in report.texts.all()] == [3, 2, 1]
    assert report.texts.get(version=2).narrative == "By hand."


def test_nothing_new_keeps_no_version() -> None:
    programme()
    report = started()
    assert reports.fill_anew(account=marat(), report=report, base_version=1).version == 1
    assert report.texts.count() == 1


def test_only_new_numbers_are_excused() -> None:
    lived()
    report = started()
    before = report.excuses.count()
    more_is_said()
    reports.fill_anew(account=marat(), report=report, base_version=1)
    (new,) = list(report.excuses.order_by("excused_at"))[before:]
    assert (new.quote, new.reason) == ("31 people", "From the progress of activity 1.2")


def test_an_approval_does_not_hold_for_it() -> None:
    lived()
    report = started()
    approved(report)
    more_is_said()
    reports.fill_anew(account=marat(), report=report, base_version=1)
    assert reports.state_of(report) == State.CHANGED


def test_refuses_to_fill_over_what_somebody_saved_meanwhile() -> None:
    programme()
    report = started()
    reports.write_text(account=aigul(), report=report, narrative="By hand.", base_version=1)
    with pytest.raises(reports.WrittenMeanwhile):
        reports.fill_anew(account=marat(), report=report, base_version=1)
    assert narrative(report) == "By hand."


def test_refuses_a_results_page() -> None:
    made = programme()
    page = reports.start_report(account=marat(), programme=made, title="Page", language="en", narrative="Words.")
    with pytest.raises(NoSuchKind):
        reports.fill_anew(account=marat(), report=page, base_version=1)


@pytest.mark.parametrize("somebody", [gulnara, bolat, viktor])
def test_refuses_whoever_writes_no_reports(somebody) -> None:
    programme()
    report = started()
    with pytest.raises(NotPermitted):
        reports.fill_anew(account=somebody(), report=report, base_version=1)


def test_refuses_another_office() -> None:
    programme()
    report = started()
    with pytest.raises(NoSuchReport):
        reports.fill_anew(account=dana(), report=report, base_version=1)
