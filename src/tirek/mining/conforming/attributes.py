"""Conditions of rules, asked of the events of a log.

`${name}` is the attribute of the event of that name, else of its case. What cannot stand in a name is written `_`, and
`_` goes before a digit that begins one: the column `org:group` is `${org_group}`, `2nd` is `${_2nd}`. A column whose
name can stand as it is goes before others that would be written the same. What is not said counts as empty.
"""

from __future__ import annotations

import re
from datetime import tzinfo
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tirek.expressions import Expression, Value, holds
from tirek.mining.conforming.errors import NameUnclear
from tirek.mining.conforming.moments import datetime_of
from tirek.mining.log import Column, EventLog, Words

_OF_THE_MOMENT: Final = re.compile(r"\b(now|today)\s*\(")


def fitting(where: Expression, rule: str, log: EventLog, events: NDArray[np.int64], zone: tzinfo) -> NDArray[np.int64]:
    """This function will give those of the events for which a condition holds. Raises NameUnclear, ExpressionRefused.

    Each different set of values is asked once, unless the condition speaks of the moment.
    """
    if not len(events):
        return events
    names = sorted(where.names)
    columns = [_values(_column_called(name, rule, log, events)) for name in names]
    asked = [codes for codes, _ in columns]
    if _OF_THE_MOMENT.search(where.text):
        asked.append(np.unique(log.time[events], return_inverse=True)[1])
    if not asked:
        asked.append(np.zeros(len(events), dtype=np.int64))
    _, first, of_event = np.unique(np.stack(asked), axis=1, return_index=True, return_inverse=True)
    answers = np.array(
        [
            holds(
                where,
                {name: words[codes[i]] for name, (codes, words) in zip(names, columns, strict=True)},
                now=datetime_of(int(log.time[events[i]])).astimezone(zone),
            )
            for i in first
        ],
        dtype=bool,
    )
    found: NDArray[np.int64] = events[answers[of_event.reshape(-1)]]
    return found


def name_of(column: str) -> str:
    """This function will give the name under which a condition speaks of a column."""
    name = re.sub(r"[^\w.\-]", "_", column)
    return name if re.match(r"[^\W\d]", name) else f"_{name}"


def _column_called(name: str, rule: str, log: EventLog, events: NDArray[np.int64]) -> Column:
    for names, take, places in (
        (log.event_columns, log.event_column, lambda: events),
        (log.case_columns, log.case_column, lambda: log.case_of[events]),
    ):
        called = [name] if name in names else [each for each in names if name_of(each) == name]
        if len(called) == 1:
            column, at = take(called[0]), places()
            return Words(column.codes[at], column.words) if isinstance(column, Words) else column[at]
        if called:
            break
    known = sorted({f"${{{name_of(each)}}}" for each in (*log.event_columns, *log.case_columns)})
    raise NameUnclear(name=name, rule=rule, names=", ".join(known) or "–")


def _values(column: Column) -> tuple[NDArray[np.int64], list[Value]]:
    """The place of each value among the different ones; nothing said is the last of them."""
    if isinstance(column, Words):
        return column.codes.astype(np.int64), [*column.words, None]
    different, places = np.unique(column, return_inverse=True)
    return places.astype(np.int64), [None if np.isnan(each) else float(each) for each in different]
