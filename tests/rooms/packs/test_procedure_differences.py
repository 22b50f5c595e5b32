"""What changed in a drawing is told in plain words, not in lines."""

from __future__ import annotations

import pytest

from tests.mechanism import MECHANISMS
from tirek.packs.procedure_differences import DRAWN, procedure_differences

PATH = "procedures/complaint.bpmn"
CONSIDER = "“Consider the complaint”"
TEXT = (MECHANISMS / "complaints" / PATH).read_text("utf-8")


def told(old: str, new: str) -> list[str]:
    assert old in TEXT
    return [str(each).removeprefix(f"{PATH}: ") for each in procedure_differences(PATH, TEXT, TEXT.replace(old, new))]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('name="Mediate"', 'name="Settle"', "“Mediate”, name: “Mediate” → “Settle”."),
        ('calledElement="consideration"', 'calledElement="x"', f"{CONSIDER}, procedure: “consideration” → “x”."),
        (">answer-of-the-body<", ">3 days<", "“The answer is late”, limit: “answer-of-the-body” → “3 days”."),
        (
            "${torture_alleged} = 'yes' or ${immediate_risk} = 'yes'",
            "${torture_alleged} = 'yes'",
            "“torture or danger”, in which case: “${torture_alleged} = 'yes' or ${immediate_risk} = 'yes'” → "
            "“${torture_alleged} = 'yes'”.",
        ),
        (
            '<bpmn:sequenceFlow id="tell-head--urgent-measures" sourceRef="tell-head" targetRef="urgent-measures" />',
            "",
            "the way from “Tell the head of the office” to “Take urgent measures” is gone.",
        ),
        (
            '<bpmn:collaboration id="complaint-pools">',
            '<bpmn:message id="come" name="It came" /><bpmn:collaboration id="complaint-pools">',
            "“It came” is new.",
        ),
        (
            '<bpmn:message id="body-answered" name="The body has answered" />',
            "",
            "“The body has answered” is gone.",
        ),
    ],
)
def test_it_works(old: str, new: str, said: str) -> None:
    assert told(old, new) == [said]


def test_a_step_on_another_lane_is_done_by_others() -> None:
    moved = TEXT.replace("<bpmn:flowNodeRef>tell-head</bpmn:flowNodeRef>", "", 1).replace(
        '<bpmn:lane id="complaint-supervisor" name="supervisor">',
        '<bpmn:lane id="complaint-supervisor" name="supervisor"><bpmn:flowNodeRef>tell-head</bpmn:flowNodeRef>',
        1,
    )
    (change,) = procedure_differences(PATH, TEXT, moved)
    assert str(change).endswith("“Tell the head of the office”, role: “officer” → “supervisor”.")


def test_where_it_is_drawn_changes_nothing() -> None:
    (change,) = procedure_differences(PATH, TEXT, TEXT.replace('x="300" y="140"', 'x="310" y="150"'))
    assert change.sentence == DRAWN


def test_what_cannot_be_read_is_told_by_others() -> None:
    assert list(procedure_differences(PATH, TEXT, "<no")) == []
