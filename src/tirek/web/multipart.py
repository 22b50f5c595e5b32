"""Posts of several parts (RFC 7578), taken whole or not at all.

Django's own parser is made for pages: it takes a body that was cut off for a shorter one, and passes over parts that it
does not understand. What is acknowledged must be all that was sent, byte for byte, so here both are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, QueryDict, UnreadablePostError
from django.utils.datastructures import MultiValueDict
from django.utils.http import parse_header_parameters

from tirek.web.errors import AnswersMissing, PostTooLarge, PostUnreadable

MEGABYTES = 64
LARGEST = MEGABYTES * 1024 * 1024
LONGEST_HEAD = 8192
BOUNDARY = re.compile(r"[ -~]{0,69}[!-~]")
LINE_END, HEAD_END = b"\r\n", b"\r\n\r\n"
AS_IT_IS = ("", "7bit", "8bit", "binary")
ANSWERS = "xml_submission_file"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a post. `filename` is None where the part names no file."""

    name: str
    filename: str | None
    media_type: str
    content: bytes = field(repr=False)


def read_parts(request: HttpRequest) -> list[Part]:
    """This function will read the parts of a post. Raises `PostUnreadable`, `PostTooLarge`."""
    kind, told = _parameters(request.META.get("CONTENT_TYPE", ""))
    if kind != "multipart/form-data":
        raise PostUnreadable
    return parts_of(_whole(request, request.META.get("CONTENT_LENGTH") or ""), told.get("boundary", ""))


def parts_of(body: bytes, boundary: str) -> list[Part]:
    """This function will take a body apart at its boundary, which must also end it. Raises `PostUnreadable`."""
    if not BOUNDARY.fullmatch(boundary):
        raise PostUnreadable
    _before, *parts = (LINE_END + body).split(LINE_END + b"--" + boundary.encode())
    last = parts.pop() if parts else b""
    if not last.startswith(b"--") or last[2:].strip(b" \t\r\n"):
        raise PostUnreadable
    return [_part(part) for part in parts]


def _part(part: bytes) -> Part:
    padding, _, rest = part.partition(LINE_END)
    head, end, content = rest.partition(HEAD_END)
    if padding.strip(b" \t") or not end or len(head) > LONGEST_HEAD:
        raise PostUnreadable
    told = dict(_headers(head))
    kind, named = _parameters(told.get("content-disposition", ""))
    if kind != "form-data" or not named.get("name"):
        raise PostUnreadable
    if told.get("content-transfer-encoding", "").lower() not in AS_IT_IS:
        raise PostUnreadable
    return Part(named["name"], named.get("filename"), told.get("content-type", ""), content)


def _headers(head: bytes) -> Iterator[tuple[str, str]]:
    try:
        lines = head.decode().split("\r\n")
    except UnicodeDecodeError as fault:
        raise PostUnreadable from fault
    for line in lines:
        name, colon, value = line.partition(":")
        if not colon:
            raise PostUnreadable
        yield name.strip().lower(), value.strip()


def _parameters(line: str) -> tuple[str, dict[str, str]]:
    try:
        kind, told = parse_header_parameters(line)
    except ValueError as fault:  # a character set that nobody knows
        raise PostUnreadable from fault
    return kind, told


def _whole(stream: Any, told: str) -> bytes:
    """All of a body, as long as it was said to be. One that does not say how long it is ends where it ends."""
    if told and not told.isdecimal():
        raise PostUnreadable
    length = int(told) if told else None
    if length is not None and length > LARGEST:
        raise PostTooLarge(limit=MEGABYTES)
    try:
        body: bytes = stream.read() if length is not None else _of_unknown_length(stream)
    except (UnreadablePostError, OSError) as fault:
        raise PostUnreadable from fault
    if len(body) > LARGEST:
        raise PostTooLarge(limit=MEGABYTES)
    if length is not None and len(body) != length:
        raise PostUnreadable
    return body


def _of_unknown_length(request: Any) -> bytes:
    """A body sent in chunks: Django would take it for an empty one."""
    if request.META.get("HTTP_TRANSFER_ENCODING", "").lower() != "chunked":
        raise PostUnreadable
    body: bytes = request.META["wsgi.input"].read(LARGEST + 1)
    return body


def answers_and_files(parts: Iterable[Part]) -> tuple[bytes, list[tuple[str, str, bytes]]]:
    """This function will tell the answered form and its files among the parts of a post. Raises `AnswersMissing`.

    A file is called what its part calls it, else by the part's own name where that says of what type it is. Any other
    part is a word about the post; an empty field for files sends a part without a name, and no bytes.
    """
    answers: list[bytes] = []
    files = []
    for part in parts:
        if part.name == ANSWERS:
            answers.append(part.content)
        elif part.filename is not None or part.media_type:
            name = part.name if part.filename is None else part.filename
            if name or part.content:
                files.append((name, part.media_type, part.content))
    if len(answers) != 1:
        raise AnswersMissing
    return answers[0], files


class WholePost(FileUploadHandler):
    """This class will read a post of a page as this module does, where Django asks for its fields: the parts stay here.

    It is how Django lets a view choose: it must be among the `upload_handlers` of the request before anything asks.
    """

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.parts: list[Part] = []

    def handle_raw_input(
        self, input_data: Any, meta: Any, content_length: int, boundary: Any, encoding: str | None = None
    ) -> tuple[QueryDict, MultiValueDict[str, Any]]:
        """This method will answer Django with the fields."""
        self.parts = parts_of(_whole(input_data, str(content_length)), boundary.decode("ascii"))
        fields = QueryDict(mutable=True)
        for part in self.parts:
            if part.filename is None and not part.media_type:
                fields.appendlist(part.name, part.content.decode(errors="replace"))
        fields._mutable = False
        return fields, MultiValueDict()
