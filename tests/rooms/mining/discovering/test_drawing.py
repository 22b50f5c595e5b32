"""Trees are drawn: nothing overlaps, arrows go straight and through nothing, and what was drawn is read back."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from lxml import etree

from tests.rooms.mining.describing import real
from tests.rooms.mining.models.trees import any_tree
from tirek.mining.describing.variants import variants_of
from tirek.mining.discovering.bpmn import bpmn_of_tree
from tirek.mining.discovering.discovery import tree_of_variants
from tirek.mining.discovering.layout import Arrow, Drawing, Shape, drawing_of
from tirek.mining.models.bpmn_graph import BpmnGraph, Kind
from tirek.mining.models.net import language_of_net
from tirek.mining.models.reading import model_of, net_of
from tirek.mining.models.tree import SILENT, Leaf, ProcessTree, activities_of, language, loop, sequence

LONGEST = 4


def faults(drawing: Drawing) -> Iterator[str]:
    box = {shape.id: shape for shape in drawing.shapes}
    for shape in drawing.shapes:
        if min(shape.x, shape.y) < 0:
            yield f"{shape.id} lies outside"
    for one, other in combinations(drawing.shapes, 2):
        if _meet(one, (other.x, other.y), (other.x + other.width, other.y + other.height)):
            yield f"{one.id} overlaps {other.id}"
    for arrow in drawing.arrows:
        if not _on_edge(box[arrow.source], arrow.points[0]) or not _on_edge(box[arrow.target], arrow.points[-1]):
            yield f"{arrow.id} hangs loose"
        yield from _crossed(arrow, drawing)


def _crossed(arrow: Arrow, drawing: Drawing) -> Iterator[str]:
    for (x, y), (past_x, past_y) in pairwise(arrow.points):
        if x != past_x and y != past_y:
            yield f"{arrow.id} is slanted"
        low, high = (min(x, past_x), min(y, past_y)), (max(x, past_x), max(y, past_y))
        yield from (f"{arrow.id} goes through {shape.id}" for shape in drawing.shapes if _meet(shape, low, high))


def _meet(shape: Shape, low: tuple[int, int], high: tuple[int, int]) -> bool:
    across = low[0] < shape.x + shape.width and shape.x < high[0]
    down = low[1] < shape.y + shape.height and shape.y < high[1]
    if low[0] == high[0]:
        across = shape.x < low[0] < shape.x + shape.width
    if low[1] == high[1]:
        down = shape.y < low[1] < shape.y + shape.height
    return across and down


def _on_edge(shape: Shape, point: tuple[int, int]) -> bool:
    x, y = point
    inside = shape.x <= x <= shape.x + shape.width and shape.y <= y <= shape.y + shape.height
    return inside and (x in (shape.x, shape.x + shape.width) or y in (shape.y, shape.y + shape.height))


def test_it_works() -> None:
    drawing = drawing_of(sequence(Leaf("a"), loop(Leaf("b"))))
    assert [shape.kind for shape in drawing.shapes if shape.kind != "exclusiveGateway"] == [
        *("startEvent", "task", "task", "endEvent")
    ]
    assert not list(faults(drawing))
    back = next(arrow for arrow in drawing.arrows if arrow.points[0][0] > arrow.points[-1][0])
    assert max(y for _, y in back.points) > max(shape.y + shape.height for shape in drawing.shapes)


def test_faults_are_found() -> None:
    drawing = drawing_of(sequence(Leaf("a"), Leaf("b")))
    upon = Drawing((*drawing.shapes, drawing.shapes[1]), drawing.arrows, 0, 0, 0, "", "")
    assert any("overlaps" in fault for fault in faults(upon))
    slanted = Arrow("f", "start-1", "end-1", ((0, 0), (5, 9)))
    assert {fault.split()[1] for fault in faults(Drawing(drawing.shapes, (slanted,), 0, 0, 0, "", ""))} == {
        "hangs",
        "is",
    }


@given(any_tree)
@settings(deadline=None, max_examples=150)
def test_nothing_overlaps_and_arrows_go_straight(tree: ProcessTree) -> None:
    assert not list(faults(drawing_of(tree)))


@given(any_tree)
@settings(deadline=None, max_examples=100)
def test_what_was_drawn_is_read_back(tree: ProcessTree) -> None:
    net = net_of(model_of(bpmn_of_tree(tree), "drawing"))
    assert language_of_net(net, LONGEST) == language(tree, LONGEST)


@pytest.mark.parametrize("noise", [0.0, 0.2])
@pytest.mark.parametrize("name", real.NAMES)
def test_real_logs_are_drawn(name: str, noise: float) -> None:
    tree = tree_of_variants(variants_of(real.log(name)), noise=noise)
    assert not list(faults(drawing_of(tree)))
    graph = model_of(bpmn_of_tree(tree), "drawing")
    assert isinstance(graph, BpmnGraph)
    assert sorted(node.name for node in graph.nodes if node.kind is Kind.TASK) == list(activities_of(tree))


def test_every_element_is_drawn_once_and_gateways_are_paired() -> None:
    tree = tree_of_variants(variants_of(real.log("receipt.xes.gz")))
    root = etree.fromstring(bpmn_of_tree(tree, name="Receipt"))
    process, plane = root[0], root[1][0]
    shapes = [each.get("bpmnElement") for each in plane]
    assert sorted(shapes) == sorted(each.get("id", "") for each in process)
    for kind in ("exclusiveGateway", "parallelGateway"):
        ways = [each.get("gatewayDirection") for each in process.iter(f"{{*}}{kind}")]
        assert ways.count("Diverging") == ways.count("Converging") > 0


def test_names_are_kept_to_the_letter() -> None:
    names = ["Қабылдау & «жауап»", " two  spaces ", "<a>", "A" * 90, "it's"]
    graph = model_of(bpmn_of_tree(sequence(*map(Leaf, names))), "drawing")
    assert isinstance(graph, BpmnGraph)
    assert [node.name for node in graph.nodes if node.kind is Kind.TASK] == names
    assert b"\xef\xbf\xbd" in bpmn_of_tree(Leaf("bell \x07"))


def test_nothing_at_all_is_drawn_from_start_to_end() -> None:
    drawing = drawing_of(SILENT)
    assert [shape.kind for shape in drawing.shapes] == ["startEvent", "endEvent"]
    assert len(drawing.arrows) == 1
