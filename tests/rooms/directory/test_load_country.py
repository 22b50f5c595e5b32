"""Regions and offices come from a country folder; a row that cannot be taken is named."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cast import COUNTRY
from tirek.directory import Office, Region, load_country
from tirek.directory.errors import NationalOfficeMissing, UnknownCountryRow
from tirek.ledger import entries, heads, verify

pytestmark = pytest.mark.django_db

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
    assert entries()[0].sentence == "The country was loaded: regions 20, offices 21."
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
