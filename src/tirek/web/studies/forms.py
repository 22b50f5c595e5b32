"""What is asked of a study and of a log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tirek.studies import StudyLog


class StudyForm(forms.Form):
    """A service to be studied."""

    name = forms.CharField(label=_("Name of the service"), max_length=200)
    code = forms.CharField(
        label=_("Code of the study"),
        max_length=60,
        help_text=_("Small letters, digits and hyphens, such as call-102. It stands in addresses."),
    )
    owner = forms.CharField(label=_("Who answers for the service"), max_length=200)
    legal_basis = forms.CharField(label=_("Legal basis"), max_length=500, required=False)
    channel = forms.CharField(
        label=_("Channel"),
        max_length=200,
        required=False,
        help_text=_("How people reach it: counter, telephone, portal."),
    )


class LogForm(forms.Form):
    """A log to be taken in."""

    of = forms.ChoiceField(label=_("Which way of working"), choices=StudyLog.Of.choices, initial=StudyLog.Of.BEFORE)
    log = forms.FileField(
        label=_("Event log"),
        help_text=_(
            "XES, CSV, Excel, Parquet or OCEL 2.0, up to 1 GB. What names persons is not needed, and better left out."
        ),
    )


ROLES = (
    ("case", pgettext_lazy("of a log", "Case"), True),
    ("activity", pgettext_lazy("of a log", "Activity"), True),
    ("time", _("Time when it was done"), True),
    ("start", _("Time when it was begun"), False),
    ("resource", _("Who did it"), False),
    ("office", _("Office or group"), False),
)


class ColumnsForm(forms.Form):
    """Which column of a log is what; what is not chosen is not read."""

    def __init__(self, *given: Any, columns: Sequence[str], guessed: Mapping[str, str | None], **more: Any) -> None:
        super().__init__(*given, **more)
        choices = [(name, name) for name in columns]
        for name, label, needed in ROLES:
            self.fields[name] = forms.ChoiceField(
                label=label,
                required=needed,
                choices=choices if needed and guessed.get(name) else [("", _("None")), *choices],
                initial=guessed.get(name) or "",
            )
        self.fields["kept"] = forms.MultipleChoiceField(
            label=_("Other columns to read"),
            required=False,
            choices=[(name, name) for name in columns if name not in set(guessed.values())],
            widget=forms.CheckboxSelectMultiple,
            help_text=_("Choose only what the questions of the study need. Columns that name a person are left out."),
        )


class WholeForm(forms.Form):
    """What to read of a log that says itself what is what."""

    everything = forms.BooleanField(
        label=_("Read all other attributes too"),
        required=False,
        help_text=_("Without them the log has its cases, activities and times, who did it and which office."),
    )
