"""OCEL 2.0 in JSON. It is held in memory whole, so its size is bounded."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from tirek.mining.reading.ocel.contents import Declared, Event, Object
from tirek.mining.reading.ocel.errors import NoOcel, OcelBroken, OcelTooLarge
from tirek.mining.reading.ocel.flattening import flattened
from tirek.mining.reading.unpacking import Unpacked
from tirek.mining.reading.wanted import Wanted
from tirek.mining.reading.writing import LogWriter

LARGEST: Final = 128 << 20  # bytes of JSON; in memory they take six to ten times as much
PIECE: Final = 1 << 20
KIND: Final = "JSON"
PARTS: Final = ("objectTypes", "eventTypes", "objects", "events")


def read_ocel_json(file: Path, writer: LogWriter, wanted: Wanted) -> Mapping[str, str]:
    """This function will give the events of a file to a writer. Raises refusals of `ocel/errors.py`, OSError."""
    content = bytearray()
    with Unpacked(file) as stream:
        while piece := stream.read(PIECE):
            content += piece
            if len(content) > LARGEST:
                raise OcelTooLarge(name=file.name, limit=LARGEST >> 20, kind=KIND)
    try:
        log = json.loads(content)
    except (ValueError, RecursionError) as fault:
        raise OcelBroken(name=file.name, kind=KIND, reason=fault) from fault
    for part in PARTS:
        if not isinstance(log, dict) or part not in log:
            raise NoOcel(name=file.name, kind=KIND, missing=part)
    return flattened(_Json(file.name, log), writer, wanted)


class _Json:
    def __init__(self, name: str, log: dict[str, Any]) -> None:
        self._name, self._log = name, log

    def event_types(self) -> Declared:
        return self._types("eventTypes")

    def object_types(self) -> Declared:
        return self._types("objectTypes")

    def objects(self) -> Iterator[Object]:
        for one in self._of(self._log, "objects"):
            said = self._of(one, "attributes")
            yield Object(
                self._text(one, "id"),
                self._text(one, "type"),
                [(self._text(each, "name"), self._text(each, "time"), each.get("value")) for each in said],
            )

    def events(self) -> Iterator[Event]:
        for number, one in enumerate(self._of(self._log, "events"), 1):
            yield Event(
                number,
                self._text(one, "id"),
                self._text(one, "type"),
                self._text(one, "time"),
                [(self._text(each, "name"), each.get("value")) for each in self._of(one, "attributes")],
                [
                    (self._text(each, "objectId"), self._text(each, "qualifier"))
                    for each in self._of(one, "relationships")
                ],
            )

    def _types(self, part: str) -> Declared:
        return {
            self._text(one, "name"): {
                self._text(each, "name"): self._text(each, "type") for each in self._of(one, "attributes")
            }
            for one in self._of(self._log, part)
        }

    def _of(self, holder: dict[str, Any], part: str) -> list[dict[str, Any]]:
        """A list of objects; what is missing or null is an empty one."""
        found = holder.get(part) or []
        if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
            raise OcelBroken(name=self._name, kind=KIND, reason=f"“{part}” is no list of objects")
        return found

    def _text(self, holder: dict[str, Any], part: str) -> str:
        found = holder.get(part)
        if isinstance(found, dict | list):
            raise OcelBroken(name=self._name, kind=KIND, reason=f"“{part}” is no text")
        return "" if found is None else str(found)
