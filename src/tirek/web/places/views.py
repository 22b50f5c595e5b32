"""The register of places of detention: the list, one place, adding and changing."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tirek import cases, directory, findings
from tirek.cases import sight_of
from tirek.directory import NotPermitted, check, check_see_places
from tirek.web.places.forms import PlaceForm
from tirek.web.requests import SignedRequest, page, paged


@page()
def index(request: SignedRequest) -> HttpResponse:
    """This page will list the places; a region and a type can be asked for."""
    check_see_places(request.user)
    found = directory.places()
    region, kind = request.GET.get("region", ""), request.GET.get("kind", "")
    found = found.filter(region=region) if region else found
    found = found.filter(kind=kind) if kind else found
    visits = directory.can(request.user, "see cases")
    longest = visits and request.GET.get("order") == "visit"
    rows = paged(request, cases.longest_first(request.user, found) if longest else found)
    last = cases.last_at(request.user, rows.object_list)
    context = {
        "rows": [(each, last.get(each.pk)) for each in rows],
        "page": rows,
        "visits": visits,
        "order": "visit" if longest else "",
        "now": timezone.now(),
        "count": rows.paginator.count,
        "region": region,
        "kind": kind,
        "regions": directory.Region.objects.all(),
        "kinds": directory.PlaceKind.objects.all(),
        "may": directory.can(request.user, "manage places"),
    }
    return render(request, "places/index.html", context)


@page()
def place(request: SignedRequest, code: str) -> HttpResponse:
    """This page will show a place, and what was found there by what the reader may see."""
    check_see_places(request.user)
    found = directory.place(code)
    with sight_of(request.user):
        rows = findings.findings_for(request.user).select_related("case").filter(place=found).order_by("-found_on")[:50]
        themes = findings.themes()
        context = {
            "place": found,
            "last": cases.last_at(request.user, [found]).get(found.pk),
            "now": timezone.now(),
            "cases": cases.cases_at(request.user, found)[:50],
            "rows": [(row, themes.get(row.theme, row.theme)) for row in rows],
            "may": directory.can_manage_places(request.user, found.region),
        }
        return render(request, "places/place.html", context)


@page("GET", "POST")
def add(request: SignedRequest) -> HttpResponse:
    """This page will take a new place."""
    check(request.user, "manage places")
    form = PlaceForm(request.POST or None, account=request.user)
    if request.method == "POST" and form.is_valid():
        added = directory.add_place(actor=request.user, facts=form.cleaned_data)
        messages.success(request, _("The place is in the register."))
        return redirect("places:place", added.code)
    return render(request, "places/change.html", {"form": form})


@page("GET", "POST")
def change(request: SignedRequest, code: str) -> HttpResponse:
    """This page will change a place."""
    check(request.user, "manage places")
    found = directory.place(code)
    if not directory.can_manage_places(request.user, found.region):
        raise NotPermitted(deed="manage places")
    names = [name for name in PlaceForm.base_fields if name != "code"]
    told = {name: getattr(found, name) for name in names}
    form = PlaceForm(request.POST or None, account=request.user, initial=told)
    del form.fields["code"]
    if request.method == "POST" and form.is_valid():
        directory.change_place(actor=request.user, place=found, facts=form.cleaned_data)
        messages.success(request, _("The change is kept."))
        return redirect("places:place", found.code)
    return render(request, "places/change.html", {"form": form, "place": found})
