"""Reading a file: what was changed, cut short or made by hand is found before anything is taken."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from tests.rooms.exchange.files import exported, forged, opened
from tirek.exchange.errors import (
    CellUnreadable,
    ColumnMissing,
    NotAProgrammeFile,
    ProgrammeFileChanged,
    ProgrammeFileOfAnotherVersion,
    TableMissing,
)
from tirek.refusals import Refusal

pytestmark = pytest.mark.django_db


def test_it_works() -> None:
    assert opened(exported())["tables"]["programme"][0]["code"] == "00143776"


def changed(change: Callable[[dict[str, Any]], None]) -> bytes:
    """The file with something else in it, its digests as they were."""
    document = json.loads(exported())
    change(document)
    return json.dumps(document).encode()


def refused(content: bytes, kind: type[Refusal]) -> dict[str, Any]:
    with pytest.raises(kind) as refusal:
        opened(content)
    assert str(refusal.value)
    return refusal.value.facts


NO_FILES = [
    b"",
    b"null",
    b"[]",
    b"{}",
    b"PK\x03\x04",
    b"\xff\xfe{}",
    b'{"format": "tirek-programme"',
    b'{"format":"tirek-programme","version":1,"tables":[],"manifest":{}}',
    b'{"format":"iati","version":1}',
    b"[" * 100_000,
    b'{"format":"tirek-programme","version":1,"tables":{},"tables":{},"manifest":{}}',
    b'{"format":"tirek-programme","version":NaN}',
    b"9" * 5000,
    b"%PDF-1.7",
]


@pytest.mark.parametrize("content", NO_FILES, ids=lambda content: repr(content[:20]))
def test_refuses_what_is_no_file_of_a_programme(content: bytes) -> None:
    refused(content, NotAProgrammeFile)


@pytest.mark.parametrize("version", [0, 2, "1", None, [1], True and 2.5])
def test_refuses_another_version(version: object) -> None:
    facts = refused(changed(lambda document: document.update(version=version)), ProgrammeFileOfAnotherVersion)
    assert facts["known"] == 1


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_refuses_a_file_that_was_cut_short(share: float) -> None:
    content = exported()
    refused(content[: int(len(content) * share)], NotAProgrammeFile)


def test_names_the_table_in_which_a_cell_was_changed() -> None:
    def change(document: dict[str, Any]) -> None:
        document["tables"]["plan money"][0]["amount"] = "9999.00"

    assert refused(changed(change), ProgrammeFileChanged) == {"table": "plan money"}


def test_finds_a_row_taken_out_put_in_or_moved() -> None:
    for change in (
        lambda rows: rows.pop(),
        lambda rows: rows.append(rows[0]),
        lambda rows: rows.reverse(),
    ):
        content = changed(lambda document, change=change: change(document["tables"]["attendances"]))  # type: ignore[misc]
        assert refused(content, ProgrammeFileChanged) == {"table": "attendances"}


def test_finds_the_wrong_count_beside_the_right_digest() -> None:
    content = changed(lambda document: document["manifest"]["funds"].update(rows=2))
    assert refused(content, ProgrammeFileChanged) == {"table": "funds"}


def test_a_file_written_again_with_the_same_in_it_is_the_same_file() -> None:
    written = json.dumps(json.loads(exported()), indent=4).encode()
    assert opened(written) == opened(exported())


def test_refuses_a_table_too_few_or_too_many() -> None:
    assert refused(changed(lambda document: document["tables"].pop("lessons")), TableMissing)["table"] == "lessons"
    more = changed(lambda document: document["tables"].update(others=[]))
    assert refused(more, TableMissing)["table"] == "others"
    assert refused(changed(lambda document: document["manifest"].pop("risks")), TableMissing)["table"] == "risks"
    assert refused(changed(lambda document: document["tables"].update(risks={})), TableMissing)["table"] == "risks"


def test_refuses_a_column_too_few_or_too_many() -> None:
    def fewer(found: dict[str, Any]) -> None:
        found["risks"][0].pop("cause")

    def more(found: dict[str, Any]) -> None:
        found["risks"][0]["stored_salt"] = "00"

    facts = refused(forged(exported(), fewer), ColumnMissing)
    assert facts == {"table": "risks", "row": 1, "column": "cause"}
    assert refused(forged(exported(), more), ColumnMissing)["column"] == "stored_salt"


def test_a_column_that_came_later_and_may_be_empty_need_not_be_there() -> None:
    content = forged(exported(), lambda found: found["risk assessments"][0].pop("withdrawn"))
    assert "withdrawn" not in opened(content)["tables"]["risk assessments"][0]


@pytest.mark.parametrize("value", ["\x00", "a\ud800", ["\x00"], {"\x00": 1}, {"a": [{"b": "\udfff"}]}])
def test_refuses_letters_that_no_text_holds(value: object) -> None:
    def change(found: dict[str, Any]) -> None:
        found["findings"][0]["facts"] = value

    document = json.loads(exported())
    change(document["tables"])
    assert refused(json.dumps(document).encode(), CellUnreadable)["column"] == "facts"


def test_refuses_numbers_and_depths_beyond_reason() -> None:
    deep: list[Any] = []
    for _ in range(100):
        deep = [deep]
    for value in ("1e999", json.dumps(deep)):
        content = exported().replace(b'"nested":[1,', b'"nested":[' + value.encode() + b",")
        assert refused(content, CellUnreadable)["column"] == "facts"


def test_a_workbook_holds_the_same() -> None:
    book, document = opened(exported("xlsx")), opened(exported())
    assert book["first"] == 2
    assert {name: len(rows) for name, rows in book["tables"].items()} == {
        name: len(rows) for name, rows in document["tables"].items()
    }


def members(change: Callable[[str, bytes], bytes | None]) -> bytes:
    """The workbook with the files in it changed, or left out."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(exported("xlsx"))) as book, zipfile.ZipFile(made, "w") as other:
        for name in book.namelist():
            content = change(name, book.read(name))
            if content is not None:
                other.writestr(name, content)
    return made.getvalue()


def test_finds_a_cell_of_a_workbook_that_was_changed() -> None:
    content = members(lambda name, each: each.replace(b"1234.50", b"1234.51"))
    assert refused(content, ProgrammeFileChanged) == {"table": "plan money"}


def test_finds_a_sheet_of_a_workbook_under_another_name() -> None:
    content = members(lambda name, each: each.replace(b'name="lessons"', b'name="lesson"'))
    assert refused(content, TableMissing)["table"] in ("lesson", "lessons")


def test_finds_a_heading_of_a_workbook_that_was_changed() -> None:
    content = members(lambda name, each: each.replace(b">narrated_title<", b">title<"))
    assert refused(content, ColumnMissing)["table"] == "outputs"


def test_finds_a_piece_of_a_long_text_that_is_missing() -> None:
    content = members(lambda name, each: each.replace(b">\\long:1<", b">\\long:99999<"))
    assert refused(content, CellUnreadable)["row"] == 2


def test_words_beside_a_key_are_for_readers_only() -> None:
    content = members(lambda name, each: each.replace(b">2.2 Activity 2.2<", b">Something else<"))
    assert opened(content) == opened(exported("xlsx"))


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"])
def test_refuses_a_workbook_with_a_part_missing(part: str) -> None:
    with pytest.raises(Refusal):
        opened(members(lambda name, each: None if name == part else each))


def test_refuses_a_workbook_that_grows_beyond_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tirek.exchange.reading.DECLARED_LIMIT", 1000)
    refused(exported("xlsx"), NotAProgrammeFile)
