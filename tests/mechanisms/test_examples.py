"""Every example of every mechanism, tried with the engine of our pages: given, when, then."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tests.javarosa.engine import java
from tests.mechanisms.engine import Engine
from tests.mechanisms.folders import LANGUAGES, ROLES, Form, Mechanism, mechanisms

EXAMPLES = [
    (mechanism, path)
    for mechanism in mechanisms()
    for path in sorted((mechanism.path / "examples").glob("*.yaml"))
    if "form" in mechanism.read(f"examples/{path.name}")  # those of a procedure are tried beside it
]
each_example = pytest.mark.parametrize(
    ("mechanism", "path"), EXAMPLES, ids=[f"{mechanism.name}-{path.stem}" for mechanism, path in EXAMPLES]
)
LISTS = ("asked", "not asked", "told", "not told")
WHOSE = ("shown to", "hidden from")
THEN = {"valid", "refused", "offered", *LISTS, *WHOSE}


def read(mechanism: Mechanism, path: Path) -> tuple[Form, dict[str, Any]]:
    example = mechanism.read(f"examples/{path.name}")
    return mechanism.forms[example["form"]], example


def by_path(form: Form, answers: dict[str, Any]) -> dict[str, str]:
    """The answers by the path of their question, as a device knows them: `events/earlier[2]/earlier_to`."""
    paths = {field.path.rpartition("/")[2]: field.path for field in form.converted.fields}
    flat = {}
    for name, answer in answers.items():
        if isinstance(answer, str):
            flat[paths[name]] = answer
            continue
        for position, each in enumerate(answer, 1):
            for path, inner in by_path(form, each).items():
                flat[path.replace(paths[name], f"{paths[name]}[{position}]", 1)] = inner
    return flat


def names(answers: dict[str, Any]) -> set[str]:
    """The questions that are answered, in repeats too."""
    found = set(answers)
    for answer in answers.values():
        if isinstance(answer, list):
            found |= {name for each in answer for name in names(each)}
    return found


@each_example
def test_it_names_only_what_there_is(mechanism: Mechanism, path: Path) -> None:
    form, example = read(mechanism, path)
    then = example["then"]
    assert set(example) == {"title", "form", "given", "when", "then"}
    assert set(example["title"]) == set(LANGUAGES)
    assert set(example["given"]) == {"today", "language"}
    assert then
    assert set(then) <= THEN
    named = names(example["when"]) | set(then.get("refused", {})) | set(then.get("offered", {}))
    named |= {name for key in LISTS for name in then.get(key, [])}
    named |= {name for key in WHOSE for each in then.get(key, {}).values() for name in each}
    assert named - set(form.questions) == set()
    assert {role for key in WHOSE for role in then.get(key, {})} <= ROLES
    notes = {name for key in ("told", "not told") for name in then.get(key, [])}
    assert {form.questions[name]["type"] for name in notes} <= {"note"}


@each_example
def test_it_happens_as_told(mechanism: Mechanism, path: Path, engine: Engine) -> None:
    form, example = read(mechanism, path)
    then = example["then"]
    filled = engine.fill(form.xform, example["when"], **example["given"])
    refusals = {each["question"]: each["message"] for each in filled["refused"]}
    if "valid" in then:
        assert refusals == {}
        assert filled["ready"]
    if "refused" in then:
        # An example answers only what it is about: what else must be answered is no refusal of what was.
        of_answers = {each["question"] for each in filled["refused"] if each["condition"] == "constraint"}
        assert {name: refusals.get(name) for name in then["refused"]} == then["refused"]
        assert of_answers <= set(then["refused"])
    asked = set(filled["asked"])
    assert {*then.get("asked", []), *then.get("told", [])} - asked == set()
    assert {*then.get("not asked", []), *then.get("not told", [])} & asked == set()
    for question, options in then.get("offered", {}).items():
        assert filled["offered"][question] == options


@pytest.mark.parametrize(
    ("mechanism", "path"),
    [(mechanism, path) for mechanism, path in EXAMPLES if "valid" in read(mechanism, path)[1]["then"]],
    ids=lambda value: getattr(value, "stem", ""),
)
def test_what_is_valid_on_our_pages_is_valid_on_a_device(mechanism: Mechanism, path: Path) -> None:
    form, example = read(mechanism, path)
    sent = etree.fromstring(java().fill(form.converted.xform, by_path(form, example["when"])))
    answers = {node.tag: node.text for node in sent.iter() if node.text}
    simple = {name: answer for name, answer in example["when"].items() if isinstance(answer, str)}
    assert {name: answers.get(name) for name in simple} == simple


@each_example
def test_it_is_shown_to_whom_it_says(mechanism: Mechanism, path: Path) -> None:
    _, example = read(mechanism, path)
    for key in WHOSE:
        for role, questions in example["then"].get(key, {}).items():
            seen = {question for question in questions if mechanism.sees(role, example["form"], question)}
            assert seen == (set(questions) if key == "shown to" else set()), role
