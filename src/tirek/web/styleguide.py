"""Every part that pages are made of, on one page: for whoever writes a page, and for the tests of how pages look."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from tirek.directory import NotFound
from tirek.web.requests import page


class Sample(forms.Form):
    """One field of every kind."""

    title = forms.CharField(label=_("Title"), help_text=_("As it should stand in the report."))
    region = forms.ChoiceField(label=_("Region"), choices=[("15", "Ақтөбе"), ("61", "Түркістан"), ("71", "Астана")])
    day = forms.DateField(label=_("Date"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    value = forms.DecimalField(label=_("Value"))
    sex = forms.ChoiceField(
        label=_("Sex"), choices=[("female", _("Female")), ("male", _("Male"))], widget=forms.RadioSelect
    )
    kinds = forms.MultipleChoiceField(
        label=_("Kinds"),
        required=False,
        choices=[("event", _("Events")), ("decision", _("Decisions"))],
        widget=forms.CheckboxSelectMultiple,
    )
    reason = forms.CharField(label=_("Reason"), max_length=200, widget=forms.Textarea(attrs={"rows": 3}))
    password = forms.CharField(label=_("Password"), widget=forms.PasswordInput)
    file = forms.FileField(label=_("File"), required=False)
    sure = forms.BooleanField(label=_("I have read it"))

    def clean(self) -> None:
        """This function will find something wrong with the form as a whole, for the look of it."""
        self.add_error(None, _("The two dates do not belong together."))


@page(public=True)
def styleguide(request: HttpRequest) -> HttpResponse:
    """This page will show every part; where people really work there is no such page."""
    if not settings.DEMO:
        raise NotFound
    context = {
        "form": Sample({"title": "Ә", "value": "много"}) if "errors" in request.GET else Sample(),
        "page": Paginator(range(400), 20).get_page(7),
        "colours": ["red", "orange", "yellow", "green", "blue", "purple", "grey"],
        "lines": [(number, f"{number}. Құқық, Үміт, Әділет: {'тірек ' * (number % 7)}") for number in range(1, 61)],
        "crumbs": [("/", _("Start")), ("/programmes/", _("Programmes"))],
        "rows": [
            {"key": _("Title"), "value": "Адам құқықтары"},
            {"key": _("Period"), "value": "2022 – 2024", "href": "#main", "action": _("Change")},
        ],
    }
    return render(request, "styleguide.html", context)
