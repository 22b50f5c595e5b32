"""What is asked of whoever changes a mechanism."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

NOTE = _("Everybody who reads the list of editions reads it.")


class TextForm(forms.Form):
    """A text of a mechanism, and why it is changed."""

    content = forms.CharField(
        label=_("Text of the file"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 24, "class": "tirek-code", "spellcheck": "false", "wrap": "off"}),
    )
    file = forms.FileField(
        label=_("Or a file instead"),
        required=False,
        help_text=_("A table may come as Excel saves it as CSV; it is written in the one way."),
    )
    note = forms.CharField(label=_("Why it is changed"), max_length=500, help_text=NOTE)


class FileForm(forms.Form):
    """A file of a mechanism that is no text, and why it is changed."""

    file = forms.FileField(label=_("File"))
    note = forms.CharField(label=_("Why it is changed"), max_length=500, help_text=NOTE)


class WorkbookForm(forms.Form):
    """The workbook of a mechanism, changed in Excel, and why."""

    workbook = forms.FileField(label=_("Workbook"), help_text=_("The workbook of this mechanism, changed in Excel."))
    note = forms.CharField(label=_("Why it is changed"), max_length=500, help_text=NOTE)


class ReviewForm(forms.Form):
    """What a second person says of an edition."""

    verdict = forms.ChoiceField(
        label=_("Your verdict"),
        widget=forms.RadioSelect,
        choices=[("approved", _("Approve: it comes into force now")), ("returned", _("Send back"))],
    )
    reason = forms.CharField(
        label=_("Reason, if you send it back"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
