"""A monitoring officer enters an attendance list of which three rows are bad."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser import Served
from tests.journeys.people import sign_in

FOLDER = Path(__file__).resolve().parents[2] / "programmes" / "kazakhstan-2022" / "evidence"


def add_event(page: Page, served: Served, title: str) -> None:
    page.goto(f"{served.url}/programmes/00143776/activities/2.2/")
    page.get_by_role("link", name="Enter an event").click()
    page.get_by_label("Title").fill(title)
    page.get_by_label("First day").fill("2023-11-06")
    page.get_by_label("Last day").fill("2023-11-08")
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_role("heading", name=title)).to_be_visible()


def test_it_works(page: Page, served: Served) -> None:
    sign_in(page, served, "monitoring")
    add_event(page, served, "A list with three bad rows")
    page.locator("input[type=file]").set_input_files(FOLDER / "attendance-with-bad-rows.csv")
    page.get_by_role("button", name="Check the list").click()

    expect(page.get_by_text("16 rows can be recorded.")).to_be_visible()
    expect(page.get_by_text("3 rows cannot, and are kept in the file.")).to_be_visible()
    assert page.locator("tr.tirek-bad-row").count() == 3
    with page.expect_download() as download:
        page.get_by_role("link", name="Rows to mend, as CSV").click()
    assert len(Path(download.value.path()).read_text("utf-8-sig").splitlines()) == 4

    page.get_by_role("button", name="Record 16 rows").click()
    expect(page.get_by_text("Attendances recorded: 16.")).to_be_visible()
    expect(page.locator("dd", has_text="16").first).to_be_visible()


def test_the_same_list_twice_is_refused(page: Page, served: Served) -> None:
    sign_in(page, served, "monitoring")
    add_event(page, served, "The same list twice")
    page.locator("input[type=file]").set_input_files(FOLDER / "attendance-with-bad-rows.csv")
    page.get_by_role("button", name="Check the list").click()
    address = page.url
    page.get_by_role("button", name="Record 16 rows").click()
    page.goto(address)
    expect(page.get_by_text("16 rows of this list are recorded.")).to_be_visible()


def test_a_file_that_is_no_list_gets_a_sentence(page: Page, served: Served) -> None:
    sign_in(page, served, "monitoring")
    add_event(page, served, "No list at all")
    page.locator("input[type=file]").set_input_files(
        {"name": "list.csv", "mimeType": "text/csv", "buffer": b"name,age\nsomebody,30\n"}
    )
    page.get_by_role("button", name="Check the list").click()
    expect(page.get_by_text("This file is no attendance list")).to_be_visible()


def test_a_form_sent_back_keeps_what_was_typed_and_says_what_is_missing(page: Page, served: Served) -> None:
    sign_in(page, served, "monitoring")
    page.goto(f"{served.url}/evidence/add/00143776/2.2/events/")
    page.get_by_label("Title").fill("Without days")
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    expect(page.get_by_label("Title")).to_have_value("Without days")
