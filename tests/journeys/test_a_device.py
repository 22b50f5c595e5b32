"""A device of an office: issued by its head, set up, filled by ODK Collect's own engine, read, lost, withdrawn."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.cast import AKTOBE, somebody
from tests.collect import Collect, set_up
from tests.filling import House, house
from tests.javarosa.engine import java
from tests.journeys.people import sign_in
from tests.rooms.forms.filled import a_form
from tirek.directory import Role
from tirek.xlsforms import convert

__all__ = ["house"]

HEAD, OFFICER = "yerlan", "asel"
FORM = """
| survey | | | | |
| | type | name | label::English (en) | label::Русский (ru) |
| | start | start | | |
| | text | place | Place | Место |
| | image | cell | The cell | Камера |
| | begin repeat | people | People | Люди |
| | integer | age | Age | Возраст |
| | image | mark | A mark | След |
| | end repeat | | | |
| settings | | | | |
| | form_id | form_title | version | default_language |
| | device-visit | A visit | 1 | English (en) |
"""
PICTURES = {"cell.jpg": b"\xff\xd8 the cell \r\n", "mark-1.jpg": b"\xff\xd8 a mark", "mark-2.jpg": b"\xff\xd8 another"}


def only(*names: str) -> dict[str, bytes]:
    return {name: PICTURES[name] for name in names}


@pytest.fixture
def form(house: House) -> None:
    found = convert("device-visit.md", FORM.encode())

    def write() -> None:
        somebody(HEAD, Role.SUPERVISOR, AKTOBE)
        a_form(found.form_id, found.version, fields=found.fields, xform=found.xform)

    house.write(write)


def issue(page: Page, house: House) -> Collect:
    """The head of the office issues a device; who enters the code by hand enters this."""
    sign_in(page, house.served, HEAD)
    return set_up(page, "Tablet 7")


def test_a_device_is_issued_filled_read_and_withdrawn(
    page: Page, house: House, form: None, axe: Callable[[Page], list[dict[str, Any]]]
) -> None:
    device = issue(page, house)
    assert axe(page) == []
    filled = java().fill(
        device.fetch(device.forms()["device-visit"]),
        {
            "place": "Ақтөбе, 12",
            "cell": "cell.jpg",
            "people[1]/age": "34",
            "people[1]/mark": "mark-1.jpg",
            "people[2]/age": "17",
            "people[2]/mark": "mark-2.jpg",
        },
    )
    assert device.send(filled, only("mark-2.jpg"), more=True)[0] == 202
    assert device.send(filled, only("cell.jpg")) == (201, ("submit_success", "The answers arrived and are kept."))
    assert device.send(filled, only("cell.jpg"))[0] == 201  # the answer to the first was lost on its way

    page.context.clear_cookies()
    sign_in(page, house.served, OFFICER)
    open_answers(page, house)
    for words in ("Ақтөбе, 12", "34", "17"):
        expect(page.get_by_text(words, exact=True).first).to_be_visible()
    missing = page.get_by_role("heading", name="Files that have not come")
    expect(missing).to_be_visible()
    expect(page.locator("li.tirek-code")).to_have_text(["mark-1.jpg"])

    assert device.send(filled, only("mark-1.jpg"))[0] == 201
    page.reload()
    expect(missing).to_have_count(0)
    assert device.send(filled.replace(b"<age>34</age>", b"<age>43</age>"), {})[0] == 409
    page.reload()
    expect(page.get_by_role("heading", name="Kept aside")).to_be_visible()
    expect(page.get_by_text("34", exact=True).first).to_be_visible()

    page.context.clear_cookies()
    sign_in(page, house.served, HEAD)
    page.goto(f"{house.served.url}/devices/")
    assert axe(page) == []
    row = page.locator("tr", has_text="Tablet 7")
    row.locator("summary").click()
    row.get_by_label("Reason").fill("Lost on a journey")
    row.get_by_role("button", name="Withdraw").click()
    expect(page.locator("tr", has_text="Tablet 7")).to_contain_text("Lost on a journey")
    status, _headers, said = device.ask("GET", f"{device.address}/formList", **device.signed)
    assert (status, b"withdrawn" in said) == (401, True)


def open_answers(page: Page, house: House) -> None:
    """They are read in the background; until then the page says so."""
    deadline = time.monotonic() + 30
    page.goto(f"{house.served.url}/forms/device-visit/answers/")
    page.locator("main a[href^='/forms/answers/']").first.click()
    while page.get_by_text("will be read within a minute").count() and time.monotonic() < deadline:
        page.wait_for_timeout(300)
        page.reload()
    expect(page.get_by_role("heading", name=re.compile("Received"))).to_be_visible()


def test_the_pages_of_devices_fit_a_telephone_and_paper(page: Page, house: House) -> None:
    house.write(lambda: somebody(HEAD, Role.SUPERVISOR, AKTOBE))
    sign_in(page, house.served, HEAD)
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{house.served.url}/devices/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.get_by_label("Name of the device").fill("Tablet of a telephone's width")
    page.get_by_role("button", name="Issue and show the code").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    code = page.locator("svg.segno")
    expect(code).to_be_visible()
    page.emulate_media(media="print")
    expect(code).to_be_hidden()
