"""Shares: 32 random bytes for each data key, without which its wrapping is noise. Destroying one erases what it sealed.

Those of an office lie in one SQLite file beside its key, `<office>.shares`, and in no database. What is erased is
overwritten there, and the journal of the file is emptied with it. Of a copy of the folder of keys that was made before
an erasing only its keeper can say the same: such copies are kept for days, not for years. Nor can a program answer for
what a file system or a disk keeps of blocks that were given back.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
import threading
import time
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from tirek.sealing.errors import KeyErased, KeyMissing
from tirek.sealing.office_keys import OFFICE, keys_folder

SHARE_BYTES = 32
PATIENCE = 10.0
"""Seconds that one waits for another who writes or reads."""

TABLE = "CREATE TABLE IF NOT EXISTS share (name TEXT PRIMARY KEY, secret BLOB NOT NULL) WITHOUT ROWID"
ERASED = b"\0" * SHARE_BYTES


def keep_share(office: str, name: str) -> bytes:
    """This function will give the share of this name, made where there is none; it is on disk before it is given.

    Raises `KeyErased` for one that was erased: what is erased is not begun again under the same name.
    """
    keep_shares(office, [name])
    return share_of(office, name)


def keep_shares(office: str, names: Iterable[str]) -> None:
    """This function will make the shares of these names that are not there yet, all with one wait for the disk."""
    file = _file(office)
    with file.lock:
        missing = [name for name in names if file.read(name) is None]
        if missing:
            made = [(name, secrets.token_bytes(SHARE_BYTES)) for name in missing]
            file.base.executemany("INSERT OR IGNORE INTO share VALUES (?, ?)", made)
            file.base.commit()


def share_of(office: str, name: str) -> bytes:
    """This function will give a share. Raises `KeyErased`, `KeyMissing` where the office has none of this name."""
    if not _path(office).exists():
        raise KeyMissing(office=office)
    file = _file(office)
    with file.lock:
        secret = file.read(name)
    if secret is None:
        raise KeyMissing(office=office)
    if secret == ERASED:
        raise KeyErased
    return secret


def erase_share(name: str) -> int:
    """This function will destroy the shares of this name, in every office that has one, and give how many there were.

    A case that went to another office left its share with the first, for a backup of then to be opened by. Raises
    `OSError` where a reader would not let the journal be emptied; what is overwritten by then stays so.
    """
    erased = 0
    for path in sorted(keys_folder().glob("*.shares")):
        file = _file(path.stem)
        with file.lock:
            done = file.base.execute(
                "UPDATE share SET secret = ? WHERE name = ? AND secret != ?", (ERASED, name, ERASED)
            )
            file.base.commit()
            erased += done.rowcount
            file.empty_journal()
    return erased


class _File:
    """The file of one office, open in this process."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        self.lock = threading.Lock()
        self.base = sqlite3.connect(path, timeout=PATIENCE, check_same_thread=False)
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON"):
            self.base.execute(f"PRAGMA {pragma}")
        with self.base:
            self.base.execute(TABLE)

    def read(self, name: str) -> bytes | None:
        row = self.base.execute("SELECT secret FROM share WHERE name = ?", (name,)).fetchone()
        return None if row is None else bytes(row[0])

    def empty_journal(self) -> None:
        until = time.monotonic() + PATIENCE
        while self.base.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            if time.monotonic() > until:
                raise OSError("The journal of the shares is being read and could not be emptied.")
            time.sleep(0.01)


def _path(office: str) -> Path:
    if not OFFICE.fullmatch(office):
        raise KeyMissing(office=office)
    return keys_folder() / f"{office}.shares"


def _file(office: str) -> _File:
    return _open(_path(office), os.getpid())


@lru_cache(maxsize=256)
def _open(path: Path, process: int) -> _File:
    """A connection is never taken into a process that was forked from its own."""
    return _File(path)
