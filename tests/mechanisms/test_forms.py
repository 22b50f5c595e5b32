"""Each form can be converted, speaks three languages throughout, and marks what is secret."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.javarosa.engine import java
from tests.mechanisms.folders import FOLDER, LANGUAGES, MARKS, Form, forms, rows

each_form = pytest.mark.parametrize("form", forms(), ids=lambda form: form.path.stem)

TEXTS = ("label", "hint", "constraint_message", "required_message")
KAZAKH_LETTERS = re.compile("[әғқңөұүһі]", re.IGNORECASE)
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
# A name that Kazakh and Russian write alike, or that the law writes with Kazakh letters in Russian too, is no mistake.
NAMES = {"region", "town"}
# So many words are hardly the same in two languages, or without one of the letters that only Kazakh has.
WORDS_THAT_DIFFER = 3
WORDS_WITH_A_KAZAKH_LETTER = 8


def texts(form: Form) -> Iterator[tuple[str, dict[str, str]]]:
    """Every text of a form in all its languages, with where it stands."""
    for sheet, key in (("survey", "name"), ("choices", "name")):
        for row in form.sheets[sheet]:
            for kind in TEXTS:
                told = {code: row.get(f"{kind}::{language}", "") for code, language in LANGUAGES.items()}
                if any(told.values()):
                    yield f"{row.get('list_name', sheet)} {row[key]} {kind}", told


@each_form
def test_it_works(form: Form) -> None:
    settings = form.sheets["settings"][0]
    assert settings["form_id"] == form.path.stem
    assert re.fullmatch(r"20\d{8}", settings["version"])
    assert settings["default_language"] == LANGUAGES["en"]
    assert settings["namespaces"] == 'tirek="urn:tirek:xforms"'
    assert form.converted.languages == tuple(LANGUAGES)
    assert form.converted.warnings == ()


@each_form
def test_a_device_finds_nothing_wrong_with_it(form: Form) -> None:
    assert java().faults_of(form.converted.xform) == []


@each_form
def test_every_text_is_there_in_all_three_languages(form: Form) -> None:
    assert [(where, told) for where, told in texts(form) if not all(told.values())] == []


@each_form
def test_every_question_note_and_choice_has_a_label(form: Form) -> None:
    silent = [
        row["name"]
        for row in (*form.sheets["survey"], *form.sheets["choices"])
        if "name" in row and row.get("type") != "calculate" and f"label::{LANGUAGES['en']}" not in row
    ]
    assert silent == []


@each_form
def test_whatever_can_be_refused_says_why(form: Form) -> None:
    for condition, message in (("constraint", "constraint_message"), ("required", "required_message")):
        mute = [
            name
            for name, row in form.questions.items()
            if condition in row and f"{message}::{LANGUAGES['kk']}" not in row
        ]
        assert mute == []


@each_form
def test_no_language_stands_in_for_another(form: Form) -> None:
    for where, told in texts(form):
        assert not CYRILLIC.search(told["en"]), where
        assert CYRILLIC.search(told["ru"]) or not told["ru"].strip("0123456789–- "), where
        if where.split()[0] in NAMES:
            continue
        assert not KAZAKH_LETTERS.search(told["ru"]), where
        words = len(told["kk"].split())
        assert words < WORDS_THAT_DIFFER or told["kk"] != told["ru"], where
        assert words < WORDS_WITH_A_KAZAKH_LETTER or KAZAKH_LETTERS.search(told["kk"]), where


@each_form
def test_no_name_is_used_twice(form: Form) -> None:
    names = [row["name"] for row in form.sheets["survey"] if "name" in row]
    assert sorted(names) == sorted(set(names))


@each_form
def test_no_repeat_lies_on_one_screen_with_other_questions(form: Form) -> None:
    """Collect shows no repeat inside a field list."""
    inside: list[bool] = []
    for row in form.sheets["survey"]:
        if row["type"].startswith("begin_"):
            assert not (row["type"] == "begin_repeat" and any(inside)), row["name"]
            inside.append(row.get("appearance") == "field-list")
        elif row["type"].startswith("end_"):
            inside.pop()
    assert inside == []


@each_form
def test_the_marks_are_known_and_reach_clients_and_readers(form: Form) -> None:
    assert set(form.marks.values()) <= MARKS
    assert form.marks
    assert form.marks_for_clients() == form.marks
    assert {field.path.rpartition("/")[2]: field.mark for field in form.converted.fields if field.mark} == form.marks


@each_form
def test_every_picture_and_file_is_marked(form: Form) -> None:
    kinds = {"image", "file", "audio", "video"}
    assert [name for name, row in form.questions.items() if row["type"] in kinds and name not in form.marks] == []


@each_form
def test_every_long_text_is_marked_or_says_no_more_than_the_office_does(form: Form) -> None:
    harmless = {"recommendation_text"}
    long = {
        name for name, row in form.questions.items() if row["type"] == "text" and row.get("appearance") == "multiline"
    }
    assert long - set(form.marks) <= harmless


@each_form
def test_every_list_of_choices_is_used_and_none_is_chosen_twice(form: Form) -> None:
    used = {row["type"].split()[1] for row in form.questions.values() if row["type"].startswith("select_")}
    choices = [(row["list_name"], row["name"]) for row in form.sheets["choices"]]
    assert {name for name, _ in choices} == used
    assert len(choices) == len(set(choices))


def test_regions_are_those_of_the_country() -> None:
    country = rows(FOLDER.parent / "countries" / "kazakhstan" / "regions.csv")
    asking = [form for form in forms() if any(row["list_name"] == "region" for row in form.sheets["choices"])]
    assert asking
    for form in asking:
        named = {
            row["name"]: row[f"label::{LANGUAGES['kk']}"]
            for row in form.sheets["choices"]
            if row["list_name"] == "region"
        }
        named.pop("abroad", None)
        assert named == {row["iso"]: row["name_kk"] for row in country}, form.path
