"""A programme as one JSON document: what it is, its tables, and of each table how many rows and which digest."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO

from tirek.exchange.content import Part
from tirek.exchange.shape import FORMAT, VERSION, line, text


def write(stream: IO[bytes], code: str, parts: Iterable[Part]) -> None:
    """This function will write a programme, a row a line, in memory that does not grow with it."""
    head = {"format": FORMAT, "version": VERSION, "programme": code}
    stream.write(text(head)[:-1].encode() + b',"tables":{')
    manifest = {}
    for number, part in enumerate(parts):
        stream.write(f"{',' if number else ''}\n{text(part.name)}:[".encode())
        for row in part:
            stream.write((b"," if part.count > 1 else b"") + b"\n" + line(row).rstrip(b"\n"))
        stream.write(b"]")
        manifest[part.name] = {"rows": part.count, "sha256": part.sha256}
    stream.write(b'},\n"manifest":' + text(manifest).encode() + b"}\n")
