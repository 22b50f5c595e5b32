"""The administrator changes who sees what; the coordinator reads what that means, and approves it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser import Served
from tests.journeys.people import sign_in, speak

PAGES = (
    "/mechanisms/",
    "/mechanisms/preventive-visits/",
    "/mechanisms/preventive-visits/editions/1/",
    "/mechanisms/preventive-visits/editions/1/forms/visit-checklist/",
    "/mechanisms/preventive-visits/editions/1/files/clocks.csv",
    "/mechanisms/preventive-visits/change/",
    "/mechanisms/preventive-visits/change/who.csv",
)


def test_who_sees_what_is_changed_by_two(page: Page, served: Served) -> None:
    sign_in(page, served, "administrator")
    page.goto(f"{served.url}/mechanisms/")
    page.get_by_role("link", name="Preventive visits").click()
    page.get_by_role("button", name="Change this mechanism here").click()
    page.get_by_role("link", name="who.csv", exact=True).click()
    table = page.get_by_label("Text of the file")
    before = table.input_value()
    assert "officer,all but identity statement," in before
    table.fill(before.replace("officer,all but identity statement,", "officer,all but identity,"))
    page.get_by_label("Why it is changed").fill("A decision of the head of the national office")
    page.get_by_role("button", name="Show what it changes").click()
    expect(page.get_by_text("The role officer now sees answers that are secret (what was said)")).to_be_visible()
    page.get_by_role("button", name="Make the change").click()
    expect(page.get_by_text("comes into force when a second person has approved it")).to_be_visible()

    page.context.clear_cookies()
    sign_in(page, served, "coordinator")
    page.goto(f"{served.url}/mechanisms/")
    page.get_by_role("link", name=re.compile("edition 2 waits for a second person")).click()
    expect(page.get_by_role("heading", name="What it changed")).to_be_visible()
    page.get_by_label("Approve").check()
    page.get_by_role("button", name="Keep the verdict").click()
    expect(page.get_by_text("The edition is in force.")).to_be_visible()


def test_the_pages_fit_a_phone_and_everybody(
    page: Page, served: Served, axe: Callable[[Page], list[dict[str, Any]]]
) -> None:
    sign_in(page, served, "administrator")
    page.set_viewport_size({"width": 375, "height": 800})
    for language in ("ru", "kk", "en"):
        page.goto(served.url)
        speak(page, language)
        for address in PAGES:
            page.goto(served.url + address)
            assert axe(page) == [], address
            assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"), (
                address,
                language,
            )
