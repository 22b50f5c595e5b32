"""Every drawing of every mechanism can be carried out, and every example of a procedure comes out as it is told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.mechanisms.folders import LANGUAGES, Mechanism, mechanisms
from tirek.packs import Pack, read_folder
from tirek.procedures import (
    Done,
    Late,
    Procedure,
    Told,
    Trial,
    begin,
    clocks_of,
    procedure_of,
    restored,
)
from tirek.safeguards import calendar_of, safeguards_of

ZONE = ZoneInfo("Asia/Almaty")
CALENDAR = calendar_of("KZ")
DRAWINGS = [
    (mechanism, path) for mechanism in mechanisms() for path in sorted((mechanism.path / "procedures").glob("*.bpmn"))
]
EXAMPLES = [
    (mechanism, path)
    for mechanism in mechanisms()
    for path in sorted((mechanism.path / "examples").glob("*.yaml"))
    if "procedure" in mechanism.read(f"examples/{path.name}")
]
each_drawing = pytest.mark.parametrize(
    ("mechanism", "path"), DRAWINGS, ids=[f"{mechanism.name}-{path.stem}" for mechanism, path in DRAWINGS]
)
each_example = pytest.mark.parametrize(
    ("mechanism", "path"), EXAMPLES, ids=[f"{mechanism.name}-{path.stem}" for mechanism, path in EXAMPLES]
)
KEYS = {"title", "procedure", "opened", "steps", "then"}
STEP_KEYS = ({"done", "at"}, {"done", "at", "with"}, {"done", "at", "by"}, {"done", "at", "by", "with"})
OTHER_KEYS = ({"told", "at"}, {"late", "at"})
THEN = {"waits", "due", "breaches", "ended", "happened"}


def compiled(mechanism: Mechanism, process: str) -> Procedure:
    texts = {path: path.read_text(encoding="utf-8") for path in (mechanism.path / "procedures").glob("*.bpmn")}
    path = next(path for path, text in sorted(texts.items()) if f'id="{process}"' in text)
    return procedure_of(texts[path], process, tuple(text for other, text in sorted(texts.items()) if other != path))


def event_of(told: Mapping[str, Any]) -> Done | Told | Late:
    at = datetime.fromisoformat(told["at"])
    if "done" in told:
        return Done(told["done"], at, told.get("with", {}), told.get("by", ""))
    return Told(told["told"], at) if "told" in told else Late(at)


@each_drawing
def test_it_works(mechanism: Mechanism, path: Path) -> None:
    others = sorted(set(path.parent.glob("*.bpmn")) - {path})
    procedure = procedure_of(path.read_text(encoding="utf-8"), "", tuple(each.read_text() for each in others))
    now = datetime(2026, 3, 16, 10, tzinfo=ZONE)
    run = begin(procedure, {}, now)
    assert run.waiting
    assert restored(procedure, run.state(), now).waiting == run.waiting
    forms = set(mechanism.forms)
    for step in procedure.steps.values():
        if step.kind == "task":
            assert step.role, step.id
            assert step.form in forms, step.id


@each_example
def test_an_example_names_only_what_there_is(mechanism: Mechanism, path: Path) -> None:
    example = mechanism.read(f"examples/{path.name}")
    procedure = compiled(mechanism, example["procedure"])
    assert set(example) == KEYS
    assert set(example["title"]) == set(LANGUAGES)
    assert set(example["then"]) <= THEN
    assert example["then"]
    for step in example["steps"]:
        assert set(step) in (*STEP_KEYS, *OTHER_KEYS), step
        if "done" in step:
            form = mechanism.forms[procedure.steps[step["done"]].form]
            assert set(step.get("with", {})) <= set(form.questions), step


@each_example
def test_an_example_comes_out_as_it_is_told(mechanism: Mechanism, path: Path) -> None:
    example = mechanism.read(f"examples/{path.name}")
    pack = Pack(read_folder(mechanism.path))
    rules = clocks_of(pack.table("clocks.csv").rows)
    opened = datetime.fromisoformat(example["opened"])
    trial = Trial(compiled(mechanism, example["procedure"]), rules, opened, CALENDAR, ZONE)
    for step in example["steps"]:
        trial.go_on(event_of(step))
    found = trial.outcome(safeguards_of(pack.table("safeguards.csv").rows))
    then = example["then"]
    if "waits" in then:
        assert sorted(found.waits) == sorted(then["waits"])
    if "due" in then:
        due = {clock: day.isoformat() for clock, day in found.due.items()}
        assert {clock: due.get(clock) for clock in then["due"]} == then["due"]
    if "breaches" in then:
        assert sorted(found.breaches) == sorted(then["breaches"])
    if "happened" in then:
        assert [step for step in found.happened if step in then["happened"]] == then["happened"]
    if "ended" in then:
        assert found.ended == (then["ended"] == "true")
