"""What is asked on the pages of findings."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tirek import findings
from tirek.directory import Authority, PlaceOfDetention, authorities_on, places

STATES = (
    ("", _("All")),
    ("waiting", _("To be answered")),
    ("silent", _("Not answered in time")),
    ("accepted", _("Accepted")),
    ("partly", _("Accepted in part")),
    ("refused", _("Refused")),
    ("late", _("Answered late")),
    ("repeated", _("Repeated")),
)
EARLIER = _("Leave empty where none is repeated.")


def _day(label: Any, **given: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **given)


def _words(label: Any, **given: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": 4}), max_length=20_000, **given)


class AskedForm(forms.Form):
    """This form will narrow the list of recommendations."""

    state = forms.ChoiceField(label=_("State"), choices=STATES, required=False)
    authority = forms.ModelChoiceField(
        Authority.objects.all(), label=_("Authority"), required=False, empty_label=_("All authorities")
    )


class FindingForm(forms.Form):
    """What was found."""

    theme = forms.ChoiceField(label=_("Theme"))
    right = forms.ChoiceField(label=_("Right"))
    text = _words(_("What was found"), help_text=_("No name of anybody who could be harmed by it."))
    rules = _words(_("Rules that it cites"), required=False)
    place = forms.ModelChoiceField(
        PlaceOfDetention.objects.none(), label=_("Place"), required=False, empty_label=_("None")
    )
    found_on = _day(_("Found on"), initial=timezone.localdate)

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["theme"].choices = list(findings.themes().items())  # type: ignore[attr-defined]
        self.fields["right"].choices = list(findings.rights().items())  # type: ignore[attr-defined]
        self.fields["place"].queryset = places()  # type: ignore[attr-defined]


class RecommendForm(forms.Form):
    """What an authority is asked to do."""

    addressee = forms.ModelChoiceField(Authority.objects.none(), label=_("Authority"), empty_label=_("Choose"))
    text = _words(_("What it is asked to do"))
    sent_on = _day(_("Sent on"), initial=timezone.localdate)
    limit = forms.ChoiceField(label=_("To be answered within"))
    repeats = forms.ModelChoiceField(
        findings.Recommendation.objects.none(),
        label=_("Repeats"),
        required=False,
        empty_label=_("None"),
        help_text=EARLIER,
    )

    def __init__(self, *given: Any, earlier: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["addressee"].queryset = authorities_on(timezone.localdate())  # type: ignore[attr-defined]
        limits = {"15 working days": _("15 working days"), "1 month": _("1 month"), "3 months": _("3 months")}
        self.fields["limit"].choices = list(limits.items())  # type: ignore[attr-defined]
        repeats = self.fields["repeats"]
        repeats.queryset = earlier  # type: ignore[attr-defined]
        repeats.label_from_instance = lambda row: f"{row.case} · {row.addressee} · {row.sent_on}"  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """What the authority answered."""

    verdict = forms.ChoiceField(label=_("What it says"), choices=findings.Response.Verdict.choices)
    text = _words(_("Its answer"))
    received_on = _day(_("Received on"), initial=timezone.localdate)


class FollowUpForm(forms.Form):
    """What was seen to have been done."""

    verdict = forms.ChoiceField(label=_("How much was done"), choices=findings.FollowUp.Verdict.choices)
    text = _words(_("What was seen"))
    looked_on = _day(_("Looked on"), initial=timezone.localdate)
    next_look = _day(_("Look again on"), required=False)
