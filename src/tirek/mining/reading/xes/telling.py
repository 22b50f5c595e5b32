"""What is told of a file that was read: what was left out, and what was taken otherwise than it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tirek.mining.reading.xes import scanning
from tirek.mining.reading.xes.errors import (
    AttributesBelow,
    AttributesIncomplete,
    AttributesTwice,
    ElementsUnknown,
    TracesJoined,
    TracesRenamed,
    TracesUnnamed,
)
from tirek.refusals import Refusal


@dataclass
class Traces:
    """Counts of traces: those with a case, the cases they make, those without a name and the line of the first."""

    known: int = 0
    cases: int = 0
    unnamed: int = 0
    line: int = 0


def notices(state: scanning.State, traces: Traces, twice: int) -> Iterator[Refusal]:
    """This function will give what is to be told, from the state of the scanner and counts."""
    if traces.known > traces.cases:
        yield TracesJoined(count=traces.known - traces.cases)
    if traces.unnamed:
        yield TracesUnnamed(count=traces.unnamed, line=traces.line)
    nested, lists, keyless, foreign, renamed = (
        int(state[place])
        for place in (scanning.NESTED, scanning.LISTS, scanning.KEYLESS, scanning.FOREIGN, scanning.RENAMED)
    )
    if renamed:
        yield TracesRenamed(count=renamed)
    if twice:
        yield AttributesTwice(count=twice)
    if nested or lists:
        yield AttributesBelow(nested=nested, lists=lists)
    if keyless:
        yield AttributesIncomplete(count=keyless)
    if foreign:
        yield ElementsUnknown(count=foreign)
