"""The workbook: text in every cell, and every text comes back as it was."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from tests.rooms.exchange.files import exported, opened
from tests.rooms.exchange.furnished import FORMULAS, HARD
from tirek.exchange import workbook
from tirek.exchange.errors import TooManyRows
from tirek.exchange.workbook import CELL, cell, escaped, plain, value_of


class Sheet:
    """One column of texts."""

    def __init__(self, rows: list[Any], kind: str = "text") -> None:
        self.name, self.columns, self.count, self.sha256 = "texts", {"a": kind, "b": "text?"}, 0, ""
        self._rows = rows

    def __iter__(self) -> Any:
        for row in self._rows:
            self.count += 1
            yield {"a": row, "b": None}


class NoWords:
    def refers(self, table: str) -> dict[str, str]:
        return {}

    def keep(self, table: str, row: dict[str, Any]) -> None:
        pass

    def say(self, target: str, key: str) -> str:
        return ""


def book(rows: list[Any], kind: str = "text") -> bytes:
    stream = io.BytesIO()
    workbook.write(stream, "x", [Sheet(rows, kind)], NoWords())
    return stream.getvalue()


def back(content: bytes, kind: str = "text") -> list[Any]:
    found = CalamineWorkbook.from_filelike(io.BytesIO(content))
    pieces: dict[str, str] = {}
    for number, piece in found.get_sheet_by_name("long").to_python(skip_empty_area=False)[1:]:
        pieces[str(number)] = pieces.get(str(number), "") + str(piece)
    rows = found.get_sheet_by_name("texts").to_python(skip_empty_area=False)[1:]
    return [value_of(str(row[0]), kind, pieces) for row in rows]


def test_it_works() -> None:
    assert back(book(["a", "b"])) == ["a", "b"]


TEXTS = [*FORMULAS, HARD, "x" * (CELL + 1), "ә" * 40_000, "😀" * 20_000, "\\", "\\\\U00000007", "\r\n", "'", " "]


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: repr(text[:12]))
def test_a_text_comes_back(text: str) -> None:
    assert back(book([text, "end"])) == [text, "end"]


@pytest.mark.parametrize("value", [None, "", "\\-", "a", "\\"])
def test_nothing_and_the_empty_text_are_told_apart(value: str | None) -> None:
    assert back(book([value, "end"], "text?"), "text?") == [value, "end"]


@pytest.mark.parametrize("value", [0, -5, True, False, [], {"ә": ["\n", None]}, "text", 0.1])
def test_numbers_truths_and_json_come_back(value: object) -> None:
    kind = "json"
    assert back(book([value, 1], kind), kind) == [value, 1]


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_any_text_comes_back_from_a_cell(text: str) -> None:
    assert plain(escaped(text)) == text
    assert value_of(cell(text, "text?"), "text?", {}) == text
    assert not workbook.HARD.search(escaped(text).replace("\\", ""))


@pytest.mark.parametrize("text", ["\\x", "\\U0000", "\\", "a\\U0000000g"])
def test_refuses_what_is_never_written(text: str) -> None:
    with pytest.raises(ValueError):
        plain(text)


def test_refuses_more_rows_than_a_sheet_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xlsxwriter.worksheet.Worksheet._write_string", lambda *_: -1)
    with pytest.raises(TooManyRows):
        book(["a"])


@pytest.mark.django_db
def test_no_cell_is_a_formula_a_link_or_a_number() -> None:
    with zipfile.ZipFile(io.BytesIO(exported("xlsx"))) as archive:
        sheets = [archive.read(name).decode() for name in archive.namelist() if "worksheets/sheet" in name]
        names = archive.namelist()
    assert len(sheets) > 40
    for sheet in sheets:
        assert "<f>" not in sheet
        assert "hyperlink" not in sheet
        assert set(re.findall(r'<c [^>]*t="(\w+)"', sheet)) <= {"inlineStr", "s"}
        assert not re.findall(r"<c (?![^>]*t=)[^>]*><v>", sheet)
    assert not [name for name in names if "vba" in name.lower() or "external" in name.lower()]


@pytest.mark.django_db
def test_formula_like_text_survives_as_text() -> None:
    texts = [row["narrative"] for row in opened(exported("xlsx"))["tables"]["report texts"]]
    assert set(FORMULAS) <= set(texts)


@pytest.mark.django_db
def test_a_reader_finds_words_beside_the_keys() -> None:
    found = CalamineWorkbook.from_filelike(io.BytesIO(exported("xlsx")))
    rows = found.get_sheet_by_name("progress").to_python(skip_empty_area=False)
    first = dict(zip(rows[0], rows[1], strict=True))
    assert first["activity (in words)"] == "1.1 Activity 1.1"
    assert first["period (in words)"] == "2022-Q3"
    assert first["said_by"] == "marat"
    people = found.get_sheet_by_name("attendances").to_python(skip_empty_area=False)
    assert "person" in people[0]
    assert str(people[1][people[0].index("person")]).startswith("KZ-")
