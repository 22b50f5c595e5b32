"""An analyst takes in a real log, sees how the work ran and where it waits, draws it, and simulates a change."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import Served
from tests.journeys.people import sign_in

LOG = Path(__file__).parents[3] / "shared" / "logs" / "interval_event_log.csv"
SOON, LATER = 20_000, 120_000
pytestmark = pytest.mark.usefixtures("demo")


def listen(page: Page) -> list[str]:
    complained: list[str] = []
    page.on("console", lambda told: complained.append(told.text) if told.type == "error" else None)
    page.on("pageerror", lambda fault: complained.append(str(fault)))
    return complained


def cells(page: Page, row: int) -> list[str]:
    found: Any = page.locator("table").first.locator("tbody tr").nth(row).locator("th, td").all_inner_texts()
    return [str(each) for each in found]


def test_it_works(page: Page, served: Served) -> None:
    complained = listen(page)
    sign_in(page, served, "analyst")
    page.goto(f"{served.url}/studies/")
    page.get_by_role("button", name="Begin a study").click()
    page.get_by_label("Name of the service").fill("Orders")
    page.get_by_label("Code of the study").fill("orders")
    page.get_by_label("Who answers for the service").fill("Ministry of Internal Affairs")
    page.get_by_role("button", name="Begin the study").click()
    page.locator("input[type=file]").set_input_files(LOG)
    page.get_by_role("button", name="Take it in").click()

    page.get_by_role("button", name="Read the log").click(timeout=LATER)
    expect(page.get_by_role("heading", name="How it really runs")).to_be_visible(timeout=LATER)
    expect(page.locator(".tirek-map__activity").first).to_be_visible(timeout=SOON)
    expect(page.locator(".tirek-map__activity")).to_have_count(8)
    log = page.url

    page.get_by_role("link", name="Waiting").click()
    place, _then, together = cells(page, 0)[:3]
    assert "d" in together
    page.locator("table").first.locator("tbody tr").first.get_by_role("link").click()
    expect(page.get_by_text(f"directly after {place}")).to_be_visible()

    page.goto(log)
    page.get_by_role("button", name="Draw it").click()
    expect(page.get_by_role("heading", name="As it is", exact=True)).to_be_visible(timeout=LATER)
    expect(page.locator(".djs-shape").first).to_be_visible(timeout=SOON)

    page.goto(f"{served.url}/studies/orders/drawings/to-be/draw/")
    expect(page.locator(".djs-shape").first).to_be_visible(timeout=SOON)
    page.get_by_label("What is changed, and why").fill("As it is, to begin with")
    page.get_by_role("button", name="Keep the drawing").click()
    expect(page.get_by_text("The drawing is kept as version 1.")).to_be_visible()

    page.goto(f"{served.url}/studies/orders/simulation/")
    page.get_by_label("Repetitions").fill("3")
    page.get_by_role("button", name="Simulate", exact=True).click()
    expect(page.get_by_role("heading", name="How far it can be believed")).to_be_visible(timeout=LATER)
    page.get_by_label("Repetitions").fill("3")
    page.get_by_label("Simulate the drawing of how it is to be too").check()
    page.get_by_role("button", name="Simulate", exact=True).click()
    expect(page.get_by_role("columnheader", name="Difference")).to_be_visible(timeout=LATER)
    assert complained == []
