"""Read the ledger, verify it, take it away to verify elsewhere."""

from __future__ import annotations

import io
import tempfile

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import render

from tirek import ledger
from tirek.directory import check
from tirek.web.requests import SignedRequest, page, whole_number

PAGE = 50


@page("GET", "POST")
def index(request: SignedRequest) -> HttpResponse:
    """This page will list the entries of the ledger, newest first, and verify all of it when asked."""
    check(request.user, "see ledger")
    verification = ledger.verify() if request.method == "POST" else None
    lines = ledger.entries(before=whole_number(request.GET.get("before")) or None, limit=PAGE)
    older = lines[-1].id if len(lines) == PAGE else None
    context = {"entries": lines, "older": older, "root": ledger.national_root(), "verification": verification}
    return render(request, "ledger/index.html", context)


@page()
def export(request: SignedRequest) -> HttpResponseBase:
    """This page will give the ledger as a file for the stand-alone verifier."""
    check(request.user, "see ledger")
    file = tempfile.TemporaryFile()  # noqa: SIM115  # the response closes it
    text = io.TextIOWrapper(file, encoding="utf-8")
    ledger.export(text)
    text.detach()
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename="ledger.jsonl", content_type="application/x-ndjson")
