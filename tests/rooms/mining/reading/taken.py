"""What a reader gave to a writer, as plain values, to be held against another reader."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from tirek.mining.reading.wanted import Wanted
from tirek.mining.reading.writing import NO_TIME, Fault, LogWriter
from tirek.refusals import Refusal


@dataclass(frozen=True)
class Event:
    case: str
    activity: str
    time: int
    zone: int
    said: dict[str, str | float]
    start: int | None = None


@dataclass
class Read:
    """A log in the order of its file."""

    events: list[Event] = field(default_factory=list)
    cases: dict[str, dict[str, str | float]] = field(default_factory=dict)
    faults: list[tuple[int, str, str]] = field(default_factory=list)
    notices: dict[str, dict[str, Any]] = field(default_factory=dict)


class Listening(LogWriter):
    """A writer in memory that remembers faults."""

    def __init__(self, name: str) -> None:
        super().__init__(None, name=name)
        self.told: list[Fault] = []

    def fault(self, fault: Fault) -> None:
        self.told.append(fault)
        super().fault(fault)


def taken(reader: Any, file: Path, wanted: Wanted | None = None, **options: Any) -> Read:
    """This function will read a file and give all that the writer was given."""
    writer = Listening(file.name)
    reader(file, writer, wanted or Wanted(), **options)
    writer.complete()
    names, activities = writer.cases.words().to_pylist(), writer.activities.words().to_pylist()
    columns: dict[str, list[Any]] = {}
    for name, column in writer.columns.items():
        values = column.values()
        words = writer.words(name).words().to_pylist()
        columns[name] = [
            (None if v == -1 else words[v]) if values.dtype.kind == "i" else (None if math.isnan(v) else v)
            for v in values.tolist()
        ]
    count = writer.events
    zones = writer.zone.values().tolist() if writer.zone else [0] * count
    starts = writer.start.values().tolist() if writer.start else [NO_TIME] * count
    cases, codes, times = (column.values().tolist() for column in (writer.case, writer.activity, writer.time))
    events = [
        Event(
            names[cases[i]],
            activities[codes[i]],
            times[i],
            zones[i],
            {name: values[i] for name, values in columns.items() if values[i] is not None},
            None if starts[i] == NO_TIME else starts[i],
        )
        for i in range(count)
    ]
    of_cases: dict[str, dict[str, str | float]] = {}
    for name, (rows, said) in writer.of_cases.items():
        words = writer.case_words(name).words().to_pylist()
        for case, value in zip(np.asarray(rows).tolist(), np.asarray(said).tolist(), strict=True):
            nothing = value == -1 if words else math.isnan(value)
            if not nothing:
                of_cases.setdefault(names[case], {})[name] = words[value] if words else value
    return Read(
        events,
        of_cases,
        [(fault.line, fault.reason.id, fault.text) for fault in writer.told],
        _told(writer.notices),
    )


def _told(notices: list[Refusal]) -> dict[str, dict[str, Any]]:
    """By id; what is told of several columns with the counts together."""
    told: dict[str, dict[str, Any]] = {}
    for notice in notices:
        if notice.id.startswith(("xes", "ocel")):
            before = told.get(notice.id, {}).get("count", 0)
            told[notice.id] = notice.facts | ({"count": notice.facts["count"] + before} if before else {})
    return told
