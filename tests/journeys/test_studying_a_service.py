"""A real log is taken in: where cases wait; drawn, changed, simulated; a recommendation is filed, a figure told.

An analyst does the work, a coordinator reports the figure, a reviewer approves it, a stranger reads it in a report.
"""

from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from tests.browser import Served
from tests.journeys.people import sign_in

LOG = Path(__file__).parents[3] / "shared" / "logs" / "interval_event_log.csv"
SOON, LATER = 20_000, 120_000
PROGRAMME = "00143776"
pytestmark = pytest.mark.usefixtures("demo")


def listen(page: Page) -> list[str]:
    complained: list[str] = []
    page.on("console", lambda told: complained.append(told.text) if told.type == "error" else None)
    page.on("pageerror", lambda fault: complained.append(str(fault)))
    return complained


def test_it_works(page: Page, served: Served, browser: Browser) -> None:
    complained = listen(page)
    sign_in(page, served, "analyst")
    log = take_in(page, served)
    place, then = find_the_bottleneck(page)
    recommend(page, place, then)
    draw(page, served, log)
    hold_against_the_drawing(page, log)
    simulate(page, served)
    figure, number = report(page, served, log, place, then)
    approve(page, served, figure)
    address = publish(page, served, figure, number)
    read(browser, address, number)
    follow_back(page, served, address, number, place, then)
    assert complained == []


def take_in(page: Page, served: Served) -> str:
    """The address of what the log says."""
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
    return page.url


def find_the_bottleneck(page: Page) -> tuple[str, str]:
    """Where cases wait most, all together: it stands first, and leads to its cases."""
    page.get_by_role("link", name="Waiting", exact=True).click()
    dearest = (
        page.get_by_role("table", name="Where cases wait, by what it costs them together").locator("tbody tr").first
    )
    place, then, together = dearest.locator("th, td").all_inner_texts()[:3]
    assert "d" in together
    dearest.get_by_role("link").click()
    expect(page.get_by_text(f"directly after {place}")).to_be_visible()
    page.go_back()
    return place, then


def recommend(page: Page, place: str, then: str) -> None:
    page.get_by_role("link", name="Write a finding").click()
    page.get_by_label("What was found").fill(f"Nowhere do cases wait longer together than from {place} to {then}.")
    page.get_by_role("button", name="Keep the finding").click()
    expect(page.get_by_text("The finding is kept.")).to_be_visible()
    page.get_by_label("Authority", exact=True).select_option(index=1)
    page.get_by_label("What it is asked to do").fill(f"To begin “{then}” within two working days.")
    page.get_by_label("To be answered by").fill(f"{timezone.localdate() + timedelta(days=60):%Y-%m-%d}")
    page.get_by_role("button", name="Keep the recommendation").click()
    expect(page.get_by_text(f"To begin “{then}” within two working days.").first).to_be_visible()


def draw(page: Page, served: Served, log: str) -> None:
    page.goto(log)
    page.get_by_role("button", name="Draw it").click()
    expect(page.get_by_role("heading", name="As it is", exact=True)).to_be_visible(timeout=LATER)
    expect(page.locator(".djs-shape").first).to_be_visible(timeout=SOON)
    page.goto(f"{served.url}/studies/orders/drawings/to-be/draw/")
    expect(page.locator(".djs-shape").first).to_be_visible(timeout=SOON)
    page.get_by_label("What is changed, and why").fill("As it is, to begin with")
    page.get_by_role("button", name="Keep the drawing").click()
    expect(page.get_by_text("The drawing is kept as version 1.")).to_be_visible()


def hold_against_the_drawing(page: Page, log: str) -> None:
    """What was left out of the drawing leads to its cases, and colours the drawing; and every event is a dot."""
    page.goto(log)
    page.get_by_role("link", name="Against the drawing").click()
    page.get_by_role("button", name="Hold the log against the drawing").click()
    expect(page.get_by_role("heading", name="Left out")).to_be_visible(timeout=LATER)
    most = page.get_by_role("table", name="Left out").locator("tbody tr").first
    _step, _times, cases = most.locator("th, td").all_inner_texts()
    most.get_by_role("link").click()
    expect(page.get_by_role("status").filter(has_text=f"{cases} case")).to_be_visible()
    page.go_back()
    page.get_by_role("link", name="The deviations on the drawing").click()
    expect(page.locator(".djs-element.tirek-heat-5").first).to_be_visible(timeout=SOON)
    page.get_by_label("What the colour says").select_option("often")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".djs-element.tirek-heat-5").first).to_be_visible(timeout=SOON)
    page.goto(f"{log}dots/")
    expect(page.get_by_role("img", name="Every event a dot")).to_be_visible()


