"""A device of an office: issued by its head, set up, filled by ODK Collect's own engine, read, lost, withdrawn."""

from __future__ import annotations

import http.client
import re
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from lxml import etree
from playwright.sync_api import Page, expect

from tests.cast import AKTOBE, somebody
from tests.filling import House, house
from tests.javarosa.engine import java
from tests.journeys.people import sign_in
from tests.rooms.forms.filled import a_form
from tests.rooms.forms.posts import TYPE, a_file, basic, message, part, the_answers, whole
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
LIST = "{http://openrosa.org/xforms/xformsList}"


class Collect:
    """What ODK Collect does with a server: it asks before it sends, follows what it is told, and signs when asked."""

    def __init__(self, address: str, key: str, secret: str) -> None:
        self.address, self.signed = address, {"Authorization": basic(key, secret)}

    def ask(self, method: str, address: str, body: bytes = b"", **headers: str) -> tuple[int, dict[str, str], bytes]:
        parts = urlsplit(address)
        connection = http.client.HTTPConnection(parts.netloc, timeout=30)
        headers = {"X-OpenRosa-Version": "1.0", "Date": "Mon, 23 Nov 2015 10:00:00 GMT"} | headers
        try:
            connection.request(method, parts.path, body=body, headers=headers)
            response = connection.getresponse()
            headers = [(name.lower(), value) for name, value in response.getheaders()]
            assert len(dict(headers)) == len(headers)  # no header comes twice
            return response.status, dict(headers), response.read()
        finally:
            connection.close()

    def forms(self) -> dict[str, Any]:
        status, headers, body = self.ask("GET", f"{self.address}/formList", **self.signed)
        assert (status, headers["x-openrosa-version"]) == (200, "1.0")
        assert "text/xml" in headers["content-type"]
        return {each.findtext(f"{LIST}formID"): each for each in etree.fromstring(body)}

    def fetch(self, form: Any) -> bytes:
        status, _headers, body = self.ask("GET", form.findtext(f"{LIST}downloadUrl"), **self.signed)
        assert status == 200
        return body

    def where_to_send(self) -> str:
        """Collect asks without a signature first, and signs when it is told to."""
        status, headers, _body = self.ask("HEAD", f"{self.address}/submission")
        assert status == 401
        assert headers["www-authenticate"].startswith("Basic ")
        status, headers, _body = self.ask("HEAD", f"{self.address}/submission", **self.signed)
        assert status == 204
        assert urlsplit(headers["location"]).hostname == urlsplit(self.address).hostname
        assert int(headers["x-openrosa-accept-content-length"]) > 1_000_000
        return unquote(headers["location"])

    def send(self, xml: bytes, *names: str, more: bool = False) -> tuple[int, tuple[str, str]]:
        files = [a_file(name, PICTURES[name]) for name in names]
        rest = [part('form-data; name="*isIncomplete*"', b"yes")] if more else []
        body = whole(the_answers(xml), *files, *rest)
        signed = self.signed | {"Content-Type": TYPE}
        status, _headers, said = self.ask("POST", self.where_to_send(), body, **signed)
        return status, message(type("Said", (), {"content": said}))


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
    page.get_by_role("link", name="Devices", exact=True).click()
    page.get_by_label("Name of the device").fill("Tablet 7")
    page.get_by_role("button", name="Issue and show the code").click()
    expect(page.get_by_role("img", name="Code that sets up ODK Collect").or_(page.locator("svg.segno"))).to_be_visible()
    page.get_by_text("Enter it by hand instead").click()
    address, key, secret = page.locator(".tirek-secret code").all_text_contents()
    return Collect(address, key, secret)


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
    assert device.send(filled, "mark-2.jpg", more=True)[0] == 202
    assert device.send(filled, "cell.jpg") == (201, ("submit_success", "The answers arrived and are kept."))
    assert device.send(filled, "cell.jpg")[0] == 201  # the answer to the first was lost on its way

    page.context.clear_cookies()
    sign_in(page, house.served, OFFICER)
    open_answers(page, house)
    for words in ("Ақтөбе, 12", "34", "17"):
        expect(page.get_by_text(words, exact=True).first).to_be_visible()
    missing = page.get_by_role("heading", name="Files that have not come")
    expect(missing).to_be_visible()
    expect(page.locator("li.tirek-code")).to_have_text(["mark-1.jpg"])

    assert device.send(filled, "mark-1.jpg")[0] == 201
    page.reload()
    expect(missing).to_have_count(0)
    assert device.send(filled.replace(b"<age>34</age>", b"<age>43</age>"))[0] == 409
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
