"""Read the ledger, verify it, take it away to verify elsewhere."""

from __future__ import annotations

import io

from django.http import HttpResponse
from django.shortcuts import render

from tirek import ledger
from tirek.directory import check
from tirek.web.downloads import attachment
from tirek.web.requests import SignedRequest, page

PAGE = 50


@page("GET", "POST")
def index(request: SignedRequest) -> HttpResponse:
    """This page will list the entries of the ledger, newest first, and verify all of it when asked."""
    check(request.user, "see ledger")
    verification = ledger.verify() if request.method == "POST" else None
    before = request.GET.get("before", "")
    lines = ledger.entries(before=int(before) if before.isdigit() else None, limit=PAGE)
    older = lines[-1].id if len(lines) == PAGE else None
    context = {"entries": lines, "older": older, "root": ledger.national_root(), "verification": verification}
    return render(request, "ledger/index.html", context)


@page()
def export(request: SignedRequest) -> HttpResponse:
    """This page will give the ledger as a file for the stand-alone verifier."""
    check(request.user, "see ledger")
    stream = io.StringIO()
    ledger.export(stream)
    return attachment(stream.getvalue(), "ledger.jsonl", "application/x-ndjson")