def simulate(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/studies/orders/simulation/")
    page.get_by_label("Repetitions").fill("3")
    page.get_by_role("button", name="Simulate", exact=True).click()
    expect(page.get_by_role("heading", name="How far it can be believed")).to_be_visible(timeout=LATER)
    page.get_by_label("Repetitions").fill("3")
    page.get_by_label("Simulate the drawing of how it is to be too").check()
    page.get_by_role("button", name="Simulate", exact=True).click()
    expect(page.get_by_role("columnheader", name="Difference")).to_be_visible(timeout=LATER)


def report(page: Page, served: Served, log: str, place: str, then: str) -> tuple[str, str]:
    """The code of the figure, and its number: an analyst sees who reports it, a coordinator does."""
    page.goto(log)
    page.get_by_role("link", name="Figures", exact=True).click()
    expect(page.get_by_text("A coordinator reports a figure into a programme.")).to_be_visible()
    expect(page.get_by_role("button", name="Report the figure")).to_have_count(0)
    figures = page.url
    sign_in(page, served, "coordinator")
    page.goto(figures)
    chosen = page.get_by_role("radio", name=f"waiting from “{place}” to “{then}”")
    number = re.findall(r": ([0-9.]+) days$", chosen.locator("xpath=..").inner_text().strip())[0]
    chosen.check()
    page.get_by_role("button", name="Report the figure").click()
    expect(page.get_by_text("The figure is reported.")).to_be_visible()
    return re.findall(r"indicators/([a-z0-9-]+)/", page.url)[0], number


def approve(page: Page, served: Served, figure: str) -> None:
    sign_in(page, served, "reviewer")
    page.goto(f"{served.url}/results/{PROGRAMME}/indicators/{figure}/")
    expect(page.get_by_role("link", name="The study in which it was measured")).to_be_visible()
    page.get_by_role("button", name="Approve").click()
    expect(page.get_by_text("The value is approved, and counts.")).to_be_visible()


def publish(page: Page, served: Served, figure: str, number: str) -> str:
    """The address of the published report."""
    sign_in(page, served, "coordinator")
    page.goto(f"{served.url}/reports/of/{PROGRAMME}/")
    page.get_by_label("Title").fill("How orders are served")
    page.get_by_label("Text to begin with").fill("Where an order waits longest, it waits on average, in days: ")
    page.get_by_role("button", name="Start the page").click()
    page.locator("textarea[name=narrative]").press("Control+End")
    page.locator(f"[data-insert='[[{figure}]]']").click()
    expect(page.locator("#preview").get_by_role("link", name=number, exact=True)).to_be_visible()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Freeze and publish").click()
    expect(page.get_by_text("The report is published and frozen.")).to_be_visible()
    return page.url


def read(browser: Browser, address: str, number: str) -> None:
    """A stranger reads the number and how it was counted, and nothing of the study."""
    stranger = browser.new_context().new_page()
    stranger.goto(address)
    stranger.locator("article").get_by_role("link", name=number, exact=True).click()
    expect(stranger.get_by_text("How long does a case wait on average between these two steps?")).to_be_visible()
    assert "/studies/" not in stranger.content()
    stranger.context.close()


def follow_back(page: Page, served: Served, address: str, number: str, place: str, then: str) -> None:
    """From the published number to the records, from these to the study, where it is the same."""
    page.goto(address)
    page.locator("article").get_by_role("link", name=number, exact=True).click()
    page.get_by_role("link", name="The records behind it").click()
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile(r"^study-orders-.*\.json$")).click()
    told = json.loads(Path(download.value.path()).read_text())
    assert (told["number"], told["made_of"]["from"], told["made_of"]["to"]) == (number, place, then)
    page.get_by_role("link", name="The study in which it was measured").click()
    expect(page.get_by_role("row", name=f"waiting from “{place}” to “{then}”")).to_contain_text(f"{number} days")
