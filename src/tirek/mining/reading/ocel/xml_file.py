"""OCEL 2.0 in XML, gone through element by element: first the objects, then the events."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from lxml import etree

from tirek.mining.reading.ocel.contents import Declared, Event, Object
from tirek.mining.reading.ocel.errors import OcelBroken, OcelDeclares
from tirek.mining.reading.ocel.flattening import flattened
from tirek.mining.reading.unpacking import Unpacked
from tirek.mining.reading.wanted import Wanted
from tirek.mining.reading.writing import LogWriter

KIND: Final = "XML"
TOP: Final = ("object-types", "event-types", "objects", "events")


def read_ocel_xml(file: Path, writer: LogWriter, wanted: Wanted) -> Mapping[str, str]:
    """This function will give the events of a file to a writer. Raises refusals of `ocel/errors.py`, OSError."""
    return flattened(_Xml(file), writer, wanted)


class _Xml:
    def __init__(self, file: Path) -> None:
        self._file = file

    def event_types(self) -> Declared:
        return self._types("event-types")

    def object_types(self) -> Declared:
        return self._types("object-types")

    def objects(self) -> Iterator[Object]:
        for one in self._children("objects"):
            said = [
                (each.get("name", ""), each.get("time", ""), each.text)
                for each in _below(one, "attributes", "attribute")
            ]
            yield Object(one.get("id", ""), one.get("type", ""), said)

    def events(self) -> Iterator[Event]:
        for one in self._children("events"):
            related = [*_below(one, "objects", "relationship"), *_below(one, "objects", "object")]
            yield Event(
                int(one.sourceline or 0),  # type: ignore[call-overload]
                one.get("id", ""),
                one.get("type", ""),
                one.get("time", ""),
                [(each.get("name", ""), each.text) for each in _below(one, "attributes", "attribute")],
                [(each.get("object-id", ""), each.get("qualifier", "")) for each in related],
            )

    def _types(self, part: str) -> Declared:
        return {
            one.get("name", ""): {
                each.get("name", ""): each.get("type", "") for each in _below(one, "attributes", "attribute")
            }
            for one in self._children(part)
        }

    def _children(self, part: str) -> Iterator[etree._Element]:
        """The elements of one part of the log, each forgotten when the next is given."""
        with Unpacked(self._file) as stream:
            parsed = etree.iterparse(
                stream, events=("start", "end"), resolve_entities=False, load_dtd=False, no_network=True,
                huge_tree=False, remove_comments=True, remove_pis=True,
            )  # fmt: skip
            depth, within = 0, ""
            try:
                for event, element in parsed:
                    if event == "start":
                        if depth == 0 and element.getroottree().docinfo.internalDTD is not None:
                            raise OcelDeclares(name=self._file.name)
                        depth += 1
                        within = _local(element) if depth == 2 else within
                        continue
                    depth -= 1
                    if depth == 2:
                        if within == part:
                            yield element
                        parent = element.getparent()
                        element.clear()
                        if parent is not None:
                            parent.remove(element)
            except etree.XMLSyntaxError as fault:
                raise OcelBroken(name=self._file.name, kind=KIND, reason=fault) from fault


def _below(element: etree._Element, holder: str, name: str) -> Iterator[etree._Element]:
    for each in element:
        if _local(each) == holder:
            yield from (one for one in each if _local(one) == name)


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
