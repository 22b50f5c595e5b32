"""The options that make a log smaller before it is asked, the same for every verb of `tirek log`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tirek.command.log_opened import add_log, opened_log

if TYPE_CHECKING:
    from tirek.mining import EventLog, Filter, WorkingCalendar


def add_filtered_log(parser: argparse.ArgumentParser) -> None:
    """This function will add the argument LOG, how it is read, and what of it is kept."""
    add_log(parser)
    kept = parser.add_argument_group("what is kept of the log (one after the other, in this order)")
    kept.add_argument(
        "--since", metavar="TIME", default="", help="cases that lie within a time: from this day or moment"
    )
    kept.add_argument("--until", metavar="TIME", default="", help="to before this one")
    kept.add_argument(
        *("--having", "-w"),
        metavar="COLUMN=VALUE",
        action="append",
        default=[],
        help="cases of which an event, or the case itself, has this value; COLUMN may be activity",
    )
    kept.add_argument("--path", metavar="A>B", action="append", default=[], help="cases in which B directly follows A")
    kept.add_argument("--later", metavar="A>B", action="append", default=[], help="cases in which B comes after A")
    kept.add_argument("--usual", metavar="SHARE", type=float, help="the first variants that have this share (0 to 1)")
    kept.add_argument("--filter", metavar="JSON", action="append", default=[], help="any filter, or a list of them")


def add_calendar(parser: argparse.ArgumentParser) -> None:
    """This function will add the option that says when work is done."""
    parser.add_argument(
        "--calendar", type=Path, metavar="FILE", help="measure in working time: hours, holidays and zone, as JSON"
    )


def calendar_named(options: argparse.Namespace) -> WorkingCalendar | None:
    """This function will read the calendar that was named, if any."""
    from tirek.mining import calendar_of

    return None if options.calendar is None else calendar_of(options.calendar.read_text(encoding="utf-8"))


@contextmanager
def filtered_log(options: argparse.Namespace) -> Iterator[EventLog]:
    """This function will give what was kept of the log that was named."""
    from tirek.mining import filtered

    filters = filters_said(options)
    with opened_log(options) as log:
        yield filtered(log, filters)


def filters_said(options: argparse.Namespace) -> tuple[Filter, ...]:
    """This function will give the filters of the options, in order."""
    from tirek.mining import During, Following, Having, Usual, filters_of

    said: list[Filter] = []
    if options.since or options.until:
        said.append(During(since=options.since, until=options.until))
    for text in options.having:
        column, value = _halves(text, "=")
        said.append(Having(column=column, values=(value,)))
    for texts, directly in ((options.path, True), (options.later, False)):
        for text in texts:
            before, after = _halves(text, ">")
            said.append(Following(before=before, after=after, directly=directly))
    if options.usual is not None:
        said.append(Usual(share=options.usual))
    for text in options.filter:
        said += filters_of(text)
    return tuple(said)


def _halves(text: str, between: str) -> tuple[str, str]:
    """This function will part a text in two at the first sign; activities that hold the sign need --filter."""
    from tirek.mining import FilterUnclear

    left, sign, right = text.partition(between)
    if not sign:
        raise FilterUnclear(reason=f"“{text}” has no {between} in it")
    return left.strip(), right.strip()
