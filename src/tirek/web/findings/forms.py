"""What is asked on the pages of findings."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
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
    theme = forms.ChoiceField(label=_("Theme"), required=False)

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["theme"].choices = [("", _("All themes")), *findings.themes().items()]  # type: ignore[attr-defined]


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
        if "place" in self.fields:
            self.fields["place"].queryset = places()  # type: ignore[attr-defined]


class StudyFindingForm(FindingForm):
    """What was found in the study of a service."""

    place = None  # type: ignore[assignment]
    seen_in = forms.CharField(
        label=_("Where in the study it was seen"),
        required=False,
        max_length=2000,
        help_text=_("The address of the page from that of the study on; the pages of the study fill it in."),
    )


class RecommendForm(forms.Form):
    """What an authority is asked to do."""

    addressee = forms.ModelChoiceField(Authority.objects.none(), label=_("Authority"), empty_label=_("Choose"))
    text = _words(_("What it is asked to do"))
    sent_on = _day(_("Sent on"), initial=timezone.localdate)
    due_on = _day(_("To be answered by"), required=False)
    repeats = forms.ModelChoiceField(
        findings.Recommendation.objects.none(),
        label=_("Repeats"),
        required=False,
        empty_label=_("None"),
        help_text=EARLIER,
    )

    def __init__(self, *given: Any, finding: findings.Finding, earlier: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["addressee"].queryset = authorities_on(timezone.localdate())  # type: ignore[attr-defined]
        due, by_law, rule = self.fields["due_on"], None, None
        if finding.case is None:
            due.required = True
            due.help_text = _("No law sets a limit here: agree on a day.")
        else:
            by_law, rule = findings.answer_due(finding.case, timezone.localdate())
            due.help_text = _("The mechanism sets no limit for it: say the day.")
        if by_law is not None and rule is not None:
            told = {"limit": rule.limit_text, "day": date_format(by_law), "basis": rule.basis}
            due.help_text = (
                _("Leave empty for the limit of the law: %(limit)s, sent today until %(day)s (%(basis)s).") % told
            )
        repeats = self.fields["repeats"]
        repeats.queryset = earlier  # type: ignore[attr-defined]
        repeats.label_from_instance = lambda row: f"{row.subject} · {row.addressee} · {row.sent_on}"  # type: ignore[attr-defined]


class WithdrawForm(forms.Form):
    """Why a finding or a recommendation should not stand."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        help_text=_("It stays for ever and is not sealed: name nobody."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


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
