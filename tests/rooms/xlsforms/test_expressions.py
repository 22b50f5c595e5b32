"""Expressions are judged as the engine of tablets judges them; where it looks away, we do not."""

from __future__ import annotations

import pytest
from pyxform.xls2xform import convert as converted_by_pyxform

from tests.javarosa import Engine, java
from tests.rooms.xlsforms.bad_files import page
from tests.rooms.xlsforms.test_faults import faults
from tirek.xlsforms import convert
from tirek.xlsforms.expression import FUNCTIONS, IN_PAIRS, MANY, faults_of

pytestmark = pytest.mark.usefixtures("in_this_process")

SOUND = [
    "${b} = 1",
    "${b} != 'x' and (${b} < 2 or ${b} >= 3.5)",
    "- ${b} > -1 and not(${b} div 2 mod 3 * 4 = 5)",
    "1.5 < .5 or 1. = 1",
    "selected(${b}, 'x') and count-selected(${b}) > 1",
    "if(${b} = 1, true(), false())",
    "../b = 1",
    "/data/b = 1",
    "current()/../b = 1",
    'regex(${b}, "[a-z]{2,3}(x|y)")',
    "count(../*) > 1",
    "today() - date('2026-11-23') > 1",
    "concat(${b}, ' and or (', \"'\") != ''",
    "${last-saved#b} = 1",
    "string-length(.) < 5 or .='x'",
    "selected (${b}, 'x')",
    "1=1and ${b}=2",
]
UNSOUND = {
    "${b} == 1": "form-piece-missing",
    "${b} = 1 && ${b} = 2": "form-piece-unknown",
    "${b} = 1 AND ${b} = 2": "form-operator-missing",
    "${b} <> 1": "form-piece-missing",
    "${b} =< 1": "form-piece-missing",
    "!${b}": "form-piece-unknown",
    "${b} =": "form-piece-missing",
    "= ${b}": "form-piece-missing-first",
    "()": "form-piece-missing",
    "concat(,1)": "form-piece-missing",
    "concat(1,)": "form-piece-missing",
    "${b}, 1": "form-piece-unknown",
    "(${b} = 1": "form-bracket-unbalanced",
    "${b} = 1)": "form-bracket-unbalanced",
    "${b}[1) = 1": "form-bracket-unbalanced",
    "${b} = 'x": "form-quote-unclosed",
    "Selected(${b}, 1)": "form-function-unknown",
    "if(${b} = 1, 2)": "form-function-arguments",
    "today(1) = 1": "form-function-arguments",
    "indexed-repeat(${b}, ${b}, 1, ${b}) = 1": "form-function-arguments",
    "//b = 1": "form-piece-unknown",
    "../ancestor::b = 1": "form-piece-unknown",
}
LOOKED_AWAY = {
    "${b} ${b}": "form-operator-missing",
    "b = 1": "form-word-alone",
    "TRUE = 1": "form-word-alone",
    "@b = 1": "form-piece-unknown",
    "${b} > 2020-01-01": "form-date-bare",
}
"""What the engine takes and silently computes as something else."""

CIRCLES = {
    "a calculation of itself": ["calculate | a | | ${a} + 1 | |"],
    "a calculation of its own dot": ["calculate | a | | if(. = '', now(), .) | |"],
    "two calculations": ["calculate | a | | ${b} | |", "calculate | b | | ${a} | |"],
    "relevance of itself": ["text | a | A | | ${a} = '' |"],
    "two relevances": ["text | a | A | | ${b} = 1 |", "text | b | B | | ${a} = 1 |"],
    "required by itself": ["text | a | A | | | ${a} = ''"],
    "calculated from what it makes relevant": ["calculate | a | | ${b} | |", "text | b | B | | ${a} = 1 |"],
    "a group by what lies in it": ["begin_group | g | G | | ${a} = '' |", "text | a | A | | |", "end_group | | | | |"],
    "a sum that its parts need": [
        "begin_repeat | r | R | | |",
        "calculate | a | | ${s} | |",
        "end_repeat | | | | |",
        "calculate | s | | sum(${a}) | |",
    ],
    "by way of an earlier turn": [
        "begin_repeat | r | R | | |",
        "calculate | a | | indexed-repeat(${a}, ${r}, position(..) - 1) + 1 | |",
        "end_repeat | | | | |",
    ],
}
NO_CIRCLES = {
    "a count of the repeat around it": [
        "begin_repeat | r | R | | |",
        "calculate | a | | count(${r}) | |",
        "calculate | n | | position(..) | |",
        "end_repeat | | | | |",
    ],
    "a filter with its own dot": [
        "begin_repeat | r | R | | |",
        "integer | a | A | | |",
        "calculate | s | | sum(${r}[./a > 1]/a) | |",
        "end_repeat | | | | |",
    ],
    "what was saved last": ["calculate | a | | ${last-saved#a} | |"],
    "two paths to one answer": [
        "integer | a | A | | |",
        "calculate | b | | ${a} | |",
        "calculate | c | | ${a} + ${b} | | ${b} = 1",
    ],
}


