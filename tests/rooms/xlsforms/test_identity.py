"""A form that names neither itself nor its version is called after its file and versioned by what it holds."""

from __future__ import annotations

import pytest

from tests.rooms.xlsforms.bad_files import page
from tirek.xlsforms import convert

pytestmark = pytest.mark.usefixtures("in_this_process")

ASKED = ["type | name | label", "text | a | A"]


def test_it_works() -> None:
    form = convert("forms/Water points (2).md", page(ASKED, settings=[]))
    assert form.form_id == "Water_points_2"
    assert len(form.version) == 10
    assert [warning.refusal.id for warning in form.warnings] == ["form-id-missing", "form-version-missing"]
    assert form.form_id.encode() in form.xform
    assert form.version.encode() in form.xform


def test_the_same_file_is_the_same_version_and_another_is_not() -> None:
    first, again, other = (
        convert("a.md", page(rows, settings=["form_title", "A form"]))
        for rows in (ASKED, ASKED, [*ASKED, "text | b | B"])
    )
    assert first.version == again.version != other.version
    assert first.form_id == other.form_id == "a"


def test_what_is_named_stays_as_it_is() -> None:
    form = convert("a.md", page(ASKED, settings=["form_id | version", "water | 7"]))
    assert (form.form_id, form.version, form.warnings) == ("water", "7", ())


@pytest.mark.parametrize(("name", "form_id"), [("1.md", "form_1"), ("вода.md", "form"), ("....md", "form")])
def test_an_odd_file_name_makes_a_usable_id(name: str, form_id: str) -> None:
    assert convert(name, page(ASKED, settings=[])).form_id == form_id
