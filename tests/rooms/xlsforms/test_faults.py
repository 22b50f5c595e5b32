"""What is wrong with a form is named with its sheet, its row and its column: every fault that there is."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from tests.rooms.xlsforms.bad_files import page, workbook
from tirek.refusals import Problem, Refusal
from tirek.xlsforms import FormRefused, convert
from tirek.xlsforms.errors import FAULTS

pytestmark = pytest.mark.usefixtures("in_this_process")

NAMED = ("form_id | version", "a | 1")
Place = tuple[str, str, int, str]


def faults(content: bytes, name: str = "a.md") -> list[Place]:
    """Id, sheet, row and column of each fault."""
    with pytest.raises(FormRefused) as refused:
        convert(name, content)
    return places(refused.value.problems)


def warned(content: bytes, name: str = "a.md") -> list[Place]:
    return places(convert(name, content).warnings)


def places(problems: Iterable[Problem]) -> list[Place]:
    for problem in problems:
        assert str(problem.refusal)
        assert problem.refusal.hint % problem.refusal.facts is not None
    return [(each.refusal.id.removeprefix("form-"), each.sheet, each.row, each.column) for each in problems]


def survey(headings: str, *rows: str) -> bytes:
    """A form with these columns beside type, name and label; the first row is row 5 of the file."""
    return page([f"type | name | label | {headings}", *rows], CHOICES, NAMED)


CHOICES = ["list_name | name | label", "yn | yes | Yes", "yn | no | No"]
ASKED = ["type | name | label", "text | a | A"]

REFUSED = {
    "sheet-missing": (page([], CHOICES), ("survey", 0, "")),
    "sheet-twice": (page(ASKED) + b"\n## survey\n\n| type |\n|---|\n", ("survey", 12, "")),
    "sheet-not-used": (
        page(ASKED) + b"\n\n## entities\n\n| list_name | label |\n|--|--|\n| a | b |\n",
        ("entities", 0, ""),
    ),
    "heading-missing": (page(["type | label", "note | A"]), ("survey", 3, "")),
    "heading-twice": (page(["type | name | name", "text | a | b"]), ("survey", 3, "name")),
    "heading-odd": (page(ASKED, ["list_name | name | label | a<b", "yn | yes | Yes | 1"]), ("choices", 9, "a<b")),
    "heading-not-tireks": (survey("bind::tirek:x", "text | a | A | identity"), ("survey", 3, "bind::tirek:x")),
    "row-too-long": (page([*ASKED, "text | b | yes|no"]), ("survey", 6, "")),
    "columns-of-another-table": (
        page(ASKED).replace(b"## settings", b"### More\n\n| type | name | hint |\n|--|--|--|\n\n## settings"),
        ("survey", 9, ""),
    ),
    "cell-too-long": (page(["type | name | label", f"text | a | {'x' * 32_768}"]), ("survey", 5, "label")),
    "hidden-letters": (page(["type | name | label", "text | a | \u202eA"]), ("survey", 5, "label")),
    "type-missing": (page([*ASKED, "| b | B"]), ("survey", 6, "type")),
    "type-unknown": (page([*ASKED, "texxt | b | B"]), ("survey", 6, "type")),
    "type-not-supported": (survey("appearance", "select_one yn | a | A | search('x')"), ("survey", 5, "appearance")),
    "name-missing": (page([*ASKED, "text | | B"]), ("survey", 6, "name")),
    "name-odd": (page([*ASKED, "text | b c | B"]), ("survey", 6, "name")),
    "name-twice": (page([*ASKED, "text | a | B"]), ("survey", 6, "name")),
    "name-reserved": (page([*ASKED, "text | meta | B"]), ("survey", 6, "name")),
    "end-without-begin": (page([*ASKED, "end_group | |"]), ("survey", 6, "type")),
    "begin-without-end": (page([*ASKED, "begin_repeat | r | R"]), ("survey", 6, "type")),
    "group-empty": (
        page(["type | name | calculation", "begin_group | g |", "calculate | a | 1", "end_group | |"]),
        ("survey", 5, "type"),
    ),
    "list-not-repeated": (page([*ASKED, "select_one ${a} | b | B"]), ("survey", 6, "type")),
    "list-missing": (page([*ASKED, "select_one l | b | B"]), ("survey", 6, "type")),
    "choice-without-list": (page(ASKED, [*CHOICES, "| maybe | Maybe"]), ("choices", 13, "list_name")),
    "choice-without-name": (page(ASKED, [*CHOICES, "yn | | Maybe"]), ("choices", 13, "name")),
    "choice-twice": (page(ASKED, [*CHOICES, "yn | no | Maybe"]), ("choices", 13, "name")),
    "choice-name-with-blank": (
        page([*ASKED, "select_multiple yn | b | B"], [*CHOICES, "yn | may be | Maybe"]),
        ("choices", 14, "name"),
    ),
    "label-missing": (page(ASKED, [*CHOICES, "yn | maybe |"]), ("choices", 13, "label")),
    "reference-unknown": (survey("relevant", "text | a | A | ${b} = 1"), ("survey", 5, "relevant")),
    "reference-broken": (page(["type | name | label", "note | a | Hello ${ a }"]), ("survey", 5, "label")),
    "bracket-unbalanced": (survey("relevant", "text | a | A | (1 = 2"), ("survey", 5, "relevant")),
    "brackets-too-deep": (survey("relevant", f"text | a | A | {'(' * 51}1{')' * 51}"), ("survey", 5, "relevant")),
    "quote-unclosed": (survey("constraint", "text | a | A | . = 'x"), ("survey", 5, "constraint")),
    "function-unknown": (survey("calculation", "calculate | a | | kount(1)"), ("survey", 5, "calculation")),
    "function-arguments": (survey("calculation", "calculate | a | | if(1, 2)"), ("survey", 5, "calculation")),
    "piece-missing": (survey("required", "text | a | A | 1 ="), ("survey", 5, "required")),
    "piece-missing-first": (survey("read_only", "text | a | A | = 1"), ("survey", 5, "read_only")),
    "operator-missing": (survey("default", "text | a | A | now() 1"), ("survey", 5, "default")),
    "piece-unknown": (survey("relevant", "text | a | A | 1 = 1 & 2 = 2"), ("survey", 5, "relevant")),
    "date-bare": (survey("constraint", "date | a | A | . > 2026-01-01"), ("survey", 5, "constraint")),
    "word-alone": (survey("relevant", "text | a | A | 1 = yes"), ("survey", 5, "relevant")),
    "filter-column-unknown": (
        survey("choice_filter", "select_one yn | a | A | area = 1"),
        ("survey", 5, "choice_filter"),
    ),
    "cycle-found": (survey("calculation", "calculate | a | | ${a} + 1"), ("survey", 5, "calculation")),
    "mark-unknown": (survey("bind::tirek:mark", "text | a | A | secret"), ("survey", 5, "bind::tirek:mark")),
    "secret-copied": (
        page(
            [
                "type | name | label | calculation | bind::tirek:mark",
                "text | a | A | | identity",
                "calculate | b | | ${a} |",
            ]
        ),
        ("survey", 6, "calculation"),
    ),
    "secret-in-instance-name": (
        page(
            ["type | name | label | bind::tirek:mark", "text | a | A | identity"],
            settings=["form_id | version | instance_name", "a | 1 | ${a}"],
        ),
        ("settings", 11, "instance_name"),
    ),
    "id-odd": (page(ASKED, settings=["form_id | version", "a/b | 1"]), ("settings", 11, "form_id")),
    "version-odd": (page(ASKED, settings=["form_id | version", "a | .."]), ("settings", 11, "version")),
    "sends-elsewhere": (
        page(ASKED, settings=["form_id | version | submission_url", "a | 1 | https://example.org"]),
        ("settings", 11, "submission_url"),
    ),
    "encrypted-by-form": (
        page(ASKED, settings=["form_id | version | public_key", "a | 1 | MIIB"]),
        ("settings", 11, "public_key"),
    ),
    "default-language-unknown": (
        page(
            ["type | name | label::English (en)", "text | a | A"],
            settings=["form_id | version | default_language", "a | 1 | fr"],
        ),
        ("settings", 11, "default_language"),
    ),
    "language-code-twice": (
        page(["type | name | label::English (en) | hint::english (en)", "text | a | A | B"]),
        ("survey", 3, "hint::english (en)"),
    ),
    "media-name-odd": (survey("image", "text | a | A | ../a.png"), ("survey", 5, "image")),
    "converter-said": (page([*ASKED, "calculate | b |"]), ("survey", 6, "")),
}

WARNED = {
    "id-missing": (page(ASKED, settings=["version", "1"]), ("settings", 11, "")),
    "version-missing": (page(ASKED, settings=["form_id", "a"]), ("settings", 11, "")),
    "heading-unknown": (survey("relevent", "text | a | A | 1 = 1"), ("survey", 3, "relevent")),
    "settings-row-unused": (page(ASKED, settings=["form_id | version", "a | 1", "b | 2"]), ("settings", 12, "")),
    "language-without-code": (page(["type | name | label::Kazakh", "text | a | A"]), ("survey", 3, "label::Kazakh")),
    "language-unnamed": (survey("hint::English (en)", "text | a | A | B"), ("survey", 3, "label")),
    "translation-missing": (
        page(["type | name | label::English (en) | label::Русский (ru)", "text | a | A |"]),
        ("survey", 5, "label::Русский (ru)"),
    ),
    "list-of-one-language": (
        page(["type | name | label::English (en) | label::Русский (ru)", "select_one_from_file a.csv | a | A | A"]),
        ("survey", 5, "type"),
    ),
}

ELSEWHERE = {"formula-without-value", "formulas-taken", "end-of-another", "reference-ambiguous", "faults-more"}
"""What further tests bring about."""


@pytest.mark.parametrize("fault", REFUSED)
def test_is_refused_with_its_place(fault: str) -> None:
    content, place = REFUSED[fault]
    assert (fault, *place) in faults(content)


@pytest.mark.parametrize("remark", WARNED)
def test_is_said_with_its_place(remark: str) -> None:
    content, place = WARNED[remark]
    assert (remark, *place) in warned(content)


def test_every_fault_is_brought_about() -> None:
    ids = {
        each.id.removeprefix("form-")
        for module in FAULTS
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, Refusal) and each is not Refusal
    }
    assert ids == REFUSED.keys() | WARNED.keys() | ELSEWHERE


def test_all_faults_are_found_at_once() -> None:
    content = page(
        [
            "type | name | label | relevant | calculation",
            "begin_repeat | people | People | |",
            "texxt | a | A | ${b} = 1 |",
            "end_group | | | |",
            "calculate | a b | | | kount((1)",
        ],
        [*CHOICES, "yn | yes | Again"],
        ["form_id", "a b"],
    )
    assert faults(content) == [
        ("id-odd", "settings", 22, "form_id"),
        ("begin-without-end", "survey", 5, "type"),
        ("type-unknown", "survey", 6, "type"),
        ("reference-unknown", "survey", 6, "relevant"),
        ("end-of-another", "survey", 7, "type"),
        ("name-odd", "survey", 8, "name"),
        ("function-unknown", "survey", 8, "calculation"),
        ("bracket-unbalanced", "survey", 8, "calculation"),
        ("choice-twice", "choices", 16, "name"),
    ]


def test_what_ends_early_is_told_once_and_the_rest_is_read() -> None:
    rows = ["begin_group | g | G", "begin_repeat | r | R", "end_group | |", "texxt | b | B"]
    assert faults(page([*ASKED, *rows])) == [
        ("end-of-another", "survey", 8, "type"),
        ("type-unknown", "survey", 9, "type"),
    ]


def test_what_is_shown_needs_words() -> None:
    rows = [
        "text | a | | |",
        "text | b | | Hint |",
        "text | c | | | 1 + 1",
        "begin_group | g | | |",
        "note | d | D | |",
        "end_group | | | |",
    ]
    found = faults(page(["type | name | label | hint | calculation", *rows]))
    assert found == [("label-missing", "survey", 5, "label")]


def test_a_name_of_several_things_cannot_be_referred_to() -> None:
    rows = ["text | a | A |", "begin_group | g | G |", "text | a | A |", "end_group | | |", "note | n | N | ${a} = 1"]
    assert faults(survey("relevant", *rows)) == [("reference-ambiguous", "survey", 9, "relevant")]
    assert convert("a.md", survey("relevant", *rows[:-1])).fields[2].path == "g/a"


def test_no_more_faults_are_named_than_anybody_reads() -> None:
    found = faults(page([*ASKED, *[f"texxt | b{n} | B" for n in range(300)]]))
    assert len(found) == 201
    assert found[-1] == ("faults-more", "", 0, "")


def test_rows_of_a_workbook_are_counted_as_it_shows_them() -> None:
    rows = [["type", "name", "label"], [], ["text", "a", "A"], [], [], ["texxt", "b", "B"]]
    content = workbook(survey=[[*row] for row in rows], settings=[["form_id", "version"], ["a", 1]])
    assert faults(content, "a.xlsx") == [("type-unknown", "survey", 6, "type")]


def test_a_heading_may_stand_below_empty_rows() -> None:
    content = workbook(
        survey=[[], [], ["type", "name", "label"], ["text", "a", "${b}"]], settings=[[], ["form_id"], ["a"]]
    )
    assert faults(content, "a.xlsx") == [("reference-unknown", "survey", 4, "label")]


def test_a_formula_without_a_saved_value_is_refused() -> None:
    content = workbook(
        survey=[["type", "name", "label"], ["text", "a", '="A"&1|']], settings=[["form_id", "version"], ["a", 1]]
    )
    assert ("formula-without-value", "survey", 2, "label") in faults(content, "a.xlsx")


def test_a_misspelt_sheet_is_missed() -> None:
    content = workbook(surveys=[["type", "name"], ["text", "a"]], settings=[["form_id", "version"], ["a", 1]])
    assert faults(content, "a.xlsx") == [("sheet-missing", "survey", 0, "")]


def test_the_file_is_named() -> None:
    with pytest.raises(FormRefused) as refused:
        convert("visit\u202e\n.md", b"")
    assert str(refused.value) == "The form visit��.md cannot be used: 1 things are wrong with it."
