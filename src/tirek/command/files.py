"""A file named on the command line."""

from __future__ import annotations

from pathlib import Path

FAR_TOO_LONG = 256 * 1024 * 1024  # no reader takes nearly as much: enough to be refused by it, not all of a disk


def content_of(file: Path) -> bytes:
    """This function will give a file's bytes, or as many as it takes for its reader to refuse it. Raises OSError."""
    with file.open("rb") as stream:
        return stream.read(FAR_TOO_LONG)
