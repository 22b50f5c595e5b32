"""What copies a marked answer bears its mark; what only compares one may stand in the open."""

from __future__ import annotations

import pytest

from tests.rooms.xlsforms.bad_files import page
from tirek.xlsforms import FormRefused, convert

pytestmark = pytest.mark.usefixtures("in_this_process")

HEADINGS = "type | name | label | calculation | default | bind::tirek:mark"
NAME = "text | person | Name | | | identity"
PHONE = "text | phone | Telephone | | | contact"
AGE = "integer | age | Age | | | identity"


def faults(*rows: str, instance_name: str = "") -> list[tuple[str, int]]:
    named = ("form_id | version | namespaces | instance_name", f'a | 1 | tirek="urn:tirek:xforms" | {instance_name}')
    try:
        convert("a.md", page([HEADINGS, NAME, PHONE, AGE, *rows], settings=named))
    except FormRefused as refused:
        return [(each.refusal.id.removeprefix("form-"), each.row) for each in refused.problems]
    return []


def test_it_works() -> None:
    assert faults("calculate | copy | | ${person} | |") == [("secret-copied", 8)]
    assert faults("calculate | copy | | ${person} | | identity") == []


@pytest.mark.parametrize(
    "expression",
    [
        "concat('Complaint of ', ${person})",
        "if(${age} > 17, ${person}, 'a child')",
        "coalesce(${person}, 'nobody')",
        "substr(${person}, 0, 3)",
        "${age} + 1",
        "translate(${phone}, '+', '')",
    ],
)
def test_a_value_that_holds_a_secret_is_refused_in_the_open(expression: str) -> None:
    assert faults(f"calculate | copy | | {expression} | |") == [("secret-copied", 8)]


@pytest.mark.parametrize(
    "expression",
    ["${age} > 17", "if(${person} != '', 'named', 'nameless')", "string-length(${phone})", "if(17 < ${age}, 1, 0)"],
)
def test_a_value_that_only_compares_a_secret_is_not(expression: str) -> None:
    assert faults(f"calculate | told | | {expression} | |") == []


def test_two_secrets_of_different_kinds_are_computed_apart() -> None:
    assert faults("calculate | both | | concat(${person}, ${phone}) | | identity") == [("secret-copied", 8)]


def test_a_default_that_is_computed_is_looked_at_too() -> None:
    assert faults("text | again | Again | | ${person} |") == [("secret-copied", 8)]


def test_a_mark_of_the_group_is_a_mark_of_what_lies_in_it() -> None:
    group = ("begin_group | g | G | | | identity", "text | alias | Alias | | |", "calculate | copy | | ${alias} | |")
    assert faults(*group, "end_group | | | | |") == []
    assert faults(*group, "end_group | | | | |", "calculate | out | | ${alias} | |") == [("secret-copied", 12)]


def test_an_answered_form_is_not_named_by_a_secret() -> None:
    assert faults(instance_name="concat('Of ', ${person})") == [("secret-in-instance-name", 13)]
    assert faults(instance_name="concat('Age known: ', ${age} > 0)") == []
