"""Where the pictures of a log are kept from: as SVG and as PNG."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse

from tirek.web.studies.asked import Asked

FORMS = ("svg", "png")


def addresses(asked: Asked, name: str, **more: str) -> list[tuple[str, str]]:
    """This function will give each form of a picture and its address."""
    said = urlencode(
        {**({"only": asked.only} if asked.only else {}), **{key: value for key, value in more.items() if value}}
    )
    base = [(form, reverse("studies:picture", args=(asked.log.study.code, asked.log.pk, name, form))) for form in FORMS]
    return [(form.upper(), f"{address}?{said}" if said else address) for form, address in base]
