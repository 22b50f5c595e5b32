"""The second tutorial, docs/learn/a-quarter.md: the pages that it shows say what it says, and are photographed."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser import Served
from tests.journeys.camera import HEIGHT, WIDTH, Camera, camera_in, check_pictures
from tests.journeys.people import sign_in

TUTORIAL = Path(__file__).resolve().parents[2] / "docs" / "learn" / "a-quarter.md"
# Who looks at which page, and what the tutorial says of it.
LOOKS = (
    ("coordinator", "programmes/00143776/", "the-morning", ("Late or due", "148,557")),
    ("finance", "money/00143776/", "money", ("Fee on direct costs", "100.00", "99.0")),
    ("monitoring", "results/00143776/", "results", ("each person once", "quarters are added up", "the latest counts")),
    ("monitoring", "monitoring/00143776/risks/", "risks", ("rose",)),
)


def test_it_works(page: Page, served: Served, tmp_path: Path) -> None:
    camera = camera_in(tmp_path)
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    for who, address, name, said in LOOKS:
        look(page, served, who, address)
        for words in said:
            expect(page.locator("main")).to_contain_text(words)
        camera.take(name, page.locator("main"))
    read_a_report(page, served, camera)
    look(page, served, "donor", "money/00143776/funds/GP/")
    expect(page.locator("main")).not_to_contain_text("TRAC")
    camera.take("a-fund", page.locator("main"))
    check_pictures(TUTORIAL, camera)


def look(page: Page, served: Served, who: str, address: str) -> None:
    page.context.clear_cookies()
    sign_in(page, served, who)
    page.goto(f"{served.url}/{address}")


def read_a_report(page: Page, served: Served, camera: Camera) -> None:
    page.goto(f"{served.url}/published/")
    page.get_by_role("link", name="Quarterly progress report, Q4 2022").first.click()
    heading = page.get_by_role("heading", name="Budget against actual")
    expect(page.locator("main")).to_contain_text("The hotel in Almaty returned an advance")
    heading.scroll_into_view_if_needed()
    camera.take("a-quarterly-report", heading, page.locator("main"))
