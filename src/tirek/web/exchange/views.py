"""A programme's ways out of the house, and the way in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tirek import exchange, plans
from tirek.directory import NotFound, can
from tirek.web.exchange.forms import ImportForm
from tirek.web.requests import SignedRequest, page

ROOMS: dict[str, Any] = {
    "plans": gettext_lazy("Plan, findings, activities, periods, schedule"),
    "evidence": gettext_lazy("Evidence and attendance lists"),
    "directory": gettext_lazy("Persons, by code"),
    "indicators": gettext_lazy("Figures, targets and reported values"),
    "money": gettext_lazy("Funds, budgets, costs, contributions"),
    "monitoring": gettext_lazy("Progress, risks, lessons, quality, changes of course"),
    "reports": gettext_lazy("Reports, reviews, publications, templates"),
}
TYPES: dict[str, tuple[exchange.Form, str]] = {
    "json": ("json", "application/json"),
    "xlsx": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@page()
def index(request: SignedRequest, code: str) -> HttpResponse:
    """This page will show the ways out of the house, and what would leave by them."""
    found = plans.programme(request.user, code)
    counts = exchange.contents(request.user, found)
    context = {
        "programme": found,
        "contents": [(label, counts.get(room, 0)) for room, label in ROOMS.items()],
        "may_import": can(request.user, "import programmes"),
    }
    return render(request, "exchange/index.html", context)


@page("POST")
def export(request: SignedRequest, code: str) -> HttpResponseBase:
    """This page will give all that was entered for a programme as one file; the ledger keeps that it was taken."""
    found = plans.programme(request.user, code)
    form, media_type = TYPES.get(request.POST.get("form", "json"), (None, ""))
    if form is None:
        raise NotFound
    file = exchange.export_programme(account=request.user, programme=found, form=form)
    name = f"programme-{found.code}.{form}"
    return FileResponse(file, as_attachment=True, filename=name, content_type=media_type)


@page("GET", "POST")
def take_in(request: SignedRequest) -> HttpResponse:
    """This page will take in a programme that was exported from another house."""
    exchange.check_import(request.user)
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if form.is_valid():
        name, content = _bounded(form.cleaned_data["file"])
        made = exchange.import_programme(account=request.user, name=name, content=content)
        messages.success(request, _("The programme is here, with all that was entered for it."))
        return redirect("programmes:programme", made.code)
    return render(request, "exchange/import.html", {"form": form, "megabytes": exchange.MEGABYTES})


def _bounded(upload: UploadedFile[bytes]) -> tuple[str, bytes]:
    """A file that is too large is not even read."""
    if (upload.size or 0) > exchange.MEGABYTES * 1024 * 1024:
        raise exchange.ProgrammeFileTooLarge(megabytes=exchange.MEGABYTES)
    return upload.name or "", upload.read()
