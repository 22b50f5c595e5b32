"""AES-GCM envelopes, each bound to the place that it is kept at.

NIST SP 800-38D: a nonce of 96 bits, never used twice with a key. A data key seals a handful of things, each under its
own random nonce; an office's key wraps the data keys, up to 2^32 of them before random nonces become a worry.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tirek.sealing.errors import KeyMissing, SealBroken
from tirek.sealing.office_keys import KEY_BYTES, OfficeKey

NONCE_BYTES = 12
ID_BYTES = 8


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sealed value is kept: moved to another place, it cannot be opened."""

    table: str
    row: str
    column: str

    def bound(self) -> bytes:
        """This function will give the bytes that the seal is bound to."""
        return "\x1f".join((self.table, self.row, self.column)).encode()


def new_key() -> bytes:
    """This function will make a data key."""
    return secrets.token_bytes(KEY_BYTES)


def sealed(key: bytes, content: bytes, place: Place) -> bytes:
    """This function will seal bytes for a place, under a data key."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, content, place.bound())


def opened(key: bytes, content: bytes, place: Place) -> bytes:
    """This function will open what `sealed` made for the same place. Raises `SealBroken`."""
    try:
        return AESGCM(key).decrypt(content[:NONCE_BYTES], content[NONCE_BYTES:], place.bound())
    except (InvalidTag, ValueError) as wrong:
        raise SealBroken from wrong


def wrapped(office: OfficeKey, key: bytes, place: Place) -> bytes:
    """This function will wrap a data key by an office's key; it begins with the name of that key."""
    return office.id + sealed(office.secret, key, place)


def unwrapped(office: OfficeKey, wrapping: bytes, place: Place) -> bytes:
    """This function will give a data key back. Raises `KeyMissing` where another key wrapped it, `SealBroken`."""
    if wrapping[:ID_BYTES] != office.id:
        raise KeyMissing(office=office.office)
    return opened(office.secret, wrapping[ID_BYTES:], place)
