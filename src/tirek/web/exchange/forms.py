"""What is asked for an import."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class ImportForm(forms.Form):
    """One file."""

    file = forms.FileField(
        label=_("File of the programme"),
        help_text=_("The .json or .xlsx file just as it was exported."),
        widget=forms.ClearableFileInput(attrs={"accept": ".json,.xlsx"}),
        allow_empty_file=True,
    )
