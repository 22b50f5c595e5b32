"""The pages of cases, as a browser asks for them: from the answers that came in to the step that is done."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import ALMATY, asel, bolat, olga, ruslan, somebody, yerlan, zarina
from tests.rooms.cases.complaint import NAME, TELEPHONE, installed, opened, sent, waiting
from tirek.directory import Account, Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def mechanism() -> None:
    installed()


def browser(who: Account | None) -> Client:
    client = Client(raise_request_exception=False)
    if who is not None:
        client.force_login(who)
    return client


def said(client: Client, address: str, **form: str) -> tuple[int, str]:
    response = client.post(address, form) if form else client.get(address)
    return response.status_code, response.content.decode()


def at(name: str, *args: object) -> str:
    return reverse(f"cases:{name}", args=args)


def test_it_works() -> None:
    key = sent(asel(), "intake", {"torture_alleged": "no", "person_name": NAME, "phone": TELEPHONE})
    client = browser(asel())
    status, page = said(client, reverse("forms:answer", args=[key]))
    assert (status, at("open") in page) == (200, True)
    status, page = said(client, at("open"), answers=str(key), about="Conditions in a cell")
    number = re.search(r"HRC-15-\d{4}-\d{5}", page)
    assert status == 200
    assert number is not None
    assert re.search(r"\b[A-Z2-7]{16}\b", page)

    status, page = said(client, at("case", number[0]))
    assert (status, NAME in page, "Conditions in a cell" in page) == (200, True, True)
    step = waiting(number[0])["register"]
    assert at("step", step.pk) in page
    answers = sent(asel(), "register")
    assert str(answers) in said(client, at("step", step.pk))[1]
    assert client.post(at("done", step.pk), {"answers": str(answers)}).status_code == 302
    assert client.post(at("done", step.pk), {"answers": str(answers)}).status_code == 302  # a double click
    assert "admissibility" in waiting(number[0])
    status, page = said(client, reverse("forms:answer", args=[key]))
    assert (status, at("open") in page, number[0] in page) == (200, False, True)


def test_list_count_and_search_agree_on_who_sees_a_case() -> None:
    number = opened(asel()).case.number
    head = somebody("head-of-almaty", Role.SUPERVISOR, ALMATY)
    for who, sees in ((asel(), True), (yerlan(), True), (olga(), False), (head, False), (zarina(), False)):
        client = browser(who)
        for asked in ({}, {"words": number}, {"words": "Абілкасымов"}, {"which": "all"}, {"words": "+77015550417"}):
            status, page = said(client, at("index"), **asked)
            assert (status, at("case", number) in page) == (200, sees), (who.username, asked)
            assert bool(re.search(r"\b1 case\b|1 іс|1 дело", page)) == sees, (who.username, asked)
        assert said(client, at("case", number))[0] == (200 if sees else 404)
    for who in (ruslan(), bolat()):
        assert said(browser(who), at("index"))[0] == 403


def test_what_is_searched_for_is_read_from_no_address() -> None:
    opened(asel())
    page = browser(asel()).get(at("index"), {"words": "Нетакогослова"}).content.decode()
    assert "Нетакогослова" not in page
    assert re.search(r"\b1 іс\b", page)
    found = said(browser(asel()), at("index"), words=NAME)[1]
    assert "?words=" not in found


def test_a_case_goes_to_another_office_over_the_pages() -> None:
    number = opened(asel()).case.number
    here, head = browser(yerlan()), somebody("head-of-almaty", Role.SUPERVISOR, ALMATY)
    assert said(here, at("send", number), to=ALMATY, consent="given", reason=" ")[0] == 422
    assert (
        here.post(at("send", number), {"to": ALMATY, "consent": "given", "reason": "Lives there."}).status_code == 302
    )
    there = browser(head)
    status, page = said(there, at("work"))
    assert (status, number in page, "Lives there." in page, NAME in page) == (200, True, True, False)
    assert there.post(at("accept", number)).status_code == 302
    assert NAME in said(there, at("case", number))[1]
    assert there.post(at("assign", number), {"account": "olga"}).status_code in (302, 422)
    assert said(here, at("case", number))[0] == 404


def test_what_is_wrong_is_said_and_nothing_is_lost() -> None:
    number = opened(asel()).case.number
    client = browser(yerlan())
    assert said(client, at("note", number), text=" ")[0] == 422
    assert client.post(at("note", number), {"text": "Called back, safe number."}).status_code == 302
    assert "Called back, safe number." in said(client, at("case", number))[1]
    assert said(client, at("close", number), kind="settled", reason="")[0] == 422
    assert client.post(at("close", number), {"kind": "withdrawn", "reason": "Taken back."}).status_code == 302
    assert said(client, at("close", number), kind="withdrawn", reason="Again.")[0] == 422
    assert client.post(at("reopen", number), {"reason": "Came again."}).status_code == 302
    assert said(client, at("told", number), message="body-answered")[0] == 422
    assert said(client, at("open"), answers="not a key")[0] == 404


def test_where_a_complaint_is_asked_without_an_account() -> None:
    made = opened(asel())
    client = browser(None)
    assert said(client, at("where"))[0] == 200
    status, page = said(client, at("where"), number=made.case.number, code=made.code)
    assert (status, made.case.number in page, NAME in page) == (200, True, False)
    status, page = said(client, at("where"), number=made.case.number, code="A" * 16)
    assert (status, "govuk-error-summary" in page) == (422, True)


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_the_pages_are_in_the_language_of_the_reader(language: str) -> None:
    number = opened(asel()).case.number
    client = browser(asel())
    client.cookies["django_language"] = language
    page = said(client, at("case", number))[1]
    assert "Register and acknowledge" not in page


def test_the_first_page_of_who_works_on_cases_is_what_waits() -> None:
    officer = asel()
    Account.objects.filter(pk=officer.pk).update(language="en")
    assert "Nothing waits for you" in said(browser(officer), "/")[1]
    number = opened(officer).case.number
    status, page = said(browser(officer), "/")
    assert (status, at("case", number) in page, "Your programmes" in page) == (200, True, False)
    assert at("step", waiting(number)["register"].pk) in page
    assert number not in said(browser(olga()), "/")[1]


def test_who_is_not_signed_in_finds_the_way_to_their_complaint() -> None:
    assert at("where") in said(browser(None), "/")[1]
