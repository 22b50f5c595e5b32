"""Every page in each language, at a desk and on a phone: WCAG 2.2 AA holds, and nothing is wider than the screen."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser import Served
from tests.journeys.people import published_report, sign_in, speak

ADDRESSES = (
    "/",
    "/plans/",
    "/programmes/",
    "/programmes/00143776/",
    "/programmes/00143776/activities/2.2/",
    "/programmes/00143776/activities/add/",
    "/evidence/add/00143776/2.2/events/",
    "/evidence/add/00143776/2.2/deliverables/",
    "/evidence/add/00143776/2.2/measurements/",
    "/evidence/add/00143776/2.2/decisions/",
    "/figures/00143776/",
    "/figures/00143776/police-trained/",
    "/figures/00143776/law-adopted/",
    "/figures/00143776/regional-offices/",
    "/reports/of/00143776/",
    "/reports/of/00143776/start/",
    "/reports/templates/",
    "/reports/templates/quarterly/kk/",
    "/programmes/00143776/schedule/",
    "/programmes/00143776/pictures/",
    "/programmes/00143776/results-chain/",
    "/money/00143776/",
    "/money/00143776/budget/",
    "/money/00143776/budget/2/",
    "/money/00143776/budget/draft/",
    "/money/00143776/costs/",
    "/money/00143776/costs/unmatched/",
    "/money/00143776/funds/",
    "/money/00143776/funds/GP/",
    "/money/00143776/rates/",
    "/money/00143776/variance/",
    "/results/00143776/",
    "/results/00143776/waiting/",
    "/results/00143776/periods/",
    "/results/00143776/define/",
    "/results/00143776/place/",
    "/results/00143776/indicators/residents-consulted/",
    "/results/00143776/indicators/residents-consulted/report/2023-Q2/",
    "/monitoring/",
    "/monitoring/00143776/",
    "/monitoring/00143776/progress/",
    "/monitoring/00143776/progress/2022-Q4/2.2/",
    "/monitoring/00143776/risks/",
    "/monitoring/00143776/risks/1/",
    "/monitoring/00143776/risks/new/",
    "/monitoring/00143776/lessons/",
    "/monitoring/00143776/quality/",
    "/monitoring/00143776/quality/new/",
    "/monitoring/00143776/corrections/",
    "/monitoring/00143776/corrections/new/",
    "/exchange/00143776/",
    "/exchange/00143776/iati/",
    "/exchange/import/",
    "/claims/",
    "/published/",
    "/no-such-page/",
)
# Pages of others: of who takes complaints, and of who keeps devices and mechanisms.
OFFICERS = (
    *("/forms/", "/forms/answers/", "/forms/intake/answers/", "/forms/feed-keys/"),
    *("/cases/", "/cases/work/", "/cases/where/"),
    *("/findings/", "/authorities/", "/authorities/MIA/", "/places/", "/places/15-01/"),
)
ADMINISTRATORS = ("/devices/", "/mechanisms/", "/mechanisms/complaints/", "/mechanisms/complaints/editions/1/")
LINKS = (
    ("/plans/", r"/plans/[0-9a-f-]{36}/"),
    ("/programmes/00143776/activities/2.2/", r"/evidence/events/[0-9a-f-]{36}/"),
    ("/reports/of/00143776/", r"/reports/[0-9a-f-]{36}/"),
    ("/money/00143776/costs/", r"/money/00143776/costs/[0-9a-f-]{36}/"),
    ("/monitoring/00143776/", r"/monitoring/00143776/actions/[0-9a-f-]{36}/"),
)


def addresses(page: Page, served: Served) -> list[str]:
    found = [served.url + address for address in ADDRESSES]
    for place, pattern in LINKS:
        page.goto(served.url + place)
        match = re.search(rf'href="({pattern})"', page.content())
        assert match, place
        found.append(served.url + match[1])
    report = published_report(page, served)
    return [*found, report, f"{report}figures/police-trained/", f"{report}verify/"]


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_it_works(page: Page, served: Served, axe: Callable[[Page], list[Any]], language: str, width: int) -> None:
    sign_in(page, served, "coordinator")
    assert faults_of(page, served, axe, language, width, addresses(page, served)) == {}


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_the_pages_of_mechanisms(
    page: Page, served: Served, axe: Callable[[Page], list[Any]], language: str, width: int
) -> None:
    sign_in(page, served, "officer")
    page.goto(f"{served.url}/forms/intake/answers/")
    answer = re.search(r'href="(/forms/answers/[0-9a-f-]{36}/)"', page.content())
    assert answer
    page.goto(f"{served.url}/cases/work/")
    step = re.search(r'href="(/cases/steps/[0-9a-f-]{36}/)"', page.content())
    case = re.search(r'href="(/cases/HRC-15-[0-9]{4}-[0-9]{5}/)"', page.content())
    assert step
    assert case
    within = [f"{case[1]}{part}/" for part in ("parties", "documents", "links", "unseal")]
    of_case = (step[1], case[1], case[1].replace("/cases/", "/findings/cases/"), *within)
    places = [f"{served.url}{address}" for address in (*OFFICERS, answer[1], *of_case)]
    assert faults_of(page, served, axe, language, width, places) == {}
    sign_in(page, served, "supervisor")
    led = ("/cases/office/", "/cases/decisions/", f"{case[1]}level/", f"{case[1]}erase/")
    assert faults_of(page, served, axe, language, width, [f"{served.url}{address}" for address in led]) == {}
    sign_in(page, served, "administrator")
    places = [f"{served.url}{address}" for address in ADMINISTRATORS]
    assert faults_of(page, served, axe, language, width, places) == {}


def faults_of(
    page: Page, served: Served, axe: Callable[[Page], list[Any]], language: str, width: int, places: list[str]
) -> dict[str, Any]:
    """What axe finds wrong with each page, what is too wide, what is asked of elsewhere or complained of."""
    page.set_viewport_size({"width": width, "height": 900})
    wrong: dict[str, Any] = {}
    complained: list[str] = []
    page.on("console", lambda message: complained.append(message.text) if message.type == "error" else None)
    page.on(
        "request",
        lambda request: (
            None if request.url.startswith((served.url, "data:")) else wrong.setdefault("outside", request.url)
        ),
    )
    page.goto(served.url)
    speak(page, language)
    for address in places:
        page.goto(address)
        if found := axe(page):
            wrong[address] = [(each["id"], each["nodes"][0]["html"][:200]) for each in found]
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wrong[f"{address} too wide"] = width
    speak(page, "en")
    if others := [text for text in complained if "404" not in text]:
        wrong["complained"] = others
    return wrong


def test_the_pages_for_everyone(page: Page, served: Served, axe: Callable[[Page], list[Any]]) -> None:
    report = published_report(page, served, "kk")
    for address in (served.url, f"{served.url}/account/sign-in/", report, f"{report}verify/"):
        page.goto(address)
        assert axe(page) == [], address


def test_no_page_carries_inline_script_or_style(page: Page, served: Served) -> None:
    sign_in(page, served, "coordinator")
    for address in addresses(page, served):
        response = page.goto(address)
        assert response
        policy = response.headers["content-security-policy"]
        assert "unsafe-inline" not in policy
        assert "unsafe-eval" not in policy
        source = response.text()
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", source), address


def test_the_keyboard_alone_is_enough(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/account/sign-in/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").strip() == "Skip to main content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "login"
    page.keyboard.type("coordinator")
    page.keyboard.press("Tab")
    page.keyboard.type(served.password)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(rf"{served.url}/(#.*)?$"))
