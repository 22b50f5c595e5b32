"""The pages of findings, authorities and places: list, counts and file agree, and forms keep what is written."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.test import Client

from tests.case_rows import a_case
from tests.cast import asel, bolat, gulnara, ingrid, olga, viktor, yerlan
from tests.rooms.cases.complaint import installed
from tirek.cases import Case, sight_of
from tirek.directory import Account, Authority, place
from tirek.findings import find, findings_for, recommend, recommendations_for
from tirek.packs import Edition

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-11-20T10:00:00+05:00", tick=False):
        yield


@pytest.fixture
def case() -> Case:
    installed()
    return a_case(Edition.objects.get(), asel())


def visitor(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def said(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return response.content.decode()


def asked(case: Case) -> str:
    found = find(
        actor=asel(),
        case=case.pk,
        theme="material",
        right="dignity",
        text="No light",
        found_on=date(2026, 3, 1),
        place=place("15-01"),
    )
    mia = Authority.objects.get(pk="MIA")
    row = recommend(actor=asel(), finding=found.pk, addressee=mia, text="Put a lamp", sent_on=date(2026, 3, 16))
    return str(row.pk)


def test_it_works(case: Case) -> None:
    client = visitor(yerlan())
    told = {"theme": "health", "right": "health", "text": "No doctor", "found_on": "2026-03-01", "place": ""}
    kept = client.post(f"/findings/cases/{case.number}/", told)
    assert kept.status_code == 302
    assert "No doctor" in said(client, f"/findings/cases/{case.number}/")
    letter = {"addressee": "MIA", "text": "Send a doctor", "sent_on": "2026-03-16"}
    sent = client.post(kept["Location"], letter)
    assert sent.status_code == 302
    page = sent["Location"]
    answer = {"verdict": "refused", "text": "There is one", "received_on": "2026-05-01"}
    assert client.post(f"{page}answer/", answer).status_code == 302
    look = {"verdict": "not", "text": "There is none", "looked_on": "2026-06-01", "next_look": "2026-12-01"}
    assert client.post(f"{page}follow-up/", look).status_code == 302
    shown = said(client, page)
    assert all(each in shown for each in ("Send a doctor", "There is one", "There is none", "Refused", "late"))


def test_a_form_that_is_found_wanting_says_so_and_keeps_nothing(case: Case) -> None:
    client, key = visitor(asel()), asked(case)
    answered = client.post(f"/findings/recommendations/{key}/answer/", {"verdict": "maybe"})
    assert answered.status_code == 200
    assert "govuk-error-message" in answered.content.decode()
    with sight_of(asel()):
        assert recommendations_for(asel()).get().answer is None


def test_the_page_of_an_authority_agrees_with_its_list_and_its_file(case: Case) -> None:
    asked(case)
    client = visitor(yerlan())
    shown = said(client, "/authorities/MIA/")
    assert case.number in shown
    assert "silent for 225 days" in shown
    assert "211 to 240 days: 1" in shown
    for address in ("/authorities/MIA/recommendations.csv", "/findings/recommendations.csv?state=silent"):
        lines = said(client, address).splitlines()
        assert len(lines) == 2, address
        assert lines[1].endswith(",225")
        assert "lamp" not in lines[1]
    assert len(said(client, "/authorities/MIA/recommendations.csv?state=refused").splitlines()) == 1
    assert "1 recommendation" in said(client, "/findings/?state=silent&authority=MIA")
    assert "0 recommendations" in said(client, "/findings/?state=accepted")


def test_who_does_not_see_the_case_sees_nothing_of_it(case: Case) -> None:
    key = asked(case)
    with sight_of(asel()):
        finding = findings_for(asel()).get().pk
    client = visitor(olga())
    for address in (f"/findings/{finding}/", f"/findings/recommendations/{key}/", f"/findings/cases/{case.number}/"):
        assert client.get(address).status_code == 404
    for address in ("/findings/", "/authorities/MIA/", "/places/15-01/", "/findings/recommendations.csv"):
        assert case.number not in said(client, address)


@pytest.mark.parametrize("who", [viktor, ingrid])
def test_who_sees_no_finding_by_its_role_is_told_so_and_is_shown_no_empty_list(who) -> None:
    client = visitor(who())
    for address in ("/findings/", "/findings/recommendations.csv", "/authorities/", "/authorities/MIA/", "/places/"):
        assert client.get(address).status_code == 403


@pytest.mark.parametrize("who", [bolat, gulnara])
def test_who_sees_studies_alone_is_told_nothing_of_cases(case: Case, who) -> None:
    key = asked(case)
    client = visitor(who())
    for address in ("/findings/", "/findings/recommendations.csv", "/authorities/MIA/"):
        assert case.number not in said(client, address)
    assert "/places/" not in said(client, "/findings/")
    assert client.get(f"/findings/recommendations/{key}/").status_code == 404
    for address in (f"/findings/cases/{case.number}/", "/places/"):
        assert client.get(address).status_code == 403
    assert client.post(f"/findings/recommendations/{key}/answer/", {}).status_code == 403


def test_the_list_is_narrowed_to_a_theme_and_so_is_its_file(case: Case) -> None:
    asked(case)
    client = visitor(yerlan())
    assert "1 recommendation" in said(client, "/findings/?theme=material")
    assert "0 recommendations" in said(client, "/findings/?theme=health")
    assert len(said(client, "/findings/recommendations.csv?theme=material").splitlines()) == 2
    assert len(said(client, "/findings/recommendations.csv?theme=health").splitlines()) == 1


def test_the_form_says_what_the_law_gives_and_takes_no_day_before_it(case: Case) -> None:
    asked(case)
    with sight_of(asel()):
        finding = findings_for(asel()).get().pk
    client = visitor(yerlan())
    shown = said(client, f"/findings/{finding}/")
    assert "15 working days" in shown
    assert "article 15" in shown
    letter = {"addressee": "MIA", "text": "Send a doctor", "sent_on": "2026-03-16", "due_on": "2026-03-20"}
    assert "2026-04-09" in client.post(f"/findings/{finding}/", letter).content.decode()
    with sight_of(asel()):
        assert recommendations_for(asel()).count() == 1


def test_what_should_not_stand_is_withdrawn_with_a_reason(case: Case) -> None:
    key = asked(case)
    with sight_of(asel()):
        finding = findings_for(asel()).get().pk
    client, why = visitor(yerlan()), {"reason": "Entered in the wrong case."}
    assert "Withdraw this finding" in said(client, f"/findings/{finding}/")
    assert "Recommendations stand" in client.post(f"/findings/{finding}/withdraw/", why).content.decode()
    assert "govuk-error-message" in client.post(f"/findings/recommendations/{key}/withdraw/", {}).content.decode()
    assert client.post(f"/findings/recommendations/{key}/withdraw/", why).status_code == 302
    assert "govuk-error-message" in client.post(f"/findings/{finding}/withdraw/", {"reason": " "}).content.decode()
    assert client.post(f"/findings/{finding}/withdraw/", why).status_code == 302
    for address in (f"/findings/{finding}/", f"/findings/recommendations/{key}/"):
        assert client.get(address).status_code == 404
    assert case.number not in said(client, "/findings/")
    assert case.number not in said(client, "/authorities/MIA/recommendations.csv")


def test_a_place_is_added_and_changed_and_shows_what_was_found_there(case: Case) -> None:
    asked(case)
    client = visitor(yerlan())
    assert case.number in said(client, "/places/15-01/")
    told = {
        "code": "15-77",
        "name_en": "A hall",
        "name_ru": "Зал",
        "name_kk": "Зал",
        "kind": "orphanage",
        "authority": "MOED",
        "region": "KZ-15",
        "capacity": "7",
        "opened_on": "",
        "closed_on": "",
    }
    assert client.post("/places/add/", told).status_code == 302
    assert client.post("/places/15-77/change/", told | {"capacity": "8"}).status_code == 302
    assert place("15-77").capacity == 8
    assert "A hall" in said(client, "/places/?region=KZ-15&kind=orphanage")
    assert client.post("/places/add/", told | {"code": "15-78", "region": "KZ-75"}).status_code == 200
    assert client.get("/places/75-01/change/").status_code == 403
    assert client.post("/places/add/", told).status_code == 422
