"""A form is sent once, however the network behaves: at once, later, twice over, or after signing in again."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.database import ask
from tests.filling import PICTURE, House, house, opened, until
from tests.journeys.people import ACCOUNT, sign_in

__all__ = ["house"]


@pytest.fixture
def form(page: Page, house: House) -> Page:
    sign_in(page, house.served, house.officer)
    opened(page, house.address("short"))
    return page


def sent_since(house: House, before: int) -> int:
    return count(house) - before


def count(house: House) -> int:
    found = ask(house.served.environment["DATABASE_URL"], "select count(*) from answers_submission")
    assert isinstance(found, int)
    return found


def offline_ready(page: Page) -> None:
    """The service worker answers for the page, and the form with all it needs is put by."""
    until(page, "navigator.serviceWorker.controller !== null")
    until(page, "caches.match('/forms/short/1/definition.xml').then(Boolean)")


def fill_in(page: Page, words: str) -> None:
    page.get_by_label("What was seen").fill(words)
    page.get_by_label("A picture").set_input_files({"name": "p.png", "mimeType": "image/png", "buffer": PICTURE})


def test_it_works(form: Page, house: House) -> None:
    before = count(house)
    fill_in(form, "All was well")
    form.get_by_role("button", name="Send").click()
    expect(form.get_by_role("heading", name="Sent")).to_be_visible()
    expect(form.locator(".tirek-sent")).to_be_focused()
    assert sent_since(house, before) == 1
    question = "select name || ' ' || size from answers_attachment order by received_at desc limit 1"
    told = ask(house.served.environment["DATABASE_URL"], question)
    assert re.fullmatch(rf"[0-9a-f-]{{36}}\.png {len(PICTURE)}", str(told))
    form.get_by_role("link", name="All forms").click()
    expect(form.get_by_role("heading", name="Waiting to be sent")).to_have_count(0)
    draft = form.evaluate("indexedDB.databases().then(all => all.length)")
    assert draft <= 1


def test_a_double_click_sends_once(form: Page, house: House) -> None:
    before = count(house)
    fill_in(form, "Pressed twice")
    form.get_by_role("button", name="Send").dblclick()
    expect(form.get_by_role("heading", name="Sent")).to_be_visible()
    assert sent_since(house, before) == 1


def test_what_is_filled_without_a_network_is_sent_when_it_is_back(form: Page, house: House) -> None:
    before = count(house)
    offline_ready(form)
    form.context.set_offline(True)
    form.goto(house.address("short"))  # the page itself, from this device
    expect(form.get_by_text("There is no connection.")).to_be_visible()
    fill_in(form, "Filled in the cellar")
    form.get_by_role("button", name="Send").click()
    expect(form.get_by_role("heading", name="Waiting to be sent")).to_be_visible()
    form.get_by_role("link", name="All forms").click()
    expect(form.get_by_role("heading", name="Waiting to be sent")).to_be_visible()
    expect(form.locator("#filling-waiting li")).to_have_count(1)
    assert sent_since(house, before) == 0
    form.context.set_offline(False)
    expect(form.get_by_text("Sent: 1")).to_be_visible()
    expect(form.locator("#filling-waiting li")).to_have_count(0)
    assert sent_since(house, before) == 1
    form.reload()
    assert sent_since(house, before) == 1


def test_the_page_that_waits_sends_by_itself(form: Page, house: House) -> None:
    before = count(house)
    form.context.set_offline(True)
    fill_in(form, "Waiting on its page")
    form.get_by_role("button", name="Send").click()
    expect(form.get_by_role("heading", name="Waiting to be sent")).to_be_visible()
    form.context.set_offline(False)
    expect(form.get_by_role("heading", name="Sent", exact=True)).to_be_visible()
    assert sent_since(house, before) == 1


def test_what_waited_is_sent_when_any_form_is_opened(form: Page, house: House) -> None:
    form.context.set_offline(True)
    fill_in(form, "Waiting elsewhere")
    form.get_by_role("button", name="Send").click()
    expect(form.get_by_role("heading", name="Waiting to be sent")).to_be_visible()
    form.goto("about:blank")
    form.context.set_offline(False)
    opened(form, house.address("every-kind"))
    expect(form.get_by_text("Sent now, having waited on this device: A short form.")).to_be_visible()


def test_a_draft_begun_without_a_network_is_gone_on_with(form: Page, house: House) -> None:
    offline_ready(form)
    form.context.set_offline(True)
    form.goto(house.address("short"))
    form.get_by_label("What was seen").fill("Half of it")
    expect(form.locator(".tirek-saved")).to_have_attribute("data-state", re.compile("here|unreachable"))
    form.reload()
    expect(form.get_by_label("What was seen")).to_have_value("Half of it")
    form.goto(f"{house.served.url}/forms/")
    expect(form.get_by_role("heading", name="Only on this device")).to_be_visible()
    form.context.set_offline(False)
    expect(form.get_by_role("heading", name="Only on this device")).to_have_count(0)


def test_several_that_wait_are_each_sent_once_from_two_tabs(form: Page, house: House) -> None:
    before = count(house)
    offline_ready(form)
    form.context.set_offline(True)
    for number in range(3):
        form.goto(house.address("short"))
        fill_in(form, f"Waiting {number}")
        form.get_by_role("button", name="Send").click()
        expect(form.get_by_role("heading", name="Waiting to be sent")).to_be_visible()
    other = form.context.new_page()
    for tab in (form, other):
        tab.goto(f"{house.served.url}/forms/")
        expect(tab.locator("#filling-waiting li")).to_have_count(3)
    form.context.set_offline(False)
    for tab in (form, other):
        expect(tab.locator("#filling-waiting li")).to_have_count(0)
    assert sent_since(house, before) == 3


def test_an_answer_that_was_lost_on_its_way_back_makes_no_second_form(form: Page, house: House) -> None:
    before = count(house)
    lost: list[int] = []

    def arrive_and_be_lost(route: Any) -> None:
        lost.append(route.fetch().status)
        route.abort()

    form.context.route("**/forms/submissions/", arrive_and_be_lost, times=1)
    fill_in(form, "Arrived, but who knows")
    form.get_by_role("button", name="Send").click()
    expect(form.get_by_role("heading", name="Sent", exact=True)).to_be_visible()  # tried again by itself
    assert lost == [201]
    assert sent_since(house, before) == 1


def test_what_the_server_will_not_have_is_kept_and_said(form: Page, house: House) -> None:
    before = count(house)
    refusal = {"status": 409, "content_type": "text/html", "body": "<main><h1>Other answers are kept.</h1></main>"}
    form.context.route("**/forms/submissions/", lambda route: route.fulfill(**refusal))
    fill_in(form, "Refused")
    form.get_by_role("button", name="Send").click()
    expect(form.get_by_role("heading", name="Not taken by the server")).to_be_visible()
    expect(form.get_by_text("Other answers are kept.")).to_be_visible()
    form.goto(f"{house.served.url}/forms/")
    expect(form.locator("#filling-waiting li")).to_contain_text("Other answers are kept.")
    form.context.unroute("**/forms/submissions/")
    form.get_by_role("button", name="Send now").click()
    expect(form.get_by_text("Sent: 1")).to_be_visible()
    assert sent_since(house, before) == 1


def test_who_was_signed_out_signs_in_again_and_it_is_sent(page: Page, house: House) -> None:
    sign_in_anew(page, house, "/forms/short/fill/")
    before = count(house)
    fill_in(page, "The session ended")
    end_session(page.context)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("are sent when you have signed in again")).to_be_visible()
    sign_in_anew(page, house, "/forms/")
    expect(page.get_by_text("Sent: 1")).to_be_visible()
    assert sent_since(house, before) == 1


def test_a_sent_form_is_corrected_as_a_new_version(form: Page, house: House) -> None:
    fill_in(form, "Wrong words")
    form.get_by_role("button", name="Send").click()
    expect(form.get_by_role("heading", name="Sent")).to_be_visible()
    url = house.served.environment["DATABASE_URL"]
    newest = "from answers_submission order by received_at desc limit 1"
    first, instance = ask(url, f"select id {newest}"), ask(url, f"select instance_id {newest}")
    opened(form, f"{house.address('short')}?corrects={first}")
    expect(form.get_by_label("What was seen")).to_have_value("Wrong words")
    expect(form.get_by_role("img", name="The picture")).to_be_visible()
    form.get_by_label("What was seen").fill("Right words")
    form.get_by_role("button", name="Send").click()
    expect(form.get_by_role("heading", name="Sent")).to_be_visible()
    assert ask(url, f"select replaces {newest}") == instance
    corrected = ask(url, f"select id {newest}")
    assert corrected != first
    assert ask(url, f"select count(*) from answers_attachment where submission_id = '{corrected}'") == 1


def sign_in_anew(page: Page, house: House, then: str) -> None:
    page.goto(f"{house.served.url}/account/sign-in/?next={then}")
    page.locator("[name=login]").fill(house.officer)
    page.locator("input[type=password]").fill(house.served.password)
    page.keyboard.press("Enter")
    expect(page.locator(ACCOUNT).first).to_be_visible()


def end_session(context: BrowserContext) -> None:
    cookie = next(each for each in context.cookies() if each["name"] == "sessionid")
    context.add_cookies([{**cookie, "value": "0" * 32}])
