"""What is asked when a report is started, and when a template is kept."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tirek import money, reports
from tirek.plans import Activity, Programme, ReportingPeriod


class ReportForm(forms.Form):
    """A new results page; its text may be pasted or written afresh."""

    title = forms.CharField(label=_("Title"), max_length=200)
    language = forms.ChoiceField(label=_("Language of the report"), choices=settings.LANGUAGES)
    narrative = forms.CharField(
        label=_("Text to begin with"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Plain text; a line that begins with ## is a heading."),
    )


class FormalReportForm(forms.Form):
    """A new formal report: of which time, of whom, in which language."""

    time = forms.ChoiceField(
        label=_("Kind and period"), help_text=_("A quarter or a year is listed from the day on which it begins.")
    )
    view = forms.ChoiceField(
        label=_("Of what"),
        required=False,
        help_text=_("For a donor, of one fund: no figure of another fund is in it. For a partner, of its activities."),
    )
    language = forms.ChoiceField(label=_("Language of the report"), choices=settings.LANGUAGES)
    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        required=False,
        help_text=_("If you leave it empty, the report names its kind and its period."),
    )

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.programme = programme
        self.funds = {str(fund.pk): fund for fund in money.funds(programme)}
        self.fields["time"].choices = _times(programme)  # type: ignore[attr-defined]
        self.fields["view"].choices = _views(self.funds.values(), programme)  # type: ignore[attr-defined]

    def asked(self) -> dict[str, Any]:
        """This method will give what was chosen, in the words of the operation."""
        kind, _colon, period = self.cleaned_data["time"].partition(":")
        what, _colon, name = self.cleaned_data["view"].partition(":")
        return {
            "kind": kind,
            "period": period,
            "fund": self.funds[name] if what == "fund" else None,
            "party": name if what == "party" else "",
            "language": self.cleaned_data["language"],
            "title": self.cleaned_data["title"],
        }


def _times(programme: Programme) -> list[tuple[Any, Any]]:
    begun: list[ReportingPeriod] = [
        each for each in programme.periods.order_by("-begins") if each.begins <= timezone.localdate()
    ]
    years = dict.fromkeys(each.key[:4] for each in begun)
    kinds = reports.Kind
    return [
        (kinds.QUARTERLY.label, [(f"{kinds.QUARTERLY}:{each.key}", reports.period_name(each.key)) for each in begun]),
        (kinds.ANNUAL.label, [(f"{kinds.ANNUAL}:{year}", _("The year %(year)s") % {"year": year}) for year in years]),
        (kinds.FINAL.label, [(f"{kinds.FINAL}:", _("The whole programme"))]),
    ]


def _views(funds: Any, programme: Programme) -> list[tuple[Any, Any]]:
    parties = Activity.objects.filter(output__programme=programme).exclude(responsible_party="")
    names = sorted({each.strip() for each in parties.values_list("responsible_party", flat=True)} - {""})
    groups = [
        (_("One fund"), [(f"fund:{each.pk}", str(each)) for each in funds]),
        (_("One responsible party"), [(f"party:{name}", name) for name in names]),
    ]
    return [("", _("All of the programme")), *(group for group in groups if group[1])]


class NarrativeTemplateForm(forms.Form):
    """The text that reports of a kind begin from: written in the field, or a file."""

    content = forms.CharField(label=_("Template"), widget=forms.Textarea(attrs={"rows": 24}))
    file = forms.FileField(
        label=_("or a file (.md, .txt)"), required=False, widget=forms.FileInput(attrs={"accept": ".md,.txt"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["content"].required = "file" not in self.files


def fund_key(text: str) -> UUID | None:
    """This function will read the key of a fund that an address names, None for anything else."""
    try:
        return UUID(text)
    except ValueError:
        return None
