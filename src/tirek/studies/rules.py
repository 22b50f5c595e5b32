"""The table of rules that a service is held to, as it is written."""

from __future__ import annotations

import csv
import io

from tirek.refusals import Refusal
from tirek.safeguards import Safeguard, safeguards_of
from tirek.studies.errors import RulesUnreadable

COLUMNS = ("id", "rule", "severity", "legal basis", "said")


def read_rules(table: str) -> tuple[Safeguard, ...]:
    """This function will read a table of safeguards, as CSV with its headings. Raises `RulesUnreadable`."""
    rows = list(csv.DictReader(io.StringIO(table.strip())))
    found: list[Safeguard] = []
    for number, row in enumerate(rows, 2):
        if set(COLUMNS) - {name for name, value in row.items() if value is not None}:
            raise RulesUnreadable(row=number, reason=", ".join(COLUMNS))
        try:
            found += safeguards_of([row], quoted=True)
        except Refusal as refusal:
            raise RulesUnreadable(row=number, reason=str(refusal)) from refusal
    return tuple(found)
