"""Pages where people, documents and links are entered in a case, and where two people decide what no one does alone."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import NATIONAL, asel, olga, somebody, yerlan
from tests.rooms.cases.complaint import NAME, TELEPHONE, installed, opened
from tirek.directory import Account, Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def number() -> str:
    """A case of an officer who reads English, for what is shown is asked in it."""
    installed()
    Account.objects.filter(pk=asel().pk).update(language="en")
    return opened(asel()).case.number


def browser(who: Account) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(who)
    return client


def at(name: str, *args: object) -> str:
    return reverse(f"cases:{name}", args=args)


def shown(who: Account, name: str, *args: object) -> str:
    response = browser(who).get(at(name, *args))
    assert response.status_code == 200, response.content.decode()
    return response.content.decode()


def posted(who: Account, address: str, **form: Any) -> int:
    return browser(who).post(address, form).status_code


def link_in(page: str, kind: str) -> str:
    found = re.search(rf'href="(/cases/[^"]*{kind}/[0-9a-f-]{{36}}/)"', page)
    assert found, kind
    return found[1]


def sealed(number: str) -> None:
    assert posted(yerlan(), at("level", number), level="sealed", reason="Reprisals") == 302


def test_a_person_is_entered_and_the_caution_stands_before_how_to_reach_them(number: str) -> None:
    person = {"part": "witness", "kind": "person", "name": "Айгуль", "telephone": "+7 701 999 88 77"}
    assert posted(asel(), at("party", number), **person, caution="Never call in the evening") == 302
    page = shown(asel(), "case", number)
    assert page.index("Never call in the evening") < page.index("Айгуль") < page.index("+7 701 999 88 77")
    assert page.index("I have read the caution") < page.index("+7 701 999 88 77")
    mine = page[: page.index("Айгуль")].count("/withdraw/parties/")
    address = re.findall(r'href="(/cases/[^"]*/withdraw/parties/[^"]*)"', page)[mine]
    assert posted(asel(), address, ground="because") == 422
    assert posted(asel(), address, ground="twice") == 302
    assert "Айгуль" not in shown(asel(), "case", number)


def test_what_a_form_let_choose_of_reaching_somebody_stands_before_the_number(number: str) -> None:
    other = opened(asel(), may_contact="as_told", call_safety="never", must_not_learn="employer", phone=TELEPHONE)
    page = shown(asel(), "case", other.case.number)
    caution, reached = page.index("No, do not call"), page.index(TELEPHONE)
    assert page.index("Yes, but only as said below") < caution < page.index("I have read the caution") < reached
    assert "Telephone of the person" in page
    page = shown(asel(), "case", number)
    assert page.index("Show how to reach them") < page.index(TELEPHONE)


def test_what_is_missing_of_a_person_is_asked_for(number: str) -> None:
    assert posted(asel(), at("party", number), part="witness", kind="person") == 422
    assert posted(asel(), at("party", number), part="body", kind="authority") == 422
    assert posted(asel(), at("party", number), part="body", kind="authority", authority="MIA") == 302
    assert posted(olga(), at("party", number), part="witness", kind="person", name="X") == 404


def test_a_document_comes_and_goes_as_it_was(number: str) -> None:
    content = b"\x00<script>alert(1)</script>"
    file = SimpleUploadedFile("Заявление.html", content, content_type="text/html")
    assert posted(asel(), at("document", number), file=file, said="By post") == 302
    page = shown(asel(), "case", number)
    assert "Заявление.html" in page
    response = browser(asel()).get(link_in(page, "documents"))
    assert response.content == content
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment; filename*=UTF-8''%D0%97")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]
    assert browser(olga()).get(link_in(page, "documents")).status_code == 404
    assert posted(asel(), at("document", number), said="Nothing chosen") == 422
    large = SimpleUploadedFile("large.bin", b" " * (25 * 1024 * 1024 + 1))
    assert posted(asel(), at("document", number), file=large) == 422


def test_names_of_a_sealed_case_are_seen_after_two_people_and_hidden_again(number: str, time_machine: Any) -> None:
    sealed(number)
    page = shown(asel(), "case", number)
    assert NAME not in page
    assert at("unseal", number) in page
    assert posted(asel(), at("unseal", number), reason=" ") == 422
    assert posted(asel(), at("unseal", number), reason="The mother asks") == 302
    assert "has not answered yet" in shown(asel(), "case", number)
    decide = shown(yerlan(), "decisions")
    assert "The mother asks" in decide
    allow = re.search(r'action="(/cases/unsealings/[^"]*)"', decide)
    assert allow
    assert posted(asel(), allow[1]) == 403
    assert posted(yerlan(), allow[1]) == 302
    response = browser(asel()).get(at("case", number))
    assert NAME in response.content.decode()
    assert "for 15 more minutes" in response.content.decode()
    assert 899 <= int(response["Refresh"]) <= 901
    assert NAME not in shown(yerlan(), "case", number)
    time_machine.move_to(timezone.now() + timedelta(minutes=16))
    response = browser(asel()).get(at("case", number))
    assert NAME not in response.content.decode()
    assert "Refresh" not in response


def test_who_asked_for_names_and_was_refused_reads_why_and_asks_anew(number: str) -> None:
    sealed(number)
    assert posted(asel(), at("unseal", number), reason="The mother asks") == 302
    refuse = re.search(r'href="(/cases/unsealings/[^"]*/refuse/)"', shown(yerlan(), "decisions"))
    assert refuse
    assert "The mother asks" in browser(yerlan()).get(refuse[1]).content.decode()
    assert browser(asel()).get(refuse[1]).status_code == 403
    assert posted(yerlan(), refuse[1], reason=" ") == 422
    assert posted(yerlan(), refuse[1], reason="Her lawyer knows") == 302
    assert browser(yerlan()).get(refuse[1]).status_code == 422
    assert "/refuse/" not in shown(yerlan(), "decisions")
    page = shown(asel(), "case", number)
    assert NAME not in page
    for each in (page, shown(asel(), "unseal", number)):
        assert "Her lawyer knows" in each
        assert yerlan().username in each
    assert "Her lawyer knows" not in shown(yerlan(), "case", number)
    assert posted(asel(), at("unseal", number), reason="The lawyer is away") == 302
    assert "Her lawyer knows" not in shown(asel(), "case", number)


def test_nobody_takes_a_case_out_of_its_seal_alone(number: str) -> None:
    sealed(number)
    assert posted(yerlan(), at("level", number), level="office", reason="It is over") == 422
    assert posted(asel(), at("level", number), level="office", reason="It is over") == 403


@pytest.mark.django_db(transaction=True)
def test_a_case_is_erased_by_two_who_know_what_it_means(number: str) -> None:
    nadia = somebody("nadia", Role.SUPERVISOR, NATIONAL)
    page = shown(yerlan(), "erase", number)
    assert "cannot be brought back" in page
    assert NAME in page
    assert posted(yerlan(), at("erase", number), what="case") == 422
    assert posted(yerlan(), at("erase", number), what="case", ground="asked") == 302
    assert "second person has not decided" in shown(asel(), "case", number)
    decide = link_in(shown(nadia, "decisions"), "erasures")
    assert posted(yerlan(), decide, verdict="approved", understood="on") in (403, 422)
    assert posted(nadia, decide, verdict="approved") == 422
    assert posted(nadia, decide, verdict="returned") == 422
    assert NAME in shown(asel(), "case", number)
    assert posted(nadia, decide, verdict="approved", understood="on") == 302
    page = shown(asel(), "case", number)
    assert NAME not in page
    assert TELEPHONE not in page
    assert "its key was destroyed" in page
    assert browser(nadia).get(decide).status_code == 422


def test_two_cases_become_one_by_two_people(number: str) -> None:
    other = opened(asel()).case.number
    page = shown(asel(), "links", number)
    assert "the same telephone or personal number" in page
    assert f"?other={other}" in page
    assert posted(asel(), at("links", number), other=other.lower(), kind="duplicate") == 302
    assert "waits for a second person" in shown(asel(), "case", number)
    decide = link_in(shown(yerlan(), "decisions"), "merging")
    assert posted(asel(), decide, verdict="approved") == 403
    assert number in browser(yerlan()).get(decide).content.decode()
    assert posted(yerlan(), decide, verdict="approved") == 302
    page = shown(asel(), "case", other)
    assert "goes on there" in page
    assert at("case", number) in page


def test_a_link_to_what_is_not_there_is_said_at_its_field(number: str) -> None:
    elsewhere = opened(olga()).case.number
    for other in ("HRC-99-2026-00001", elsewhere, number):
        response = browser(asel()).post(at("links", number), {"other": other, "kind": "linked"})
        assert response.status_code == 422
        assert "id_other_error" in response.content.decode()


def test_the_page_of_an_office_counts_what_waits_for_a_second_person(number: str) -> None:
    other = opened(asel()).case.number
    assert posted(asel(), at("links", number), other=other, kind="duplicate") == 302
    assert "1 waits" in shown(yerlan(), "office")


def test_a_case_prints_without_what_is_to_be_pressed(number: str) -> None:
    page = shown(yerlan(), "case", number)
    for pressed in ("note", "assign", "close", "party", "document", "links", "send", "erase", "level"):
        before = page[: page.index(f'="{at(pressed, number)}"')]
        opening = max(before.rfind(f"<{tag} ") for tag in ("p", "form", "section", "a"))
        hidden = before[opening : before.index(">", opening)] if ">" in before[opening:] else before[opening:]
        assert "display-none-print" in hidden or "display-none-print" in before[before.rindex("<section ") :], pressed


def test_what_is_not_found_is_said_with_where_else_it_is(number: str) -> None:
    assert posted(yerlan(), at("close", number), kind="settled", reason="Done") == 302
    client = browser(asel())
    page = client.post(at("index"), {"words": NAME, "which": "open"}).content.decode()
    assert number not in page
    assert "1 case has these words" in page
    assert number in client.post(at("index"), {"words": NAME, "which": "all"}).content.decode()
    page = client.post(at("index"), {"words": "Nobody of this name"}).content.decode()
    assert "Only cases that you may see are searched" in page
    assert "has these words, closed" not in page
    page = browser(olga()).post(at("index"), {"words": NAME, "which": "open"}).content.decode()
    assert "case has these words" not in page
