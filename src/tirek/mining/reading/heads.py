"""What the first bytes of XES and of OCEL 2.0 look like. Nothing heavy is imported here: every import asks."""

from __future__ import annotations

import codecs
import re
from typing import Final

MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    ("<".encode("utf-16-le"), "utf-16-le"),
    ("<".encode("utf-16-be"), "utf-16-be"),
)
OF_OCEL: Final = re.compile(r"<(object-types|event-types)[\s/>]")


def is_sqlite(head: bytes) -> bool:
    """This function will say whether a file is a database of SQLite."""
    return head.startswith(b"SQLite format 3\0")


def is_json(head: bytes) -> bool:
    """This function will say whether a file begins as a JSON object does."""
    return head.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"{")


def is_ocel_xml(head: bytes) -> bool:
    """This function will say whether a file is XML that declares types of objects or events."""
    text = _text(head)
    return text.lstrip().startswith("<") and OF_OCEL.search(text) is not None


def is_xes(head: bytes) -> bool:
    """This function will say whether a file is any other XML: its reader says what else it is."""
    return _text(head).lstrip().startswith("<") and not is_ocel_xml(head)


def _text(head: bytes) -> str:
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return head.decode(encoding, "replace").removeprefix("\ufeff")
    return head.decode("latin-1")
