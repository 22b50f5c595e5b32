"""A coordinator takes a plan in, sees it read, settles its errors, and makes a programme of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import Served
from tests.journeys.people import sign_in

ROOT = Path(__file__).resolve().parents[2]
RETOLD = ROOT / "programmes" / "kazakhstan-2022" / "plan.md"
ORIGINAL = next((ROOT.parent / "shared" / "seeds").glob("001*.txt"))


def another(path: Path, award: str) -> bytes:
    """The same plan for another award, since the demonstration has made a programme of it already."""
    return path.read_bytes().replace(b"00143776", award.encode())


def take_in(page: Page, served: Served, name: str, content: bytes) -> None:
    page.goto(f"{served.url}/plans/")
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "text/plain", "buffer": content})
    page.get_by_role("button", name="Read the plan").click()


@pytest.mark.parametrize(("path", "award"), [(ORIGINAL, "00150001"), (RETOLD, "00150002")], ids=["original", "retold"])
def test_it_works(page: Page, served: Served, path: Path, award: str) -> None:
    sign_in(page, served, "coordinator")
    take_in(page, served, path.name, another(path, award))
    expect(page.get_by_role("heading", name="Findings")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("11 400").first).to_be_visible()
    adopt = page.get_by_role("button", name="Adopt the plan as a programme")
    expect(adopt).to_be_disabled()

    errors = page.locator("article.tirek-finding", has=page.locator("details[open]"))
    count = errors.count()
    assert count >= 3
    for number in range(count):
        finding = page.locator("article.tirek-finding").nth(number)
        finding.get_by_label("Printed value kept").check()
        finding.get_by_label("Reason").fill("Asked the office; the amendment will mend it.")
        finding.get_by_role("button", name="Keep").click()
        expect(finding.get_by_text("Asked the office; the amendment will mend it.").first).to_be_visible()

    page.reload()
    adopt.click()
    expect(page.get_by_text("The plan is now a programme.")).to_be_visible()
    expect(page.get_by_text(award).first).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("1.2 Capacity assessment"))).to_be_visible()


def test_a_finding_leads_to_its_line_and_back(page: Page, served: Served) -> None:
    sign_in(page, served, "coordinator")
    page.goto(f"{served.url}/plans/")
    page.get_by_role("link", name="plan.md").first.click()
    finding = page.locator("article.tirek-finding", has_text="11 400").first
    finding.get_by_role("link", name="154").click()
    expect(page.locator("#line-154")).to_be_in_viewport()


def test_a_settlement_needs_a_reason(page: Page, served: Served) -> None:
    sign_in(page, served, "coordinator")
    take_in(page, served, "plan.txt", another(RETOLD, "00150003"))
    expect(page.get_by_role("heading", name="Findings")).to_be_visible(timeout=30_000)
    finding = page.locator("article.tirek-finding").first
    finding.get_by_label("Answered").check()
    finding.get_by_label("Reason").fill("   ")
    finding.get_by_role("button", name="Keep").click()
    expect(page.get_by_text("A reason is needed.")).to_be_visible()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("empty.txt", b"", "empty"),
        ("letter.txt", b"Dear colleague,\n\nthank you for the pleasant meeting.\n", "plan"),
        ("picture.docx", b"\x89PNG\r\n\x1a\n" + b"\0" * 200, "PNG"),
    ],
)
def test_what_is_no_plan_gets_a_sentence(page: Page, served: Served, name: str, content: bytes, sentence: str) -> None:
    sign_in(page, served, "coordinator")
    take_in(page, served, name, content)
    expect(page.locator("main")).to_contain_text(sentence, timeout=30_000, ignore_case=True)
    assert "Traceback" not in page.content()
