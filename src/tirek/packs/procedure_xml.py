"""The drawing of a procedure, read within bounds: nothing declared, nothing fetched, not too much and not too deep."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, cast

from lxml import etree

from tirek.packs.procedure_faults import DrawingDeclares, DrawingTooLarge, DrawingUnreadable

BPMN: Final = "http://www.omg.org/spec/BPMN/20100524/MODEL"
TIREK: Final = "urn:tirek:procedures"
FORM: Final = f"{{{TIREK}}}form"

_MOST_ELEMENTS: Final = 5000
_DEEPEST: Final = 40


def drawing_of(text: str) -> etree._Element:
    """This function will read a drawing. Raises `DrawingDeclares`, `DrawingUnreadable`, `DrawingTooLarge`."""
    if "<!DOCTYPE" in text or "<!ENTITY" in text:  # before parsing: in attributes entities are expanded all the same
        raise DrawingDeclares()
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as fault:
        raise DrawingUnreadable(line=fault.lineno or 1) from None
    if root is None or root.getroottree().docinfo.internalDTD is not None:
        raise DrawingDeclares()
    depth = {root: 1}
    for number, element in enumerate(root.iterdescendants(), 2):
        parent = element.getparent()
        depth[element] = 1 + (depth[parent] if parent is not None else 0)
        if number > _MOST_ELEMENTS or depth[element] > _DEEPEST:
            raise DrawingTooLarge(elements=_MOST_ELEMENTS, depth=_DEEPEST)
    return root


def tag_of(element: etree._Element) -> str:
    """This function will give the local name of a BPMN element, "" for anything else."""
    tag = element.tag
    return tag.removeprefix(f"{{{BPMN}}}") if isinstance(tag, str) and tag.startswith(f"{{{BPMN}}}") else ""


def within(element: etree._Element, *tags: str) -> Iterator[etree._Element]:
    """This function will give the children of an element that are BPMN elements of these names, all without a name."""
    return (child for child in element if (tag := tag_of(child)) and (not tags or tag in tags))


def all_of(root: etree._Element, *tags: str) -> Iterator[etree._Element]:
    """This function will give the BPMN elements of these names wherever they stand."""
    return (element for element in root.iter() if tag_of(element) in tags)


def called(element: etree._Element) -> str:
    """This function will give what people call an element: its name, else its id."""
    return " ".join((element.get("name") or element.get("id") or tag_of(element)).split())[:100]


def line_of(element: etree._Element) -> int:
    """This function will give the line on which an element stands."""
    line: int | None = cast("int | None", element.sourceline)  # its type says less
    return line or 0


def form_of(task: etree._Element) -> str:
    """This function will give the form that a task shows: that which it names, else that of its own id."""
    return task.get(FORM) or task.get("id") or ""
