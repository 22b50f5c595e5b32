"""The files of a country folder, row by row: what is wrong is said with its file, its row and its column."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import available_timezones

import yaml
from django.core.exceptions import ValidationError
from holidays import country_holidays

from tirek.directory.errors import CountryFileUnreadable, UnknownCountryRow
from tirek.directory.models import Authority, Country, Office, PlaceKind, PlaceOfDetention, Region

Row = Mapping[str, str]
Made = TypeVar("Made", Region, Office, Authority, PlaceKind, PlaceOfDetention)
NAMES = ("name_en", "name_ru", "name_kk")


def country(folder: Path) -> Country:
    """This function will give what `country.yaml` says. Raises `CountryFileUnreadable`."""
    try:
        told = yaml.safe_load((folder / "country.yaml").read_text("utf-8-sig"))
        made = _country(told)
        made.full_clean(validate_unique=False)
    except (OSError, UnicodeError, yaml.YAMLError, KeyError, TypeError, NotImplementedError, ValidationError) as fault:
        raise CountryFileUnreadable(problem=_wrong(fault)) from fault
    return made


def regions(folder: Path) -> Iterator[Region]:
    """This function will give the regions of `regions.csv`. Raises `UnknownCountryRow`."""
    return _made(folder / "regions.csv", _region)


def offices(folder: Path) -> Iterator[Office]:
    """This function will give the offices of `offices.csv`; their regions are stored. Raises `UnknownCountryRow`."""
    return _made(folder / "offices.csv", _office)


def authorities(folder: Path) -> Iterator[Authority]:
    """This function will give the authorities of `authorities.csv`, each below its superior; none without the file.

    Raises `UnknownCountryRow`, also for a superior that does not stand above the row.
    """
    return _made(folder / "authorities.csv", _authority)


def place_kinds(folder: Path) -> Iterator[PlaceKind]:
    """This function will give the types of places of `place_kinds.csv`; none without it. Raises `UnknownCountryRow`."""
    return _made(folder / "place_kinds.csv", lambda row: PlaceKind(code=row["code"], **_names(row)))


def places(folder: Path) -> Iterator[PlaceOfDetention]:
    """This function will give the places of `places.csv`; none without it. Raises `UnknownCountryRow`."""
    return _made(folder / "places.csv", _place)


def _made(path: Path, make: Callable[[Row], Made]) -> Iterator[Made]:
    if not path.exists() and path.name not in ("regions.csv", "offices.csv"):
        return
    with path.open(encoding="utf-8-sig", newline="") as file:  # Excel begins a file with a byte order mark
        for number, row in enumerate(csv.DictReader(file), start=2):
            try:
                made = make(row)
                made.full_clean(validate_unique=False)
            except (KeyError, ValidationError) as fault:
                raise UnknownCountryRow(file=path.name, row=number, value=_wrong(fault)) from fault
            yield made


def _wrong(fault: Exception) -> str:
    """Which columns are wrong; of a fault of another kind, its words."""
    if isinstance(fault, ValidationError):
        return ", ".join(fault.message_dict)
    return ", ".join(str(each) for each in fault.args) if isinstance(fault, KeyError) else str(fault)


def _country(told: Mapping[str, Any]) -> Country:
    if not isinstance(told["languages"], list) or not all(isinstance(each, str) for each in told["languages"]):
        raise ValidationError({"languages": "a list of codes"})
    if told["time_zone"] not in available_timezones():
        raise ValidationError({"time_zone": "not in the zone file"})
    country_holidays(told["holidays"])  # says of itself that there is no such calendar
    return Country(
        code=told["code"],
        **{f"name_{language}": told["name"][language] for language in ("en", "ru", "kk")},
        languages=told["languages"],
        time_zone=told["time_zone"],
        currency=told["currency"],
        holidays=told["holidays"],
    )


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


def _authority(row: Row) -> Authority:
    return Authority(
        code=row["code"],
        **_names(row),
        superior_id=row["superior"] or None,
        region_id=row["region"] or None,
        valid_from=row["valid_from"] or None,
        valid_to=row["valid_to"] or None,
    )


def _place(row: Row) -> PlaceOfDetention:
    if row["synthetic"] not in ("yes", "no"):
        raise ValidationError({"synthetic": "yes or no"})
    return PlaceOfDetention(
        code=row["code"],
        **_names(row),
        kind_id=row["kind"],
        authority_id=row["authority"],
        region_id=row["region"],
        capacity=row["capacity"] or None,
        opened_on=row["opened_on"] or None,
        closed_on=row["closed_on"] or None,
        synthetic=row["synthetic"] == "yes",
    )


def _names(row: Row) -> dict[str, str]:
    return {name: row[name] for name in NAMES}
