"""ODK Collect, as a house meets it: what it asks, what it sends, and how it loses its network."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree
from playwright.sync_api import Page, expect

from tests.rooms.forms.posts import TYPE, a_file, basic, message, part, the_answers, whole

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

    def send(self, xml: bytes, files: Mapping[str, bytes], *, more: bool = False) -> tuple[int, tuple[str, str]]:
        """Send answers with some of their files; `more` says that others follow in another post."""
        body, signed = self.post(xml, files, more=more), self.signed | {"Content-Type": TYPE}
        status, _headers, said = self.ask("POST", self.where_to_send(), body, **signed)
        return status, message(type("Said", (), {"content": said}))

    def is_cut_off(self, xml: bytes, files: Mapping[str, bytes], *, after: float, more: bool = False) -> None:
        """Begin to send and lose the network when a part of it has left, from 0 to 1."""
        body = self.post(xml, files, more=more)
        parts = urlsplit(self.where_to_send())
        head = [f"POST {parts.path} HTTP/1.1", f"Host: {parts.netloc}", f"Content-Length: {len(body)}"]
        told = {**self.signed, "Content-Type": TYPE, "X-OpenRosa-Version": "1.0"}
        head += [f"{name}: {value}" for name, value in told.items()]
        with socket.create_connection((parts.hostname or "", parts.port or 80), timeout=30) as line:
            line.sendall("\r\n".join([*head, "", ""]).encode() + body[: int(len(body) * after)])

    @staticmethod
    def post(xml: bytes, files: Mapping[str, bytes], *, more: bool) -> bytes:
        rest = [part('form-data; name="*isIncomplete*"', b"yes")] if more else []
        return whole(the_answers(xml), *(a_file(name, content) for name, content in files.items()), *rest)


def set_up(page: Page, name: str) -> Collect:
    """The head of an office issues a device; who enters the code by hand enters this."""
    page.get_by_role("link", name="Devices", exact=True).click()
    page.get_by_label("Name of the device").fill(name)
    page.get_by_role("button", name="Issue and show the code").click()
    expect(page.get_by_role("img", name="Code that sets up ODK Collect").or_(page.locator("svg.segno"))).to_be_visible()
    page.get_by_text("Enter it by hand instead").click()
    address, key, secret = page.locator(".tirek-secret code").all_text_contents()
    return Collect(address, key, secret)
