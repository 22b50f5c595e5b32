"""Files that leave the house: never shown in the page's own place, never a formula."""

from urllib.parse import quote

from django.http import HttpResponse

FORMULA = ("=", "+", "-", "@", "\t", "\r")


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
