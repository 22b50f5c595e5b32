"""The shape of a programme's file, in both forms: what it calls itself, and what its digests are taken of. Pure."""

from __future__ import annotations

import json
from typing import Any

FORMAT, VERSION = "tirek-programme", 1
MEGABYTES = 200
DEEPEST = 60
"""How deep the JSON of a file may lie in itself."""


def line(row: dict[str, Any]) -> bytes:
    """This function will write a row as the one line of JSON of which a table's digest is taken."""
    return text(row).encode() + b"\n"


def text(value: object) -> str:
    """This function will write JSON without blanks, names in order, letters as they are."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
