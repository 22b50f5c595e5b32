"""A coordinator writes a report, freezes it, downloads it; a stranger reads and verifies it."""

from __future__ import annotations

import io
import re
from pathlib import Path

from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.browser import Served
from tests.journeys.people import published_report, sign_in


def start(page: Page, served: Served, title: str, text: str) -> None:
    page.goto(f"{served.url}/reports/of/00143776/")
    page.get_by_label("Title").fill(title)
    page.get_by_label("Text to begin with").fill(text)
    page.get_by_role("button", name="Start the page").click()
    expect(page.get_by_role("heading", name=title)).to_be_visible()


def test_it_works(page: Page, served: Served, browser: Browser) -> None:
    sign_in(page, served, "coordinator")
    start(page, served, "A short report", "We trained 130 officers, women among them: ")
    expect(page.get_by_text("1 number typed by hand").first).to_be_visible()

    field = page.locator("textarea[name=narrative]")
    field.fill("")
    field.press_sequentially("Officers trained: ")
    page.get_by_role("button", name="Insert Police officers trained", exact=True).click()
    expect(field).to_have_value(re.compile(r"\[\[police-trained\]\]"))
    expect(page.locator("#preview").get_by_role("link", name="125")).to_be_visible()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The text is saved.")).to_be_visible()
    page.get_by_role("button", name="Freeze and publish").click()
    expect(page.get_by_text("The report is published and frozen.")).to_be_visible()
    address = page.url

    stranger = browser.new_context().new_page()
    stranger.goto(address)
    with stranger.expect_download() as download:
        stranger.get_by_role("link", name="PDF").click()
    pdf = PdfReader(io.BytesIO(Path(download.value.path()).read_bytes()))
    assert "125" in "".join(sheet.extract_text() for sheet in pdf.pages)
    stranger.locator("article").get_by_role("link", name="125").first.click()
    expect(stranger.get_by_text("175 records")).to_be_visible()
    expect(stranger.get_by_role("link", name="The records behind it")).to_have_count(0)
    stranger.go_back()
    stranger.get_by_role("link", name="Verify this report").click()
    stranger.get_by_role("button", name="Compute again").click()
    expect(stranger.get_by_text("Everything comes to what was published.")).to_be_visible()
    stranger.context.close()


def test_a_number_typed_by_hand_stops_publication(page: Page, served: Served) -> None:
    sign_in(page, served, "coordinator")
    start(page, served, "With a typed number", "We trained 130 officers.")
    page.get_by_role("button", name="Freeze and publish").click()
    expect(page.get_by_text("Numbers typed by hand and neither bound to a figure nor excused: 1.")).to_be_visible()
    page.go_back()
    page.get_by_text("Excuse it").click()
    page.get_by_label("Why it may stand as typed").fill("It is what the press wrote.")
    page.get_by_role("button", name="Excuse", exact=True).click()
    expect(page.get_by_text("Every number is bound or excused")).to_be_visible()
    page.get_by_role("button", name="Freeze and publish").click()
    expect(page.get_by_text("The report is published and frozen.")).to_be_visible()


def test_two_tabs_lose_nothing(page: Page, served: Served) -> None:
    sign_in(page, served, "coordinator")
    start(page, served, "In two tabs", "First.")
    other = page.context.new_page()
    other.goto(page.url)
    page.locator("textarea[name=narrative]").fill("Written in one tab.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The text is saved.")).to_be_visible()
    other.locator("textarea[name=narrative]").fill("Written in the other tab.")
    other.get_by_role("button", name="Save").click()
    expect(other.get_by_text("was saved while you were writing")).to_be_visible()
    expect(other.locator("textarea[name=narrative]")).to_have_value("Written in the other tab.")


def test_every_figure_of_the_results_page_leads_to_its_rows(page: Page, served: Served) -> None:
    sign_in(page, served, "coordinator")
    page.goto(published_report(page, served))
    links = page.locator("article a.tirek-figure")
    addresses = {str(links.nth(number).get_attribute("href")) for number in range(links.count())}
    assert len(addresses) > 15
    for address in sorted(addresses):
        page.goto(served.url + address)
        page.get_by_role("link", name="The records behind it").click()
        expect(page.get_by_role("heading", name="Records behind it")).to_be_visible()
        assert page.locator("table tbody tr").count() > 0, address


def test_the_claims_check_finds_what_the_results_page_contradicts(page: Page, served: Served) -> None:
    sign_in(page, served, "viewer")
    page.goto(f"{served.url}/claims/")
    page.get_by_label("Programme").select_option("00143776")
    retold = Path(__file__).resolve().parents[2] / "programmes" / "kazakhstan-2022" / "results-page.md"
    page.locator("input[type=file]").set_input_files(retold)
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.get_by_role("heading", name=re.compile("contradictions"))).to_be_visible()
    expect(page.get_by_text("Asian Pacific Forum").first).to_be_visible()
    expect(page.get_by_text("Supported").first).to_be_visible()
    expect(page.get_by_text("Contradicted").first).to_be_visible()
