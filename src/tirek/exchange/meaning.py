"""What the rooms make of a row before it is theirs: a page must not stumble over what no page could have entered."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from tirek import indicators, reports
from tirek.exchange.checking import Arrival, File
from tirek.exchange.errors import CellUnreadable
from tirek.plans.reading import from_json

Values = Mapping[str, Any]


def _finding(values: Values) -> None:
    for words in (values["message"], values["advice"]):
        words % values["facts"]


def _splits(values: Values) -> None:
    for cells in values["splits"].values():
        for number in cells.values():
            Decimal(number)


def _published(values: Values) -> None:
    if not isinstance(values["figures"], list) or not isinstance(values["excuses"], list):
        raise TypeError
    for figure in values["figures"]:
        reports.thaw_figure(figure)
        indicators.parse_key(figure["key"])
        [str(each) for each in figure["records"]], str(figure["code"]), int(figure["version"])
    f"{values['elsewhere']['position']:.40}", values["elsewhere"]["as_of"].keys()
    for excuse in values["excuses"]:
        excuse["quote"], excuse["sentence"], excuse["reason"]


READERS: dict[str, tuple[str, Callable[[Values], object]]] = {
    "programme": ("cover", lambda values: values["cover"].keys()),
    "readings": ("plan", lambda values: from_json(values["plan"])),
    "findings": ("facts", _finding),
    "figures": ("spec", lambda values: indicators.read_definition(values["spec"])),
    "reported values": ("splits", _splits),
    "quality reviews": ("ratings", lambda values: values["ratings"].keys()),
    "publications": ("figures", _published),
    "narrative templates": ("content", lambda values: reports.check_inserts(values["content"])),
    "Word templates": ("content", lambda values: reports.check_template(values["content"])),
}
"""Which table is read by whom, and the column to blame."""


def check_meaning(file: File) -> None:
    """This function will let each row be read as its room would read it, and refuse what cannot (`CellUnreadable`)."""
    for table, (column, read) in READERS.items():
        for arrival in file.arrivals[table]:
            _read(arrival, column, read)
    _check_cost_reports(file)


def _check_cost_reports(file: File) -> None:
    """What a cost report says of itself is what its bytes and its lines say: pages show the one or the other."""
    sums: dict[Any, list[Any]] = defaultdict(lambda: [0, Decimal(0), Decimal(0)])
    for line in file.arrivals["cost lines"]:
        told = sums[line.values["report_id"]]
        told[:] = told[0] + 1, told[1] + line.values["amount"], told[2] + line.values["commitment"]
    for report in file.arrivals["cost reports"]:
        found = dict(zip(("line_count", "amount", "commitment"), sums[report.values["id"]], strict=True))
        found["sha256"] = hashlib.sha256(report.values["content"]).hexdigest()
        if odd := [name for name, value in found.items() if report.values[name] != value]:
            raise CellUnreadable(table=report.table.name, row=report.row, column=odd[0])


def _read(arrival: Arrival, column: str, read: Callable[[Values], object]) -> None:
    try:
        read(arrival.values)
    except Exception as fault:  # whatever a reader stumbles over is what is wrong with the row
        raise CellUnreadable(table=arrival.table.name, row=arrival.row, column=column) from fault
