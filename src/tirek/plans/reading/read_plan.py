"""Reads a plan document from its bytes."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from importlib import import_module

from tirek.bounded import Progress, run_bounded
from tirek.plans.errors import MalformedFile, NotAPlan
from tirek.plans.reading import cover, monitoring, narrative, work_plan
from tirek.plans.reading.as_json import as_json
from tirek.plans.reading.document import Claims, Document, look_at
from tirek.plans.reading.from_json import from_json
from tirek.plans.reading.plan import Cover, Plan, Unread
from tirek.plans.reading.readers.written import Written
from tirek.plans.reading.recognise import MARKDOWN, PDF, TEXT, WORD, recognise
from tirek.refusals import Refusal

READERS = {TEXT: "text", MARKDOWN: "text", WORD: "word", PDF: "pdf"}
SMALL = 256 * 1024  # bytes of text that cannot cost much
SECONDS, MEGABYTES = 20, 1024
ENOUGH_FIELDS = 2  # of the cover: one alone may stand in any letter


def _silent(done: int, total: int, stage: str) -> None:
    """This function will tell nobody how far the reading is."""


def read(content: bytes, name: str, *, progress: Progress | None = None) -> Plan:
    """This function will read a plan from a text, a Word document or a PDF, told apart by content.

    For files of one's own: a foreign one is for `read_bounded`. `progress` is called with what is done, how much
    there is, and the stage. Raises `EmptyFile`, `FileTooLarge`, `WrongFileType`, `EncryptedFile`, `FileBomb`,
    `MalformedFile`, `NoTextInFile`, `NotAPlan`.
    """
    media_type = recognise(content, name)
    document_lines = written(media_type, content, name, progress or _silent)
    document = look_at(tuple(document_lines.lines), document_lines.aside)
    claims = Claims(unread=dict(document_lines.aside))
    front = cover.parse(document, claims)
    first_year = front.start.first.year if front.start and front.start.first else None
    table = work_plan.parse(document, claims, first_year)
    if table is None and _fields(front) < ENOUGH_FIELDS:
        raise NotAPlan(name=name)
    rows = monitoring.parse(document, claims)
    sections, narrated = narrative.parse(document, claims)
    return Plan(
        name=name,
        media_type=media_type,
        sha256=sha256(content).hexdigest(),
        lines=document.lines,
        cover=front,
        narrated_outputs=narrated,
        work_plan=table,
        monitoring=rows,
        sections=sections,
        unread=_unread(document, claims),
        table_headings=tuple(sorted(claims.headings)),
    )


def read_bounded(content: bytes, name: str, *, progress: Progress | None = None) -> Plan:
    """This function will read a foreign file as `read` does, in a child process with limits unless it is a small text.

    Raises what `read` raises, and `FileTooCostly`.
    """
    if recognise(content, name) in (TEXT, MARKDOWN) and len(content) < SMALL:
        return read(content, name, progress=progress)
    function = f"{__name__}:read_as_json"
    read_there = run_bounded(function, content, seconds=SECONDS, megabytes=MEGABYTES, progress=progress, name=name)
    return from_json(json.loads(read_there))


def read_as_json(content: bytes, *, name: str, progress: Progress) -> bytes:
    """This function will be `read` for another process."""
    return json.dumps(as_json(read(content, name, progress=progress))).encode()


def written(media_type: str, content: bytes, name: str, progress: Progress) -> Written:
    """This function will write down a document's lines by the reader of its type. Raises `MalformedFile` and others."""
    reader: Callable[[bytes, str, Progress], Written]
    reader = import_module(f"tirek.plans.reading.readers.{READERS[media_type]}").read
    try:
        return reader(content, name, progress)
    except (Refusal, MemoryError):
        raise
    except Exception as error:  # foreign parsers on a foreign file: they raise whatever they like
        raise MalformedFile(name=name) from error


def _fields(front: Cover) -> int:
    values = [getattr(front, name) for name in Cover.__dataclass_fields__]
    return sum(1 for value in values if value)


def _unread(document: Document, claims: Claims) -> tuple[Unread, ...]:
    return tuple(
        Unread(number, document.saying(number), reason)
        for number, reason in sorted(claims.unread.items())
        if document.saying(number)
    )
