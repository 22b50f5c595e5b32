"""A process tree as BPMN 2.0 XML with its diagram, as any BPMN tool opens it. What is known of its elements besides
(how often, how long) goes by their ids and stays outside the file."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from tirek.mining.discovering.layout import Drawing, drawing_of
from tirek.mining.models.tree import ProcessTree

MODEL: Final = "http://www.omg.org/spec/BPMN/20100524/MODEL"
DIAGRAM: Final = "http://www.omg.org/spec/BPMN/20100524/DI"
BOX: Final = "http://www.omg.org/spec/DD/20100524/DC"
LINE: Final = "http://www.omg.org/spec/DD/20100524/DI"
SPACES: Final = {"bpmn": MODEL, "bpmndi": DIAGRAM, "dc": BOX, "di": LINE}
OURS: Final = "urn:tirek:mining"
NO_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def bpmn_of_tree(tree: ProcessTree, *, name: str = "") -> bytes:
    """This function will draw a tree: tasks named by activities, gateways in pairs. Equal trees give equal bytes.

    Ids count from left to right (`task-1`, `choice-1`, `split-1`, `flow-1`). Characters that XML cannot hold become
    the replacement character.
    """
    drawing = drawing_of(tree)
    root = etree.Element(f"{{{MODEL}}}definitions", nsmap=SPACES)
    root.set("id", "definitions")
    root.set("targetNamespace", OURS)
    _process(root, drawing, name)
    _diagram(root, drawing)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def task_ids(xml: bytes) -> dict[str, str]:
    """This function will give the activity of each task of a drawing made here, by its id: where heat belongs."""
    root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))
    return {each.get("id", ""): each.get("name", "") for each in root.iter(f"{{{MODEL}}}task")}


def _process(root: etree._Element, drawing: Drawing, name: str) -> None:
    process = etree.SubElement(root, f"{{{MODEL}}}process", id="process", isExecutable="false")
    if name:
        process.set("name", NO_XML.sub("\ufffd", name))
    for shape in drawing.shapes:
        element = etree.SubElement(process, f"{{{MODEL}}}{shape.kind}", id=shape.id)
        if shape.name:
            element.set("name", NO_XML.sub("\ufffd", shape.name))
        arriving = [arrow.id for arrow in drawing.arrows if arrow.target == shape.id]
        leaving = [arrow.id for arrow in drawing.arrows if arrow.source == shape.id]
        if shape.kind.endswith("Gateway"):
            element.set("gatewayDirection", "Diverging" if len(leaving) > 1 else "Converging")
        for tag, flows in (("incoming", arriving), ("outgoing", leaving)):
            for flow in flows:
                etree.SubElement(element, f"{{{MODEL}}}{tag}").text = flow
    for arrow in drawing.arrows:
        etree.SubElement(
            process, f"{{{MODEL}}}sequenceFlow", id=arrow.id, sourceRef=arrow.source, targetRef=arrow.target
        )


def _diagram(root: etree._Element, drawing: Drawing) -> None:
    diagram = etree.SubElement(root, f"{{{DIAGRAM}}}BPMNDiagram", id="diagram")
    plane = etree.SubElement(diagram, f"{{{DIAGRAM}}}BPMNPlane", id="plane", bpmnElement="process")
    for shape in drawing.shapes:
        drawn = etree.SubElement(plane, f"{{{DIAGRAM}}}BPMNShape", id=f"{shape.id}-shape", bpmnElement=shape.id)
        if shape.kind == "exclusiveGateway":
            drawn.set("isMarkerVisible", "true")
        sides = {"x": shape.x, "y": shape.y, "width": shape.width, "height": shape.height}
        etree.SubElement(drawn, f"{{{BOX}}}Bounds", {side: str(value) for side, value in sides.items()})
    for arrow in drawing.arrows:
        drawn = etree.SubElement(plane, f"{{{DIAGRAM}}}BPMNEdge", id=f"{arrow.id}-edge", bpmnElement=arrow.id)
        for x, y in arrow.points:
            etree.SubElement(drawn, f"{{{LINE}}}waypoint", x=str(x), y=str(y))