@pytest.fixture(scope="module")
def rosa() -> Engine:
    return java()


@pytest.mark.parametrize("expression", SOUND)
def test_what_tablets_compute_is_taken(expression: str, rosa: Engine) -> None:
    assert list(faults_of(expression)) == []
    rows = ["type | name | label | constraint", "text | b | B |", "text | a | A | " + expression.replace("|", "\\|")]
    assert rosa.faults_of(convert("a.md", page(rows)).xform) == []


@pytest.mark.parametrize("expression", UNSOUND)
def test_what_tablets_refuse_is_refused(expression: str, rosa: Engine) -> None:
    assert [refusal.id for refusal in faults_of(expression)][:1] == [UNSOUND[expression]]
    assert rosa.faults_of(_by_pyxform_alone(expression))


@pytest.mark.parametrize("expression", LOOKED_AWAY)
def test_what_tablets_misunderstand_is_refused(expression: str, rosa: Engine) -> None:
    assert [refusal.id for refusal in faults_of(expression)] == [LOOKED_AWAY[expression]]
    assert rosa.faults_of(_by_pyxform_alone(expression)) == []


def _by_pyxform_alone(expression: str) -> bytes:
    asked = [{"type": "text", "name": "b", "label": "B"}]
    asked.append({"type": "text", "name": "a", "label": "A", "relevant": expression})
    return converted_by_pyxform({"survey": asked, "settings": [{"form_id": "a"}]}).xform.encode()


@pytest.mark.parametrize("function", sorted(FUNCTIONS.keys() - {"current", "instance"}))  # these begin paths
def test_every_function_is_known_to_tablets(function: str, rosa: Engine) -> None:
    """With as few arguments as it takes, and with as many: neither the name nor their number may be the trouble."""
    least, most = FUNCTIONS[function]
    for count in {least, min(most, least + (2 if function in IN_PAIRS else 1))}:
        call = f"{function}({', '.join(['${b}'] * count)})"
        said = " ".join(rosa.faults_of(_by_pyxform_alone(f"string({call}) = ''")))
        assert "cannot handle function" not in said, (call, said)
        assert "arguments" not in said, (call, said)


@pytest.mark.parametrize("function", [name for name, (_, most) in FUNCTIONS.items() if most < MANY])
def test_no_function_takes_more_than_we_say(function: str) -> None:
    most = FUNCTIONS[function][1]
    too_many = f"{function}({', '.join(['1'] * (most + 1))})"
    assert [refusal.id for refusal in faults_of(too_many)] == ["form-function-arguments"]


def test_every_unknown_function_is_named() -> None:
    told = [refusal.facts.get("function") for refusal in faults_of("foo(bar(1)) = baz")]
    assert told == ["foo", "bar", None]


def test_words_of_a_list_are_for_its_filter() -> None:
    assert list(faults_of("area = ${b} and name != 'x'", words=frozenset({"area", "name"}))) == []
    assert list(faults_of("anything = ${b}", words=None)) == []


@pytest.mark.parametrize("name", CIRCLES)
def test_what_depends_on_itself_is_refused_as_by_tablets(name: str, rosa: Engine) -> None:
    rows = ["type | name | label | calculation | relevant | required", *CIRCLES[name]]
    assert [fault[0] for fault in faults(page(rows))] == ["cycle-found"]
    assert any("Cycle detected" in said for said in rosa.faults_of(_rows_by_pyxform(rows)))


@pytest.mark.parametrize("name", NO_CIRCLES)
def test_what_only_looks_like_it_is_taken(name: str, rosa: Engine) -> None:
    rows = ["type | name | label | calculation | relevant | required", *NO_CIRCLES[name]]
    assert rosa.faults_of(convert("a.md", page(rows)).xform) == []


def _rows_by_pyxform(rows: list[str]) -> bytes:
    headings, *cells = ([cell.strip() for cell in row.split("|")] for row in rows)
    asked = [{name: cell for name, cell in zip(headings, row, strict=True) if cell} for row in cells]
    return converted_by_pyxform({"survey": asked, "settings": [{"form_id": "a"}]}).xform.encode()


def test_the_way_in_which_an_answer_depends_on_itself_is_told() -> None:
    rows = ["calculate | a | ${b}", "calculate | b | ${c}", "calculate | c | ${a}", "calculate | d | ${d}"]
    found = faults(page(["type | name | calculation", *rows]))
    assert [(fault[0], fault[3]) for fault in found] == [("cycle-found", "calculation")] * 2
