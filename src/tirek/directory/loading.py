"""Loading a country folder: what the house has to know about the country that it serves."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from django.db import transaction
from django.db.models import Model

from tirek.directory import country_folder as files
from tirek.directory import events
from tirek.directory.errors import AnotherCountry, NationalOfficeMissing
from tirek.directory.models import Country, Office, PlaceOfDetention
from tirek.directory.operations import SETUP
from tirek.ledger import entry


@transaction.atomic
def load_country(*, folder: Path, with_synthetic: bool = False) -> None:
    """This function will read a country folder; reading it again updates what is there, and of places adds new ones.

    A place that is in the register stays as people keep it there. Places that were made up come in only where they are
    asked for. Raises `CountryFileUnreadable`, `AnotherCountry`, `UnknownCountryRow` naming file and row, and
    `NationalOfficeMissing`; nothing is loaded then.
    """
    loaded = _country(folder)
    counts = {
        "regions": _each(files.regions(folder)),
        "offices": _each(files.offices(folder)),
        "authorities": _each(files.authorities(folder)),
        "kinds": _each(files.place_kinds(folder)),
    }
    national = Office.objects.filter(kind="national").first()
    if national is None:
        raise NationalOfficeMissing
    known = set(PlaceOfDetention.objects.values_list("code", flat=True))
    new = [each for each in files.places(folder) if each.code not in known and (with_synthetic or not each.synthetic)]
    detail = {"country": loaded.pk, **counts, "places": len(new)}
    with entry(event=events.COUNTRY_LOADED, office=national.pk, by=SETUP, detail=detail) as trace:
        trace.store_many(new)


def _country(folder: Path) -> Country:
    told = files.country(folder)
    other = Country.objects.exclude(pk=told.pk).first()
    if other is not None:
        raise AnotherCountry(country=other.pk, other=told.pk)
    told.save()
    return told


def _each(rows: Iterable[Model]) -> int:
    """Each row is stored before the next is read, which may lean on it."""
    count = 0
    for row in rows:
        row.save()
        count += 1
    return count
