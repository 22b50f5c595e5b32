"""Files of programmes that are nowhere: exported, and then taken back, so that the house is without them again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from functools import cache
from typing import Any

from django.db import transaction

from tests.rooms.exchange.furnished import furnished
from tirek import exchange
from tirek.exchange.columns import kinds
from tirek.exchange.operations import Form
from tirek.exchange.reading import read
from tirek.exchange.shape import line
from tirek.plans import Programme

Document = dict[str, Any]


@cache
def exported(form: Form = "json", build: Callable[[], Programme] = furnished) -> bytes:
    """A file of a programme that the house does not have; made once, and good for every test."""
    with transaction.atomic():
        content = exchange.written(build(), form).read()
        transaction.set_rollback(True)
    return content


def forged(content: bytes, change: Callable[[dict[str, Any]], None]) -> bytes:
    """The file with its tables changed, and digests that fit: what only somebody who knows the format can do."""
    document = json.loads(content)
    change(document["tables"])
    document["manifest"] = {
        name: {"rows": len(rows), "sha256": hashlib.sha256(b"".join(map(line, rows))).hexdigest()}
        for name, rows in document["tables"].items()
    }
    return json.dumps(document).encode()


def opened(content: bytes) -> Document:
    """What the reader gives of a file, without a process of its own."""
    document: Document = json.loads(read(content, progress=lambda *step: None, name="file", kinds=_kinds()))
    return document


@cache
def _kinds() -> dict[str, dict[str, str]]:
    return kinds()


def tables(content: bytes) -> dict[str, Any]:
    """The tables of a file, without the positions that a ledger gave to the moments."""
    found: dict[str, Any] = opened(content)["tables"]
    return {name: rows for name, rows in found.items() if name != "moments"}
