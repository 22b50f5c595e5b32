"""AES-GCM envelopes, each bound to the place that it is kept at.

NIST SP 800-38D: a nonce of 96 bits, never used twice with a key. A data key seals a handful of things, each under its
own random nonce; each is wrapped under a key of its own, made of the office's key and the share of that data key.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from tirek.sealing.errors import KeyMissing, SealBroken
from tirek.sealing.office_keys import KEY_BYTES, OfficeKey
from tirek.sealing.shares import erase_share, keep_share, share_of

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
    """This function will wrap a data key by an office's key and its own share; it begins with the name of that key.

    The share is on disk when this returns; one that no row comes to need after all is lost room and no more. Raises
    `KeyErased` for a row whose share was destroyed.
    """
    return office.id + sealed(_wrapping_key(office, keep_share(office.office, share_name(place)), place), key, place)


def unwrapped(office: OfficeKey, wrapping: bytes, place: Place) -> bytes:
    """This function will give a data key back. Raises `KeyMissing` where another key wrapped it or its share is not
    there, `KeyErased`, `SealBroken`."""
    if wrapping[:ID_BYTES] != office.id:
        raise KeyMissing(office=office.office)
    share = share_of(office.office, share_name(place))
    return opened(_wrapping_key(office, share, place), wrapping[ID_BYTES:], place)


def erase_key(place: Place) -> int:
    """This function will destroy what opens the data key wrapped at a place, in any office; 0 where nothing is."""
    return erase_share(share_name(place))


def share_name(place: Place) -> str:
    """This function will name the share of the data key that is wrapped at a place."""
    return f"{place.table}/{place.row}"


def _wrapping_key(office: OfficeKey, share: bytes, place: Place) -> bytes:
    """RFC 5869: neither the key of the office nor the share alone tells anything of it."""
    return HKDF(hashes.SHA256(), KEY_BYTES, salt=share, info=b"tirek wraps\x1f" + place.bound()).derive(office.secret)
