"""A file can say that anybody approved anything: here it counts for nothing, and whoever brought it wrote it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from tests.cast import aigul, gulnara, marat, somebody
from tests.rooms.exchange.files import exported, forged
from tests.rooms.exchange.furnished import FORMULAS
from tests.rooms.exchange.test_importing import imported
from tirek import ledger, reports
from tirek.directory import Account, Role, SamePerson
from tirek.exchange.errors import ReviewedByAuthor
from tirek.reports import PublishedReport, Report, State, TextReview
from tirek.reports.errors import NotApproved

pytestmark = pytest.mark.django_db
NEWEST = len(FORMULAS) + 1


def text_of(found: dict[str, Any], version: int) -> dict[str, Any]:
    return next(each for each in found["report texts"] if each["version"] == version)


def approved_by(name: str, version: int = NEWEST, number: int = 1) -> Callable[[dict[str, Any]], None]:
    """What a forger writes: the newest version, written by somebody and approved in the name of another."""

    def change(found: dict[str, Any]) -> None:
        text = text_of(found, version)
        text["narrative"] = "Words alone."
        given = {"verdict": "approved", "reason": "", "reviewed_by": name, "withdrawn": None, "withdrawn_because": ""}
        of = {"id": str(UUID(int=number)), "text": text["id"], "moment": text["moment"]}
        found["text reviews"].append(found["text reviews"][0] | given | of)

    return change


def brought(name: str = "gulnara") -> Report:
    """The report as the coordinator, the forger, has it here after importing it."""
    gulnara()
    imported(forged(exported(), approved_by(name)))
    return Report.objects.get()


def publish(report: Report, by: Account) -> PublishedReport:
    return reports.publish_report(account=by, report=report, number=2, version=reports.latest_text(report).version)


def test_it_works() -> None:
    report = brought()
    with pytest.raises(NotApproved):
        publish(report, aigul())
    reports.review_text(account=gulnara(), text=reports.latest_text(report), verdict="approved")
    assert reports.state_of(report) == State.APPROVED
    assert publish(report, aigul()).number == 2
    assert ledger.verify().ok


def test_the_attack_would_succeed_if_the_verdict_counted() -> None:
    """The forged verdict names the reviewer of this house, stands, and is of the newest version: all that was asked."""
    report = brought()
    review = TextReview.objects.get(verdict="approved")
    assert (review.verdict, review.reviewed_by, review.withdrawn_position) == ("approved", gulnara(), None)
    assert review.text == reports.latest_text(report)
    assert review.brought_by == aigul()
    assert reports.state_of(report) != State.APPROVED


def test_the_forger_does_not_approve_it_either() -> None:
    report = brought()
    with pytest.raises(SamePerson):
        reports.review_text(account=aigul(), text=reports.latest_text(report), verdict="approved")


def test_a_blank_on_top_makes_nobody_a_second_person() -> None:
    report = brought()
    newest = reports.latest_text(report)
    reports.write_text(account=marat(), report=report, narrative=f"{newest.narrative} ", base_version=newest.version)
    with pytest.raises(SamePerson):
        reports.review_text(account=aigul(), text=reports.latest_text(report), verdict="approved")
    with pytest.raises(NotApproved):
        publish(report, aigul())


def test_another_who_may_review_approves_it_anew() -> None:
    report = brought()
    second = somebody("second", Role.COORDINATOR)
    reports.review_text(account=second, text=reports.latest_text(report), verdict="approved")
    assert reports.state_of(report) == State.APPROVED


def test_its_page_says_that_the_verdict_came_with_a_file() -> None:
    report = brought()
    looking = Client(headers={"accept-language": "en"})
    looking.force_login(marat())
    assert "does not count in this installation" in looking.get(f"/reports/{report.pk}/").content.decode()


def refused(change: Callable[[dict[str, Any]], None]) -> bool:
    try:
        imported(forged(exported(), change))
    except ReviewedByAuthor:
        return True
    return False


@pytest.mark.parametrize("name", ["marat", "saule"])
def test_refuses_a_file_in_which_an_earlier_writer_or_the_starter_approved(name: str) -> None:
    """Marat started the report in the file; Saule is made to write its first version."""

    def change(found: dict[str, Any]) -> None:
        for each in found["report texts"]:
            each["written_by"] = "aigul"
        text_of(found, 1)["written_by"] = "saule"
        approved_by(name)(found)

    assert refused(change)


def test_takes_a_file_in_which_the_writer_of_what_was_approved_before_approves_what_came_since() -> None:
    def change(found: dict[str, Any]) -> None:
        for each in found["report texts"]:
            each["written_by"] = "aigul"
        text_of(found, 1)["written_by"] = "saule"
        approved_by("gulnara", version=1)(found)
        approved_by("saule", number=2)(found)

    assert not refused(change)
    assert TextReview.objects.filter(verdict="approved").count() == 2
