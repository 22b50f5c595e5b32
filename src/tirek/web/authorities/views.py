"""Authorities: the list, and of each all that it owes."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tirek import directory, findings
from tirek.cases import sight_of
from tirek.web.findings.forms import STATES
from tirek.web.findings.views import as_sheet, with_silence
from tirek.web.requests import SignedRequest, page, paged


@page()
def index(request: SignedRequest) -> HttpResponse:
    """This page will list the authorities that exist today."""
    findings.check_see_findings(request.user)
    rows = directory.authorities_on(timezone.localdate()).select_related("superior", "region")
    return render(request, "authorities/index.html", {"rows": rows})


@page()
def authority(request: SignedRequest, code: str) -> HttpResponse:
    """This page will show how an authority stands with what it was asked, by what the reader may see."""
    findings.check_see_findings(request.user)
    found, today = directory.authority(code), timezone.localdate()
    with sight_of(request.user):
        asked = findings.recommendations_for(request.user).filter(addressee=found)
        state = request.GET.get("state", "")
        rows = paged(request, findings.in_state(asked, state, today))
        with_silence(rows.object_list)
        counted = findings.standing(asked, today)
        bands = [((band - 1) * findings.BAND + 1, band * findings.BAND, n) for band, n in counted.bands.items()]
        context = {
            "authority": found,
            "standing": counted,
            "bands": bands,
            "rows": rows,
            "states": STATES,
            "state": state,
        }
        return render(request, "authorities/authority.html", context)


@page()
def table(request: SignedRequest, code: str) -> HttpResponse:
    """This page will give what an authority was asked as a file, by the same rule as the page."""
    findings.check_see_findings(request.user)
    found = directory.authority(code)
    with sight_of(request.user):
        asked = findings.recommendations_for(request.user).filter(addressee=found)
        return as_sheet(findings.in_state(asked, request.GET.get("state", ""), timezone.localdate()))
