"""A file of any kind that is read, to the folder of an imported log."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Final

from tirek.bounded import Progress
from tirek.mining.reading.formats import format_of
from tirek.mining.reading.guessing import Guess
from tirek.mining.reading.wanted import Wanted
from tirek.mining.reading.writing import LogWriter

OF_LOGS: Final = (
    "resource",
    "office",
)  # roles of attributes; case, activity and times are no attributes


def import_log(
    file: Path,
    folder: Path,
    wanted: Wanted | None = None,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Path:
    """This function will read a file and write it as an imported log, which `open_log` opens; the folder is given.

    It appears whole or not at all; a log that was there before is replaced. Columns that `wanted` does not name are
    guessed. `progress(done, total, what)` counts bytes. Raises refusals of `errors.py`, `LogEmpty`, OSError.
    """
    kind = format_of(file)
    with LogWriter(folder, name=file.name, progress=progress, cancelled=cancelled) as writer:
        wanted = wanted or Wanted()
        columns = kind.read(file, writer, wanted)
        return writer.finish(
            {role: columns[role] for role in OF_LOGS if role in columns},
            name=file.name,
            bytes=file.stat().st_size,
            kind=kind.name,
            columns=dict(columns),
            guessed=[role for role in columns if kind.guesser and role not in wanted.named()],
        )


def guess_columns(file: Path, wanted: Wanted | None = None) -> Guess:
    """This function will say which columns of a file would be taken for what, why, and what some of their cells are.

    A file whose kind says it (XES, OCEL) has none to guess. Raises refusals of `errors.py`, OSError.
    """
    kind = format_of(file)
    if kind.guesser is None:
        return Guess((), (), (), {})
    module, _, name = kind.guesser.partition(":")
    guess: Guess = getattr(import_module(module), name)(file, wanted or Wanted())
    return guess
