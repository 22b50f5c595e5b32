"""The pictures of a log as files of their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from django.http import HttpResponse

from tirek.directory import NotFound
from tirek.pictures import Picture, painted
from tirek.web.downloads import attachment
from tirek.web.requests import SignedRequest, page
from tirek.web.studies import dots, spending
from tirek.web.studies.asked import Asked, asked_of
from tirek.web.studies.logs import log_of
from tirek.web.studies.pictured import FORMS


def _waterfall(request: SignedRequest, asked: Asked) -> Picture:
    middle = spending.middle(request)
    return spending.picture_of(spending.spent(asked, middle=middle)[0], middle=middle)


def _dots(request: SignedRequest, asked: Asked) -> Picture:
    return dots.picture_of(dots.drawn_of(request, asked))


PICTURES: Mapping[str, Callable[[SignedRequest, Asked], Picture]] = {"waterfall": _waterfall, "dots": _dots}


@page()
def picture(request: SignedRequest, code: str, key: UUID, name: str, form: str) -> HttpResponse:
    """This page will give a picture of a log, as SVG or PNG, of the same question as the page that shows it."""
    asked = asked_of(request, log_of(request, code, key))
    if name not in PICTURES or form not in FORMS:
        raise NotFound
    svg = PICTURES[name](request, asked).svg
    if form == "png":
        return attachment(painted(svg), f"{code}-{name}.png", "image/png")
    return attachment(svg, f"{code}-{name}.svg", "image/svg+xml")
