"""Choose cases: what a form says becomes one more filter in the address of the page that it stands on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tirek import studies
from tirek.mining import Between, During, EventLog, Filter, Following, Having, Lasting, Repeating, Usual, Words
from tirek.web.requests import SignedRequest, page
from tirek.web.studies.asked import asked_of
from tirek.web.studies.logs import log_of

DAY = 86_400
DAY_FIELD = forms.DateInput(attrs={"type": "date"})
PLACES = (
    "map",
    "waiting",
    "dots",
    "conformance",
    "safeguards",
    "variants",
    "cases",
    "figures",
)  # that cases are chosen for
MOST_VALUES = 200  # of an attribute that are offered to choose from


class NarrowForm(forms.Form):
    """Which cases; all that is said must hold."""

    since = forms.DateField(
        label=_("Began on or after"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(label=_("Began before"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    usual = forms.IntegerField(
        label=_("Only the usual ways, taken by so many percent of cases"),
        required=False,
        min_value=1,
        max_value=99,
    )
    least = forms.FloatField(label=_("Lasting at least so many days"), required=False, min_value=0)
    most = forms.FloatField(label=_("Lasting at most so many days"), required=False, min_value=0)
    before = forms.ChoiceField(label=_("With this step"), required=False)
    after = forms.ChoiceField(label=_("directly followed by this one"), required=False)
    again = forms.ChoiceField(label=_("With this step done more than once"), required=False)
    column = forms.ChoiceField(label=pgettext_lazy("of a log", "Attribute"), required=False)
    value = forms.CharField(label=pgettext_lazy("of a log", "Value of the attribute"), required=False, max_length=200)

    def __init__(self, *given: Any, events: EventLog) -> None:
        super().__init__(*given)
        steps = [("", _("Any")), *((name, name) for name in events.activities)]
        for name in ("before", "after", "again"):
            self.fields[name].choices = steps  # type: ignore[attr-defined]
        columns = (*events.case_columns, *(name for name in events.event_columns if name not in events.case_columns))
        self.fields["column"].choices = [("", _("Any")), *((name, name) for name in columns)]  # type: ignore[attr-defined]
        self._events = events

    def clean(self) -> dict[str, Any]:
        """This function will ask for both sides of what has two, and for a number where a column holds numbers."""
        said: dict[str, Any] = super().clean() or {}
        for one, other in (("before", "after"), ("after", "before"), ("column", "value")):
            if said.get(one) and not said.get(other):
                self.add_error(other, _("Say this too."))
        if said.get("column") and said.get("value") and not isinstance(self._column(said["column"]), Words):
            try:
                float(said["value"])
            except ValueError:
                self.add_error("value", _("This attribute holds numbers."))
        return said

    def filters(self) -> Iterator[Filter]:
        """This function will give what was said as filters."""
        said = self.cleaned_data
        if said["since"] or said["until"]:
            days = {name: said[name].isoformat() if said[name] else "" for name in ("since", "until")}
            yield During(**days, how="started")
        if said["usual"]:
            yield Usual(said["usual"] / 100)
        if said["least"] is not None or said["most"] is not None:
            seconds = (None if said[name] is None else said[name] * DAY for name in ("least", "most"))
            yield Lasting(*seconds)
        if said["before"]:
            yield Following(said["before"], said["after"])
        if said["again"]:
            yield Repeating(said["again"])
        if said["column"]:
            words = isinstance(self._column(said["column"]), Words)
            number = 0.0 if words else float(said["value"])
            yield Having(said["column"], (said["value"],)) if words else Between(said["column"], number, number)

    def _column(self, name: str) -> object:
        of_cases = name in self._events.case_columns
        return self._events.case_column(name) if of_cases else self._events.event_column(name)


@page()
def narrow(request: SignedRequest, code: str, key: UUID) -> HttpResponse:
    """This page will ask which cases, and lead back with one filter more for each thing that was said."""
    asked = asked_of(request, log_of(request, code, key))
    here = request.GET.get("here", "map")
    back = here if here in PLACES else "map"
    events = studies.events_of(asked.log)
    form = NarrowForm(request.GET if "asked" in request.GET else None, events=events)
    if form.is_bound and form.is_valid():
        return redirect(asked.address(back, *form.filters()))
    context = {**asked.context(back), "form": form, "back": back}
    return render(request, "studies/narrow.html", context, status=422 if form.errors else 200)
