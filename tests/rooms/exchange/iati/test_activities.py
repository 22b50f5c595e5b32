"""The whole file: a project and its output, valid, the same for the same records, and nothing of a person in it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from lxml import etree

from tests.cast import aigul, marat, saule
from tests.programme import activity, attended, people, programme, training
from tests.rooms.indicators.reporting import RESIDENTS, approved, by_sex, defined, placed
from tests.rooms.money.books import budget, fund, printed, row, sheet, spent
from tirek import indicators, ledger, money, monitoring
from tirek.exchange import Export, iati_export, iati_problems, iati_xml
from tirek.exchange.iati.errors import PublisherUnreadable
from tirek.exchange.iati.publisher import PUBLISHER
from tirek.plans import Output, Programme, span_of

pytestmark = pytest.mark.django_db

AFTER = date(2024, 6, 1)
COVER = {"output_id": {"text": "00131752", "line": 30}, "award_id": {"text": "00143776", "line": 29}}


@pytest.fixture(autouse=True)
def _public_address(settings) -> None:
    settings.PUBLIC_URL = "https://tirek.example"


def changed(**given: Any) -> Programme:
    """The programme, with some fields set as a plan would have set them."""
    made = Programme.objects.get(code="00143776")
    for name, value in given.items():
        setattr(made, name, value)
    with ledger.entry(event=ledger.Event("made", "Made."), office="HRC", by="tests") as trace:
        return trace.change(made)


def in_full() -> Programme:
    """A programme with something in every part of the file."""
    programme()
    made = changed(cover=COVER, gender_marker="GEN2", outcome="Institutions serve people.")
    fund("30000", donor="Norway")
    budget(row("1.1", "1000.00"), row("2.1", "500.00", year=2023))
    budget(row("1.1", "1200.00"), row("2.1", "300.00", year=2023), title="Second")
    for kind in ("pledged", "received"):
        money.add_contribution(
            account=saule(),
            fund=fund(),
            kind=kind,
            day=date(2022, 6, 10),
            amount=Decimal("1620.00"),
            reference="A letter",
        )
    spent(printed("100.00", commitment="50.00"))
    spent(printed("40.00", day="2022-11-01"), quarter="2022-Q4")
    period = made.periods.get(key="2022-Q3")
    monitoring.report_progress(
        account=marat(), activity=activity("1.1"), period=period, status="on-track", text="On.", began=date(2022, 6, 1)
    )
    defined(RESIDENTS, RESIDENTS | {"code": "trained", "counts": "people", "cells": {}, "split_by": ["sex"]})
    placed("residents", output=Output.objects.get(number="2"), baseline=Decimal(0), baseline_on=date(2022, 5, 1))
    placed("trained")
    target = indicators.FrameworkIndicator.objects.get(code="residents")
    indicators.set_target(account=aigul(), indicator=target, period=None, value=Decimal(400))
    approved("residents", "2022-Q3", 96, splits=by_sex(51, 45))
    attended(training(), *people(12), *people(9, "male"))
    return made


def exported(**given: Any) -> Export:
    return iati_export(Programme.objects.get(code="00143776"), **{"today": AFTER} | given)


def tree(xml: bytes) -> etree._Element:
    return etree.fromstring(xml)


def activities() -> list[etree._Element]:
    return tree(exported().xml).findall("iati-activity")


def test_it_works() -> None:
    in_full()
    assert exported().problems == ()
    project, output = activities()
    assert (project.get("hierarchy"), project.findtext("iati-identifier")) == ("1", "XM-DAC-41114-PROJECT-00143776")
    assert (output.get("hierarchy"), output.findtext("iati-identifier")) == ("2", "XM-DAC-41114-OUTPUT-00131752")


def test_project_and_output_name_each_other() -> None:
    in_full()
    project, output = activities()
    assert dict(project.find("related-activity").attrib) == {"ref": "XM-DAC-41114-OUTPUT-00131752", "type": "2"}
    assert dict(output.find("related-activity").attrib) == {"ref": "XM-DAC-41114-PROJECT-00143776", "type": "1"}


def test_money_and_results_stand_with_the_output_alone() -> None:
    in_full()
    project, output = activities()
    for tag in ("budget", "transaction", "result"):
        assert project.find(tag) is None
        assert output.find(tag) is not None


def test_every_part_is_there() -> None:
    in_full()
    whole = {each.tag for activity in activities() for each in activity}
    assert whole == {
        "iati-identifier", "reporting-org", "title", "description", "participating-org", "other-identifier",
        "activity-status", "activity-date", "contact-info", "activity-scope", "recipient-country", "sector", "tag",
        "policy-marker", "collaboration-type", "default-flow-type", "default-finance-type", "default-aid-type",
        "default-tied-status", "budget", "transaction", "related-activity", "result",
    }  # fmt: skip


def test_both_say_when_their_records_last_changed() -> None:
    in_full()
    newest = ledger.entries(limit=1)[0].at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    root = tree(exported().xml)
    assert root.get("generated-datetime") == newest
    assert {each.get("last-updated-datetime") for each in root} == {newest}


def test_the_same_records_give_the_same_bytes() -> None:
    in_full()
    first = exported().xml
    assert exported().xml == first
    assert iati_xml(Programme.objects.get(), today=AFTER) == first
    assert exported(today=date(2030, 1, 1)).xml == first  # long after the end nothing depends on the day


def test_what_it_said_then_can_be_asked_for_again() -> None:
    in_full()
    then, first = ledger.heads(), exported().xml
    spent(printed("1.00", day="2023-02-01"), quarter="2023-Q1")
    approved("residents", "2022-Q4", 10, splits=by_sex(5, 5))
    attended(training(), *people(30))
    assert exported().xml != first
    assert exported(as_of=then).xml == first


def test_before_everything_there_is_a_project_and_no_more() -> None:
    in_full()
    root = tree(exported(as_of={}).xml)
    assert root.findall(".//transaction") == root.findall(".//budget") == root.findall(".//result") == []


def test_the_time_of_writing_can_be_given() -> None:
    programme()
    root = tree(exported(generated=datetime(2024, 1, 2, 3, 4, tzinfo=UTC)).xml)
    assert root.get("generated-datetime") == "2024-01-02T03:04:00Z"


def test_nothing_that_could_lead_to_a_person_is_in_it() -> None:
    in_full()
    attended(training(title="Training of A. Person"), *people(6), *people(7, "male", unit="Station 3", region="KZ-15"))
    text = exported().xml.decode()
    for secret in ("Person", "KZ-15", "Station", "KZ-0", "A letter", "Consultant", "aigul", "71300"):
        assert secret not in text


def test_a_plan_without_an_output_id_is_one_activity_with_everything() -> None:
    programme()
    budget(row("1.1"))
    found = exported()
    (only,) = tree(found.xml).findall("iati-activity")
    assert only.get("hierarchy") == "1"
    assert only.find("budget") is not None
    assert only.find("related-activity") is None
    assert [each.rule for each in found.problems] == ["tirek-no-output"]


def test_a_programme_of_which_nothing_is_known_yet_is_valid() -> None:
    programme()
    assert {(each.severity, each.rule) for each in exported().problems} == {
        ("warning", "tirek-no-output"),
        ("warning", "tirek-no-budget"),
    }


def test_what_is_made_up_says_so() -> None:
    in_full()
    changed(synthetic=True)
    found = exported()
    assert b"Made up" in found.xml
    assert [(each.severity, each.rule) for each in found.problems] == [("note", "tirek-made-up")]


def test_made_up_costs_and_values_make_a_made_up_file() -> None:
    in_full()
    begins, ends = span_of("2023-Q1")
    money.take_in_cost_report(
        account=saule(),
        programme=Programme.objects.get(),
        name="cdr.csv",
        content=sheet(printed("1.00", day="2023-02-01")),
        begins=begins,
        ends=ends,
        synthetic=True,
    )
    found = exported()
    assert b"Made up" in found.xml
    assert [each.rule for each in found.problems] == ["tirek-made-up"]


def test_whoever_publishes_is_told_what_is_kept_back() -> None:
    in_full()
    attended(training(day=date(2022, 8, 1)), *people(2))
    (note,) = exported().problems
    assert (note.severity, note.rule) == ("note", "tirek-withheld")


def test_a_party_that_is_not_named_is_told() -> None:
    in_full()
    part = activity("1.2")
    part.responsible_party = "A. Person"
    with ledger.entry(event=ledger.Event("made", "Made."), office="HRC", by="tests") as trace:
        trace.change(part)
    found = exported()
    assert [(each.rule, "A. Person" in each.sentence) for each in found.problems] == [("tirek-unknown-party", True)]
    assert b"A. Person" not in found.xml


def test_documents_at_an_address_that_nobody_can_open_are_told(settings) -> None:
    from tests.rooms.exchange.iati.test_documents import published, report

    settings.PUBLIC_URL = "http://127.0.0.1:8000"
    in_full()
    published(report())
    assert [each.rule for each in exported().problems] == ["tirek-local-address"]


def test_what_an_office_wrote_cannot_break_the_file() -> None:
    programme()
    changed(title="A <b> & “c” \x0b\ufffe", outcome="]]> &amp;", cover=COVER)
    found = exported()
    assert [each for each in found.problems if each.severity == "error"] == []
    assert tree(found.xml).findtext("iati-activity/title/narrative") == "A <b> & “c”"


def test_refuses_when_the_office_has_decided_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    programme()
    monkeypatch.setenv(PUBLISHER, "/nowhere/publisher.yaml")
    with pytest.raises(PublisherUnreadable):
        exported()


def test_a_fault_planted_in_our_own_file_is_found() -> None:
    in_full()
    xml = exported().xml.decode()
    future = xml.replace('transaction-date iso-date="2022-09-30"', 'transaction-date iso-date="2999-09-30"', 1)
    long = xml.replace(
        '<period-end iso-date="2022-12-31"/>\n      <value', '<period-end iso-date="2029-12-31"/>\n      <value', 1
    )
    assert {each.rule for each in iati_problems(future.encode())} == {"11.2.1"}
    assert {each.rule for each in iati_problems(long.encode())} == {"7.5.3"}


def test_more_records_ask_the_database_no_more_often(django_assert_max_num_queries) -> None:
    in_full()
    one = spent(printed("1.00", day="2023-02-01"), quarter="2023-Q1")
    made = Programme.objects.get()
    with django_assert_max_num_queries(120) as few:
        iati_xml(made, today=AFTER, as_of=ledger.heads())
    money.withdraw_cost_report(account=saule(), report=one, reason="There is more.")
    spent(*(printed("1.00", day=f"2023-02-{day:02}") for day in range(1, 28)), quarter="2023-Q1")
    attended(training(), *people(60))
    for day in range(1, 20):
        money.add_contribution(
            account=saule(), fund=fund(), kind="received", day=date(2022, 7, day), amount=Decimal("1.00")
        )
    with django_assert_max_num_queries(len(few)):
        iati_xml(made, today=AFTER, as_of=ledger.heads())
