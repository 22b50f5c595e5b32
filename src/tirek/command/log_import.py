"""`tirek log import FILE --out FOLDER`: a file of any kind that is read, once, to what every question is asked of."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tirek.command.failures import FINE
from tirek.command.log_opened import add_reading, wanted_of
from tirek.command.output import print_json, wrapped
from tirek.command.progress import shown_progress
from tirek.command.verbs import Commands, verb

TOLD = ("cases", "events", "activities", "source", "roles", "zones", "faults")
"""What the answer says of log.json; its notices come as sentences."""
WHY = {"said": "as you said", "named": "by its name", "times": "its cells are times"}


def add_to(verbs: Commands) -> None:
    """This function will add the verbs."""
    about = "Read an event log, and write it as a folder of Parquet that all questions are asked of."
    importing = verb(verbs, "import", read, about)
    importing.add_argument("--out", type=Path, metavar="FOLDER", required=True, help="a new one, or a log to replace")
    guessing = verb(verbs, "columns", columns, "Show which columns of a file would be taken for what, and why.")
    for parser in (importing, guessing):
        parser.add_argument("file", type=Path, metavar="FILE", help="XES, OCEL 2.0, CSV, XLSX or Parquet")
        add_reading(parser)


def read(options: argparse.Namespace) -> int:
    """This function will import a file and print what was read, what was taken for what, and what is wrong with it."""
    from tirek.mining import about_log, import_log, notices_of

    with shown_progress() as progress:
        folder = import_log(options.file, options.out, wanted_of(options), progress=progress)
    about = about_log(folder)
    notices = notices_of(about)
    if options.json:
        said = [{"id": notice.id, "sentence": str(notice)} for notice in notices]
        print_json({"folder": str(folder), **{name: about[name] for name in TOLD}, "notices": said})
        return FINE
    print("\n".join(_told(folder, about)))
    for notice in notices:
        print(wrapped(str(notice), hanging="  "))
        if notice.hint:
            print(wrapped(notice.hint % notice.facts, indent="    "))
    return FINE


def _told(folder: Path, about: Mapping[str, Any]) -> Iterator[str]:
    yield f"{folder}: {about['events']} events of {about['cases']} cases, {about['activities']} activities."
    for role, column in about["source"]["columns"].items():
        yield wrapped(f"{role}: {column}" + (" (guessed)" if role in about["source"]["guessed"] else ""))
    for reason, count in about["faults"]["reasons"].items():
        yield wrapped(f"{count} × {reason}")


def columns(options: argparse.Namespace) -> int:
    """This function will print which columns of a file would be taken for what."""
    from tirek.mining import guess_columns

    guess = guess_columns(options.file, wanted_of(options))
    if options.json:
        print_json(guess.as_json())
        return FINE
    for taken in guess.columns:
        print(wrapped(f"{taken.role}: {taken.column} ({WHY[taken.why]}): {', '.join(taken.samples)}", "", "  "))
    for role in guess.lacking:
        print(f"{role}: none found; say --{role} COLUMN")
    if guess.others:
        print(wrapped(f"others, which are kept: {', '.join(guess.others)}", "", "  "))
    return FINE
