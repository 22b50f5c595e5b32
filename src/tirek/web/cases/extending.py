"""Extending a limit of a case."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tirek import cases
from tirek.directory import NotFound, check
from tirek.safeguards import Limit
from tirek.web.cases.asking import ReasonForm
from tirek.web.cases.reading import sent
from tirek.web.requests import SignedRequest, page


class ExtendForm(ReasonForm):
    """This form will ask by how much a limit is extended, and why."""

    field_order = ("count", "reason")

    def __init__(self, *given: object, most: Limit, **more: object) -> None:
        super().__init__(*given, **more)  # type: ignore[arg-type]
        said = _("At most %(count)s %(unit)s, once.") % {"count": most.count, "unit": most.unit}
        self.fields["count"] = forms.IntegerField(
            label=_("By how much"), min_value=1, max_value=most.count, help_text=said
        )
        self.order_fields(self.field_order)


@page("GET", "POST")
def extend(request: SignedRequest, number: str, key: UUID) -> HttpResponse:
    """This page will extend a limit, where its rule allows it."""
    check(request.user, "lead cases")
    with cases.sight_of(request.user):
        clock = cases.clock_led(request.user, key)
        if clock.case.number != number:
            raise NotFound
        rules = cases.rules_of(clock.case.edition)
        most = None if clock.case.closed_at else cases.most_of(clock.case, clock, timezone.now())
        name = rules.said(rules.procedures[clock.case.procedure].steps[clock.step].name)
    form = ExtendForm(sent(request), most=most) if most else None
    if form is None or not form.is_valid():
        status = 422 if form and form.is_bound else 200
        context = {"case": clock.case, "clock": clock, "name": name, "form": form}
        return render(request, "cases/extend.html", context, status=status)
    given = form.cleaned_data
    cases.extend_clock(actor=request.user, clock=key, count=given["count"], reason=given["reason"])
    messages.success(request, gettext("The limit is extended."))
    return redirect("cases:case", number)
