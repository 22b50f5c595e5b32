"""A file of any kind that is read, to the folder of an imported log."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from tirek.bounded import Progress
from tirek.mining.reading.formats import format_of
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
        columns = kind.read(file, writer, wanted or Wanted())
        roles = {role: columns[role] for role in OF_LOGS if role in columns}
        return writer.finish(roles, name=file.name, bytes=file.stat().st_size, kind=kind.name, columns=dict(columns))
