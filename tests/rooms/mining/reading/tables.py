"""Tables written as files, and logs told event by event."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tirek.mining import EventLog, Wanted, about_log, import_log, open_log
from tirek.mining.log import Words

HEADING = ("case:concept:name", "concept:name", "time:timestamp")


def csv_of(file: Path, rows: Sequence[Sequence[str]], heading: Sequence[str] = HEADING, **how: Any) -> Path:
    encoding = how.pop("encoding", "utf-8")
    with file.open("w", newline="", encoding=encoding) as stream:
        csv.writer(stream, **how).writerows([heading, *rows])
    return file


def imported(file: Path, **wanted: Any) -> EventLog:
    return open_log(import_log(file, file.with_suffix(".log"), Wanted(**wanted)))


def about(file: Path) -> Any:
    return about_log(file.with_suffix(".log"))


def faults(file: Path) -> list[list[str]]:
    with (file.with_suffix(".log") / "faults.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))[1:]


def told(log: EventLog) -> dict[str, list[tuple[str, int]]]:
    """Each case in order, its events as activity and µs."""
    names = log.case_names()
    return {
        names[case]: [
            (log.activities[log.activity[i]], int(log.time[i]))
            for i in range(int(log.offsets[case]), int(log.offsets[case + 1]))
        ]
        for case in range(log.cases)
    }


def said(log: EventLog, name: str) -> list[Any]:
    """A column of events as texts, or as numbers."""
    column = log.event_column(name)
    return [column.said(i) for i in range(log.events)] if isinstance(column, Words) else list(column.tolist())
