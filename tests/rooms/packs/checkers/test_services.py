"""Each fault in the folder of a service is named by its file and row; a service needs neither forms nor who.csv."""

from __future__ import annotations

import pytest

from tests.mechanism import MECHANISMS
from tirek.packs import Pack, problems_of, read_folder, services_of

FILES = read_folder(MECHANISMS / "police-services")
CALL = "services/call-102/"
SPOILT = {
    "title": ("service.yaml", "  ru: Вызовы на номер 102\n", "", "pack-text-missing", "title:"),
    "key": ("service.yaml", "owner:\n", "boss:\n", "pack-key-unknown", "boss:"),
    "no owner": ("service.yaml", "owner:\n", "boss:\n", "pack-key-missing", ""),
    "role": ("as-is.bpmn", 'name="patrol"', 'name="army"', "model-lane-without-role", 'name="army"'),
    "silent way": (
        "as-is.bpmn",
        'make-safe" name="yes"',
        'make-safe"',
        "model-way-without-words",
        'make-safe" sourceRef',
    ),
    "code": ("as-is.bpmn", "userTask", "scriptTask", "procedure-element-refused", "scriptTask"),
    "no end": ("to-be.bpmn", "endEvent", "startEvent", "procedure-no-end", "<bpmn:process"),
    "no name": ("as-is.bpmn", ' name="Take the call"', "", "procedure-task-without-name", 'userTask id="take-call"'),
    "step of a rule": ("safeguards.csv", "make-safe before", "make-safer before", "pack-step-unknown", "make-safer"),
    "rule": ("safeguards.csv", "safe before interview", "safe then it", "safeguard-rule-unreadable", "safe then it"),
    "step of a clock": (
        "clocks.csv",
        "arrival,patrol-arrives",
        "arrival,nothing",
        "pack-step-unknown",
        "arrival,nothing",
    ),
    "unsaid step": ("synthetic.yaml", "    take-call: [1, 3, 8]\n", "", "pack-key-missing", "  steps:"),
    "way": ("synthetic.yaml", "another-officer--hand-over: 30}", "another: 30}", "pack-key-unknown", "  ways:"),
    "minutes": ("synthetic.yaml", "[1, 3, 8]", "[8, 3, 1]", "pack-value-other", "[8, 3, 1]"),
    "shares": ("synthetic.yaml", "KZ-79: 20", "KZ-79: 30", "pack-value-other", "offices:"),
    "hours": ("synthetic.yaml", "mon wed fri 09:00-13:00", "mondays", "pack-value-other", "mondays"),
    "bottleneck": (
        "synthetic.yaml",
        "bottleneck: medical-exam",
        "bottleneck: no",
        "pack-value-other",
        "bottleneck: no",
    ),
    "rule broken": ("synthetic.yaml", "[safe-before-interview]", "[nothing]", "pack-value-other", "[nothing]"),
    "channel": ("synthetic.yaml", "telephone: 90", "pigeon: 90", "pack-key-unknown", "pigeon"),
    "day": ("synthetic.yaml", "begins: 2025-02-03", "begins: yesterday", "pack-value-other", "begins"),
}
"""A file, what stands there and instead, the refusal, and what stands in the row that it names."""


def problems(name: str, text: str) -> list[tuple[str, str, int]]:
    found = problems_of(Pack(FILES | {CALL + name: text.encode()}))
    for each in found:
        assert str(each.refusal)
        assert type(each.refusal).hint % each.refusal.facts
    return [(each.refusal.id, each.file, each.row) for each in found]


def test_it_works() -> None:
    assert problems_of(Pack(FILES)) == []


@pytest.mark.parametrize(("name", "old", "new", "code", "there"), SPOILT.values(), ids=SPOILT)
def test_a_fault_is_named_by_file_and_row(name: str, old: str, new: str, code: str, there: str) -> None:
    text = FILES[CALL + name].decode()
    assert old in text
    spoilt = text.replace(old, new)
    row = next(number for number, line in enumerate(spoilt.split("\n"), 1) if there in line) if there else 0
    assert (code, CALL + name, row) in problems(name, spoilt)


@pytest.mark.parametrize("path", [f"{CALL}service.yaml", f"{CALL}as-is.bpmn", "README.md"])
def test_a_file_that_is_needed_is_missed(path: str) -> None:
    left = {name: content for name, content in FILES.items() if name != path}
    missed = [each.file for each in problems_of(Pack(left)) if each.refusal.id == "pack-file-missing"]
    assert missed == [path]


def test_a_service_needs_neither_a_change_nor_made_up_data() -> None:
    gone = ("to-be.bpmn", "synthetic.yaml", "ready.yaml")  # ready.yaml names the others
    left = {name: content for name, content in FILES.items() if not name.endswith(gone)}
    left |= {name: b"# Seven services\n" for name in left if name.startswith("README")}
    assert problems_of(Pack(left)) == []
    assert all(service.synthetic is None and not service.to_be for service in services_of(Pack(left)))


@pytest.mark.parametrize("path", ["services/call-102/other.bpmn", "services/as-is.bpmn", "services/Call/service.yaml"])
def test_no_other_file_lies_with_a_service(path: str) -> None:
    found = problems_of(Pack(FILES | {path: b"x\n"}))
    assert [(each.refusal.id, each.file) for each in found] == [("pack-file-of-no-kind", path)]


def test_a_drawing_that_no_case_can_be_led_through_makes_no_log() -> None:
    text = FILES[f"{CALL}to-be.bpmn"].decode().replace("parallelGateway", "inclusiveGateway")
    found = problems_of(Pack(FILES | {f"{CALL}to-be.bpmn": text.encode()}))
    assert ("model-not-walked", f"{CALL}synthetic.yaml") in [(each.refusal.id, each.file) for each in found]


def test_garbage_is_told_and_never_thrown() -> None:
    for name in ("service.yaml", "synthetic.yaml", "as-is.bpmn", "to-be.bpmn", "safeguards.csv", "clocks.csv"):
        for content in (b"", b"- 1\n", b"a: [1\n", b"<a/>\n", b"\xff\n", b"as-is: {}\n", b"as-is: 3\nbegins: [1]\n"):
            assert problems_of(Pack(FILES | {CALL + name: content})), (name, content)
