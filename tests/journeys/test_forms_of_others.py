"""Forms as others write them, taken in as they stand: each is opened on our page, filled no further, and sent."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.cast import AKTOBE, somebody
from tests.filling import House, house, install, opened
from tests.journeys.people import sign_in
from tests.rooms.xlsforms.test_forms_of_others import CONVERTED
from tirek.directory import Role
from tirek.forms.models import Submission

__all__ = ["house"]
THERE = Path(__file__).parents[1] / "rooms" / "xlsforms" / "forms" / "as-others-write"
PRICES = b"name,fruit,price\napple,apple,3\n"


@pytest.fixture(scope="module")
def forms_of_others(house: House) -> dict[str, str]:
    """The forms, installed, and the id of each by the name of its file."""
    found: dict[str, str] = {}

    def enter() -> None:
        officer = somebody(house.officer, Role.OFFICER, AKTOBE)
        for name in CONVERTED:
            table = (THERE / f"{name}.md").read_text(encoding="utf-8")
            found[name] = install(officer, table, name=f"{name}.md", media=PRICES).form_id

    house.write(enter)
    return found


@pytest.mark.parametrize("name", CONVERTED)
def test_it_is_shown_and_sent(page: Page, house: House, forms_of_others: dict[str, str], name: str) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    sign_in(page, house.served, house.officer)
    opened(page, house.address(forms_of_others[name]))
    sections = page.locator(".tirek-section__list a").count()
    for section in range(2, sections + 1):
        page.get_by_role("button", name="Continue").click()
        expect(page.locator(".tirek-section__list [aria-current]")).to_have_attribute("href", f"#section-{section}")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("heading", name="Sent")).to_be_visible(timeout=15_000)
    assert faults == []
    kept: list[int] = []
    house.write(lambda: kept.append(Submission.objects.filter(form__form_id=forms_of_others[name]).count()))
    assert kept == [1]
