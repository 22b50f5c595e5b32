"""A finding is written from a page of a study, leads back to it, and stands in the lists of recommendations."""

from __future__ import annotations

import html
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from tests.cast import AKTOBE, asel, dana, madina, marat, olga, somebody, viktor
from tests.rooms.studies.study import a_log, a_study
from tirek.cases import sight_of
from tirek.directory import Account, Role
from tirek.findings import Finding, findings_for, recommendations_for
from tirek.studies import Study, begin_study

pytestmark = pytest.mark.django_db
FOUND = {"theme": "service", "right": "administration", "text": "Half of all waiting is here", "found_on": "2026-03-01"}
LETTER = {"addressee": "MIA", "text": "Let the district decide", "sent_on": "2026-03-16", "due_on": "2026-04-16"}


def visitor(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def said(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return html.unescape(response.content.decode())


def analyst_of_aktobe() -> Account:
    return somebody("analyst-aktobe", Role.ANALYST, AKTOBE)


def study_of_aktobe() -> Study:
    return begin_study(actor=analyst_of_aktobe(), code="passports", name="Passports", owner="Ministry")


def asked(client: Client, study: Study) -> tuple[str, str]:
    """A finding and a recommendation on it, kept through the pages."""
    finding = client.post(f"/studies/{study.code}/findings/", FOUND | {"seen_in": "effect/?by=Region"})
    assert finding.status_code == 302
    letter = client.post(finding["Location"], LETTER)
    assert letter.status_code == 302
    return finding["Location"], letter["Location"]


def test_it_works() -> None:
    log = a_log()
    client, below = visitor(madina()), f"/studies/{log.study.code}/"
    only = "?only=%5B%7B%22kind%22%3A+%22lasting%22%2C+%22least_s%22%3A+60%7D%5D"
    page = said(client, f"{below}logs/{log.pk}/waiting/{only}")
    write = next(each for each in page.split('"') if each.startswith(f"{below}findings/?seen="))
    seen = parse_qs(urlsplit(write).query)["seen"][0]
    assert seen == f"logs/{log.pk}/waiting/{only}"
    assert html.escape(seen) in client.get(write).content.decode()
    assert "administration" in re.findall(r'value="([a-z-]+)" selected', client.get(write).content.decode())
    kept = client.post(write, FOUND | {"seen_in": seen})
    shown = said(client, kept["Location"])
    assert all(each in shown for each in (FOUND["text"], "Orders", f'href="{below}{seen}"'))
    assert client.get(f"{below}{seen}").status_code == 200
    for page in ("", "findings/"):
        assert kept["Location"] in said(client, f"{below}{page}")
    assert FOUND["text"] in said(client, f"{below}findings/")


def test_it_is_answered_looked_after_and_listed_as_any_other() -> None:
    study, client = study_of_aktobe(), visitor(analyst_of_aktobe())
    finding, letter = asked(client, study)
    answer = {"verdict": "refused", "text": "There is no money", "received_on": "2026-05-01"}
    assert client.post(f"{letter}answer/", answer).status_code == 302
    look = {"verdict": "not", "text": "Nothing changed", "looked_on": "2026-06-01", "next_look": "2026-12-01"}
    assert client.post(f"{letter}follow-up/", look).status_code == 302
    shown = said(client, letter)
    told = ("Let the district decide", "There is no money", "Nothing changed", "late", "/studies/passports/effect/?by=")
    assert all(each in shown for each in told)
    assert "passports · 1" in said(client, "/findings/?state=refused")
    assert "passports · 1" in said(client, "/authorities/MIA/")
    for file in ("/findings/recommendations.csv", "/authorities/MIA/recommendations.csv"):
        head, line = said(client, file).splitlines()
        assert head.lstrip("\ufeff").startswith("Case or study,")
        assert line.startswith("passports,")
        assert "money" not in line
    why = {"reason": "Sent to another ministry."}
    assert "Recommendations stand" in said_of(client.post(f"{finding}withdraw/", why))
    assert client.post(f"{letter}withdraw/", why)["Location"] == finding
    assert client.post(f"{finding}withdraw/", why)["Location"] == "/studies/passports/findings/"
    assert "No finding of this study" in said(client, "/studies/passports/")


def said_of(response) -> str:
    return response.content.decode()


def test_a_day_for_the_answer_is_asked_and_what_is_wanting_is_said() -> None:
    study, client = study_of_aktobe(), visitor(analyst_of_aktobe())
    finding, _letter = asked(client, study)
    again = client.post(finding, LETTER | {"due_on": ""})
    assert "govuk-error-message" in said_of(again)
    assert "No law sets a limit here" in said_of(again)
    wrong = client.post(f"/studies/{study.code}/findings/", FOUND | {"text": ""})
    assert (wrong.status_code, "govuk-error-message" in said_of(wrong)) == (422, True)
    away = client.post(f"/studies/{study.code}/findings/", FOUND | {"seen_in": "https://example.org/"})
    assert (away.status_code, "no address within the study" in said_of(away)) == (422, True)
    with sight_of(madina()):
        assert (findings_for(madina()).count(), recommendations_for(madina()).count()) == (1, 1)


def test_who_sees_the_study_reads_and_who_does_not_keep_it_writes_nothing() -> None:
    study = study_of_aktobe()
    finding, letter = asked(visitor(analyst_of_aktobe()), study)
    for who in (dana(), marat()):
        client = visitor(who)
        client.cookies["django_language"] = "en"
        page = said(client, finding)
        assert FOUND["text"] in page
        assert "/studies/passports/effect/" in page
        assert '<form method="post" class' not in page
        for address in (f"/studies/{study.code}/findings/", finding, f"{letter}answer/", f"{finding}withdraw/"):
            assert client.post(address, FOUND).status_code == 403
        assert "?seen=" not in said(client, f"/studies/{study.code}/")


def test_an_officer_reads_what_was_found_and_is_led_to_no_study() -> None:
    finding, letter = asked(visitor(analyst_of_aktobe()), study_of_aktobe())
    client = visitor(asel())
    for address in (finding, letter, "/findings/"):
        page = said(client, address)
        assert "passports" in page
        assert "/studies/" not in page
    assert client.get("/studies/passports/findings/").status_code == 403


def test_another_office_and_who_has_no_business_with_it_see_nothing() -> None:
    finding, letter = asked(visitor(analyst_of_aktobe()), study_of_aktobe())
    elsewhere = somebody("analyst-almaty", Role.ANALYST, "HRC-75")
    for who in (olga(), elsewhere):
        client = visitor(who)
        assert {client.get(each).status_code for each in (finding, letter)} == {404}
        for address in ("/findings/", "/authorities/MIA/", "/findings/recommendations.csv"):
            assert "passports" not in said(client, address)
    assert visitor(elsewhere).get("/studies/passports/findings/").status_code == 404
    assert {visitor(viktor()).get(each).status_code for each in (finding, letter, "/findings/")} == {403}


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_a_study_without_findings_says_so_in_every_language(language: str) -> None:
    client = visitor(madina())
    client.cookies["django_language"] = language
    study = a_study()
    for page in ("", "findings/", "findings/?seen=effect/"):
        said(client, f"/studies/{study.code}/{page}")
    with sight_of(madina()):
        assert not Finding.objects.exists()
