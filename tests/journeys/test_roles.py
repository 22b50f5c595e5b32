"""The same house as each role sees it, with what it is refused."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import Served
from tests.journeys.people import sign_in

# Words of the way around, by role: what is there and what is not.
PLACES = {
    "coordinator": ({"Plans", "Programmes", "Check claims"}, {"Ledger"}),
    "monitoring": ({"Plans", "Programmes", "Check claims"}, {"Ledger"}),
    "finance": ({"Plans", "Programmes", "Check claims"}, {"Ledger"}),
    "viewer": ({"Programmes", "Check claims"}, {"Plans", "Ledger"}),
    "auditor": ({"Plans", "Programmes", "Ledger"}, set()),
    "aktobe": ({"Plans", "Programmes"}, {"Ledger"}),
}


@pytest.mark.parametrize("who", PLACES)
def test_each_role_finds_its_places_and_no_others(page: Page, served: Served, who: str) -> None:
    there, not_there = PLACES[who]
    sign_in(page, served, who)
    ways = page.get_by_role("navigation").first
    for word in there:
        expect(ways.get_by_role("link", name=word, exact=True)).to_be_visible()
    for word in not_there:
        expect(ways.get_by_role("link", name=word, exact=True)).to_have_count(0)


def test_a_viewer_sees_the_figure_and_not_the_people(page: Page, served: Served) -> None:
    sign_in(page, served, "viewer")
    page.goto(f"{served.url}/figures/00143776/police-trained/")
    expect(page.locator("main")).to_contain_text("Your role sees the figure, and not them.")
    assert "KZ-2GY3V" not in page.content()
    assert page.goto(f"{served.url}/figures/00143776/police-trained/records.csv").status == 403
    expect(page.get_by_text("Your role does not allow this.")).to_be_visible()


def test_a_regional_officer_sees_national_evidence_as_not_there(page: Page, served: Served) -> None:
    sign_in(page, served, "coordinator")
    page.goto(f"{served.url}/programmes/00143776/activities/2.2/")
    event = page.locator("a[href*='/evidence/events/']").first.get_attribute("href")
    page.context.clear_cookies()
    sign_in(page, served, "aktobe")
    page.goto(f"{served.url}/programmes/00143776/activities/2.2/")
    assert page.locator("a[href*='/evidence/events/']").count() == 0
    assert page.goto(f"{served.url}{event}").status == 404


def test_an_auditor_verifies_the_ledger(page: Page, served: Served) -> None:
    sign_in(page, served, "auditor")
    page.goto(f"{served.url}/ledger/")
    page.get_by_role("button", name="Verify the ledger and every row").click()
    expect(page.get_by_text("No difference")).to_be_visible(timeout=30_000)


def test_a_stranger_is_sent_to_sign_in_and_then_where_they_wanted(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/figures/00143776/")
    expect(page).to_have_url(re.compile("/account/sign-in/"))
    page.get_by_label("User name").fill("viewer")
    page.locator("input[type=password]").fill(served.password)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{served.url}/figures/00143776/")


def test_a_wrong_password_does_not_tell_whether_the_account_exists(page: Page, served: Served) -> None:
    sentences = []
    for name in ("coordinator", "nobody-of-that-name"):
        page.goto(f"{served.url}/account/sign-in/")
        page.get_by_label("User name").fill(name)
        page.locator("input[type=password]").fill("wrong")
        page.keyboard.press("Enter")
        sentences.append(page.locator(".govuk-error-summary").inner_text())
    assert sentences[0] == sentences[1]
