"""Regions and offices come from a country folder; a row that cannot be taken is named."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cast import COUNTRY, zarina
from tests.country import FOLDER as ELSEWHERE
from tirek.directory import (
    Authority,
    CountryNotLoaded,
    Office,
    PlaceKind,
    PlaceOfDetention,
    Region,
    change_place,
    country,
    load_country,
)
from tirek.directory.errors import AnotherCountry, CountryFileUnreadable, NationalOfficeMissing, UnknownCountryRow
from tirek.ledger import entries, heads, verify

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_loaded")]

Edit = Callable[[str, str, str], Path]


@pytest.fixture
def edited(tmp_path: Path) -> Edit:
    """A copy of the country folder in which a text of one file is another."""
    folder = Path(shutil.copytree(COUNTRY, tmp_path / "country"))

    def edit(name: str, old: str, new: str) -> Path:
        text = (folder / name).read_text("utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), "utf-8")
        return folder

    return edit


def test_it_works() -> None:
    load_country(folder=COUNTRY)
    assert Region.objects.filter(kind="region").count() == 17
    assert Region.objects.filter(kind="city").count() == 3
    assert Office.objects.filter(kind="regional").count() == 20
    national = Office.objects.get(kind="national")
    assert national.is_national
    assert national.region == Region.objects.get(code="KZ-71")


def test_every_region_has_one_office() -> None:
    load_country(folder=COUNTRY)
    offices = Office.objects.filter(kind="regional").values_list("region_id", flat=True)
    assert sorted(offices) == sorted(Region.objects.values_list("code", flat=True))


def test_every_region_has_a_tile_of_its_own() -> None:
    load_country(folder=COUNTRY)
    tiles = set(Region.objects.values_list("tile_column", "tile_row"))
    assert len(tiles) == 20


def test_leaves_one_entry_in_the_chain_of_the_national_office() -> None:
    load_country(folder=COUNTRY)
    assert heads() == {"HRC": 1}
    assert entries()[0].sentence == ("The country KZ was loaded: regions 20, offices 21, authorities 77, new places 0.")
    assert verify().ok


def test_loading_it_again_updates_and_adds_nothing(edited: Edit) -> None:
    load_country(folder=COUNTRY)
    load_country(folder=edited("regions.csv", "Abai region", "Region of Abai"))
    assert Region.objects.count() == 20
    assert Region.objects.get(code="KZ-10").name_en == "Region of Abai"


def test_takes_files_that_excel_saved(edited: Edit) -> None:
    folder = edited("regions.csv", "Abai region", "Abai region")
    for name in ("regions.csv", "offices.csv"):
        content = (folder / name).read_bytes().replace(b"\n", b"\r\n")
        (folder / name).write_bytes(b"\xef\xbb\xbf" + content)
    load_country(folder=folder)
    assert Region.objects.get(code="KZ-79").name_kk == "Шымкент қаласы"


@pytest.mark.parametrize(
    ("file", "old", "new", "row", "wrong"),
    [
        ("regions.csv", "2022-06-08", "8 June 2022", 2, "valid_from"),
        ("regions.csv", "KZ-15", "KZ-15555", 4, "code"),
        ("regions.csv", "region,,,,3,2", "oblast,,,,3,2", 3, "kind"),
        ("regions.csv", "region,,,,3,2", "region,2022-01-01,2021-01-01,,3,2", 3, "__all__"),
        ("regions.csv", "region,,,,3,2", "region,,,,three,2", 3, "tile_column"),
        ("regions.csv", "Abai region", "", 2, "name_en"),
        ("regions.csv", "name_kk", "name_kz", 2, "name_kk"),
        ("offices.csv", "HRC-10,KZ-10", "HRC-10,KZ-99", 3, "region"),
        ("offices.csv", "regional", "provincial", 3, "kind"),
        ("offices.csv", "HRC-11", "", 4, "code"),
        ("authorities.csv", "MIA,GOV", "MIA,NOBODY", 6, "superior"),
        ("authorities.csv", "MIA,GOV", "MIA,MIA", 6, "superior"),
        ("authorities.csv", "2019-06-13,2025-07-01", "2025-07-01,2019-06-13", 15, "__all__"),
        ("place_kinds.csv", "orphanage", "", 5, "code"),
        ("places.csv", "10-01,correctional-institution", "10-01,castle", 2, "kind"),
        ("places.csv", "CPS,KZ-10", "CPS,KZ-99", 2, "region"),
        ("places.csv", "900,,,yes", "900,2020-01-02,2020-01-01,yes", 2, "__all__"),
        ("places.csv", "900,,,yes", "900,,,perhaps", 2, "synthetic"),
    ],
)
def test_names_the_row_that_cannot_be_taken(edited: Edit, file: str, old: str, new: str, row: int, wrong: str) -> None:
    with pytest.raises(UnknownCountryRow) as refused:
        load_country(folder=edited(file, old, new))
    assert refused.value.facts == {"file": file, "row": row, "value": wrong}
    assert file in str(refused.value)


def test_a_bad_row_leaves_the_country_as_it_was(edited: Edit) -> None:
    with pytest.raises(UnknownCountryRow):
        load_country(folder=edited("offices.csv", "HRC-79,KZ-79", "HRC-79,nowhere"))
    assert not Region.objects.exists()
    assert not Office.objects.exists()
    assert heads() == {}


def test_refuses_a_country_without_a_national_office(edited: Edit) -> None:
    with pytest.raises(NationalOfficeMissing):
        load_country(folder=edited("offices.csv", ",national", ",regional"))
    assert not Office.objects.exists()


def test_authorities_know_who_stands_above_them() -> None:
    load_country(folder=COUNTRY)
    department = Authority.objects.get(pk="MIA-15")
    assert department.superior is not None
    assert (department.superior.pk, department.region_id) == ("MIA", "KZ-15")
    assert department.superior.superior_id == "GOV"
    assert Authority.objects.filter(pk__startswith="MIA-").count() == 20


def test_what_the_country_is_can_be_asked() -> None:
    with pytest.raises(CountryNotLoaded):
        country()
    load_country(folder=COUNTRY)
    here = country()
    assert (here.pk, here.holidays, here.time_zone, here.languages) == ("KZ", "KZ", "Asia/Almaty", ["kk", "ru", "en"])


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ("Asia/Almaty", "Asia/Nowhere", "time_zone"),
        ("holidays: KZ", "holidays: Narnia", "Narnia"),
        ("code: KZ", "code: Kazakhstan", "code"),
        ("currency: KZT", "money: KZT", "currency"),
        ("languages: [kk, ru, en]", "languages: kk", "languages"),
        ("code: KZ", "code: [", "expected"),
    ],
)
def test_says_what_is_wrong_with_the_file_of_the_country(edited: Edit, old: str, new: str, wrong: str) -> None:
    with pytest.raises(CountryFileUnreadable, match=wrong):
        load_country(folder=edited("country.yaml", old, new))
    assert not Region.objects.exists()


def test_places_that_were_made_up_come_in_only_where_they_are_asked_for() -> None:
    load_country(folder=COUNTRY)
    assert not PlaceOfDetention.objects.exists()
    assert PlaceKind.objects.count() == 11
    load_country(folder=COUNTRY, with_synthetic=True)
    assert PlaceOfDetention.objects.count() == 74
    assert all(place.synthetic and "made up" in place.name_en for place in PlaceOfDetention.objects.all())
    assert verify().ok


def test_a_place_that_is_in_the_register_stays_as_people_keep_it(edited: Edit) -> None:
    load_country(folder=COUNTRY, with_synthetic=True)
    place = PlaceOfDetention.objects.get(code="10-01")
    change_place(actor=zarina(), place=place, facts={"capacity": 5})
    load_country(folder=edited("places.csv", "900,,,yes", "901,,,yes"), with_synthetic=True)
    assert PlaceOfDetention.objects.get(code="10-01").capacity == 5


def test_another_country_is_another_folder() -> None:
    load_country(folder=ELSEWHERE, with_synthetic=True)
    assert [office.pk for office in Office.objects.all()] == ["ZO", "ZO-H", "ZO-U"]
    assert set(Region.objects.values_list("code", flat=True)) == {"XZ-U", "XZ-H"}
    assert PlaceOfDetention.objects.get().authority.superior == Authority.objects.get(pk="WARD")
    assert (country().holidays, str(country().zone)) == ("GE", "Asia/Tbilisi")
    assert heads() == {"ZO": 1}


def test_one_installation_serves_one_country() -> None:
    load_country(folder=COUNTRY)
    with pytest.raises(AnotherCountry):
        load_country(folder=ELSEWHERE)
    assert not Office.objects.filter(pk="ZO").exists()
