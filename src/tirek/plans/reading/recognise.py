"""What kind of document some bytes are: told by the bytes, never by the name."""

from __future__ import annotations

import zipfile
from io import BytesIO

from tirek.plans.errors import EmptyFile, EncryptedFile, FileTooLarge, MalformedFile, WrongFileType
from tirek.plans.reading.encoding import decoded

TEXT = "text/plain"
MARKDOWN = "text/markdown"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"

LARGEST = 20  # MB
WORD_PART = "word/document.xml"
ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")  # how Office names the locked content
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# First bytes, and what they are called (https://en.wikipedia.org/wiki/List_of_file_signatures).
STRANGERS = (
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"MZ", "EXE"),
    (b"\x7fELF", "ELF"),
    (b"{\\rtf", "RTF"),
    (b"\x1f\x8b", "GZIP"),
    (b"7z\xbc\xaf", "7Z"),
    (b"Rar!", "RAR"),
    (b"BZh", "BZIP2"),
    (b"SQLite format 3", "SQLite"),
)
MARKUP = ((b"<!doctype html", "HTML"), (b"<html", "HTML"), (b"<?xml", "XML"))


def recognise(content: bytes, name: str) -> str:
    """This function will give the media type of a document that can be read.

    Raises `EmptyFile`, `FileTooLarge` (over 20 MB), `EncryptedFile`, `MalformedFile`, `WrongFileType`.
    """
    if not content.strip(b"\x00\r\n\t "):
        raise EmptyFile(name=name)
    if len(content) > LARGEST * 1024 * 1024:
        raise FileTooLarge(name=name, size=len(content) // (1024 * 1024), limit=LARGEST)
    if b"%PDF-" in content[:1024]:
        return PDF
    if content.startswith(b"PK"):
        return _in_archive(content, name)
    if content.startswith(OLE):
        raise EncryptedFile(name=name) if ENCRYPTED_PART in content else WrongFileType(name=name, found="DOC/XLS/PPT")
    if found := _stranger(content):
        raise WrongFileType(name=name, found=found)
    if decoded(content) is None:
        raise WrongFileType(name=name, found="binary")
    return MARKDOWN if name.lower().endswith((".md", ".markdown")) else TEXT


def _in_archive(content: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            members = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise MalformedFile(name=name) from error
    if WORD_PART not in members:
        raise WrongFileType(name=name, found="XLSX" if "xl/workbook.xml" in members else "ZIP")
    return WORD


def _stranger(content: bytes) -> str | None:
    text = b"\x00" not in content[:4096] and all(byte > 8 for byte in content[:64])
    for start, found in STRANGERS:
        # two letters may also begin a text
        if content.startswith(start) and not (text and start in (b"BM", b"MZ")):
            return found
    head = content[:512].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    return next((found for start, found in MARKUP if head.startswith(start)), None)
