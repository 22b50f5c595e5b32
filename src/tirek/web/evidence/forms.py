"""What is asked for each kind of evidence."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tirek.directory import Region


def day(label: Any) -> forms.DateField:
    """This function will make a date field that a browser helps with."""
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class EventForm(forms.Form):
    """A training or a meeting."""

    title = forms.CharField(label=_("Title"))
    topic = forms.SlugField(
        label=_("Topic"),
        required=False,
        help_text=_("A short word that figures can ask for, such as community-policing."),
    )
    starts = day(_("First day"))
    ends = day(_("Last day"))
    place = forms.CharField(label=_("Place"), required=False)
    region = forms.ModelChoiceField(Region.objects.all(), label=_("Region"), required=False)
    source = forms.CharField(
        label=_("Source"), required=False, help_text=_("Where the paper is kept, or who confirmed it.")
    )


class DeliverableForm(forms.Form):
    """Something made."""

    title = forms.CharField(label=_("Title"))
    kind = forms.SlugField(
        label=_("Kind"), help_text=_("A short word that figures can ask for, such as process-analysis.")
    )
    date = day(_("Date"))
    language = forms.CharField(label=_("Language"), required=False, max_length=10)
    source = forms.CharField(label=_("Source"), required=False)
    file = forms.FileField(label=_("File"), required=False)


class MeasurementForm(forms.Form):
    """A number that somebody measured."""

    title = forms.CharField(label=_("Title"))
    kind = forms.SlugField(
        label=_("Kind"), help_text=_("A short word that figures can ask for, such as response-time.")
    )
    value = forms.DecimalField(label=_("Value"), max_digits=18, decimal_places=4)
    unit = forms.CharField(label=_("Unit"), max_length=60)
    date = day(_("Date for which it holds"))
    source = forms.CharField(label=_("Source"))


class DecisionForm(forms.Form):
    """A decision of an authority."""

    title = forms.CharField(label=_("Title"))
    kind = forms.SlugField(label=_("Kind"), help_text=_("A short word that figures can ask for, such as law-adopted."))
    number = forms.CharField(label=_("Number"), required=False, max_length=60)
    date = day(_("Date"))
    body = forms.CharField(label=_("Authority"), required=False)
    source = forms.CharField(label=_("Source"), required=False)
