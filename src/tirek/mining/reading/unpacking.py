"""A file as the bytes that it holds, unpacked where it is gzipped, and never to far more than such a file holds."""

from __future__ import annotations

import gzip
import io
import zlib
from pathlib import Path
from typing import Any, Final

from tirek.mining.reading.errors import LogFileBomb, LogFileBroken

ANYHOW: Final = 256 * 1024 * 1024  # unfolds without question
TIMES: Final = 200  # logs unfold to 10 to 60 times their size, nothing but equal bytes to 1,032 times


class Unpacked(io.RawIOBase):
    """A stream of a file's content. Reading it may raise `LogFileBomb` and `LogFileBroken`."""

    def __init__(self, file: Path) -> None:
        self.size = file.stat().st_size
        self._name = file.name
        self._packed = file.open("rb")
        begins = self._packed.read(2)
        self._packed.seek(0)
        self._gzip = gzip.GzipFile(fileobj=self._packed) if begins == b"\x1f\x8b" else None
        self._given = self._done = 0

    @property
    def done(self) -> int:
        """How many bytes of the file itself were read, of `size`."""
        return self._done

    def readable(self) -> bool:
        """This function will say yes."""
        return True

    def readinto(self, buffer: Any) -> int:
        """This function will give the next bytes."""
        try:
            count = self._packed.readinto(buffer) if self._gzip is None else self._gzip.readinto(buffer)
        except (gzip.BadGzipFile, EOFError, zlib.error) as fault:
            raise LogFileBroken(name=self._name, kind="gzip", reason=fault) from fault
        self._given += count
        self._done = self._packed.tell()
        if self._gzip is not None and self._given > ANYHOW and self._given > TIMES * self.size:
            raise LogFileBomb(name=self._name)
        return count

    def close(self) -> None:
        """This function will close the file."""
        if self._gzip is not None:
            self._gzip.close()
        self._packed.close()
        super().close()
