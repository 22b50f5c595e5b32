"""Answers to take along: CSV, a workbook, GeoJSON."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpResponseBase, StreamingHttpResponse
from django.utils.translation import get_language

from tirek import forms
from tirek.directory import NotFound
from tirek.forms import Layout, Told
from tirek.web.downloads import attachment
from tirek.web.forms.asking import AskedForm, asked_of
from tirek.web.requests import SignedRequest, page

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Export:
    """What one request takes along: how it is laid out, how many there are, and the rows, streamed anew each time."""

    def __init__(self, request: SignedRequest, form_id: str, kind: str) -> None:
        asking = AskedForm(request.GET or None, account=request.user)
        if asking.is_bound and not asking.is_valid():
            raise NotFound  # not everything instead of what was asked for
        asked = asked_of(asking)
        self.found, self.layout = forms.export_answers(account=request.user, form_id=form_id, kind=kind, asked=asked)
        self.language = (get_language() or "en")[:2] if request.GET.get("labels") else ""

    def stream(self) -> Iterator[Told]:
        """This function will stream the submissions."""
        return forms.told(self.found, self.layout)


@page()
def csv(request: SignedRequest, form_id: str) -> HttpResponseBase:
    """This page will give the answers as CSV; as a ZIP of several where the form repeats something."""
    export = Export(request, form_id, "CSV")
    layout: Layout = export.layout
    if len(layout.sheets) == 1:
        rows = forms.as_csv(layout.sheets[0], export.stream(), export.language)
        return streamed(rows, f"{form_id}.csv", "text/csv; charset=utf-8")
    return streamed(forms.as_zip(form_id, layout, export.stream, export.language), f"{form_id}.zip", "application/zip")


@page()
def xlsx(request: SignedRequest, form_id: str) -> HttpResponseBase:
    """This page will give the answers as a workbook."""
    export = Export(request, form_id, "XLSX")
    content = forms.as_workbook(export.layout, export.stream, export.found.count(), export.language)
    return attachment(content, f"{form_id}.xlsx", WORKBOOK)


@page()
def geojson(request: SignedRequest, form_id: str) -> HttpResponseBase:
    """This page will give the places that were answered as GeoJSON."""
    export = Export(request, form_id, "GeoJSON")
    return streamed(forms.as_geojson(export.layout, export.stream()), f"{form_id}.geojson", "application/geo+json")


def streamed(chunks: Iterator[bytes], name: str, media_type: str) -> StreamingHttpResponse:
    """This function will give a file piece by piece."""
    headers = attachment(b"", name, media_type).headers
    headers.pop("Content-Length", None)
    return StreamingHttpResponse(chunks, headers=headers)
