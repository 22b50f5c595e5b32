"""Posts as clients write them, and a client of the house that is a device."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from typing import Any

from django.test import Client
from lxml import etree

from tirek import forms

BOUNDARY = "----a-boundary-of-the-tests"
TYPE = f'multipart/form-data; boundary="{BOUNDARY}"'
MESSAGE = "{http://openrosa.org/http/response}message"


def part(disposition: str, content: bytes, *headers: str) -> bytes:
    """One part of a post, by its own headers."""
    head = "\r\n".join([f"Content-Disposition: {disposition}", *headers])
    return f"--{BOUNDARY}\r\n{head}\r\n\r\n".encode() + content + b"\r\n"


def whole(*parts: bytes) -> bytes:
    """The body of a post."""
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()


def the_answers(xml: bytes) -> bytes:
    """The part of a post that ODK Collect writes for the answers."""
    return part('form-data; name="xml_submission_file"; filename="visit.xml"', xml, "Content-Type: text/xml")


def a_file(name: str, content: bytes, kind: str = "image/jpeg") -> bytes:
    """The part of a post that ODK Collect writes for a file."""
    head = (f"Content-Type: {kind}", f"Content-Length: {len(content)}")
    return part(f'form-data; name="{name}"; filename="{name}"', content, *head)


def a_post(xml: bytes, files: Iterable[tuple[str, bytes]] = ()) -> bytes:
    """A post of answers and files."""
    return whole(the_answers(xml), *(a_file(name, content) for name, content in files))


def basic(key: str, secret: str) -> str:
    """What a device signs its requests with."""
    return f"Basic {b64encode(f'{key}:{secret}'.encode()).decode()}"


def a_client(issued: forms.IssuedDevice, **headers: str) -> Client:
    """A device that asks the house."""
    return Client(headers={"Authorization": basic(str(issued.device.pk), issued.secret), **headers})


def send(client: Client, body: bytes, **more: Any) -> Any:
    """Sends a post."""
    return client.post("/collect/submission", data=body, content_type=TYPE, **more)


def message(response: Any) -> tuple[str, str]:
    """The nature and the words of what OpenRosa has the house say."""
    (found,) = etree.fromstring(response.content)
    assert found.tag == MESSAGE
    return found.get("nature", ""), found.text or ""
