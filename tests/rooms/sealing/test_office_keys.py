"""Each office has a key outside the database: made once, at once whole, readable by its owner alone, never replaced."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.cast import AKTOBE, asel, office
from tests.rooms.forms.filled import a_form, answers, kept
from tirek import forms
from tirek.forms.seals import content_of, key_of
from tirek.sealing import KeyMissing, KeysNowhere, make_office_key, office_key, office_keys


@pytest.fixture(autouse=True)
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of keys for one test, which is not there yet."""
    monkeypatch.setenv("TIREK_KEYS", str(tmp_path / "house" / "keys"))
    office_keys._read.cache_clear()
    yield tmp_path / "house" / "keys"
    office_keys._read.cache_clear()


def test_it_works(keys: Path) -> None:
    made = make_office_key("HRC-15")
    assert office_key("HRC-15") == made == make_office_key("HRC-15")
    assert (keys / "HRC-15.key").read_bytes() == made.secret
    assert make_office_key("HRC-75").secret != made.secret


def test_only_its_owner_reads_it(keys: Path) -> None:
    before = os.umask(0)
    try:
        make_office_key("HRC-15")
    finally:
        os.umask(before)
    assert (keys / "HRC-15.key").stat().st_mode & 0o777 == 0o600
    assert keys.stat().st_mode & 0o777 == 0o700
    assert [path.name for path in keys.iterdir()] == ["HRC-15.key"]


def test_fifty_at_once_make_one_key(keys: Path) -> None:
    with ThreadPoolExecutor(50) as pool:
        made = set(pool.map(lambda _: make_office_key("HRC-15").secret, range(50)))
    assert len(made) == 1
    assert len(list(keys.iterdir())) == 1


def test_to_ask_for_a_key_makes_none(keys: Path) -> None:
    with pytest.raises(KeyMissing):
        office_key("HRC-15")
    assert not keys.exists()


@pytest.mark.parametrize("name", ["", "../HRC", "a/b", "HRC 15", "x" * 21, "HRC-15\n"])
def test_an_office_s_name_is_no_way_into_another_folder(name: str, keys: Path) -> None:
    for ask in (office_key, make_office_key):
        with pytest.raises(KeyMissing):
            ask(name)
    assert not keys.exists()


@pytest.mark.parametrize("content", [b"", b"short", b"x" * 33])
def test_a_file_that_is_no_key_is_none(content: bytes, keys: Path) -> None:
    keys.mkdir(parents=True)
    (keys / "HRC-15.key").write_bytes(content)
    for ask in (office_key, make_office_key):
        with pytest.raises(KeyMissing):
            ask("HRC-15")
    assert (keys / "HRC-15.key").read_bytes() == content


def test_a_key_half_written_is_not_left(keys: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        make_office_key("HRC-15")
    assert list(keys.iterdir()) == []


def test_without_a_folder_nothing_is_sealed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TIREK_KEYS")
    monkeypatch.delenv("TIREK_DATA", raising=False)
    with pytest.raises(KeysNowhere):
        make_office_key("HRC-15")


def test_beside_the_demonstration_s_data_they_are_in_a_folder_of_their_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("TIREK_KEYS")
    monkeypatch.setenv("TIREK_DATA", str(tmp_path))
    make_office_key("HRC-15")
    assert (tmp_path / "keys" / "HRC-15.key").exists()


@pytest.mark.django_db
def test_the_first_that_an_office_seals_makes_its_key_and_no_later_one_does(keys: Path) -> None:
    a_form()
    assert not keys.exists()
    first = kept(forms.receive(sender=asel(), xml=answers()))
    there, apart = keys / f"{AKTOBE}.key", keys / "apart"
    there.rename(apart)
    office_keys._read.cache_clear()
    with pytest.raises(KeyMissing):
        forms.receive(sender=asel(), xml=answers())
    with pytest.raises(KeyMissing):
        key_of(first)
    assert not there.exists()
    apart.rename(there)
    assert content_of(first, key_of(first))


@pytest.mark.django_db
def test_the_key_of_another_house_opens_nothing_and_says_so(keys: Path) -> None:
    a_form()
    first = kept(forms.receive(sender=asel(), xml=answers()))
    (keys / f"{AKTOBE}.key").write_bytes(b"x" * 32)
    office_keys._read.cache_clear()
    with pytest.raises(KeyMissing):
        key_of(first)
    assert office(AKTOBE).pk == AKTOBE
