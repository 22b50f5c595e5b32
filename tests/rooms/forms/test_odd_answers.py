"""Answers of odd shape and size: nothing of them is lost unseen, and half of them never looks like all."""

from __future__ import annotations

import csv
import io
import json
import time
import zipfile
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from lxml import etree
from python_calamine import CalamineWorkbook

from tests.answered import NOW, asked
from tirek.forms import TooManyForWorkbook, as_csv, as_geojson, as_workbook, as_zip, entities, entity_sets, metadata
from tirek.forms.answers import lines, tables
from tirek.forms.export import Layout, Sheet, Told, layout_of, rows_in
from tirek.forms.models import Submission
from tirek.packs.models import PackForm
from tirek.sealing import KeyMissing
from tirek.xlsforms import Field

EDM = "{http://docs.oasis-open.org/odata/ns/edm}"


def laid(*fields: Field) -> Layout:
    return layout_of({FORM.pk: tables(fields, frozenset())})


FORM = PackForm(form_id="odd", version="1")


def told(layout: Layout, answers: dict[str, Any], state: str = "read") -> Told:
    sent = Submission(id=uuid4(), form=FORM, office_id="HRC", received_at=NOW)
    return Told(sent, rows_in(layout, FORM.pk, answers) if state == "read" else {}, state)


def read_csv(layout: Layout, *each: Told, sheet: int = 0) -> list[list[str]]:
    text = b"".join(as_csv(layout.sheets[sheet], each)).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def read_workbook(layout: Layout, *each: Told) -> CalamineWorkbook:
    return CalamineWorkbook.from_filelike(io.BytesIO(as_workbook(layout, lambda: each, len(each))))


def test_it_works() -> None:
    layout = laid(asked("age", "integer"), asked("words"))
    one = told(layout, {"age": "5", "words": "said"})
    assert read_csv(layout, one)[1][-3:] == ["read", "5", "said"]


def test_what_is_not_read_does_not_look_like_a_form_that_was_sent_empty() -> None:
    layout = laid(asked("words"))
    for state in ("unread", "unreadable"):
        one = told(layout, {}, state)
        assert read_csv(layout, one)[1][-2:] == [state, ""]
        (entity,) = entities(entity_sets(layout)[0], one)
        assert entity["__state"] == state


def broken(first: Told) -> Iterator[Told]:
    yield first
    raise KeyMissing(office="HRC")


def test_what_breaks_off_half_way_is_not_taken_for_all() -> None:
    layout = laid(asked("words"), asked("others", "repeat"), asked("others/age", repeat="others"))
    first = told(layout, {"words": "first", "others": [{"age": "1"}]})
    for whole in (
        as_csv(layout.sheets[0], broken(first)),
        as_zip("odd", layout, lambda: broken(first)),
        as_geojson(layout, broken(first)),
    ):
        sent = b""
        with pytest.raises(KeyMissing):  # noqa: PT012 -- what came before it broke is looked at
            for piece in whole:
                sent += piece
        if sent.startswith(b"\xef\xbb\xbf"):
            assert sent.decode().splitlines()[-1].startswith("INCOMPLETE")
        elif sent.startswith(b"PK"):
            with pytest.raises(zipfile.BadZipFile):
                zipfile.ZipFile(io.BytesIO(sent))
        else:
            with pytest.raises(json.JSONDecodeError):
                json.loads(sent)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("=1+1", "'=1+1"),
        ("'=1", "''=1"),
        ("x;=HYPERLINK(1)", "x;'=HYPERLINK(1)"),
        ("x\n@SUM(1)", "x\n'@SUM(1)"),
        ("x;'=1", "x;''=1"),
        ("a - b; c", "a - b; c"),
        ("2026-11-02", "2026-11-02"),
    ],
)
def test_no_cell_is_a_formula_for_a_spreadsheet_that_parts_by_semicolons(said: str, kept: str) -> None:
    layout = laid(asked("words"))
    assert read_csv(layout, told(layout, {"words": said}))[1][-1] == kept


def test_signs_that_no_sheet_holds_leave_a_workbook_that_opens() -> None:
    layout = laid(asked("words"))
    odd = "a\x85b\x0bc\x1f \U0001f54a\ufffe_x0041_"
    found = read_workbook(layout, told(layout, {"words": odd})).get_sheet_by_name("answers").to_python()
    assert "\U0001f54a" in str(found[1][-1])
    raw = zipfile.ZipFile(io.BytesIO(as_workbook(layout, lambda: [told(layout, {"words": odd})], 1)))
    for name in raw.namelist():
        if name.endswith(".xml"):
            etree.fromstring(raw.read(name))


@pytest.mark.parametrize("sign", ["x", "\U0001f54a"])
def test_a_text_that_a_cell_does_not_hold_says_that_it_was_cut(sign: str) -> None:
    layout = laid(asked("words"))
    one = told(layout, {"words": sign * 40_000})
    (cell,) = read_workbook(layout, one).get_sheet_by_name("answers").to_python()[1][-1:]
    assert str(cell).endswith("[cut here; the CSV has all of it]")
    assert len(str(cell).encode("utf-16-le")) // 2 <= 32_767
    assert read_csv(layout, one)[1][-1] == sign * 40_000


def test_what_a_workbook_does_not_hold_is_refused_and_not_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    wide = laid(*(asked(f"q{n}") for n in range(16_380)))
    with pytest.raises(TooManyForWorkbook):
        as_workbook(wide, list, 0)
    layout = laid(asked("others", "repeat"), asked("others/age", repeat="others"))
    many = told(layout, {"others": [{"age": "1"}] * 5})
    monkeypatch.setattr("tirek.forms.files.LONGEST_SHEET", 4)
    with pytest.raises(TooManyForWorkbook):
        as_workbook(layout, lambda: [many], 1)


