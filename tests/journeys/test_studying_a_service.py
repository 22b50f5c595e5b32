"""An analyst takes in a real log, sees how the work ran, where it waits, and draws it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.people import sign_in

ROOT = Path(__file__).parents[2]
RECEIPT = ROOT.parent / "shared" / "logs" / "interval_event_log.csv"
pytestmark = pytest.mark.usefixtures("demo")


def test_it_works(page: Page, served: str) -> None:
    sign_in(page, served, "analyst")
    page.goto(f"{served}/studies/begin/")
    page.get_by_label("Name of the service").fill("Orders")
    page.get_by_label("Code of the study").fill("orders")
    page.get_by_label("Who answers for the service").fill("Ministry of Internal Affairs")
    page.get_by_role("button", name="Begin the study").click()
    page.get_by_label("Event log").set_input_files(RECEIPT)
    page.get_by_role("button", name="Take it in").click()
    page.get_by_role("button", name="Read the log").click(timeout=60_000)
    expect(page.get_by_role("heading", name="How it really runs")).to_be_visible(timeout=60_000)
    expect(page.locator(".tirek-map__activity").first).to_be_visible(timeout=20_000)
