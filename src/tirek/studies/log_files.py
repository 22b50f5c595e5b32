"""Where the events of studies lie: a folder outside the database that only the house's own account may read.

It is `TIREK_LOGS`, else `logs` beside the demonstration's data; a folder in it for each log. There lies the file as it
came, sealed in pieces under a key of its own, and once it was read the layout that questions are asked of. That holds
the columns that somebody chose, and no case by its name: cases are numbered, and only the sealed file knows more.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from tirek.sealing import Place, opened, sealed
from tirek.studies.errors import LogFileDamaged, LogsNowhere

PIECE: Final = 1024 * 1024
LENGTH: Final = 4
LAYOUT, SEALED, ANSWERS = "layout", "as-it-came.sealed", "answers"


def logs_folder() -> Path:
    """This function will say where the logs lie. Raises `LogsNowhere`."""
    if given := os.environ.get("TIREK_LOGS"):
        return Path(given)
    if data := os.environ.get("TIREK_DATA"):
        return Path(data) / "logs"
    raise LogsNowhere


def folder_of(log: object) -> Path:
    """This function will name the folder of a log by its key. Raises `LogsNowhere`."""
    return logs_folder() / str(log)


def keep_sealed(folder: Path, key: bytes, log: str, chunks: Iterable[bytes]) -> int:
    """This function will seal a file into a folder piece by piece and give its size; it is on disk when this returns.

    Each piece is bound to its place in the file, and the last one is empty: none can be left out, moved or cut off.
    """
    folder.mkdir(parents=True, exist_ok=False, mode=0o700)
    size = 0
    with _private(folder / SEALED).open("wb") as target:
        for number, piece in enumerate(_ended(chunks)):
            content = sealed(key, piece, _place(log, number))
            target.write(len(content).to_bytes(LENGTH, "big") + content)
            size += len(piece)
        target.flush()
        os.fsync(target.fileno())
    return size


def open_sealed(folder: Path, key: bytes, log: str) -> Iterator[bytes]:
    """This function will give the file as it came, piece by piece. Raises `LogFileDamaged`, `SealBroken`."""
    number = 0
    with (folder / SEALED).open("rb") as source:
        while True:
            length = int.from_bytes(source.read(LENGTH), "big")
            content = source.read(length)
            if not length or len(content) != length:
                raise LogFileDamaged
            piece = opened(key, content, _place(log, number))
            if not piece:
                return
            yield piece
            number += 1


def remove(log: object) -> None:
    """This function will remove all that lies of a log."""
    shutil.rmtree(folder_of(log), ignore_errors=True)


def _ended(chunks: Iterable[bytes]) -> Iterator[bytes]:
    for chunk in chunks:
        for start in range(0, len(chunk), PIECE):
            yield chunk[start : start + PIECE]
    yield b""


def _place(log: str, number: int) -> Place:
    return Place("studies_studylog", log, f"file {number}")


def _private(path: Path) -> Path:
    path.touch(mode=0o600, exist_ok=False)
    return path
