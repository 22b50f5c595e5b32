"""The log that a verb of `tirek log` is asked of: an imported one, or any file that can be read, which is then read."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tirek.command.errors import PlaceElsewhere
from tirek.command.output import wrapped
from tirek.refusals import Refusal

if TYPE_CHECKING:
    from tirek.mining import EventLog, Wanted

COLUMNS = {
    "case": "says to which case an event belongs",
    "activity": "says what happened",
    "time": "says when it was complete",
    "start": "says when it began",
    "resource": "says who did it",
    "office": "says which office or group did it",
}


def add_log(parser: argparse.ArgumentParser) -> None:
    """This function will add the argument LOG and the options that say how to read it where it is a file."""
    parser.add_argument("log", type=_place, metavar="LOG", help="an imported log (a folder), or a file to read")
    add_reading(parser)


def add_reading(parser: argparse.ArgumentParser) -> None:
    """This function will add the options that say how a file is read."""
    how = parser.add_argument_group("how a file is read (what is not said is guessed)")
    for role, about in COLUMNS.items():
        how.add_argument(f"--{role}", metavar="COLUMN", help=f"the column that {about}")
    how.add_argument("--zone", metavar="ZONE", help="of times that do not say theirs: UTC, +05:00, Asia/Almaty")
    how.add_argument("--dates", choices=("day", "month"), help="what 03.04.2026 begins with, where it could be either")
    how.add_argument("--delimiter", metavar="CHARACTER", help="what stands between the cells of a CSV file")
    how.add_argument("--encoding", metavar="NAME", help="of the letters of a CSV file: utf-8, cp1251, …")
    how.add_argument("--sheet", metavar="NAME", help="the sheet of a workbook")
    how.add_argument("--object-type", metavar="TYPE", help="the objects of OCEL that are the cases")
    how.add_argument("--pair-lifecycle", action="store_true", help="make start and complete of XES one event")


def wanted_of(options: argparse.Namespace) -> Wanted:
    """This function will give what the options say of a file."""
    from dataclasses import fields

    from tirek.mining import Wanted

    return Wanted(**{field.name: getattr(options, field.name) for field in fields(Wanted)})


@contextmanager
def opened_log(options: argparse.Namespace) -> Iterator[EventLog]:
    """This function will give the log that was named; what it writes for that goes when the question is answered.

    Raises the refusals of reading (`log-…`), OSError.
    """
    from tirek.command.progress import shown_progress
    from tirek.mining import about_log, can_be_read_directly, import_log, notices_of, open_log, read_directly

    if isinstance(options.log, str):
        raise PlaceElsewhere(place=options.log)
    if options.log.is_dir():
        yield open_log(options.log)
        return
    if can_be_read_directly(options.log):
        with shown_progress() as progress:
            log, notices = read_directly(options.log, wanted_of(options), progress=progress)
        tell(notices)
        yield log
        return
    with tempfile.TemporaryDirectory(prefix="tirek-log-") as place:
        with shown_progress() as progress:
            folder = import_log(options.log, Path(place) / "log", wanted_of(options), progress=progress)
        tell(notices_of(about_log(folder)))
        yield open_log(folder)


def _place(text: str) -> Path | str:
    """A path of this machine, or an address that only Spark can read, left as it is."""
    return text if "://" in text else Path(text)


def tell(notices: Sequence[Refusal]) -> None:
    """This function will tell notices on stderr, beside the answer: nothing of a file is left out in silence."""
    for notice in notices:
        print(wrapped(str(notice), ""), file=sys.stderr)
