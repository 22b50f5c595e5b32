"""What lies on an office, for its head: what is late first, then who has how much, what was not kept, what came."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext

from tirek import cases
from tirek.directory import check
from tirek.web.cases.asking import HandOverForm
from tirek.web.requests import SignedRequest, page, paged


@page()
def office(request: SignedRequest) -> HttpResponse:
    """This page will show the head of an office what is late in it, and on whom its work lies."""
    check(request.user, "lead cases")
    return _shown(request, HandOverForm(head=request.user))


@page("POST")
def hand_over(request: SignedRequest) -> HttpResponse:
    """This page will give all open cases of one who leaves to somebody else of the office."""
    check(request.user, "lead cases")
    form = HandOverForm(request.POST, head=request.user)
    if not form.is_valid():
        return _shown(request, form, 422)
    given = form.cleaned_data
    count = cases.hand_over(actor=request.user, leaver=given["leaver"], account=given["account"])
    messages.success(
        request, ngettext("%(n)s case was handed over.", "%(n)s cases were handed over.", count) % {"n": count}
    )
    return redirect("cases:office")


def _shown(request: SignedRequest, form: HandOverForm, status: int = 200) -> HttpResponse:
    now, head = timezone.now(), request.user
    arriving = cases.arriving_for(head)
    names, keys, pairs = cases.unsealings_to_allow(head), cases.erasures_to_decide(head), cases.merges_to_decide(head)
    with cases.sight_of(head):
        context = {
            "now": now,
            "form": form,
            "arriving": arriving,
            "decisions": len(names) + len(keys) + len(pairs),
            "total": cases.load_of_office(head, now),
            "rows": paged(request, cases.pressing(head, now)),
            "people": cases.loads_of_people(head, now),
            "offices": cases.loads_of_offices(head, now) if head.office.is_national else [],
            "breaches": cases.breaches_lately(head, now),
            "came": cases.came_lately(head, now),
        }
        return render(request, "cases/office.html", context, status=status)
