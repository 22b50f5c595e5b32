"""An object-centric log made a log of cases: objects of one type are the cases, and an event is in each of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

import numpy as np
import pyarrow as pa

from tirek.mining.log import Codes, Numbers
from tirek.mining.reading.notices import TimesWithoutZone
from tirek.mining.reading.ocel.contents import Contents, Event, Object, as_number, as_text, numeric
from tirek.mining.reading.ocel.errors import (
    EventsOfOthers,
    EventsRepeated,
    ObjectsChanged,
    ObjectsUnknown,
    ObjectTypeNotSaid,
    ObjectTypeUnknown,
    ValuesNotNumbers,
)
from tirek.mining.reading.row_faults import NoActivity, NoTime, TimeNotRead
from tirek.mining.reading.times import NO_ZONE, NOTHING_SAID, READ, in_utc, times_of
from tirek.mining.reading.wanted import Wanted
from tirek.mining.reading.word_table import spans
from tirek.mining.reading.writing import Block, Fault, LogWriter
from tirek.mining.reading.xes.iso import iso_shaped
from tirek.mining.reading.zones import zone_of

ID: Final = "ocel:eid"
QUALIFIER: Final = "ocel:qualifier"
AT_ONCE: Final = 50_000  # events
Row = tuple[Event, str, str]  # an event, its object, the qualifier


def flattened(contents: Contents, writer: LogWriter, wanted: Wanted) -> Mapping[str, str]:
    """This function will give the events of objects of one type to a writer, in the order of the file.

    An event of several such objects is repeated; the column `ocel:eid` names it, `ocel:qualifier` its relation.
    Attributes of the objects become those of cases, with the last value that each had. Raises `ObjectTypeNotSaid`,
    `ObjectTypeUnknown`.
    """
    flattening = _Flattening(contents, writer, wanted)
    events = flattening.rows(contents.events())
    while part := list(islice(events, AT_ONCE)):
        flattening.take(part)
        writer.tell(writer.events, writer.events)
    flattening.tell()
    return {"case": flattening.type, "activity": "ocel:activity", "time": "ocel:timestamp"} | wanted.named()


class _Flattening:
    def __init__(self, contents: Contents, writer: LogWriter, wanted: Wanted) -> None:
        self._writer = writer
        self._zone = zone_of(wanted.zone)
        self._numeric = numeric(contents.event_types())
        self._of_objects = contents.object_types()
        objects = list(contents.objects())
        self._types = {one.id: one.type for one in objects}
        self.type = self._chosen(wanted.object_type)
        self._changed = self._others = self._repeated = self._more = self._unknown = self._zoneless = 0
        self._unread: Counter[str] = Counter()
        self._say([one for one in objects if one.type == self.type])

    def rows(self, events: Iterator[Event]) -> Iterator[Row]:
        """This function will give an event once for each of its objects of the type, those with faults once."""
        for event in events:
            self._unknown += sum(one not in self._types for one, _ in event.objects)
            own: dict[str, list[str]] = {}
            for one, qualifier in event.objects:
                if self._types.get(one) == self.type:
                    own.setdefault(one, []).append(qualifier)
            if not own:
                self._others += 1
                continue
            self._repeated += len(own) > 1
            self._more += len(own) - 1
            for one, qualifiers in own.items():
                yield event, one, ", ".join(dict.fromkeys(each for each in qualifiers if each))

    def take(self, rows: Sequence[Row]) -> None:
        """This function will take rows. Those that say no activity or no time are faults."""
        starts, ends, data = spans(pa.array([event.time for event, _, _ in rows], pa.large_string()))
        times = times_of(data, starts, ends)
        fine = (times.state == READ) & iso_shaped(data, starts, ends)
        good = []
        for i, (event, _, _) in enumerate(rows):
            if not event.type:
                self._writer.fault(Fault(event.line, NoActivity))
            elif times.state[i] == NOTHING_SAID:
                self._writer.fault(Fault(event.line, NoTime))
            elif not fine[i]:
                self._writer.fault(Fault(event.line, TimeNotRead, "ocel:timestamp", event.time))
            else:
                good.append(i)
        kept = [rows[i] for i in good]
        moments, zones = times.moments[good], times.zones[good]
        without = zones == NO_ZONE
        self._zoneless += int(np.count_nonzero(without))
        if self._zone.said and without.any():
            moments[without] = in_utc(moments[without], self._zone.clock)
        writer = self._writer
        writer.take(
            Block(
                writer.cases.codes(pa.array([one for _, one, _ in kept], pa.large_string())),
                writer.activities.codes(pa.array([event.type for event, _, _ in kept], pa.large_string())),
                moments,
                zone=zones,
                columns={
                    ID: self._texts(ID, [event.id for event, _, _ in kept]),
                    QUALIFIER: self._texts(QUALIFIER, [qualifier or None for _, _, qualifier in kept]),
                    **self._attributes([event for event, _, _ in kept]),
                },
            )
        )

    def tell(self) -> None:
        """This function will tell what flattening did to the log."""
        tell = self._writer.notice
        if self._repeated:
            tell(EventsRepeated(count=self._repeated, more=self._more, type=self.type))
        if self._others:
            tell(EventsOfOthers(count=self._others, type=self.type))
        if self._unknown:
            tell(ObjectsUnknown(count=self._unknown))
        if self._changed:
            tell(ObjectsChanged(count=self._changed))
        for column, count in self._unread.items():
            tell(ValuesNotNumbers(column=column, count=count))
        if self._zoneless and not self._zone.said:
            tell(TimesWithoutZone(count=self._zoneless, zone=self._zone.name))

    def _chosen(self, said: str | None) -> str:
        counts = Counter(self._types.values())
        listed = ", ".join(f"{kind} ({count})" for kind, count in sorted(counts.items()))
        if said is not None and said not in counts:
            raise ObjectTypeUnknown(name=self._writer.name, type=said, types=listed)
        if said is None and len(counts) != 1:
            raise ObjectTypeNotSaid(name=self._writer.name, types=listed)
        return said if said is not None else next(iter(counts))

    def _say(self, objects: Sequence[Object]) -> None:
        """The last value of each attribute, by time, then by the order of the file; one without a time is the first."""
        numbers = numeric({self.type: self._of_objects.get(self.type, {})})
        for one in objects:
            said_once = len({name for name, _, _ in one.said}) == len(one.said)
            by_time = one.said if said_once else sorted(one.said, key=lambda each: _instant(each[1]))
            values = {name: value for name, _, value in by_time if value is not None}
            self._changed += sum(value is not None for _, _, value in one.said) - len(values)
            if not values:
                continue
            case = self._writer.cases.code(one.id)
            for name, value in values.items():
                if (said := self._value(name, value, name in numbers)) is not None:
                    self._writer.case_value(case, {name: said})

    def _attributes(self, events: Sequence[Event]) -> dict[str, Codes | Numbers]:
        columns: dict[str, list[object]] = {}
        for i, event in enumerate(events):
            for name, value in event.said:
                columns.setdefault(name, [None] * len(events))[i] = value
        return {
            name: np.array([self._number(name, value) for value in values], dtype=np.float64)
            if name in self._numeric
            else self._texts(name, [as_text(value) for value in values])
            for name, values in columns.items()
        }

    def _value(self, name: str, value: object, is_number: bool) -> str | float | None:
        if not is_number:
            return as_text(value)
        number = self._number(name, value)
        return None if number != number else number

    def _number(self, name: str, value: object) -> float:
        number = as_number(value)
        if number is None:
            self._unread[name] += 1
            return float("nan")
        return number

    def _texts(self, name: str, values: Sequence[str | None]) -> Codes:
        return self._writer.words(name).codes(pa.array(values, pa.large_string()))


def _instant(time: str) -> int:
    """A time to sort by; what is none comes first."""
    if not time:
        return np.iinfo(np.int64).min
    starts, ends, data = spans(pa.array([time], pa.large_string()))
    times = times_of(data, starts, ends)
    return int(times.moments[0]) if times.state[0] == READ else int(np.iinfo(np.int64).min)
