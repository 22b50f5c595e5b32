"""Looks at a Word file as the archive it is, before anything unpacks it."""

from __future__ import annotations

import zipfile
from io import BytesIO

from tirek.plans.errors import EncryptedFile, FileBomb

MOST_MEMBERS = 4000
LARGEST_MEMBER = 40 * 1024 * 1024  # bytes, unpacked; the text of a thousand pages has about 10 MB
LARGEST = 100 * 1024 * 1024
STEEPEST = 150  # times that a file may grow; XML shrinks to a tenth or a twentieth
HARMLESS = 5 * 1024 * 1024  # bytes that may grow as steeply as they like
ENCRYPTED = 0x1
# Office never writes a document type, and what could follow one are entities that unfold without end.
DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))


def check_archive(content: bytes, name: str) -> None:
    """This function will refuse an archive that declares more than a document has, or carries XML entities.

    What it declares binds: Python's zipfile never unpacks more of a member than was declared. Archives inside the
    archive are never opened. Raises `FileBomb`, `EncryptedFile`.
    """
    with zipfile.ZipFile(BytesIO(content)) as archive:
        members = archive.infolist()
        sizes = [member.file_size for member in members]
        total = sum(sizes)
        if any(member.flag_bits & ENCRYPTED for member in members):
            raise EncryptedFile(name=name)
        if len(members) > MOST_MEMBERS or total > LARGEST or max(sizes, default=0) > LARGEST_MEMBER:
            raise FileBomb(name=name)
        if total > HARMLESS and total > STEEPEST * len(content):
            raise FileBomb(name=name)
        for member in members:
            if member.filename.endswith((".xml", ".rels")):
                xml = archive.read(member)
                if any(doctype in xml for doctype in DOCTYPES):
                    raise FileBomb(name=name)
