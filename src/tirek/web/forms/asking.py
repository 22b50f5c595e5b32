"""What a reader asks for on a list of answers: an office, days, versions that were replaced."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tirek.directory import Account, Office
from tirek.forms import Asked


class AskedForm(forms.Form):
    """This form will narrow a list of answers; what it cannot read it leaves out and says so."""

    office = forms.ModelChoiceField(
        Office.objects.none(), label=_("Office"), required=False, empty_label=_("All offices"), to_field_name="code"
    )
    since = forms.DateField(label=_("Received from"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("Received until"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    replaced = forms.BooleanField(label=_("Also what was replaced by a newer version"), required=False)

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        office = self.fields["office"]
        assert isinstance(office, forms.ModelChoiceField)
        if account.office.is_national:
            office.queryset = Office.objects.all()
        else:
            del self.fields["office"]


def asked_of(form: AskedForm) -> Asked:
    """This function will give what a form asks for; nothing where it was not sent or cannot be read."""
    if not form.is_bound or not form.is_valid():
        return Asked()
    given = form.cleaned_data
    office = given.get("office")
    return Asked(office.pk if office else "", given["since"], given["until"], given["replaced"])
