"""What is asked of a place."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tirek.directory import Account, Authority, PlaceKind, Region, authorities_on, can_manage_places


class PlaceForm(forms.Form):
    """A place of the register; the code is asked once."""

    code = forms.CharField(label=_("Code"), max_length=30, help_text=_("Capital letters, digits and hyphens."))
    name_en = forms.CharField(label=_("Name in English"))
    name_ru = forms.CharField(label=_("Name in Russian"))
    name_kk = forms.CharField(label=_("Name in Kazakh"))
    kind = forms.ModelChoiceField(PlaceKind.objects.all(), label=_("Type"), empty_label=_("Choose"))
    authority = forms.ModelChoiceField(
        Authority.objects.none(), label=_("Authority that runs it"), empty_label=_("Choose")
    )
    region = forms.ModelChoiceField(Region.objects.none(), label=_("Region"), empty_label=_("Choose"))
    capacity = forms.IntegerField(label=_("Capacity"), required=False, min_value=0, max_value=100_000)
    opened_on = forms.DateField(label=_("Opened on"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    closed_on = forms.DateField(label=_("Closed on"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *given: Any, account: Account, **more: Any) -> None:
        super().__init__(*given, **more)
        kept = [region.pk for region in Region.objects.all() if can_manage_places(account, region)]
        self.fields["region"].queryset = Region.objects.filter(pk__in=kept)  # type: ignore[attr-defined]
        self.fields["authority"].queryset = authorities_on(timezone.localdate())  # type: ignore[attr-defined]
