"""Drawings are read whoever drew them, and their nets allow what the drawing allows: no more, no less."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rooms.mining.describing import real
from tests.rooms.mining.models.drawn import HEAD, bpmn, scope
from tests.rooms.mining.models.trees import accepts
from tirek.mining.describing.variants import variants_of
from tirek.mining.models.bpmn_graph import BpmnGraph, Kind
from tirek.mining.models.bpmn_reading import bpmn_of
from tirek.mining.models.errors import ModelDeclares, ModelNotFollowed, ModelTooLarge, ModelUnreadable
from tirek.mining.models.lean import lean
from tirek.mining.models.net import AcceptingNet, language_of_net, net_of_arcs, reachable
from tirek.mining.models.net_of_bpmn import net_of_bpmn
from tirek.mining.models.reading import net_of, read_model

MECHANISMS = Path(__file__).parents[4] / "mechanisms"


def words(flows: str, extra: str = "", longest: int = 4, beside: str = "") -> set[str]:
    """The traces of a drawing, each as one text."""
    net = net_of_bpmn(bpmn_of(bpmn(flows, extra, beside=beside), "drawing"))
    assert sum(net.initial) == sum(net.final) == 1
    return {"".join(trace) for trace in language_of_net(net, longest)}


def test_it_works() -> None:
    graph = bpmn_of(bpmn("start>a a>x x>b x>c b>end c>end"), "drawing")
    assert [node.kind for node in graph.nodes][:3] == [Kind.START, Kind.TASK, Kind.EXCLUSIVE]
    assert {"".join(trace) for trace in language_of_net(net_of_bpmn(graph), 3)} == {"ab", "ac"}


@pytest.mark.parametrize(
    ("flows", "said"),
    [
        ("start>and1 and1>a and1>b a>and2 b>and2 and2>end", {"ab", "ba"}),
        ("start>x1 x1>a a>x2 x2>x1 x2>end", {"a", "aa", "aaa", "aaaa"}),
        ("start>or1 or1>a or1>b a>or2 b>or2 or2>c c>end", {"ac", "bc", "abc", "bac"}),
        ("start>or1 or1>a or1>or2 a>or2 or2>end", {"", "a"}),
        ("start>a a>b a>c b>end1 c>end2", {"abc", "acb"}),
        ("start>or1 or1>a or1>b a>end1 b>end2", {"a", "b", "ab", "ba"}),
        ("start>event event>a a>end", {"a"}),
        ("start1>a start2>b a>c b>c c>end", {"ac", "bc"}),
        ("a>b", {"ab"}),
        # a way back from the first round must not be open in the second
        ("start>x1 x1>a a>x2 x2>e e>x1 x2>x3 x3>b b>x4 x4>x3 x4>end", {"ab", "abb", "abbb", "aeab"}),
    ],
)
def test_what_a_drawing_allows(flows: str, said: set[str]) -> None:
    assert words(flows) == said


def test_a_sub_process_is_gone_through() -> None:
    part = f'<subProcess id="s" name="part">{scope("start9>b b>end9")}</subProcess>'
    assert words("start>a a>s s>c c>end", part) == {"abc"}


def test_a_part_is_left_when_nothing_goes_on_in_it() -> None:
    part = f'<subProcess id="s">{scope("start9>and9 and9>b and9>c b>end8 c>end9")}</subProcess>'
    assert words("start>a a>s s>d d>end", part) == {"abcd", "acbd"}


def test_a_called_process_is_gone_through_and_a_foreign_one_is_a_task() -> None:
    called = f'<process id="q">{scope("start9>b b>end9")}</process>'
    assert words("start>a a>s s>end", '<callActivity id="s" name="s" calledElement="q"/>', beside=called) == {"ab"}
    assert words("start>a a>s s>end", '<callActivity id="s" name="s" calledElement="z"/>') == {"as"}


def test_an_interrupted_task_was_not_done() -> None:
    assert words("start>a a>b e>c b>end c>end", '<boundaryEvent id="e" attachedToRef="a"/>') == {"ab", "c"}


def test_an_event_that_does_not_interrupt_happens_at_most_once_beside() -> None:
    event = '<boundaryEvent id="e" attachedToRef="a" cancelActivity="false"/>'
    assert words("start>a a>b e>c b>end1 c>end2", event) == {"ab", "acb", "abc", "cab"}


def test_a_part_can_be_interrupted_wherever_it_stands() -> None:
    part = f'<subProcess id="s">{scope("start9>a a>b b>end9")}</subProcess><boundaryEvent id="e" attachedToRef="s"/>'
    assert words("start>s s>d e>c d>end c>end", part) == {"abd", "c", "ac", "abc"}


def test_a_part_in_which_several_things_go_on_can_be_interrupted() -> None:
    inner = scope("start9>and8 and8>a and8>b a>and9 b>and9 and9>end9")
    part = f'<subProcess id="s">{inner}</subProcess><boundaryEvent id="e" attachedToRef="s"/>'
    said = {"abd", "bad", "c", "ac", "bc", "abc", "bac"}
    assert words("start>s s>d e>c d>end c>end", part) == said


def test_a_task_that_repeats() -> None:
    task = '<task id="a" name="a"><standardLoopCharacteristics/></task>'
    assert words("start>a a>b b>end", task, 3) == {"ab", "aab"}


def test_links_join_what_is_not_drawn() -> None:
    thrown = '<intermediateThrowEvent id="t"><linkEventDefinition name="l"/></intermediateThrowEvent>'
    caught = '<intermediateCatchEvent id="u"><linkEventDefinition name="l"/></intermediateCatchEvent>'
    assert words("start>a a>t u>b b>end", thrown + caught) == {"ab"}


def test_lanes_and_names() -> None:
    lanes = '<laneSet><lane name="Head of office"><flowNodeRef>a</flowNodeRef></lane></laneSet>'
    task = '<userTask id="a" name="Read&#10; it"/><task id="b" name="kept  as it is "/>'
    graph = bpmn_of(bpmn("start>a a>b b>end", lanes + task), "drawing")
    assert (graph.node["a"].lane, graph.node["a"].name, graph.node["b"].name) == (
        "Head of office",
        "Read it",
        "kept  as it is ",
    )


@pytest.mark.parametrize(
    ("flows", "extra"),
    [
        ("start>or1 or1>a or1>b a>x1 b>x1 x1>or2 or2>end start>or2", ""),  # its ways meet elsewhere
        ("start>a a>or1 b>or1 start>b or1>end", ""),  # joined, but opened by nobody
        ("start>or1 or1>a or1>b a>or2 b>or2 or2>end start2>b", ""),  # somebody else comes in between
        ("start>c c>a a>end", '<complexGateway id="c"/>'),
        ("start>a a>end", '<subProcess id="s" triggeredByEvent="true"/>'),
        ("start>a a>and1 and1>b and1>end1 b>t", '<endEvent id="t"><terminateEventDefinition/></endEvent>'),
        ("start>a a>end", '<sequenceFlow id="f" sourceRef="a" targetRef="nowhere"/>'),
        ("start>a a>end", '<boundaryEvent id="e" attachedToRef="nothing"/>'),
        ("start>a a>end", '<task id="a" name="again"/><task id="a" name="once more"/>'),
    ],
)
def test_what_cannot_be_followed_is_said(flows: str, extra: str) -> None:
    with pytest.raises(ModelNotFollowed):
        net_of_bpmn(bpmn_of(bpmn(flows, extra), "drawing"))


def test_of_several_processes_one_must_be_named() -> None:
    beside = f'<process id="q" name="Second">{scope("start>b b>end")}</process>'
    content = bpmn("start>a a>end", beside=beside)
    with pytest.raises(ModelUnreadable, match="p, q"):
        bpmn_of(content, "drawing")
    assert bpmn_of(content, "drawing", process="Second").id == "q"


BOMB = b'<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", ModelUnreadable),
        (b"<definitions>", ModelUnreadable),
        (b"\xff\xfe\x00", ModelUnreadable),
        (b"<html/>", ModelUnreadable),
        (HEAD.encode() + b"</definitions>", ModelUnreadable),
        (BOMB + b"<definitions>&b;</definitions>", ModelDeclares),
        ('<?xml version="1.0" encoding="utf-16"?><!DOCTYPE d><d/>'.encode("utf-16"), ModelDeclares),
        (HEAD.encode() + b"<a>" * 80 + b"</a>" * 80 + b"</definitions>", ModelTooLarge),
        (HEAD.encode() + b"<a/>" * 100_001 + b"</definitions>", ModelTooLarge),
    ],
)
def test_hostile_and_broken_files_are_refused(content: bytes, kind: type[Exception]) -> None:
    with pytest.raises(kind):
        bpmn_of(content, "drawing")


@pytest.mark.parametrize(
    ("name", "log"), [("running-example.bpmn", "running-example.xes"), ("receipt.bpmn", "receipt.xes.gz")]
)
def test_real_drawings_allow_what_pm4py_says_they_allow(name: str, log: str) -> None:
    net = net_of(read_model(real.LOGS / name))
    theirs = _of_pm4py(real.LOGS / name)
    variants = variants_of(real.log(log))
    traces = [variant.activities for variant in variants.top(12)]
    traces += [trace[1:] for trace in traces[:6]] + [trace[::-1] for trace in traces[:6]]
    said = [accepts(net, trace) for trace in traces]
    assert said == [accepts(theirs, trace) for trace in traces]
    assert len(set(said)) == 2


def _of_pm4py(path: Path) -> AcceptingNet:
    import pm4py

    net, initial, final = pm4py.convert_to_petri_net(pm4py.read_bpmn(str(path)))
    key = {place: f"{number}" for number, place in enumerate(net.places)}
    steps = [
        (step.name, step.label, [key[arc.source] for arc in step.in_arcs], [key[arc.target] for arc in step.out_arcs])
        for step in net.transitions
    ]
    whole = net_of_arcs(
        list(key.values()), steps, {key[p]: n for p, n in initial.items()}, {key[p]: n for p, n in final.items()}
    )
    return lean(whole)  # it has a hundred silent steps, and every way through them is tried


@pytest.mark.parametrize("path", sorted(MECHANISMS.rglob("*.bpmn")), ids=lambda path: "-".join(path.parts[-3:]))
def test_drawings_of_our_mechanisms_come_to_their_end(path: Path) -> None:
    model = read_model(path)
    assert isinstance(model, BpmnGraph)
    net = net_of(model)
    assert net.final in reachable(net, 20_000)[0]
