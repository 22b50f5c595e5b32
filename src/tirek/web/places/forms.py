"""What is asked of a place."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from tirek import cases
from tirek.directory import MAY, Account, Authority, PlaceKind, Region, authorities_on, can_manage_places


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


class PlannedVisitForm(forms.Form):
    """A visit of the plan: when, how, who leads and how many go."""

    month = forms.TypedChoiceField(label=_("Month"), choices=list(MONTHS.items()), coerce=int)
    kind = forms.ChoiceField(
        label=_("Type of visit"), choices=cases.PlannedVisit.Kind.choices, widget=forms.RadioSelect, initial="periodic"
    )
    leader = forms.ModelChoiceField(
        Account.objects.none(),
        label=_("Who leads the team"),
        required=False,
        empty_label=_("Not chosen yet"),
        to_field_name="username",
    )
    members = forms.IntegerField(label=_("How many go"), min_value=2, max_value=30, initial=3)

    def __init__(self, *given: Any, account: Account, **more: Any) -> None:
        super().__init__(*given, **more)
        ours = Account.objects.filter(office=account.office_id, is_active=True, grants__role__in=MAY["work on cases"])
        self.fields["leader"].queryset = ours.distinct().order_by("username")  # type: ignore[attr-defined]


class RiskForm(forms.Form):
    """What is known of a place that makes a visit urgent."""

    kind = forms.ChoiceField(label=_("What"), choices=cases.RiskReason.Kind.choices, widget=forms.RadioSelect)
    known_on = forms.DateField(label=_("When it was"), widget=forms.DateInput(attrs={"type": "date"}))
    said = forms.CharField(
        label=_("Where it is known from"), max_length=300, help_text=_("No name: it is kept in clear.")
    )

    def clean_known_on(self) -> Any:
        """This method will refuse a day that has not come."""
        day = self.cleaned_data["known_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return day
