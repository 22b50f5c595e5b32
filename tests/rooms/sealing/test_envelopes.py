"""What is sealed opens with its key at its place, and with nothing else anywhere else."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from tirek.sealing import KeyMissing, OfficeKey, Place, SealBroken, new_key, opened, sealed, unwrapped, wrapped
from tirek.sealing.envelopes import ID_BYTES, NONCE_BYTES

PLACE = Place("answers_submission", "1", "content")
KEY = bytes(range(32))
AKTOBE, ALMATY = OfficeKey("HRC-15", b"a" * 32), OfficeKey("HRC-75", b"b" * 32)


@given(content=st.binary())
def test_it_works(content: bytes) -> None:
    kept = sealed(KEY, content, PLACE)
    assert opened(KEY, kept, PLACE) == content
    assert len(kept) == NONCE_BYTES + len(content) + 16


def test_it_is_the_standard_s_own_aes_gcm() -> None:
    kept = sealed(KEY, b"an answer", PLACE)
    bound = b"answers_submission\x1f1\x1fcontent"
    assert AESGCM(KEY).decrypt(kept[:NONCE_BYTES], kept[NONCE_BYTES:], bound) == b"an answer"


def test_the_same_twice_is_never_the_same_sealed() -> None:
    kept = {sealed(KEY, b"yes", PLACE) for _ in range(1000)}
    assert len({each[:NONCE_BYTES] for each in kept}) == 1000


@pytest.mark.parametrize(
    "other",
    [
        Place("answers_attachment", "1", "content"),
        Place("answers_submission", "2", "content"),
        Place("answers_submission", "1", "wrapped_key"),
        Place("answers_submission", "", "1content"),
    ],
)
def test_moved_to_another_place_it_does_not_open(other: Place) -> None:
    with pytest.raises(SealBroken):
        opened(KEY, sealed(KEY, b"an answer", PLACE), other)


def test_with_another_key_it_does_not_open() -> None:
    with pytest.raises(SealBroken):
        opened(new_key(), sealed(KEY, b"an answer", PLACE), PLACE)


def test_changed_in_any_bit_it_does_not_open() -> None:
    kept = sealed(KEY, b"an answer", PLACE)
    for place in range(len(kept) * 8):
        changed = bytearray(kept)
        changed[place // 8] ^= 1 << place % 8
        with pytest.raises(SealBroken):
            opened(KEY, bytes(changed), PLACE)


def test_cut_off_anywhere_it_does_not_open() -> None:
    kept = sealed(KEY, b"an answer", PLACE)
    for length in range(len(kept)):
        with pytest.raises(SealBroken):
            opened(KEY, kept[:length], PLACE)


def test_a_data_key_is_wrapped_by_the_office_s_key_and_says_by_which() -> None:
    key = new_key()
    wrapping = wrapped(AKTOBE, key, PLACE)
    assert unwrapped(AKTOBE, wrapping, PLACE) == key
    assert wrapping[:ID_BYTES] == AKTOBE.id
    with pytest.raises(KeyMissing):
        unwrapped(ALMATY, wrapping, PLACE)
    with pytest.raises(KeyMissing):
        unwrapped(AKTOBE, wrapping, Place("answers_submission", "2", "content"))
    wrapped(AKTOBE, KEY, Place("answers_submission", "2", "content"))
    with pytest.raises(SealBroken):
        unwrapped(AKTOBE, wrapping, Place("answers_submission", "2", "content"))


def test_the_name_of_a_key_tells_it_apart_and_does_not_tell_it() -> None:
    assert AKTOBE.id != ALMATY.id
    assert AKTOBE.secret not in AKTOBE.id + repr(AKTOBE).encode()


def test_data_keys_are_256_bits_of_chance() -> None:
    assert len({new_key() for _ in range(1000)}) == 1000
    assert {len(new_key()) for _ in range(10)} == {32}
