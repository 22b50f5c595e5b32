"""Answers told line by line and laid out in tables; what is hidden is in neither."""

from __future__ import annotations

from tirek.forms.answers import Row, lines, rows, tables
from tirek.xlsforms import Choice, Field


def asked(path: str, kind: str = "text", **more: object) -> Field:
    return Field(path, kind, {"en": path.rpartition("/")[2], "kk": f"{path} kk"}, **more)  # type: ignore[arg-type]


SEX = (Choice("f", {"en": "Woman", "ru": "Женщина"}), Choice("m", {"en": "Man"}))
FORM = (
    asked("who", "group"),
    asked("who/name", mark="identity"),
    asked("who/sex", "select_one", choices=SEX),
    asked("who/contact", "group", mark="contact"),
    asked("who/contact/phone"),
    asked("welcome", "note"),
    asked("others", "repeat"),
    asked("others/name", repeat="others", mark="identity"),
    asked("others/children", "repeat", repeat="others"),
    asked("others/children/age", "integer", repeat="others/children"),
    asked("rights", "select_multiple", choices=(Choice("life", {"": "Life"}), Choice("work", {"": "Work"}))),
    asked("photo", "image"),
)
TOLD = {
    "who": {"name": "Planted Name", "sex": "f", "contact": {"phone": "+77010000000"}},
    "others": [{"name": "First", "children": [{"age": "4"}, {"age": "6"}]}, {"name": "Second"}],
    "rights": "life work",
    "photo": "cell.jpg",
}


def test_it_works() -> None:
    told = [(line.level, line.label, line.number, line.shown) for line in lines(FORM, TOLD, frozenset(), "en")]
    assert told == [
        (0, "who", 0, ""),
        (1, "name", 0, "Planted Name"),
        (1, "sex", 0, "Woman"),
        (1, "contact", 0, ""),
        (2, "phone", 0, "+77010000000"),
        (0, "others", 1, ""),
        (1, "name", 0, "First"),
        (1, "children", 1, ""),
        (2, "age", 0, "4"),
        (1, "children", 2, ""),
        (2, "age", 0, "6"),
        (0, "others", 2, ""),
        (1, "name", 0, "Second"),
        (0, "rights", 0, "Life, Work"),
        (0, "photo", 0, "cell.jpg"),
    ]


def test_what_is_hidden_says_so_and_nothing_else_of_it_is_told() -> None:
    found = list(lines(FORM, TOLD, frozenset({"identity", "contact"}), "en"))
    assert [line.field.path for line in found if line.hidden] == [
        "who/name",
        "who/contact",
        "others/name",
        "others/name",
    ]
    assert not {"Planted Name", "+77010000000", "First", "Second"} & {line.value for line in found}


def test_whether_a_hidden_question_was_answered_cannot_be_seen() -> None:
    hidden = frozenset({"identity", "contact"})
    empty = {"who": {"sex": "f"}}
    answered = {"who": {"sex": "f", "name": "Planted", "contact": {"phone": "1"}}}
    assert list(lines(FORM, empty, hidden, "en")) == list(lines(FORM, answered, hidden, "en"))


def test_a_repeat_is_a_table_of_its_own() -> None:
    form, others, children = tables(FORM, frozenset())
    assert [table.name for table in (form, others, children)] == ["", "others", "others.children"]
    assert list(rows(form, TOLD)) == [Row("", ("Planted Name", "f", "+77010000000", "life work", "cell.jpg"))]
    assert list(rows(others, TOLD)) == [Row("1", ("First",)), Row("2", ("Second",))]
    assert list(rows(children, TOLD)) == [Row("1.1", ("4",)), Row("1.2", ("6",))]


def test_a_hidden_field_is_no_column_and_a_hidden_repeat_no_table() -> None:
    form, others, _children = tables(FORM, frozenset({"identity", "contact"}))
    assert [field.path for field in form.fields] == ["who/sex", "rights", "photo"]
    assert others.fields == ()
    secret = (asked("people", "repeat", mark="identity"), asked("people/name", repeat="people"))
    assert [table.name for table in tables(secret, frozenset({"identity"}))] == [""]


def test_answers_of_another_shape_than_the_form_are_no_rows() -> None:
    assert list(rows(tables(FORM, frozenset())[1], {"others": "text"})) == []
    assert list(lines(FORM, {"who": "text", "others": {"name": "a"}}, frozenset(), "en")) == []


def test_a_label_falls_back_to_english_and_then_to_any() -> None:
    told = {line.field.path: line for line in lines(FORM, TOLD, frozenset(), "ru")}
    assert told["who/sex"].shown == "Женщина"
    assert told["who/name"].label == "name"
    assert told["rights"].shown == "Life, Work"


def test_whether_a_group_was_asked_of_which_all_is_hidden_cannot_be_seen() -> None:
    form = (asked("who", "group"), asked("who/name", mark="identity"))
    there, away = (list(lines(form, told, frozenset({"identity"}), "en")) for told in ({"who": {"name": "x"}}, {}))
    assert there == away
    assert [line.hidden for line in there] == [False, True]
