"""The register of places is kept by those of the region and by the national office; each change leaves an entry."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cast import asel, office, olga, ruslan, somebody, yerlan, zarina
from tirek.directory import (
    Account,
    Authority,
    NotPermitted,
    PlaceKind,
    PlaceOfDetention,
    Region,
    Role,
    add_place,
    authorities_on,
    can_manage_places,
    change_place,
    place,
)
from tirek.directory.errors import NotFound, PlaceIncomplete
from tirek.ledger import RowHasChanged, entries, heads

pytestmark = pytest.mark.django_db


def facts(region: str = "KZ-15", **other: object) -> dict[str, object]:
    """What people say of a place in Aktobe."""
    office()
    return {
        "code": "15-90",
        "name_en": "A lock-up",
        "name_ru": "Изолятор",
        "name_kk": "Изолятор",
        "kind": PlaceKind.objects.get(pk="police-department"),
        "authority": Authority.objects.get(pk="MIA-15"),
        "region": Region.objects.get(pk=region),
        "capacity": 12,
    } | other


def test_it_works() -> None:
    added = add_place(actor=yerlan(), facts=facts())
    assert place("15-90") == added
    assert not added.synthetic
    line = entries(chain="HRC-15")[0]
    assert line.sentence == "The place 15-90 was entered in the register of places."
    change_place(
        actor=yerlan(), place=added, facts={"capacity": 10, "closed_on": date(2026, 1, 1), "name_en": "A lock-up"}
    )
    assert place("15-90").capacity == 10
    assert entries(chain="HRC-15")[0].sentence == (
        "The place 15-90 was changed in the register of places: capacity, closed_on."
    )


@pytest.mark.parametrize("who", [zarina, ruslan])
def test_the_national_office_keeps_the_places_of_every_region(who) -> None:
    assert add_place(actor=who(), facts=facts()).region_id == "KZ-15"


def test_another_region_and_an_officer_may_not() -> None:
    told = facts()
    for who in (asel(), olga(), somebody("head in Almaty", Role.SUPERVISOR, "HRC-75")):
        with pytest.raises(NotPermitted):
            add_place(actor=who, facts=told)
    assert not PlaceOfDetention.objects.filter(code="15-90").exists()


def test_a_place_is_moved_only_by_who_keeps_both_regions() -> None:
    added = add_place(actor=yerlan(), facts=facts())
    with pytest.raises(NotPermitted):
        change_place(actor=yerlan(), place=added, facts={"region": Region.objects.get(pk="KZ-75")})
    assert place("15-90").region_id == "KZ-15"
    change_place(actor=zarina(), place=place("15-90"), facts={"region": Region.objects.get(pk="KZ-75")})
    assert place("15-90").region_id == "KZ-75"


@pytest.mark.parametrize(
    "wrong",
    [
        {"name_kk": ""},
        {"capacity": -1},
        {"code": "small letters"},
        {"code": "15-01"},
        {"kind": None},
        {"opened_on": date(2020, 1, 2), "closed_on": date(2020, 1, 1)},
    ],
)
def test_a_place_that_is_incomplete_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(PlaceIncomplete):
        add_place(actor=yerlan(), facts=facts(**wrong))
    assert not PlaceOfDetention.objects.filter(code="15-90").exists()


def test_what_stays_the_same_leaves_no_entry() -> None:
    added = add_place(actor=yerlan(), facts=facts())
    before = heads()
    change_place(actor=yerlan(), place=added, facts=facts())
    assert heads() == before


def test_two_who_change_a_place_at_once_do_not_overwrite_each_other() -> None:
    add_place(actor=yerlan(), facts=facts())
    mine, theirs = place("15-90"), place("15-90")
    change_place(actor=yerlan(), place=theirs, facts={"capacity": 1})
    with pytest.raises(RowHasChanged):
        change_place(actor=yerlan(), place=mine, facts={"capacity": 2})
    assert place("15-90").capacity == 1


def test_an_unknown_place_is_not_there() -> None:
    with pytest.raises(NotFound):
        place("nowhere")


def test_one_writes_to_authorities_that_exist() -> None:
    office()
    assert "ACA" in set(authorities_on(date(2025, 6, 30)).values_list("pk", flat=True))
    today = set(authorities_on(date(2026, 1, 1)).values_list("pk", flat=True))
    assert "ACA" not in today
    assert "ACS" in today


def test_whose_region_has_no_office_here_keeps_nothing() -> None:
    who: Account = yerlan()
    assert can_manage_places(who, Region.objects.get(pk="KZ-15"))
    assert not can_manage_places(who, None)
