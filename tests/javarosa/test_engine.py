"""The client that stands for a tablet in tests does what a tablet does."""

from __future__ import annotations

import pytest
from lxml import etree
from pyxform.xls2xform import convert

from tests.javarosa import AnswerRefused, Engine, NeverAsked, java

FORM = convert(
    """
 | survey | | | | | | | | |
 | | type | name | label | constraint | constraint_message | relevant | required | calculation |
 | | text | who | Who | | | | yes | |
 | | integer | age | Age | . > 10 | Older than ten | | | |
 | | select_one s | sex | Sex | | | ${age} > 12 | | |
 | | begin repeat | child | Child | | | | | |
 | | text | name | Name | | | | | |
 | | date | born | Born | | | | | |
 | | end repeat | | | | | | | |
 | | select_one_from_file wards.csv | ward | Ward | | | | | |
 | | geopoint | where | Where | | | | | |
 | | note | told | Told | | | | | |
 | | calculate | n | | | | | | count(${child}) |
 | choices | | | |
 | | list_name | name | label |
 | | s | f | F |
 | | s | m | M |
 | settings | | |
 | | form_id | version |
 | | visit | 7 |
    """,
    file_type=".md",
).xform.encode()
WARDS = {"wards.csv": b"name,label\nw1,One\nw2,Two\n"}
FEW = {"who": "A", "age": 20}


@pytest.fixture(scope="module")
def rosa() -> Engine:
    return java()


def test_it_works(rosa: Engine) -> None:
    answers = FEW | {"sex": "f", "child/name": "B", "child[2]/name": "C", "child[2]/born": "2020-02-29", "ward": "w2"}
    sent = etree.fromstring(rosa.fill(FORM, answers | {"where": "43.25 76.9 0 5"}, media=WARDS))
    assert (sent.get("id"), sent.get("version")) == ("visit", "7")
    assert [child.findtext("name") for child in sent.findall("child")] == ["B", "C"]
    assert sent.findtext("child[2]/born") == "2020-02-29"
    assert (sent.findtext("sex"), sent.findtext("ward"), sent.findtext("n")) == ("f", "w2", "2")
    assert sent.findtext("where") == "43.25 76.9 0.0 5.0"
    assert (sent.xpath("string(//*[local-name() = 'instanceID'])")).startswith("uuid:")


def test_what_is_not_relevant_is_not_sent(rosa: Engine) -> None:
    sent = etree.fromstring(rosa.fill(FORM, FEW | {"age": 11}, media=WARDS))
    assert sent.find("sex") is None


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ({"age": 5}, "age: Older than ten"),
        ({"age": "five"}, "age: “five” is no answer of its kind"),
        ({"sex": "x"}, "sex: not among the choices shown: x"),
        ({"ward": "w9"}, "ward: not among the choices shown: w9"),
        ({"who": ""}, "who: an answer is required"),
        ({"told": "x"}, "told: it can only be read"),
    ],
)
def test_what_a_tablet_does_not_take_is_refused(answers: dict[str, object], why: str, rosa: Engine) -> None:
    with pytest.raises(AnswerRefused) as refused:
        rosa.fill(FORM, FEW | answers, media=WARDS)
    assert str(refused.value) == why


def test_a_draft_may_lack_what_is_required(rosa: Engine) -> None:
    with pytest.raises(AnswerRefused, match="who: an answer is required"):
        rosa.fill(FORM, {}, media=WARDS)
    assert etree.fromstring(rosa.fill(FORM, {}, media=WARDS, draft=True)).findtext("who") == ""


@pytest.mark.parametrize("path", ["sex", "nothing", "child[3]/nothing", "n"])
def test_what_is_never_asked_is_said(path: str, rosa: Engine) -> None:
    with pytest.raises(NeverAsked, match=path.replace("[", r"\[")):
        rosa.fill(FORM, FEW | {"age": 11, path: "f"}, media=WARDS)


def test_odk_validate_speaks(rosa: Engine) -> None:
    assert rosa.faults_of(FORM) == []
    assert "cannot handle function 'kount'" in rosa.faults_of(FORM.replace(b"count(", b"kount("))[0]
    assert rosa.faults_of(b"<no/>")
