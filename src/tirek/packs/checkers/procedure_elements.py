"""Which elements and attributes a drawing may have: a list of what is carried out, and all else is refused by name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from tirek.packs.procedure_faults import AttributeRefused, ElementRefused
from tirek.packs.procedure_xml import BPMN, FORM, tag_of
from tirek.refusals import Refusal

_SCHEMA: Final = "{http://www.w3.org/2001/XMLSchema-instance}"
_DRAWN: Final = (
    "{http://www.omg.org/spec/BPMN/20100524/DI}",
    "{http://www.omg.org/spec/DD/20100524/DC}",
    "{http://www.omg.org/spec/DD/20100524/DI}",
)
_ELEMENTS: Final[dict[str, frozenset[str]]] = {
    name: frozenset(attributes.split())
    for name, attributes in {
        "definitions": "targetNamespace exporter exporterVersion",
        "collaboration": "isClosed",
        "participant": "processRef",
        "messageFlow": "sourceRef targetRef messageRef",
        "message": "",
        "process": "isExecutable isClosed processType",
        "laneSet": "",
        "lane": "",
        "flowNodeRef": "",
        "childLaneSet": "",
        "userTask": "default",
        "startEvent": "isInterrupting",
        "endEvent": "",
        "intermediateCatchEvent": "",
        "intermediateThrowEvent": "",
        "boundaryEvent": "attachedToRef cancelActivity",
        "timerEventDefinition": "",
        "timeDuration": "",
        "messageEventDefinition": "messageRef",
        "exclusiveGateway": "default gatewayDirection",
        "parallelGateway": "gatewayDirection",
        "inclusiveGateway": "default gatewayDirection",
        "sequenceFlow": "sourceRef targetRef",
        "conditionExpression": "",
        "incoming": "",
        "outgoing": "",
        "subProcess": "",
        "callActivity": "calledElement",
        "dataObject": "isCollection",
        "dataObjectReference": "dataObjectRef",
        "textAnnotation": "textFormat",
        "text": "",
        "association": "sourceRef targetRef associationDirection",
        "documentation": "textFormat",
        "extensionElements": "",
    }.items()
}
"""Every BPMN element that may stand in a drawing, with the attributes that it may have besides id and name."""


def element_problems(root: etree._Element) -> Iterator[tuple[Refusal, etree._Element]]:
    """This function will name every element and attribute that is not on the list."""
    for element in root.iter():
        tag = element.tag
        if not isinstance(tag, str):
            yield ElementRefused(element="<?…?>"), element  # a processing instruction, an entity
        elif not tag.startswith(_DRAWN):
            allowed = _ELEMENTS.get(tag_of(element))
            if allowed is None:
                yield ElementRefused(element=_written(tag, element)), element
            else:
                yield from _attribute_problems(element, allowed)


def _attribute_problems(element: etree._Element, allowed: frozenset[str]) -> Iterator[tuple[Refusal, etree._Element]]:
    for attribute in map(str, element.attrib):
        if attribute in ("id", "name") or attribute in allowed:
            continue
        if attribute == FORM and tag_of(element) == "userTask":
            continue
        if attribute in (f"{_SCHEMA}type", f"{_SCHEMA}schemaLocation"):
            continue
        written = _written(attribute, element)
        yield AttributeRefused(attribute=written, element=_written(str(element.tag), element)), element


def _written(name: str, element: etree._Element) -> str:
    """This function will give a name with the prefix that the file uses, as people find it there."""
    qualified = etree.QName(name)
    if qualified.namespace in (None, BPMN):
        return qualified.localname[:100]
    prefixes = (prefix for prefix, namespace in element.nsmap.items() if namespace == qualified.namespace and prefix)
    return f"{next(prefixes, qualified.namespace)}:{qualified.localname}"[:100]
