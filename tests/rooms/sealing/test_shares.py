"""A share is made once, read by all, and once destroyed it is nowhere in the files it lay in."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tirek.sealing import (
    KeyErased,
    KeyMissing,
    Place,
    erase_key,
    erase_share,
    keep_share,
    keep_shares,
    make_office_key,
    share_of,
    unwrapped,
    wrapped,
)

PLACE = Place("cases_case", "1", "wrapped_key")


@pytest.fixture(autouse=True)
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TIREK_KEYS", str(tmp_path))
    return tmp_path


def test_it_works(keys: Path) -> None:
    share = keep_share("HRC-15", "a")
    assert share_of("HRC-15", "a") == share == keep_share("HRC-15", "a")
    assert len(share) == 32
    assert keep_share("HRC-15", "b") != share
    assert {path.stat().st_mode & 0o777 for path in keys.iterdir()} == {0o600}


def test_what_is_erased_lies_in_no_file_and_does_not_come_back(keys: Path) -> None:
    keep_shares("HRC-15", map(str, range(500)))
    share = keep_share("HRC-15", "a")
    assert any(share in path.read_bytes() for path in keys.iterdir())
    assert erase_share("a") == 1
    assert not any(share in path.read_bytes() for path in keys.iterdir())
    for ask in (share_of, keep_share):
        with pytest.raises(KeyErased):
            ask("HRC-15", "a")
    assert erase_share("a") == 0
    assert share_of("HRC-15", "499")


def test_it_is_erased_wherever_it_lies() -> None:
    for office in ("HRC-15", "HRC-75"):
        keep_share(office, "a")
    assert erase_share("a") == 2


def test_without_its_share_the_key_of_the_office_opens_nothing() -> None:
    office = make_office_key("HRC-15")
    wrapping = wrapped(office, b"k" * 32, PLACE)
    assert unwrapped(office, wrapping, PLACE) == b"k" * 32
    assert erase_key(PLACE) == 1
    with pytest.raises(KeyErased):
        unwrapped(office, wrapping, PLACE)


def test_to_ask_for_a_share_makes_none(keys: Path) -> None:
    with pytest.raises(KeyMissing):
        share_of("HRC-15", "a")
    assert list(keys.iterdir()) == []


def test_where_shares_lie_no_second_key_is_made() -> None:
    keep_share("HRC-15", "a")
    with pytest.raises(KeyMissing):
        make_office_key("HRC-15")


def test_fifty_at_once_get_one_share() -> None:
    with ThreadPoolExecutor(50) as pool:
        assert len(set(pool.map(lambda _: keep_share("HRC-15", "a"), range(50)))) == 1
