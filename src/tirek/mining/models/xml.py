"""Foreign XML, read within bounds: nothing declared, nothing fetched, not too much and not too deep."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from tirek.mining.models.errors import ModelDeclares, ModelTooLarge, ModelUnreadable

MOST_BYTES: Final = 20_000_000
MOST_ELEMENTS: Final = 100_000  # a drawing needs about ten for each step
DEEPEST: Final = 60
DECLARATIONS: Final = tuple(
    text.encode(encoding) for text in ("<!DOCTYPE", "<!ENTITY") for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)


def root_of(content: bytes, name: str) -> etree._Element:
    """This function will read XML. Raises `ModelDeclares`, `ModelUnreadable`, `ModelTooLarge`, by the name given."""
    if len(content) > MOST_BYTES:
        raise ModelTooLarge(name=name, elements=MOST_ELEMENTS, depth=DEEPEST)
    if any(declaration in content for declaration in DECLARATIONS):
        raise ModelDeclares(name=name)  # before parsing: in attributes entities are expanded all the same
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        line = getattr(fault, "lineno", None) or 1
        raise ModelUnreadable(name=name, reason=f"it is no XML (line {line})") from None
    if root is None or root.getroottree().docinfo.internalDTD is not None:
        raise ModelDeclares(name=name)
    depth = {root: 1}
    for number, element in enumerate(root.iterdescendants(), 2):
        parent = element.getparent()
        depth[element] = 1 + (depth[parent] if parent is not None else 0)
        if number > MOST_ELEMENTS or depth[element] > DEEPEST:
            raise ModelTooLarge(name=name, elements=MOST_ELEMENTS, depth=DEEPEST)
    return root


def local(element: etree._Element) -> str:
    """This function will give the name of an element without its namespace, "" for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """This function will give the children of these names."""
    return (child for child in element if local(child) in names)


def words(text: str | None) -> str:
    """This function will give a text in one line."""
    return " ".join((text or "").split())
