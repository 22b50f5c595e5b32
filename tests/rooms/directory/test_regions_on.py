"""Regions exist between their dates; three of Kazakhstan's began on 8 June 2022."""

from datetime import date

import pytest

from tests.cast import office
from tirek.directory import Region, regions_on

pytestmark = pytest.mark.django_db

NEW = {"KZ-10", "KZ-33", "KZ-62"}


def codes(day: date) -> set[str]:
    return set(regions_on(day).values_list("code", flat=True))


def test_it_works() -> None:
    office()
    assert len(codes(date(2024, 1, 1))) == 20


@pytest.mark.parametrize(("day", "new"), [(date(2022, 6, 7), set()), (date(2022, 6, 8), NEW), (date(2022, 6, 9), NEW)])
def test_a_region_begins_on_its_first_day(day: date, new: set[str]) -> None:
    office()
    assert codes(day) & NEW == new


def test_a_region_has_ended_on_the_day_to_which_it_was_valid() -> None:
    office()
    Region.objects.filter(code="KZ-11").update(valid_to=date(2030, 1, 1))
    assert "KZ-11" in codes(date(2029, 12, 31))
    assert "KZ-11" not in codes(date(2030, 1, 1))


def test_a_region_without_dates_was_always_there() -> None:
    office()
    assert "KZ-15" in codes(date(1991, 12, 16))
