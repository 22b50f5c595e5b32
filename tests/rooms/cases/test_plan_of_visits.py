"""The plan of visits of a year: made by two, ordered by risk and time, ticked off by the visits themselves."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pdfplumber
import pytest
from django.test import Client
from docx import Document

from tests.case_rows import MADE, a_case
from tests.cast import AKTOBE, ALMATY, NATIONAL, asel, ruslan, somebody, yerlan, zarina
from tests.rooms.cases.complaint import MECHANISMS
from tirek import cases, findings, packs, reports
from tirek.cases.errors import (
    CaseReasonMissing,
    PlaceIsClosed,
    PlanEmpty,
    PlanReviewed,
    PlanWaits,
    PlanYearOver,
    VisitPlannedAlready,
)
from tirek.cases.models import Case, Happening, PlannedVisit, RiskReason
from tirek.directory import Account, NotFound, NotPermitted, PlaceOfDetention, Role, SamePerson, Verdict, change_place
from tirek.ledger import entries, entry, seeing_all, verify
from tirek.packs import Edition, edition_in_force
from tirek.web.places.written import written

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 16, 5, tzinfo=UTC)
PERIODIC = PlannedVisit.Kind.PERIODIC


@pytest.fixture(autouse=True)
def visits(time_machine: Any) -> Edition:
    time_machine.move_to(NOW, tick=False)
    packs.install_pack(account=ruslan(), folder=MECHANISMS / "preventive-visits")
    yerlan(), zarina(), nadia()
    return edition_in_force("preventive-visits")


def nadia() -> Account:
    """A head at the national office."""
    return somebody("nadia", Role.SUPERVISOR, NATIONAL)


def place(code: str = "15-01") -> PlaceOfDetention:
    return PlaceOfDetention.objects.get(code=code)


def planned(code: str = "15-01", month: int = 5, **more: Any) -> PlannedVisit:
    return cases.plan_visit(actor=yerlan(), year=2026, place=place(code), month=month, kind=PERIODIC, **more)


def visited(edition: Edition, at: datetime, code: str = "15-01") -> None:
    case = a_case(edition, zarina(), place=place(code))
    with seeing_all(), entry(event=MADE, office=case.chain, by="-") as trace:
        trace.store(Happening(case=case, ordinal=1, step="visit-checklist", at=at))


def plan(who: Account) -> list[cases.Planned]:
    with cases.sight_of(who):
        return cases.plan_of(who, yerlan().office, 2026)


def urgent(who: Account, *codes: str) -> list[findings.Urgency]:
    with cases.sight_of(who):
        end = datetime(2027, 1, 1, tzinfo=UTC)
        return findings.urgencies(who, [place(code) for code in codes], datetime.now(UTC), end)


def test_made_by_two_and_ticked_off_by_the_visit(visits: Edition, time_machine: Any) -> None:
    planned(leader=asel(), members=4)
    assert [(row.agreed, row.done_at) for row in plan(yerlan())] == [(False, None)]
    proposal = cases.propose_plan(actor=yerlan(), year=2026)
    with pytest.raises(PlanWaits):
        cases.propose_plan(actor=yerlan(), year=2026)
    cases.review_plan(actor=nadia(), proposal=proposal.pk, verdict=Verdict.APPROVED)
    assert [row.agreed for row in plan(yerlan())] == [True]
    with pytest.raises(PlanReviewed):
        cases.review_plan(actor=nadia(), proposal=proposal.pk, verdict=Verdict.APPROVED)
    with pytest.raises(PlanEmpty):
        cases.propose_plan(actor=yerlan(), year=2026)

    time_machine.move_to(datetime(2026, 6, 1, tzinfo=UTC))
    planned(month=9)
    visited(visits, datetime(2026, 5, 20, tzinfo=UTC))
    assert [(row.visit.month, row.agreed, row.done_at is not None) for row in plan(yerlan())] == [
        (5, True, True),
        (9, False, False),
    ]
    assert verify().ok


def test_nobody_agrees_to_a_plan_of_his_or_her_own() -> None:
    cases.plan_visit(actor=nadia(), year=2026, place=place(), month=5, kind=PERIODIC)
    proposal = cases.propose_plan(actor=somebody("other", Role.SUPERVISOR, NATIONAL), year=2026)
    with pytest.raises(SamePerson):
        cases.review_plan(actor=nadia(), proposal=proposal.pk, verdict=Verdict.APPROVED)
    with pytest.raises(NotPermitted):
        cases.review_plan(actor=yerlan(), proposal=proposal.pk, verdict=Verdict.APPROVED)


def test_sent_back_it_needs_a_reason_and_can_be_put_forward_again() -> None:
    planned()
    proposal = cases.propose_plan(actor=yerlan(), year=2026)
    with pytest.raises(CaseReasonMissing):
        cases.review_plan(actor=nadia(), proposal=proposal.pk, verdict=Verdict.RETURNED)
    cases.review_plan(actor=nadia(), proposal=proposal.pk, verdict=Verdict.RETURNED, reason="Too few.")
    assert [row.agreed for row in plan(yerlan())] == [False]
    assert cases.propose_plan(actor=yerlan(), year=2026).visits == 1


def test_who_plans_what() -> None:
    with pytest.raises(NotPermitted):
        cases.plan_visit(actor=zarina(), year=2026, place=place(), month=5, kind=PERIODIC)
    elsewhere = PlaceOfDetention.objects.exclude(region=yerlan().office.region)[0]
    with pytest.raises(NotPermitted):
        cases.plan_visit(actor=yerlan(), year=2026, place=elsewhere, month=5, kind=PERIODIC)
    for year in (2025, 2031):
        with pytest.raises(PlanYearOver):
            cases.plan_visit(actor=yerlan(), year=year, place=place(), month=5, kind=PERIODIC)
    planned()
    with pytest.raises(VisitPlannedAlready):
        planned()
    closed = change_place(actor=yerlan(), place=place("15-02"), facts={"closed_on": date(2026, 4, 30)})
    with pytest.raises(PlaceIsClosed):
        cases.plan_visit(actor=yerlan(), year=2026, place=closed, month=5, kind=PERIODIC)


def test_another_office_sees_no_plan_and_the_ledger_tells_no_place() -> None:
    visit = planned()
    almaty = somebody("head-of-almaty", Role.SUPERVISOR, ALMATY)
    assert plan(almaty) == []
    with cases.sight_of(almaty):
        assert not PlannedVisit.objects.exists()
    with pytest.raises(NotFound):
        cases.withdraw_visit(actor=almaty, visit=visit.pk, reason="Mine now.")
    assert [row.visit.pk for row in plan(nadia())] == [visit.pk]
    assert all("15-01" not in str(each.detail) for each in entries(event="visit-planned"))


def test_taken_out_with_a_reason() -> None:
    visit = planned()
    with pytest.raises(CaseReasonMissing):
        cases.withdraw_visit(actor=yerlan(), visit=visit.pk, reason=" ")
    cases.withdraw_visit(actor=yerlan(), visit=visit.pk, reason="The place is being rebuilt.")
    assert plan(yerlan()) == []


def test_the_order_is_risk_times_years_since_the_last_visit(visits: Edition) -> None:
    visited(visits, datetime(2024, 3, 15, 5, tzinfo=UTC), "15-01")
    never, before = urgent(yerlan(), "15-01", "15-02")
    assert (never.place.code, never.risk, never.number, never.falls_out) == ("15-02", 1, 4.0, True)
    assert (before.place.code, before.risk, before.number, before.falls_out) == ("15-01", 1, 2.0, False)

    told = {"kind": RiskReason.Kind.DEATH, "said": "From the prosecutor's letter."}
    cases.enter_risk(actor=asel(), place=place("15-01"), known_on=date(2026, 1, 5), **told)
    cases.enter_risk(actor=asel(), place=place("15-01"), known_on=date(2023, 1, 5), **told)
    first = urgent(yerlan(), "15-01", "15-02")[0]
    assert (first.place.code, first.risk, first.number) == ("15-01", 6, 12.0)
    assert [(ground.id, count, points) for ground, count, points in first.counted] == [("death", 1, 5)]


def test_a_place_whose_period_ends_within_the_year_falls_out(visits: Edition) -> None:
    visited(visits, datetime(2022, 6, 1, tzinfo=UTC))
    assert urgent(yerlan(), "15-01")[0].falls_out


def test_an_open_complaint_of_the_place_counts_for_who_may_see_it(visits: Edition) -> None:
    packs.install_pack(account=ruslan(), folder=MECHANISMS / "complaints")
    complaint = edition_in_force("complaints")
    a_case(complaint, yerlan(), confidentiality="office", place=place())
    a_case(visits, yerlan(), confidentiality="office", place=place())
    counted = urgent(yerlan(), "15-01")[0].counted
    assert [(ground.id, count) for ground, count, _points in counted] == [("complaints", 1)]
    almaty = somebody("head-of-almaty", Role.SUPERVISOR, ALMATY)
    assert urgent(almaty, "15-01")[0].counted == ()


def test_the_pages(client: Client, visits: Edition) -> None:
    visited(visits, datetime(2022, 6, 1, tzinfo=UTC))
    client.force_login(yerlan())
    empty = client.get("/places/plan/?year=2026").content.decode()
    assert "No visit is planned" in empty
    assert "places would fall out of the legal period" in empty
    sent = client.post("/places/plan/2026/15-01/", {"month": "5", "kind": "special", "members": "3", "leader": ""})
    assert sent.status_code == 302
    assert client.post("/places/plan/2026/15-01/", {"month": "13"}).status_code == 422
    page = client.get("/places/plan/?year=2026").content.decode()
    assert "not agreed yet" in page
    assert client.post("/places/plan/2026/propose/").status_code == 302
    with seeing_all():
        proposal = cases.PlanProposal.objects.get()
    national = Client()
    national.force_login(nadia())
    assert "Your decision" in national.get("/places/plan/?year=2026&office=HRC-15").content.decode()
    assert national.post(f"/places/plans/{proposal.pk}/review/", {}).status_code == 422
    assert national.post(f"/places/plans/{proposal.pk}/review/", {"verdict": "approved"}).status_code == 302
    assert "agreed" in client.get("/places/plan.csv?year=2026").content.decode()
    assert "Special" in client.get("/places/plan/?year=2026").content.decode()
    with seeing_all():
        visit = PlannedVisit.objects.get()
    assert client.post(f"/places/visits/{visit.pk}/withdraw/", {"reason": "Rebuilt."}).status_code == 302
    told = {"kind": "death", "known_on": "2026-03-01", "said": "Letter of the prosecutor"}
    assert client.post("/places/15-01/risk/", told).status_code == 302
    assert "Letter of the prosecutor" in client.get("/places/15-01/risk/").content.decode()
    assert client.post("/places/15-01/risk/", told | {"known_on": "2026-12-01"}).status_code == 422


def test_the_report_of_a_year(client: Client, visits: Edition) -> None:
    visited(visits, datetime(2026, 1, 20, tzinfo=UTC))
    visited(visits, datetime(2021, 1, 20, tzinfo=UTC), "15-02")
    told = findings.year_of_visits(yerlan(), 2026, NOW)
    assert (told.visits, told.covered) == (1, 1)
    assert told.places == PlaceOfDetention.objects.filter(region=yerlan().office.region_id).count()
    assert dict(told.by_type) == {"periodic": 0, "intermediate": 0, "special": 0, "": 1}
    assert sum(each.visits for each in told.by_kind) == sum(each.visits for each in told.by_region) == 1
    assert findings.year_of_visits(nadia(), 2026, NOW).places == PlaceOfDetention.objects.count()
    assert findings.year_of_visits(yerlan(), 2025, NOW).visits == 0
    client.force_login(yerlan())
    assert "Preventive visits in 2026" in client.get("/places/report/").content.decode()
    rows = client.get("/places/report.csv?year=2026").content.decode().splitlines()
    assert "2026,visits,,1" in rows


def test_the_report_of_a_year_as_a_document(client: Client, visits: Edition) -> None:
    visited(visits, datetime(2026, 1, 20, tzinfo=UTC))
    a_step_of_few(visits)
    client.force_login(yerlan())
    page = client.get("/places/report/?year=2026").content.decode()
    assert "report.docx?year=2026" in page
    assert "report.pdf?year=2026" in page

    document = Document(io.BytesIO(client.get("/places/report.docx?year=2026").content))
    tables = [[[cell.text for cell in row.cells] for row in each.rows] for each in document.tables]
    told = findings.year_of_visits(yerlan(), 2026, NOW)
    assert tables[0][1:4] == [
        ["Places in the register", str(told.places)],
        ["Visited within the legal period", "1"],
        ["Visits", "1"],
    ]
    assert tables[1][1:] == [[each.name, str(each.places), str(each.visits), "1"] for each in told.by_region]
    assert len(tables[2]) == 1 + len(told.by_kind)
    assert tables[3][1] == ["Asked", str(told.asked.asked)]
    (step,) = tables[4][1:]
    assert step[1] == "fewer than 5"
    words = "\n".join(each.text for each in document.paragraphs)
    for frozen in ("Sources of the figures", "Ledger root"):
        assert frozen not in words
    assert "Synthetic data" in words, "the places of this test are made up"

    with pdfplumber.open(io.BytesIO(client.get("/places/report.pdf?year=2026").content)) as pdf:
        text = " ".join(word for each in pdf.pages for word in each.extract_text().split())
    assert f"Places in the register {told.places}" in text
    assert "fewer than 5" in text
    assert "Ledger root" not in text
    assert "/places/report/?year=2026" in text


def test_the_document_is_marked_where_places_or_all_the_house_are_made_up(settings: Any) -> None:
    told = findings.year_of_visits(yerlan(), 2026, NOW)
    assert told.synthetic
    real = replace(told, synthetic=False)
    marked = [written(each, yerlan().office, NOW, "").synthetic for each in (told, real)]
    settings.DEMO = True
    assert [*marked, written(real, yerlan().office, NOW, "").synthetic] == [True, False, True]


def test_the_document_wears_the_look_of_the_office_and_speaks_as_its_reader(client: Client) -> None:
    restyled = Document(io.BytesIO(reports.default_word_template()))
    restyled.add_paragraph("The coat of arms of the office")
    kept = io.BytesIO()
    restyled.save(kept)
    reports.keep_word_template(
        account=somebody("dina", Role.COORDINATOR, AKTOBE), name="ours.docx", content=kept.getvalue()
    )
    client.force_login(yerlan())
    Account.objects.filter(pk=yerlan().pk).update(language="kk")
    document = Document(io.BytesIO(client.get("/places/report.docx?year=2026").content))
    words = "\n".join(each.text for each in document.paragraphs)
    assert "The coat of arms of the office" in words
    assert "Синтетикалық деректер" in words
    with pdfplumber.open(io.BytesIO(client.get("/places/report.pdf?year=2026").content)) as pdf:
        assert all("Синтетикалық деректер" in each.extract_text() for each in pdf.pages)


def a_step_of_few(visits: Edition) -> None:
    case: Case = a_case(visits, asel())
    with seeing_all(), entry(event=MADE, office=case.chain, by="-") as trace:
        trace.store(Happening(case=case, ordinal=1, step="reprisals-act", at=NOW, by=asel()))


def test_what_may_have_befallen_people_is_not_told_of_fewer_than_five(visits: Edition) -> None:
    def acted(count: int) -> None:
        for _each in range(count):
            case: Case = a_case(visits, asel())
            with seeing_all(), entry(event=MADE, office=case.chain, by="-") as trace:
                trace.store(Happening(case=case, ordinal=1, step="reprisals-act", at=NOW, by=asel()))

    acted(4)
    assert [count for _name, count in findings.year_of_visits(yerlan(), 2026, NOW).steps] == [None]
    acted(1)
    assert [count for _name, count in findings.year_of_visits(yerlan(), 2026, NOW).steps] == [5]
