"""What the directory can be asked."""

from datetime import date

from django.db.models import Q, QuerySet

from tirek.directory.errors import CountryNotLoaded, NotFound
from tirek.directory.models import Authority, Country, PlaceOfDetention, Region


def country() -> Country:
    """This function will give the country that this installation serves. Raises `CountryNotLoaded`."""
    found = Country.objects.first()
    if found is None:
        raise CountryNotLoaded
    return found


def regions_on(day: date) -> QuerySet[Region]:
    """This function will give the regions that exist on a day."""
    return Region.objects.filter(_valid_on(day))


def authorities_on(day: date) -> QuerySet[Authority]:
    """This function will give the authorities that exist on a day: those to whom one can write."""
    return Authority.objects.filter(_valid_on(day))


def authority(code: str) -> Authority:
    """This function will give an authority, with the one above it. Raises `NotFound`."""
    found = Authority.objects.select_related("superior", "region").filter(pk=code).first()
    if found is None:
        raise NotFound
    return found


def places() -> QuerySet[PlaceOfDetention]:
    """This function will give the register of places."""
    return PlaceOfDetention.objects.select_related("kind", "authority", "region")


def place(code: str) -> PlaceOfDetention:
    """This function will give a place of the register. Raises `NotFound`."""
    found = places().filter(code=code).first()
    if found is None:
        raise NotFound
    return found


def _valid_on(day: date) -> Q:
    begun = Q(valid_from=None) | Q(valid_from__lte=day)
    return begun & (Q(valid_to=None) | Q(valid_to__gt=day))
