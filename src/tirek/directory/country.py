"""The files of a country folder, row by row: what is wrong is said with its file, its row and its column."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from django.core.exceptions import ValidationError

from tirek.directory.errors import UnknownCountryRow
from tirek.directory.models import Office, Region

Row = Mapping[str, str]
Made = TypeVar("Made", Region, Office)


def regions(folder: Path) -> Iterator[Region]:
    """This function will give the regions of `regions.csv`. Raises `UnknownCountryRow`."""
    return _made(folder / "regions.csv", _region)


def offices(folder: Path) -> Iterator[Office]:
    """This function will give the offices of `offices.csv`; their regions are stored. Raises `UnknownCountryRow`."""
    return _made(folder / "offices.csv", _office)


def _made(path: Path, make: Callable[[Row], Made]) -> Iterator[Made]:
    with path.open(encoding="utf-8-sig", newline="") as file:  # Excel begins a file with a byte order mark
        for number, row in enumerate(csv.DictReader(file), start=2):
            try:
                made = make(row)
                made.full_clean(validate_unique=False)
            except (KeyError, ValidationError) as fault:
                wrong = fault.message_dict if isinstance(fault, ValidationError) else fault.args
                raise UnknownCountryRow(file=path.name, row=number, value=", ".join(wrong)) from fault
            yield made


def _region(row: Row) -> Region:
    return Region(
        code=row["iso"],
        **_names(row),
        kind=row["kind"],
        valid_from=row["valid_from"] or None,
        valid_to=row["valid_to"] or None,
        tile_column=row["tile_col"],
        tile_row=row["tile_row"],
    )


def _office(row: Row) -> Office:
    return Office(code=row["code"], **_names(row), kind=row["kind"], region_id=row["region"] or None)


def _names(row: Row) -> dict[str, str]:
    return {name: row[name] for name in ("name_en", "name_ru", "name_kk")}