def test_sheets_have_names_that_a_workbook_takes() -> None:
    names = ("history", "History", "a" * 40, "a" * 41, "\U0001f54a" * 20, "b[c]")
    fields = [field for name in names for field in (asked(name, "repeat"), asked(f"{name}/x", repeat=name))]
    layout = laid(*fields)
    found = read_workbook(layout, told(layout, {name: [{"x": "1"}] for name in names})).sheet_names
    assert len({name.casefold() for name in found}) == len(layout.sheets) == 7
    assert all(len(name.encode("utf-16-le")) // 2 <= 31 and name.casefold() != "history" for name in found)


def test_names_with_dots_hyphens_and_the_same_letters_stay_apart() -> None:
    layout = laid(
        asked("a", "repeat"),
        asked("a/b", "repeat", repeat="a"),
        asked("a/b/x", repeat="a/b"),
        asked("a.b", "repeat"),
        asked("a.b/y", repeat="a.b"),
        asked("c", "group"),
        asked("c/d"),
        asked("c_d"),
        asked("c-d"),
        asked("жасы", "integer"),
        asked("meta", "group"),
        asked("meta/own"),
    )
    one = told(
        layout,
        {"a": [{"b": [{"x": "1"}, {"x": "2"}]}], "a.b": [{"y": "3"}], "c": {"d": "4"}, "c_d": "5", "c-d": "6"}
        | {"жасы": "7", "meta": [{"own": "8"}, {"instanceID": "uuid:1"}]},
    )
    assert [sheet.name for sheet in layout.sheets] == ["", "a.b", "a.b~2"]
    assert [read_csv(layout, one, sheet=n)[1:] for n in (1, 2)] == [
        [[str(one.submission.pk), "1.1", "1"], [str(one.submission.pk), "1.2", "2"]],
        [[str(one.submission.pk), "1", "3"]],
    ]
    assert read_csv(layout, one)[1][-5:] == ["4", "5", "6", "7", "8"]
    sets = entity_sets(layout)
    schema = etree.fromstring(metadata(sets).encode())
    types = [each.get("Name") for each in schema.iter(f"{EDM}EntityType")]
    assert len(types) == len(set(types)) == 3
    (entity,) = entities(sets[0], one)
    assert {"4", "5", "6", 7, "8"} <= set(entity.values())
    assert set(entity) == {prop.get("Name") for prop in next(schema.iter(f"{EDM}EntityType")).iter(f"{EDM}Property")}


def test_what_came_more_than_once_is_told_whole() -> None:
    fields = (asked("words"), asked("who", "group"), asked("who/name"))
    answers = {"words": ["one", "two"], "who": [{"name": "first"}, {"name": "second"}]}
    assert [line.shown for line in lines(fields, answers, frozenset(), "en")] == ["one\ntwo", "", "first", "", "second"]
    layout = laid(*fields)
    assert read_csv(layout, told(layout, answers))[1][-2:] == ["one\ntwo", "first\nsecond"]


@pytest.mark.parametrize(
    ("kind", "sent", "value"),
    [
        ("integer", "9" * 30, None),
        ("integer", "007", 7),
        ("decimal", "NaN", None),
        ("decimal", "sNaN", None),
        ("decimal", "Infinity", None),
        ("decimal", "1e999999999", None),
        ("decimal", "0.1", 0.1),
        ("decimal", "0.12345678901234567890123", None),
        ("decimal", "1_000.5", None),
        ("date", "2026-11-02", "2026-11-02"),
        ("date", "2026-11-02T10:00:00Z", "2026-11-02"),
        ("date", "2026-11-02 or so", None),
        ("date", "2026-02-30", None),
    ],
)
def test_a_number_or_day_that_is_none_is_told_as_it_was_sent(kind: str, sent: str, value: Any) -> None:
    layout = laid(asked("n", kind))
    (entity,) = entities(entity_sets(layout)[0], told(layout, {"n": sent}))
    assert entity["n"] == value
    assert value is not None or entity["n@tirek.sent"] == sent
    json.loads(json.dumps(entity, allow_nan=False))


@pytest.mark.parametrize("sent", ["nan nan 0 0", "inf 5", "50", "50.1 x", "91 0", "50 57;51 58"])
def test_a_place_that_is_none_is_no_feature(sent: str) -> None:
    layout = laid(asked("where", "geopoint"))
    assert json.loads(b"".join(as_geojson(layout, [told(layout, {"where": sent})])))["features"] == []


def test_a_very_long_and_a_very_deep_form_are_told_in_a_moment() -> None:
    wide = (asked("others", "repeat"), *(asked(f"others/q{n}", repeat="others") for n in range(5_000)))
    many: dict[str, Any] = {"others": [{"q7": "x"}] * 1_000}
    deep_path = "/".join(f"g{n}" for n in range(90))
    deep = [asked("/".join(f"g{n}" for n in range(depth)), "group") for depth in range(1, 91)]
    nested: dict[str, Any] = {"x": "deep"}
    for n in reversed(range(90)):
        nested = {f"g{n}": nested}
    began = time.process_time()
    assert sum(1 for line in lines(wide, many, frozenset(), "en") if line.shown == "x") == 1_000
    assert [line.shown for line in lines((*deep, asked(f"{deep_path}/x")), nested, frozenset(), "en")][-1] == "deep"
    assert time.process_time() - began < 5
    layout = laid(*deep, asked(f"{deep_path}/x"))
    assert read_csv(layout, told(layout, nested))[1][-1] == "deep"
    assert isinstance(layout.sheets[0], Sheet)
