"""The keys of the offices: one small file each, in a folder that only the house's own account may read.

The folder is `TIREK_KEYS`, else `keys` beside the demonstration's data. A dump of the database holds none of them, so
they are kept and backed up apart: without its key nothing that an office sealed can be read again.
"""

from __future__ import annotations

import os
import re
import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from tirek.sealing.errors import KeyMissing, KeysNowhere

KEY_BYTES = 32
OFFICE = re.compile(r"[A-Za-z0-9-]{1,20}")


@dataclass(frozen=True, slots=True)
class OfficeKey:
    """The key of an office. `id` names the key without telling it, so that another one is known for another."""

    office: str
    secret: bytes = field(repr=False)

    @property
    def id(self) -> bytes:
        """This property will name the key in eight bytes."""
        return blake2b(self.secret, digest_size=8, person=b"tirek key id").digest()


def office_key(office: str) -> OfficeKey:
    """This function will give the key of an office. Raises `KeysNowhere`, `KeyMissing`."""
    return _read(keys_folder(), office)


def make_office_key(office: str) -> OfficeKey:
    """This function will give the key of an office, made where it has none.

    Only for an office that has sealed nothing yet: where the folder is away, another key would part what is sealed
    before from what is sealed after. Where its shares lie, it has. Raises `KeysNowhere`, `KeyMissing`.
    """
    folder = keys_folder()
    if OFFICE.fullmatch(office) and not (folder / f"{office}.shares").exists():
        with suppress(FileExistsError):
            _make(folder / f"{office}.key")
    return _read(folder, office)


def any_office_key() -> bool:
    """This function will say whether any key lies where the keys lie. Raises `KeysNowhere`."""
    return any(keys_folder().glob("*.key"))


def keys_folder() -> Path:
    """This function will say where the keys lie. Raises `KeysNowhere`."""
    if given := os.environ.get("TIREK_KEYS"):
        return Path(given)
    if data := os.environ.get("TIREK_DATA"):
        return Path(data) / "keys"
    raise KeysNowhere


@lru_cache(maxsize=256)
def _read(folder: Path, office: str) -> OfficeKey:
    if not OFFICE.fullmatch(office):
        raise KeyMissing(office=office)
    try:
        secret = (folder / f"{office}.key").read_bytes()
    except FileNotFoundError as fault:
        raise KeyMissing(office=office) from fault
    if len(secret) != KEY_BYTES:
        raise KeyMissing(office=office)
    return OfficeKey(office, secret)


def _make(path: Path) -> None:
    """A new key, on disk before it is used; whoever makes it at the same moment finds it there (`FileExistsError`)."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if path.exists():
        raise FileExistsError
    half = path.with_suffix(f".{secrets.token_hex(8)}")
    try:
        _write(half, secrets.token_bytes(KEY_BYTES))
        os.link(half, path)  # at once whole, and never over another
    finally:
        half.unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _write(path: Path, content: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
