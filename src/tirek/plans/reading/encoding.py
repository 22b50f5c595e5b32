"""From the bytes of a text file to its characters, whatever Windows or Unix program wrote it."""

from __future__ import annotations

import codecs
import re

BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
CYRILLIC_WORD = re.compile(r"[А-Яа-яЁё]{3,}")  # in Western text read as cp1251, no three accents stand together
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
TOLERATED = 0.01  # share of control characters in what is still a text


def decoded(content: bytes) -> str | None:
    """This function will give the text of a file in UTF-8, UTF-16, cp1251 or cp1252; None where it is no text."""
    text = _by_mark(content) or _by_nulls(content) or _by_trial(content)
    if text is None or len(CONTROLS.findall(text)) > TOLERATED * len(text):
        return None
    return text


def _by_mark(content: bytes) -> str | None:
    for mark, encoding in BOMS:
        if content.startswith(mark):
            return _try(content, encoding)
    return None


def _by_nulls(content: bytes) -> str | None:
    """This function will read UTF-16 without a mark: every other byte of plain English is zero."""
    head = content[:2000]
    for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if head[start::2].count(0) > 0.3 * len(head) / 2:
            return _try(content, encoding)
    return None


def _by_trial(content: bytes) -> str | None:
    text = _try(content, "utf-8")
    if text is not None:
        return text
    russian = _try(content, "cp1251")
    if russian is not None and CYRILLIC_WORD.search(russian):
        return russian
    return _try(content, "cp1252") or russian


def _try(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None
