"""A zip archive, as Word documents are, made the same to the byte each time."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime


def fixed(archive: bytes, moment: datetime) -> bytes:
    """This function will pack an archive anew, its entries in the same order, all of them dated at one moment."""
    stamp = moment.astimezone(UTC).timetuple()[:6]
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, stamp)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            new.writestr(entry, old.read(name))
    return packed.getvalue()
