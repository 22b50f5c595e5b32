"""Files that come in, and files that leave the house: never shown in the page's own place, never a formula."""

from urllib.parse import quote

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse

from tirek.web.errors import UploadTooLarge

MEGABYTE = 1024 * 1024
LARGEST = 64 * MEGABYTE
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def uploaded(request: HttpRequest, field: str, *, limit: int = LARGEST) -> tuple[str, bytes]:
    """This function will give the name and content of a file that was sent; both empty where none was.

    An empty file is for the operation to refuse, after it has asked who sent it. One of more bytes than the limit is
    refused before it is read (`UploadTooLarge`).
    """
    upload = request.FILES.get(field)
    if not isinstance(upload, UploadedFile):
        return "", b""
    if (upload.size or 0) > limit:
        raise UploadTooLarge(limit=limit // MEGABYTE)
    return upload.name or "", upload.read()


def attachment(content: bytes | str, name: str, media_type: str = "application/octet-stream") -> HttpResponse:
    """This function will give a file for keeping, under its name; a browser is told not to guess what it is."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def safe_cell(value: object) -> str:
    """This function will give a cell of a table that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
