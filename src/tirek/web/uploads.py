"""Files that are sent: what is too large for memory lies sealed in a file without a name until the request ends.

The key is made for the one file and is nowhere but in this process, so that a disk that is taken away, or read with the
service stopped, tells nothing of it. A file keeps itself what it is given to keep, under a key that stays.
"""

from __future__ import annotations

import io
import os
import tempfile
from typing import Any, Final

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CTR
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

BLOCK: Final = 16
COUNTERS: Final = 2 ** (8 * BLOCK)


class SealedFile(io.RawIOBase):
    """A temporary file whose bytes are readable here alone: AES in counter mode, which can begin at any place.

    Nobody is told by it that somebody changed the file meanwhile; that is for where the content is kept.
    """

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR)  # noqa: SIM115  lives as long as this
        self._key, self._first = os.urandom(32), int.from_bytes(os.urandom(BLOCK))

    def readable(self) -> bool:
        """This function will say that it can be read."""
        return True

    def writable(self) -> bool:
        """This function will say that it can be written."""
        return True

    def seekable(self) -> bool:
        """This function will say that any place of it can be gone to."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """This function will go to a place."""
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """This function will say at which place it is."""
        return self._file.tell()

    def write(self, data: Any) -> int:
        """This function will write bytes at its place. Raises OSError where the disk is full."""
        return self._file.write(self._turned(bytes(data), self._file.tell()))

    def readinto(self, buffer: Any) -> int:
        """This function will read bytes from its place on into a buffer."""
        at = self._file.tell()
        found = self._turned(self._file.read(len(buffer)), at)
        buffer[: len(found)] = found
        return len(found)

    def close(self) -> None:
        """This function will close the file, which is then no more."""
        self._file.close()
        super().close()

    def _turned(self, data: bytes, at: int) -> bytes:
        """Sealed bytes open, or open ones sealed: in counter mode that is the same."""
        block, into = divmod(at, BLOCK)
        counter = ((self._first + block) % COUNTERS).to_bytes(BLOCK)
        return Cipher(AES(self._key), CTR(counter)).encryptor().update(bytes(into) + data)[into:]


class SealedUploadHandler(FileUploadHandler):
    """Takes a file that is too large for memory."""

    def new_file(self, *given: Any, **more: Any) -> None:
        """This function will begin a file."""
        super().new_file(*given, **more)
        self.file = SealedFile()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """This function will keep the next piece."""
        self.file.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile[Any]:
        """This function will give the file, from its beginning."""
        self.file.seek(0)
        file: Any = self.file  # as much of a file as is asked of one
        return UploadedFile(
            file=file,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )

    def upload_interrupted(self) -> None:
        """This function will leave nothing of a file that was cut off."""
        if hasattr(self, "file"):
            self.file.close()
