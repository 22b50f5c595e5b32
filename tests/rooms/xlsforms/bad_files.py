"""Files that nobody should send, each made here: what it is called, and its bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping

import xlsxwriter

Sheets = dict[str, list[list[object]]]

SETTINGS: list[list[object]] = [["form_id", "version"], ["bad", "1"]]
NAMED = ("form_id | version", "bad | 1")
SURVEY: list[list[object]] = [["type", "name", "label"], ["text", "a", "A"]]
CELLS = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)


def workbook(**sheets: list[list[object]]) -> bytes:
    """A workbook of these sheets; a text that begins with = becomes a formula, with its value after a bar."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                for place, cell in enumerate(row):
                    if isinstance(cell, str) and cell.startswith("="):
                        formula, _, value = cell.partition("|")
                        sheet.write_formula(at, place, formula, None, value)
                    else:
                        sheet.write(at, place, cell)
    return out.getvalue()


def page(
    survey: Iterable[str], choices: Iterable[str] = (), settings: Iterable[str] = ("form_id | version", "bad | 1")
) -> bytes:
    """A form as a page of Markdown; the first row of each sheet has its headings."""
    parts = []
    for name, rows in (("survey", list(survey)), ("choices", list(choices)), ("settings", list(settings))):
        if rows:
            rule = "|".join("---" for _ in rows[0].split("|"))
            lines = [rows[0], rule, *rows[1:]]
            parts.append(f"## {name}\n\n" + "\n".join(f"| {line} |" for line in lines))
    return "\n\n".join(parts).encode()


def changed(content: bytes, changes: Mapping[str, bytes | Callable[[bytes], bytes]]) -> bytes:
    """A workbook with some of its parts changed or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            change = changes.get(part, old.read(part))
            new.writestr(part, change(old.read(part)) if callable(change) else change)
        for part in changes.keys() - set(old.namelist()):
            change = changes[part]
            assert isinstance(change, bytes)
            new.writestr(part, change)
    return out.getvalue()


def plain() -> bytes:
    return workbook(survey=SURVEY, settings=SETTINGS)


def bomb() -> bytes:
    text = "x" * 1_000
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="str"><v>{text}</v></c></row>' for n in range(1, 80_000))
    return changed(plain(), {"xl/worksheets/sheet1.xml": CELLS.format(rows).encode()})


def lying_bomb() -> bytes:
    """A part that says it is small, and is not."""
    content = bytearray(changed(plain(), {"xl/sharedStrings.xml": b" " * 200_000_000}))
    size = (200_000_000).to_bytes(4, "little")
    while (at := content.find(size)) >= 0:
        content[at : at + 4] = (1_000).to_bytes(4, "little")
    return bytes(content)


def wide() -> bytes:
    """Two cells at the far corners of a sheet."""
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return changed(plain(), {"xl/worksheets/sheet1.xml": CELLS.format(far).encode()})


def entities(declaration: str, use: str) -> bytes:
    def with_entities(part: bytes) -> bytes:
        text = part.decode().replace("<sst", f"<!DOCTYPE sst [{declaration}]><sst", 1)
        return text.replace("<t>type</t>", f"<t>{use}</t>", 1).encode()

    return changed(plain(), {"xl/sharedStrings.xml": with_entities})


def laughs() -> bytes:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return entities('<!ENTITY l0 "lol">' + levels, "&l9;")


def docx() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        new.writestr("[Content_Types].xml", "<Types/>")
        new.writestr("word/document.xml", "<document/>")
    return out.getvalue()


def encrypted() -> bytes:
    """As Office encrypts: a compound file with one stream of that name in its directory."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1016 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 4000


def questions(count: int, *, languages: int = 3) -> bytes:
    names = ("English (en)", "Русский (ru)", "Қазақша (kk)")[:languages]
    rows = ["type | name | relevant | " + " | ".join(f"label::{name}" for name in names)]
    for n in range(count):
        relevant = f"${{q{n - 1}}} != ''" if n % 3 == 1 else ""
        rows.append(
            f"text | q{n} | {relevant} | " + " | ".join(["Is this question number one of very many?"] * languages)
        )
    return page(rows)


def choices(count: int, *, languages: int = 3) -> bytes:
    names = ("English (en)", "Русский (ru)", "Қазақша (kk)")[:languages]
    rows = ["list_name | name | " + " | ".join(f"label::{name}" for name in names)]
    rows += [f"places | p{n} | " + " | ".join([f"Place {n}"] * languages) for n in range(count)]
    return page(["type | name | label", "select_one places | p | P"], rows)


def nested(depth: int) -> bytes:
    begins = [f"begin_group | g{n} | G" for n in range(depth)]
    return page(["type | name | label", *begins, "text | a | A", *(["end_group | |"] * depth)])


def expression(text: str) -> bytes:
    return page(["type | name | label | relevant", "text | a | A |", f"text | b | B | {text}"])


def with_label(label: str) -> bytes:
    return page(["type | name | label", f"text | a | {label}"])
