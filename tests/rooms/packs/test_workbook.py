"""A mechanism goes into a workbook and comes back, byte by byte."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.mechanism import MECHANISMS, SMALL
from tirek import packs
from tirek.packs.folder_faults import WorkbookUnreadable
from tirek.packs.tables import read_table, write_table
from tirek.packs.workbook import told, untold, write_workbook
from tirek.packs.workbook_reading import cells, read_workbook

LETTERS = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
CELL = st.one_of(
    LETTERS, st.sampled_from(["", "=1+1", "+7", "@x", "a,b", 'say "so"', "two\nlines", " ", "Ә", "15", "1.0"])
)
HEADINGS = st.lists(LETTERS.filter(lambda each: each.strip()), min_size=2, max_size=5, unique=True)


@st.composite
def tables(draw: st.DrawFn) -> bytes:
    headings = draw(HEADINGS)
    row = st.lists(CELL, min_size=len(headings), max_size=len(headings)).filter(any)
    rows = [dict(zip(headings, each, strict=True)) for each in draw(st.lists(row, max_size=6))]
    return write_table(headings, rows).encode()


def back(files: dict[str, bytes]) -> dict[str, bytes]:
    import json

    from tirek.packs.workbook import files_of_sheets

    return files_of_sheets(json.loads(cells(write_workbook(files), progress=None, name="book")))


@pytest.mark.parametrize("folder", [SMALL, MECHANISMS / "complaints", MECHANISMS / "preventive-visits"], ids=str)
def test_a_mechanism_comes_back_as_it_was(folder) -> None:
    files = packs.read_folder(folder)
    assert read_workbook("book.xlsx", write_workbook(files)) == files


@settings(max_examples=150, deadline=None)
@given(tables(), tables())
def test_tables_come_back_as_they_were(who: bytes, words: bytes) -> None:
    files = {"who.csv": who, "words/ru.csv": words}
    assert back(files) == files
    assert write_table(read_table(who.decode()).headings, read_table(who.decode()).rows).encode() == who


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300), st.binary(max_size=200))
def test_every_other_file_comes_back_as_it_was(text: str, content: bytes) -> None:
    try:
        files = {"README.md": text.encode(), "forms/media/a.png": content, "pack.yaml": content}
    except UnicodeEncodeError:
        files = {"forms/media/a.png": content}
    assert back(files) == files


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(st.sampled_from(["a", "", "|", "\\|", "---", " x ", "_x0041_"]), max_size=4), max_size=8))
def test_lines_of_forms_come_back_as_they_were(rows: list[list[str]]) -> None:
    text = "".join("| " + " | ".join(row) + " |\n" if row else "\n" for row in rows)
    assert back({"forms/a.md": text.encode()}) == {"forms/a.md": text.encode()}


def test_a_form_is_spread_over_cells_that_can_be_edited() -> None:
    content = (SMALL / "forms" / "notice.md").read_bytes()
    what, rows = told("forms/notice.md", content)
    assert what == "lines"
    asked = next(row for row in rows if row[3:4] == ["name"] and row[2] == "text")
    assert asked[:5] == ["|", "", "text", "name", "Name"]
    asked[4] = "Full name"
    assert b"| text | name | Full name |" in untold(what, rows)


def test_no_cell_is_a_formula_and_a_row_typed_in_excel_is_read() -> None:
    files = {"who.csv": b"step,role\n=1+1,@x\n", "pack.yaml": b"id: a\n"}
    book = load_workbook(io.BytesIO(write_workbook(files)))
    sheet = book["who.csv"]
    assert [[cell.data_type for cell in row] for row in sheet.iter_rows()] == [["s", "s"], ["s", "s"]]
    sheet.append(["intake", 15])
    saved = io.BytesIO()
    book.save(saved)
    assert read_workbook("book.xlsx", saved.getvalue())["who.csv"] == b"step,role\n=1+1,@x\nintake,15\n"


def test_refuses_what_is_no_workbook_of_a_mechanism() -> None:
    empty = io.BytesIO()
    load_workbook(io.BytesIO(write_workbook({}))).save(empty)
    for content in (b"", b"PK\x03\x04 no", b"step,role\n"):
        with pytest.raises(WorkbookUnreadable):
            read_workbook("book.xlsx", content)
    book = load_workbook(io.BytesIO(write_workbook({"who.csv": b"step,role\n"})))
    book["files"]["B3"] = "../who.csv"
    saved = io.BytesIO()
    book.save(saved)
    with pytest.raises(packs.PackRefused) as refused:
        read_workbook("book.xlsx", saved.getvalue())
    assert refused.value.problems[0].refusal.id == "pack-path-outside"
