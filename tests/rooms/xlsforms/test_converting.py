"""Forms that are in order: what comes out of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from tests.javarosa import AnswerRefused, Engine, java
from tests.rooms.xlsforms.bad_files import page, workbook
from tirek.xlsforms import Choice, ConvertedForm, Field, FormRefused, convert
from tirek.xlsforms.conversion import LARGEST
from tirek.xlsforms.sheets import LETTERS, ROWS
from tirek.xlsforms.survey import DEEPEST

FORMS = Path(__file__).with_name("forms")

VISIT = (FORMS / "visit.md").read_text("utf-8")
YES_NO = (Choice("yes", {"en": "Yes", "ru": "Да", "kk": "Иә"}), Choice("no", {"en": "No", "ru": "Нет", "kk": "Жоқ"}))


@pytest.fixture(scope="module")
def visit() -> ConvertedForm:
    return convert("visit.md", VISIT.encode())


@pytest.fixture(scope="module")
def rosa() -> Engine:
    return java()


def test_it_works(visit: ConvertedForm) -> None:
    assert (visit.form_id, visit.version) == ("npm_visit", "2026112301")
    assert visit.languages == ("en", "ru", "kk")
    assert visit.default_language == "ru"
    assert visit.titles == {"en": "A visit", "ru": "Посещение"}
    assert visit.media == ()
    assert [str(each.refusal) for each in visit.warnings] == [
        "The converter says: Use the max-pixels parameter to speed up submission sending and save storage space. "
        "Learn more: https://xlsform.org/#image"
    ]
    assert visit.warnings[0].row == VISIT[: VISIT.index("| image ")].count("\n") + 1


def test_fields_are_told_with_group_repeat_and_mark(visit: ConvertedForm) -> None:
    assert [(field.path, field.kind, field.repeat, field.mark, field.required) for field in visit.fields] == [
        ("person", "group", "", "identity", False),
        ("person/full_name", "text", "", "identity", True),
        ("person/age", "integer", "", "identity", False),
        ("person/phone", "text", "", "contact", False),
        ("well", "select_one", "", "", False),
        ("cell", "repeat", "", "", False),
        ("cell/picture", "image", "cell", "", False),
        ("cell/inside", "group", "cell", "", False),
        ("cell/inside/lacks", "select_multiple", "cell", "statement", False),
    ]
    assert visit.fields[1].labels == {"en": "Name | surname", "ru": "Имя", "kk": "Аты"}
    assert visit.fields[4] == Field(
        "well", "select_one", {"en": "All\nwell?", "ru": "Всё хорошо?", "kk": "Бәрі жақсы ма?"}, choices=YES_NO
    )


def test_marks_stand_in_the_form_under_our_own_name(visit: ConvertedForm) -> None:
    binds = etree.fromstring(visit.xform).iter("{*}bind")
    assert {bind.get("{urn:tirek:xforms}mark") for bind in binds} == {None, "identity", "contact", "statement"}


def test_the_same_form_comes_out_the_same(visit: ConvertedForm) -> None:
    assert replace(convert("visit.md", VISIT.encode()), warnings=()) == replace(visit, warnings=())


def test_a_tablet_can_fill_it(visit: ConvertedForm, rosa: Engine) -> None:
    assert rosa.faults_of(visit.xform) == []
    answers = {
        "person/full_name": "A",
        "person/age": 30,
        "well": "no",
        "cell/inside/lacks": ["yes", "no"],
        "cell[2]/picture": "b.jpg",
    }
    filled = etree.fromstring(rosa.fill(visit.xform, answers, language="Қазақша (kk)"))
    assert filled.get("id") == "npm_visit"
    assert filled.get("version") == "2026112301"
    assert filled.findtext("person/full_name") == "A"
    assert [cell.findtext("inside/lacks") or cell.findtext("picture") for cell in filled.findall("cell")] == [
        "yes no",
        "b.jpg",
    ]
    with pytest.raises(AnswerRefused, match="person/age: the constraint is violated"):
        rosa.fill(visit.xform, answers | {"person/age": 130})


def test_a_form_of_no_language_has_texts_of_none() -> None:
    form = convert("a.md", page(["type | name | label", "text | a | A"]))
    assert (form.languages, form.default_language, form.titles) == ((), "", {"": "bad"})
    assert form.fields == (Field("a", "text", {"": "A"}),)
    assert form.warnings == ()


def test_texts_without_language_are_of_the_default_one() -> None:
    survey = ["type | name | label | label::Русский (ru)", "text | a | A | А"]
    form = convert("a.md", page(survey, settings=["form_id | version | default_language", "a | 1 | Русский (ru)"]))
    assert form.languages == ("ru",)
    assert form.fields[0].labels == {"ru": "А"}
    assert [(each.refusal.id, each.column) for each in form.warnings] == [("form-language-unnamed", "label")]


def test_the_first_language_is_the_default_where_none_is_set(rosa: Engine) -> None:
    form = convert("a.md", page(["type | name | label::Қазақша (kk) | label::English (en)", "text | a | Ә | A"]))
    assert form.default_language == "kk"
    assert etree.fromstring(form.xform).xpath("string(//*[@default]/@lang)") == "Қазақша (kk)"


def test_the_files_of_a_form_are_named() -> None:
    form = convert(
        "a.md",
        page(
            [
                "type | name | label | image | media::audio | calculation",
                "select_one_from_file places.csv | place | Place | map.png | place.mp3 |",
                "select_one yn | well | Well? | | |",
                "csv-external | prices | | | |",
                "calculate | price | | | | pulldata('old_prices', 'price', 'name', ${place})",
            ],
            ["list_name | name | label | image", "yn | yes | Yes | yes.png"],
        ),
    )
    assert form.media == ("map.png", "old_prices.csv", "place.mp3", "places.csv", "prices.csv", "yes.png")


def test_a_file_of_a_form_cannot_lie_elsewhere() -> None:
    told = "calculate | b | pulldata('../../a', 'x', 'y', 'z')"
    with pytest.raises(FormRefused) as refused:
        convert("a.md", page(["type | name | calculation", told]))
    assert [str(each.refusal) for each in refused.value.problems] == [
        "“../../a.csv” cannot be the name of an attached file."
    ]


def test_an_old_workbook_is_read() -> None:
    form = convert("old.xls", (FORMS / "old.xls").read_bytes())
    assert (form.form_id, form.version, form.languages) == ("old", "2026112301", ("en", "ru"))
    assert [choice.name for choice in form.fields[1].choices] == ["1", "0"]


def test_a_workbook_and_a_page_come_to_the_same() -> None:
    survey = [
        ["type", "name", "label", "relevant"],
        ["integer", "a", "A", ""],
        [],
        ["select_one l", "b", "B", "${a} > 1"],
    ]
    choices = [["list_name", "name", "label"], ["l", 1, "One"], ["l", 2.5, "Two and a half"]]
    settings: list[list[object]] = [["form_id", "version"], ["a", 2026112301]]
    from_workbook = convert("a.xlsx", workbook(survey=survey, choices=choices, settings=settings))  # type: ignore[arg-type]
    from_page = convert(
        "a.md",
        page(
            ["type | name | label | relevant", "integer | a | A |", "select_one l | b | B | ${a} > 1"],
            ["list_name | name | label", "l | 1 | One", "l | 2.5 | Two and a half"],
            ["form_id | version", "a | 2026112301"],
        ),
    )
    assert from_workbook == from_page


def test_a_page_saved_on_windows_is_read(visit: ConvertedForm) -> None:
    content = b"\xef\xbb\xbf" + VISIT.replace("\n", "\r\n").encode()
    assert convert("VISIT.MD", content).fields == visit.fields


def test_a_table_whose_first_column_names_the_sheet_is_read_too() -> None:
    form = convert(
        "a.md",
        b"""
        # a comment
        | survey   |         |      |       |
        |          | type    | name | label |  # a comment
        |          | integer | a    | A #1  |
        | settings |         |      |
        |          | form_id | version |
        |          | a       | 1       |
        """,
    )
    assert form.fields == (Field("a", "integer", {"": "A #1"}),)


def test_a_formula_counts_for_what_was_saved_with_it() -> None:
    survey: list[list[object]] = [["type", "name", "label"], ["text", "a", '="A"&1|A1'], ["text", "b", '="B"&1|B1']]
    form = convert("a.xlsx", workbook(survey=survey, settings=[["form_id", "version"], ["a", "=1+1|2"]]))
    assert form.version == "2"
    assert [field.labels for field in form.fields] == [{"": "A1"}, {"": "B1"}]
    told = [(each.sheet, each.row, each.column, each.refusal.facts.get("count")) for each in form.warnings]
    assert told == [("settings", 2, "version", 1), ("survey", 2, "label", 2)]


def test_the_page_on_writing_forms_says_what_is_so(rosa: Engine) -> None:
    text = (Path(__file__).parents[3] / "docs" / "do" / "write-a-form.md").read_text("utf-8")
    form = convert("intake.md", text.partition("```markdown\n")[2].partition("```")[0].encode())
    assert rosa.faults_of(form.xform) == []
    assert form.warnings == ()
    assert {field.path: field.mark for field in form.fields if field.mark} == {
        "person": "identity",
        "person/name": "identity",
        "person/age": "identity",
        "person/phone": "contact",
    }
    assert [row.split(" | ")[1].split(";")[0].strip(" |") for row in text.splitlines() if row.startswith(LIMITS)] == [
        f"{LARGEST} MB",
        f"{ROWS['survey']:,}",
        f"{ROWS['choices']:,}",
        f"{DEEPEST}",
        f"{LETTERS:,}",
    ]


LIMITS = ("| file", "| rows of", "| groups", "| letters")
