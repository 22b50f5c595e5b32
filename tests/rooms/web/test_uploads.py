"""What is sent lies nowhere as it is: a large file is sealed while its request lasts, and reads as it was sent."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.http import HttpRequest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from tirek.web.uploads import SealedFile

NAME = b"Asel Nurlanovna Planted"
LARGE = b"\n".join(b"%08d %s" % (number, NAME) for number in range(100_000))


def sent(content: bytes) -> tuple[HttpRequest, UploadedFile]:
    request = RequestFactory().post("/", {"log": SimpleUploadedFile("log.csv", content, "text/csv")})
    upload: Any = request.FILES["log"]
    return request, upload


def on_disk() -> bytes:
    """What this process has in temporary files that have no name any more."""
    descriptors = Path("/proc/self/fd")
    found = b""
    for each in descriptors.iterdir():
        try:
            if "(deleted)" in str(each.readlink()):
                found += each.read_bytes()
        except OSError:
            continue
    return found


def test_it_works() -> None:
    assert len(LARGE) > 2 * 1024 * 1024
    request, upload = sent(LARGE)
    assert (upload.name, upload.size, upload.content_type) == ("log.csv", len(LARGE), "text/csv")
    assert b"".join(upload.chunks()) == LARGE
    upload.seek(0)
    assert upload.read() == LARGE
    lying = on_disk()
    assert len(lying) >= len(LARGE)
    assert NAME not in lying
    request.close()
    assert upload.closed


def test_a_small_file_stays_in_memory() -> None:
    _request, upload = sent(NAME)
    assert isinstance(upload.file, io.BytesIO)
    assert upload.read() == NAME


def test_no_file_with_a_name_is_left(tmp_path: Path, settings: Any) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    _request, upload = sent(LARGE)
    assert upload.read(8) == LARGE[:8]
    assert list(tmp_path.iterdir()) == []


def test_two_files_of_the_same_bytes_do_not_look_alike() -> None:
    """Nor does a file that repeats itself show that it does."""
    one, other = SealedFile(), SealedFile()
    for each in (one, other):
        each.write(bytes(64))
    lying = [each._file for each in (one, other)]
    for file in lying:
        file.seek(0)
    first, second = (file.read() for file in lying)
    assert first != second
    assert first[:16] != first[16:32]


@given(st.binary(max_size=200), st.lists(st.integers(0, 220), max_size=4), st.integers(1, 40))
def test_any_piece_can_be_read(content: bytes, places: list[int], length: int) -> None:
    with SealedFile() as file:
        for first in range(0, len(content), length):
            file.write(content[first : first + length])
        for place in places:
            file.seek(place)
            assert file.read(length) == content[place : place + length]
        file.seek(0)
        assert io.BufferedReader(file).read() == content


@pytest.mark.parametrize("kept", [0, 1])
def test_a_file_that_was_cut_off_is_closed(kept: int) -> None:
    from tirek.web.uploads import SealedUploadHandler

    handler = SealedUploadHandler()
    if kept:
        handler.new_file("log", "log.csv", "text/csv", None)
        handler.receive_data_chunk(NAME, 0)
    handler.upload_interrupted()
    assert not kept or handler.file.closed
