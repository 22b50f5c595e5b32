"""May it come in as it is?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from tirek.forms.errors import (
    DeviceAlreadyWithdrawn,
    DeviceNameMissing,
    DeviceReasonMissing,
    FileNameRefused,
    FileSentTwice,
)
from tirek.forms.models import Device

LONGEST_FILE_NAME = 200
LONGEST_DEVICE_NAME = 60
MEDIA_TYPE = re.compile(r"[A-Za-z0-9!#$&^_.+-]{1,60}/[A-Za-z0-9!#$&^_.+-]{1,60}")


@dataclass(frozen=True, slots=True)
class File:
    """A file as it came."""

    media_type: str
    content: bytes = field(repr=False)


def files_by_name(files: Iterable[tuple[str, str, bytes]]) -> dict[str, File]:
    """This function will give files by their names, as they came. Raises `FileNameRefused`, `FileSentTwice`."""
    found: dict[str, File] = {}
    for name, media_type, content in files:
        if not is_plain_name(name):
            raise FileNameRefused(name=name[:LONGEST_FILE_NAME])
        known = found.setdefault(name, File(media_type_of(media_type), content))
        if known.content != content:
            raise FileSentTwice(name=name)
    return found


def is_plain_name(name: str) -> bool:
    """This function will say whether a name is one of a file, and neither of a path nor of the folder itself."""
    return (
        0 < len(name) <= LONGEST_FILE_NAME
        and name.isprintable()
        and name == name.strip()
        and not name.startswith(".")
        and not set(name) & {"/", "\\"}
    )


def media_type_of(told: str) -> str:
    """This function will give the type of a file that its sender told, empty where it is none."""
    bare = told.partition(";")[0].strip().lower()
    return bare if MEDIA_TYPE.fullmatch(bare) and len(bare) <= 100 else ""


def check_device_name(name: str) -> None:
    """This function will refuse a device without a name (`DeviceNameMissing`)."""
    if not name.strip() or len(name.strip()) > LONGEST_DEVICE_NAME or not name.strip().isprintable():
        raise DeviceNameMissing(longest=LONGEST_DEVICE_NAME)


def check_device_reason(reason: str) -> None:
    """This function will refuse to withdraw a device without saying why (`DeviceReasonMissing`)."""
    if not reason.strip():
        raise DeviceReasonMissing


def check_device_standing(device: Device) -> None:
    """This function will refuse a device that was withdrawn before (`DeviceAlreadyWithdrawn`)."""
    if device.withdrawn_position is not None:
        raise DeviceAlreadyWithdrawn
