"""How others write forms: each of these converts and every tablet takes it, or a sentence says why it is not taken."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.javarosa import Engine, java
from tirek.xlsforms import FormRefused, convert

FORMS = Path(__file__).with_name("forms")
MECHANISMS = Path(__file__).parents[3] / "mechanisms"

CONVERTED: dict[str, tuple[dict[str, str], tuple[str, ...]]] = {
    "cascade": ({"region": "select_one", "district": "select_one", "town": "select_one"}, ()),
    "or-other": ({"disc": "select_one", "disc_other": "text", "discs": "select_multiple"}, ()),
    "table-list": (
        {
            "t": "group",
            "t/generated_table_list_label_2": "note",
            "t/reserved_name_for_field_list_labels_3": "note",
            "t/a": "select_one",
            "t/b": "select_one",
        },
        (),
    ),
    "loop": (
        {
            "which": "select_multiple",
            "each": "group",
            "each/beds": "group",
            "each/beds/count": "integer",
            "each/taps": "group",
            "each/taps/count": "integer",
        },
        (),
    ),
    "one-colon": ({"r": "repeat", "r/n": "integer", "said": "note", "total": "calculate"}, ()),
    "escapes": ({"a": "integer", "b": "note", "c": "select_one"}, ()),
    "pulldata": ({"code": "text", "price": "calculate", "told": "note"}, ("fruits.csv",)),
    "counted-repeat": (
        {
            "n": "integer",
            "person_count": "calculate",
            "person": "repeat",
            "person/name": "text",
            "person/nth": "calculate",
            "head": "select_one",
        },
        (),
    ),
    "metadata": (
        {
            "start": "start",
            "end": "end",
            "today": "today",
            "device": "deviceid",
            "user": "username",
            "a": "text",
            "changed": "dateTime",
            "meta/audit": "audit",
            "meta/instanceName": "calculate",
        },
        (),
    ),
    "survey-alone": ({"age": "integer"}, ()),
    "old-words": ({"who": "text", "well": "select_one", "photo": "image"}, ()),
}
"""Fields by path, and the files that the form needs beside it."""

REFUSED = {
    "entities": ["The sheet “entities” is not used here."],
    "external-choices": [
        "The type “select_one_external” is not supported here.",
        "The sheet “external_choices” is not used here.",
    ],
    "osm": ["The type “osm” is not supported here."],
    "included": ["There is no type “include”."],
    "sends-away": [
        "The form would send what people tell to another server.",
        "The form encrypts answers with a key of its own, so that nobody could read them here.",
    ],
    "wrong-calculation": ["“because” is neither a text nor a reference.", "“null” is neither a text nor a reference."],
}


@pytest.fixture(scope="module")
def rosa() -> Engine:
    return java()


@pytest.mark.parametrize("name", CONVERTED)
def test_is_converted_and_every_tablet_takes_it(name: str, rosa: Engine) -> None:
    form = convert(f"{name}.md", (FORMS / "as-others-write" / f"{name}.md").read_bytes())
    fields, media = CONVERTED[name]
    assert {field.path: field.kind for field in form.fields} == fields
    assert form.media == media
    assert rosa.faults_of(form.xform) == []


@pytest.mark.parametrize("name", REFUSED)
def test_is_refused_with_a_sentence(name: str) -> None:
    with pytest.raises(FormRefused) as refused:
        convert(f"{name}.md", (FORMS / "as-others-write" / f"{name}.md").read_bytes())
    assert [str(problem.refusal) for problem in refused.value.problems] == REFUSED[name]


def test_every_form_is_told_of() -> None:
    assert names((FORMS / "as-others-write").glob("*.md")) == CONVERTED.keys() | REFUSED.keys()


def names(paths: Iterable[Path]) -> set[str]:
    return {path.stem for path in paths}


def test_every_type_is_converted_and_every_tablet_takes_it(rosa: Engine) -> None:
    form = convert("all-types.md", (FORMS / "all-types.md").read_bytes())
    assert rosa.faults_of(form.xform) == []
    assert form.media == (
        "cell.mp3",
        "cell.png",
        "prices.csv",
        "rooms.xml",
        "sites.geojson",
        "wards.csv",
        "yard.png",
    )
    assert {field.kind for field in form.fields} == {
        *("start", "end", "today", "deviceid", "phonenumber", "username", "email", "start-geopoint", "audit"),
        *(
            "background-audio",
            "group",
            "repeat",
            "note",
            "text",
            "integer",
            "decimal",
            "range",
            "date",
            "time",
            "dateTime",
        ),
        *("select_one", "select_multiple", "rank", "acknowledge", "geopoint", "geotrace", "geoshape", "hidden"),
        *("image", "audio", "video", "file", "barcode", "calculate"),
    }
    assert sorted({problem.refusal.id for problem in form.warnings}) == ["form-list-of-one-language"]


@pytest.mark.parametrize("path", sorted(MECHANISMS.glob("*/forms/*")), ids=lambda path: path.stem)
def test_every_form_of_our_mechanisms_is_taken_by_every_tablet(path: Path, rosa: Engine) -> None:
    form = convert(path.name, path.read_bytes())
    assert rosa.faults_of(form.xform) == []
    assert [str(problem.refusal) for problem in form.warnings] == []
