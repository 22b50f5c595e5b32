"""The tutorial, docs/learn/README.md: what it tells its reader to do is done here, in its order, and photographed.

With TIREK_PICTURES=write (`make pictures`) its pictures are taken anew; else they are taken aside and only counted.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import Served
from tests.journeys.camera import HEIGHT, WIDTH, Camera, camera_in, check_pictures
from tests.journeys.people import sign_in

ROOT = Path(__file__).resolve().parents[2]
TUTORIAL = ROOT / "docs" / "learn" / "README.md"
PROGRAMME = ROOT / "programmes" / "kazakhstan-2022"
EVENT = "Tutorial: community policing, Kyzylorda"
REPORT = "Tutorial: the police training"


def test_it_works(page: Page, served: Served, browser: Browser, tmp_path: Path) -> None:
    camera = camera_in(tmp_path)
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    start(page, served, camera)
    take_in_the_plan(page, served, camera)
    settle_the_subtotal(page, camera)
    see_the_programme(page, served, camera)
    event = enter_a_list(page, camera)
    look_at_a_figure(page, served, camera, "135")
    report = write_a_report(page, served, camera)
    read_it_as_a_stranger(browser, report, camera)
    withdraw_the_list(page, served, event, report)
    check_the_results_page(page, served, camera)
    be_the_auditor(page, served, camera)
    verify_without_tirek(served, tmp_path)

    check_pictures(TUTORIAL, camera)


def start(page: Page, served: Served, camera: Camera) -> None:
    sign_in(page, served, "coordinator")
    expect(page.get_by_role("heading", name="Your programmes")).to_be_visible()
    camera.take("start", page.locator("body"))


def take_in_the_plan(page: Page, served: Served, camera: Camera) -> None:
    page.get_by_role("link", name="Plans", exact=True).click()
    plan = (PROGRAMME / "plan.md").read_bytes().replace(b"00143776", b"00160001")
    page.locator("input[type=file]").set_input_files({"name": "my-plan.md", "mimeType": "text/plain", "buffer": plan})
    page.get_by_role("button", name="Read the plan").click()
    expect(page.get_by_role("heading", name="Findings")).to_be_visible(timeout=30_000)
    expect(page.get_by_role("button", name="Adopt the plan as a programme")).to_be_disabled()
    camera.take("plan-beside-its-reading", page.locator(".tirek-beside"), most=820)
    finding(page, "columns-shifted-left").get_by_role("link", name="144", exact=True).click()
    expect(page.locator("#line-144")).to_be_in_viewport()
    for code in ("fee-on-total", "output-named-two-ways", "annexes-empty"):
        expect(finding(page, code)).to_be_visible()


def finding(page: Page, code: str) -> Locator:
    return page.locator("article.tirek-finding", has=page.get_by_text(code, exact=True)).first


def settle_the_subtotal(page: Page, camera: Camera) -> None:
    subtotal = finding(page, "subtotal-of-year")
    expect(subtotal).to_contain_text("13 000")
    expect(subtotal).to_contain_text("11 400")
    subtotal.get_by_label("Printed value kept").check()
    subtotal.get_by_label("Reason").fill("Asked the finance officer; the amendment will correct the sub-total.")
    subtotal.get_by_role("link", name="154", exact=True).click()
    expect(page.locator("#line-154")).to_be_in_viewport()
    subtotal.scroll_into_view_if_needed()
    camera.screen("a-finding", page)
    subtotal.get_by_role("button", name="Keep").click()
    expect(subtotal.get_by_text("the amendment will correct")).to_be_visible()


def see_the_programme(page: Page, served: Served, camera: Camera) -> None:
    page.get_by_role("link", name="Programmes", exact=True).click()
    page.locator("main a[href='/programmes/00143776/']").click()
    expect(page.get_by_text("150,000 USD")).to_be_visible()
    camera.take(
        "the-programme", page.get_by_text("Total printed in the plan"), page.locator("main table").nth(1), most=1000
    )


def enter_a_list(page: Page, camera: Camera) -> str:
    page.get_by_role("link", name=re.compile("^2.2 Training")).click()
    page.get_by_role("link", name="Enter an event").click()
    page.get_by_label("Title").fill(EVENT)
    page.get_by_label("Topic").fill("community-policing")
    page.get_by_label("First day").fill("2023-11-06")
    page.get_by_label("Last day").fill("2023-11-08")
    page.get_by_label("Place").fill("Kyzylorda")
    page.get_by_label("Region").select_option(label="Kyzylorda region")
    page.get_by_role("button", name="Keep").click()
    event = page.url
    page.locator("input[type=file]").set_input_files(PROGRAMME / "evidence" / "attendance-with-bad-rows.csv")
    page.get_by_role("button", name="Check the list").click()
    expect(page.get_by_text("16 rows can be recorded.")).to_be_visible()
    expect(page.locator("tr.tirek-bad-row")).to_have_count(3)
    camera.take(
        "an-attendance-list", page.locator(".govuk-caption-xl"), page.locator("tr.tirek-bad-row").nth(1), most=900
    )
    page.get_by_role("button", name="Record 16 rows").click()
    expect(page.get_by_text("Attendances recorded: 16.")).to_be_visible()
    return event


def look_at_a_figure(page: Page, served: Served, camera: Camera, number: str) -> None:
    page.goto(f"{served.url}/programmes/00143776/")
    page.get_by_role("link", name=re.compile(r"^\d+ figures$")).click()
    page.get_by_role("link", name="Police officers trained", exact=True).click()
    expect(page.locator(".tirek-value")).to_contain_text(number)
    expect(page.get_by_role("row", name="Ulytau region withheld", exact=True)).to_be_visible()
    camera.take("a-figure", page.locator(".govuk-caption-xl"), page.locator("main table").nth(1), most=1060)


def write_a_report(page: Page, served: Served, camera: Camera) -> str:
    page.goto(f"{served.url}/programmes/00143776/")
    page.get_by_role("navigation", name="Parts of the programme").get_by_role("link", name="Reports").click()
    page.get_by_label("Title").fill(REPORT)
    page.get_by_label("Text to begin with").fill("The programme was planned for 12 months.")
    page.get_by_role("button", name="Start the page").click()
    text = page.locator("textarea[name=narrative]")
    text.press("Control+End")
    text.press_sequentially("\n\nTo serve the public better, ")
    insert(page, "Insert Police officers trained")
    text.press_sequentially(" police officers were trained, ")
    insert(page, "Insert Police officers trained: women")
    text.press_sequentially(" of them women.\n\n[[chart: police-trained by region]]")
    expect(page.locator("#preview").get_by_role("link", name="135")).to_be_visible()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The text is saved.")).to_be_visible()
    expect(page.locator("#preview .tirek-editor__preview mark.tirek-typed")).to_have_text(re.compile("^12"))
    camera.take("the-editor", page.get_by_text("Text", exact=True), page.locator("#preview"), most=640)
    page.get_by_role("button", name="Freeze and publish").click()
    expect(page.get_by_text("Numbers typed by hand and neither bound to a figure nor excused: 1.")).to_be_visible()
    page.go_back()
    page.get_by_text("Excuse it").click()
    page.get_by_label("Why it may stand as typed").fill("It is the period on the plan's cover.")
    page.get_by_role("button", name="Excuse", exact=True).click()
    expect(page.get_by_text("Every number is bound or excused")).to_be_visible()
    page.get_by_role("button", name="Freeze and publish").click()
    expect(page.get_by_text("The report is published and frozen.")).to_be_visible()
    return page.url


def insert(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def read_it_as_a_stranger(browser: Browser, report: str, camera: Camera) -> None:
    page = browser.new_context(locale="en-GB", viewport={"width": 840, "height": HEIGHT}).new_page()
    page.goto(report)
    camera.take("published-report", page.locator("body"), page.locator("article figure").first, most=1200)
    page.locator("article").get_by_role("link", name="135").first.click()
    expect(page.get_by_text("191 records")).to_be_visible()
    expect(page.get_by_role("link", name="The records behind it")).to_have_count(0)
    camera.take("a-published-figure", page.locator(".govuk-caption-xl"), page.locator("main dl"))
    page.go_back()
    verify(page, report)
    camera.take("verified", page.get_by_role("heading", level=1), page.get_by_role("status"))
    page.context.close()


def verify(page: Page, report: str) -> None:
    page.goto(report)
    page.get_by_role("link", name="Verify this report").click()
    page.get_by_role("button", name="Compute again").click()
    expect(page.get_by_text("Everything comes to what was published.")).to_be_visible()


def withdraw_the_list(page: Page, served: Served, event: str, report: str) -> None:
    page.goto(event)
    withdrawing = page.locator("main details").last
    withdrawing.locator("summary").click()
    withdrawing.get_by_label("Reason").fill("Entered for practice.")
    withdrawing.get_by_role("button", name="Withdraw").click()
    expect(page.locator("li.tirek-withdrawn", has_text=EVENT)).to_be_visible()
    page.goto(f"{served.url}/figures/00143776/police-trained/")
    expect(page.locator(".tirek-value")).to_contain_text("125")
    verify(page, report)


def check_the_results_page(page: Page, served: Served, camera: Camera) -> None:
    page.goto(served.url)
    page.get_by_role("link", name="Check claims").click()
    page.get_by_label("Programme").select_option("00143776")
    page.locator("input[type=file]").set_input_files(PROGRAMME / "results-page.md")
    page.get_by_role("button", name="Check", exact=True).click()
    contradictions = page.get_by_role("heading", name=re.compile("contradictions"))
    expect(contradictions).to_be_visible()
    expect(page.get_by_text("Asian Pacific Forum").first).to_be_visible()
    camera.take("contradictions", contradictions, page.locator("article.tirek-card").last, most=900)
    camera.take("claims", page.get_by_role("heading", name=re.compile("claims$")), page.locator("main table"), most=700)


def be_the_auditor(page: Page, served: Served, camera: Camera) -> None:
    page.context.clear_cookies()
    sign_in(page, served, "auditor")
    page.get_by_role("link", name="Ledger", exact=True).click()
    page.get_by_role("button", name="Verify the ledger and every row").click()
    expect(page.get_by_text("No difference")).to_be_visible(timeout=30_000)
    camera.take("the-ledger", page.get_by_role("heading", level=1), page.locator("main table"), most=700)


def verify_without_tirek(served: Served, tmp_path: Path) -> None:
    """As the tutorial says it for a terminal: root and export by the command, the rest by the verifier alone."""
    tirek = [sys.executable, "-m", "tirek.command", "ledger"]
    assert "No difference." in told([*tirek, "verify"], served)
    text, root = told([*tirek, "export"], served), told([*tirek, "root"], served).strip()
    export = tmp_path / "ledger.jsonl"
    verifier = [sys.executable, "-m", "tirek_verifier", str(export), "--root", root]
    export.write_text(text, encoding="utf-8")
    assert "The ledger holds" in told(verifier, served)
    before, mark, after = text.rpartition('"digest":"')
    export.write_text(f"{before}{mark}{'1' if after[0] == '0' else '0'}{after[1:]}", encoding="utf-8")
    assert "does not give the root of its row digests" in told(verifier, served, status=1)


def told(command: list[str], served: Served, status: int = 0) -> str:
    done = subprocess.run(
        command, env=os.environ | served.environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout
