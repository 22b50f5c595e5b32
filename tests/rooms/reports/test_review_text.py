"""A second person reviews a version; only what was approved is published, and a change asks again."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from django.db import connection, connections
from django.test import Client

from tests.cast import aigul, bolat, dana, gulnara, ingrid, marat, saule, somebody, viktor
from tests.programme import programme
from tests.rooms.reports.a_quarter import approved, lived, narrative, period, published, started, the_programme
from tirek import ledger, reports
from tirek.directory import Account, NotPermitted, Role, SamePerson
from tirek.plans import ReasonMissing
from tirek.reports import State
from tirek.reports.errors import NoSuchReport, NoSuchVerdict, NotApproved

pytestmark = pytest.mark.django_db


def second_coordinator() -> Account:
    return somebody("baurzhan", Role.COORDINATOR)


def reviewed(report: reports.Report, verdict: str = "approved", by: Account | None = None, reason: str = "") -> None:
    text = reports.latest_text(report)
    reports.review_text(account=by or gulnara(), text=text, verdict=verdict, reason=reason)


def rewritten(report: reports.Report, by: Account | None = None) -> reports.ReportText:
    newest = reports.latest_text(report)
    text = f"{newest.narrative}\n\nWe add a word.\n"
    return reports.write_text(account=by or marat(), report=report, narrative=text, base_version=newest.version)


def publish(report: reports.Report, by: Account | None = None) -> reports.PublishedReport:
    version = reports.latest_text(report).version
    return reports.publish_report(account=by or aigul(), report=report, number=1, version=version)


def test_it_works() -> None:
    programme()
    report = started()
    reviewed(report)
    assert reports.state_of(report) == State.APPROVED
    assert publish(report).number == 1


def test_refuses_to_publish_what_nobody_approved() -> None:
    programme()
    with pytest.raises(NotApproved) as refused:
        publish(started())
    assert refused.value.facts == {"version": 1}


def test_refuses_to_publish_what_was_sent_back() -> None:
    programme()
    report = started()
    reviewed(report, "returned", reason="The risk is told twice.")
    assert reports.state_of(report) == State.SENT_BACK
    with pytest.raises(NotApproved):
        publish(report)


def test_a_change_after_approval_shows_and_asks_for_another() -> None:
    programme()
    report = started()
    reviewed(report)
    rewritten(report)
    assert reports.state_of(report) == State.CHANGED
    with pytest.raises(NotApproved):
        publish(report)
    reviewed(report)
    assert publish(report).narrative.endswith("We add a word.\n")


def test_a_change_after_sending_back_is_a_draft_again() -> None:
    programme()
    report = started()
    reviewed(report, "returned", reason="Too long.")
    rewritten(report)
    assert reports.state_of(report) == State.DRAFT


def test_saving_the_same_text_again_keeps_the_approval() -> None:
    programme()
    report = started()
    reviewed(report)
    reports.write_text(account=marat(), report=report, narrative=narrative(report), base_version=1)
    assert reports.state_of(report) == State.APPROVED


def test_the_newest_of_several_verdicts_counts() -> None:
    programme()
    report = started()
    reviewed(report)
    reviewed(report, "returned", second_coordinator(), "A figure is missing.")
    assert reports.state_of(report) == State.SENT_BACK
    reviewed(report)
    assert reports.state_of(report) == State.APPROVED
    assert [each.verdict for each in reports.verdicts(report)] == ["approved", "returned", "approved"]


def test_refuses_whoever_started_the_report() -> None:
    programme()
    report = started(aigul())
    rewritten(report, marat())
    with pytest.raises(SamePerson):
        reviewed(report, by=aigul())


def test_refuses_whoever_wrote_the_version() -> None:
    programme()
    report = started(marat())
    rewritten(report, aigul())
    with pytest.raises(SamePerson):
        reviewed(report, by=aigul())


def test_a_blank_that_a_colleague_adds_makes_nobody_a_second_person() -> None:
    programme()
    report = started(marat())
    rewritten(report, aigul())
    rewritten(report, marat())
    with pytest.raises(SamePerson):
        reviewed(report, by=aigul())
    reviewed(report, by=gulnara())
    assert reports.state_of(report) == State.APPROVED


def test_whoever_wrote_what_was_approved_may_review_what_another_wrote_since() -> None:
    programme()
    report = started(marat())
    rewritten(report, aigul())
    reviewed(report, by=gulnara())
    rewritten(report, marat())
    reviewed(report, by=aigul())
    assert reports.state_of(report) == State.APPROVED


@pytest.mark.parametrize("somebody_else", [marat, saule, viktor, bolat, ingrid])
def test_refuses_a_reviewer_whose_role_does_not_review(somebody_else) -> None:
    programme()
    report = started(aigul())
    with pytest.raises(NotPermitted):
        reviewed(report, by=somebody_else())


def test_refuses_a_reviewer_of_another_office() -> None:
    programme()
    report = started()
    with pytest.raises(NoSuchReport):
        reviewed(report, by=somebody("aktobe-reviewer", Role.REVIEWER, "HRC-15"))


@pytest.mark.parametrize("reason", ["", "   "])
def test_refuses_to_send_back_without_a_reason(reason: str) -> None:
    programme()
    with pytest.raises(ReasonMissing):
        reviewed(started(), "returned", reason=reason)


def test_refuses_a_verdict_that_is_none() -> None:
    programme()
    with pytest.raises(NoSuchVerdict):
        reviewed(started(), "perhaps")


def test_refuses_to_approve_an_older_version() -> None:
    programme()
    report = started()
    old = reports.latest_text(report)
    rewritten(report)
    with pytest.raises(reports.WrittenMeanwhile):
        reports.review_text(account=gulnara(), text=old, verdict="approved")
    assert reports.state_of(report) == State.DRAFT


def test_a_double_click_keeps_one_verdict() -> None:
    programme()
    report = started()
    reviewed(report)
    reviewed(report)
    assert reports.verdicts(report).count() == 1


def test_a_results_page_is_published_without_a_review() -> None:
    made = programme()
    page = reports.start_report(account=marat(), programme=made, title="Page", language="en", narrative="Words.")
    assert publish(page).title == "Page"


def test_a_reviewer_reads_drafts_and_writes_nothing() -> None:
    made = programme()
    report = started()
    reviewer = gulnara()
    assert reports.report(reviewer, report.pk) == report
    for write in (
        lambda: reports.write_text(account=reviewer, report=report, narrative="Mine.", base_version=1),
        lambda: reports.excuse_number(account=reviewer, report=report, quote="1", sentence="1", reason="So."),
        lambda: reports.fill_anew(account=reviewer, report=report, base_version=1),
        lambda: reports.ask_for_review(account=reviewer, text=reports.latest_text(report)),
        lambda: reports.start_report(account=reviewer, programme=made, title="x", language="en", narrative="x"),
        lambda: started(reviewer, period="2022-Q4"),
        lambda: publish(report, reviewer),
    ):
        with pytest.raises(NotPermitted):
            write()


def test_asking_says_that_a_version_waits() -> None:
    programme()
    report = started()
    asked = reports.ask_for_review(account=marat(), text=reports.latest_text(report))
    again = reports.ask_for_review(account=aigul(), text=reports.latest_text(report))
    assert (asked.pk, reports.state_of(report)) == (again.pk, State.WAITING)


def test_a_new_version_no_longer_waits() -> None:
    programme()
    report = started()
    reports.ask_for_review(account=marat(), text=reports.latest_text(report))
    rewritten(report)
    assert reports.state_of(report) == State.DRAFT


def test_refuses_to_ask_for_an_older_version() -> None:
    programme()
    report = started()
    old = reports.latest_text(report)
    rewritten(report)
    with pytest.raises(reports.WrittenMeanwhile):
        reports.ask_for_review(account=marat(), text=old)


def test_refuses_asking_by_another_office() -> None:
    programme()
    report = started()
    with pytest.raises(NoSuchReport):
        reports.ask_for_review(account=dana(), text=reports.latest_text(report))


def test_states_are_asked_in_as_many_questions_for_many_reports(django_assert_num_queries) -> None:
    programme()
    found = [started(period=key) for key in ("2022-Q3", "2022-Q4", "2023-Q1")]
    reviewed(found[0])
    with django_assert_num_queries(3):
        states = reports.states(found)
    assert [states[each.pk] for each in found] == [State.APPROVED, State.DRAFT, State.DRAFT]


def test_what_is_published_counts_as_reported() -> None:
    made = lived()
    assert reports.formal_reports_done(made) == set()
    published(started())
    published(started(kind="annual", period="2022"))
    published(started(kind="final", period=""))
    approved(started(period="2022-Q4"))
    published(started(period="2023-Q1", party="Ministry"))
    assert reports.formal_reports_done(the_programme()) == {"2022-Q3", "2022", "final"}
    assert reports.formal_reports_done_in([made]) == {made.pk: {"2022-Q3", "2022", "final"}}
    assert period().key in reports.formal_reports_done(made)


def test_each_verdict_is_one_entry_and_the_ledger_verifies() -> None:
    programme()
    report = started()
    reviewer = gulnara()
    before = ledger.heads()["HRC"]
    reviewed(report, by=reviewer)
    assert ledger.heads()["HRC"] == before + 1
    assert ledger.verify().ok


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE reports_textreview SET verdict = 'returned'",
        "DELETE FROM reports_textreview",
        "UPDATE reports_reporttext SET narrative = 'x'",
        "DELETE FROM reports_excuse",
        "UPDATE reports_publishedreport SET narrative = 'x'",
        "DELETE FROM reports_reviewasked",
        "UPDATE reports_narrativetemplate SET content = 'x'",
    ],
)
def test_the_database_keeps_what_was_written_and_reviewed(statement: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege), connection.cursor() as cursor:
        cursor.connection.execute(statement)
    connection.rollback() if not connection.in_atomic_block else connection.set_rollback(True)


def test_of_an_approval_and_a_new_version_at_once_none_is_published_unseen(transactional_db: None) -> None:
    programme()
    report = started()
    text, reviewer, writer = reports.latest_text(report), gulnara(), marat()
    both = threading.Barrier(2, timeout=10)

    def approve() -> str:
        both.wait()
        return outcome(lambda: reports.review_text(account=reviewer, text=text, verdict="approved"))

    def write() -> str:
        both.wait()
        return outcome(lambda: rewritten(report, writer))

    with ThreadPoolExecutor(2) as threads:
        answers = {each.result() for each in [threads.submit(approve), threads.submit(write)]}
    assert answers <= {"done", "report-written-meanwhile"}
    with pytest.raises(NotApproved):
        publish(report)


def test_of_two_who_start_the_same_report_at_once_one_does(transactional_db: None) -> None:
    programme()
    people = [marat(), aigul()]
    both = threading.Barrier(2, timeout=10)

    def start(by: Account) -> str:
        both.wait()
        return outcome(lambda: started(by))

    with ThreadPoolExecutor(2) as threads:
        answers = sorted(each.result() for each in [threads.submit(start, by) for by in people])
    assert answers == ["done", "report-already-started"]


def outcome(act) -> str:
    from tirek.refusals import Refusal

    try:
        act()
    except Refusal as refusal:
        return refusal.id
    finally:
        connections.close_all()
    return "done"


def test_the_page_names_a_reviewer_by_role_and_office() -> None:
    programme()
    report = started()
    reviewed(report)
    client = Client()
    client.force_login(bolat())
    page = client.get(f"/reports/{report.pk}/").content.decode()
    assert "gulnara" not in page
    assert "reviewer, Office" in page
