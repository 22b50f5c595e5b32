"""Every text: UTF-8, line feeds, no letters that nobody sees; every table in the one way of writing it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from tirek.packs.content_faults import CellTooLong, RowTwice, TableUnreadable, TableUntidy
from tirek.packs.folder_faults import HiddenLetter, TextNotUtf8, TextUntidy
from tirek.packs.kinds import TABLES, kind_of
from tirek.packs.pack import Pack
from tirek.packs.tables import IDENTITY, LONGEST_CELL, Table, read_table, tidied_table
from tirek.packs.yaml_files import Fault, read_yaml
from tirek.refusals import Problem

HIDDEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
JOINERS = "\u200c\u200d"  # some scripts cannot be written without them


def check(pack: Pack, path: str) -> Iterator[Problem]:
    """This function will say what is wrong with a file as a text, whatever it is about."""
    content = bytes(pack.files[path])
    try:
        text = content.decode()
    except UnicodeDecodeError as fault:
        line = content[: fault.start].count(b"\n") + 1
        yield Problem(TextNotUtf8(), file=path, row=line)
        return
    for line, said in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
        if odd := next((each for each in said if _hidden(each)), ""):
            yield Problem(HiddenLetter(letter=f"U+{ord(odd):04X}"), file=path, row=line)
    if kind_of(path) in TABLES:
        yield from _table(path, text)
        return
    if text != tidied(path, text):
        yield Problem(TextUntidy(), file=path)
    if path.endswith(".yaml"):
        try:
            read_yaml(text)
        except Fault as fault:
            yield Problem(fault.refusal, file=path, row=fault.line)


def tidied(path: str, text: str) -> str:
    """This function will write a text, or a table, in the one way. Raises ValueError for a table that is none."""
    if kind_of(path) in TABLES:
        return tidied_table(text)
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return plain.rstrip("\n") + "\n" if plain.strip() else ""


def _hidden(letter: str) -> bool:
    return unicodedata.category(letter) in HIDDEN and letter not in "\t\r\ufeff" + JOINERS


def _table(path: str, text: str) -> Iterator[Problem]:
    try:
        tidy = tidied_table(text)
        table = read_table(tidy)
    except ValueError as fault:
        yield Problem(TableUnreadable(), file=path, row=fault.args[0] if len(fault.args) == 2 else 0)
        return
    if tidy != text:
        yield Problem(TableUntidy(), file=path)
    yield from _cells(path, table)
    yield from _twice(path, table)


def _cells(path: str, table: Table) -> Iterator[Problem]:
    for number, row in enumerate(table.rows, start=2):
        for heading, cell in row.items():
            if len(cell) > LONGEST_CELL:
                yield Problem(CellTooLong(limit=LONGEST_CELL), file=path, row=number, column=heading)


def _twice(path: str, table: Table) -> Iterator[Problem]:
    identity = IDENTITY[kind_of(path)]
    if not set(identity) <= set(table.headings):
        return
    seen: dict[tuple[str, ...], int] = {}
    for number, row in enumerate(table.rows, start=2):
        key = tuple(row[heading].strip() for heading in identity)
        if (other := seen.setdefault(key, number)) != number:
            yield Problem(RowTwice(key=" ".join(key), other=other), file=path, row=number)
