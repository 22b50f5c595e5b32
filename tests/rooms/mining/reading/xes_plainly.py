"""XES read the slow and plain way, by expat: what the scanner is held against. Shares no code with it."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any
from xml.parsers import expat

from tests.rooms.mining.reading.taken import Event, Read

TEXTUAL = {"string", "date", "boolean", "id"}
NUMERIC = {"int", "float"}
LISTS = {"list", "container"}
NO_ZONE = -32768


class Refused(Exception):
    pass


def read_plainly(content: bytes) -> Read:
    """This function will read XES. Raises `Refused` where it is no XES."""
    document = _Document()
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, given: document.begin(name, given, parser.CurrentLineNumber)
    parser.EndElementHandler = lambda name: document.end()
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, LookupError) as fault:
        raise Refused(str(fault)) from fault
    return document.read()


def _refuse(*_: Any) -> None:
    raise Refused("declares")


class _Document:
    def __init__(self) -> None:
        self.open: list[str] = []  # what each open element is to us
        self.prefix = ""
        self.traces: list[dict[str, Any]] = []
        self.counts: Counter[str] = Counter()
        self.rows: list[dict[str, Any]] = []

    def begin(self, name: str, given: dict[str, str], line: int) -> None:
        prefix, _, local = name.rpartition(":") if ":" in name else ("", "", name)
        if not self.open:
            if local != "log":
                raise Refused("no log")
            self.prefix = prefix
            self.open.append("log")
            return
        if prefix != self.prefix:
            local = "?"
        within = self.open[-1]
        attribute = local in TEXTUAL | NUMERIC | LISTS
        if within == "skipped":
            if (attribute and self.open[1] == "trace") or (attribute and self.open[1] == "event"):
                self.counts["nested"] += 1
            self.open.append("skipped")
        elif within == "log" and local == "trace":
            self.traces.append({"name": None, "line": line, "said": []})
            self.open.append("trace")
        elif within in ("log", "trace") and local == "event":
            self.rows.append({"trace": len(self.traces) - 1 if within == "trace" else None, "line": line, "said": []})
            self.open.append("event")
        else:
            if within != "log":
                self._said(within, local, given, attribute)
            self.open.append("skipped")

    def _said(self, within: str, local: str, given: dict[str, str], attribute: bool) -> None:
        if not attribute:
            self.counts["foreign"] += 1
        elif local in LISTS:
            self.counts["lists"] += 1
        elif "key" not in given or "value" not in given:
            self.counts["keyless"] += 1
        elif within == "event":
            self.rows[-1]["said"].append((given["key"], local, given["value"]))
        elif given["key"] == "concept:name":
            if self.traces[-1]["name"] is not None:
                self.counts["renamed"] += 1
            else:
                self.traces[-1]["name"] = given["value"]
        else:
            self.traces[-1]["said"].append((given["key"], local, given["value"]))

    def end(self) -> None:
        self.open.pop()

    def read(self) -> Read:
        names = [trace["name"] for trace in self.traces]
        cases = [f"#{i + 1}" if name is None else name for i, name in enumerate(names)]
        log = Read()
        special = ("concept:name", "time:timestamp")
        of_events = [[each for each in row["said"] if each[0] not in special] for row in self.rows]
        values, unread = _values(of_events)
        for row, said in zip(self.rows, values, strict=True):
            activity = time = None
            for key, _, value in row["said"]:
                activity = value if key == "concept:name" else activity
                time = value if key == "time:timestamp" else time
            if row["trace"] is None:
                log.faults.append((row["line"], "event-without-case", ""))
            elif activity is None:
                log.faults.append((row["line"], "event-without-activity", ""))
            elif time is None or not time.strip():
                log.faults.append((row["line"], "event-without-time", ""))
            elif (moment := _moment(time.strip())) is None:
                log.faults.append((row["line"], "event-time-not-read", time))
            else:
                log.events.append(Event(cases[row["trace"]], activity, *moment, said))
        values, unread_too = _values([trace["said"] for trace in self.traces])
        for case, said in zip(cases, values, strict=True):
            if said:
                log.cases.setdefault(case, {}).update(said)
        twice = sum(len(s) - len({key for key, *_ in s}) for s in (*of_events, *(t["said"] for t in self.traces)))
        told = {
            "xes-traces-joined": {"count": len(cases) - len(set(cases))},
            "xes-traces-unnamed": {"count": names.count(None)},
            "xes-traces-renamed": {"count": self.counts["renamed"]},
            "xes-attributes-twice": {"count": twice},
            "xes-attributes-incomplete": {"count": self.counts["keyless"]},
            "xes-elements-unknown": {"count": self.counts["foreign"]},
            "xes-numbers-not-read": {"count": unread + unread_too},
        }
        log.notices = {name: facts for name, facts in told.items() if facts["count"]}
        if self.counts["nested"] or self.counts["lists"]:
            log.notices["xes-attributes-below"] = {"nested": self.counts["nested"], "lists": self.counts["lists"]}
        return log


def _values(rows: list[list[tuple[str, str, str]]]) -> tuple[list[dict[str, str | float]], int]:
    """Numbers where a column holds nothing else; what is declared a number and is none says nothing."""
    read = [[(key, _number(kind, value)) for key, kind, value in row] for row in rows]
    texts = {key for row in read for key, value in row if isinstance(value, str)}
    unread = sum(value is None for row in read for _, value in row)
    kept: list[dict[str, str | float]] = []
    for row in read:
        said: dict[str, str | float] = {}
        for key, value in row:
            said.pop(key, None)
            if value is None or value != value:
                continue
            said[key] = _written(value) if key in texts else value
        kept.append(said)
    return kept, unread


def _number(kind: str, value: str) -> str | float | None:
    if kind not in NUMERIC:
        return value
    text = value.strip(" ")
    if kind == "int" and re.fullmatch(r"[+-]?[0-9]+", text) and abs(int(text)) > 2**53:
        return value
    try:
        return float(text) if text.isascii() and "_" not in text else None
    except ValueError:
        return None


def _written(value: str | float) -> str:
    if isinstance(value, str):
        return value
    return str(int(value)) if value.is_integer() and abs(value) <= 2**53 else repr(value)


def _moment(text: str) -> tuple[int, int] | None:
    found = re.fullmatch(
        r"(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:\d\d)(?:\.(\d+))? *(Z|z|[+-]\d\d:?\d\d|[+-]\d:\d\d|[+-]\d\d?)?",
        text,
        flags=re.ASCII,
    )
    if not found:
        return None
    day, clock, fraction, zone = found.groups()
    try:
        moment = datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=UTC)
    except ValueError:
        return None
    minutes = NO_ZONE
    if zone in ("Z", "z"):
        minutes = 0
    elif zone:
        hours, over = zone[1:].split(":") if ":" in zone else (zone[1:3], zone[3:] or "0")
        minutes = (int(hours) * 60 + int(over)) * (-1 if zone[0] == "-" else 1)
    since = moment - datetime(1970, 1, 1, tzinfo=UTC) - timedelta(minutes=0 if minutes == NO_ZONE else minutes)
    micros = int((fraction or "").ljust(6, "0")[:6])
    return (since.days * 86_400 + since.seconds) * 1_000_000 + micros, minutes
